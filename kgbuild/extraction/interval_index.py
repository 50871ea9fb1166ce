"""Spans with keys, found by what they lie in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from kgbuild.model import Span


class IntervalIndex:
    """Spans that do not overlap, each with its key; a search costs the logarithm of their number."""

    def __init__(self, items: Iterable[tuple[Span, str]]) -> None:
        self.items = sorted(items)
        self.begins = [span.begin for span, _ in self.items]
        self.spans = {key: span for span, key in self.items}

    def within(self, outer: Span) -> list[tuple[str, Span]]:
        found = []
        for at in range(bisect_left(self.begins, outer.begin), len(self.items)):
            span, key = self.items[at]
            if span.begin >= outer.end:
                break
            if span.end <= outer.end:
                found.append((key, span))
        return found

    def inside(self, outer: Span, head: Span) -> str:
        """The key of the interval that holds the head word of a phrase, or nothing."""
        return next((key for key, span in self.within(outer) if span.covers(head)), "")

    def around(self, head: Span) -> str:
        """The key of the interval that holds a word, where it begins before the phrase: "by Friday"."""
        at = bisect_left(self.begins, head.end) - 1
        return self.items[at][1] if at >= 0 and self.items[at][0].covers(head) else ""

    def first_in(self, outer: Span) -> str:
        return next((key for key, _ in self.within(outer)), "")

    def span_of(self, key: str) -> Span:
        return self.spans[key]
