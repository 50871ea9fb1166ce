"""Storms have people's names: "Hurricane Maria", "Tropical Storm Iris", later in the article "Iris" alone."""

from __future__ import annotations

from collections.abc import Iterator

from kgbuild.entities.identifiers import name_key
from kgbuild.entities.name_words import name_words
from kgbuild.language.syntax import Syntax
from kgbuild.language.tagsets import PROPER_TAGS
from kgbuild.model import Entity


def storm_names(syntax: Syntax) -> Iterator[tuple[int, int]]:
    """The first and last token of each name of a storm, said with its kind."""
    kinds, strengths = name_words().storms, name_words().storm_strengths
    for at in range(1, len(syntax.words)):
        named = syntax.tags[at] in PROPER_TAGS and syntax.words[at].istitle() and syntax.lowers[at] not in kinds
        if named and syntax.lowers[at - 1] in kinds and syntax.words[at - 1][0].isupper():
            first = at - 1
            while first > 0 and syntax.lowers[first - 1] in strengths and syntax.words[first - 1][0].isupper():
                first -= 1
            yield first, at


def storm(label: str) -> Entity:
    """The storm of that name: one for "Hurricane Iris" and "Tropical Storm Iris", labelled as the article first has it.

    Names come back after six years: across articles only their dates tell two storms of one name apart.
    """
    return Entity(name_key("namedevent", f"storm {label.split()[-1]}"), "NamedEvent", label, basis="name")
