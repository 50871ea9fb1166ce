"""Third-person pronouns, by salience (after Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution", 1994).

Each mention adds to its entity's salience by its grammatical role; every sentence halves what was there. A pronoun
refers to an entity that agrees in number, gender and animacy and that the syntax allows
(:mod:`kgbuild.language.binding`): the subject of the clause above it before all others ("it" hardly any other), else
the most salient; where two are close in salience it stays unresolved, and so do those that seem to refer to what an
unresolved one refers to. Pronouns in a quotation look only at what stands in the same quotation. Not handled: second
persons (of first ones see :mod:`kgbuild.extraction.first_persons`), split antecedents; of cataphora only possessives
before the subject ("In his speech, X said").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kgbuild.language.binding import SUBJECTS, clause_verb, forbidden
from kgbuild.language.clause_subjects import possessor_above, subject_above, subjects_before
from kgbuild.language.quotations import quotation_numbers
from kgbuild.language.syntax import Syntax
from kgbuild.language.tagsets import PLURAL_TAGS
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
_WEIGHTS = {  # by dependency label
    "nsubj": 170, "nsubjpass": 160, "agent": 130, "dobj": 110, "dative": 100, "attr": 90, "pobj": 90, "poss": 90,
}
_HALF, _LEAST, _LEAST_SALIENT, _UNSURE = 0.5, 12.0, 40.0, 0.5
_MARGINS = {MASCULINE: 1.3, FEMININE: 1.3, PLURAL: 1.4}
_LONGEST = 200  # tokens
_FAR_MARGIN = 2.5  # where another one stands in the pronoun's own sentence
_PEOPLE = frozenset(("GroupOfPeople", "ArmedGroup"))
_BODIES = frozenset((
    "Organisation", "Government", "GovernmentBody", "ArmedForce", "ArmedGroup", "InternationalOrganisation",
    "PoliticalParty", "Company", "MediaOutlet", "EducationalOrganisation", "NonGovernmentalOrganisation", "SportsTeam",
))
_ORGANISED = _BODIES - {"Government", "InternationalOrganisation"} | {"GroupOfPeople", "UnnamedSource"}
_COUNTRIES = frozenset(("Country",))
_SPEAKING = frozenset(("ROOT", "conj", "parataxis", "ccomp"))  # of a verb beside what is said
_OBJECTS = frozenset(("dobj", "dative", "pobj", "agent", "poss"))
_MEASURES = frozenset(("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL"))
_ANYONE = frozenset((
    "someone", "anyone", "everyone", "somebody", "anybody", "everybody", "nobody", "whoever", "each", "those", "others",
    "many", "most", "some", "few", "both", "half", "percent", "%", "majority",
))


@dataclass(slots=True)
class _Candidate:
    entity: str  # key; of what an unresolved pronoun refers to, that pronoun's gender or number
    salience: float = 0.0
    sentence: int = 0
    quotation: int = 0
    subject: bool = False  # whether one of its mentions was a subject
    tokens: list[int] = field(default_factory=list)  # heads of its mentions

    def tokens_disjoint(self, tokens: list[int]) -> bool:
        return not any(token in self.tokens for token in tokens)


class PronounResolver:
    """Resolves the pronouns of one article.

    `gender` is of people: masculine, feminine or absent where unknown; `people` the keys of those who surely are.
    """

    def __init__(
        self, syntax: Syntax, by_token: Mapping[int, Mention], entities: Mapping[str, Entity], gender: dict[str, str],
        people: frozenset[str] = frozenset(),
    ) -> None:
        self.syntax = syntax
        self.by_token = by_token
        self.entities = entities
        self.gender = gender
        self.people = people
        self.quotation = quotation_numbers(syntax)
        self.quoting = {s for s, number in zip(syntax.sentence_of, self.quotation, strict=True) if number}
        self.speaker = "", 0  # who spoke last, and the token that names him

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
                elif kind in (MASCULINE, FEMININE):
                    key = kind
            elif mention is not None and mention.entity in self.entities:
                key = mention.entity
            if key and not self._predicative(token, mention):
                candidate = live.setdefault(key, _Candidate(key))
                role = self._role(token)
                candidate.salience += _WEIGHTS.get(role, 50) if not self._is_modifier(token) else 30
                candidate.sentence, candidate.quotation = sentence, self.quotation[token]
                candidate.subject = candidate.subject or role in SUBJECTS
                candidate.tokens = [*candidate.tokens[-5:], token]
                if (role in SUBJECTS and self._speaks(token)) or self._is_source(token):
                    self.speaker = key, token

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
        """The key of what the pronoun refers to, or "" where that is not sure."""
        if (kind == NEUTER and self._pleonastic(token)) or self._of_either(token):
            return ""
        agreeing = [c for c in live.values() if self._agrees(c, kind)]
        joined = self._coordinated(token, agreeing)
        if joined is not None:
            return joined
        fitting = [c for c in agreeing if self._allowed(token, c)]
        if later := self._announced(token, kind, fitting):
            return later
        if not fitting:
            return ""
        found = self._chosen(token, kind, fitting)
        return found if found in self.entities else ""

    def _of_either(self, token: int) -> bool:
        """ "he or she", "his or her": anybody."""
        around = self.syntax.lowers[max(0, token - 2) : token + 3]
        return ("or" in around or "/" in around) and len({PRONOUNS[w] for w in around if w in PRONOUNS}) > 1

    def _chosen(self, token: int, kind: str, fitting: list[_Candidate]) -> str:
        subject = possessor_above(self.syntax, token, frozenset(t for c in fitting for t in c.tokens))
        if subject is None:
            subject = subject_above(self.syntax, token)
        if subject is None and kind != NEUTER and (speaking := self._speaker(token, fitting, 1)):
            return speaking
        above = next((c for c in fitting if subject in c.tokens), None) if subject is not None else None
        if above is not None and subject is not None:
            rivalled = self._rivalled(token, subject, kind, above, fitting)
            return "" if rivalled else above.entity
        if kind == NEUTER:
            subjects = subjects_before(self.syntax, token) if subject is None else []
            found = [c.entity for c in fitting if not c.tokens_disjoint(subjects)]
            return found[0] if len(found) == 1 else ""
        if subject is not None and (self._unknown_name(subject) or (kind == PLURAL and self._plural_subject(subject))):
            return ""  # an unknown name there would be the likelier one
        return self._most_salient(token, kind, self._groups(token, fitting) if kind == PLURAL else fitting)

    def _groups(self, token: int, fitting: list[_Candidate]) -> list[_Candidate]:
        """Of those that "they" may mean those in this sentence and the last that no other plural comes after."""
        s = self.syntax
        opening = s.deps[token] != "poss" or bool(subjects_before(s, token))  # "They said", "Their union said"
        nearest = s.sentence_of[token] - opening
        near = [c for c in fitting if c.sentence >= nearest and not self._part(c.tokens[-1])]
        subjects = [c for c in near if self._role(c.tokens[-1]) in SUBJECTS]
        if not subjects and len(fitting) == 1 and s.deps[token] in _OBJECTS:
            subjects = near  # "expelled two diplomats. It accused them"
        return [c for c in subjects if not self._plural_between(c.tokens[-1], token, False)]

    def _part(self, token: int) -> bool:
        """Whether it is coordinated: "they" would mean the whole."""
        return self.syntax.deps[token] == "conj" or self.syntax.child(token, "conj") is not None

    def _most_salient(self, token: int, kind: str, fitting: list[_Candidate]) -> str:
        here = self.syntax.sentence_of[token]
        able = [c for c in fitting if kind == PLURAL or self._able(c)]
        scored = [(self._salience(c, kind), c.sentence == here, c.entity) for c in able]
        scored.sort(key=lambda each: (-each[0], each[2]))
        if not scored or scored[0][0] < _LEAST_SALIENT:
            return ""
        best, near, key = scored[0]
        for salience, also_near, _ in scored[1:]:
            if best < (_FAR_MARGIN if also_near and not near else _MARGINS[kind]) * salience:
                return self._speaker(token, fitting, 2)
        return key

    def _speaker(self, token: int, fitting: list[_Candidate], sentences: int) -> str:
        """Of "he said": who spoke so many sentences before, where no other one has done anything since."""
        s = self.syntax
        key, said = self.speaker
        if not 0 < s.sentence_of[token] - s.sentence_of[said] <= sentences or not self._speaks(token):
            return ""
        since = any(c.entity != key and c.tokens[-1] > said and c.subject for c in fitting)
        return "" if since else next((c.entity for c in fitting if c.entity == key), "")

    def _is_source(self, token: int) -> bool:
        """Whether "according to" governs it."""
        to = self.syntax.heads[token]
        return 0 < to < token and self.syntax.lowers[to - 1 : to + 1] == ["according", "to"]

    def _speaks(self, token: int) -> bool:
        """Whether it is the subject of a verb that reports a clause or stands beside a quotation."""
        s = self.syntax
        verb = s.heads[token]
        if s.deps[token] not in SUBJECTS or s.deps[verb] not in _SPEAKING or self.quotation[verb]:
            return False
        return s.child(verb, "ccomp") is not None or s.sentence_of[token] in self.quoting

    def _salience(self, candidate: _Candidate, kind: str) -> float:
        """Less for one known by a noun alone, where the pronoun is of the gender that fewer officials have."""
        mention = self.by_token.get(candidate.tokens[0])
        unsure = mention is not None and mention.kind == "nominal" and candidate.entity not in self.gender
        unsure = unsure and kind == FEMININE
        return candidate.salience * (_UNSURE if unsure else 1.0)

    def _able(self, candidate: _Candidate) -> bool:
        """Whether it may be meant where the syntax does not point at it: not "a child" that was no subject."""
        entity = self.entities.get(candidate.entity)
        if entity is None or not entity.local or entity.key in self.gender or entity.key in self.people:
            return True
        return candidate.subject

    def _rivalled(
        self, token: int, subject: int, kind: str, above: _Candidate, fitting: list[_Candidate]
    ) -> bool:
        """Whether what stands between the subject and the pronoun is as likely: "Ann called Eva, praising her boss"."""
        s = self.syntax
        verb = clause_verb(s, token)
        if kind == PLURAL:
            reporting = s.heads[verb] if verb is not None and s.deps[verb] == "ccomp" else None
            if reporting is not None and s.deps[token] in SUBJECTS and clause_verb(s, subject) == reporting:
                return False  # "the rebels told reporters that they"
            return self._plural_between(subject, token, s.deps[token] == "poss")
        first = subject
        if not self._adverbial(token, subject):
            if verb is None or s.deps[verb] != "ccomp" or s.deps[token] not in SUBJECTS:
                return False
            first = s.heads[verb]  # "warned Eva that she"
        return any(
            first < t < token and self._role(t) in _OBJECTS and s.sentence_of[t] == s.sentence_of[token]
            for c in fitting if c is not above for t in c.tokens
        )

    def _adverbial(self, token: int, subject: int) -> bool:
        """Whether an adverbial clause (no purpose) lies between the pronoun and the verb of the subject."""
        s = self.syntax
        at, last = token, clause_verb(s, subject)
        while s.heads[at] != at and at != last:
            if s.deps[at] == "advcl" and not any(s.lowers[c] == "to" for c in s.all_children(at, "aux")):
                return True
            at = s.heads[at]
        return False

    def _plural_between(self, first: int, last: int, animate: bool) -> bool:
        """Whether another plural stands between that "they" may mean; `animate`: only of people and bodies."""
        s = self.syntax
        if last - first > _LONGEST:
            return True
        for t in range(first + 1, last):
            if s.lowers[t] in _ANYONE and not self._part_of_one(t):
                return True
            plural = s.tags[t] in PLURAL_TAGS or (s.deps[t] == "conj" and s.pos[t] == "PROPN")
            if not plural or s.ents[t] in _MEASURES or s.deps[t] in ("compound", "appos", "npadvmod", "attr"):
                continue
            if s.sentence_of[t] == s.sentence_of[last] and forbidden(s, last, t, False):
                continue
            if s.left[first] <= t <= s.right[first] and s.deps[t] in ("pobj", "conj"):
                continue  # part of the phrase itself
            mention = self.by_token.get(t)
            known = mention is not None and self.entities[mention.entity].type in (_ORGANISED | _PEOPLE | {"Person"})
            if known or not animate:
                return True
        return False

    def _part_of_one(self, token: int) -> bool:
        """Whether "most", "half" or "%" is of one thing, or only goes with a noun: "most of the city"."""
        s = self.syntax
        if s.deps[token] in ("det", "advmod", "amod", "quantmod"):
            return True
        preposition = s.child(token, "prep")
        of = s.child(preposition, "pobj") if preposition is not None else None
        return s.tags[of] not in PLURAL_TAGS if of is not None else s.lowers[token] in ("%", "percent")

    def _coordinated(self, token: int, agreeing: list[_Candidate]) -> str | None:
        """ "Putin or his regime": the possessor is what the possessed is coordinated with; None where it is not."""
        s = self.syntax
        owned = s.heads[token]
        while s.deps[owned] in ("compound", "appos", "nmod"):
            owned = s.heads[owned]  # "X and his wife Ann"
        if s.deps[token] != "poss" or s.deps[owned] != "conj" or s.pos[s.heads[owned]] not in ("NOUN", "PROPN"):
            return None
        here = [c for c in agreeing if c.quotation == self.quotation[token] and s.heads[owned] in c.tokens]
        if here:
            return here[0].entity if here[0].entity in self.entities else ""
        return "" if s.pos[s.heads[owned]] == "PROPN" else None  # "Donetsk and its twin"

    def _announced(self, token: int, kind: str, fitting: list[_Candidate]) -> str:
        """ "In his speech, X said": of a pronoun in a phrase or clause before the subject, that subject."""
        s = self.syntax
        at = token
        if kind == PLURAL or (s.deps[token] != "poss" and (s.deps[token] not in SUBJECTS or fitting)):
            return ""
        while s.heads[at] != at and s.pos[s.heads[at]] not in ("VERB", "AUX"):
            at = s.heads[at]
        if s.deps[token] != "poss":
            at = s.heads[at]  # "Before he resigned, X said", where nobody was named before
        verb = s.heads[at]
        subject = s.child(verb, *SUBJECTS)
        if s.deps[at] not in ("prep", "npadvmod", "advcl") or subject is None or subject < token or verb == at:
            return ""
        if any(s.heads[c] != at and c < token for c in s.children[verb] if s.pos[c] == "SCONJ"):
            return ""
        mention = self.by_token.get(subject)
        entity = self.entities.get(mention.entity) if mention is not None else None
        if mention is None or entity is None or mention.kind != "name":
            return ""
        candidate = _Candidate(entity.key, tokens=[subject])
        if entity.type == "Person":
            same = any(c.entity == entity.key for c in fitting) or self.gender.get(entity.key, kind) == kind
            return entity.key if same and self._agrees(candidate, kind) else ""
        return entity.key if self._agrees(candidate, kind) else ""

    def _unknown_name(self, token: int) -> bool:
        if self.syntax.pos[token] != "PROPN":
            return False
        mention = self.by_token.get(token)
        return mention is None or self.entities[mention.entity].type in ("Thing", "Organisation", "Product", "Work")

    def _plural_subject(self, token: int) -> bool:
        s = self.syntax
        if s.tags[token] in ("NNS", "NNPS", "CD", "JJ", "DT", "PDT") or s.lowers[token] in _ANYONE:
            return True
        return s.child(token, "conj") is not None

    def _agrees(self, candidate: _Candidate, kind: str) -> bool:
        entity = self.entities.get(candidate.entity)
        if entity is None:
            return candidate.entity == kind
        if kind in (MASCULINE, FEMININE):
            person = entity.type == "Person" or (entity.type == "UnnamedSource" and not self._is_plural(candidate))
            return person and self.gender.get(entity.key, kind) == kind
        if kind == PLURAL:
            return entity.type in _PEOPLE or (entity.type in _ORGANISED and self._is_plural(candidate))
        several = any(self.syntax.tags[t] == "NNS" for t in candidate.tokens)  # a name may be: "the Armed Forces … its"
        return (entity.type in _BODIES and not several) or entity.type in _COUNTRIES

    def _is_plural(self, candidate: _Candidate) -> bool:
        return any(self.syntax.tags[t] in PLURAL_TAGS for t in candidate.tokens)

    def _allowed(self, token: int, candidate: _Candidate) -> bool:
        s = self.syntax
        if self.quotation[token] != candidate.quotation or candidate.sentence < s.sentence_of[token] - 3:
            return False
        here = s.sentence_of[token]
        return not any(
            forbidden(s, token, other, s.lowers[other] in PRONOUNS)
            for other in candidate.tokens if s.sentence_of[other] == here
        )

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
