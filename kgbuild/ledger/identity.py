"""Which events of several articles are the same event.

Stories come first: events of one story that share a kind or a word are compared in full; across stories only events of
articles that are alike at all, of one kind and with two participants or places in common. `comparison` weighs each
pair, `linkage` groups what agrees on the whole. A merge keeps its score and its reason.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

import numpy as np

from kgbuild.ledger.comparison import Evidence, Profiler, reason, score
from kgbuild.ledger.linkage import Pair, components, group_by_average
from kgbuild.ledger.records import EventRecord, Records
from kgbuild.ledger.stories import Stories
from kgbuild.ontology import Ontology

SAME_EVENT = 0.0  # log-odds, on the average of a cluster
ABSENT = -1.5  # log-odds of a pair that no block brought together
BLOCK = 40  # neighbours in one block that are compared
AT_LARGE = 60  # events of news at large that count beside those at hand: a few events say little about what is rare
RARE = 3.0  # a participant of one event in twenty or fewer tells in full (natural logarithm)
NAMED = 6  # participants and places of an event that look for it elsewhere


@dataclass(frozen=True, slots=True)
class Merge:
    """Two events held to be one, as indices of the sorted events, lower first."""

    first: int
    second: int
    score: float
    reason: str


@dataclass
class Identity:
    """The cluster of each event, named by its first event's index, and the merges that made it."""

    cluster: list[int] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)

    @cached_property
    def members(self) -> dict[int, list[int]]:
        """The events of each cluster, ascending."""
        found: dict[int, list[int]] = defaultdict(list)
        for event, cluster in enumerate(self.cluster):
            found[cluster].append(event)
        return dict(found)

    @cached_property
    def merges_by_cluster(self) -> dict[int, list[Merge]]:
        found: dict[int, list[Merge]] = defaultdict(list)
        for merge in self.merges:
            found[self.cluster[merge.first]].append(merge)
        return dict(found)

    def type_of(self, cluster: int, events: Sequence[EventRecord]) -> str:
        """The type that most of the cluster's events have; of equals the first by name."""
        counts = Counter(events[member].type for member in self.members[cluster])
        return min(counts, key=lambda name: (-counts[name], name))


def same_events(records: Records, stories: Stories, ontology: Ontology) -> Identity:
    """The clusters of `records.events`. `records` are sorted; `stories` are those of its articles."""
    return Matcher(records, stories, ontology).identity()


