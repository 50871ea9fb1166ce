"""How much speaks for two events of different articles being one: evidence for and against, summed.

Each piece of evidence has a weight in log-odds; what is unknown on either side weighs nothing. The same kind of event
is not the same event: it takes participants, places, times or words that agree, and what disagrees counts against.
Figures that differ count little, as accounts of one event often give different ones, unless one is many times the
other: the dead of a day and the dead of the war.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kgbuild.ledger.records import EntityRecord, EventRecord, Filler, Interval

BASE = -2.4
WEIGHTS: dict[str, float] = {
    "same type": 1.0,
    "narrower type": 0.8,
    "related type": 0.8,
    "converse type": 0.8,
    "another type": -0.8,
    "same word": 1.6,
    "another speech act": -2.0,
    "same actor": 1.5,
    "other actor": -2.0,
    "same recipient": 1.5,
    "other recipient": -1.2,
    "same participant": 0.8,
    "other participant": -0.4,
    "same place": 0.9,
    "other place": -1.6,
    "same time": 0.8,
    "other time": -2.0,
    "other day": -1.0,
    "same figure": 0.8,
    "other figure": -1.0,
    "same context": 4.5,
    "same story": 1.3,
    "other story": -2.5,
    "same article": -0.5,
    "denied of another": -9.0,
    "both in the lead": 0.5,
    "one of several": -0.5,
}
PARTICULAR = frozenset(  # evidence for this event rather than for one of its kind
    ("same actor", "same recipient", "same participant", "same place", "same time", "same figure", "both in the lead")
)
TELLING = 0.1  # share of the sentence's words that makes the context particular
UNLIKE = 3  # particulars that two events of unrelated kinds need
THIN = -0.5  # log-odds where nothing particular speaks for it
REVISED = 2.0  # binary orders of magnitude up to which figures may be two accounts of one event
MOST_REVISED = 6.0  # how much the greatest difference between figures counts
UNNAMED = 0.1  # how much it counts that descriptions of people differ: "a grandmother", "the victim"
ANYBODY = frozenset(("peopl", "person", "somebody", "anybody", "everybody"))  # stems that tell nobody apart
OTHER_SPEAKER = 1.0  # how much it counts that descriptions of speakers differ
NARROW = 4  # days: a time this exact that both give speaks for one event
DAYS_SLACK = 4  # days between two articles that say nothing against it
FAR = 14  # days apart at which times count fully against
MONTHS = 3.0  # how much more days count that are months apart: reports of a war repeat themselves
LATER = 0.6  # how much more another story counts weeks apart
LIGHTEST = 4.0  # weight below which a sentence is too short to agree with another

Evidence = list[tuple[str, float]]  # what it is, and how much of it there is, from 0 to 1


@dataclass(frozen=True, slots=True)
class Side:
    """The participants of one kind, as what can be compared: entities, their countries and their words."""

    keys: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    named: bool = True  # whether all of it is known by name, in every article

    def agrees(self, other: Side, rarity: Mapping[str, float]) -> float:
        """1 for a common entity that few events have, less for common words or a common country, 0 for nothing."""
        common_keys = self.keys & other.keys
        if common_keys:
            return max(rarity.get(key, 1.0) for key in common_keys)
        common, fewest = len(self.words & other.words), min(len(self.words), len(other.words))
        if common and (common == fewest or not (self.named and other.named)):  # two names may share a word by chance
            return 0.4 + 0.5 * common / fewest
        return 0.0 if self.countries.isdisjoint(other.countries) else 0.4

    def differs(self, other: Side) -> float:
        """1 where two without anything in common must be two: both named, or of different countries."""
        apart = bool(self.countries and other.countries and self.countries.isdisjoint(other.countries))
        return 1.0 if apart or (self.named and other.named) else UNNAMED

    def __or__(self, other: Side) -> Side:
        if not self.keys or not other.keys:
            return self if self.keys else other
        named = self.named and other.named
        return Side(self.keys | other.keys, self.countries | other.countries, self.words | other.words, named)


NOBODY = Side()


@dataclass(slots=True)
class Profile:
    """An event made ready for comparing."""

    event: EventRecord
    actor: Side
    recipient: Side
    other: Side
    places: tuple[frozenset[str], ...]  # of each place, itself and what it lies in
    day: int | None  # of the article
    alternatives: int  # events of its article that are of its type
    weight: float  # of the words of its sentence


class Profiler:
    """Makes profiles. `weights` are of the words of sentences, `rarity` of participants, from 0 to 1."""

    def __init__(
        self, entities: Mapping[str, EntityRecord], weights: Mapping[str, float], rarity: Mapping[str, float]
    ) -> None:
        self.entities, self.weights, self.rarity = entities, weights, rarity
        self.sides: dict[tuple[Filler, ...], Side] = {}  # the same for many events

    def profile(self, event: EventRecord, day: int | None, alternatives: int) -> Profile:
        kinds: dict[str, list[Filler]] = {"actor": [], "recipient": [], "place": [], "other": []}
        for filler in event.fillers:
            kinds.get(filler.kind, kinds["other"]).append(filler)
        places = (self.entities[each.entity].places for each in kinds["place"] if each.entity in self.entities)
        return Profile(
            event=event,
            actor=self.side(kinds["actor"]),
            recipient=self.side(kinds["recipient"]),
            other=self.side(kinds["other"]),
            places=tuple(chain for chain in places if chain),
            day=day,
            alternatives=alternatives,
            weight=sum(self.weights.get(word, 1.0) for word in event.context),
        )

    def side(self, fillers: list[Filler]) -> Side:
        if not fillers:
            return NOBODY
        known = tuple(fillers)
        side = self.sides.get(known)
        if side is None:
            records = [self.entities.get(each.entity) or EntityRecord(each.entity, shared=False) for each in known]
            side = self.sides[known] = Side(
                frozenset(record.key for record in records),
                frozenset(record.country for record in records if record.country),
                frozenset().union(*(each.words for each in known)) - ANYBODY,
                all(record.shared for record in records),
            )
        return side

    def overlap(self, a: Profile, b: Profile) -> float:
        """Share of the lighter sentence's words, by weight, that the other holds too; little for very short ones."""
        common = set(a.event.context).intersection(b.event.context).difference(a.event.stems)
        total = sum([self.weights.get(word, 1.0) for word in sorted(common)])
        return total / max(min(a.weight, b.weight), LIGHTEST)

    def contradict(self, a: Profile, b: Profile, actor: Side, recipient: Side, kin: str) -> bool:
        """Whether a denial and a report may be of one event: of one kind, of the same people, of the same time.

        `actor` and `recipient` are b's, as far as the types agree who is who. What happened after a denial was
        published it does not deny; that no passenger was hurt does not deny that the driver was.
        """
        told, denial = (b, a) if a.event.denied else (a, b)
        if told.event.happened and _after(told, denial):
            return False
        same_word = any(stem in b.event.stems for stem in a.event.stems)
        if self.parted(a.actor, actor) or self.parted(a.recipient, recipient):
            return False
        if any(name == "other figure" for name, _ in _figures(a.event, b.event)):
            return False
        alike = a.actor.agrees(actor, self.rarity) and a.recipient.agrees(recipient, self.rarity)
        if kin not in ("same type", "narrower type") and not same_word and not (kin == "related type" and alike):
            return False
        if a.places and b.places and not any(p <= q or q <= p for p in a.places for q in b.places):
            return False
        return same_word or not self.parted(a.recipient | a.other, recipient | b.other)

    def parted(self, left: Side, right: Side) -> bool:
        """Whether the two are told apart: "nobody" and "five people" are not."""
        known = all(each.keys and (each.named or each.words) for each in (left, right))
        return known and not left.agrees(right, self.rarity)

    def evidence(
        self, a: Profile, b: Profile, kin: str, alike: float, same_story: bool, said: bool = False
    ) -> Evidence:
        """What speaks for and against.

        `kin` is their types' kinship, `alike` how alike the articles are, `said` whether both are acts of speech: these
        are their speakers' own.
        """
        found: Evidence = [(kin, 1.0)]
        actor, recipient = (b.recipient, b.actor) if kin == "converse type" else (b.actor, b.recipient)
        if any(stem in b.event.stems for stem in a.event.stems):
            found.append(("same word", 1.0))
        elif said and kin == "another type":
            found.append(("another speech act", 1.0))
        if a.actor.keys and actor.keys:
            name, amount = _compared(a.actor, actor, "same actor", "other actor", self.rarity)
            found.append((name, max(amount, OTHER_SPEAKER) if said and name == "other actor" else amount))
        if a.recipient.keys and recipient.keys:
            found.append(_compared(a.recipient, recipient, "same recipient", "other recipient", self.rarity))
        if not any(name in ("same actor", "same recipient") for name, _ in found):  # perhaps in other roles
            left, right = a.actor | a.recipient | a.other, b.actor | b.recipient | b.other
            if left.keys and right.keys:
                found.append(_compared(left, right, "same participant", "other participant", self.rarity))
        if a.places and b.places:
            if any(p == q for p in a.places for q in b.places):
                found.append(("same place", 1.0))
            elif not any(p <= q or q <= p for p in a.places for q in b.places):
                within = a.event.article == b.event.article  # which names each place for an event of its own
                found.append(("other place", 2.0 if within else 1.0))  # one in the other says neither
        found += _timing(a, b)
        several = max(a.alternatives, b.alternatives)
        if several > 1:
            found.append(("one of several", math.log(several)))
        if a.event.figures and b.event.figures:
            found += _figures(a.event, b.event)
        told_once = a.event.article == b.event.article and a.event.sentence == b.event.sentence
        if not told_once:  # two events of one sentence share its words in any case
            found.append(("same context", self.overlap(a, b)))
        if a.event.denied != b.event.denied and not self.contradict(a, b, actor, recipient, kin):
            found.append(("denied of another", 1.0))
        if a.event.article == b.event.article:
            found.append(("same article", 1.0))
        elif same_story:
            found.append(("same story", alike))
        else:
            found.append(("other story", 1.0 - alike + LATER * _lateness(a, b)))
        if a.event.sentence <= 1 and b.event.sentence <= 1 and a.event.article != b.event.article:
            found.append(("both in the lead", 1.0))
        return found


