"""Times in the text as intervals of ISO days, normalised against the article's date.

Words are data (`ontology/lexicon/times.ttl`); the grammar is here, one regular expression over the text. `dateparser`
was left aside: it costs milliseconds an expression, guesses a day where the text gives a month, and keeps no basis.
A span holds the words that make the interval ("since 2022", "early November"), without "on" or "in".
Without the article's date what needs it is found but not resolved. Durations ("for three days") are no times.

Weekdays are the nearest past ones, the nearest future ones where the verb is future. "a day earlier" counts from the
time named before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from spacy.tokens import Doc

from kgbuild.language import calendar_intervals as calendar
from kgbuild.language.calendar_dates import CalendarDates, Reading, article_day
from kgbuild.language.calendar_intervals import UNRESOLVED, Interval
from kgbuild.language.syntax import Syntax, syntax_of
from kgbuild.language.time_grammar import TimeGrammar, time_grammar
from kgbuild.language.time_spans import joined
from kgbuild.model import Span, TimeExpression
from kgbuild.ontology import Ontology

BEFORE, AFTER = 6, 5  # tokens around a word that tells a time
BACK = 600  # characters within which a time counts from the one named before it
YEAR_LIKE = re.compile(r"\d{4}")
FARTHEST = 40  # characters before a time that may hold "for the first time in more than"
FIRST_TIME = re.compile(
    r"\b(?:first|second|third|fourth|fifth|only) time "
    r"(?:since .*|in .*\b(?:days?|weeks?|months?|years?|decades?|centur\w+))$",
    re.IGNORECASE | re.DOTALL,
)


def find_times(doc: Doc, article_date: str, ontology: Ontology) -> list[TimeExpression]:
    """The times of a text, in its order; none overlaps another."""
    syntax = syntax_of(doc)
    return joined(_Reader(syntax, article_day(article_date), time_grammar(ontology)).read(), syntax.text)


class _Reader(CalendarDates):
    """Reads all times of a text; those that count from another time are read here."""

    def __init__(self, syntax: Syntax, today: date | None, grammar: TimeGrammar) -> None:
        super().__init__(syntax, today, grammar)
        self.last: tuple[date, str, int] | None = None  # day, key and end of the time named last
        self.named: tuple[Interval, str, int] | None = None  # the same of a time of any length

    def read(self) -> list[TimeExpression]:
        found: list[TimeExpression] = []
        for match in self.matches():
            groups = {name: value for name, value in match.groupdict().items() if value is not None}
            reading = self.interpret((match.lastgroup or "").removeprefix("as_"), groups, match)
            if reading is None or self._is_how_long_not(match):
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

    def _is_how_long_not(self, match: re.Match[str]) -> bool:
        """ "For the first time in ten years", "since 1994": when it did not happen."""
        before = self.s.text[max(0, match.start() - FARTHEST) : match.start()]
        return FIRST_TIME.search(before + match[0]) is not None

    # ---- readings, by kind of expression

    def interpret(self, kind: str, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        reader = getattr(self, "_" + kind, None)
        return reader(groups, match) if reader is not None else None

    def _weekday(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        if groups.get("weekdayevery") or groups["weekdayname"].endswith("days"):
            return Reading(UNRESOLVED, "", True)
        if self.today is None:
            return Reading(UNRESOLVED)
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
        return Reading(calendar.day(calendar.shift(self.today, "day", days)), self.today_basis)

    def _dayword(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        offset = self.grammar.days[" ".join(groups["named"].lower().split())]
        if self.today is None:
            return Reading(UNRESOLVED)
        return Reading(calendar.day(calendar.shift(self.today, "day", offset)), self.today_basis)

    def _anchorword(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        return self.from_anchor("day", self.grammar.anchors[" ".join(groups["anchor"].lower().split())], match)

    def from_anchor(self, unit: str, count: int, match: re.Match[str]) -> Reading:
        """Counted from the time named last, if it stands near, else from the article's date."""
        if self.last is not None and match.start() - self.last[2] < BACK:
            when, basis = self.last[0], f"{self.last[0].isoformat()} ({self.last[1]})"
        elif self.today is not None:
            when, basis = self.today, self.today_basis
        else:
            return Reading(UNRESOLVED)
        interval = (
            calendar.period(when, unit, count)
            if unit not in ("week",)
            else calendar.day(calendar.shift(when, unit, count))
        )
        return Reading(interval, basis)

    def _ago(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        """ "three days ago", "two weeks earlier", "a month later"."""
        count = self.grammar.count(groups["agocount"])
        unit = self.grammar.units[groups["agounit"].lower()]
        direction = groups["agoword"].lower()
        if direction in ("earlier", "before", "previously", "later", "afterwards", "after"):
            return self.from_anchor(unit, count if direction in ("later", "afterwards", "after") else -count, match)
        if self.today is None:
            return Reading(UNRESOLVED)
        return Reading(self.about(calendar.shift(self.today, unit, -count), unit), self.today_basis)

    def about(self, when: date, unit: str) -> Interval:
        """A distance in weeks, months or years is known to half a unit only."""
        if unit in ("day", "hour", "minute"):
            return calendar.day(when)
        if unit in ("week", "fortnight", "weekend"):
            return Interval(calendar.shift(when, "day", -3), calendar.shift(when, "day", 3))
        return calendar.period(when, "month" if unit in ("month", "quarter") else unit)

    def _inunits(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        """ "in two weeks", "within three days", with a verb in the future."""
        if self.today is None or not self.is_future(match.start()):
            return None
        count, unit = self.grammar.count(groups["incount"]), self.grammar.units[groups["inunit"].lower()]
        when = calendar.shift(self.today, unit, count)
        return Reading(
            Interval(self.today, when) if groups["inword"].lower() == "within" else self.about(when, unit),
            self.today_basis,
        )

    def _lately(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        """ "in the past three weeks", "over the next two months", "in recent days"."""
        if self.today is None:
            return Reading(UNRESOLVED)
        unit = self.grammar.units[groups["spanunit"].lower()]
        count = self.grammar.count(groups.get("spancount") or "recent")
        if groups["spanwhich"].lower() in ("next", "coming", "following"):
            return Reading(Interval(self.today, calendar.shift(self.today, unit, count)), self.today_basis)
        return Reading(Interval(calendar.shift(self.today, unit, -count), self.today), self.today_basis)

    def _period(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        """ "last month", "this year", "earlier this week", "every year"."""
        unit = self.grammar.units[groups["periodunit"].lower()]
        which = groups["periodwhich"].lower()
        if which in ("every", "each"):
            return Reading(UNRESOLVED, "", True)
        if self.today is None:
            return Reading(UNRESOLVED)
        if which in ("previous", "following", "preceding"):
            return self.from_anchor(unit, -1 if which != "following" else 1, match)
        interval = calendar.period(self.today, unit, {"last": -1, "past": -1, "next": 1, "coming": 1}.get(which, 0))
        half = groups.get("periodhalf", "").lower()
        if half == "earlier":
            interval = Interval(interval.first, min(self.today, interval.last or self.today))
        elif half == "later":
            interval = Interval(max(self.today, interval.first or self.today), interval.last)
        return self.thirds(Reading(interval, self.today_basis), groups.get("periodpart"))

    def _halfname(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        """ "the second half of 2021", "the first half of the year"."""
        if said := groups.get("halfyear"):
            whole = Reading(calendar.year(int(said)))
        elif self.today is None:
            return Reading(UNRESOLVED)
        else:
            count = {"last": -1, "next": 1}.get(groups["halfwhich"].lower(), 0)
            unit = self.grammar.units[groups["halfunit"].lower()]
            whole = Reading(calendar.period(self.today, unit, count), self.today_basis)
        return Reading(calendar.half(whole.interval, groups["halfname"].lower() == "first"), whole.basis)

    def _weekendalone(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        """ "over the weekend": the one that is on, else the last one, or the next where the verb is future."""
        if self.today is None:
            return Reading(UNRESOLVED)
        count = 0 if self.today.weekday() > 4 or self.is_future(match.start("weekendname")) else -1
        return Reading(calendar.period(self.today, "weekend", count), self.today_basis)

    def _sameunit(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        """ "later that month": the month of the time named last, from that time on."""
        token = self.token_at.get(match.start("samewhich"))
        if token is None or self.s.tags[token] == "IN":
            return None
        if self.named is None or match.start() - self.named[2] > BACK:
            return Reading(UNRESOLVED) if groups.get("samehalf") else None
        (first, last), key, _ = self.named
        if first is None or last is None:
            return None
        whole = calendar.period(first, self.grammar.units[groups["samename"].lower()], 0)
        if whole.last is None or whole.last < last:
            return None  # "in 2019 … that month"
        half = groups.get("samehalf", "").lower()
        if half and (first, last) != whole:
            whole = Interval(first, whole.last) if half == "later" else Interval(whole.first, last)
        return Reading(whole, f"{first.isoformat()} ({key})")

    def _recurringword(self, groups: dict[str, str], match: re.Match[str]) -> Reading | None:
        token = self.token_at.get(match.start("as_recurringword"))
        if token is None or self.s.pos[token] != "ADV":
            return None
        return Reading(UNRESOLVED, "", True)

    # ---- what stands around it

    def bounded(
        self, reading: Reading, groups: dict[str, str], match: re.Match[str], span: Span
    ) -> tuple[Reading, Span]:
        """since, until, before, after, by."""
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
        return Reading(interval, reading.basis, reading.recurring), span
