"""The gazetteer's data and its lookup."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigour.territories import get_territories

from kgbuild.entities.gazetteer import load
from kgbuild.entities.places import GAZETTEER_FOLDER, countries, read_table
from kgbuild.entities.senses import fold

RIGOUR = {territory.code.upper(): territory for territory in get_territories()}


def test_the_ids_of_countries_are_those_of_a_second_source():
    for code, row in countries().items():
        known = next(t for t in RIGOUR.values() if (t.alpha3 or "").upper() == code and not t.is_historical)
        assert row["wikidata"] in {known.qid, *known.other_qids}, code


def test_the_ids_of_regions_are_those_of_a_second_source():
    qids = {qid for territory in RIGOUR.values() for qid in (territory.qid, *territory.other_qids)}
    strangers = [row["code"] for row in read_table(GAZETTEER_FOLDER / "regions.tsv") if row["wikidata"] not in qids]
    assert strangers == []


@pytest.mark.parametrize("table", ["countries.tsv", "regions.tsv", "cities.tsv"])
def test_every_row_has_its_cells_and_ids_are_well_formed(table: str):
    seen: dict[str, str] = {}
    for row in read_table(GAZETTEER_FOLDER / table):
        assert None not in row.values() and None not in row, row
        assert re.fullmatch(r"(Q[1-9]\d*)?", row["wikidata"]), row
        assert re.fullmatch(r"([1-9]\d*)?", row["geonames"]), row
        if row["wikidata"]:
            assert seen.setdefault(row["wikidata"], row["label"]) == row["label"], row


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ukraine", "country/UKR"), ("the United States", "country/USA"), ("U.S.", "country/USA"),
        ("Türkiye", "country/TUR"), ("DPRK", "country/PRK"), ("NATO", "organisation/nato"),
        ("Calif.", "region/US-CA"), ("Putin", "person/RUS/vladimir-putin"), ("The Times", "media/GBR/the-times"),
        ("Mexico City", "city/mexico-city-3530597"), ("Hezbollah", "armed-group/hezbollah"),
    ],
)
def test_a_name_names(name: str, key: str):
    assert [sense.entity.key for sense in load().names(name)][:1] == [key]


@pytest.mark.parametrize("words", ["us", "it", "Times", "the sun", "who", "Ohio State", "ap"])
def test_common_words_name_nothing(words: str):
    assert load().names(words) == []


def test_a_users_file_adds_names_and_takes_nothing_away(tmp_path: Path):
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        """@prefix kg: <https://w3id.org/kgbuild/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <https://example.org/acme> a kg:Company ; skos:prefLabel "Acme Holding" ; skos:altLabel "Acme" ;
            skos:exactMatch <http://www.wikidata.org/entity/Q42> ; kg:countryCode "AUT" .""",
        encoding="utf-8",
    )
    gazetteer = load((mine,))
    (sense,) = gazetteer.names("Acme")
    assert (sense.entity.key, sense.entity.type, sense.entity.country) == ("company/acme-holding", "Company", "AUT")
    assert sense.entity.links == ("http://www.wikidata.org/entity/Q42",)
    assert gazetteer.names("Ukraine") == load().names("Ukraine")


def test_a_hundred_thousand_names_load(tmp_path: Path):
    lines = ["@prefix kg: <https://w3id.org/kgbuild/ontology#> .",
             "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."]
    lines += [f'<https://example.org/{n}> a kg:Company ; skos:prefLabel "Xanadu Works {n} Limited" .'
              for n in range(100_000)]
    mine = tmp_path / "large.ttl"
    mine.write_text("\n".join(lines), encoding="utf-8")
    gazetteer = load((mine,))
    for n in range(0, 100_000, 997):
        assert gazetteer.names(f"Xanadu Works {n} Limited")


def test_a_file_that_is_not_turtle_says_where(tmp_path: Path):
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(SyntaxError):
        load((broken,))


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(name: str):
    assert fold(fold(name)).removeprefix("the ") == fold(name).removeprefix("the ")
