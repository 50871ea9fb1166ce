"""Where the names of a text stand: spaCy's entities, the gazetteer's names and runs of proper nouns, with one boundary.

spaCy's small model finds most names and misplaces many of their ends. Its entities are trimmed and split by the rules
below; the gazetteer's names are looked for at every capitalised word; what remains of proper nouns is a name too.
Of overlapping candidates the longest stays, except that a name ends where a possessive does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.senses import Sense, fold
from kgbuild.language.syntax import Syntax, syntax_of
from kgbuild.model import Span

NAMED = frozenset(("PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"))
MEASURED = frozenset(("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"))
_POSSESSIVE = frozenset(("'s", "'", "’s", "’", "s'"))
_EDGE = frozenset("\"'`-–—,;:!?()[]{}/\\|*_•“”‘’")
_INNER = frozenset(("of", "de", "da", "di", "du", "del", "der", "den", "la", "le", "el", "al", "bin", "ibn", "van", "von",
                    "the", "and", "for", "y", "e", "dos", "das", "&", "-"))
_HAS_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Name:
    """A name in the text: tokens `first` to `last`, both included."""

    first: int
    last: int
    span: Span
    label: str  # spaCy's label of an entity, "" for what only the gazetteer or the tagger knows
    senses: list[Sense] = field(default_factory=list)
    sense: Sense | None = None  # the one chosen
    kind: str = ""  # class of the ontology
    basis: str = "named-entity"


def find_names(doc: Doc, gazetteer: Gazetteer) -> list[Name]:
    """The names of the text in order, none overlapping another, each with what it may name."""
    syntax = syntax_of(doc)
    known = list(_known(syntax, gazetteer))
    recognised = list(_recognised(doc, syntax))
    chosen = _without_overlaps(known, recognised)
    for name in chosen:
        if not name.senses:
            name.senses = gazetteer.senses(_words(syntax, name.first, name.last))
    return chosen


def _words(syntax: Syntax, first: int, last: int) -> str:
    return syntax.text[syntax.begins[first] : syntax.ends[last]]


def _name(syntax: Syntax, first: int, last: int, label: str, basis: str) -> Name:
    return Name(first, last, syntax.span(first, last), label, basis=basis)


def _known(syntax: Syntax, gazetteer: Gazetteer) -> Iterator[Name]:
    """The gazetteer's names, the longest at each place."""
    words, count, at = syntax.words, len(syntax.words), 0
    while at < count:
        word = words[at]
        found = None
        if word[:1].isupper() or word[:1].isdigit():
            most = gazetteer.longest(fold(word)) or gazetteer.longest(fold(word.partition("-")[0]))
            for last in range(min(at + 2 * most, count - 1), at - 1, -1) if most else ():
                if syntax.sentence_of[last] != syntax.sentence_of[at]:
                    continue
                senses = gazetteer.names(_words(syntax, at, last))
                if senses:
                    found = _name(syntax, at, last, "", "gazetteer")
                    found.senses = senses
                    break
        if found:
            yield found
            at = found.last
        at += 1


def _recognised(doc: Doc, syntax: Syntax) -> Iterator[Name]:
    """spaCy's entities, trimmed."""
    for entity in doc.ents:
        if entity.label_ in NAMED:
            for first, last in _pieces(syntax, entity.start, entity.end - 1):
                yield _name(syntax, first, last, entity.label_, "named-entity")


def _pieces(syntax: Syntax, first: int, last: int) -> Iterator[tuple[int, int]]:
    """An entity's tokens without what is no part of a name; split where a line or a possessive ends."""
    start = first
    for at in range(first, last + 1):
        word = syntax.words[at]
        if "\n" in word or (word in _POSSESSIVE and syntax.tags[at] == "POS"):
            yield from _trimmed(syntax, start, at - 1)
            start = at + 1
    yield from _trimmed(syntax, start, last)


def _trimmed(syntax: Syntax, first: int, last: int) -> Iterator[tuple[int, int]]:
    words = syntax.words
    while first <= last and (
        words[first].lower() in ("the", "a", "an") or words[first] in _EDGE or words[first] in _POSSESSIVE
        or not words[first].strip()
    ):
        first += 1
    while first <= last and (words[last] in _EDGE or words[last] in _POSSESSIVE or not words[last].strip()):
        last -= 1
    if first <= last and any(word[:1].isupper() for word in words[first : last + 1]):
        if _HAS_LETTER.search(_words(syntax, first, last)):
            yield first, last


def _without_overlaps(known: Iterable[Name], recognised: Iterable[Name]) -> list[Name]:
    """The longest of overlapping candidates; of equal ones the gazetteer's senses with spaCy's label."""
    taken: dict[int, Name] = {}
    ranked = sorted([*known, *recognised], key=lambda n: (n.first - n.last, n.basis != "gazetteer", n.first))
    for name in ranked:
        tokens = range(name.first, name.last + 1)
        before = next((taken[t] for t in tokens if t in taken), None)
        if before is None:
            taken.update(dict.fromkeys(tokens, name))
        elif before.first == name.first and before.last == name.last and not before.label:
            before.label = name.label
    return sorted({id(name): name for name in taken.values()}.values(), key=lambda n: n.first)
