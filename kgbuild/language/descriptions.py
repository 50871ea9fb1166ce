"""Definite descriptions: "the minister", "the president", "the company", "the ministry", "the soldiers"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from kgbuild.language.syntax import Syntax
from kgbuild.model import Entity, Mention

_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_PLURAL = frozenset(("NNS", "NNPS"))
_CLASSES = {  # nouns that name nothing but the class
    "company": "Company", "firm": "Company", "group": "ArmedGroup", "party": "PoliticalParty",
    "newspaper": "MediaOutlet", "broadcaster": "MediaOutlet", "outlet": "MediaOutlet",
    "alliance": "InternationalOrganisation",
    "organisation": "InternationalOrganisation", "organization": "InternationalOrganisation",
    "bloc": "InternationalOrganisation",
    "militia": "ArmedGroup", "airline": "Company", "bank": "Company", "university": "EducationalOrganisation",
}
_BUSINESSES = frozenset(("Company", "Organisation", "MediaOutlet", "Product", "Thing"))  # as companies' names are read
_STATE = frozenset(("Government", "GovernmentBody", "ArmedForce"))
_NEAR, _FAR = 3, 12  # sentences


class Described(NamedTuple):
    """A noun phrase that refers to an entity named before."""

    token: int
    entity: str
    rule: str


def descriptions(
    syntax: Syntax, by_token: Mapping[int, Mention], entities: Mapping[str, Entity],
    offices: Mapping[str, frozenset[str]],
) -> list[Described]:
    """The definite noun phrases, known in this article only, that refer back, in the order of the text."""
    reader = _Reader(syntax, entities, offices)
    found: list[Described] = []
    for token, mention in sorted(by_token.items()):
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
        self, syntax: Syntax, entities: Mapping[str, Entity], offices: Mapping[str, frozenset[str]]
    ) -> None:
        self.syntax = syntax
        self.entities = entities
        self.offices = offices
        self.last: dict[str, int] = {}  # entity -> sentence of its last mention
        self.counts: Counter[str] = Counter()  # mentions so far
        self.heads: dict[str, dict[str, str]] = {}  # head noun -> entities that it named, with their modifiers

    def pass_by(self, token: int, key: str, mention: Mention) -> None:
        self.last[key] = self.syntax.sentence_of[token]
        self.counts[key] += 1
        if mention.kind == "nominal":
            self.heads.setdefault(self._noun(token), {})[key] = self._modifiers(token)
        elif self.syntax.pos[token] == "PROPN":
            self.heads.setdefault(self.syntax.lowers[token], {})[key] = ""

    def refer(self, token: int, entity: Entity) -> Described | None:
        s = self.syntax
        determiner = s.child(token, "det")
        if determiner is None or s.lowers[determiner] not in _DEFINITE:
            return None
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

    def _office(self, token: int, entity: Entity) -> str:
        """ "the minister": the one person of the article so far who holds an office of that noun."""
        s = self.syntax
        if s.tags[token] in _PLURAL:
            return ""
        noun, modifiers = self._noun(token), self._modifiers(token)
        named = {s.lowers[c] for c in s.children[token] if s.words[c][:1].isupper()}
        if not set(modifiers.split()) <= named:
            return ""
        holders = [k for k, nouns in self.offices.items() if k in self.last and noun in nouns]
        if entity.country:
            holders = [k for k in holders if self.entities[k].country == entity.country]
        near = self._recent(token, sorted(holders), _FAR)
        if len(near) > 1:
            nearest = max(self.last[k] for k in near)
            near = [k for k in near if self.last[k] == nearest and self.syntax.sentence_of[token] - nearest <= 1]
        return near[0] if len(near) == 1 else ""

    def _class(self, token: int) -> str:
        """ "the company": the one organisation of that class named shortly before, as far as names tell the class."""
        wanted = _CLASSES.get(self._noun(token))
        if wanted is None or self.syntax.tags[token] in _PLURAL or self._modifiers(token):
            return ""
        rivals = _BUSINESSES if wanted == "Company" else frozenset((wanted,))
        known = [k for k in sorted(self.last) if not self.entities[k].local and self.entities[k].type in rivals]
        near = self._recent(token, known, _NEAR)
        if len(near) != 1 or self.entities[near[0]].type != wanted:
            return ""
        most = max(self.counts[k] for k in known)  # of companies, the one that the article is about
        return near[0] if wanted != "Company" or self.counts[near[0]] == most else ""

    def _same(self, token: int, entity: Entity) -> str:
        """ "the soldiers": what the same noun named before, where it named one thing."""
        named = self.heads.get(self._noun(token), {})
        plural = self.syntax.tags[token] in _PLURAL
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
        return s.lemmas[token] + (" (plural)" if s.tags[token] in _PLURAL else "")

    def _modifiers(self, token: int) -> str:
        s = self.syntax
        labels = ("amod", "compound", "nmod", "poss", "nummod")
        return " ".join(s.lowers[c] for c in s.children[token] if c < token and s.deps[c] in labels)
