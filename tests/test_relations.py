"""Relations: offices by title, apposition and clause; membership, place, alliance; claims and negation above them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from kgbuild.model import Analysis

Analyse = Callable[..., Analysis]
TABLE = Path(__file__).parent / "tables" / "relations.tsv"

STATED = [  # text, subject's words, predicate, object's key
    ("Ukrainian Defence Minister Rustem Umerov spoke.", "Rustem Umerov", "holdsPosition",
     "position/UKR/defence-minister"),
    ("Former US President Ann Hale spoke.", "Ann Hale", "holdsPosition", "position/USA/former-president"),
    ("Peru's acting foreign minister Ann Hale spoke.", "Ann Hale", "holdsPosition",
     "position/PER/acting-foreign-minister"),
    ("Taras Bondar, Ukraine's deputy prime minister, spoke.", "Taras Bondar", "holdsPosition",
     "position/UKR/deputy-prime-minister"),
    ("The president of Chad, Ann Hale, spoke.", "Ann Hale", "holdsPosition", "position/TCD/president"),
    ("The president of Chad, Ann Hale, spoke.", "Ann Hale", "headOf", "country/TCD"),
    ("Chad's army chief, Ann Hale, spoke.", "Ann Hale", "affiliatedWith", "country/TCD"),
    ("Chad's leader Ann Hale spoke.", "Ann Hale", "headOf", "country/TCD"),
    ("NATO spokeswoman Ann Hale spoke.", "Ann Hale", "spokespersonFor", "organisation/nato"),
    ("Ann Hale became prime minister of Lebanon.", "Ann Hale", "holdsPosition", "position/LBN/prime-minister"),
    ("Ann Hale was appointed foreign minister of Hungary.", "Ann Hale", "holdsPosition",
     "position/HUN/foreign-minister"),
    ("Poland is a member of NATO.", "Poland", "memberOf", "organisation/nato"),
    ("Poland, a member of NATO, agreed.", "Poland", "memberOf", "organisation/nato"),
    ("Belarus is a close ally of Russia.", "Belarus", "alliedWith", "country/RUS"),
    ("Lviv, a city in Ukraine, was quiet.", "Lviv", "locatedIn", "country/UKR"),
]


def relations_of(analysis: Analysis) -> list[tuple[str, str, str]]:
    text = analysis.article.text
    return [(text[r.subject_span.begin : r.subject_span.end], r.predicate, r.object) for r in analysis.relations]


def table() -> list[tuple[str, str, str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["text"], row["subject"], row["predicate"], row["object"]) for row in rows]


@pytest.mark.parametrize(("text", "subject", "predicate", "other"), [*STATED, *table()])
def test_stated(analyse: Analyse, text: str, subject: str, predicate: str, other: str) -> None:
    analysis = analyse(text)
    assert (subject, predicate, other) in relations_of(analysis)
    quoted = text.startswith('"')
    assert all(r.factuality == "CT+" and not r.claims for r in analysis.relations) or quoted
    assert all(r.evidence.covers(r.subject_span) for r in analysis.relations)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Hale is not the president of Chad.",
        "Ann Hale may become president of Chad.",
        "Officials said Ann Hale was the president of Chad.",
        "Ann Hale would be appointed foreign minister of Hungary if the party won.",
        "Poland is not a member of NATO.",
        "Critics say Belarus is an ally of Russia.",
        "Ann Hale may resign as Chad's president.",
        "Ann Hale will take over as chairman of the African Union in February.",
        "Ann Hale will replace Omar Said as mayor of Lagos.",
        "Ann Hale was not appointed foreign minister of Hungary.",
    ],
)
def test_not_stated_as_fact(analyse: Analyse, text: str) -> None:
    assert all(r.factuality != "CT+" for r in analyse(text).relations)


def test_a_former_office_makes_no_head(analyse: Analyse) -> None:
    assert not [r for r in analyse("Former Chadian president Ann Hale spoke.").relations if r.predicate == "headOf"]


def test_a_title_takes_the_country_beside_it_in_the_sense_of_the_article(analyse: Analyse) -> None:
    stated = {
        "In Kinshasa, Congo President Omar Said spoke.": "position/COD/president",
        "In Brazzaville, Congo's prime minister Omar Said spoke.": "position/COG/prime-minister",
        "Talks in Tbilisi ended. Georgia Prime Minister Omar Said spoke.": "position/GEO/prime-minister",
        "Voters in Atlanta and Savannah waited. Georgia Governor Omar Said spoke.": "position/georgia/governor",
    }
    for text, position in stated.items():
        assert ("Omar Said", "holdsPosition", position) in relations_of(analyse(text)), text


def test_a_title_is_not_of_another_titles_holder(analyse: Analyse) -> None:
    relations = relations_of(analyse("New York Governor Ann Roe and New York Mayor Bob Hill spoke."))
    assert ("Bob Hill", "holdsPosition", "position/new-york-city/mayor") in relations


def test_the_leader_of_a_party_is_not_the_country_s(analyse: Analyse) -> None:
    relations = relations_of(analyse("The Nepali opposition's leader, Ali Khan, walked out."))
    assert ("Ali Khan", "headOf", "#group-0-21") in relations
    assert not [r for r in relations if r[2] == "country/NPL"]


def test_title_tells_country_and_sector(analyse: Analyse) -> None:
    analysis = analyse("Chadian Foreign Minister Ann Hale and army chief Paul Weber spoke.")
    people = {e.label: (e.country, e.sector) for e in analysis.entities.values() if e.type == "Person"}
    assert people == {"Ann Hale": ("TCD", "GOV"), "Paul Weber": ("TCD", "MIL")}


@pytest.mark.parametrize(
    ("text", "person", "position"),
    [
        ("Ann Hale replaced Omar Said as Chad's president.", "Ann Hale", "position/TCD/president"),
        ("Ann Hale replaced Omar Said as Chad's president.", "Omar Said", "position/TCD/former-president"),
        ("The king dismissed Ann Hale as Jordan's prime minister.", "Ann Hale", "position/JOR/former-prime-minister"),
        ("Ann Hale stepped down as Jordan's prime minister.", "Ann Hale", "position/JOR/former-prime-minister"),
        ("Ann Hale, who had been Jordan's prime minister, spoke.", "Ann Hale", "position/JOR/former-prime-minister"),
    ],
)
def test_an_office_given_and_taken(analyse: Analyse, text: str, person: str, position: str) -> None:
    relations = relations_of(analyse(text))
    assert [p for s, r, p in relations if s == person and r == "holdsPosition"] == [position]
    assert "former" not in position or not [r for s, r, _ in relations if s == person and r == "headOf"]
