"""Predications: a table of sentences through the real parser, and what must hold of any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kgbuild.language import spacy_model
from kgbuild.language.predications import find_predications
from kgbuild.model import Article, Predication, Span
from kgbuild.pipeline import Resources, default_resources

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
    label = ""
    for each in condition.split("|"):  # alternatives; a later one may leave out the label
        if "=" in each:
            label, _, each = each.partition("=")
        value = each
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
    assert not failed, [
        (p.lemma, p.embedding, [(a.label, text[a.span.begin : a.span.end]) for a in p.arguments]) for p in found
    ]


def check(text: str, found: list[Predication]) -> None:
    whole = Span(0, len(text))
    for index, p in enumerate(found):
        assert p.index == index
        assert all(whole.covers(span) for span in (p.span, p.clause, p.sentence)) and p.span.begin < p.span.end
        assert p.embedder is None or 0 <= p.embedder < len(found)
        for a in p.arguments:
            assert whole.covers(a.span) and a.span.covers(a.head) and a.head.begin < a.head.end
            assert a.predication is None or (0 <= a.predication < len(found) and a.predication != index)
        seen, at = {index}, p
        while at.embedder is not None:
            assert at.embedder not in seen, "the embedders go round in a circle"
            seen.add(at.embedder)
            at = found[at.embedder]


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text(text: str) -> None:
    check(*predications(text, default_resources()))


WORDS = """troops the army a attack attacks carried out said that which who to Kursk by was were sent killed and or ,
" . ? if
not no has been will going ready there is held talks with of on Tuesday in Russia's accused attacking without
as part""".split()


@settings(max_examples=150, deadline=None)
@given(text=st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
@example(text="was the been ready")
def test_any_order_of_words(text: str) -> None:
    check(*predications(text, default_resources()))


def test_the_table_keeps_its_offsets(resources: Resources) -> None:
    for sentence, _ in rows():
        check(*predications(sentence, resources))
