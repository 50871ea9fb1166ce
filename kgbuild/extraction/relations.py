"""The lasting relations that an article states: who holds which office, leads, speaks for, belongs to or lies in what.

Titles and appositions are the author's own words even inside reported speech, as in "he said that Kremlin spokesman
Dmitry Peskov lied"; inside a direct quotation they are the speaker's. What a clause states has the factuality of the
clause and the claims that it lies in. The words stand in `ontology/lexicon/relations.ttl`. Not handled: what a noun
phrase without a name is said to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc

from kgbuild.entities.linker import Resolution
from kgbuild.entities.resolution import Holding
from kgbuild.extraction.argument_types import ArgumentTypes
from kgbuild.extraction.factuality import factuality_of
from kgbuild.language.noun_modifiers import appositions, prepositional_objects
from kgbuild.language.syntax import syntax_of
from kgbuild.model import Article, Claim, Entity, Mention, Predication, Relation, Span
from kgbuild.ontology import LexicalEntry, Ontology, Slot

_QUOTED = frozenset(("direct", "mixed"))
_OF = frozenset(("of", "from", "at"))
_COPULAS = frozenset(("be", "become", "remain"))


def find_relations(
    article: Article, doc: Doc, predications: list[Predication], claims: list[Claim], resolution: Resolution,
    ontology: Ontology,
) -> list[Relation]:
    """The relations in the order of the text, each once for each place where it is stated."""
    finder = _Finder(doc, predications, claims, resolution, ontology)
    unique: dict[tuple[str, str, str, Span], Relation] = {}
    for relation in (*finder.offices(), *finder.clauses(), *finder.beside()):
        if relation.subject != relation.object:
            unique.setdefault((relation.subject, relation.predicate, relation.object, relation.subject_span), relation)
    return sorted(unique.values(), key=lambda r: (r.evidence, r.subject_span, r.predicate, r.object))


class _Finder:
    def __init__(
        self, doc: Doc, predications: list[Predication], claims: list[Claim], resolution: Resolution, ontology: Ontology
    ) -> None:
        self.syntax = syntax_of(doc)
        self.predications = predications
        self.by_token = {p.token: p for p in predications}
        self.claims = claims
        self.resolution = resolution
        self.ontology = ontology
        self.types = ArgumentTypes(doc, resolution, ontology)

    def offices(self) -> Iterator[Relation]:
        """From titles, appositions, and clauses that give somebody an office."""
        for holding in self.resolution.holdings:
            if holding.verb is None:
                claims, factuality = self._beside(holding.evidence)
            elif holding.verb in self.by_token:
                claims, factuality = self._stated(self.by_token[holding.verb])
            else:
                continue
            yield from _of_holding(holding, claims, factuality, self.resolution.entities)

    def clauses(self) -> Iterator[Relation]:
        """From verbs ("heads the agency") and copulas ("is a member of NATO")."""
        for predication in self.predications:
            for entry in self.ontology.lookup("relationVerb", predication.lemma):
                yield from self._by_verb(predication, entry)
            if predication.lemma in _COPULAS and predication.category == "verb":
                subject, attribute = predication.argument("subject"), predication.argument("attribute")
                if subject is not None and attribute is not None:
                    claims, factuality = self._stated(predication)
                    evidence = predication.clause
                    yield from self._by_noun(subject.token, attribute.token, evidence, claims, factuality, "copula")

    def beside(self) -> Iterator[Relation]:
        """From nouns in apposition: "Sudzha, a town in the Kursk region"."""
        for token, noun in appositions(self.syntax):
            first, last = sorted((token, noun))
            evidence = self.syntax.span(first, max(last, self.syntax.right[noun]))
            claims, factuality = self._beside(evidence)
            yield from self._by_noun(token, noun, evidence, claims, factuality, "apposition")
        yield from self._named_with_body()

    def _named_with_body(self) -> Iterator[Relation]:
        """ "Laura Costa of Amnesty International": whom a body's name follows is of it."""
        for token, mention in sorted(self.resolution.by_token.items()):
            if mention.kind != "name" or self.resolution.entities[mention.entity].type != "Person":
                continue
            for preposition, inner in prepositional_objects(self.syntax, token):
                other = self.resolution.at(inner)
                if preposition not in _OF or other is None or other.usage:
                    continue
                body = self.resolution.entities[other.entity]
                if body.local or other.kind == "pronoun":
                    continue
                known = preposition == "of" or body.basis == "gazetteer" or body.type != "Organisation"
                if known and self.ontology.is_a(body.type, "Organisation"):
                    evidence = Span(mention.span.begin, other.span.end)
                    claims, factuality = self._beside(evidence)
                    yield _relation(mention, "affiliatedWith", other, evidence, claims, factuality, "named with body")

    def _by_verb(self, predication: Predication, entry: LexicalEntry) -> Iterator[Relation]:
        ends = {slot.role: self._filler(predication, slot) for slot in entry.slots}
        subject, other = ends.get("relationSubject"), ends.get("relationObject")
        if subject is not None and other is not None:
            claims, factuality = self._stated(predication)
            yield _relation(subject, entry.evokes, other, predication.clause, claims, factuality, entry.id)

    def _filler(self, predication: Predication, slot: Slot) -> Mention | None:
        for argument in predication.all_arguments(*slot.arguments):
            mention = self.resolution.at(argument.token)
            if mention is not None and self._fits(argument.token, slot):
                return mention
        return None

    def _fits(self, token: int, slot: Slot) -> bool:
        return not slot.fillers or not slot.fillers.isdisjoint(self.types.of_token(token))

    def _by_noun(
        self, token: int, noun: int, evidence: Span, claims: list[str], factuality: str, rule: str
    ) -> Iterator[Relation]:
        subject = self.resolution.at(token)
        if subject is None or subject.kind == "nominal":
            return
        for entry in self.ontology.lookup("relationNoun", self.syntax.lemmas[noun]):
            for preposition, inner in prepositional_objects(self.syntax, noun):
                other = self.resolution.at(inner)
                slot = next((s for s in entry.slots if preposition in s.arguments), None)
                if slot is not None and other is not None and self._fits(inner, slot) and self._can(subject, entry):
                    yield _relation(subject, entry.evokes, other, evidence, claims, factuality, rule)

    def _can(self, subject: Mention, entry: LexicalEntry) -> bool:
        """Only places lie somewhere; only agents and countries are members, allies, rivals."""
        kind = self.resolution.entities[subject.place or subject.entity].type
        is_place = self.ontology.is_a(kind, "Place")
        return is_place if entry.evokes == "locatedIn" else kind == "Country" or self.ontology.is_a(kind, "Agent")

    def _stated(self, predication: Predication) -> tuple[list[str], str]:
        """The claims that a clause lies in, outermost first, and its factuality to the author."""
        within = [c for c in self.claims if any(span.covers(predication.span) for span in c.content)]
        within.sort(key=lambda c: (min(s.begin for s in c.content), -max(s.end for s in c.content), c.key))
        factuality = factuality_of(predication, self.predications, self.ontology)
        return [c.key for c in within], "Uu" if within and factuality == "CT+" else factuality

    def _beside(self, evidence: Span) -> tuple[list[str], str]:
        quoted = [
            c.key for c in self.claims if c.form in _QUOTED and any(s.covers(evidence) for s in c.content)
        ]
        return quoted, "Uu" if quoted else "CT+"


def _relation(
    subject: Mention, predicate: str, other: Mention, evidence: Span, claims: list[str], factuality: str, rule: str
) -> Relation:
    place = predicate in ("locatedIn", "partOf")
    ends = (subject.span, other.span, evidence)  # who a relative clause is about stands outside it
    evidence = Span(min(span.begin for span in ends), max(span.end for span in ends))
    return Relation(
        subject.place if place and subject.place else subject.entity, subject.span, predicate,
        other.place if place and other.place else other.entity, other.span, evidence, claims, factuality, rule,
    )


def _of_holding(
    holding: Holding, claims: list[str], factuality: str, entities: Mapping[str, Entity]
) -> Iterator[Relation]:
    if holding.office:
        yield Relation(
            holding.person, holding.person_span, "holdsPosition", holding.position.key, holding.position_span,
            holding.evidence, claims, factuality, holding.rule,
        )
    if holding.body is not None and holding.body.key in entities and not holding.former:  # a name may have gone
        yield Relation(
            holding.person, holding.person_span, holding.leads, holding.body.key, holding.body_span,
            holding.evidence, claims, factuality, holding.rule,
        )
