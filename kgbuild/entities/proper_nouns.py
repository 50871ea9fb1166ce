"""Runs of proper nouns: names that neither spaCy's entities nor a gazetteer has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgbuild.entities.name_words import name_words
from kgbuild.language.syntax import Syntax

PROPER = frozenset(("NNP", "NNPS"))
MEASURED = frozenset(("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"))  # spaCy's labels
_HAS_LETTER = re.compile(r"[^\W\d_]")


def proper_noun_runs(syntax: Syntax, taken: set[int]) -> Iterator[tuple[int, int]]:
    """The first and last token of each run, outside the `taken` tokens and without titles at its ends.

    Not where capitals tell nothing, as in a headline; where nearly all words have them, only runs of two and more.
    """
    title_case = [_in_title_case(syntax, start, end) for start, end in syntax.sentences]
    capitals = [_mostly_capitals(syntax, start, end) for start, end in syntax.sentences]
    run: list[int] = []
    for at, tag in enumerate(syntax.tags):
        word = syntax.words[at]
        proper = (
            tag in PROPER and not title_case[syntax.sentence_of[at]]
            and at not in taken and syntax.ents[at] not in MEASURED
            and any(c.isupper() for c in word) and _HAS_LETTER.match(word) is not None
        )
        if proper and (not run or run[-1] == at - 1):
            run.append(at)
            continue
        if len(run) > 1 or (run and not capitals[syntax.sentence_of[run[0]]]):
            yield from _run(syntax, run)
        run = [at] if proper else []
    yield from _run(syntax, run)


def _in_title_case(syntax: Syntax, start: int, end: int) -> bool:
    """Whether capitals tell nothing in this sentence: a headline or a menu, without a verb in lower case."""
    return _mostly_capitals(syntax, start, end) and not any(
        syntax.pos[at] == "VERB" and syntax.words[at].islower() and len(syntax.words[at]) > 2
        for at in range(start, end)
    )


def _mostly_capitals(syntax: Syntax, start: int, end: int) -> bool:
    words = [word for word in syntax.words[start:end] if len(word) > 3 and word.isalpha()]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _run(syntax: Syntax, run: list[int]) -> Iterator[tuple[int, int]]:
    """The run without titles and words that are no names at its ends."""
    table = name_words()
    first, last = (run[0], run[-1]) if run else (0, -1)
    changed = True
    while changed and first <= last:
        before = (first, last)
        for words in (3, 2, 1):
            if " ".join(syntax.lowers[first : min(first + words, last + 1)]) in table.titles:
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
