"""The parse of a text as plain lists, and the moves that mend it.

Reading an attribute of a spaCy token costs about ten times as much as reading a list.
"""

from __future__ import annotations

from spacy.tokens import Doc


class ParseColumns:
    """Columns over the tokens of a Doc: ``columns.deps[i]`` is the dependency label of token ``i``.

    Labels are those of spaCy's English pipelines (ClearNLP dependencies, Penn Treebank tags); `sentences` are (first
    token, token after the last). A root is its own head.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.words: list[str] = [token.text for token in doc]
        self.lemmas: list[str] = [token.lemma_.lower() for token in doc]
        self.tags: list[str] = [token.tag_ for token in doc]
        self.pos: list[str] = [token.pos_ for token in doc]
        self.deps: list[str] = [token.dep_ for token in doc]
        self.ents: list[str] = [token.ent_type_ for token in doc]
        self.heads: list[int] = [token.head.i for token in doc]
        self.begins: list[int] = [token.idx for token in doc]
        self.ends: list[int] = [token.idx + len(token) for token in doc]
        self.lowers: list[str] = [word.lower() for word in self.words]
        self.sentences: list[tuple[int, int]] = [(sent.start, sent.end) for sent in doc.sents]

    def below(self, head: int, start: int, end: int) -> list[int]:
        """The tokens from `start` to before `end` that hang on a head."""
        return [t for t in range(start, end) if self.heads[t] == head and t != head]

    def stands_below(self, token: int, above: int) -> bool:
        """Whether a token is another or hangs on it, at whatever depth: what must not become its head."""
        while token != above and self.heads[token] != token:
            token = self.heads[token]
        return token == above

    def replace(self, old: int, new: int) -> None:
        """Hang `new` where `old` hangs, with its label; a root gives way to a root. What is below `old` stays there."""
        above = self.heads[old]
        self.heads[new], self.deps[new] = (new if above == old else above), self.deps[old]
