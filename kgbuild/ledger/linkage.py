"""Grouping by average linkage over the pairs that were compared.

Two groups are joined while the average over all pairs between them, pairs never compared counting as `absent`, is at
least the threshold; the best first. One link between two groups cannot chain them together, and the result does not
depend on the order of the pairs. Cost is near linear in their number.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping

Pair = tuple[int, int]  # lower first


def components(similarity: Mapping[Pair, float], threshold: float) -> Iterator[dict[Pair, float]]:
    """The pairs of each set of items that pairs at or above the threshold connect; no group can reach beyond one."""
    parent: dict[int, int] = {}

    def root(item: int) -> int:
        while (above := parent.setdefault(item, item)) != item:
            parent[item] = item = parent[above]
        return item

    for (a, b), value in similarity.items():
        if value >= threshold:
            left, right = root(a), root(b)
            parent[max(left, right)] = min(left, right)
    found: dict[int, dict[Pair, float]] = defaultdict(dict)
    for pair, value in similarity.items():
        if pair[0] in parent and pair[1] in parent and root(pair[0]) == root(pair[1]):
            found[root(pair[0])][pair] = value
    for name in sorted(found):
        yield found.pop(name)


def group_by_average(similarity: Mapping[Pair, float], threshold: float, absent: float = 0.0) -> dict[int, int]:
    """The group of each item in the pairs, named by its first item."""
    sums: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)  # group -> group -> sum, pairs
    heap = []
    for (a, b), value in similarity.items():
        sums[a][b] = sums[b][a] = (value, 1)
        if value >= threshold:
            heap.append((-value, a, b, a, b))
    heapq.heapify(heap)
    members = {item: [item] for item in sums}
    first = {item: item for item in members}  # of a group, for order among equals
    following = max(members, default=0) + 1
    while heap:
        _, _, _, a, b = heapq.heappop(heap)
        if a not in members or b not in members:
            continue
        merged, following = following, following + 1
        members[merged] = members.pop(a) + members.pop(b)
        first[merged] = min(first[a], first[b])
        joined: dict[int, tuple[float, int]] = {}
        for old in (a, b):
            for other, (total, pairs) in sums.pop(old).items():
                if other in members:
                    before = joined.get(other, (0.0, 0))
                    joined[other] = (before[0] + total, before[1] + pairs)
                    sums[other].pop(old)
        sums[merged] = joined
        for other, (total, pairs) in joined.items():
            sums[other][merged] = (total, pairs)
            possible = len(members[merged]) * len(members[other])
            average = round((total + absent * (possible - pairs)) / possible, 9)
            if average >= threshold:
                low, high = sorted((first[other], first[merged]))
                heapq.heappush(heap, (-average, low, high, other, merged))
    return {item: first[name] for name, group in members.items() for item in group}
