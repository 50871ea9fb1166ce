"""Numbers in the text as the intervals that they allow."""

from __future__ import annotations

from spacy.tokens import Doc

from kgbuild.model import Quantity
from kgbuild.ontology import Ontology


def find_quantities(doc: Doc, ontology: Ontology) -> list[Quantity]:
    return []
