"""Definite descriptions: "the defence minister", "the French leader", "the 45-year-old", "the agency"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kgbuild.language.syntax import Syntax
from kgbuild.language.tagsets import PLURAL_TAGS
from kgbuild.model import Entity, Mention

_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_CLASSES = {  # nouns that name nothing but the class
    "company": "Company", "firm": "Company", "carmaker": "Company", "lender": "Company", "retailer": "Company",
    "manufacturer": "Company", "group": "ArmedGroup", "party": "PoliticalParty",
    "charity": "NonGovernmentalOrganisation",
    "newspaper": "MediaOutlet", "broadcaster": "MediaOutlet", "outlet": "MediaOutlet", "magazine": "MediaOutlet",
    "alliance": "InternationalOrganisation", "cartel": "InternationalOrganisation",
    "organisation": "InternationalOrganisation", "organization": "InternationalOrganisation",
    "bloc": "InternationalOrganisation",
    "militia": "ArmedGroup", "airline": "Company", "bank": "Company", "university": "EducationalOrganisation",
}
_BUSINESSES = frozenset(("Company", "Organisation", "MediaOutlet", "Product", "Thing"))  # as companies' names are read
_STATE = frozenset(("Government", "GovernmentBody", "ArmedForce"))
_ORGANISATIONS = frozenset((
    "Organisation", "GovernmentBody", "ArmedGroup", "InternationalOrganisation", "PoliticalParty", "Company",
    "MediaOutlet", "EducationalOrganisation", "NonGovernmentalOrganisation",
))
_SEATS = frozenset(("Country", "Facility", "Government"))
_SECOND = frozenset(("vice", "deputy", "assistant", "associate", "prime", "former"))  # another office than without it
_BRITISH = {"defense": "defence"}
_AGED = re.compile(r",? (?:aged |who is )?(\d{1,3})(?=[,.;:)])")
_AGE = re.compile(r"(\d{1,3})[- ]years?[- ]olds?")
_PLACES_OF_NOUNS = frozenset(("nsubj", "nsubjpass", "dobj", "dative", "pobj", "agent", "poss", "attr"))
_NEAR, _FAR = 3, 12  # sentences


class Described(NamedTuple):
    """A noun phrase that refers to an entity named before; of an age alone nothing is mentioned there yet."""

    token: int
    entity: str
    rule: str


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices that a person holds, as far as the article or general knowledge tells."""

    nouns: frozenset[str]  # lemmas: minister
    words: frozenset[str]  # all words of their names, in lower case: prime, minister, peru
    told: bool  # whether the article tells it
    heads_state: bool  # whether one of them makes its holder the leader of a country

    def joined(self, other: Offices) -> Offices:
        return Offices(
            self.nouns | other.nouns, self.words | other.words, self.told or other.told,
            self.heads_state or other.heads_state,
        )


def office_words(name: str) -> frozenset[str]:
    """The words of an office's name: "Deputy Defense Minister" -> deputy, defence, minister."""
    return frozenset(_BRITISH.get(word, word) for word in name.lower().replace("-", " ").split())


def descriptions(
    syntax: Syntax, by_token: Mapping[int, Mention], entities: Mapping[str, Entity], offices: Mapping[str, Offices],
    shared: frozenset[str], bodies: Mapping[str, frozenset[str]],
) -> list[Described]:
    """The definite noun phrases, known in this article only, that refer back, in the order of the text.

    `shared` are nouns of offices that several people of an article may well hold: spokesman, senator. `bodies` are
    nouns with the labels of all that they may mean: bloc, alliance.
    """
    reader = _Reader(syntax, by_token, entities, offices, shared, bodies)
    found: list[Described] = []
    unmentioned = (t for t, word in enumerate(syntax.lowers) if word == "old" and t not in by_token)
    for token in sorted((*by_token, *unmentioned)):
        mention = by_token.get(token)
        if mention is None:
            if key := reader.called_by_age(token):
                found.append(Described(token, key, "age"))
            continue
        entity = entities[mention.entity]
        described = None
        if mention.kind == "nominal" and entity.local:
            described = reader.refer(token, entity)
        if described is not None:
            found.append(described)
        reader.pass_by(token, described.entity if described else mention.entity, mention)
    return found


