"""Dates of publication as ISO 8601. Read without a calendar of today, so the same text gives the same date any day."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
WRITTEN = (  # 5 November 2024; November 5, 2024
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
)


def iso_date(written: str) -> str:
    """An ISO 8601 date, or dateTime where a time is given; ``""`` where the words hold no date.

    ISO 8601 and the written forms of English news are read; ``05/11/2024`` is not, as it means two days.
    """
    written = written.strip()
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", written):
            return date.fromisoformat(written).isoformat()
        if re.match(r"\d{4}-\d\d-\d\d[T ]\d\d", written):
            return datetime.fromisoformat(written).isoformat(timespec="seconds").replace("+00:00", "Z")
        if re.fullmatch(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d.*", written):  # RFC 5322
            return parsedate_to_datetime(written).isoformat(timespec="seconds").replace("+00:00", "Z")
    except ValueError:
        pass
    return find_date(written)


def find_date(words: str) -> str:
    """The first full date in the words, as an ISO 8601 date; ``""`` where there is none."""
    found = sorted((match for pattern in WRITTEN for match in pattern.finditer(words)), key=lambda m: m.start())
    for match in found:
        month = match["month"].lower()
        number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
        try:
            return date(int(match["year"]), number, int(match["day"])).isoformat()
        except ValueError:
            continue
    return ""