class Matcher:
    """Compares and groups the events of one set of records."""

    def __init__(self, records: Records, stories: Stories, ontology: Ontology) -> None:
        self.events, self.stories, self.ontology = records.events, stories, ontology
        self.entities = records.entities
        index = {article.id: number for number, article in enumerate(records.articles)}
        self.article = [index[event.article] for event in self.events]
        self.profiler = Profiler(records.entities, _word_weights(self.events), _rarity(self.events))
        alike = Counter((event.article, event.type) for event in self.events)
        self.profiles = [
            self.profiler.profile(event, records.articles[article].day, alike[event.article, event.type])
            for event, article in zip(self.events, self.article, strict=True)
        ]
        self.kinships: dict[tuple[str, str], str] = {}
        self.kindred: dict[str, list[tuple[str, str]]] = defaultdict(list)  # the pairs of classes that a class is of
        for pair in sorted(ontology.related_types | ontology.converse_types):
            if pair == tuple(sorted(pair)):
                for kind in pair:
                    self.kindred[kind].append(pair)
        self.told: dict[int, list[int]] = defaultdict(list)  # the events of each story
        for number, article in enumerate(self.article):
            self.told[stories.story[article]].append(number)

    def identity(self) -> Identity:
        scores: dict[Pair, float] = {}
        for pair in self.pairs():
            if pair not in scores:
                scores[pair] = round(score(self.evidence(*pair)), 4)
        cluster = list(range(len(self.events)))
        for linked in components(scores, SAME_EVENT):
            for event, name in group_by_average(linked, SAME_EVENT, ABSENT).items():
                cluster[event] = name
        return Identity(cluster, list(self.merges(cluster, scores)))

    def evidence(self, a: int, b: int) -> Evidence:
        left, right = self.article[a], self.article[b]
        kin = self.kinship(self.events[a].type, self.events[b].type)
        same = self.stories.story[left] == self.stories.story[right]
        said = all(self.ontology.is_a(self.events[each].type, "Statement") for each in (a, b))
        return self.profiler.evidence(
            self.profiles[a], self.profiles[b], kin, self.stories.alike(left, right), same, said
        )

    def kinship(self, a: str, b: str) -> str:
        """How two event types relate: "same type", "narrower type", "related type", "converse type", "another type"."""
        if a == b:
            return "same type"
        found = self.kinships.get((a, b))
        if found is None:
            found = self.kinships[a, b] = self._kinship(a, b)
        return found

    def _kinship(self, a: str, b: str) -> str:
        if self.ontology.is_a(a, b) or self.ontology.is_a(b, a):
            return "narrower type"
        if (a, b) in self.ontology.converse_types:
            return "converse type"
        return "related type" if (a, b) in self.ontology.related_types else "another type"

    def pairs(self) -> Iterator[Pair]:
        """Pairs worth comparing, lower first: of different articles, in one block, near each other in its order."""
        for story in sorted(self.told):
            if len(self.told[story]) > 1:
                blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
                for number in self.told[story]:
                    event = self.events[number]
                    for kind in self.ontology.superclasses.get(event.type, (event.type,)):
                        if kind != "Event":
                            blocks["kind", kind].append(number)
                    for pair in self.kindred[event.type]:
                        blocks[pair].append(number)
                    for stem in event.stems:
                        blocks["word", stem].append(number)
                for key in sorted(blocks):
                    yield from self.neighbours(blocks[key])
        for block in self.world():
            for a, b in self.neighbours(block):
                left, right = self.article[a], self.article[b]
                if self.stories.story[left] != self.stories.story[right] and self.stories.alike(left, right):
                    yield a, b

    def neighbours(self, block: Sequence[int]) -> Iterator[Pair]:
        for place, a in enumerate(block):
            for b in block[place + 1 : place + 1 + BLOCK]:
                if self.article[a] != self.article[b] or self.is_told_twice(a, b):
                    yield (a, b) if a < b else (b, a)

    def is_told_twice(self, a: int, b: int) -> bool:
        """Whether two events of one article stand on different words: one side's and the other's, or the article's."""
        return self.events[a].claims[-1:] != self.events[b].claims[-1:]

    def world(self) -> Iterator[list[int]]:
        """Events of any story that share their type and two of their participants, countries or places, by date."""
        number_of: dict[str, int] = {}
        keys, events = array("q"), array("q")
        for event, each in enumerate(self.profiles):
            named = {filler.entity for filler in each.event.fillers if self.is_shared(filler.entity)}
            named |= each.actor.countries | each.recipient.countries | each.other.countries
            kind = number_of.setdefault(each.event.type, len(number_of))
            for a, b in combinations((number_of.setdefault(key, len(number_of)) for key in sorted(named)[:NAMED]), 2):
                keys.append((kind << 42) ^ (min(a, b) << 21) ^ max(a, b))
                events.append(event)
        if not keys:
            return
        key, event_of = np.frombuffer(keys, dtype=np.int64), np.frombuffer(events, dtype=np.int64)
        days = np.array([each.day or 0 for each in self.profiles], dtype=np.int64)[event_of]
        order = np.lexsort((event_of, days, key))
        for block in np.split(event_of[order], np.flatnonzero(np.diff(key[order])) + 1):
            if len(block) > 1:
                yield block.tolist()

    def is_shared(self, entity: str) -> bool:
        record = self.entities.get(entity)
        return record is not None and record.shared

    def merges(self, cluster: Sequence[int], scores: dict[Pair, float]) -> Iterator[Merge]:
        """For each event of a cluster but the first, the earlier member that it agrees with most."""
        best: dict[int, tuple[float, int]] = {}
        for (a, b), value in scores.items():
            if cluster[a] == cluster[b]:
                best[b] = max(best.get(b, (-math.inf, 0)), (value, -a))
        for b, (value, a) in sorted(best.items()):
            yield Merge(-a, b, value, reason(self.evidence(-a, b)))


def _word_weights(events: Sequence[EventRecord]) -> dict[str, float]:
    """How much a word of a sentence tells: its rarity, from 0 for one in every sentence to 1."""
    counts: Counter[str] = Counter()
    for event in events:
        counts.update(event.context)
    top = math.log(AT_LARGE + len(events))
    return {word: math.log((AT_LARGE + len(events)) / (1 + count)) / top for word, count in counts.items()}


def _rarity(events: Sequence[EventRecord]) -> dict[str, float]:
    """How much it tells that two events share a participant: 1 for a rare one, little for one that most events have."""
    counts = Counter(key for event in events for key in {filler.entity for filler in event.fillers})
    return {key: min(1.0, math.log((AT_LARGE + len(events)) / count) / RARE) for key, count in counts.items()}
