"""Predications: a table of sentences through the real parser, and what must hold of any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgbuild.language.predications import find_predications
from kgbuild.model import Article, Predication
from kgbuild.language import spacy_model
from kgbuild.pipeline import Resources

TABLE = Path(__file__).parent / "tables" / "predications.tsv"


def rows() -> list[tuple[str, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]  # type: ignore[misc]


def predications(text: str, resources: Resources) -> tuple[str, list[Predication]]:
    ((_, doc),) = spacy_model.parse([Article("test", text)], resources.nlp)
    return text, find_predications(doc, resources.ontology)


def problems(expected: str, text: str, found: list[Predication]) -> list[str]:
    """What of an expectation no predication of the text fulfils."""
    lemmas, *conditions = [part.strip() for part in expected.split(" ; ")]
    candidates = [p for p in found if p.lemma in lemmas.split("|")]
    if not candidates:
        return [f"no predication {lemmas}: {[p.lemma for p in found]}"]
    return min(([c for c in conditions if not holds(c, p, text, found)] for p in candidates), key=len)


def holds(condition: str, p: Predication, text: str, found: list[Predication]) -> bool:
    if condition[0] in "+-":
        name = {"neg": "negated"}.get(condition[1:], condition[1:])
        return getattr(p, name) is (condition[0] == "+")
    if condition[0] == "!":
        return not p.all_arguments(condition[1:])
    if condition[0] == "<":
        kind, _, lemma = condition[1:].partition("=")
        return p.embedder is not None and p.embedding == kind and found[p.embedder].lemma == lemma
    for each in condition.split("|"):
        label, _, value = each.partition("=") if "=" in each else (label, "", each)
        if label in ("tense", "modal", "support", "embedding_word"):
            if getattr(p, label) == value:
                return True
        elif label == "adverbs":
            if value in p.adverbs:
                return True
        elif any(a.label == label and text[a.span.begin : a.span.end] == value for a in p.arguments):
            return True
    return False


@pytest.mark.parametrize(("sentence", "expected"), rows(), ids=[sentence for sentence, _ in rows()])
def test_predications(sentence: str, expected: str, resources: Resources) -> None:
    text, found = predications(sentence, resources)
    failed = [problem for each in expected.split(" || ") for problem in problems(each, text, found)]
    assert not failed, [(p.lemma, p.embedding, [(a.label, text[a.span.begin : a.span.end]) for a in p.arguments]) for p in found]
