"""`explain`: the sentence with the words, the rule or lexicon entry, and the link."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from sample_analyses import deployment

from kgbuild import ontology as ontologies
from kgbuild.graph import turtle
from kgbuild.store import embedded
from kgbuild.views.explain import ExplainError, explain, marked
from kgbuild.vocabulary import DATA

ARTICLE = DATA + "article/deployment"


def store(tmp_path: Path, with_text: bool = True) -> ox.Store:
    (tmp_path / embedded.ARTICLES).mkdir()
    text = turtle.write(deployment(), ontologies.load(), with_text=with_text)
    (tmp_path / embedded.ARTICLES / "a.ttl").write_text(text, encoding="utf-8")
    return embedded.open_folder(tmp_path)


@pytest.mark.parametrize(
    "iri, expected",
    [
        (
            ARTICLE + "#event-10-14",
            [
                "Deployment “sent”, CT+, in deployment (Troops sent, 2024-11-01)",
                "Pyongyang »sent« about 10,000 troops to the Kursk region in October.",
                "actor: “Pyongyang” → Government of North Korea (Government, PRK)",
                "destination: “the Kursk region” → Kursk Oblast (Region, RUS, http://www.wikidata.org/entity/Q3178)",
                "quantity: “about 10,000” → 9000 to 11000",
                "lexicon entry: deploy",
                "said by: the article itself",
            ],
        ),
        (
            ARTICLE + "#claim-said",
            [
                "Claim: States, CT+",
                "content: “had attacked them”",
                "said by: Government of South Korea (Doubts, “doubted”)",
                "holds: Attack “attacked”",
            ],
        ),
        (
            DATA + "government/KOR",
            ["Government of South Korea (Government, KOR)", "“Seoul” at", "metonymic, capital for government"],
        ),
        (ARTICLE, ["event Deployment “sent”", "claim Doubts “doubted”"]),
    ],
)
def test_explanations(iri: str, expected: list[str], tmp_path: Path) -> None:
    said = explain(store(tmp_path), iri)
    for words in expected:
        assert words in said


def test_without_text_the_words_are_shown(tmp_path: Path) -> None:
    assert "»sent«" in explain(store(tmp_path, with_text=False), ARTICLE + "#event-10-14")


@pytest.mark.parametrize("iri", ["no iri", DATA + "country/XXX", ARTICLE + "#char=10,14", ""])
def test_what_is_not_there(iri: str, tmp_path: Path) -> None:
    with pytest.raises(ExplainError):
        explain(store(tmp_path), iri)


@pytest.mark.parametrize(
    "text, words, expected",
    [
        ("One. Two came. Three.", "came", "Two »came«."),
        ("Headline\n\nHe left on Monday", "left", "He »left« on Monday"),
        ('He said: "Go." Then', "Go", 'He said: "»Go«.'),
    ],
)
def test_sentences(text: str, words: str, expected: str) -> None:
    begin = text.index(words)
    assert marked(text, begin, begin + len(words)) == expected
