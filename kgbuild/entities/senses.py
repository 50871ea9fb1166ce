"""What a name may name: the unit of the gazetteers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kgbuild.entities.identifiers import plain
from kgbuild.model import Entity

_ABBREVIATED = re.compile(r"\b(st|ste|mt|ft)\b\.?")
_WHOLE = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "–": "-", "‑": "-", "\n": " ", "\t": " ", "\xa0": " "})


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of a gazetteer."""

    entity: Entity
    prominence: float = 4.0  # how much it is written about: of a place the decimal logarithm of its population
    since: str = ""  # of an office holder, ISO 8601 dates
    until: str = ""


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a name may name, and the form of the name that does."""

    known: Known
    form: str
    usage: Literal["literal", "demonym"] = "literal"

    @property
    def entity(self) -> Entity:
        return self.known.entity


@lru_cache(maxsize=1 << 15)  # the names of an article come back
def fold(name: str) -> str:
    """The form under which a name is kept: no case, diacritics or leading article, single spaces, "saint" for "St."."""
    folded = " ".join(plain(plain(name.translate(_STRAIGHT)).casefold()).split())
    if "t" in folded:
        folded = _ABBREVIATED.sub(lambda found: _WHOLE[found[1]], folded)
    return folded[4:] if folded.startswith("the ") else folded


def written_alike(form: str, words: str) -> bool:
    """Whether the case fits: an abbreviation or a very short name only as it is written ("US", not "us")."""
    if form.startswith("The "):
        return words.startswith("The ") and not words[4:5].islower()  # a newspaper, not the time of the day, the sun
    if form.endswith(" Today"):
        return words[-5:-4].isupper()  # "visited Russia today"
    if form.endswith(" state"):
        return words.endswith(" state")  # Ohio State is a university
    exact = (form.isupper() and len(form) <= 6) or len(form) <= 3
    return not exact or words.removeprefix("the ").removeprefix("The ") == form
