"""Times: a table of sentences read against one date, and what must hold of any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.language import spacy_model
from kgbuild.language.times import find_times
from kgbuild.model import Article, TimeExpression
from kgbuild.pipeline import Resources, default_resources

TABLE = Path(__file__).parent / "tables" / "times.tsv"
TODAY = "2024-11-06"


def rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def times(text: str, resources: Resources, date: str = TODAY) -> list[TimeExpression]:
    ((_, doc),) = spacy_model.parse([Article("test", text)], resources.nlp)
    return find_times(doc, date, resources.ontology)


@pytest.mark.parametrize("row", rows(), ids=[row[0] for row in rows()])
def test_times(row: list[str], resources: Resources) -> None:
    sentence, words, earliest, latest, *flags = row
    found = {sentence[t.span.begin : t.span.end]: t for t in times(sentence, resources)}
    assert words in found, found
    time = found[words]
    assert (time.earliest or "-", time.latest or "-", time.recurring) == (earliest, latest, flags == ["r"])


@pytest.mark.parametrize(
    "sentence",
    [
        "It lasted for three days.",
        "He may leave.",
        "They march on.",
        "April Jones said so.",
        "He counted 2,022 men.",
        "It is 10:30.",
        "The talks took two weeks.",
        "He fired 1984 rounds.",
        "The second army fell.",
        "The goal came in the second half of the match.",
        "He is 30 years old.",
    ],
)
def test_no_times(sentence: str, resources: Resources) -> None:
    assert not times(sentence, resources)


def test_without_a_date_what_needs_one_stays_open(resources: Resources) -> None:
    found = times("They met on Tuesday, last month, and on 5 May 2023.", resources, "")
    assert [(t.earliest, t.latest) for t in found] == [("", ""), ("", ""), ("2023-05-05", "2023-05-05")]


def test_the_basis_is_kept(resources: Resources) -> None:
    weekday, absolute, earlier = times("They met on Tuesday. He fled on 1 March 2023. A day later, he died.", resources)
    assert weekday.basis == "2024-11-06 (article's date)"
    assert absolute.basis == "absolute"
    assert earlier.basis == f"2023-03-01 ({absolute.key})"


@settings(max_examples=60, deadline=None)
@given(
    text=st.lists(
        st.sampled_from(
            "in on by since until the last next early late May 5 31 2024 1999 0000 9999 Monday "
            "week years ago three a quarter of century 19th 2024-13-45 - , and to Q3".split()
        ),
        max_size=14,
    ).map(" ".join),
    date=st.sampled_from(
        ["2024-11-06", "0001-01-01", "9999-12-31", "2024-02-29T10:00:00Z", "", "rubbish", "2024-99-99"]
    ),
)
def test_any_text(text: str, date: str) -> None:
    end = 0
    for time in times(text, default_resources(), date):
        assert end <= time.span.begin < time.span.end <= len(text)
        assert not (time.earliest and time.latest) or time.earliest <= time.latest
        end = time.span.end
