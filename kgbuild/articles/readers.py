"""Articles from files and folders: plain text, HTML pages, JSON and JSON Lines.

What cannot be read, or is not in English, becomes a :class:`Problem` in its place, so that one bad file or line stops
nothing else.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kgbuild.articles.encodings import NotText, decode
from kgbuild.articles.english import is_english
from kgbuild.articles.records import RecordError, article_of, records_of, spaced
from kgbuild.model import Article

Reader = Callable[[str, bytes], Iterator["Article | Problem"]]


@dataclass(frozen=True, slots=True)
class Problem:
    """Input that is no article: where it stands, what is wrong with it and what to do, in one sentence."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def read(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Article | Problem]:
    """The articles of files and folders, in the order given; folders recursively, in the order of their names.

    ``-`` reads one plain text from standard input. An id comes from the record, or is the file's name (below the
    folder that was named). Of two articles with one id the first is kept; the second becomes a Problem.
    """
    seen: dict[str, str] = {}
    for path in paths:
        for where, found in _articles(path):
            if isinstance(found, Article) and found.id in seen:
                first = seen[found.id]
                found = Problem(
                    where,
                    f"a second article with the id {spaced(found.id)} (the first is in {first}); "
                    "give each article an id of its own",
                )
            elif isinstance(found, Article):
                seen[found.id] = where
            yield found


def _articles(path: str | os.PathLike[str]) -> Iterator[tuple[str, Article | Problem]]:
    if os.fspath(path) == "-":
        yield from _located("<stdin>", _read_text("stdin", sys.stdin.buffer.read()))
        return
    top = Path(path)
    if top.is_dir():
        files = list(_files_below(top))
        if not files:
            kinds = ", ".join(sorted(READERS))
            yield str(top), Problem(str(top), f"there is no article in this folder; kgbuild reads {kinds}")
        for file in files:
            yield from _file(file, file.relative_to(top).as_posix())
    elif top.exists():
        yield from _file(top, top.name)
    else:
        yield str(top), Problem(str(top), "there is no such file or folder; check the path")


def _files_below(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(parent) / name
            if path.suffix.lower() in READERS and not name.startswith(".") and not path.is_fifo():  # no pipe for ever
                yield path


def _file(path: Path, name: str) -> Iterator[tuple[str, Article | Problem]]:
    reader = READERS.get(path.suffix.lower(), _read_text)
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        yield str(path), Problem(str(path), f"it cannot be read ({reason}); check the file and its permissions")
        return
    yield from _located(str(path), reader(name, data))


def _located(where: str, found: Iterable[Article | Problem]) -> Iterator[tuple[str, Article | Problem]]:
    """Each article with the place it came from; a problem's place (``line 3``) is completed with the file's."""
    for each in found:
        if isinstance(each, Problem):
            place = f"{where}:{each.where}" if each.where else where
            yield place, Problem(place, each.what)
        elif not is_english(each.text):
            place = where if each.id in where else f"{where}: {spaced(each.id)}"
            yield place, Problem(place, "it is not in English, the only language that kgbuild reads; leave it out")
        else:
            yield where, each


def _read_text(name: str, data: bytes) -> Iterator[Article | Problem]:
    try:
        text = decode(data)
    except NotText as error:
        yield Problem("", f"{error}; kgbuild reads text, HTML and JSON Lines")
        return
    if text.strip():
        yield Article(id=name, text=text)
    else:
        yield Problem("", "the file is empty; remove it or give it a text")


def _read_html(name: str, data: bytes) -> Iterator[Article | Problem]:
    from kgbuild.articles.pages import NoArticle, article_of_page  # their libraries take a third of a second to import

    try:
        yield article_of_page(name, data)
    except NotText as error:
        yield Problem("", f"{error}; save the page again as HTML")
    except NoArticle as error:
        yield Problem("", f"{error}; save the article's own page, or its text as .txt")


def _read_json(name: str, data: bytes) -> Iterator[Article | Problem]:
    try:
        for number, line, record in records_of(name, data):
            try:
                yield article_of(record, f"{Path(name).stem}-{number}")
            except RecordError as error:
                yield Problem(str(line), str(error))
    except RecordError as error:
        yield Problem(str(error.line) if error.line else "", str(error))
    except NotText as error:
        yield Problem("", f"{error}; JSON is written in UTF-8")


READERS: dict[str, Reader] = {
    ".txt": _read_text,
    ".text": _read_text,
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
    ".json": _read_json,
    ".jsonl": _read_json,
    ".ndjson": _read_json,
}