class _Reader:
    def __init__(
        self, syntax: Syntax, by_token: Mapping[int, Mention], entities: Mapping[str, Entity],
        offices: Mapping[str, Offices], shared: frozenset[str], bodies: Mapping[str, frozenset[str]],
    ) -> None:
        self.syntax = syntax
        self.by_token = by_token
        self.entities = entities
        self.offices = offices
        self.shared = shared
        self.bodies = bodies
        self.holders: dict[str, list[str]] = {}  # office noun -> people
        for key, held in offices.items():
            for noun in sorted(held.nouns | ({"leader"} if held.heads_state else set())):
                self.holders.setdefault(noun, []).append(key)
        self.ages: dict[str, set[str]] = {}
        self.person = ""  # who was mentioned last
        self.last: dict[str, int] = {}  # entity -> sentence of its last mention
        self.counts: Counter[str] = Counter()  # mentions so far
        self.heads: dict[str, dict[str, str]] = {}  # head noun -> entities that it named, with their modifiers

    def pass_by(self, token: int, key: str, mention: Mention) -> None:
        self.last[key] = self.syntax.sentence_of[token]
        self.counts[key] += 1
        entity = self.entities[key]
        if entity.type == "Person":
            self.person = key
            title, _, rest = entity.label.partition(" ")
            if mention.kind == "name" and rest:  # "King Felipe … the king"
                self.heads.setdefault(title.lower(), {}).setdefault(key, "")
            if age := _AGED.match(self.syntax.text, mention.span.end):
                self.ages.setdefault(age[1], set()).add(key)
        elif mention.kind == "name" and entity.type in _ORGANISATIONS and (noun := _head_noun(entity.label)):
            self.heads.setdefault(noun, {}).setdefault(key, "")
        if mention.kind == "nominal":
            self.heads.setdefault(self._noun(token), {})[key] = self._modifiers(token)
        elif self.syntax.pos[token] == "PROPN":
            self.heads.setdefault(self.syntax.lowers[token], {})[key] = ""

    def refer(self, token: int, entity: Entity) -> Described | None:
        s = self.syntax
        determiner = s.child(token, "det")
        if determiner is None and (owner := s.child(token, "poss")) is not None and s.pos[owner] == "PROPN":
            key = self._office(token, entity)  # "Peru's president"
            return Described(token, key, "office") if key else None
        if determiner is None or s.lowers[determiner] not in _DEFINITE:
            return None
        if key := self._aged(token):
            return Described(token, key, "age")
        if any(s.deps[c] in ("prep", "relcl", "acl", "appos") and c > token for c in s.children[token]):
            return None
        if key := self._office(token, entity):
            return Described(token, key, "office")
        if key := self._class(token):
            return Described(token, key, "class")
        key = self._same(token, entity)
        return Described(token, key, "same noun") if key else None

    def _recent(self, token: int, keys: list[str], distance: int) -> list[str]:
        here = self.syntax.sentence_of[token]
        return [k for k in keys if here - self.last.get(k, -100) <= distance]

    def called_by_age(self, token: int) -> str:
        """ "The 45-year-old denied it": the age alone."""
        s = self.syntax
        determiner = s.child(token, "det")
        definite = determiner is not None and s.lowers[determiner] == "the"
        return self._aged(token) if definite and s.deps[token] in _PLACES_OF_NOUNS else ""

    def _aged(self, token: int) -> str:
        """ "the 45-year-old": the one person whose age the article has told."""
        s = self.syntax
        if s.tags[token] in PLURAL_TAGS:
            return ""
        age = _AGE.search(s.text, s.begins[s.left[token]], s.ends[token])
        found = sorted(self.ages.get(age[1], ())) if age else []
        return found[0] if len(found) == 1 and self._recent(token, found, _FAR) else ""

    def _office(self, token: int, entity: Entity) -> str:
        """ "the minister": the one person of the article so far who holds an office of that name."""
        s = self.syntax
        if s.tags[token] in PLURAL_TAGS or s.deps[token] == "attr":
            return ""  # "her husband was the president": not one more mention of a president
        noun = s.lemmas[token]
        labels = ("amod", "compound", "nmod", "poss", "nummod")
        modifiers = [c for c in s.children[token] if c < token and s.deps[c] in labels]
        holders = [k for k in self.holders.get(noun, ()) if k in self.last and self._fits(k, noun, modifiers, entity)]
        near = self._recent(token, holders, _NEAR if noun in self.shared else _FAR)
        if not entity.country:
            nearest = max((self.last[k] for k in near if self.offices[k].told), default=-1)
            near = [k for k in near if self.last[k] >= nearest and (self.offices[k].told or not modifiers)]
        if len(near) > 1:
            nearest = max(self.last[k] for k in near)
            near = [k for k in near if self.last[k] == nearest and s.sentence_of[token] - nearest <= 1]
        if len(near) != 1 or not (entity.country or self.offices[near[0]].told):
            return ""
        return near[0] if noun not in self.shared or near[0] == self.person else ""

    def _fits(self, key: str, noun: str, modifiers: list[int], entity: Entity) -> bool:
        """Whether all that is said of the office is true of the person's."""
        s = self.syntax
        held, holder = self.offices[key], self.entities[key]
        said = {_BRITISH.get(s.lowers[c], s.lowers[c]) for c in modifiers}
        if noun not in held.nouns and not (noun == "leader" and entity.country):
            return False
        if entity.country and entity.country != holder.country:
            return False
        if noun != "leader" and (held.words & _SECOND) - said:
            return False
        for c in modifiers:
            named = self.by_token.get(c)
            place = self.entities[named.place or named.entity] if named is not None else None
            of_country = place is not None and place.type in _SEATS and place.country == holder.country
            if not of_country and _BRITISH.get(s.lowers[c], s.lowers[c]) not in held.words:
                return False
        return True

    def _class(self, token: int) -> str:
        """ "the company": the one organisation of that class named shortly before, as far as names tell the class."""
        noun = self._noun(token)
        wanted = _CLASSES.get(noun)
        if wanted is None or self.syntax.tags[token] in PLURAL_TAGS or self._modifiers(token):
            return ""
        rivals = _BUSINESSES if wanted == "Company" else frozenset((wanted,))
        known = [k for k in sorted(self.last) if not self.entities[k].local and self.entities[k].type in rivals]
        near = self._recent(token, known, _NEAR)
        if (labels := self.bodies.get(noun)) is not None:
            if any(self.entities[key].local for key in self.heads.get(noun, ())):
                return ""  # "the opposition alliance … the alliance"
            near = self._recent(token, [k for k in known if self.entities[k].label in labels], _FAR)
        if len(near) != 1 or self.entities[near[0]].type != wanted:
            return ""
        most = max(self.counts[k] for k in known)  # of companies, the one that the article is about
        return near[0] if wanted != "Company" or self.counts[near[0]] == most else ""

    def _same(self, token: int, entity: Entity) -> str:
        """ "the soldiers": what the same noun named before, where it named one thing."""
        named = self.heads.get(self._noun(token), {})
        plural = self.syntax.tags[token] in PLURAL_TAGS
        words = set(self._modifiers(token).split())
        fitting = [
            k for k in named
            if (not entity.country or entity.country == self.entities[k].country) and words <= set(named[k].split())
            and (self.entities[k].type == "GroupOfPeople") == (entity.type == "GroupOfPeople")
        ]
        if (len(named) > 1 and len(fitting) > 1) or (plural and len(named) > 1):
            return ""
        near = self._recent(token, fitting, _NEAR if plural else _FAR)
        return near[0] if len(near) == 1 and not self._other_country(token, self.entities[near[0]]) else ""

    def _other_country(self, token: int, entity: Entity) -> bool:
        """Whether a body of state is nearer to another country: "The German minister said the government …"."""
        if entity.type not in _STATE or not entity.country:
            return False
        here = self.syntax.sentence_of[token]
        others = [k for k, at in self.last.items() if at == here and self.entities[k].country]
        return any(self.entities[k].country != entity.country for k in others)

    def _noun(self, token: int) -> str:
        """The noun in its number: "the company" is none of "twelve companies"."""
        s = self.syntax
        if s.pos[token] != "NOUN":
            return s.lowers[token]
        return s.lemmas[token] + (" (plural)" if s.tags[token] in PLURAL_TAGS else "")

    def _modifiers(self, token: int) -> str:
        s = self.syntax
        labels = ("amod", "compound", "nmod", "poss", "nummod")
        return " ".join(s.lowers[c] for c in s.children[token] if c < token and s.deps[c] in labels)


def _head_noun(label: str) -> str:
    """Of the name of a body the noun that says what it is: "Bank of England" -> bank, "Wagner Group" -> group."""
    words = label.split()
    for at, word in enumerate(words[1:], 1):
        if word in ("of", "for", "in", "on", "against"):
            return words[at - 1].lower()
    return words[-1].lower() if len(words) > 1 else ""
