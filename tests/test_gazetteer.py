"""The gazetteer's data and its lookup."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigour.territories import get_territories

from kgbuild.entities.gazetteer import load
from kgbuild.entities.places import GAZETTEER_FOLDER, WorldPlaces, countries, read_table, spellings
from kgbuild.entities.senses import fold

TABLES = Path(__file__).parent / "tables"
RIGOUR = {territory.code.upper(): territory for territory in get_territories()}


def test_the_ids_of_countries_are_those_of_a_second_source():
    for code, row in countries().items():
        known = next(t for t in RIGOUR.values() if (t.alpha3 or "").upper() == code and not t.is_historical)
        assert row["wikidata"] in {known.qid, *known.other_qids}, code


def test_the_ids_of_regions_are_those_of_a_second_source():
    qids = {qid for territory in RIGOUR.values() for qid in (territory.qid, *territory.other_qids)}
    strangers = [row["code"] for row in read_table(GAZETTEER_FOLDER / "regions.tsv") if row["wikidata"] not in qids]
    assert strangers == []


def test_each_smaller_place_has_an_id_of_its_own():
    rows = list(read_table(GAZETTEER_FOLDER / "place-identifiers.tsv"))
    for column, form in (("wikidata", r"Q[1-9]\d*"), ("geonames", r"[1-9]\d*")):
        values = [row[column] for row in rows]
        assert all(re.fullmatch(form, value) for value in values)
        assert len(set(values)) == len(values), column
        assert not {row[column] for row in read_table(GAZETTEER_FOLDER / "cities.tsv")} & set(values)


def test_a_city_has_one_row_and_its_number_is_one_that_places_are_found_by():
    numbers = [row["geonames"] for row in read_table(GAZETTEER_FOLDER / "cities.tsv")]
    assert len(numbers) == len(set(numbers))
    world = WorldPlaces()
    found = {sense.entity.key.rpartition("-")[2] for name in ("Tel Aviv", "Freetown", "Port Said", "Gao", "Abuja")
             for sense in world.senses(fold(name)) if sense.entity.links and "wikidata" in sense.entity.links[0]}
    assert {"293397", "2409306", "358619", "2457163", "2352778"} <= found


def test_the_seat_of_every_state_is_linked(analyse):
    linked = {row["geonames"] for row in read_table(GAZETTEER_FOLDER / "cities.tsv") if row["wikidata"]}
    states = {row["label"]: row["seats"].split("|") for row in countries().values() if row["seats"] and not row["part_of"]}
    assert len(states) > 190
    without = {state for state, seats in states.items() if not linked & set(seats)}
    assert without <= {  # small ones, whose seats no source that was looked up names with an id
        "Nauru", "Palau", "Anguilla", "British Virgin Islands", "Montserrat", "Norfolk Island", "Pitcairn Islands",
        "Saint Helena, Ascension and Tristan da Cunha", "Sint Maarten", "Wallis and Futuna", "Jersey",
        "Cocos (Keeling) Islands", "Christmas Island", "Mayotte", "Northern Mariana Islands", "Saint Barthélemy",
        "Saint Martin", "Saint Pierre and Miquelon", "United States Virgin Islands", "French Southern Territories",
    }
    said = analyse("She flew from Prague to San Salvador and Tripoli. Abuja and Freetown condemned the coup.")
    known = {link.rpartition("/")[2] for entity in said.entities.values() for link in entity.links}
    assert {"Q1085", "Q3110", "Q3579"} <= known
    assert {"government/NGA", "government/SLE"} <= set(said.entities)


@pytest.mark.parametrize(
    ("sentence", "name", "wikidata"),
    [
        ("The fire in Santa Monica, California, was put out on Monday.", "Santa Monica", "Q47164"),
        ("Two men were shot in Hialeah, Florida, on Sunday.", "Hialeah", "Q49276"),
        ("The factory in Plano, Texas, will close.", "Plano", "Q51689"),
        ("A train derailed near Scottsdale, Arizona.", "Scottsdale", "Q49221"),
        ("Cook County in Illinois bought new voting machines.", "Cook County", "Q108418"),
        ("Voters in Maricopa County, Arizona, waited for hours.", "Maricopa County", "Q58691"),
        ("Cook County bought new voting machines.", "Cook County", "Q108418"),  # not Georgia's or Minnesota's
        ("Orange County sold the land.", "Orange County", "Q5925"),
        ("Orange County, Florida, sold the land.", "Orange County", "Q488543"),
        ("He left Saigon in 1975.", "Saigon", "Q1854"),
        ("Fighters left Raqqa on Sunday.", "Raqqa", "Q283368"),
        ("The port of Hodeidah in Yemen was bombed.", "Hodeidah", "Q270041"),
        ("The quake was felt across the Japanese prefecture of Fukushima.", "Fukushima", "Q71707"),
    ],
)
def test_a_smaller_place_is_linked(analyse, sentence: str, name: str, wikidata: str):
    analysis, begin = analyse(sentence), sentence.index(name)
    (found,) = (analysis.entities[m.entity] for m in analysis.mentions if m.span == (begin, begin + len(name)))
    assert f"http://www.wikidata.org/entity/{wikidata}" in found.links


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


NAMED_BODIES = [
    ("Toyota recalled 40,000 cars on Monday.", "Toyota", "Company", "JPN", "Q53268"),
    ("Gazprom cut deliveries to Austria.", "Gazprom", "Company", "RUS", "Q102673"),
    ("The pipeline belongs to Royal Dutch Shell.", "Royal Dutch Shell", "Company", "GBR", "Q154950"),
    ("Shares of Deutsche Bank fell in Frankfurt.", "Deutsche Bank", "Company", "DEU", "Q66048"),
    ("Boeing delivered two jets to the airline.", "Boeing", "Company", "USA", "Q66"),
    ("The FBI searched the warehouse.", "FBI", "GovernmentBody", "USA", "Q8333"),
    ("The Central Intelligence Agency denied the report.", "Central Intelligence Agency", "GovernmentBody", "USA", "Q37230"),
    ("The National Weather Service warned of floods.", "National Weather Service", "GovernmentBody", "USA", "Q1066823"),
    ("Scotland Yard arrested two men.", "Scotland Yard", "GovernmentBody", "GBR", "Q1139213"),
    ("The Bundeswehr sent a frigate.", "Bundeswehr", "ArmedForce", "DEU", "Q56010"),
    ("The British Red Cross opened a shelter.", "British Red Cross", "NonGovernmentalOrganisation", "GBR", "Q4970966"),
    ("Doctors Without Borders closed its clinic.", "Doctors Without Borders", "NonGovernmentalOrganisation", "", "Q49330"),
    ("Agence France-Presse reported the blast.", "Agence France-Presse", "MediaOutlet", "FRA", "Q40464"),
    ("He told Le Monde that he would resign.", "Le Monde", "MediaOutlet", "FRA", "Q12461"),
    ("ITN reported that the ferry had sunk.", "ITN", "MediaOutlet", "GBR", "Q1210241"),
    ("The Asahi Shimbun reported the deal.", "Asahi Shimbun", "MediaOutlet", "JPN", "Q720503"),
    ("The Bharatiya Janata Party won the state election.", "Bharatiya Janata Party", "PoliticalParty", "IND", "Q10230"),
    ("The Social Democratic Party of Germany rejected the bill.", "Social Democratic Party of Germany", "PoliticalParty", "DEU", "Q49768"),
]


@pytest.mark.parametrize(("sentence", "name", "kind", "country", "wikidata"), NAMED_BODIES)
def test_a_sentence_that_names_a_body_links_it(analyse, sentence: str, name: str, kind: str, country: str, wikidata: str):
    analysis = analyse(sentence)
    begin = sentence.index(name)
    found = [analysis.entities[m.entity] for m in analysis.mentions if m.span == (begin, begin + len(name))]
    assert [(e.type, e.country) for e in found] == [(kind, country)]
    assert f"http://www.wikidata.org/entity/{wikidata}" in found[0].links


@pytest.mark.parametrize(
    "sentence",
    [
        "The missile missed its target.", "Target practice was banned near the school.",
        "A shell hit the apple orchard.", "Shell fire killed two farmers.", "Orange smoke rose over the port.",
        "The bank is close to the river.", "A chevron was painted on the wall.", "The sun and the time were against them.",
        "Zurich voted on the plan.", "The Amazon flooded two villages.", "A puma escaped from the zoo.",
    ],
)
def test_words_that_are_also_the_names_of_companies_name_none(analyse, sentence: str):
    analysis = analyse(sentence)
    named = [analysis.entities[mention.entity] for mention in analysis.mentions]
    assert [entity.label for entity in named if entity.basis == "gazetteer" and entity.type in ("Company", "MediaOutlet")] == []


OTHER_SPELLINGS = [
    tuple(line.split("\t")) for line in (TABLES / "other-spellings.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


@pytest.mark.parametrize(("spelling", "country", "label"), OTHER_SPELLINGS)
def test_a_city_is_known_by_its_other_spellings(spelling: str, country: str, label: str):
    cities = [s.entity for s in load().senses(spelling) if s.entity.type == "City"]
    assert (cities[0].country, cities[0].label) == (country, label)


def test_other_spellings_are_folded():
    written = [each for several in spellings().values() for each in several]
    assert [fold(each) for each in written] == written


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Jinping Xi", "person/CHN/xi-jinping"), ("Ilham Aliev", "person/AZE/ilham-aliyev"),
        ("Mahmud Abbas", "person/PSE/mahmoud-abbas"), ("Shavkat Mirziyoev", "person/UZB/shavkat-mirziyoyev"),
        ("Husni Mubarak", "person/EGY/hosni-mubarak"), ("Wladimir Putin", "person/RUS/vladimir-putin"),
    ],
)
def test_a_person_is_known_by_how_the_full_name_sounds(name: str, key: str):
    assert {sense.entity.key for sense in load().people(name)} == {key}


@pytest.mark.parametrize("name", ["Xi", "Donald Tramp", "Ali", "Angela Merkal", "Mahmud Abazi"])
def test_what_only_nearly_sounds_so_names_nobody(name: str):
    assert load().people(name) == []
