"""Answers as text: an aligned table, CSV, TSV or JSON."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
import unicodedata
from collections.abc import Iterator

from kgbuild.queries import Answer
from kgbuild.vocabulary import DATA, PREFIXES

_SHORT = {DATA: ":", **{namespace: f"{prefix}:" for prefix, namespace in PREFIXES.items()}}
_WIDEST = 60  # columns of one cell on a terminal


def render(answer: Answer, format: str) -> Iterator[str]:
    """The answer's lines, each with its line end. `format` is ``table``, ``csv``, ``tsv`` or ``json``.

    CSV follows RFC 4180 with plain line feeds; in TSV a tab or line end inside a cell is a space; JSON is a list of
    objects, without the columns that are unbound in a row.
    """
    if format == "json":
        rows = [{k: v for k, v in zip(answer.columns, row, strict=True) if v is not None} for row in answer.rows]
        yield json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    elif format == "csv":
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        for row in (answer.columns, *answer.rows):
            writer.writerow(["" if cell is None else cell for cell in row])
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    elif format == "tsv":
        for row in (answer.columns, *answer.rows):
            yield "\t".join(_flat(cell) for cell in row) + "\n"
    else:
        yield from _table(answer)


def full_iri(shown: str) -> str:
    """The IRI that a table shows short (``:country/UKR``); others as they are."""
    for namespace, prefix in _SHORT.items():
        if shown.startswith(prefix) and not shown.startswith(prefix + "//"):
            return namespace + shown[len(prefix) :]
    return shown


def columns(left: str, right: str, width: int) -> str:
    """A name, padded, and what it means."""
    return f"{left:{width}} {right}" if len(left) <= width else f"{left}\n{'':{width}} {right}"


def _table(answer: Answer) -> Iterator[str]:
    limit = _WIDEST if sys.stdout.isatty() else None
    rows = [[_cell(cell, limit) for cell in row] for row in answer.rows]
    widths = [max(map(_width, column)) for column in zip(answer.columns, *rows, strict=True)]
    total = shutil.get_terminal_size().columns if limit else None
    for row in (answer.columns, ["─" * width for width in widths], *rows):
        line = "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        yield (line if total is None else line[:total]) + "\n"
    yield f"{len(rows)} row{'' if len(rows) == 1 else 's'}\n"


def _cell(cell: str | None, limit: int | None) -> str:
    text = _flat(cell)
    for namespace, prefix in _SHORT.items():
        if text.startswith(namespace):
            text = prefix + text[len(namespace) :]
            break
    return text if limit is None or len(text) <= limit else text[: limit - 1] + "…"


def _flat(cell: str | None) -> str:
    return " ".join((cell or "").split())


def _width(text: str) -> int:
    """Columns on a terminal: wide characters of East Asian scripts take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
