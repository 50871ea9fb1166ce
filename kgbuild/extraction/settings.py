"""In what setting a word stands: whether its sentence, or the article on the whole, is about work, say.

An entry with ``lex:among "labourWord"`` holds only among words of that category of the lexicon: in a sentence that has
one, or in an article that has several (one sense per discourse: Gale, Church and Yarowsky 1992).
"""

from __future__ import annotations

from collections.abc import Iterable

from kgbuild.language.syntax import Syntax
from kgbuild.ontology import Ontology

SEVERAL = 3  # words of a setting in an article that is about it
SHARE = 0.01  # of the article's words


class Settings:
    """The settings of the sentences of one article; a category is looked up when an entry first asks for it."""

    def __init__(self, syntax: Syntax, ontology: Ontology) -> None:
        self.syntax = syntax
        self.ontology = ontology
        self.sentences: dict[str, frozenset[int]] = {}

    def hold(self, categories: Iterable[str], token: int) -> bool:
        """Whether the token stands in one of the settings."""
        sentence = self.syntax.sentence_of[token]
        return any(sentence in self._of(category) for category in categories)

    def _of(self, category: str) -> frozenset[int]:
        found = self.sentences.get(category)
        if found is None:
            found = self.sentences[category] = self._find(category)
        return found

    def _find(self, category: str) -> frozenset[int]:
        s = self.syntax
        words = frozenset(self.ontology.forms.get(category, ()))
        at = [token for token, lemma in enumerate(s.lemmas) if lemma in words]
        if len(at) >= max(SEVERAL, SHARE * len(s.lemmas)):
            return frozenset(range(len(s.sentences)))
        return frozenset(s.sentence_of[token] for token in at)
