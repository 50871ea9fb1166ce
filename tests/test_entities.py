"""Names, places and who is meant, through the whole pipeline."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.entities.identifiers import name_key, slug
from kgbuild.model import Analysis, Mention
from kgbuild.pipeline import Resources

TABLE = Path(__file__).parent / "tables" / "places.tsv"
ROWS = list(csv.DictReader(TABLE.open(encoding="utf-8"), delimiter="\t"))


def mentions_of(analysis: Analysis, words: str) -> list[Mention]:
    text = analysis.article.text
    return [m for m in analysis.mentions if text[m.span.begin : m.span.end] == words]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['words']}: {row['sentence'][:40]}" for row in ROWS])
def test_places(row: dict[str, str], analyse: Callable[..., Analysis]):
    found = mentions_of(analyse(row["sentence"]), row["words"])
    assert found, "not found as a name"
    if row["entity"]:
        assert (found[0].entity, found[0].usage) == (row["entity"], row["usage"])


LINKS = list(csv.DictReader((TABLE.parent / "names-and-links.tsv").open(encoding="utf-8"), delimiter="\t",
                            quoting=csv.QUOTE_NONE))


def nth_mentions(analysis: Analysis, words: str) -> list[Mention]:
    """The mentions of exactly these words, "London#2" being where the words stand for the second time."""
    words, _, number = words.partition("#")
    text, at = analysis.article.text, -1
    places = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    at = places[int(number or 1) - 1]
    return [m for m in analysis.mentions if m.span == (at, at + len(words)) and m.kind != "pronoun"]


@pytest.mark.parametrize("row", LINKS, ids=[row["sentence"][:60] for row in LINKS])
def test_names_and_links(row: dict[str, str], analyse: Callable[..., Analysis], resources: Resources):
    """Each expectation is Words=what: a key, a class with or without a country, "Any" class, or "-": no place."""
    analysis = analyse(row["sentence"])
    for expected in row["expected"].split("; "):
        words, _, what = expected.partition("=")
        named = [
            analysis.entities[key] for m in nth_mentions(analysis, words) for key in (m.entity, m.place) if key
        ]
        kind, _, country = what.partition(" ")
        if what == "-":
            assert not any(resources.ontology.is_a(e.type, "Place") for e in named), f"{words} is a place"
        elif "/" in what:
            assert what in [e.key for e in named], words
        else:
            assert any(
                kind in ("Any", e.type) or resources.ontology.is_a(e.type, kind)
                for e in named if e.country == country or not country
            ), f"{words}: {[(e.key, e.type, e.country) for e in named]}"


NAMES = [
    ("President Rosa Almeida met Governor Tom Brandt.", ["Rosa Almeida", "Tom Brandt"]),
    ("Officials in Vienna, Graz and Linz agreed.", ["Vienna", "Graz", "Linz"]),
    ("The Franco-German plan failed.", ["German"]),
    ("He reads The New York Times.", ["The New York Times"]),
    ("Germany's parliament voted.", ["Germany"]),
    ('The film "Autumn in Vermont" opened on Friday.', ["Autumn in Vermont"]),
    ("The hospitals lie in Rafah, Hebron and Jenin.", ["Rafah", "Hebron", "Jenin"]),
    ("Mr. Brandt blamed Al-Shabaab and Boko Haram.", ["Al-Shabaab", "Boko Haram"]),
    ("It came second in the 1998 World Cup.", ["1998 World Cup"]),
    ("They bought shares of Apple Inc. and Sony.", ["Sony"]),
]


@pytest.mark.parametrize(("sentence", "names"), NAMES)
def test_names_have_their_boundaries(sentence: str, names: list[str], analyse: Callable[..., Analysis]):
    analysis = analyse(sentence)
    said = {sentence[m.span.begin : m.span.end] for m in analysis.mentions if m.kind == "name"}
    assert set(names) <= said


def test_the_place_named_stays_with_the_government(analyse: Callable[..., Analysis]):
    (mention,) = mentions_of(analyse("Seoul doubted the figure."), "Seoul")
    assert (mention.entity, mention.place) == ("government/KOR", "city/seoul-1835848")


def test_containment_goes_up_to_the_country(analyse: Callable[..., Analysis]):
    entities = analyse("A drone fell in Kursk at dawn.").entities
    city = entities["city/kursk-538560"]
    assert city.contained_in == "region/RU-KRS"
    assert entities[city.contained_in].contained_in == "country/RUS"
    assert city.latitude is not None and "country/RUS" in entities


def test_two_people_of_one_name_in_two_countries_are_two(analyse: Callable[..., Analysis]):
    one = analyse("German Finance Minister Karl Weber resigned.").entities
    two = analyse("Austrian Defence Minister Karl Weber resigned.").entities
    assert "person/DEU/karl-weber" in one
    assert "person/AUT/karl-weber" in two


def test_one_article_leaves_nothing_behind_for_the_next(analyse: Callable[..., Analysis]):
    text = "President Vladimir Putin of Russia met Kim Jong Un in Pyongyang."
    before = analyse(text).entities
    analyse("Putin, a former French minister, and the Pyongyang band toured.")
    assert analyse(text).entities == before


def test_keys_are_readable():
    assert name_key("person", "Jean-Luc O'Neill", "FRA") == "person/FRA/jean-luc-oneill"
    assert slug("Łódź – Śródmieście") == "lodz-srodmiescie"


@given(st.text(max_size=60))
def test_a_slug_is_never_empty_and_slugs_to_itself(name: str):
    once = slug(name)
    assert once and "/" not in once and " " not in once
    assert slug(once) == once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops have been deployed to the Kursk region.", {"region/RU-KRS"}),
        ("Shells hit the Kherson and Mykolaiv regions on Monday.", {"region/UA-65", "region/UA-48"}),
        ("Rebels seized the city of Aleppo on Monday.", {"city/aleppo-170063"}),
        ("Rebels seized the city on Monday.", set()),
    ],
)
def test_a_name_with_its_kind_fills_a_role(analyse: Callable[..., Analysis], text: str, expected: set[str]):
    analysis = analyse(text)
    fillers = {role.filler for event in analysis.events for role in event.roles}
    assert {key for key in fillers if key.startswith(("region/", "city/"))} == expected
    assert sum(mention.entity in expected for mention in analysis.mentions) == len(expected)  # the names alone


def test_a_word_inside_a_name_is_no_entity_of_its_own(analyse: Callable[..., Analysis]) -> None:
    analysis = analyse("Doctors Without Borders, which runs a clinic, accused the army of shelling it.")
    assert "Borders" not in {entity.label for entity in analysis.entities.values()}


def test_a_plural_that_opens_a_sentence_is_no_name(analyse: Callable[..., Analysis]) -> None:
    entities = analyse("Rebels attacked the army in Orvel; the army said nine men had died.").entities
    assert [e.type for e in entities.values() if e.label.lower() == "rebels"] == ["GroupOfPeople"]
