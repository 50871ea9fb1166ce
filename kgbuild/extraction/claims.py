"""The claims that an article makes."""

from __future__ import annotations

from spacy.tokens import Doc

from kgbuild.entities.linker import Resolution
from kgbuild.language.quotations import Quotation
from kgbuild.model import Article, Claim, Predication
from kgbuild.ontology import Ontology


def find_claims(
    article: Article, doc: Doc, predications: list[Predication], quotations: list[Quotation], resolution: Resolution, ontology: Ontology
) -> list[Claim]:
    return []
