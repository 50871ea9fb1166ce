"""Runs of proper nouns: names that neither spaCy's entities nor a gazetteer has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgbuild.entities.name_words import class_by_words, name_words
from kgbuild.language.syntax import Syntax
from kgbuild.language.tagsets import FIGURE_ENTITIES, PROPER_TAGS

_HAS_LETTER = re.compile(r"[^\W\d_]")


def proper_noun_runs(syntax: Syntax, taken: set[int]) -> Iterator[tuple[int, int]]:
    """The first and last token of each run, outside the `taken` tokens and without titles at its ends.

    Where capitals tell nothing, as in a headline, only those that make a body of a place's name or of a body's first
    word ("Utah | Water Council", "Department of | Labor"); where nearly all words have them, only runs of two and more.
    """
    for run in _maximal_runs(syntax, taken):
        start, end = syntax.sentences[syntax.sentence_of[run[0]]]
        if _in_title_case(syntax, start, end):
            counts = _completes_body(syntax, run, taken)
        else:
            plural = run == [start] and syntax.tags[start] == "NNPS"  # "Rebels attacked": a sentence opens
            counts = len(run) > 1 or not (plural or _mostly_capitals(syntax, start, end))
        if counts:
            yield from _trimmed(syntax, run)


def _maximal_runs(syntax: Syntax, taken: set[int]) -> Iterator[list[int]]:
    """The tokens of each run, within one sentence."""
    run: list[int] = []
    for at, tag in enumerate(syntax.tags):
        word = syntax.words[at]
        proper = (
            tag in PROPER_TAGS and at not in taken and syntax.ents[at] not in FIGURE_ENTITIES
            and any(c.isupper() for c in word) and _HAS_LETTER.match(word) is not None
        )
        if proper and run and run[-1] == at - 1 and syntax.sentence_of[run[0]] == syntax.sentence_of[at]:
            run.append(at)
            continue
        if run:
            yield run
        run = [at] if proper else []
    if run:
        yield run


def _completes_body(syntax: Syntax, run: list[int], taken: set[int]) -> bool:
    """Whether the run makes the name of a body with the place right before it, or with "Department of" and the like."""
    before = run[0] - 1
    if before < 1 or not syntax.text[syntax.ends[before] : syntax.begins[run[0]]].isspace():
        return False
    if syntax.lowers[before] in ("of", "for"):
        return name_words().first.get(syntax.lowers[before - 1]) == "GovernmentBody" and len(run) < 4
    words = syntax.text[syntax.begins[run[0]] : syntax.ends[run[-1]]]
    return before in taken and len(run) < 5 and class_by_words(f"x {words}") == "GovernmentBody"


def _in_title_case(syntax: Syntax, start: int, end: int) -> bool:
    """Whether capitals tell nothing in this sentence: a headline or a menu, without a verb in lower case."""
    return _mostly_capitals(syntax, start, end) and not any(
        syntax.pos[at] == "VERB" and syntax.words[at].islower() and len(syntax.words[at]) > 2
        for at in range(start, end)
    )


def _mostly_capitals(syntax: Syntax, start: int, end: int) -> bool:
    words = [word for word in syntax.words[start:end] if len(word) > 3 and word.isalpha()]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _trimmed(syntax: Syntax, run: list[int]) -> Iterator[tuple[int, int]]:
    """The run without titles and words that are no names at its ends."""
    table = name_words()
    first, last = (run[0], run[-1]) if run else (0, -1)
    changed = True
    while changed and first <= last:
        before = (first, last)
        for words in (3, 2, 1):
            if table.is_title(" ".join(syntax.lowers[first : min(first + words, last + 1)])):
                first = min(first + words, last + 1)
            if first <= last and " ".join(syntax.lowers[max(first, last + 1 - words) : last + 1]) in table.titles:
                last = max(first, last + 1 - words) - 1
        if first <= last and syntax.lowers[first] in table.not_names:
            first += 1
        if first <= last and syntax.lowers[last] in table.not_names:
            last -= 1
        changed = (first, last) != before
    if first <= last and syntax.ends[last] - syntax.begins[first] > 1:
        yield first, last
