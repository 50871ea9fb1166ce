"""Times that name a calendar's day, month, season, year or century, as intervals of days.

Without a year they are the nearest past ones, the nearest future ones where the verb is future. Seasons are those of
the northern hemisphere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kgbuild.language import calendar_intervals as calendar
from kgbuild.language.calendar_intervals import UNRESOLVED, Interval
from kgbuild.language.syntax import Syntax
from kgbuild.language.time_grammar import TimeGrammar

FUTURE_AUXILIARIES = frozenset(("will", "shall", "'ll", "wo", "would", "can", "may", "might", "should", "must", "to"))
RANKS = frozenset(("first", "second", "third", "last", "latest", "only"))
CLOSE = 10  # words between "the first" and what was done first
ABSOLUTE = "absolute"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one expression says: an interval, what it counts from, whether it recurs."""

    interval: Interval
    basis: str = ABSOLUTE
    recurring: bool = False


def article_day(article_date: str) -> date | None:
    """The day of an ISO date or dateTime; None where it is none."""
    try:
        return date.fromisoformat(article_date[:10])
    except ValueError:
        return None


class CalendarDates:
    """Reads them in one text. A reader's name is that of its group in the grammar, after an underscore."""

    def __init__(self, syntax: Syntax, today: date | None, grammar: TimeGrammar) -> None:
        self.s = syntax
        self.today = today
        self.today_basis = f"{today.isoformat()} (article's date)" if today else ""
        self.grammar = grammar
        self.token_at = {begin: i for i, begin in enumerate(syntax.begins)}

    def _iso(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        when = article_day(groups["isodate"])
        return Reading(calendar.day(when)) if when else None

    def _dayrange(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        """ "5-7 November 2024", "November 5 to 7"."""
        number = self.grammar.month(groups.get("rangemonth") or groups["rangemonth2"])
        first = int(groups.get("rangeday") or groups["rangeday2"])
        last = int(groups.get("rangelast") or groups["rangelast2"])
        return self.in_year(groups.get("rangeyear"), number, first, last, match)

    def _monthday(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        number = self.grammar.month(groups.get("month1") or groups["month2"])
        on = int(groups.get("day1") or groups["day2"])
        return self.in_year(groups.get("year1") or groups.get("year2"), number, on, on, match)

    def in_year(self, said: str | None, number: int, first: int, last: int, match: re.Match[str]) -> Reading | None:
        if said:
            ends = calendar.safe_date(int(said), number, first), calendar.safe_date(int(said), number, last)
            return Reading(Interval(*ends)) if all(ends) else None
        if self.today is None:
            return Reading(UNRESOLVED) if first <= 31 else None
        chosen = self.nearest([calendar.safe_date(self.today.year + k, number, first) for k in (-1, 0, 1)], match)
        end = calendar.safe_date(chosen.year, number, last) if chosen else None
        return Reading(Interval(chosen, end), self.today_basis) if chosen and end else None

    def nearest(self, candidates: list[date | None], match: re.Match[str]) -> date | None:
        """The candidate nearest to today on the side that the verb's tense asks for."""
        assert self.today is not None
        today = self.today
        real = [c for c in candidates if c is not None]
        if self.is_future(match.start()):
            wanted = [c for c in real if c >= today]
        else:  # schedules are told in the present and past tense too
            wanted = [c for c in real if (c - today).days <= 45]
        return min(wanted or real, key=lambda c: (abs((c - today).days), c), default=None)

    def _monthname(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        number = self.grammar.month(groups["inmonth"])
        token = self.token_at.get(match.start("inmonth"))
        cued = any(groups.get(name) for name in ("monthpart", "monthwhich", "monthyear", "bound"))
        if not cued and (
            token is None or (self.s.ents[token] != "DATE" and self.s.lowers[token - 1] not in ("in", "until"))
        ):
            return None  # may, march, and people's names
        if groups.get("monthyear"):
            found = Reading(calendar.month(int(groups["monthyear"]), number))
        elif self.today is None:
            found = Reading(UNRESOLVED)
        else:
            which = groups.get("monthwhich", "").lower()
            years = self.today.year, self.today.month
            before = number > years[1] or (which in ("last", "past") and number == years[1])
            after = number < years[1] or (which == "next" and number == years[1])
            future = which in ("next", "coming") or (not which and self.is_future(match.start()))
            at = (
                years[0] + 1
                if future and after
                else years[0] - 1
                if before and not future and which != "this"
                else years[0]
            )
            found = Reading(calendar.month(at, number), self.today_basis)
        return self.thirds(found, groups.get("monthpart"))

    def thirds(self, reading: Reading, said: str | None) -> Reading:
        if not said:
            return reading
        number = self.grammar.part(said)
        return Reading(calendar.part(reading.interval, number), reading.basis)

    def _seasonname(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        start = self.grammar.seasons[groups["season"].lower()]
        said, basis = groups.get("seasonyear"), ABSOLUTE
        if said:
            at = int(said)
        elif self.today is None:
            return Reading(UNRESOLVED)
        else:
            basis, at = self.today_basis, self.today.year
            which = groups.get("seasonwhich", "").lower()
            begin = date(at, start, 1)
            if which in ("last", "past") and calendar.months_after(begin, 3) > self.today:
                at -= 1
            elif which in ("next", "coming") and begin <= self.today:
                at += 1
            elif which not in ("this", "next", "coming") and begin > self.today and not self.is_future(match.start()):
                at -= 1
        last = calendar.months_after(date(at, start, 1), 2)
        reading = Reading(Interval(date(at, start, 1), calendar.month(last.year, last.month).last), basis)
        return self.thirds(reading, groups.get("seasonpart"))

    def _feastname(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        number, on = (int(x) for x in self.grammar.feasts[groups["feastname"].replace("’", "'").lower()].split("-"))
        return self.in_year(groups.get("feastyear"), number, on, on, match)

    def _decadename(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        return self.thirds(
            Reading(calendar.period(date(int(groups["decadename"]), 1, 1), "decade")), groups.get("decadepart")
        )

    def _centuryname(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        number = int(groups["centuryname"])
        if not 1 <= number <= 21:
            return None
        reading = Reading(Interval(date(100 * number - 99, 1, 1), date(100 * number, 12, 31)))
        return self.thirds(reading, groups.get("centurypart"))

    def _quartername(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        said = groups.get("quarteryear")
        number = self.grammar.ordinal(groups["quartername"])
        if said is None and self.today is None:
            return Reading(UNRESOLVED)
        at = int(said) if said else self.today.year if self.today else 0
        interval = Interval(date(at, 3 * number - 2, 1), calendar.month(at, 3 * number).last)
        return Reading(interval, ABSOLUTE if said else self.today_basis)

    def _yearspan(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        first, last = int(groups.get("yearfrom") or groups["yearfrom2"]), int(groups.get("yearto") or groups["yearto2"])
        if last < 100:
            last += first // 100 * 100
        if last <= first:
            return None
        return Reading(Interval(date(first, 1, 1), date(last, 12, 31)))

    def _yearalone(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        begin = match.start("inyear")
        token = self.token_at.get(begin)
        if token is None or self.s.ends[token] != match.end("inyear"):
            return None
        if not (groups.get("yearpart") or groups.get("bound")) and not self.is_year(token):
            return None
        return self.thirds(Reading(calendar.year(int(groups["inyear"]))), groups.get("yearpart"))

    def is_year(self, token: int) -> bool:
        """A number of four digits that is a year and no count."""
        s = self.s
        head = s.heads[token]
        before = s.lowers[token - 1] if token else ""
        if (
            s.deps[token] == "nummod"
            and head > token
            and s.tags[head] in ("NNS", "NNPS")
            and before not in ("the", "'s")
        ):
            return False
        return (
            s.ents[token] == "DATE"
            or before in self.grammar.year_cues
            or (s.deps[token] == "pobj" and before in ("in", "of"))
        )

    def is_future(self, begin: int) -> bool:
        """Whether the verb above the word is in the future, an infinitive, or under a modal."""
        s = self.s
        token = self.token_at.get(begin)
        if token is None:
            return False
        for _ in range(8):
            token = s.heads[token]
            if s.pos[token] in ("VERB", "AUX"):
                said = {s.lowers[c] for c in s.children[token] if s.deps[c] == "aux"}
                return not said.isdisjoint(FUTURE_AUXILIARIES) and not ("to" in said and self._ranked(token))
            if s.heads[token] == token:
                break
        return False

    def _ranked(self, verb: int) -> bool:
        """ "The first leader to visit", "the last to leave": it has happened."""
        s = self.s
        for token in range(verb - 1, max(verb - CLOSE, -1), -1):
            if s.lowers[token] in RANKS:
                return True
            if s.pos[token] in ("VERB", "AUX"):
                return False
        return False
