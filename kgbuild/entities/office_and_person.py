"""A person's name that follows the body that the office before is of: "Leader of the Opposition | T. Velker".

Recognisers take the last word of the body into the name, or the name into the body: "Minister of Energy and Mining
Tomas Velker", "Speaker of the House of Representatives Femi Adeyanju", "Head of Department Colin Marwick".
"""

from __future__ import annotations

from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.name_words import class_by_words, name_words
from kgbuild.language.syntax import Syntax
from kgbuild.language.tagsets import PROPER_TAGS

_BODIES = frozenset(("GovernmentBody", "ArmedForce", "PoliticalParty", "Company"))
_OFFICE_OF = frozenset(("of", "to", "for"))
_JOINTS = _OFFICE_OF | {"the", "and", "&", ","}
_REACH = 9  # tokens between a title and the name after the body that it is of


def body_before_person(first: int, last: int, syntax: Syntax, gazetteer: Gazetteer) -> int | None:
    """The last token of the body's name where a name of at least three tokens holds a body and a person, else None.

    Either the first word alone is a body's ("Department Colin Marwick"), or a capitalised title and "of", "to" or
    "for" stand before and a name of two words or more follows what is known as a body or as a part of one's name.
    """
    if last - first < 2 or not _is_person(last - 1, last, syntax):
        return None
    lowers, table = syntax.lowers, name_words()
    rest_is_person = _is_person(first + 1, last, syntax)
    if rest_is_person and table.last.get(lowers[first]) in _BODIES and lowers[first] not in table.first:
        return first
    if not _is_of_an_office(first, syntax):
        return None
    for at in range(last - 2, first, -1):
        words = syntax.text[syntax.begins[first] : syntax.ends[at]]
        if _is_person(at + 1, last, syntax) and (gazetteer.names(words) or class_by_words(words) in _BODIES):
            return at
    return first if rest_is_person and last - first < 4 else None


def _is_person(first: int, last: int, syntax: Syntax) -> bool:
    """Whether all words may be those of a person's name: proper nouns, none of them a word for a body."""
    table = name_words()
    return last > first and all(
        syntax.tags[at] in PROPER_TAGS and syntax.words[at][:1].isupper() and syntax.lowers[at] not in table.last
        and syntax.lowers[at] not in table.titles
        for at in range(first, last + 1)
    )


def _is_of_an_office(first: int, syntax: Syntax) -> bool:
    """Whether a title stands shortly before and all that is between is the body that it is of."""
    start = max(syntax.sentences[syntax.sentence_of[first]][0], first - _REACH)
    titles = name_words().titles | name_words().offices
    for at in range(first - 1, start - 1, -1):
        if syntax.lowers[at] in titles and syntax.lowers[at + 1] in _OFFICE_OF:
            return syntax.words[at][0].isupper()
        if syntax.lowers[at] not in _JOINTS and syntax.tags[at] not in PROPER_TAGS:
            return False
    return False
