"""Names that are known beforehand, with what they name.

Two layers. What ``ontology/gazetteer/`` and a user's files hold is looked for at every capitalised word of a text
(:meth:`Gazetteer.longest`). The populated places and divisions of the world (`places.py`) are so many that half the
surnames of a text are among them: they are only asked about words that something else takes for a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kgbuild.entities.places import (
    GAZETTEER_FOLDER,
    WorldPlaces,
    city_names,
    countries,
    country_senses,
    region_senses,
)
from kgbuild.entities.senses import Known, Sense, fold, written_alike
from kgbuild.entities.skos import concepts
from kgbuild.entities.transliteration import sound
from kgbuild.model import Entity

_REGION_KIND = (
    r"(?:state|province|region|oblast|krai|county|district|governorate|prefecture|department|municipality|canton|"
    r"voivodeship|territory|division|emirate|raion|states|provinces|regions|counties|districts)"
)
_KINDS = (
    (re.compile(rf"(?P<name>.+) {_REGION_KIND}", re.IGNORECASE), ("Region",)),
    (re.compile(rf"{_REGION_KIND} of (?P<name>.+)", re.IGNORECASE), ("Region",)),
    (re.compile(r"(?P<name>.+) city", re.IGNORECASE), ("City",)),
    (re.compile(r"(?:republic|kingdom|state|commonwealth|sultanate) of (?P<name>.+)", re.IGNORECASE), ("Country",)),
)
_BETWEEN_WORDS = re.compile("[ -]")


class Gazetteer:
    """Names and what they may name."""

    def __init__(self) -> None:
        self._known: dict[str, Known] = {}
        self._senses: dict[str, list[Sense]] = {}  # folded name -> what it may name
        self._longest: dict[str, int] = {}  # first word of a folded name -> how many words the longest has
        self._people: dict[str, list[Sense]] = {}  # how a full name sounds -> who bears it
        self._cities: set[str] = set()  # folded names of cities that are looked for like the gazetteer's own names

    def add(self, known: Known, names: Iterable[str], demonyms: Iterable[str] = ()) -> None:
        """Adds an entity under its names. A second entity of the same key adds names, nothing else."""
        known = self._known.setdefault(known.entity.key, known)
        for form in names:
            self._add(Sense(known, form))
        for form in demonyms:
            self._add(Sense(known, form, "demonym"))

    def _add(self, sense: Sense) -> None:
        name = fold(sense.form)
        senses = self._senses.get(name)
        if senses is None:
            self._senses[name] = [sense]
            self._measure(name)
            return
        if any(s.entity.key == sense.entity.key and s.usage == sense.usage and s.form == sense.form for s in senses):
            return
        senses.append(sense)

    def add_city(self, form: str) -> None:
        """Has a city's name looked for everywhere; what it names, the places of the world say."""
        name = fold(form)
        self._cities.add(name)
        self._measure(name)

    def _measure(self, name: str) -> None:
        words = _BETWEEN_WORDS.split(name)
        for first in {words[0], name.partition(" ")[0]}:  # hyphens part the words of some names and not of others
            if len(words) > self._longest.get(first, 0):
                self._longest[first] = len(words)

    def longest(self, word: str) -> int:
        """How many words the longest name that begins with this folded word has; 0 where none begins with it."""
        return self._longest.get(word, 0)

    def names(self, words: str) -> list[Sense]:
        """What the words name by the gazetteer's own files and the user's, most prominent first."""
        name = fold(words)
        found = [s for s in self._senses.get(name, ()) if written_alike(s.form, words)]
        if name in self._cities:
            found += [s for s in world_places().senses(name) if s.entity.type == "City"]
        once = {(s.entity.key, s.usage): s for s in reversed(found)}
        return sorted(once.values(), key=lambda s: (-s.known.prominence, s.entity.key, s.usage))

    def senses(self, words: str) -> list[Sense]:
        """What the words may name, the populated places and divisions of the world included.

        Where nothing has the whole name, a region is known without its kind: "Enugu State", "the Province of Cork".
        """
        found = self._all(words)
        if found:
            return found
        for pattern, kinds in _KINDS:
            inner = pattern.fullmatch(words)
            if inner:
                found = [s for s in self._all(inner["name"]) if s.entity.type in kinds and s.usage == "literal"]
                american = words.endswith(" State")  # Ohio State is a university
                return [s for s in found if not (american and s.entity.country == "USA")]
        return []

    def people(self, words: str) -> list[Sense]:
        """The well-known people of countries with other scripts whose full name sounds so: "Jinping Xi"."""
        if not self._people:
            for senses in self._senses.values():
                for each in senses:
                    person = each.entity.type == "Person" and each.entity.country in countries()
                    heard = sound(each.form) if person and countries()[each.entity.country]["transliterated"] else ""
                    if heard and each not in self._people.setdefault(heard, []):
                        self._people[heard].append(each)
        return self._people.get(sound(words), []) if " " in words else []

    def _all(self, words: str) -> list[Sense]:
        found = self.names(words)
        keys = {s.entity.key for s in found}
        found += [s for s in world_places().senses(fold(words)) if s.entity.key not in keys]
        return sorted(found, key=lambda s: (-s.known.prominence, s.entity.key, s.usage))

    def known(self, key: str) -> Known | None:
        return self._known.get(key)

    def entity(self, key: str) -> Entity | None:
        """The entity of that key: the gazetteer's own, or a place that something found so far lies in."""
        found = self._known.get(key)
        return found.entity if found else world_places().container(key)


@cache
def world_places() -> WorldPlaces:
    return WorldPlaces()


def load(extra: Iterable[Path] = ()) -> Gazetteer:
    """The bundled gazetteer with the user's SKOS files added.

    Raises OSError where a file cannot be read and SyntaxError (with line and column) where it is not Turtle.
    """
    return _load(tuple(Path(path) for path in extra))


@cache
def _load(extra: tuple[Path, ...]) -> Gazetteer:
    gazetteer = Gazetteer()
    for known, names, demonyms in (*country_senses(), *region_senses()):
        gazetteer.add(known, names, demonyms)
    for name in city_names():
        gazetteer.add_city(name)
    for path in (*sorted(GAZETTEER_FOLDER.glob("*.ttl")), *extra):
        for known, names, demonyms in concepts(path):
            gazetteer.add(known, names, demonyms)
    return gazetteer
