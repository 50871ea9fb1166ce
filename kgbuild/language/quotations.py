"""Quotations: what stands between quotation marks.

Marks are read paragraph by paragraph. A curly mark says itself whether it opens or closes; a straight one opens where
it follows a space or a bracket and precedes a word, and otherwise closes what is open. A quotation that is open at
the end of its paragraph ends there (by convention the next paragraph opens it anew), so an odd number of marks costs
one paragraph at most. Where a text has lost its line breaks, a sentence that opens anew does the same. Single marks
count only where they enclose two words or more and no double mark is in the way; an apostrophe between letters is
never a mark.

Not handled: quotations set off by dashes or by indentation alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc

from kgbuild.language.syntax import Syntax
from kgbuild.model import ANALYSED_PARTS, Article, Span

OPENING, CLOSING, STRAIGHT = "“„«", "”»", '"‟'
_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"[“„«”»\"‟]|''|``")
_SINGLE = re.compile(r"(?<![\w’'])(?P<opening>[‘'])(?=[^\W\d])|(?<=[\w.,!?;:…])(?P<closing>[’'])(?!\w)|\n")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks. `span` is without the marks, `outer` with them; `closed` tells of its end."""

    span: Span
    outer: Span
    closed: bool = True


def find_quotations(article: Article, doc: Doc) -> list[Quotation]:
    """The quotations of an article's analysed parts, in order, none inside another (the outer marks count)."""
    text = article.text
    parts = [part.span for part in article.parts if part.kind in ANALYSED_PARTS] or [Span(0, len(text))]
    found: list[Quotation] = []
    for part in parts:
        for paragraph in _PARAGRAPH.finditer(text, part.begin, part.end):
            found += _double(text, *paragraph.span())
    return sorted(found + _singles(text, parts, found), key=lambda q: q.span)


def _double(text: str, begin: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text, begin, end):
        if opened is None:
            if mark[0] not in CLOSING and _opens(text, mark):
                opened = mark
        elif mark[0] in OPENING or mark[0] == "``":
            continue  # an inner opening mark; the outer one counts
        elif mark[0] in CLOSING or not _opens(text, mark):
            found += _between(text, opened.start(), opened.end(), mark.start(), mark.end(), True)
            opened = None
        elif _ends_sentence(text, mark.start()):  # a mark that opens while one is open: the first was never closed
            if _begins_sentence(text, opened.start(), begin):  # one quotation, its paragraphs run together
                found += _between(text, opened.start(), opened.end(), mark.start(), mark.start(), False)
            opened = mark
    if opened is not None:
        found += _between(text, opened.start(), opened.end(), end, end, False)
    return found


def _opens(text: str, mark: re.Match[str]) -> bool:
    if mark[0] in OPENING or mark[0] == "``":
        return True
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    return (not before or before.isspace() or before in "([{—–-/:‘'") and bool(after) and not after.isspace()


def _ends_sentence(text: str, at: int) -> bool:
    return text[:at].rstrip()[-1:] in ".!?"


def _begins_sentence(text: str, at: int, paragraph: int) -> bool:
    return not text[paragraph:at].strip() or _ends_sentence(text, at)


def _between(text: str, outer: int, begin: int, end: int, close: int, closed: bool) -> list[Quotation]:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return [Quotation(Span(begin, end), Span(outer, close), closed)] if begin < end else []


def _singles(text: str, parts: list[Span], doubles: list[Quotation]) -> list[Quotation]:
    """Stretches of two words or more between single marks, in one line, outside double marks."""
    found: list[Quotation] = []
    for part in parts:
        opened: int | None = None
        for mark in _SINGLE.finditer(text, part.begin, part.end):
            if mark["opening"]:
                opened = mark.start() if opened is None else opened
            elif mark["closing"] and opened is not None:
                span, outer = Span(opened + 1, mark.start()), Span(opened, mark.end())
                if " " in text[span.begin : span.end]:
                    found.append(Quotation(span, outer))
                    opened = None
            else:
                opened = None
    starts = [quotation.outer.begin for quotation in doubles]
    return [q for q in found if not _meets(q.outer, starts, doubles)]


def _meets(span: Span, starts: list[int], doubles: list[Quotation]) -> bool:
    at = bisect_right(starts, span.end - 1) - 1  # the last double quotation that begins before the span's end
    return at >= 0 and doubles[at].outer.overlaps(span)


def _opens_anew(syntax: Syntax, mark: int) -> bool:
    """Whether an open quotation goes on with a new mark: '... it." "We' of paragraphs that run together."""
    before, after = syntax.begins[mark], syntax.ends[mark]
    text = syntax.text
    return text[before - 1 : before].isspace() and not text[after : after + 1].isspace() and mark > 0 and (
        syntax.words[mark - 1] in (".", "!", "?")
    )


def quotation_numbers(syntax: Syntax) -> list[int]:
    """For each token the number of the quotation that it stands in, 0 outside; marks are paired within a paragraph."""
    found: list[int] = []
    number, inside = 0, False
    for token, word in enumerate(syntax.words):
        if syntax.tags[token] == "_SP" and "\n" in word:
            inside = False
        if word in ('"', "``", "''") and not (inside and _opens_anew(syntax, token)):
            inside = not inside
            number += inside
        found.append(number if inside else 0)
    return found