def score(found: Evidence) -> float:
    """Log-odds that the two are one event.

    Kind and word alone are never enough, nor are they of different people. Deeds of unrelated kinds, told in other
    words, take three things in common.
    """
    total = BASE
    names = {name for name, _ in found}
    for name, amount in found:
        total += WEIGHTS[name] * amount
    particular = len(names & PARTICULAR) + any(name == "same context" and amount >= TELLING for name, amount in found)
    needed = UNLIKE if "another type" in names and "same word" not in names else 1
    strangers = ("other actor", 1.0) in found and ("other participant", 1.0) in found
    return total if particular >= needed and not strangers else min(total, THIN)


def reason(found: Evidence) -> str:
    """What spoke for it, the strongest first, in words."""
    weighed = [(WEIGHTS[name] * amount, name) for name, amount in found]
    return ", ".join(name for weight, name in sorted(weighed, key=lambda w: (-w[0], w[1])) if weight > 0.3)


def _compared(left: Side, right: Side, same: str, other: str, rarity: Mapping[str, float]) -> tuple[str, float]:
    agreement = left.agrees(right, rarity)
    return (same, agreement) if agreement else (other, left.differs(right))


def _timing(a: Profile, b: Profile) -> Iterable[tuple[str, float]]:
    """The stated times where both state one, else the days of the articles."""
    if a.event.time.known and b.event.time.known:
        apart = a.event.time.apart(b.event.time)
        if apart > 1:
            exact = _narrow(a.event.time, 1) and _narrow(b.event.time, 1)
            return (("other time", 2.0 if exact else min(1.0, apart / FAR)),)
        return (("same time", 1.0),) if _narrow(a.event.time) and _narrow(b.event.time) else ()
    if a.event.happened and b.event.happened and (_after(a, b) or _after(b, a)):
        return (("other time", 1.0),)  # nobody tells of what has yet to happen as a fact
    late = _lateness(a, b, MONTHS)
    return (("other day", late),) if late else ()


def _after(event: Profile, other: Profile) -> bool:
    """Whether an event happened when the other's article was out already."""
    earliest = event.event.time.earliest
    return earliest is not None and other.day is not None and earliest > other.day


def _lateness(a: Profile, b: Profile, most: float = 1.0) -> float:
    """How far apart the articles are, from 0 for a few days to 1 for weeks, or more; 0 where a date is unknown."""
    apart = abs(a.day - b.day) if a.day is not None and b.day is not None else 0
    return min(most, apart / FAR) if apart > DAYS_SLACK else 0.0


def _narrow(time: Interval, days: int = NARROW) -> bool:
    return time.earliest is not None and time.latest is not None and time.latest - time.earliest <= days


def _figures(a: EventRecord, b: EventRecord) -> Iterable[tuple[str, float]]:
    pairs = [(p, q) for p in a.figures for q in b.figures]
    if any(p.minimum is not None and (p.minimum, p.maximum) == (q.minimum, q.maximum) for p, q in pairs):
        return (("same figure", 1.0),)
    apart = [p.times_apart(q) for p, q in pairs if p.unit == q.unit and p.excludes(q)]
    return (("other figure", min(max(1.0, math.log2(min(apart)) - REVISED), MOST_REVISED)),) if apart else ()
