"""The relations that an article makes."""

from __future__ import annotations

from spacy.tokens import Doc

from kgbuild.entities.linker import Resolution
from kgbuild.model import Article, Claim, Predication, Relation
from kgbuild.ontology import Ontology


def find_relations(
    article: Article, doc: Doc, predications: list[Predication], claims: list[Claim], resolution: Resolution, ontology: Ontology
) -> list[Relation]:
    return []
