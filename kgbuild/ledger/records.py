"""What the ledger knows of each article, event and claim: plain records.

Everything is named by its IRI. Days are proleptic Gregorian ordinals (`date.toordinal`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class Interval(NamedTuple):
    """Days from the earliest to the latest, both included; None where open."""

    earliest: int | None
    latest: int | None

    @property
    def known(self) -> bool:
        return self.earliest is not None or self.latest is not None

    def apart(self, other: Interval) -> int:
        """Days between the two, 0 where they overlap or either is open towards the other."""
        if self.latest is not None and other.earliest is not None and other.earliest > self.latest:
            return other.earliest - self.latest
        if other.latest is not None and self.earliest is not None and self.earliest > other.latest:
            return self.earliest - other.latest
        return 0


ANY_TIME = Interval(None, None)


class Figure(NamedTuple):
    """A number given for something, as the interval that it allows: both ends included, None where open."""

    unit: str  # stem of what is counted
    minimum: float | None
    maximum: float | None
    node: str = ""  # the quantity itself
    words: str = ""

    def excludes(self, other: Figure) -> bool:
        """Whether no number lies in both."""
        return self.times_apart(other) > 1.0

    def times_apart(self, other: Figure) -> float:
        """How many times the one's nearest number is the other's; 1 where a number lies in both."""
        low = max((x for x in (self.minimum, other.minimum) if x is not None), default=None)
        high = min((x for x in (self.maximum, other.maximum) if x is not None), default=None)
        if low is None or high is None or low <= high:
            return 1.0
        return low / high if high > 0 else math.inf


class Filler(NamedTuple):
    """What fills a role of an event, with the words that say so."""

    role: str  # local name of the property
    kind: str  # roleKind: actor, recipient, place, time, quantity, other
    entity: str
    words: frozenset[str]  # stems of its content words


@dataclass(slots=True)
class EntityRecord:
    """An entity as far as comparing needs it.

    `places` hold the place that it is or stands for, and all that this lies in.
    """

    key: str
    type: str = ""
    label: str = ""
    country: str = ""
    sector: str = ""
    affiliation: str = ""
    places: frozenset[str] = frozenset()
    is_place: bool = False
    shared: bool = True  # named so in every article; False: known in one article only


@dataclass(slots=True)
class ClaimRecord:
    """Somebody's word: who, with which stance, about which events."""

    id: str
    article: str
    stance: str
    factuality: str = ""
    claimants: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    within: str = ""
    words: str = ""  # of the content
    disputes: tuple[str, ...] = ()  # events that it denies or doubts without naming them


@dataclass(slots=True)
class EventRecord:
    """One event as one article tells it."""

    id: str
    article: str
    type: str
    begin: int
    end: int
    label: str = ""  # the words that name it
    stems: tuple[str, ...] = ()
    entry: str = ""  # of the lexicon
    fillers: tuple[Filler, ...] = ()
    time: Interval = ANY_TIME
    figures: tuple[Figure, ...] = ()
    context: tuple[str, ...] = ()  # stems of its sentence, each once
    sentence: int = 0  # how many sentences stand before it; 0 is the headline or the first
    factuality: str = "CT+"
    claims: tuple[str, ...] = ()  # outermost first
    claimed: str = ""  # factuality at the innermost claimant's level; "" where unknown
    called_off: bool = False  # cancelled, put off, ended or prevented, where it does not hold

    @property
    def happened(self) -> bool:
        """Whether somebody tells it as a fact."""
        return (self.claimed or self.factuality) == "CT+"

    @property
    def denied(self) -> bool:
        return not self.called_off and (self.claimed or self.factuality).endswith("-")


@dataclass(slots=True)
class ArticleRecord:
    """One article as it came in, as far as comparing needs it."""

    id: str
    title: str = ""
    text: str = ""
    day: int | None = None
    publisher: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    original_source: str = ""
    identifier: str = ""  # as it came in


@dataclass(slots=True)
class Records:
    """All that one run of the ledger compares."""

    articles: list[ArticleRecord] = field(default_factory=list)
    events: list[EventRecord] = field(default_factory=list)
    claims: dict[str, ClaimRecord] = field(default_factory=dict)
    entities: dict[str, EntityRecord] = field(default_factory=dict)

    def sort(self) -> None:
        """Into the one order that everything after relies on."""
        self.articles.sort(key=lambda a: a.id)
        self.events.sort(key=lambda e: (e.article, e.begin, e.end, e.id))


def day_of(text: str) -> int | None:
    """The day of an ISO 8601 date or dateTime, None where there is none."""
    try:
        return date.fromisoformat(text[:10]).toordinal()
    except ValueError:
        return None


def iso(day: int | None) -> str:
    return "" if day is None else date.fromordinal(day).isoformat()


def containers(key: str, contained_in: Mapping[str, str]) -> frozenset[str]:
    """The place and all places that it lies in."""
    found: list[str] = []
    while key and key not in found:
        found.append(key)
        key = contained_in.get(key, "")
    return frozenset(found)
