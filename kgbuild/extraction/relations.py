"""The lasting relations that an article states: who holds which office, leads, speaks for or belongs to what.

Titles and appositions (`entities/positions.py`) are the author's own words even inside reported speech, as in "he said
that Kremlin spokesman Dmitry Peskov lied"; inside a direct quotation they are the speaker's.
"""

from __future__ import annotations

from spacy.tokens import Doc

from kgbuild.entities.linker import Resolution
from kgbuild.entities.positions import Holding
from kgbuild.model import Article, Claim, Predication, Relation, Span
from kgbuild.ontology import Ontology

_QUOTED = frozenset(("direct", "mixed"))


def find_relations(
    article: Article, doc: Doc, predications: list[Predication], claims: list[Claim], resolution: Resolution,
    ontology: Ontology,
) -> list[Relation]:
    """The relations in the order of the text, each once for each place where it is stated."""
    found: list[Relation] = []
    for holding in resolution.holdings:
        found += _of_holding(holding, claims, resolution)
    unique: dict[tuple[str, str, str, Span], Relation] = {}
    for relation in found:
        key = (relation.subject, relation.predicate, relation.object, relation.subject_span)
        unique.setdefault(key, relation)
    return sorted(unique.values(), key=lambda r: (r.evidence, r.subject_span, r.predicate, r.object))


def _of_holding(holding: Holding, claims: list[Claim], resolution: Resolution) -> list[Relation]:
    quoted = [
        c.key for c in claims if c.form in _QUOTED and any(content.covers(holding.evidence) for content in c.content)
    ]
    found = [
        Relation(
            holding.person, holding.person_span, "holdsPosition", holding.position.key, holding.position_span,
            holding.evidence, quoted, "Uu" if quoted else "CT+", holding.rule,
        )
    ]
    known = holding.body is not None and holding.body.key in resolution.entities  # a name that stayed an entity
    if holding.body is not None and known and not holding.former and holding.body.key != holding.person:
        found.append(
            Relation(
                holding.person, holding.person_span, holding.leads, holding.body.key, holding.body_span,
                holding.evidence, quoted, "Uu" if quoted else "CT+", holding.rule,
            )
        )
    return found
