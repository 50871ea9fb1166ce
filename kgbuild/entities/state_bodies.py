"""Bodies of a state by their names, and the people who are of them: the country that the words beside them tell.

"South Korea's Joint Chiefs of Staff", "Ukraine's Centre for Countering Disinformation", "the Ministry of Defence of
Chad", "Israel Defense Forces": a name that no gazetteer knows, of a kind that a state has, with the country that it is
of. "Maria Lopez, who heads Colombia's truth commission", "Carlos Ruiz of Peru's navy": the person gets the body's
country and sector. The words stand in `ontology/lexicon/actors.ttl` (actorNoun, stateBodyNoun, stateBodyWord,
privateBodyWord, leadingVerb), bodies whose names tell no country in `state-bodies.ttl` beside it. Not handled: other
bodies whose country only the rest of the article tells.
"""

from __future__ import annotations

from dataclasses import replace

from kgbuild.entities.actor_nouns import STATE_SECTORS, ActorNoun, ActorWords, actor_words
from kgbuild.entities.actors import national_body
from kgbuild.entities.affiliations import AffiliationReader
from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.identifiers import country_key, name_key
from kgbuild.entities.resolution import Resolution
from kgbuild.language.syntax import Syntax
from kgbuild.model import Entity, Mention
from kgbuild.ontology import LexicalEntry, Ontology

_BODIES = frozenset(("GovernmentBody", "ArmedForce"))
_UNSURE = frozenset((
    "Organisation", "NonGovernmentalOrganisation", "Thing", "Facility", "Law", "Work", "GroupOfPeople",
))
_PLACES = frozenset(("Country", "Region", "City"))
_COUNTRIES = frozenset(("Country",))
_POSSESSIVES = frozenset(("'s", "'", "\u2019s", "\u2019"))
_MOST_BETWEEN = 2  # words between the country and the name: "Turkey's powerful National Security Council"
_RELATIVE = frozenset(("WP", "WDT"))
_ROYAL = "royal"  # "the Royal Thai Navy" is Thailand's
_ARMED = frozenset(("MIL", "COP"))


