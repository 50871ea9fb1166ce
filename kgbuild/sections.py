"""Very long texts, analysed a section at a time: time and memory grow with the length, and not with its square.

A section is some whole parts of the article. What is found in it is moved to its place in the article. What an
article says of one thing in two sections (a pronoun, a surname) is not brought together; no news article is so long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from kgbuild.language.spacy_model import pieces
from kgbuild.model import Analysis, Argument, Article, Event, Part, Predication, Span

SECTION = 100_000  # characters; a text of up to three sections is analysed whole
_KEY = re.compile(r"#([a-z-]+)-(\d+)-(\d+)(?!\d)(.*)")
_T = TypeVar("_T")


def is_long(article: Article) -> bool:
    return len(article.text) > 3 * SECTION


def sections(article: Article) -> Iterator[tuple[int, Article]]:
    """The sections of an article that is divided into parts, each with its first character's offset."""
    group: list[Part] = []
    for part in _cut(article):
        if group and part.span.end - group[0].span.begin > SECTION:
            yield _section(article, group)
            group = []
        group.append(part)
    if group:
        yield _section(article, group)


def _cut(article: Article) -> Iterator[Part]:
    """The parts, those longer than a section cut where a sentence ends."""
    for span, kind in article.parts:
        for begin, end in pieces(article.text[span.begin : span.end], SECTION):
            yield Part(Span(span.begin + begin, span.begin + end), kind)


def _section(article: Article, parts: list[Part]) -> tuple[int, Article]:
    begin, end = parts[0].span.begin, parts[-1].span.end
    moved = tuple(Part(Span(p.span.begin - begin, p.span.end - begin), p.kind) for p in parts)
    return begin, replace(article, text=article.text[begin:end], parts=moved)


def join(article: Article, found: Iterator[tuple[int, Analysis]]) -> Analysis:
    """One analysis of the article from those of its sections, each with its offset."""
    whole = Analysis(article)
    for begin, analysis in found:
        part = moved(analysis, begin, len(whole.predications))
        whole.model = part.model
        whole.entities = {**part.entities, **whole.entities}
        whole.quantities.update(part.quantities)
        whole.times.update(part.times)
        whole.mentions += part.mentions
        whole.predications += part.predications
        whole.events += part.events
        whole.claims += part.claims
        whole.relations += part.relations
    return whole


def moved(value: _T, by: int, predications: int) -> _T:
    """The value with every span and every key of a fragment moved by so many characters.

    `predications` is how many predications stand before the value's own.
    """
    return _moved(value, by, predications)  # type: ignore[no-any-return]


def _moved(value: Any, by: int, before: int) -> Any:
    if isinstance(value, Span):
        return Span(value.begin + by, value.end + by)
    if isinstance(value, str):
        key = _KEY.fullmatch(value) if value.startswith("#") else None
        return f"#{key[1]}-{int(key[2]) + by}-{int(key[3]) + by}{key[4]}" if key else value
    if isinstance(value, list | tuple):
        return type(value)(_moved(each, by, before) for each in value)
    if isinstance(value, dict):
        return {_moved(key, by, before): _moved(each, by, before) for key, each in value.items()}
    if isinstance(value, Article) or not is_dataclass(value):
        return value
    changed = {each.name: _moved(getattr(value, each.name), by, before) for each in fields(value)}
    for name in _INDEXES.get(type(value), ()):
        if changed[name] is not None:
            changed[name] += before
    return replace(value, **changed)  # type: ignore[type-var]


_INDEXES: dict[type, tuple[str, ...]] = {
    Predication: ("index", "embedder"),
    Argument: ("predication",),
    Event: ("predication",),
}
