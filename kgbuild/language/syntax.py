"""The mended parse of a text as columns and as a tree, read from spaCy once: what every later step reads many times."""

from __future__ import annotations

from spacy.tokens import Doc

from kgbuild.language.attachment import repair_attachment
from kgbuild.language.noun_repair import repair_nouns
from kgbuild.language.parse_columns import ParseColumns
from kgbuild.language.parse_repair import repair
from kgbuild.language.verb_repair import repair_verbs
from kgbuild.model import Span

_KEY = "kgbuild.syntax"


class Syntax(ParseColumns):
    """The columns of a parse and its tree.

    The parser's errors of pattern are mended here (:mod:`kgbuild.language.parse_repair`,
    :mod:`kgbuild.language.noun_repair`, :mod:`kgbuild.language.verb_repair`,
    :mod:`kgbuild.language.attachment`), so the columns may differ from the Doc.
    """

    def __init__(self, doc: Doc) -> None:
        super().__init__(doc)
        repair_verbs(self)
        repair(self)
        repair_nouns(self)
        repair_attachment(self)
        self.children: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i:
                self.children[head].append(i)
        self.sentence_of: list[int] = [0] * len(self.words)
        for number, (start, end) in enumerate(self.sentences):
            self.sentence_of[start:end] = [number] * (end - start)
        self.left, self.right = self._edges()

    def _edges(self) -> tuple[list[int], list[int]]:
        """The first and last token of each token's subtree."""
        left, right = list(range(len(self.words))), list(range(len(self.words)))
        order = range(len(self.words))
        changed = True
        while changed:  # a few passes, forwards and backwards in turn: chains of heads run one way or the other
            changed = False
            for i in order:
                head = self.heads[i]
                if left[i] < left[head]:
                    left[head], changed = left[i], True
                if right[i] > right[head]:
                    right[head], changed = right[i], True
            order = order[::-1]
        return left, right

    def move(self, token: int, head: int) -> None:
        """Hang a token below another head, with all below it; there must be no circle."""
        self.children[self.heads[token]].remove(token)
        self.heads[token] = head
        self.children[head] = sorted((*self.children[head], token))
        self.left, self.right = self._edges()

    def span(self, first: int, last: int) -> Span:
        """The stretch of text from one token through another."""
        return Span(self.begins[first], self.ends[last])

    def child(self, token: int, *labels: str) -> int | None:
        """The first child with one of these dependency labels."""
        return next((c for c in self.children[token] if self.deps[c] in labels), None)

    def all_children(self, token: int, *labels: str) -> list[int]:
        return [c for c in self.children[token] if self.deps[c] in labels]

    def subtree(self, token: int) -> list[int]:
        """The token and all below it, in the order of the text."""
        found, todo = [token], [token]
        while todo:
            below = self.children[todo.pop()]
            found += below
            todo += below
        return sorted(found)


def syntax_of(doc: Doc) -> Syntax:
    """The columns of a Doc, made at the first call and kept with it."""
    found = doc.user_data.get(_KEY)
    if not isinstance(found, Syntax):
        found = doc.user_data[_KEY] = Syntax(doc)
    return found
