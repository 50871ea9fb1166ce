"""Grouping by average linkage over the pairs that were compared.

Two groups are joined while the average over all pairs between them, pairs never compared counting as `absent`, is at
least the threshold; the best first. One link between two groups cannot chain them together, and the result does not
depend on the order of the pairs. Cost is near linear in their number.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping

Pair = tuple[int, int]  # lower index first


def average_linkage(count: int, similarity: Mapping[Pair, float], threshold: float, absent: float = 0.0) -> list[int]:
    """The group of each of `count` items, named by its first item. `similarity` holds the pairs that were compared."""
    sums: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)  # group -> group -> sum, pairs
    heap = []
    for (a, b), value in similarity.items():
        sums[a][b] = sums[b][a] = (value, 1)
        if value >= threshold:
            heap.append((-value, a, b, a, b))
    heapq.heapify(heap)
    members = {item: [item] for item in {i for pair in similarity for i in pair}}
    first = {item: item for item in members}  # of a group, for order among equals
    following = count
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
    group = list(range(count))
    for each in members.values():
        name = min(each)
        for item in each:
            group[item] = name
    return group