class StateBodyReader:
    """Finds the bodies of states among the unknown names of one article, and those who lead them."""

    def __init__(self, syntax: Syntax, resolution: Resolution, gazetteer: Gazetteer, ontology: Ontology) -> None:
        self.syntax = syntax
        self.resolution = resolution
        self.gazetteer = gazetteer
        self.ontology = ontology
        self.words: ActorWords = actor_words(ontology)
        self.affiliations = AffiliationReader(syntax, resolution, gazetteer, self.words)

    def bodies(self) -> None:
        """Gives unknown names of bodies of a state their class, country, sector and affiliation."""
        for head, mention in sorted(self.resolution.by_token.items()):
            entity = self.resolution.entities[mention.entity]
            if mention.kind != "name" or entity.basis != "name" or entity.country:
                continue
            known = self.ontology.lookup("stateBodyName", entity.label.casefold().removeprefix("the "))
            form = self._form(entity)
            owner = self._owner(head, mention) if known or form is not None else None
            if known and form is not None and form[1].unique and owner is None:
                owner = self._country_of(known[0])  # the Home Office
            elsewhere = owner is not None and known and owner.country not in ("", known[0].properties["country"][0])
            if known and (form is None or not (elsewhere or form[1].unique)):
                self._put_known(entity, known[0], owner)
            elif form is not None and owner is not None and owner.country:
                self._put(entity, form, owner)
            elif form is not None and not entity.sector and form[0] == _plain(entity.label) and form[1].sector:
                denotes, sector = form[1].denotes, form[1].sector  # Congress: of which country is unsaid
                self.resolution.entities[entity.key] = replace(entity, type=denotes, sector=sector)

    def leaders(self) -> None:
        """Gives people who are told to lead a body of a state its country and sector."""
        s = self.syntax
        for verb, lemma in enumerate(s.lemmas):
            if s.pos[verb] != "VERB" or not self.ontology.lookup("leadingVerb", lemma):
                continue
            led, subject = s.child(verb, "dobj"), s.child(verb, "nsubj")
            if led is None or subject is None:
                continue
            if s.tags[subject] in _RELATIVE and s.deps[verb] == "relcl":
                subject = s.heads[verb]
            self._belongs(subject, led)

    def members(self) -> None:
        """Gives people who are named as of, or from, a body what the body tells: "Carlos Ruiz of the navy"."""
        s = self.syntax
        for preposition, word in enumerate(s.lowers):
            if word in ("of", "from") and s.deps[preposition] == "prep" and s.heads[preposition] < preposition:
                body = s.child(preposition, "pobj")
                if body is not None and s.pos[s.heads[preposition]] == "PROPN":
                    self._belongs(s.heads[preposition], body)

    def _belongs(self, subject: int, body: int) -> None:
        mention, other = self.resolution.at(subject), self.resolution.at(body)
        if mention is None or other is None:
            return
        person, of = self.resolution.entities[mention.entity], self.resolution.entities[other.entity]
        state = bool(of.country) and of.sector in STATE_SECTORS
        if person.type != "Person" or person.country or not (state or of.type == "InternationalOrganisation"):
            return
        self.resolution.entities[person.key] = replace(
            person, country=of.country if state else "", sector=person.sector or of.sector,
            affiliation=person.affiliation or (of.affiliation if of.local else of.key),
        )

    def _form(self, entity: Entity) -> tuple[str, ActorNoun] | None:
        """What kind of state body the name is by its words, where it is one, and the words that say so."""
        if entity.type not in _BODIES and entity.type not in _UNSURE:
            return None
        words = entity.label.casefold().removeprefix("the ").split()
        whole, before = " ".join(words), " ".join(words).partition(" for ")[0].partition(" of ")[0]
        bare = " ".join(words[1:]) if len(words) > 1 and self._country([words[0].title()]) else whole
        forms = [whole, self._turned(whole), self._turned(bare), *(" ".join(words[-n:]) for n in (3, 2)), before]
        for form in forms:
            noun = self.words.nouns.get(form) or self.words.nouns.get(form.removesuffix("s"))
            if noun is not None and noun.denotes in _BODIES and noun.sector and not noun.weak:
                return form, noun
        last = self.words.nouns.get(words[-1])
        if last is not None and last.unique and last.sector in _ARMED:
            return words[-1], last  # "Brazilian navy", "Royal Thai Police"
        if entity.type in _BODIES:
            return whole, ActorNoun(entity.type, "MIL" if entity.type == "ArmedForce" else "GOV")
        if not any(self.ontology.lookup("stateBodyNoun", form.rpartition(" ")[2]) for form in (whole, before)):
            return None
        said = [self.ontology.lookup("stateBodyWord", word) for word in words]
        private = any(self.ontology.lookup("privateBodyWord", word) for word in words)
        return (whole, ActorNoun("GovernmentBody", "GOV")) if any(said) and not private else None

    def _turned(self, words: str) -> str:
        """ "ministry of foreign affairs" as "foreign ministry"; "" where the words have another form."""
        kind, _, matter = words.partition(" of ")
        if not matter or kind not in self.words.nouns:
            return ""
        return f"{matter.removeprefix('the ').partition(' of ')[0].removesuffix(' affairs')} {kind}"

    def _owner(self, head: int, mention: Mention) -> Entity | None:
        """The country, or the place in one, that the name's own words or those before it say it is of."""
        s = self.syntax
        first = last = head
        while first > 0 and s.begins[first - 1] >= mention.span.begin:
            first -= 1
        while last + 1 < len(s.words) and s.ends[last + 1] <= mention.span.end:
            last += 1
        inside = self._inside(first, last)
        if inside is not None:
            return inside
        start = s.sentences[s.sentence_of[first]][0]
        for at in range(first - 1, max(start, first - 3 - _MOST_BETWEEN) - 1, -1):
            possessive = s.words[at] in _POSSESSIVES
            if possessive or s.words[at] in ("-", "—", ",", "(", ")"):
                named = self.affiliations.named(at - 1) if possessive and at > start else None
                return named if named is not None and (named.type in _PLACES or named.type == "Government") else None
            below = self.resolution.at(at)
            if below is not None:
                named = self.affiliations.named(at)
                adjective = below.usage == "demonym" or at == first - 1
                return named if named is not None and named.type == "Country" and adjective else None
            if s.pos[at] not in ("ADJ", "NOUN", "PROPN"):
                break
        if s.lowers[last + 1 : last + 2] != ["of"]:
            return None
        after = (t for t in range(last + 2, min(last + 6, len(s.words))) if self.resolution.at(t) is not None)
        token = next(after, None)
        named = self.affiliations.named(token) if token is not None else None
        return named if named is not None and named.type in _PLACES else None

    def _inside(self, first: int, last: int) -> Entity | None:
        """The country that the name begins with, or that it ends with after "of"."""
        words = self.syntax.words
        for end in (first + 1, first + 2, first + 3):
            if end <= last and (found := self._country(words[first:end], _PLACES)):
                return found
        if words[first].casefold() == _ROYAL and (found := self._country(words[first + 1 : first + 2])):
            return found
        for at in range(last - 1, first, -1):
            if words[at] == "of":
                after = words[at + 1 : last + 1]
                return self._country(after[1:] if after[0] == "the" else after, _PLACES)
        return None

    def _country(self, words: list[str], types: frozenset[str] = _COUNTRIES) -> Entity | None:
        """The country, or the place of these types, of that name; of "Georgia", which names places of two, none."""
        found = [s.entity for s in self.gazetteer.names(" ".join(words)) if s.entity.type in _PLACES]
        if not found or found[0].type not in types or len({each.country for each in found}) > 1:
            return None
        return self.resolution.entities.setdefault(found[0].key, replace(found[0]))

    def _put(self, entity: Entity, form: tuple[str, ActorNoun], owner: Entity) -> None:
        """The state body in place of the unknown name: that of the country where there is one, else of its name."""
        name, noun = form
        words = entity.label.casefold().removeprefix("the ")
        rest = words.removesuffix(name).partition(" of ")[0].strip() if name in words else ""
        rest = rest.removeprefix(_ROYAL).strip()
        if noun.unique and owner.type == "Country" and (not rest or self._country(rest.title().split())):
            body = national_body(name, noun.denotes, owner.country, noun.sector, owner.key)
        else:
            body = replace(
                entity, key=name_key(noun.denotes.casefold(), entity.label), type=noun.denotes, country=owner.country,
                sector=noun.sector, affiliation=owner.place or owner.key,
            )
        self._replace(entity, body)

    def _country_of(self, entry: LexicalEntry) -> Entity | None:
        country = self.gazetteer.entity(country_key(entry.properties["country"][0]))
        return self.resolution.entities.setdefault(country.key, replace(country)) if country is not None else None

    def _put_known(self, entity: Entity, entry: LexicalEntry, owner: Entity | None) -> None:
        """The body that the lexicon knows by this name, under its longest name."""
        code = owner.country if owner is not None and owner.country else entry.properties["country"][0]
        denotes, name = entry.properties["denotes"][0], max(entry.forms, key=lambda form: (len(form), form))
        if code != entry.properties["country"][0]:
            name = entity.label  # Ghana's FDA is not the Food and Drug Administration
        self._replace(entity, replace(
            entity, key=name_key(denotes.casefold(), name, code), type=denotes, country=code,
            sector=entry.properties["sector"][0], affiliation=country_key(code), basis="name and country",
        ))
        country = self.gazetteer.entity(country_key(code))
        if country is not None:
            self.resolution.entities.setdefault(country.key, replace(country))

    def _replace(self, entity: Entity, body: Entity) -> None:
        self.resolution.entities.pop(entity.key)
        self.resolution.entities.setdefault(body.key, body)
        for mention in self.resolution.mentions:
            if mention.entity == entity.key:
                mention.entity = body.key


def _plain(label: str) -> str:
    return label.casefold().removeprefix("the ")


def find_state_bodies(syntax: Syntax, resolution: Resolution, gazetteer: Gazetteer, ontology: Ontology) -> None:
    """Completes the unknown names that are bodies of a state; keys may change. Before the offices are read."""
    StateBodyReader(syntax, resolution, gazetteer, ontology).bodies()


def find_officials(syntax: Syntax, resolution: Resolution, gazetteer: Gazetteer, ontology: Ontology) -> None:
    """Completes the people who are told to lead, or to be of, a body of a state."""
    reader = StateBodyReader(syntax, resolution, gazetteer, ontology)
    reader.leaders()
    reader.members()
