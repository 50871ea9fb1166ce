"""Two times that are the ends of one: "between Monday and Wednesday", "from March to June 2021".

Where the ends are in the wrong order, the first moves back by a week or by years: "from Thursday to Tuesday".
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from kgbuild.language.calendar_intervals import months_after
from kgbuild.model import Span, TimeExpression

BEFORE = re.compile(r"\b(?P<word>between|from)\s(?:the\s)?$", re.IGNORECASE)
JOINED = {"between": frozenset(("and",)), "from": frozenset(("to", "through", "until", "till"))}
LONGEST = len("between the ")


def joined(times: list[TimeExpression], text: str) -> list[TimeExpression]:
    """The times of a text in its order, two ends of one as one."""
    found: list[TimeExpression] = []
    ends: dict[str, str] = {}  # key of an end in brackets, as others count from it -> that of the whole
    for time in times:
        if found and (whole := _join(found[-1], time, text)) is not None:
            ends |= {f"({end.key})": f"({whole.key})" for end in (found[-1], time)}
            found[-1] = whole
            continue
        for end, key in ends.items() if time.basis.endswith(")") else ():
            time = replace(time, basis=time.basis.replace(end, key))
        found.append(time)
    return found


def _join(first: TimeExpression, second: TimeExpression, text: str) -> TimeExpression | None:
    between = text[first.span.end : second.span.begin].split()
    if len(between) > 2 or first.recurring or second.recurring:
        return None
    before = BEFORE.search(text, max(0, first.span.begin - LONGEST), first.span.begin)
    said = [*between, *text[second.span.begin : second.span.end].split()[:1]]
    if before is None or said[0].lower() not in JOINED[before["word"].lower()]:
        return None
    begin, end = _ordered(first, second)
    if begin and end and begin > end:
        return None
    span = Span(before.start(), second.span.end)
    return TimeExpression(f"#time-{span.begin}-{span.end}", span, begin, end, second.basis or first.basis, False)


def _ordered(first: TimeExpression, second: TimeExpression) -> tuple[str, str]:
    begin, end = first.earliest, second.latest
    if not begin or not end or (begin <= end and first.basis == second.basis):
        return begin, end
    opening, closing = date.fromisoformat(begin), date.fromisoformat(end)
    if (first.latest == begin and second.earliest in ("", end)) and (opening - closing).days < 7 and first.basis:
        return (opening - timedelta(days=7)).isoformat(), end  # two weekdays
    if first.basis == second.basis:
        return begin, end
    opening = months_after(opening, 12 * (closing.year - opening.year))  # the year is said of the second alone
    return (opening if opening <= closing else months_after(opening, -12)).isoformat(), end
