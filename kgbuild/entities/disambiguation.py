"""Which of the things that a name may name it does name, in its article.

Each candidate is scored by how prominent it is and by what the article speaks of besides: a place named right after it
that it lies in ("Paris, Texas"), its country and its first-level division elsewhere in the article. One sense per
discourse: a name once told apart ("Birmingham, Ala.") keeps that sense in its article. Weights were set by hand on
the reasoning that a container named beside outweighs everything, and a country named elsewhere a thousandfold
population at most.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.names import Name, words_of
from kgbuild.entities.senses import Sense, fold
from kgbuild.language.syntax import Syntax

PLACES = frozenset(("Place", "Country", "Region", "City", "Continent", "WaterBody", "Facility", "Landform"))
_PLACE_LABELS = frozenset(("GPE", "LOC", "FAC", "NORP", ""))
_BESIDE, _DIVISION, _COUNTRY, _SAME_NAME = 6.0, 2.0, 3.0, 3.0
_CERTAIN = 6.3  # a prominence from which a name speaks for its country
_LEAST = 2.0


@dataclass
class _Context:
    countries: Counter[str] = field(default_factory=Counter)
    divisions: Counter[str] = field(default_factory=Counter)
    told: dict[str, Sense] = field(default_factory=dict)  # folded name -> sense, where a container was named beside it


def disambiguate(names: list[Name], syntax: Syntax, gazetteer: Gazetteer) -> None:
    """Sets `sense` and `kind` of each name that the gazetteer knows and the article bears out."""
    context = _context(names)
    beside = [_container_beside(names, number, syntax, gazetteer) for number in range(len(names))]
    for name, sense in zip(names, beside, strict=True):
        if sense:
            context.told.setdefault(fold(words_of(syntax, name.first, name.last)), sense)
            context.countries[sense.entity.country] += 1
            context.divisions[sense.entity.contained_in] += 1
    for name, sure in zip(names, beside, strict=True):
        fitting = [s for s in name.senses if _fits(name, s)]
        if not fitting:
            continue
        told = context.told.get(fold(words_of(syntax, name.first, name.last)))
        best = sure or told or max(fitting, key=lambda s: (_score(s, name, context, gazetteer), s.entity.key))
        if best.known.prominence >= _LEAST or sure or told:
            name.sense, name.kind = best, best.entity.type


def _context(names: list[Name]) -> _Context:
    """The countries and divisions that the article's unambiguous names speak of."""
    context = _Context()
    for name in names:
        strong = [s for s in name.senses if s.known.prominence >= _CERTAIN and _fits(name, s)]
        if len({s.entity.country for s in strong}) == 1:
            context.countries[strong[0].entity.country] += 1
        if len(strong) == 1 and strong[0].entity.type == "Region":
            context.divisions[strong[0].entity.key] += 1
    return context


def _fits(name: Name, sense: Sense) -> bool:
    """Whether what the name is taken for allows the sense."""
    if sense.entity.type not in PLACES:
        return sense.entity.type == "Person" or name.label != "PERSON"
    if name.label == "LANGUAGE":
        return False
    if name.basis == "gazetteer":
        return name.label != "PERSON" or sense.known.prominence >= 7.5 and sense.usage != "demonym"
    if name.basis == "proper-noun":
        return sense.known.prominence >= 5.0
    return name.label in _PLACE_LABELS


def _container_beside(names: list[Name], number: int, syntax: Syntax, gazetteer: Gazetteer) -> Sense | None:
    """The sense that lies in the place named right after: "Paris, Texas", "Salem (Ore.)"."""
    name = names[number]
    if number + 1 == len(names) or not name.senses:
        return None
    after = names[number + 1]
    between = syntax.words[name.last + 1 : after.first]
    if len(between) != 1 or between[0] not in (",", "(", "-", "in"):
        return None
    containers = {s.entity.key for s in after.senses if s.usage == "literal"}
    found = [
        s for s in name.senses
        if s.entity.type in PLACES and containers.intersection(containers_of(s, gazetteer)) and s.usage == "literal"
    ]
    return max(found, key=lambda s: (s.known.prominence, s.entity.key), default=None)


def containers_of(sense: Sense, gazetteer: Gazetteer) -> list[str]:
    """The keys of the places that a place lies in, up to its country."""
    found, key = [], sense.entity.contained_in
    while key and key not in found:
        found.append(key)
        container = gazetteer.entity(key)
        key = container.contained_in if container else ""
    return found


def _score(sense: Sense, name: Name, context: _Context, gazetteer: Gazetteer) -> float:
    entity = sense.entity
    score = sense.known.prominence
    total = sum(context.countries.values())
    if total and entity.country:
        score += _COUNTRY * context.countries[entity.country] / total
    if entity.type in ("City", "Region") and any(context.divisions[k] for k in containers_of(sense, gazetteer)[:2]):
        score += _DIVISION
    if entity.type == "Region" and any(s.entity.contained_in == entity.key for s in name.senses):
        score -= _SAME_NAME  # Kursk alone is the city of Kursk oblast
    if name.label == "NORP" and sense.usage != "demonym":
        score -= 1.0
    return score
