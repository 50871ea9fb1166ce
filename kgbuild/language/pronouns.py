"""Third-person pronouns, by salience (after Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution", 1994).

Each mention adds to its entity's salience by its grammatical role; every sentence halves what was there. A pronoun
refers to an entity that agrees in number, gender and animacy and that the syntax allows (no argument of the same verb,
not the noun that it possesses): the subject of the clause above it before all others ("it" hardly any other), else the
most salient; where two are close in salience it stays unresolved. Pronouns in a quotation look only at what
stands in the same quotation. Not handled: cataphora, first and second persons, split antecedents.
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
_DISPOSITIONS = frozenset((  # adjectives that only what has a will can be: their "it" refers
    "ready", "willing", "unwilling", "prepared", "unprepared", "eager", "keen", "determined", "able", "unable", "open",
    "reluctant", "committed", "concerned", "worried", "opposed", "confident", "hopeful", "optimistic", "disappointed",
    "aware", "unaware", "interested", "satisfied", "happy", "pleased", "alarmed", "outraged", "shocked", "grateful",
))
_POSSESSIVES = frozenset(("his", "her", "their", "its"))
_WEIGHTS = {  # by dependency label
    "nsubj": 170, "nsubjpass": 160, "agent": 130, "dobj": 110, "dative": 100, "attr": 90, "pobj": 90, "poss": 90,
}
_HALF, _LEAST, _LEAST_SALIENT = 0.5, 12.0, 40.0
_MARGINS = {MASCULINE: 1.3, FEMININE: 1.3, PLURAL: 1.4}
_PEOPLE = frozenset(("GroupOfPeople", "ArmedGroup"))
_BODIES = frozenset((
    "Organisation", "Government", "GovernmentBody", "ArmedForce", "ArmedGroup", "InternationalOrganisation",
    "PoliticalParty", "Company", "MediaOutlet", "EducationalOrganisation", "NonGovernmentalOrganisation", "SportsTeam",
))
_ORGANISED = _BODIES - {"Government", "InternationalOrganisation"} | {"GroupOfPeople", "UnnamedSource"}
_COUNTRIES = frozenset(("Country",))
_CLAUSAL = frozenset(("ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "parataxis", "csubj", "pcomp"))


@dataclass(slots=True)
class _Candidate:
    entity: str
    salience: float = 0.0
    sentence: int = 0
    quotation: int = 0
    tokens: list[int] = field(default_factory=list)  # heads of its mentions

    def tokens_disjoint(self, tokens: list[int]) -> bool:
        return not any(token in self.tokens for token in tokens)


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
            if key and key in self.entities and not self._predicative(token, mention):
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

    def _predicative(self, token: int, mention: Mention | None) -> bool:
        """ "served as leader", "was minister": no referent of its own."""
        s = self.syntax
        if mention is None or mention.kind != "nominal" or mention.rule == "apposition":
            return False
        return s.deps[token] == "attr" or (s.deps[token] == "pobj" and s.lowers[s.heads[token]] == "as")

    def _is_modifier(self, token: int) -> bool:
        return self.syntax.deps[token] in ("compound", "amod", "nmod", "npadvmod")

    def _antecedent(self, token: int, kind: str, live: dict[str, _Candidate]) -> str:
        if kind == NEUTER and self._pleonastic(token):
            return ""
        fitting = [c for c in live.values() if self._agrees(c, kind) and self._allowed(token, c)]
        coordinated = self._coordinated(token, fitting)
        if coordinated or not fitting:
            return coordinated
        subject = self._subject_above(token)
        if kind == NEUTER or (kind == PLURAL and subject is not None and self._plural_subject(subject)):
            subjects = self._subjects_before(token) if subject is None else [subject]
            found = [c.entity for c in fitting if not c.tokens_disjoint(subjects)]
            return found[0] if len(found) == 1 else ""
        if subject is not None:
            above = next((c.entity for c in fitting if subject in c.tokens), "")
            if above or self._unknown_name(subject):
                return above  # an unknown name there would be the likelier one
        if kind == PLURAL:
            fitting = [c for c in fitting if self._role(c.tokens[-1]) in ("nsubj", "nsubjpass")]
            nearest = self.syntax.sentence_of[token] - (self.syntax.deps[token] != "poss")
            fitting = [c for c in fitting if c.sentence >= nearest]
        if not fitting:
            return ""
        scored = [(c.salience, c.entity) for c in fitting]
        scored.sort(key=lambda each: (-each[0], each[1]))
        best, key = scored[0]
        if best < _LEAST_SALIENT or (len(scored) > 1 and best < _MARGINS[kind] * scored[1][0]):
            return ""
        return key

    def _coordinated(self, token: int, fitting: list[_Candidate]) -> str:
        """ "Putin or his regime": the possessor is what the possessed is coordinated with."""
        s = self.syntax
        owned = s.heads[token]
        if s.deps[token] != "poss" or s.deps[owned] != "conj":
            return ""
        return next((c.entity for c in fitting if s.heads[owned] in c.tokens), "")

    def _unknown_name(self, token: int) -> bool:
        if not self.syntax.words[token][:1].isupper():
            return False
        mention = self.by_token.get(token)
        return mention is None or self.entities[mention.entity].type in ("Thing", "Organisation", "Product", "Work")

    def _plural_subject(self, token: int) -> bool:
        s = self.syntax
        return s.tags[token] in ("NNS", "NNPS") or s.child(token, "conj") is not None

    def _subject_above(self, token: int) -> int | None:
        """The subject of the clause above ("Umerov said he"); of its own clause for a possessive or an object.

        For a relative pronoun, the noun that the clause modifies.
        """
        s = self.syntax
        verb = self._verb(token)
        own = s.deps[token] not in ("nsubj", "nsubjpass")
        for climbed in range(6):
            if verb is None:
                return None
            subject = s.child(verb, "nsubj", "nsubjpass")
            if subject is not None and subject < token and (own or climbed > 0):
                relative = s.tags[subject] in ("WDT", "WP", "WP$") and s.deps[verb] == "relcl"
                return s.heads[verb] if relative else subject
            if s.deps[verb] in ("relcl", "acl") and s.pos[s.heads[verb]] in ("NOUN", "PROPN") and (own or climbed > 0):
                return s.heads[verb]
            adverbial = s.deps[verb] == "advcl" and s.deps[token] == "poss" and s.heads[s.heads[token]] == verb
            if s.deps[verb] not in _CLAUSAL or (adverbial and s.deps[s.heads[token]] in ("nsubj", "nsubjpass")):
                return None  # "although its economy": whose, the clause above does not say
            verb = self._verb(verb)
        return None

    def _subjects_before(self, token: int) -> list[int]:
        """For a pronoun that is its main clause's subject: the subjects of a clause before it, or of the last sentence.

        "If Russia takes the city, it will …"; "Kyiv said that it will fight. It has …".
        """
        s = self.syntax
        verb = s.heads[token]
        if s.deps[token] not in ("nsubj", "nsubjpass"):
            return []
        fronted = [c for c in s.all_children(verb, "advcl") if c < token]
        if fronted:
            return [t for c in fronted for t in s.all_children(c, "nsubj", "nsubjpass")]
        number = s.sentence_of[token]
        if number == 0 or s.heads[verb] != verb:
            return []
        return [t for t in range(*s.sentences[number - 1]) if s.deps[t] in ("nsubj", "nsubjpass")]

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
            return entity.type in _PEOPLE or (entity.type in _ORGANISED and self._is_plural(candidate))
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
        if s.lemmas[verb] == "be" and (adjective := s.child(verb, "acomp")) is not None:
            return s.lowers[adjective] not in _DISPOSITIONS  # "it is ready to talk"
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
