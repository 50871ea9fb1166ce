"""The regular expression for times, made from the words that the lexicon gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kgbuild.ontology import Ontology

COUNTS = {
    word: n
    for n, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
}
VAGUE_COUNTS = {
    "a": 1,
    "an": 1,
    "": 1,
    "a few": 3,
    "few": 3,
    "several": 4,
    "a couple of": 2,
    "couple of": 2,
    "recent": 4,
    "many": 10,
}
YEAR = r"(?:1[0-9]|20|21)\d\d"


@dataclass(frozen=True)
class TimeGrammar:
    """The pattern, and what its words mean."""

    pattern: re.Pattern[str]
    cores: frozenset[str]  # lower-case words, one of which every expression without a year holds
    months: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, str]
    days: dict[str, int]  # today: 0
    anchors: dict[str, int]  # a day earlier: -1
    seasons: dict[str, int]
    feasts: dict[str, str]  # month-day
    parts: dict[str, int]
    ordinals: dict[str, int]
    year_cues: frozenset[str] = frozenset(
        (
            "in",
            "since",
            "until",
            "till",
            "by",
            "from",
            "before",
            "after",
            "during",
            "between",
            "and",
            "to",
            "early",
            "late",
            "mid",
            "of",
            "(",
            "the",
            "year",
            "circa",
            "through",
        )
    )

    def month(self, said: str) -> int:
        return self.months[said.rstrip(".").lower()]

    def weekday(self, said: str) -> int:
        return self.weekdays[said.rstrip(".").lower()]

    def part(self, said: str) -> int:
        words = " ".join(said.lower().rstrip("-").split())
        return self.parts[words] if words in self.parts else self.parts[words.removesuffix(" the")]

    def ordinal(self, said: str) -> int:
        return self.ordinals[said.lower()] if said.lower() in self.ordinals else int(said[-1])

    def count(self, said: str) -> int:
        word = " ".join(said.lower().split())
        for prefix in ("about ", "around ", "nearly ", "almost ", "more than ", "over ", "the "):
            word = word.removeprefix(prefix)
        return (
            int(word.replace(",", ""))
            if word.replace(",", "").isdigit()
            else COUNTS.get(word, VAGUE_COUNTS.get(word, 1))
        )


_made: dict[int, tuple[Ontology, TimeGrammar]] = {}


def time_grammar(ontology: Ontology) -> TimeGrammar:
    """The grammar with the words of an ontology, made once for each."""
    known = _made.get(id(ontology))
    if known is None:
        known = _made[id(ontology)] = (ontology, _make(ontology))
    return known[1]


def _table(ontology: Ontology, category: str, name: str) -> dict[str, str]:
    return {
        form: entry.properties[name][0]
        for (kind, form), entries in ontology.entries.items()
        if kind == category
        for entry in entries
        if name in entry.properties
    }


def _any(words: Iterable[str]) -> str:
    """An alternation, the longest first; a space stands for any white space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s") for word in ordered) + ")"


def _make(ontology: Ontology) -> TimeGrammar:
    tables = {
        category: _table(ontology, category, name)
        for category, name in (
            ("month", "number"),
            ("weekday", "number"),
            ("timeUnit", "unit"),
            ("dayWord", "offset"),
            ("anchorWord", "offset"),
            ("season", "number"),
            ("feast", "date"),
            ("partOfPeriod", "number"),
            ("fractionOrdinal", "number"),
            ("recurring", "unit"),
        )
    }
    numbers = {
        category: {word.lower().rstrip("-"): int(number) for word, number in tables[category].items()}
        for category in ("month", "weekday", "dayWord", "anchorWord", "season", "partOfPeriod", "fractionOrdinal")
    }
    plurals = {word + "s": number for word, number in numbers["weekday"].items()}
    cores = {
        word.lower().split()[-1]
        for category in tables
        if category not in ("partOfPeriod", "fractionOrdinal")
        for word in tables[category]
    }
    return TimeGrammar(
        pattern=_pattern(tables),
        cores=frozenset(
            cores
            | set(plurals)
            | {word.lower() + "." for word in tables["month"]}
            | {"century", "centuries", "q1", "q2", "q3", "q4"}
        ),
        months=numbers["month"],
        weekdays={**numbers["weekday"], **plurals},
        units={word.lower(): unit for word, unit in tables["timeUnit"].items()},
        days=numbers["dayWord"],
        anchors=numbers["anchorWord"],
        seasons=numbers["season"],
        feasts={word.replace("’", "'").lower(): day for word, day in tables["feast"].items()},
        parts=numbers["partOfPeriod"],
        ordinals=numbers["fractionOrdinal"],
    )


