"""Quotations: which stretches stand between quotation marks, of every kind and number."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from kgbuild.language.quotations import Quotation, find_quotations
from kgbuild.model import Article, Part, Span
from kgbuild.pipeline import Resources, default_resources

TABLE = [
    ('"It is open," he said.', ["It is open,"]),
    ("“It is open,” he said.", ["It is open,"]),
    ("„Es ist offen“, sagte er.", ["Es ist offen“, sagte er."]),
    ("«It is open», he said.", ["It is open"]),
    ("''It is open,'' he said.", ["It is open,"]),
    ("``It is open,'' he said.", ["It is open,"]),
    ('"The vote," she said, "was fair."', ["The vote,", "was fair."]),
    ('A "small group" of soldiers left a "safe" town.', ["small group", "safe"]),
    ("'We are going home,' said Anna.", ["We are going home,"]),
    ("The sailors' boat wasn't the captain's.", []),
    ("“He told me ‘go home now’ and left,” she said.", ["He told me ‘go home now’ and left,"]),
    ('"Never closed, he said.\nThe next paragraph has none.', ["Never closed, he said."]),
    ("“First paragraph.\n“Second paragraph.”", ["First paragraph.", "Second paragraph."]),
    ('He paid 5" for it.', []),
    ('A lone mark at the end"', []),
    ('"', []),
    ('""', []),
    ("", []),
    ('He said: "Stop!" Then he said: "Go!"', ["Stop!", "Go!"]),
    ('("It rained," he said.)', ["It rained,"]),
]


def found(text: str, resources: Resources) -> list[Quotation]:
    return find_quotations(Article("test", text), Doc(resources.nlp.vocab, words=["x"]))


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[text[:40] for text, _ in TABLE])
def test_table(text: str, expected: list[str], resources: Resources) -> None:
    assert [text[q.span.begin : q.span.end] for q in found(text, resources)] == expected


def test_open_quotations_say_so(resources: Resources) -> None:
    first, second = found("“First paragraph.\n“Second paragraph.”", resources)
    assert (first.closed, second.closed) == (False, True)


def test_only_analysed_parts_are_read(resources: Resources) -> None:
    text = '"Share this"\n"It rained," he said.'
    parts = (Part(Span(0, 12), "furniture"), Part(Span(13, len(text)), "paragraph"))
    article = Article("test", text, parts=parts)
    quotations = find_quotations(article, Doc(resources.nlp.vocab, words=["x"]))
    assert [text[q.span.begin : q.span.end] for q in quotations] == ["It rained,"]


@given(text=st.text(alphabet="ab .,\"“”„«»‘’'`\n", max_size=200))
def test_any_number_of_marks(text: str) -> None:
    quotations = found(text, default_resources())
    for quotation in quotations:
        assert quotation.outer.covers(quotation.span) and quotation.span.begin < quotation.span.end
    for one, other in pairwise(quotations):
        assert one.outer.end <= other.outer.begin
