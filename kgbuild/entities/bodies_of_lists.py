"""Names of bodies that list what they are for: "the Ministry of Agriculture, Forestry and Fisheries"."""

from __future__ import annotations

from collections.abc import Iterator

from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.name_words import class_by_words, name_words
from kgbuild.language.syntax import Syntax

_BODIES = frozenset(("GovernmentBody", "NonGovernmentalOrganisation", "EducationalOrganisation"))
_MEMBER_WORDS = 3  # at most, of one thing listed


def bodies_of_lists(syntax: Syntax, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """The first and last token of each body's name that holds a list with a comma and an "and".

    Such a list ends where something in it is known by itself: "the Ministry of Defence, Congress and the White House".
    """
    first_words = name_words().first
    for at, lower in enumerate(syntax.lowers):
        opens = first_words.get(lower) in _BODIES and syntax.words[at][0].isupper()
        if opens and syntax.lowers[at + 1 : at + 2] in (["of"], ["for"], ["on"]):
            last = _end_of_list(at + 2, syntax, gazetteer)
            if last is not None:
                yield at, last


def _end_of_list(at: int, syntax: Syntax, gazetteer: Gazetteer) -> int | None:
    """The last token of "A, B and C" from there on, None where no such list stands there."""
    listed = 0
    while (end := _end_of_member(at, syntax, gazetteer)) is not None:
        listed += 1
        joint = syntax.lowers[end + 1 : end + 3]
        if joint[:1] == ["and"] and listed > 1:
            return _end_of_member(end + 2, syntax, gazetteer)
        if joint == [",", "and"]:
            return _end_of_member(end + 3, syntax, gazetteer)
        if joint[:1] != [","]:
            return None
        at = end + 2
    return None


def _end_of_member(at: int, syntax: Syntax, gazetteer: Gazetteer) -> int | None:
    """The last of the capitalised words that begin there, None where they are none, too many or known by themselves."""
    end = at
    while end < len(syntax.words) and syntax.words[end][:1].isupper() and syntax.words[end].isalpha():
        end += 1
    if not 0 < end - at <= _MEMBER_WORDS:
        return None
    words = syntax.text[syntax.begins[at] : syntax.ends[end - 1]]
    place = any(s.entity.type in ("Country", "GovernmentBody", "Person") for s in gazetteer.names(words))
    return None if place or class_by_words(words) or syntax.ents[end - 1] in ("GPE", "PERSON", "NORP") else end - 1
