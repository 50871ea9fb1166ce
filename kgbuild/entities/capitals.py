"""Capitals that are named by their country: "the Kenyan capital", "Peru's capital", "the capital of Chad".

The phrase refers to the city; like all descriptions it is found at its head word alone. Not handled: capitals of
regions, former capitals, countries with more than one, and those of which the gazetteer is not sure.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

from kgbuild.entities.gazetteer import world_places
from kgbuild.entities.identifiers import city_key
from kgbuild.entities.places import GAZETTEER_FOLDER, read_table
from kgbuild.entities.resolution import Resolution
from kgbuild.entities.senses import fold
from kgbuild.language.syntax import Syntax
from kgbuild.model import Entity

STATES = frozenset(("Country", "Government"))
_BEFORE = frozenset(("amod", "compound", "nmod", "poss"))
_OTHER = frozenset(("former", "old", "ancient", "provincial", "regional", "state", "financial"))


@cache
def capitals() -> dict[str, tuple[str, str]]:
    """ISO 3166-1 alpha-3 code of a country with one capital -> the capital's name and GeoNames number."""
    rows = [row for row in read_table(GAZETTEER_FOLDER / "cities.tsv") if row["capital"]]
    several = Counter(row["country"] for row in rows)
    return {row["country"]: (row["label"], row["geonames"]) for row in rows if several[row["country"]] == 1}


def capital_of(country: str) -> Entity | None:
    """The capital of the country with that code, None where it has several or is not known."""
    label, number = capitals().get(country, ("", ""))
    senses = world_places().senses(fold(label)) if label else ()
    return next((sense.entity for sense in senses if sense.entity.key == city_key(label, number)), None)


def country_of_capital(syntax: Syntax, resolution: Resolution, token: int) -> str:
    """The code of the country whose capital a noun phrase with that head is by its own words; "" for none."""
    s = syntax
    for child in s.children[token]:
        at: int | None = child if s.deps[child] in _BEFORE else None
        if s.deps[child] == "prep" and s.lowers[child] == "of":
            at = s.child(child, "pobj")
        if s.lowers[child] in _OTHER:
            return ""
        mention = resolution.at(at) if at is not None else None
        if mention is not None:
            entity = resolution.entities[mention.place or mention.entity]
            if entity.type in STATES:
                return entity.country
    return ""
