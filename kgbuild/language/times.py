"""Times in the text, normalised against the article's date."""

from __future__ import annotations

from spacy.tokens import Doc

from kgbuild.model import TimeExpression
from kgbuild.ontology import Ontology


def find_times(doc: Doc, article_date: str, ontology: Ontology) -> list[TimeExpression]:
    return []
