"""Which events of several articles are the same event.

Stories come first: events of one story that share a type or a word are compared in full; across stories only events
of two articles that are alike at all, of one kind and with two things in common. Each pair's evidence is weighed by
`comparison`; `linkage` groups what agrees on the whole. A merge keeps its score and its reason.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kgbuild.ledger import stories as story_groups
from kgbuild.ledger.comparison import Profile, evidence, kinship, profile, reason, score
from kgbuild.ledger.linkage import average_linkage
from kgbuild.ledger.records import EventRecord, Records
from kgbuild.ledger.stories import Stories
from kgbuild.model import Analysis
from kgbuild.ontology import Ontology

SAME_EVENT = 0.0  # log-odds, on the average of a cluster
ABSENT = -1.5  # log-odds of a pair that no block brought together
CENTRAL = -1.0  # log-odds from which an event is taken for its story's central one
CENTRAL_CANDIDATES = 24  # events of an article, and of the central cluster, that are compared
BLOCK = 40  # neighbours in one block that are compared


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
    return _Matcher(records, stories, ontology).identity()


class _Matcher:
    def __init__(self, records: Records, stories: Stories, ontology: Ontology) -> None:
        self.events, self.stories, self.ontology = records.events, stories, ontology
        index = {article.id: number for number, article in enumerate(records.articles)}
        self.article = [index[event.article] for event in self.events]
        self.days = [article.day for article in records.articles]
        weights = _word_weights(self.events)
        alike = Counter((event.article, event.type) for event in self.events)
        self.profiles: list[Profile] = [
            profile(event, records.entities, weights, self.days[article], alike[event.article, event.type])
            for event, article in zip(self.events, self.article, strict=True)
        ]

    def identity(self) -> Identity:
        scores: dict[tuple[int, int], float] = {}
        for a, b in self.pairs():
            if (a, b) not in scores:
                scores[a, b] = round(score(self.evidence(a, b)), 4)
        cluster = average_linkage(len(self.events), scores, SAME_EVENT, ABSENT)
        self.join_central(cluster, scores)
        first: dict[int, int] = {}
        for number, name in enumerate(cluster):
            first.setdefault(name, number)
        cluster = [first[name] for name in cluster]
        return Identity(cluster, list(self.merges(cluster, scores)))

    def evidence(self, a: int, b: int) -> list:
        left, right = self.article[a], self.article[b]
        kin = kinship(self.events[a].type, self.events[b].type, self.ontology)
        same = self.stories.story[left] == self.stories.story[right]
        return evidence(self.profiles[a], self.profiles[b], kin, self.stories.alike(left, right), same)

    def join_central(self, cluster: list[int], scores: dict[tuple[int, int], float]) -> None:
        """Bring each article of a story to the story's central event: the one that most of its articles tell.

        An article that tells it in words that nothing else connects gives the event of its own, unmatched so far, that
        agrees best with it.
        """
        by_article: dict[int, list[int]] = defaultdict(list)
        for number, article in enumerate(self.article):
            by_article[article].append(number)
        size = Counter(cluster)
        for articles in self.stories.members().values():
            if len(articles) < 2:
                continue
            inside: dict[int, list[int]] = defaultdict(list)
            for article in articles:
                for number in by_article[article]:
                    inside[cluster[number]].append(number)
            if not inside:
                continue
            central = min(inside, key=lambda c: (-len({self.article[n] for n in inside[c]}), self.depth(inside[c]), c))
            told = {self.article[number] for number in inside[central]}
            for article in articles:
                free = [n for n in by_article[article] if size[cluster[n]] == 1][:CENTRAL_CANDIDATES]
                if article in told or not free:
                    continue
                options = {}
                for number in free:
                    pairs = [(min(number, other), max(number, other)) for other in inside[central][:CENTRAL_CANDIDATES]]
                    for pair in pairs:
                        if pair not in scores:
                            scores[pair] = round(score(self.evidence(*pair)), 4)
                    options[number] = max(scores[pair] for pair in pairs)
                best = max(free, key=lambda n: (options[n], -n))
                if options[best] >= CENTRAL:
                    cluster[best] = central

    def depth(self, numbers: list[int]) -> float:
        return sum(self.events[number].sentence for number in numbers) / len(numbers)

    def merges(self, cluster: list[int], scores: dict[tuple[int, int], float]) -> Iterator[Merge]:
        """For each event of a cluster but the first, the earlier member that it agrees with most."""
        best: dict[int, tuple[float, int]] = {}
        for (a, b), value in scores.items():
            if cluster[a] == cluster[b]:
                best[b] = max(best.get(b, (-math.inf, 0)), (value, -a))
        for b, (value, a) in sorted(best.items()):
            yield Merge(-a, b, value, reason(self.evidence(-a, b)))

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Pairs worth comparing, lower first: of different articles, in one block, near each other in its order."""
        blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number in range(len(self.events)):
            for key in self.keys(number):
                blocks[key].append(number)
        for key in sorted(blocks):
            block = blocks[key]
            for place, a in enumerate(block):
                for b in block[place + 1 : place + 1 + BLOCK]:
                    if self.article[a] != self.article[b] and self.comparable(a, b):
                        yield a, b

    def keys(self, number: int) -> Iterator[tuple[str, ...]]:
        event, each = self.events[number], self.profiles[number]
        story = str(self.stories.story[self.article[number]])
        for kind in self.kinds(event.type):
            yield "story", story, kind
        for stem in sorted(event.stems):
            yield "story", story, "", stem
        named = sorted(key for key in each.everyone.keys | {min(p, key=len) for p in each.places})
        for i, first in enumerate(named[:6]):
            for second in named[i + 1 : 6]:
                yield "world", event.type, first, second

    def kinds(self, name: str) -> list[str]:
        above = self.ontology.superclasses.get(name, frozenset((name,)))
        return sorted(above - {"Event"})

    def comparable(self, a: int, b: int) -> bool:
        left, right = self.article[a], self.article[b]
        return self.stories.story[left] == self.stories.story[right] or self.stories.alike(left, right) > 0


def _word_weights(events: Sequence[EventRecord]) -> dict[str, float]:
    """How much a word of a sentence tells: its rarity, from 0 for one in every sentence to 1."""
    counts: Counter[str] = Counter()
    for event in events:
        counts.update(event.context)
    top = math.log(1 + len(events)) or 1.0
    return {word: math.log((1 + len(events)) / (1 + count)) / top for word, count in counts.items()}


def cluster_analyses(
    analyses: Sequence[Analysis], ontology: Ontology
) -> dict[tuple[str, str], tuple[str, str]]:
    """(article id, event key) to (cluster, status), straight from analyses, through their graphs."""
    from kgbuild.graph.iris import article_iri, key_iri
    from kgbuild.graph.turtle import write
    from kgbuild.ledger.from_graphs import read_graphs
    from kgbuild.vocabulary import DATA

    records = read_graphs((write(each, ontology) for each in analyses), ontology)
    identity = same_events(records, story_groups.group(records.articles), ontology)
    by_iri = {event.id: identity.cluster[number] for number, event in enumerate(records.events)}
    found = {}
    for analysis in analyses:
        article = article_iri(DATA, analysis.article.id)
        for event in analysis.events:
            cluster = by_iri.get(key_iri(DATA, article, event.key))
            if cluster is not None:
                found[analysis.article.id, event.key] = (records.events[cluster].id, "single-source")
    return found
