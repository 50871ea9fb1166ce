"""Whose an actor is: the countries and organisations that stand with an actor noun.

"Russian and Belarusian soldiers", "Ukraine's defence ministry", "the president of Ukraine", "officials from Hungary",
"police in Lagos", "Kremlin spokesman". Not whose: "pro-Russian separatists", "Iran-backed militias", "Russia's allies",
"troops in Ukraine", "the ambassador to Russia".
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kgbuild.entities.actor_nouns import ActorWords, Form
from kgbuild.entities.ethnic_groups import place_of_demonym
from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.identifiers import country_key
from kgbuild.entities.resolution import Resolution
from kgbuild.language.syntax import Syntax
from kgbuild.model import Entity, Mention

_PLACES = frozenset(("Country", "Region", "City"))
_LEANING = frozenset(("pro", "anti", "non"))
_STATES = frozenset(("Country", "Government"))
_RULED = frozenset(("Government", "GovernmentBody"))
_FROM = frozenset(("of", "from"))
_AT = frozenset(("in", "at", "for", "with"))
_STATE_BODIES = frozenset(("ArmedForce", "ArmedGroup", "GovernmentBody"))
_WHERE = frozenset(("of", "in", "on"))
_EMPLOYED = frozenset(("at", "for", "with"))
_EMPLOYERS = frozenset((
    "Organisation", "EducationalOrganisation", "NonGovernmentalOrganisation", "InternationalOrganisation", "Company",
    "MediaOutlet", "PoliticalParty",
))


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What an actor belongs to. `relation` is how the words say so: modifier, possessive or the preposition."""

    entity: Entity
    relation: str
    nation: str = ""  # code of the country whose ethnic group it is: "Iraqi Kurdish fighters"

    @property
    def country(self) -> str:
        return self.nation or self.entity.country


