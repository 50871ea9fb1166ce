"""Nouns for a person in apposition to a name: "Rosa Meyer, mayor of Lund and chairwoman of the council"."""

from __future__ import annotations

from kgbuild.entities.actor_nouns import ActorWords, form_at
from kgbuild.entities.resolution import Resolution
from kgbuild.language.syntax import Syntax
from kgbuild.language.tagsets import PLURAL_TAGS


class AppositionReader:
    """Reads which nouns of an article say what a named person is."""

    def __init__(self, syntax: Syntax, resolution: Resolution, words: ActorWords) -> None:
        self.syntax = syntax
        self.resolution = resolution
        self.words = words

    def of(self, head: int) -> list[int]:
        """Nouns for a person that stand in apposition to the name: "X, a writer and head of the union"."""
        found = [c for c in self.beside(head) if self.is_person_noun(c) and not self._is_title_of_next(c, head)]
        return [each for noun in found for each in (noun, *self._joined(noun))]

    def _joined(self, noun: int) -> list[int]:
        """The nouns that tell more of the same person, not of another: "and CNN correspondent", not "and his wife"."""
        s = self.syntax
        return [
            c for c in s.all_children(noun, "conj")
            if self.is_person_noun(c) and s.words[c] != s.words[noun] and "," not in s.words[noun + 1 : c]
            and not any(s.tags[each] == "PRP$" for each in s.children[c])
        ]

    def _is_title_of_next(self, noun: int, head: int) -> bool:
        """Whether a name follows at once: in "X, Finnish envoy Y" and "X, journalist and author Y", Y has the title."""
        s, own = self.syntax, self.resolution.at(head)
        for title in (noun, *s.all_children(noun, "conj")):
            for at in range(title + 1, min(title + 4, len(s.words))):
                mention = self.resolution.at(at)
                if mention is not None and mention.kind == "name":
                    if noun > head and mention is not own and s.text[s.ends[title] : mention.span.begin] == " ":
                        return True
                    break
        return False

    def beside(self, head: int) -> list[int]:
        """The nouns in apposition to the name, whichever of the two the parser puts below."""
        s = self.syntax
        found = [c for c in s.all_children(head, "appos") if s.pos[c] in ("NOUN", "PROPN") or self._is_office(c)]
        if s.deps[head] == "appos":
            above = s.heads[head]
            climbed = 0
            direct = self.is_person_noun(above)
            while climbed < 4 and not self._is_office(above) and s.deps[above] in ("pobj", "prep", "poss", "conj"):
                above = s.heads[above]
                climbed += 1
            if direct or (self._is_office(above) and s.pos[above] in ("NOUN", "PROPN")):
                found.append(s.heads[head] if direct else above)
        return found

    def _is_office(self, token: int) -> bool:
        form = form_at(self.syntax, token, self.words)
        return form is not None and form.noun.office

    def is_person_noun(self, token: int) -> bool:
        form = form_at(self.syntax, token, self.words)
        return form is not None and form.noun.denotes == "Person" and self.syntax.tags[token] not in PLURAL_TAGS
