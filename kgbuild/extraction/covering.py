"""Which of many spans cover each of many others, in one pass over the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kgbuild.model import Span


def covering(inner: Iterable[Span], outer: Sequence[tuple[Span, str]]) -> dict[Span, list[str]]:
    """For each inner span the names of the outer ones that cover it, the outermost first, each name once."""
    found: dict[Span, list[str]] = {}
    waiting = sorted(outer, key=lambda item: (item[0].begin, -item[0].end, item[1]))
    active: list[tuple[Span, str]] = []
    at = 0
    for span in sorted(set(inner)):
        while at < len(waiting) and waiting[at][0].begin <= span.begin:
            active.append(waiting[at])
            at += 1
        active = [item for item in active if item[0].end > span.begin]
        found[span] = list(dict.fromkeys(name for each, name in active if each.end >= span.end))
    return found
