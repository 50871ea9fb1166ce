"""A text's blocks: paragraphs, whether a line each, or wrapped lines with blank lines between."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from kgbuild.model import Span

_LINE = re.compile(r"[^\S\n\r]*(\S(?:[^\n\r]*\S)?)[^\S\n\r]*")
_BLANK = re.compile(r"(?:\r\n|\n|\r)[^\S\n\r]*(?=[\n\r])")
_BREAK = re.compile(r"[\n\r]+")
_SENTENCE_END = re.compile(r"[.!?…:;]\s?[\"'”’»)\]]*$")
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_PROSE_WORDS = 5  # a sentence has at least as many, by which it differs from "Share this."
_LONG_WORDS = 25  # no headline is longer


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a text, without the spaces around it."""

    span: Span
    text: str
    words: int

    @property
    def ends_sentence(self) -> bool:
        return bool(_SENTENCE_END.search(self.text))

    @property
    def prose(self) -> bool:
        """Whether it reads as sentences of an article."""
        return self.words >= _LONG_WORDS or (self.words >= _PROSE_WORDS and self.ends_sentence)

    @property
    def title_case(self) -> bool:
        """Whether nearly all its longer words begin with capitals, as headlines of many publishers do."""
        words = _LETTERS.findall(self.text)
        return len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.75 * len(words)


def blocks_of(text: str) -> list[Block]:
    """The blocks in the order of the text."""
    stretches = []
    begin = 0
    for gap in [*_BLANK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if not gap or text[begin:end].strip():
            stretches.append(_lines(text, begin, end))
        begin = gap.end() if gap else end
    written = [[text[line.begin : line.end] for line in lines] for lines in stretches]
    width = _width(written)
    found = []
    for lines, words in zip(stretches, written, strict=True):
        if wrapped(words) or _fits(words, width):
            lines = [Span(lines[0].begin, lines[-1].end)]
        for line in lines:
            inner = text[line.begin : line.end]
            found.append(Block(line, inner, len(inner.split())))
    return found


def _lines(text: str, begin: int, end: int) -> list[Span]:
    """The lines of a stretch without blank lines, without the spaces around them."""
    lines = []
    at = begin
    for gap in [*_BREAK.finditer(text, begin, end), None]:
        stop = gap.start() if gap else end
        line = _LINE.match(text, at, stop)
        if line:
            lines.append(Span(*line.span(1)))
        at = gap.end() if gap else stop
    return lines


def _width(stretches: list[list[str]]) -> int:
    """The width at which the text is wrapped, where most stretches of several lines are; else 0."""
    several = [lines for lines in stretches if len(lines) > 1]
    paragraphs = [lines for lines in several if wrapped(lines)]
    if len(paragraphs) < 2 or 2 * len(paragraphs) <= len(several):
        return 0
    return max(len(line) for lines in paragraphs for line in lines)


def _fits(lines: list[str], width: int) -> bool:
    """Whether the lines may be a paragraph of a text wrapped at the width, though it does not show by itself."""
    return len(lines) > 1 and all(0.75 * width <= len(line) <= width for line in lines[:-1])


def wrapped(lines: list[str]) -> bool:
    """Whether the lines are one paragraph wrapped at a width: each is as full as its next word allows."""
    if len(lines) < 2:
        return False
    width = max(map(len, lines))
    if not 30 <= width <= 120:
        return False
    full = sum(len(line) + 1 + len(following.split()[0]) > width for line, following in pairwise(lines))
    broken = sum(not _SENTENCE_END.search(line) for line in lines[:-1])
    if len(lines) < 4 and not any(line[0].islower() for line in lines[1:]):  # two lines fit by chance
        return False
    return full >= 0.8 * (len(lines) - 1) and broken >= 0.5 * (len(lines) - 1)
