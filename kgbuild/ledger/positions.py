"""What each source held of a matter, in the order in which it said so.

A matter is a cluster of events. What was said when (the article's date) is kept apart from when the event happened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kgbuild.ledger.records import Interval, Records
from kgbuild.ledger.status import Attitude, Standing


@dataclass(frozen=True, slots=True)
class Stand:
    """One claim of a source about a matter."""

    source: str
    claim: str
    stance: str
    attitude: Attitude
    said: int | None  # day
    happened: Interval


@dataclass(frozen=True, slots=True)
class Position:
    """The stands of one source on one matter, in order of time; undated ones come last."""

    source: str
    stands: tuple[Stand, ...]

    @property
    def moved(self) -> bool:
        """Whether what it held changed from one day to a later one."""
        held = [(stand.said, stand.attitude) for stand in self.stands if stand.said is not None]
        held = [each for each in held if each[1] != "open"]
        return any(a[1] != b[1] and a[0] != b[0] for a, b in pairwise(held))


def positions(
    members: Sequence[int], standing: Standing, records: Records, days: Mapping[str, int | None]
) -> list[Position]:
    """The positions on one cluster, by source. `days` are the dates of the articles, by id."""
    stands: dict[str, set[Stand]] = defaultdict(set)
    for statement in standing.statements:
        claim = records.claims.get(statement.claim)
        if claim:
            event = records.events[statement.event]
            said = days.get(claim.article)
            stand = Stand(statement.source, claim.id, claim.stance, statement.attitude, said, event.time)
            stands[statement.source].add(stand)
    return [Position(source, tuple(sorted(stands[source], key=_when))) for source in sorted(stands)]


def _when(stand: Stand) -> tuple[bool, int, str, str]:
    return stand.said is None, stand.said or 0, stand.claim, stand.attitude
