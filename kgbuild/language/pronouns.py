"""Third-person pronouns, by salience (after Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution", 1994).

Each mention adds to its entity's salience by its grammatical role; every sentence halves what was there. A pronoun refers
to the most salient entity that agrees in number, gender and animacy and that the syntax allows (no argument of the same
verb, not the noun that it possesses); where two are close in salience it stays unresolved. Pronouns in a quotation look
only at what stands in the same quotation. Not handled: cataphora, pleonastic "it" beyond its commonest frames,
first and second persons, split antecedents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kgbuild.language.syntax import Syntax
from kgbuild.model import Entity, Mention

MASCULINE, FEMININE, PLURAL, NEUTER = "masculine", "feminine", "plural", "neuter"
PRONOUNS = {
    "he": MASCULINE, "him": MASCULINE, "his": MASCULINE, "she": FEMININE, "her": FEMININE, "they": PLURAL,
    "them": PLURAL, "their": PLURAL, "it": NEUTER, "its": NEUTER,
}
_POSSESSIVES = frozenset(("his", "her", "their", "its"))
_WEIGHTS = {"nsubj": 170, "nsubjpass": 160, "dobj": 110, "dative": 100, "attr": 90, "pobj": 90, "poss": 90, "agent": 130}
_HALF, _LEAST, _MARGIN = 0.5, 12.0, 1.15
_ORGANISED = frozenset(("GroupOfPeople", "ArmedGroup", "ArmedForce", "Company", "MediaOutlet", "PoliticalParty", "GovernmentBody",
                        "SportsTeam", "UnnamedSource"))
_BODIES = frozenset(("Organisation", "Government", "GovernmentBody", "ArmedForce", "ArmedGroup", "InternationalOrganisation",
                     "PoliticalParty", "Company", "MediaOutlet", "EducationalOrganisation", "NonGovernmentalOrganisation", "SportsTeam"))
_COUNTRIES = frozenset(("Country",))
_CLAUSAL = frozenset(("ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "parataxis", "csubj", "pcomp"))


@dataclass(slots=True)
class _Candidate:
    entity: str
    salience: float = 0.0
    sentence: int = 0
    quotation: int = 0
    tokens: list[int] = field(default_factory=list)  # heads of its mentions


class PronounResolver:
    """Resolves the pronouns of one article. `gender` is of people: masculine, feminine or "" where unknown."""

    def __init__(
        self, syntax: Syntax, by_token: Mapping[int, Mention], entities: Mapping[str, Entity], gender: dict[str, str]
    ) -> None:
        self.syntax = syntax
        self.by_token = by_token
        self.entities = entities
        self.gender = gender
        self.quotation = _quotations(syntax)

    def resolve(self) -> Iterator[tuple[int, str]]:
        """Pronoun tokens with the keys of the entities that they refer to, in the order of the text."""
        s = self.syntax
        live: dict[str, _Candidate] = {}
        sentence = -1
        for token in range(len(s.words)):
            if s.sentence_of[token] != sentence:
                sentence = s.sentence_of[token]
                live = self._decay(live)
            mention = self.by_token.get(token)
            kind = PRONOUNS.get(s.lowers[token]) if s.pos[token] in ("PRON", "DET") else None
            key = ""
            if kind is not None:
                key = self._antecedent(token, kind, live)
                if key:
                    yield token, key
                    if kind in (MASCULINE, FEMININE) and self.entities[key].type == "Person":
                        self.gender.setdefault(key, kind)
            elif mention is not None:
                key = mention.entity
            if key and key in self.entities:
                candidate = live.setdefault(key, _Candidate(key))
                weight = _WEIGHTS.get(self._role(token), 50)
                candidate.salience += weight if not self._is_modifier(token) else 30
                candidate.sentence, candidate.quotation = sentence, self.quotation[token]
                candidate.tokens = [*candidate.tokens[-5:], token]

    def _decay(self, live: dict[str, _Candidate]) -> dict[str, _Candidate]:
        for candidate in live.values():
            candidate.salience *= _HALF
        return {key: c for key, c in live.items() if c.salience >= _LEAST}

    def _role(self, token: int) -> str:
        s = self.syntax
        while s.deps[token] == "conj" and s.heads[token] != token:
            token = s.heads[token]
        return s.deps[token]

    def _is_modifier(self, token: int) -> bool:
        return self.syntax.deps[token] in ("compound", "amod", "nmod", "npadvmod")

    def _antecedent(self, token: int, kind: str, live: dict[str, _Candidate]) -> str:
        if kind == NEUTER and self._pleonastic(token):
            return ""
        fitting = [c for c in live.values() if self._agrees(c, kind) and self._allowed(token, c)]
        if not fitting:
            return ""
        scored = sorted(((self._score(token, c, kind), c.entity) for c in fitting), key=lambda x: (-x[0], x[1]))
        best, key = scored[0]
        margin = _MARGIN if kind in (MASCULINE, FEMININE) else 1.4
        if len(scored) > 1 and best < margin * scored[1][0]:
            return ""
        if best < (40 if kind in (MASCULINE, FEMININE) else 80):
            return ""
        return key

    def _score(self, token: int, candidate: _Candidate, kind: str) -> float:
        """Salience, raised where the candidate is the subject of the clause above or of the pronoun's own clause."""
        s = self.syntax
        score = candidate.salience
        subject = self._subject_above(token)
        if subject is not None and subject in candidate.tokens:
            score *= 2.0
        elif kind == NEUTER and s.deps[token] not in ("nsubj", "nsubjpass", "poss"):
            score *= 0.5
        return score

    def _subject_above(self, token: int) -> int | None:
        """The subject of the clause above ("Umerov said he"); of its own clause for a possessive or an object."""
        s = self.syntax
        verb = self._verb(token)
        own = s.lowers[token] in _POSSESSIVES
        climbed = 0
        while verb is not None and climbed < 5:
            subject = s.child(verb, "nsubj", "nsubjpass")
            if subject is not None and subject < token and (own or climbed > 0) and subject != token:
                return subject
            if s.deps[verb] not in _CLAUSAL:
                return None
            verb = self._verb(verb)
            climbed += 1
        return None

    def _verb(self, token: int) -> int | None:
        """The verb whose clause the token stands in."""
        s = self.syntax
        at = token
        while s.heads[at] != at:
            at = s.heads[at]
            if s.pos[at] in ("VERB", "AUX"):
                return at
        return None

    def _agrees(self, candidate: _Candidate, kind: str) -> bool:
        entity = self.entities[candidate.entity]
        if kind in (MASCULINE, FEMININE):
            person = entity.type == "Person" or (entity.type == "UnnamedSource" and not self._is_plural(candidate))
            return person and self.gender.get(entity.key, kind) == kind
        if kind == PLURAL:
            return entity.type in _ORGANISED and (entity.type in ("GroupOfPeople", "ArmedGroup") or self._is_plural(candidate))
        return (entity.type in _BODIES and not self._is_plural(candidate)) or entity.type in _COUNTRIES

    def _is_plural(self, candidate: _Candidate) -> bool:
        return any(self.syntax.tags[t] in ("NNS", "NNPS") for t in candidate.tokens)

    def _allowed(self, token: int, candidate: _Candidate) -> bool:
        s = self.syntax
        if self.quotation[token] != candidate.quotation:
            return False
        if candidate.sentence < s.sentence_of[token] - 3:
            return False
        possessive = s.deps[token] == "poss" or s.lowers[token] in ("his", "their", "its")
        verb = self._verb(token)
        for other in candidate.tokens:
            if s.sentence_of[other] != s.sentence_of[token]:
                continue
            if s.left[other] <= token <= s.right[other] and s.deps[other] not in ("nsubj", "nsubjpass") and possessive:
                return False  # "his spokesman": not the spokesman
            if other == s.heads[token] or (s.heads[other] == s.heads[token] and possessive):
                return False
            if not possessive and self._verb(other) == verb and not self._embedded(other):
                return False  # arguments of one verb
        return True

    def _embedded(self, token: int) -> bool:
        """Whether it stands inside another noun phrase, as a possessor does."""
        return self.syntax.deps[token] in ("poss", "compound", "amod", "nmod")

    def _pleonastic(self, token: int) -> bool:
        """ "it is clear that", "it seems", "it rained": no reference."""
        s = self.syntax
        if s.lowers[token] != "it":
            return False
        verb = s.heads[token]
        if s.deps[token] not in ("nsubj", "nsubjpass"):
            return True  # an object "it" is seldom an actor
        if s.lemmas[verb] in ("seem", "appear", "rain", "snow", "turn", "happen", "take", "matter"):
            return True
        return s.lemmas[verb] == "be" or (s.deps[token] == "nsubjpass" and s.child(verb, "ccomp") is not None)


def _quotations(syntax: Syntax) -> list[int]:
    """For each token the number of the quotation that it stands in, 0 outside; marks are paired within a paragraph."""
    found, number, inside = [], 0, False
    for word, tag in zip(syntax.words, syntax.tags, strict=True):
        if tag == "_SP" and "\n" in word:
            inside = False
        if word in ('"', "``", "''"):
            inside = not inside
            number += inside
        found.append(number if inside else 0)
    return found