class AffiliationReader:
    """Reads affiliations in one article."""

    def __init__(self, syntax: Syntax, resolution: Resolution, gazetteer: Gazetteer, words: ActorWords) -> None:
        self.syntax = syntax
        self.words = words
        self.resolution = resolution
        self.gazetteer = gazetteer
        self.in_names = self._known_organisations()

    def _known_organisations(self) -> frozenset[int]:
        """The tokens of the names of organisations that the gazetteer knows."""
        s, found = self.syntax, set()
        for head, mention in self.resolution.by_token.items():
            entity = self.resolution.entities[mention.entity]
            known = entity.basis == "gazetteer" or entity.type in _STATE_BODIES
            if mention.kind == "name" and known and entity.sector and not entity.place:
                found |= {t for t in range(s.left[head], s.right[head] + 1) if mention.span.covers(s.span(t, t))}
        return frozenset(found)

    def of(self, form: Form, left: int) -> list[Affiliation]:
        """What the actor belongs to; several only where coordinated words say so (two actors in one phrase).

        `left` is the first token that may modify the noun.
        """
        before = self._owner(form) or self._before(form, left)
        if before:
            return before
        s = self.syntax
        after = [c for t in range(form.first, form.last + 1) for c in s.children[t] if c > form.last]
        for child in after:
            word = s.lowers[child]
            if s.deps[child] not in ("prep", "agent"):
                continue
            if word in _FROM or word in _AT or (word == "to" and form.noun.serves):
                found = self._after(child, word, form)
                if any(a.entity.type in _PLACES for a in found) and self._put_there(form, left):
                    return []
                if found:
                    return found
        return []

    def _owner(self, form: Form) -> list[Affiliation]:
        """ "The Nepali opposition's leader": of the opposition, not of Nepal."""
        owner = self.syntax.child(form.head, "poss") if form.noun.leads else None
        mention = self.resolution.at(owner) if owner is not None else None
        if mention is None or mention.kind != "nominal":
            return []
        entity = self.resolution.entities[mention.entity]
        return [] if entity.type in ("Person", "UnnamedSource") else [Affiliation(entity, "possessive")]

    def _put_there(self, form: Form, left: int) -> bool:
        """ "The Russian-installed head of the region": whose it is, the place does not tell."""
        s = self.syntax
        return any(s.words[at] == "-" and s.lowers[at + 1] in self.words.installed for at in range(left, form.head))

    def _before(self, form: Form, left: int) -> list[Affiliation]:
        s = self.syntax
        found: list[tuple[int, Affiliation]] = []
        for token in range(form.head - 1, left - 1, -1):
            if s.words[token] in (";", "(", ")", ":") and found:
                break
            named = self.resolution.at(token)  # whose last word may be a common noun: "the Elysee palace spokesman"
            if not s.words[token][:1].isupper() and (named is None or named.kind != "name"):
                continue
            if self._leans(token, form):
                continue
            entity = self.named(token)
            if entity is None:
                continue
            if entity.type == "Person" and found:
                break  # "Ann Hale and New York Mayor …": another one's name
            possessive = s.words[token + 1] in ("'s", "'", "’s", "’") and s.tags[token + 1] == "POS"
            if possessive and form.noun.relational:
                continue
            if found and not self._coordinated(token, found[-1][0]):
                if self._outer(entity, token, possessive, found[-1]):
                    found[-1] = (token, Affiliation(entity, "possessive" if possessive else "modifier"))
                elif self._nation(entity, token, possessive, found[-1]):
                    found[-1] = (token, replace(found[-1][1], nation=entity.country))
                continue
            if found and (entity.key == found[-1][1].entity.key or self._of_citizens(found[-1][0])):
                continue  # "Greek and Turkish Cypriot leaders"
            found.append((token, Affiliation(entity, "possessive" if possessive else "modifier")))
        return [each for _, each in reversed(found)]

    def _outer(self, entity: Entity, token: int, possessive: bool, inner: tuple[int, Affiliation]) -> bool:
        """Whether the country further left is whose the actor is: "Chad's UN envoy", "the US Iraq envoy".

        Of two demonyms the first tells, "Bosnian Serb leaders", but for those of citizenship: "Mexican American".
        """
        if not self._is_state_beside(entity, token, possessive, inner):
            return False
        within = inner[1].entity
        if entity.type in _EMPLOYERS:  # "Amnesty International's Africa director", "the BBC Moscow correspondent"
            return within.type in _PLACES or within.type == "Continent"
        if within.sector == "IGO" or within.type != "Country":
            return within.sector == "IGO"
        return not self._of_citizens(inner[0]) or inner[0] != token + 1

    def _of_citizens(self, token: int) -> bool:
        """Whether it is a demonym of citizenship after another demonym: "Mexican American"."""
        words = self.syntax.words
        citizens = token > 0 and words[token].casefold() in self.words.citizenships
        return citizens and place_of_demonym(words[token - 1], self.gazetteer) is not None

    def _nation(self, entity: Entity, token: int, possessive: bool, inner: tuple[int, Affiliation]) -> bool:
        """Whether the country further left is that of an ethnic group: "Iraqi Kurdish fighters"."""
        within = inner[1].entity
        stateless = within.type in ("Region", "GroupOfPeople") and not inner[1].country
        if entity.type == "Region" and within.type == "GroupOfPeople":
            return stateless and token + 1 == inner[0]
        return stateless and self._is_state_beside(entity, token, possessive, inner)

    def _is_state_beside(
        self, entity: Entity, token: int, possessive: bool, inner: tuple[int, Affiliation]
    ) -> bool:
        beside = token + 1 == inner[0] or (possessive and token + 2 == inner[0])
        literal = entity.type in _EMPLOYERS and not self._is_demonym(inner[0])
        return (literal or entity.type in _STATES) and beside and inner[1].relation != "possessive"

    def _is_demonym(self, token: int) -> bool:
        mention = self.resolution.at(token)
        return mention is not None and mention.usage == "demonym"

    def _leans(self, token: int, form: Form) -> bool:
        """ "pro-Russian", "Iran-backed", "ethnic Albanian": a side or a descent, no country belonged to.

        "The Houthi-run ministry" belongs.
        """
        words = self.syntax.words
        if form.noun.denotes in _RULED and self.syntax.lowers[token + 1 : token + 3] in self.words.ruled:
            return False
        if token and words[token - 1].casefold() == "ethnic":
            return True
        if token >= 2 and words[token - 1] == "-" and words[token - 2].casefold() in _LEANING:
            return True
        after = token + 1 < len(words) and words[token + 1] == "-"
        return after and words[token + 2 : token + 3] != [] and not words[token + 2][:1].isupper()

    def _coordinated(self, token: int, later: int) -> bool:
        between = [w.casefold() for w in self.syntax.words[token + 1 : later]]
        return bool({"and", ",", "or", "/", "&"} & set(between)) and len(between) <= 4

    def named(self, token: int) -> Entity | None:
        """What the name at the token says an actor belongs to: a country, an organisation, a person."""
        mention = self.resolution.at(token)
        if mention is not None:
            if self._only_office_words(mention):
                return self._country(token)
            entity = self._of_people(self.resolution.entities[mention.place or mention.entity])
            if entity.type in _PLACES or entity.country or entity.sector:
                return entity
            named = (entity.type == "Person" or entity.type in _EMPLOYERS | _STATE_BODIES) and mention.kind == "name"
            if named or entity.basis in ("gazetteer", "ethnonym"):
                return entity if not self._country(token) else self._country(token)
        return self._country(token)

    def _only_office_words(self, mention: Mention) -> bool:
        """Whether an unknown name is only a word of an office: "Defence" in "Defence Minister"."""
        if mention.kind != "name" or self.resolution.entities[mention.entity].basis == "gazetteer":
            return False
        words = self.syntax.text[mention.span.begin : mention.span.end].casefold().split()
        return all(w in self.words.office_words or w in self.words.modifiers for w in words)

    def _of_people(self, entity: Entity) -> Entity:
        """The country of a people: what belongs to the French belongs to France."""
        if entity.key.startswith("people/") and entity.country:
            country = self.gazetteer.entity(country_key(entity.country))
            if country is not None:
                return self.resolution.entities.setdefault(country.key, country)
        return entity

    def _country(self, token: int) -> Entity | None:
        """A country or a demonym by the word alone, where the name around it is not known."""
        senses = self.gazetteer.names(self.syntax.words[token])
        found = senses[0].entity if senses and senses[0].entity.type == "Country" else None
        if found is not None:
            self.resolution.entities.setdefault(found.key, found)
        return found

    def _employs(self, entity: Entity, word: str, form: Form) -> bool:
        employer = word in _EMPLOYED and entity.type in _EMPLOYERS and form.noun.denotes == "Person"
        return employer or (bool(form.noun.sector) and entity.sector == form.noun.sector)

    def _after(self, preposition: int, word: str, form: Form) -> list[Affiliation]:
        s = self.syntax
        found: list[Affiliation] = []
        todo = s.all_children(preposition, "pobj")
        while todo:
            token = todo.pop(0)
            entity = self.named(token)
            if entity is None and form.noun.local and s.lemmas[token] in self.words.place_parts:
                inner = [c for c in s.all_children(token, "prep") if s.lowers[c] in _WHERE]
                todo += s.all_children(token, "compound", "nmod", "poss")
                todo += [t for c in inner for t in s.all_children(c, "pobj")]
            fits = entity is not None and (word in _FROM or word == "to" or entity.type not in ("Person",))
            if word in _AT and not (form.noun.local or form.noun.weak):  # "a colonel in the army", not "in the town"
                fits = fits and entity is not None and self._employs(entity, word, form)
            if word == "of" and form.noun.relational:
                fits = False
            if entity is not None and fits and entity.key not in [a.entity.key for a in found]:
                found.append(Affiliation(entity, word))
            todo += s.all_children(token, "conj")
        return found