def _pattern(tables: dict[str, dict[str, str]]) -> re.Pattern[str]:
    """Alternatives in order of precedence; the group around each names the kind of expression."""
    longest = {
        number: max((w for w, n in tables["month"].items() if n == number), key=len)
        for number in tables["month"].values()
    }
    short = [word for word, number in tables["month"].items() if word != longest[number]]
    month = rf"(?:{_any(longest.values())}\b|{_any(short)}\b\.?)"
    weekday = _any(tables["weekday"])
    full_weekday = _any(word for word in tables["weekday"] if word.endswith("day"))
    unit = f"(?i:{_any(tables['timeUnit'])})"
    part = rf"(?i:{_any(tables['partOfPeriod'])})[ \t-]?(?:the[ \t])?"
    season = f"(?i:{_any(tables['season'])})"
    words = "|".join(COUNTS)
    count = (
        r"(?i:(?:(?:about|around|nearly|almost|more\sthan|over)\s)?"
        rf"(?:\d{{1,4}}|an?\scouple\sof|couple\sof|an?\sfew|few|several|many|{words}|an?\b))"
    )
    which = r"(?i:last|past|this|next|coming|previous)"
    number, suffix = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:st|nd|rd|th)?"
    to = r"\s?(?:-|–|to|and)\s?"
    alternatives = {
        "iso": r"\b(?P<isodate>(?:19|20)\d\d-[01]\d-[0-3]\d)\b",
        "dayrange": rf"\b(?:(?P<rangeday>{number}){suffix}{to}(?P<rangelast>{number}){suffix}\s(?P<rangemonth>{month})"
        rf"|(?P<rangemonth2>{month})\s(?P<rangeday2>{number}){suffix}{to}(?P<rangelast2>{number}){suffix}\b(?!:|,\d))"
        rf"(?:,?\s(?P<rangeyear>{YEAR})\b)?",
        "monthday": rf"(?:\b{weekday}\.?,?\s)?\b(?:(?:the\s)?(?P<day1>{number}){suffix}\s(?:of\s)?(?P<month1>{month})"
        rf"(?:,?\s(?P<year1>{YEAR})\b)?"
        rf"|(?P<month2>{month})\s(?:the\s)?(?P<day2>{number}){suffix}\b(?!:|,\d|%)(?:,?\s(?P<year2>{YEAR})\b)?)",
        "decadename": rf"\b(?:the\s)?(?P<decadepart>{part})?(?P<decadename>(?:1[5-9]|20)\d0)['’]?s\b",
        "centuryname": rf"\b(?:the\s)?(?P<centurypart>{part})?(?P<centuryname>\d\d?)(?:st|nd|rd|th)[\s-]century\b",
        "quartername": rf"\b(?:the\s)?(?P<quartername>(?i:{_any(tables['fractionOrdinal'])})|Q[1-4])"
        rf"(?:\squarter\b|(?<=Q\d)\b)(?:\s(?:of\s)?(?P<quarteryear>{YEAR})\b)?",
        "halfname": rf"\b(?:the\s)?(?P<halfname>(?i:first|second|latter|last))[\s-]half\sof\s(?:(?P<halfyear>{YEAR})\b"
        rf"|(?P<halfwhich>(?i:the|this|last|next))\s(?P<halfunit>{unit})\b)",
        "yearspan": rf"\b(?:(?i:between)\s(?P<yearfrom>{YEAR})\sand\s(?P<yearto>{YEAR})"
        rf"|(?:(?i:from)\s)?(?P<yearfrom2>{YEAR})(?:\s?[-–]\s?|\sto\s|\suntil\s)(?P<yearto2>{YEAR}|(?<=[-–])\d\d))\b(?![-/,.]\d)",
        "feastname": rf"\b(?P<feastname>{_any(tables['feast'])})\b(?:,?\s(?P<feastyear>{YEAR})\b)?",
        "weekday": rf"\b(?:(?P<weekdaywhich>{which})\s|(?P<weekdayevery>(?i:every|each))\s)?"
        rf"(?P<weekdayname>{full_weekday}s?)\b(?:\s(?i:morning|afternoon|evening|night)\b)?",
        "dayword": rf"\b(?P<named>(?i:{_any(tables['dayWord'])}))\b",
        "anchorword": rf"\b(?P<anchor>(?i:{_any(tables['anchorWord'])}))\b(?!\s(?:on|of)\s)",
        "ago": rf"\b(?P<agocount>{count})\s(?P<agounit>{unit})\s"
        r"(?P<agoword>(?i:ago|earlier|later|before|afterwards|previously))\b",
        "lately": rf"\b(?:the\s)?(?P<spanwhich>(?i:last|past|previous|preceding|next|coming|following|recent))\s"
        rf"(?P<spancount>{count}\s)?(?P<spanunit>{unit})(?<=s)\b",
        "period": rf"\b(?:(?P<periodhalf>(?i:earlier|later))\s)?(?P<periodpart>{part})?(?:the\s)?"
        rf"(?P<periodwhich>(?i:last|past|this|next|coming|previous|preceding|following|every|each))\s(?P<periodunit>{unit})\b",
        "weekendalone": r"(?<=[ntrg]\s)the\s(?P<weekendname>(?i:weekend))\b(?!\sof\b)",
        "sameunit": rf"\b(?:(?P<samehalf>(?i:earlier|later))\s)?(?P<samewhich>(?i:that|the\ssame))"
        rf"\s(?P<samename>{unit})\b",
        "seasonname": rf"\b(?:(?P<seasonpart>{part})|(?P<seasonwhich>{which})\s|(?<=in\s)(?:the\s)?|the\s)"
        rf"(?P<season>{season})\b(?:\s(?:of\s)?(?P<seasonyear>{YEAR})\b)?",
        "inunits": rf"\b(?P<inword>(?i:in|within))\s(?P<incount>{count})\s(?P<inunit>{unit})\b(?!['’])",
        "monthname": rf"\b(?:(?P<monthpart>{part})|(?P<monthwhich>{which})\s)?"
        rf"(?P<inmonth>{month})(?:,?\s(?P<monthyear>{YEAR})\b)?",
        "yearalone": rf"\b(?P<yearpart>{part})?(?P<inyear>{YEAR})\b(?![-–/,.]\d|['’]s\b|%)",
        "recurringword": rf"\b(?i:{_any(tables['recurring'])})\b",
    }
    bound = r"(?:\b(?P<bound>(?i:ever\ssince|since|until|till|up\suntil|by|before|prior\sto|after))\s(?:the\s)?)?"
    return re.compile(bound + "(?:" + "|".join(f"(?P<as_{name}>{regex})" for name, regex in alternatives.items()) + ")")
