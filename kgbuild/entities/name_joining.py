"""Names that recognisers leave in pieces: "U.S. | Department | of | Education", "CNN | Films"."""

from __future__ import annotations

from collections.abc import Callable

from kgbuild.entities.name_words import class_by_words, name_words
from kgbuild.entities.senses import fold
from kgbuild.language.syntax import Syntax

ORGANISATIONS = frozenset((
    "GovernmentBody", "ArmedForce", "EducationalOrganisation", "MediaOutlet", "Company", "NonGovernmentalOrganisation",
    "PoliticalParty",
))
Extent = tuple[int, int]


def joined(
    extents: list[tuple[Extent, str]], syntax: Syntax, is_place: Callable[..., bool]
) -> list[tuple[Extent, str]]:
    """The extents (first and last token, spaCy's label) with adjacent ones joined where they are one name.

    Joins "Department" + of + "Education" (the first word tells an organisation), then a place or another name and the
    organisation right after it; never a person's name, and never across a line, a comma or a possessive.
    """
    found: list[tuple[Extent, str]] = []
    for (first, last), label in extents:
        extent = (first, last)
        while found and label != "PERSON":
            (before_first, before_last), before_label = found[-1]
            if before_label == "PERSON" or not _one_name((before_first, before_last), extent, syntax, is_place):
                break
            found.pop()
            extent, label = (before_first, extent[1]), "ORG"
        found.append((extent, label))
    return found


def _one_name(before: Extent, after: Extent, syntax: Syntax, is_place: Callable[..., bool]) -> bool:
    gap = after[0] - before[1] - 1
    words = _words(syntax, after)
    if gap == 1 and syntax.lowers[before[1] + 1] in ("of", "for"):
        head = syntax.lowers[before[0]]
        opens = name_words().first.get(head) in ORGANISATIONS and before[0] == before[1]
        return opens and syntax.heads[before[1] + 1] == before[1]
    if gap != 0 or "\n" in syntax.text[syntax.ends[before[1]] : syntax.begins[after[0]]]:
        return False
    if syntax.lowers[before[1]] in name_words().titles or syntax.lowers[after[0]] in name_words().titles:
        return False
    if is_place(*before):
        kind = class_by_words(words) or class_by_words(f"x {words}")
        region = kind == "Region" and after[0] == after[1] and syntax.tags[after[0]] in ("NNP", "NNPS")  # Enugu State
        return (kind in ORGANISATIONS - {"PoliticalParty"} or region) and not is_place(*after)  # not Ohio Democrats
    if is_place(*after, demonyms=False):
        return False
    compound = syntax.deps[before[1]] in ("compound", "nmod") and after[0] <= syntax.heads[before[1]] <= after[1]
    return compound and syntax.tags[before[1]] in ("NNP", "NNPS")


def _words(syntax: Syntax, extent: Extent) -> str:
    return fold(syntax.text[syntax.begins[extent[0]] : syntax.ends[extent[1]]])

