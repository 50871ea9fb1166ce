"""Predications: verbs, event nouns and adjectives with their arguments, voice and light verbs undone."""

from __future__ import annotations

from spacy.tokens import Doc

from kgbuild.model import Predication
from kgbuild.ontology import Ontology


def find_predications(doc: Doc, ontology: Ontology) -> list[Predication]:
    """The predications of a parsed text, in the order of the text."""
    return []
