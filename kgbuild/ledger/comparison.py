"""How much speaks for two events of different articles being one: evidence for and against, summed.

Each piece of evidence has a weight in log-odds; what is unknown on either side weighs nothing. The same kind of event
is not the same event: it takes participants, places, times or words that agree, and what disagrees counts against.
Figures that differ do not keep events apart: accounts of one event often give different figures.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kgbuild.ledger.records import EntityRecord, EventRecord, Interval
from kgbuild.ontology import Ontology

BASE = -2.4
WEIGHTS: dict[str, float] = {
    "same type": 1.0,
    "narrower type": 0.6,
    "same word": 1.6,
    "same actor": 1.2,
    "other actor": -1.5,
    "same recipient": 1.2,
    "other recipient": -1.2,
    "same participant": 0.8,
    "other participant": -0.4,
    "same place": 0.9,
    "other place": -1.6,
    "same time": 0.8,
    "other time": -2.0,
    "same figure": 0.8,
    "same context": 4.5,
    "same story": 1.2,
    "other story": -2.5,
    "both in the lead": 0.5,
    "one of several": -0.3,
    "other day": -1.5,
}
UNNAMED = 0.1  # how much it counts that descriptions of people differ: "a grandmother", "the victim"
PARTICULAR = frozenset(  # evidence for this event rather than for one of its kind
    ("same actor", "same recipient", "same participant", "same place", "same time", "same figure", "both in the lead")
)
TELLING = 0.1  # share of the sentence's words that makes the context particular
THIN = -0.5  # log-odds where nothing particular speaks for it
NARROW = 4  # days: a time this exact that both give speaks for one event
DAYS_SLACK = 4  # days between two articles that say nothing against it
FAR = 14  # days apart at which times count fully against


class Evidence(NamedTuple):
    """One piece of evidence: what it is and how much of it there is, from 0 to 1."""

    name: str
    amount: float


@dataclass(slots=True)
class Side:
    """The participants of one kind, as keys that can be compared: of the entities, their countries and their words."""

    keys: frozenset[str]
    countries: frozenset[str]
    words: frozenset[str]
    named: bool  # whether all of it is known by name, in every article

    def __bool__(self) -> bool:
        return bool(self.keys)

    def agrees(self, other: Side) -> float:
        """1 for a common entity, less for common words or a common country, 0 where nothing is common."""
        if self.keys & other.keys:
            return 1.0
        common = len(self.words & other.words)
        if common:
            return 0.4 + 0.5 * common / min(len(self.words), len(other.words))
        return 0.4 if self.countries & other.countries else 0.0

    def differs(self, other: Side) -> float:
        """1 where two without anything in common must be two: both named, or of different countries."""
        apart = bool(self.countries and other.countries and self.countries.isdisjoint(other.countries))
        return 1.0 if apart or (self.named and other.named) else UNNAMED


@dataclass(slots=True)
class Profile:
    """An event made ready for comparing."""

    event: EventRecord
    actor: Side
    recipient: Side
    other: Side
    everyone: Side
    places: tuple[frozenset[str], ...]  # of each place, itself and what it lies in
    time: Interval
    day: int | None  # of the article
    alternatives: int  # events of its article that are of its type
    rare: dict[str, float]  # words of the sentence, by weight


def profile(
    event: EventRecord,
    entities: Mapping[str, EntityRecord],
    weights: Mapping[str, float],
    day: int | None,
    alternatives: int,
) -> Profile:
    """`weights` are of sentence words, `day` is the article's, `alternatives` how many events it has of the type."""
    kinds: dict[str, list[tuple[EntityRecord, frozenset[str]]]] = {}
    for filler in event.fillers:
        entity = entities.get(filler.entity) or EntityRecord(filler.entity, shared=False)
        kinds.setdefault(filler.kind, []).append((entity, filler.words))
    people = [pair for kind in ("actor", "recipient", "other", "instrument") for pair in kinds.get(kind, ())]
    return Profile(
        event=event,
        actor=_side(kinds.get("actor", ())),
        recipient=_side(kinds.get("recipient", ())),
        other=_side((*kinds.get("other", ()), *kinds.get("instrument", ()))),
        everyone=_side(people),
        places=tuple(entity.places for entity, _ in kinds.get("place", ()) if entity.places and entity.shared),
        time=event.time,
        day=day,
        alternatives=alternatives,
        rare={word: weights.get(word, 1.0) for word in event.context - event.stems},
    )


