"""What a noun phrase is said to be: appositions ("Kursk, a region in Russia") and the prepositions of a noun."""

from __future__ import annotations

from collections.abc import Iterator

from kgbuild.language.syntax import Syntax

_NOUNS = frozenset(("NOUN", "PROPN"))


def appositions(syntax: Syntax) -> Iterator[tuple[int, int]]:
    """Heads of a noun phrase and of the noun in apposition to it, in the order of the text."""
    for token, label in enumerate(syntax.deps):
        above = syntax.heads[token]
        if label == "appos" and syntax.pos[token] in _NOUNS and syntax.pos[above] in _NOUNS:
            yield above, token


def prepositional_objects(syntax: Syntax, noun: int) -> Iterator[tuple[str, int]]:
    """Each preposition that follows a noun with the head of what it governs."""
    for child in syntax.children[noun]:
        if child > noun and syntax.deps[child] == "prep":
            for inner in syntax.children[child]:
                if syntax.deps[inner] == "pobj":
                    yield syntax.lowers[child], inner
