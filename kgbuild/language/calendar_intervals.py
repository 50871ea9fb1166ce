"""Intervals of days: months, weeks, quarters, shifts by calendar units."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1000, 2199


class Interval(NamedTuple):
    """Days from `first` through `last`; None where open or unknown."""

    first: date | None
    last: date | None

    @property
    def iso(self) -> tuple[str, str]:
        return (self.first.isoformat() if self.first else "", self.last.isoformat() if self.last else "")


UNRESOLVED = Interval(None, None)


def day(when: date) -> Interval:
    return Interval(when, when)


def month(year: int, number: int) -> Interval:
    """The days of a month. Stays inside the years of `date`."""
    year = min(max(year, date.min.year), date.max.year)
    return Interval(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def year(number: int) -> Interval:
    return Interval(date(number, 1, 1), date(number, 12, 31))


def safe_date(year_: int, month_: int, day_: int) -> date | None:
    """The date, or None where there is no such day."""
    try:
        return date(year_, month_, day_)
    except ValueError:
        return None


def months_after(when: date, count: int) -> date:
    """The same day some months later, or the last day of that month. Stays inside the years of `date`."""
    total = when.year * 12 + when.month - 1 + count
    year_ = min(max(total // 12, 1), 9998)
    month_ = total % 12 + 1
    return date(year_, month_, min(when.day, monthrange(year_, month_)[1]))


def shift(when: date, unit: str, count: int) -> date:
    """The day that many units later (earlier, if negative). Hours and minutes stay on the day."""
    if unit in ("hour", "minute"):
        return when
    days = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}.get(unit)
    if days is not None:
        limit = max(-600_000, min(600_000, days * count))
        try:
            return when + timedelta(days=limit)
        except OverflowError:
            return date.max if limit > 0 else date.min
    return months_after(when, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit])


def period(when: date, unit: str, count: int = 0) -> Interval:
    """The calendar unit that holds the day, or one some units later: this week (Monday to Sunday), last month."""
    at = shift(when, unit, count)
    if unit in ("week", "weekend"):
        at = min(at, date(9999, 12, 20))  # so that the week ends inside the years of `date`
    if unit == "week":
        monday = at - timedelta(days=at.weekday())
        return Interval(monday, monday + timedelta(days=6))
    if unit == "weekend":
        saturday = at - timedelta(days=at.weekday()) + timedelta(days=5)
        return Interval(saturday, saturday + timedelta(days=1))
    if unit == "month":
        return month(at.year, at.month)
    if unit == "quarter":
        start = 3 * ((at.month - 1) // 3) + 1
        return Interval(date(at.year, start, 1), month(at.year, start + 2).last)
    if unit == "year":
        return year(at.year)
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        start = max(at.year // size * size, 1)
        return Interval(date(start, 1, 1), date(start + size - 1, 12, 31))
    return day(at)


def part(of: Interval, number: int) -> Interval:
    """The early (0), middle (1) or late (2) third of an interval."""
    if of.first is None or of.last is None:
        return of
    length = (of.last - of.first).days + 1
    third = max(length // 3, 1)
    first = of.first + timedelta(days=(0, third, length - third)[number])
    return Interval(first, first + timedelta(days=(third, length - 2 * third, third)[number] - 1))


def half(of: Interval, first: bool) -> Interval:
    """The first or the second half of an interval: of a year, from January to June."""
    if of.first is None or of.last is None:
        return of
    length = (of.last - of.first).days + 1
    if length > 360:
        middle = months_after(of.first, (of.last.year - of.first.year + 1) * 6)
    else:
        middle = of.first + timedelta(days=length // 2)
    return Interval(of.first, middle - timedelta(days=1)) if first else Interval(middle, of.last)
