"""Quantities: a table of sentences, and what must hold of any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.language import spacy_model
from kgbuild.language.quantities import find_quantities
from kgbuild.model import Article, Quantity
from kgbuild.pipeline import Resources, default_resources

TABLE = Path(__file__).parent / "tables" / "quantities.tsv"


def rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def quantities(text: str, resources: Resources) -> list[Quantity]:
    ((_, doc),) = spacy_model.parse([Article("test", text)], resources.nlp)
    return find_quantities(doc, resources.ontology)


def shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.12g}"


@pytest.mark.parametrize("row", rows(), ids=[row[0] for row in rows()])
def test_quantities(row: list[str], resources: Resources) -> None:
    sentence, words, *expected = row
    found = {sentence[q.span.begin : q.span.end]: q for q in quantities(sentence, resources)}
    assert words in found, found
    q = found[words]
    assert [shown(q.minimum), shown(q.maximum), q.unit or "-", q.approximation] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "They met in 2022.",
        "They met on 5 November.",
        "One of the men left.",
        "No one came.",
        "Article 5 applies.",
        "The Boeing 737 landed.",
        "It began at 10:30.",
        "An F-16 crashed.",
        "The 19th century ended.",
        "He is number 10.",
    ],
)
def test_no_quantities(sentence: str, resources: Resources) -> None:
    assert not quantities(sentence, resources)


@settings(max_examples=80, deadline=None)
@given(
    text=st.lists(
        st.sampled_from(
            "about up to at least more than between and 3 5 1,000 2.5 million $ % € dozens of a few hundred "
            "- or troops percent bn 10bn 3-5 one 20+ several tens thousand km".split()
        ),
        max_size=14,
    ).map(" ".join)
)
def test_any_text(text: str) -> None:
    end = 0
    for q in quantities(text, default_resources()):
        assert end <= q.span.begin < q.span.end <= len(text)
        assert q.minimum is None or q.maximum is None or q.minimum <= q.maximum
        end = q.span.end