def _side(pairs: Iterable[tuple[EntityRecord, frozenset[str]]]) -> Side:
    keys, countries, words, named = set(), set(), set(), True
    for entity, stems in pairs:
        keys.add(entity.key)
        words |= stems
        named = named and entity.shared
        if entity.country:
            countries.add(entity.country)
    return Side(frozenset(keys), frozenset(countries), frozenset(words), named)


def kinship(a: str, b: str, ontology: Ontology) -> str:
    """How two event types relate: "same", "narrower", or "" where neither is the other."""
    if a == b:
        return "same"
    return "narrower" if ontology.is_a(a, b) or ontology.is_a(b, a) else ""


def evidence(a: Profile, b: Profile, kin: str, alike: float, same_story: bool) -> list[Evidence]:
    """What speaks for and against. `kin` is their types' kinship, `alike` how alike the articles are."""
    found = []
    if kin:
        found.append(Evidence("same type" if kin == "same" else "narrower type", 1.0))
    if a.event.stems & b.event.stems:
        found.append(Evidence("same word", 1.0))
    for name, left, right in (("actor", a.actor, b.actor), ("recipient", a.recipient, b.recipient)):
        if left and right:
            agreement = left.agrees(right)
            other = Evidence(f"other {name}", left.differs(right))
            found.append(Evidence(f"same {name}", agreement) if agreement else other)
    if a.everyone and b.everyone and not (a.actor and b.actor and a.recipient and b.recipient):
        agreement = a.everyone.agrees(b.everyone)
        other = Evidence("other participant", a.everyone.differs(b.everyone))
        found.append(Evidence("same participant", agreement) if agreement else other)
    if a.places and b.places:
        near = any(next(iter(p & q), "") and _contains(p, q) for p in a.places for q in b.places)
        found.append(Evidence("same place" if near else "other place", 1.0))
    if a.time.known and b.time.known:
        apart = a.time.apart(b.time)
        if apart > 1:
            found.append(Evidence("other time", min(1.0, apart / FAR)))
        elif _narrow(a.time) and _narrow(b.time):
            found.append(Evidence("same time", 1.0))
    elif a.day is not None and b.day is not None and abs(a.day - b.day) > DAYS_SLACK:
        found.append(Evidence("other day", min(1.0, abs(a.day - b.day) / FAR)))
    several = max(a.alternatives, b.alternatives)
    if several > 1:
        found.append(Evidence("one of several", math.log(several)))
    if a.event.figures and b.event.figures and _common_figure(a.event, b.event):
        found.append(Evidence("same figure", 1.0))
    found.append(Evidence("same context", _overlap(a.rare, b.rare)))
    found.append(Evidence("same story", min(1.0, alike)) if same_story else Evidence("other story", 1.0 - alike))
    if a.event.sentence <= 1 and b.event.sentence <= 1:
        found.append(Evidence("both in the lead", 1.0))
    return found


def score(found: list[Evidence]) -> float:
    """Log-odds that the two are one event. Kind and word alone are never enough."""
    total = BASE + sum(WEIGHTS[each.name] * each.amount for each in found)
    particular = any(each.name in PARTICULAR or (each.name == "same context" and each.amount >= TELLING) for each in found)
    return total if particular else min(total, THIN)


def reason(found: list[Evidence]) -> str:
    """What spoke for it, the strongest first, in words."""
    weighed = [(WEIGHTS[each.name] * each.amount, each.name) for each in found]
    return ", ".join(name for weight, name in sorted(weighed, key=lambda w: (-w[0], w[1])) if weight > 0.3)


def _contains(p: frozenset[str], q: frozenset[str]) -> bool:
    """Whether one place lies in the other: the chain of the outer one is part of the inner one's."""
    return p <= q or q <= p


def _narrow(time: Interval) -> bool:
    return time.earliest is not None and time.latest is not None and time.latest - time.earliest <= NARROW


def _common_figure(a: EventRecord, b: EventRecord) -> bool:
    return any(p.minimum is not None and (p.minimum, p.maximum) == (q.minimum, q.maximum) for p in a.figures for q in b.figures)


def _overlap(a: dict[str, float], b: dict[str, float]) -> float:
    """Share of the lighter sentence's words, by weight, that the other holds too; 0 for very short ones."""
    if len(a) > len(b):
        a, b = b, a
    total = sum(a.values())
    return sum(weight for word, weight in a.items() if word in b) / max(total, 4.0) if total else 0.0
