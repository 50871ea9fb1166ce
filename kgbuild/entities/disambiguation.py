"""Which of the things that a name may name it does name, in its article."""

from __future__ import annotations

from collections import Counter

from kgbuild.entities.names import Name
from kgbuild.entities.senses import Sense
from kgbuild.language.syntax import Syntax

PLACES = frozenset(("Place", "Country", "Region", "City", "Continent", "WaterBody", "Facility", "Landform"))
_PLACE_LABELS = frozenset(("GPE", "LOC", "FAC", "NORP", ""))


def disambiguate(names: list[Name], syntax: Syntax) -> None:
    """Sets `sense` of each name that the gazetteer knows and the article bears out."""
    countries: Counter[str] = Counter()
    for name in names:
        sure = {s.entity.country for s in name.senses if s.known.prominence >= 6}
        if len(sure) == 1:
            countries.update(sure)
    for name in names:
        fitting = [s for s in name.senses if _fits(name, s)]
        if fitting:
            name.sense = max(fitting, key=lambda s: (_score(s, countries, name), s.entity.key))
            name.kind = name.sense.entity.type


def _fits(name: Name, sense: Sense) -> bool:
    if sense.entity.type in PLACES and name.basis != "gazetteer":
        return name.label in _PLACE_LABELS
    return True


def _score(sense: Sense, countries: Counter[str], name: Name) -> float:
    total = sum(countries.values()) or 1
    return sense.known.prominence + 2 * countries[sense.entity.country] / total
