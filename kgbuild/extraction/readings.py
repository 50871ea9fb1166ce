"""The forms under which the lexicon may know a predication.

The words of an entry may be a verb alone; with its particle or preposition ("crack down on"), whose noun phrase then is
the object; with the head of its object ("sever tie"); with a preposition and the head below it ("take to street").
A light verb with its noun ("launched an investigation") is both: the noun, and a verb with that noun as its object.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from kgbuild.extraction.argument_types import ArgumentTypes
from kgbuild.language.noun_complements import noun_complements
from kgbuild.language.syntax import syntax_of
from kgbuild.model import Argument, Predication
from kgbuild.ontology import Ontology

PHRASAL = "phrasalSense"  # the category of verbs that mean something else with their particle: "catch up"
RESULTATIVE_TAGS = frozenset(("JJ", "RB", "VBN", "VBD", "NN", "UH"))


@dataclass(slots=True)
class Reading:
    """A predication as entries of one form see it."""

    category: str
    form: str
    arguments: Sequence[Argument]
    consumed: tuple[int, ...]
    words: int = 0  # of the entry beyond the verb or noun itself


class ReadingFinder:
    """Finds the readings of the predications of one article."""

    def __init__(self, doc: Doc, types: ArgumentTypes, ontology: Ontology) -> None:
        self.doc = doc
        self.syntax = syntax_of(doc)
        self.types = types
        self.ontology = ontology
        self.complements: dict[int, list[Argument]] = {}

    def below(self, token: int) -> list[Argument]:
        """The complements of a noun."""
        if token not in self.complements:
            self.complements[token] = noun_complements(self.doc, token, self.ontology)
        return self.complements[token]

    def of(self, p: Predication) -> Iterator[Reading]:
        """All readings that some entry has the form of."""
        entries = self.ontology.entries
        if (p.category, p.lemma) in entries:
            yield Reading(p.category, p.lemma, p.arguments, ())
        if p.category == "noun":
            for number, form in ((2, self.compound(p.token)), (3, self._joined_by_of(p.token))):
                if ("noun", form) in entries:
                    yield Reading("noun", form, p.arguments, (), number)
            for argument in p.arguments:  # "exchange of fire"
                if argument.label in ("of", "object", "subject"):
                    form = f"{p.lemma} of {self.syntax.lemmas[argument.token]}"
                    if ("noun", form) in entries:
                        yield Reading("noun", form, p.arguments, (argument.token,), 2)
            if p.construction == "light-verb" and p.support_span is not None:
                noun = Argument(
                    "object" if p.support_span.begin < p.span.begin or p.passive else "subject",
                    p.clause,
                    p.span,
                    p.token,
                )
                if noun.label == "object" and ("verb", p.support) in entries:  # whose object is the noun alone
                    rest = [replace(a, label="of") if a.label == "object" else a for a in p.arguments]
                    yield Reading("verb", p.support, [noun, *rest], (p.token,))
                if noun.label == "object":
                    yield from self._phrases(p.support, [noun, *p.arguments])
        elif p.category == "adjective":
            for argument in p.arguments:
                if ("adjective", form := f"{p.lemma} {argument.label}") in entries:
                    yield Reading("adjective", form, self._raised(p.arguments, argument.label), (), 1)
            if ("verb", form := f"{p.support} {p.lemma}") in entries:  # "went bankrupt"
                yield Reading("verb", form, p.arguments, (), 1)
        else:
            yield from self._phrases(p.lemma, p.arguments)
            before = self.syntax.lowers[p.token - 1] if p.token else ""
            if ("verb", form := f"{before} {p.lemma}") in entries:  # "sexually assaulted", "safely detonated"
                yield Reading("verb", form, p.arguments, (), 1)
            yield from self._resultatives(p)

    def _resultatives(self, p: Predication) -> Iterator[Reading]:
        """The verb with what becomes of its object: "set two trucks ablaze", "left ten injured", "were set alight"."""
        s = self.syntax
        ends = [p.token, *(s.right[a.token] for a in p.arguments if a.label == "object" and a.token > p.token)]
        ends += [a.token for a in p.arguments if a.label == "object" and s.right[a.token] > a.token > p.token]
        for end in ends:  # the parser may take the word for one that qualifies the object
            word = end + 1
            if (
                word < len(s.words)
                and s.tags[word] in RESULTATIVE_TAGS
                and ("verb", form := f"{p.lemma} {s.lowers[word]}") in self.ontology.entries
            ):
                yield Reading("verb", form, [*p.arguments, *self.below(word)], (word,), 1)  # "said sorry to the widow"

    def without_particle(self, p: Predication) -> Iterator[Reading]:
        """The verb without its particle, where no entry has both: "kidnapped up to ten"."""
        verb, _, particle = p.lemma.partition(" ")
        if particle and p.category == "verb" and not self.ontology.lookup(PHRASAL, p.lemma):
            yield Reading("verb", verb, self._raised(p.arguments, "to") if particle == "up" else p.arguments, ())

    def _phrases(self, verb: str, arguments: Sequence[Argument]) -> Iterator[Reading]:
        """The readings of a verb with words of its arguments."""
        entries = self.ontology.entries
        for argument in arguments:
            label, token = argument.label, argument.token
            if label == "subject" or label == "clause":
                continue
            measured = self.types.measured(token)
            head = self.syntax.lemmas[measured]
            own = (token,) if measured == token else (token, measured)
            if label == "object" or label == "attribute":
                for under in self.below(token) if label == "object" else ():  # "took the firm to court"
                    if ("verb", form := f"{verb} {under.label} {self.syntax.lemmas[under.token]}") in entries:
                        yield Reading("verb", form, arguments, (under.token,), 2)
                for number, words in enumerate((head, self.compound(measured)), 1):
                    if ("verb", form := f"{verb} {words}") in entries:
                        yield Reading("verb", form, arguments, own, number)
                for other in dict.fromkeys(a.label for a in (*arguments, *self.below(token))):
                    if ("verb", form := f"{verb} {head} {other}") in entries:
                        below = [a for a in self.below(token) if a.label == other]
                        rest = [a for a in arguments if a is not argument]
                        yield Reading("verb", form, self._raised([*rest, *below], other), own, 2)
                continue
            stem = verb.removesuffix(f" {label.split()[0]}")  # "walked out" of what is below "out of"
            if ("verb", form := f"{stem} {label}") in entries:
                yield Reading("verb", form, self._raised(arguments, label), (), 1)
            if ("verb", form := f"{verb} {label} {head}") in entries:
                yield Reading("verb", form, arguments, own, 2)

    def compound(self, token: int) -> str:
        """The noun with the word before it: "hunger strike", "sit-in"."""
        lemmas = self.syntax.lemmas
        if token > 1 and lemmas[token - 1] == "-":
            return f"{lemmas[token - 2]}-{lemmas[token]}"
        return f"{lemmas[token - 1]} {lemmas[token]}" if token else ""

    def _joined_by_of(self, token: int) -> str:
        """The noun with the noun before its "of": "prisoner of war"."""
        lemmas = self.syntax.lemmas
        return f"{lemmas[token - 2]} of {lemmas[token]}" if token > 1 and lemmas[token - 1] == "of" else ""

    def _raised(self, arguments: Sequence[Argument], label: str) -> list[Argument]:
        """The argument under a preposition that belongs to the verb is the object, unless there is an object."""
        taken = any(a.label == "object" and a.kind != "clause" for a in arguments)
        to = label if taken else "object"
        return [replace(a, label=to if a.kind != "clause" else "clause") if a.label == label else a for a in arguments]
