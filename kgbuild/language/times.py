"""Times in the text as intervals of ISO days, normalised against the article's date.

Words are data (`ontology/lexicon/times.ttl`); the grammar is here, one regular expression over the text. `dateparser`
was left aside: it costs milliseconds an expression, guesses a day where the text gives a month, and keeps no basis.
A span holds the words that make the interval ("since 2022", "early November"), without "on" or "in".
Without the article's date what needs it is found but not resolved. Durations ("for three days") are no times.

Weekdays, months and days without a year are the nearest past ones, the nearest future ones where the verb is
future. "a day earlier" counts from the time named before it. Seasons are those of the northern hemisphere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from kgbuild.language import calendar_intervals as calendar
from kgbuild.language.calendar_intervals import UNRESOLVED, Interval
from kgbuild.language.syntax import Syntax, syntax_of
from kgbuild.language.time_grammar import TimeGrammar, time_grammar
from kgbuild.model import Span, TimeExpression
from kgbuild.ontology import Ontology

FUTURE_AUXILIARIES = frozenset(("will", "shall", "'ll", "wo", "would", "can", "may", "might", "should", "must", "to"))
ABSOLUTE = "absolute"
BEFORE, AFTER = 6, 5  # tokens around a word that tells a time
BACK = 600  # characters within which a time counts from the one named before it
YEAR_LIKE = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class _Reading:
    interval: Interval
    basis: str = ABSOLUTE
    recurring: bool = False


def find_times(doc: Doc, article_date: str, ontology: Ontology) -> list[TimeExpression]:
    """The times of a text, in its order; none overlaps another."""
    syntax = syntax_of(doc)
    return _Reader(syntax, article_day(article_date), time_grammar(ontology)).read()


def article_day(article_date: str) -> date | None:
    """The day of an ISO date or dateTime; None where it is none."""
    try:
        return date.fromisoformat(article_date[:10])
    except ValueError:
        return None


class _Reader:
    def __init__(self, syntax: Syntax, today: date | None, grammar: TimeGrammar) -> None:
        self.s = syntax
        self.today = today
        self.today_basis = f"{today.isoformat()} (article's date)" if today else ""
        self.grammar = grammar
        self.last: tuple[date, str, int] | None = None  # day, key and end of the time named last
        self.named: tuple[Interval, str, int] | None = None  # the same of a time of any length
        self.token_at = {begin: i for i, begin in enumerate(syntax.begins)}

    def read(self) -> list[TimeExpression]:
        found: list[TimeExpression] = []
        for match in self.matches():
            groups = {name: value for name, value in match.groupdict().items() if value is not None}
            reading = self.interpret((match.lastgroup or "").removeprefix("as_"), groups, match)
            if reading is None:
                continue
            span = Span(*match.span())
            reading, span = self.bounded(reading, groups, match, span)
            first, last = reading.interval.iso
            expression = TimeExpression(
                f"#time-{span.begin}-{span.end}", span, first, last, reading.basis, reading.recurring
            )
            found.append(expression)
            if None not in reading.interval and "bound" not in groups:
                self.named = (reading.interval, expression.key, span.end)
            if reading.interval.first is not None and reading.interval.first == reading.interval.last:
                self.last = (reading.interval.first, expression.key, span.end)
        return found

    def matches(self) -> Iterator[re.Match[str]]:
        """The expressions of the text. The pattern is slow, so it is tried only around words that one must hold."""
        s, cores, search = self.s, self.grammar.cores, self.grammar.pattern.search
        done, size = 0, len(s.words)
        for token, lower in enumerate(s.lowers):
            if (lower in cores or YEAR_LIKE.match(lower)) and s.begins[token] >= done:
                window = s.ends[min(token + AFTER, size - 1)]
                begin = max(done, s.begins[max(token - BEFORE, 0)])
                while begin <= s.begins[token]:
                    match = search(s.text, begin, window)
                    if match is None or match.start() > s.begins[token]:
                        break
                    if match.end() > match.start():
                        yield match
                    begin = done = max(match.end(), begin + 1)

    # ---- readings, by kind of expression

    def interpret(self, kind: str, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        reader = getattr(self, "_" + kind, None)
        return reader(groups, match) if reader is not None else None

    def _iso(self, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        when = article_day(groups["isodate"])
        return _Reading(calendar.day(when)) if when else None

    def _dayrange(self, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        """ "5-7 November 2024", "November 5 to 7"."""
        number = self.grammar.month(groups.get("rangemonth") or groups["rangemonth2"])
        first = int(groups.get("rangeday") or groups["rangeday2"])
        last = int(groups.get("rangelast") or groups["rangelast2"])
        return self.in_year(groups.get("rangeyear"), number, first, last, match)

    def _monthday(self, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        number = self.grammar.month(groups.get("month1") or groups["month2"])
        on = int(groups.get("day1") or groups["day2"])
        return self.in_year(groups.get("year1") or groups.get("year2"), number, on, on, match)

    def in_year(self, said: str | None, number: int, first: int, last: int, match: re.Match[str]) -> _Reading | None:
        if said:
            ends = calendar.safe_date(int(said), number, first), calendar.safe_date(int(said), number, last)
            return _Reading(Interval(*ends)) if all(ends) else None
        if self.today is None:
            return _Reading(UNRESOLVED) if first <= 31 else None
        chosen = self.nearest([calendar.safe_date(self.today.year + k, number, first) for k in (-1, 0, 1)], match)
        end = calendar.safe_date(chosen.year, number, last) if chosen else None
        return _Reading(Interval(chosen, end), self.today_basis) if chosen and end else None

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

    def _monthname(self, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        number = self.grammar.month(groups["inmonth"])
        token = self.token_at.get(match.start("inmonth"))
        cued = any(groups.get(name) for name in ("monthpart", "monthwhich", "monthyear", "bound"))
        if not cued and (
            token is None or (self.s.ents[token] != "DATE" and self.s.lowers[token - 1] not in ("in", "until"))
        ):
            return None  # may, march, and people's names
        if groups.get("monthyear"):
            found = _Reading(calendar.month(int(groups["monthyear"]), number))
        elif self.today is None:
            found = _Reading(UNRESOLVED)
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
            found = _Reading(calendar.month(at, number), self.today_basis)
        return self.thirds(found, groups.get("monthpart"))

    def thirds(self, reading: _Reading, said: str | None) -> _Reading:
        if not said:
            return reading
        number = self.grammar.part(said)
        return _Reading(calendar.part(reading.interval, number), reading.basis)

    def _seasonname(self, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        start = self.grammar.seasons[groups["season"].lower()]
        said, basis = groups.get("seasonyear"), ABSOLUTE
        if said:
            at = int(said)
        elif self.today is None:
            return _Reading(UNRESOLVED)
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
        reading = _Reading(Interval(date(at, start, 1), calendar.month(last.year, last.month).last), basis)
        return self.thirds(reading, groups.get("seasonpart"))

    def _feastname(self, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        number, on = (int(x) for x in self.grammar.feasts[groups["feastname"].replace("’", "'").lower()].split("-"))
        return self.in_year(groups.get("feastyear"), number, on, on, match)

    def _decadename(self, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        return self.thirds(
            _Reading(calendar.period(date(int(groups["decadename"]), 1, 1), "decade")), groups.get("decadepart")
        )

    def _centuryname(self, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        number = int(groups["centuryname"])
        if not 1 <= number <= 21:
            return None
        reading = _Reading(Interval(date(100 * number - 99, 1, 1), date(100 * number, 12, 31)))
        return self.thirds(reading, groups.get("centurypart"))

    def _quartername(self, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        said = groups.get("quarteryear")
        number = self.grammar.ordinal(groups["quartername"])
        if said is None and self.today is None:
            return _Reading(UNRESOLVED)
        at = int(said) if said else self.today.year if self.today else 0
        interval = Interval(date(at, 3 * number - 2, 1), calendar.month(at, 3 * number).last)
        return _Reading(interval, ABSOLUTE if said else self.today_basis)

    def _yearspan(self, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        first, last = int(groups.get("yearfrom") or groups["yearfrom2"]), int(groups.get("yearto") or groups["yearto2"])
        if last < 100:
            last += first // 100 * 100
        if last <= first:
            return None
        return _Reading(Interval(date(first, 1, 1), date(last, 12, 31)))

    def _yearalone(self, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        begin = match.start("inyear")
        token = self.token_at.get(begin)
        if token is None or self.s.ends[token] != match.end("inyear"):
            return None
        if not (groups.get("yearpart") or groups.get("bound")) and not self.is_year(token):
            return None
        return self.thirds(_Reading(calendar.year(int(groups["inyear"]))), groups.get("yearpart"))

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

    def _weekday(self, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        if groups.get("weekdayevery") or groups["weekdayname"].endswith("days"):
            return _Reading(UNRESOLVED, "", True)
        if self.today is None:
            return _Reading(UNRESOLVED)
        number = self.grammar.weekday(groups["weekdayname"])
        which = groups.get("weekdaywhich", "").lower()
        ahead = (number - self.today.weekday()) % 7
        behind = (self.today.weekday() - number) % 7
        if which in ("last", "past", "previous"):
            days = -(behind or 7)
        elif which in ("next", "coming"):
            days = ahead or 7
        elif which == "this":
            days = number - self.today.weekday()
        else:
            days = ahead if self.is_future(match.start()) else -behind
        return _Reading(calendar.day(calendar.shift(self.today, "day", days)), self.today_basis)

    def _dayword(self, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        offset = self.grammar.days[" ".join(groups["named"].lower().split())]
        if self.today is None:
            return _Reading(UNRESOLVED)
        return _Reading(calendar.day(calendar.shift(self.today, "day", offset)), self.today_basis)

    def _anchorword(self, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        return self.from_anchor("day", self.grammar.anchors[" ".join(groups["anchor"].lower().split())], match)

    def from_anchor(self, unit: str, count: int, match: re.Match[str]) -> _Reading:
        """Counted from the time named last, if it stands near, else from the article's date."""
        if self.last is not None and match.start() - self.last[2] < BACK:
            when, basis = self.last[0], f"{self.last[0].isoformat()} ({self.last[1]})"
        elif self.today is not None:
            when, basis = self.today, self.today_basis
        else:
            return _Reading(UNRESOLVED)
        interval = (
            calendar.period(when, unit, count)
            if unit not in ("week",)
            else calendar.day(calendar.shift(when, unit, count))
        )
        return _Reading(interval, basis)

    def _ago(self, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        """ "three days ago", "two weeks earlier", "a month later"."""
        count = self.grammar.count(groups["agocount"])
        unit = self.grammar.units[groups["agounit"].lower()]
        direction = groups["agoword"].lower()
        if direction in ("earlier", "before", "previously", "later", "afterwards", "after"):
            return self.from_anchor(unit, count if direction in ("later", "afterwards", "after") else -count, match)
        if self.today is None:
            return _Reading(UNRESOLVED)
        return _Reading(self.about(calendar.shift(self.today, unit, -count), unit), self.today_basis)

    def about(self, when: date, unit: str) -> Interval:
        """A distance in weeks, months or years is known to half a unit only."""
        if unit in ("day", "hour", "minute"):
            return calendar.day(when)
        if unit in ("week", "fortnight", "weekend"):
            return Interval(calendar.shift(when, "day", -3), calendar.shift(when, "day", 3))
        return calendar.period(when, "month" if unit in ("month", "quarter") else unit)

    def _inunits(self, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        """ "in two weeks", "within three days", with a verb in the future."""
        if self.today is None or not self.is_future(match.start()):
            return None
        count, unit = self.grammar.count(groups["incount"]), self.grammar.units[groups["inunit"].lower()]
        when = calendar.shift(self.today, unit, count)
        return _Reading(
            Interval(self.today, when) if groups["inword"].lower() == "within" else self.about(when, unit),
            self.today_basis,
        )

    def _lately(self, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        """ "in the past three weeks", "over the next two months", "in recent days"."""
        if self.today is None:
            return _Reading(UNRESOLVED)
        unit = self.grammar.units[groups["spanunit"].lower()]
        count = self.grammar.count(groups.get("spancount") or "recent")
        if groups["spanwhich"].lower() in ("next", "coming", "following"):
            return _Reading(Interval(self.today, calendar.shift(self.today, unit, count)), self.today_basis)
        return _Reading(Interval(calendar.shift(self.today, unit, -count), self.today), self.today_basis)

    def _period(self, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        """ "last month", "this year", "earlier this week", "every year"."""
        unit = self.grammar.units[groups["periodunit"].lower()]
        which = groups["periodwhich"].lower()
        if which in ("every", "each"):
            return _Reading(UNRESOLVED, "", True)
        if self.today is None:
            return _Reading(UNRESOLVED)
        if which in ("previous", "following", "preceding"):
            return self.from_anchor(unit, -1 if which != "following" else 1, match)
        interval = calendar.period(self.today, unit, {"last": -1, "past": -1, "next": 1, "coming": 1}.get(which, 0))
        half = groups.get("periodhalf", "").lower()
        if half == "earlier":
            interval = Interval(interval.first, min(self.today, interval.last or self.today))
        elif half == "later":
            interval = Interval(max(self.today, interval.first or self.today), interval.last)
        return self.thirds(_Reading(interval, self.today_basis), groups.get("periodpart"))

    def _weekendalone(self, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        """ "over the weekend": the one that is on, else the last one, or the next where the verb is future."""
        if self.today is None:
            return _Reading(UNRESOLVED)
        count = 0 if self.today.weekday() > 4 or self.is_future(match.start("weekendname")) else -1
        return _Reading(calendar.period(self.today, "weekend", count), self.today_basis)

    def _sameunit(self, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        """ "later that month": the month of the time named last, from that time on."""
        token = self.token_at.get(match.start("samewhich"))
        if token is None or self.s.tags[token] == "IN":
            return None
        if self.named is None or match.start() - self.named[2] > BACK:
            return _Reading(UNRESOLVED) if groups.get("samehalf") else None
        (first, last), key, _ = self.named
        if first is None or last is None:
            return None
        whole = calendar.period(first, self.grammar.units[groups["samename"].lower()], 0)
        if whole.last is None or whole.last < last:
            return None  # "in 2019 … that month"
        half = groups.get("samehalf", "").lower()
        if half and (first, last) != whole:
            whole = Interval(first, whole.last) if half == "later" else Interval(whole.first, last)
        return _Reading(whole, f"{first.isoformat()} ({key})")

    def _recurringword(self, groups: dict[str, str], match: re.Match[str]) -> _Reading | None:
        token = self.token_at.get(match.start("as_recurringword"))
        if token is None or self.s.pos[token] != "ADV":
            return None
        return _Reading(UNRESOLVED, "", True)

    # ---- what stands around it

    def bounded(
        self, reading: _Reading, groups: dict[str, str], match: re.Match[str], span: Span
    ) -> tuple[_Reading, Span]:
        """since, until, before, after, by; "between 2014 and 2016", "from Monday to Wednesday" are two times."""
        bound = groups.get("bound", "").lower()
        first, last = reading.interval
        if not bound or first is None or last is None or reading.recurring:
            return reading, span
        if bound in ("since", "ever since"):
            interval = Interval(first, self.today if self.today and self.today >= first else None)
        elif bound in ("until", "till", "up until") or bound == "by":
            interval = Interval(None, last)
        elif bound == "after":
            interval = Interval(last, None)
        else:  # before, prior to
            interval = Interval(None, first)
        return _Reading(interval, reading.basis, reading.recurring), span

    def is_future(self, begin: int) -> bool:
        """Whether the verb above the word is in the future, an infinitive, or under a modal."""
        s = self.s
        token = self.token_at.get(begin)
        if token is None:
            return False
        for _ in range(8):
            token = s.heads[token]
            if s.pos[token] in ("VERB", "AUX"):
                return any(s.deps[c] == "aux" and s.lowers[c] in FUTURE_AUXILIARIES for c in s.children[token])
            if s.heads[token] == token:
                break
        return False
