"""Articles from JSON records: an object a line (https://jsonlines.org/), or one object or a list in a file.

A record has ``text``, and may have ``id``, ``title``, ``date`` (ISO 8601), ``author`` (a name or a list of names),
``publisher``, ``url`` and ``original_source``. Other fields are not read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from kgbuild.articles.dates import iso_date
from kgbuild.articles.encodings import decode
from kgbuild.model import Article

_LINES = (".jsonl", ".ndjson")


class RecordError(ValueError):
    """A record, or a file of them, that is no article. `line` counts from 1; 0 where it is not known."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def records_of(name: str, data: bytes) -> Iterator[tuple[int, int, object]]:
    """The number of each record, its line, and its JSON value; a broken line is a value of the type RecordError.

    Raises RecordError where a file that is one JSON value is broken, NotText where the bytes are no text.
    """
    if not data.strip():
        raise RecordError("the file is empty; remove it or give it a record")
    if name.lower().endswith(_LINES):
        yield from _lines(data)
        return
    text = decode(data)
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":  # JSON Lines under another name
            yield from _lines(data)
            return
        raise RecordError(_broken(error), error.lineno) from None
    except RecursionError:
        raise RecordError("the JSON is nested too deeply; an article is a flat record") from None
    for number, record in enumerate(value if isinstance(value, list) else [value], 1):
        yield number, number if isinstance(value, list) else 1, record


def _lines(data: bytes) -> Iterator[tuple[int, int, object]]:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    lines = decode(data).encode("utf-8", "surrogatepass").split(b"\n") if wide else data.split(b"\n")
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, number, json.loads(decode(line))
            except json.JSONDecodeError as error:
                yield number, number, RecordError(_broken(error))
            except RecursionError:
                yield number, number, RecordError("the JSON is nested too deeply; an article is a flat record")
            except ValueError as error:  # NotText, or a number of thousands of digits
                yield number, number, RecordError(f"the line cannot be read ({error}); JSON Lines are UTF-8 text")


def _broken(error: json.JSONDecodeError) -> str:
    return f"broken JSON at character {error.colno} ({error.msg.lower()}); write one JSON object a line"


def article_of(record: object, default_id: str) -> Article:
    """The article that a record holds. Raises RecordError where it holds none."""
    if isinstance(record, RecordError):
        raise record
    if not isinstance(record, dict):
        raise RecordError("the JSON value is no article; write an object with id and text")
    text = record.get("text")
    if text is None:
        raise RecordError("the record has no text; add a field text with the article's text")
    if not isinstance(text, str):
        raise RecordError("the field text is no string; write it as one")
    if not text.strip():
        raise RecordError("the field text is empty; leave the record out or give it a text")
    return Article(
        id=_identifier(record.get("id"), default_id),
        text=text,
        title=_string(record, "title"),
        date=iso_date(_string(record, "date")),
        authors=_names(record.get("author", record.get("authors"))),
        publisher=_string(record, "publisher"),
        url=_string(record, "url"),
        original_source=_string(record, "original_source"),
    )


def _identifier(value: object, default: str) -> str:
    if value is None or value == "":
        return default
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise RecordError("the field id is no string; write it as one")
    return str(value)


def _string(record: dict[str, object], field: str) -> str:
    value = record.get(field)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise RecordError(f"the field {field} is no string; write it as one")
    return " ".join(str(value).split())


def _names(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    names = value if isinstance(value, list) else [value]
    found: dict[str, None] = {}
    for name in names:
        if not isinstance(name, str):
            raise RecordError("the field author is no name; write it as a string, or as a list of strings")
        if name.strip():
            found[" ".join(name.split())] = None
    return tuple(found)


def spaced(identifier: str, longest: int = 80) -> str:
    """An id for a message: quoted, escaped, not too long."""
    shown = json.dumps(identifier, ensure_ascii=False)
    return shown if len(shown) <= longest else shown[:longest] + '…"'
