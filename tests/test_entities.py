"""Names, places and who is meant, through the whole pipeline."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.entities.identifiers import name_key, slug
from kgbuild.model import Analysis, Mention

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
