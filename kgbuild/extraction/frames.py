"""Which lexicon entry a predication matches, and what fills the slots of its frame.

Of all entries that share the predication's words, those whose conditions hold compete: each required slot must be
filled, by an argument with one of the slot's labels, of one of its classes, with one of its lemmas. The entry that asks
for most wins: words first ("open fire" before "open"), then conditions, then roles filled, then name.

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
from kgbuild.ontology import LexicalEntry, Ontology, Slot

NOT_BELOW = frozenset(("subject", "object", "clause", "second-object", "time"))  # labels never found below the object
AMBIGUOUS_BELOW = frozenset(("of", "in", "at"))  # found there only where the slot asks for a class
FALLBACK_ROLES = frozenset(("theme", "topic"))  # for what fills no other role
ENTRY_CATEGORIES = frozenset(("verb", "noun", "adjective"))


@dataclass(slots=True)
class Match:
    """One predication read through one entry. `roles` pairs role names with their arguments."""

    predication: Predication
    entry: LexicalEntry
    roles: list[tuple[str, Argument]]
    consumed: tuple[int, ...] = ()  # head words of arguments that belong to the entry's own words or conditions

    def fillers(self, role: str) -> list[Argument]:
        return [argument for name, argument in self.roles if name == role]


@dataclass(slots=True)
class _Reading:
    """A predication as entries of one form see it."""

    category: str
    form: str
    arguments: Sequence[Argument]
    consumed: tuple[int, ...]


class FrameMatcher:
    """Matches the predications of one article with the event entries of the lexicon."""

    def __init__(self, doc: Doc, predications: Sequence[Predication], types: ArgumentTypes, ontology: Ontology) -> None:
        self.doc = doc
        self.predications = predications
        self.syntax = syntax_of(doc)
        self.types = types
        self.ontology = ontology
        self.evoking = {name for name in ontology.superclasses if ontology.is_event(name)}
        self.complements: dict[int, list[Argument]] = {}

    def match(self, predication: Predication) -> Match | None:
        """The best match, or None."""
        best: Match | None = None
        best_score: tuple[int, int, int] = (-1, 0, 0)
        for reading in self._readings(predication):
            for entry in self.ontology.lookup(reading.category, reading.form):
                if entry.evokes not in self.evoking:
                    continue
                found = self._fill(predication, entry, reading)
                if found is not None and found[1] > best_score:
                    best, best_score = found
        return best

    def below(self, token: int) -> list[Argument]:
        """The complements of a noun."""
        if token not in self.complements:
            self.complements[token] = noun_complements(self.doc, token, self.ontology)
        return self.complements[token]

    def _readings(self, p: Predication) -> Iterator[_Reading]:
        entries = self.ontology.entries
        if p.category in ENTRY_CATEGORIES and (p.category, p.lemma) in entries:
            yield _Reading(p.category, p.lemma, p.arguments, ())
        if p.category == "noun" and ("noun", form := self._compound(p.token)) in entries:
            yield _Reading("noun", form, p.arguments, ())
        arguments: Sequence[Argument] = p.arguments
        verb = p.lemma
        if " " in verb and p.category == "verb" and ("verb", verb) not in entries:  # "lashed out", "kidnapped up to ten"
            verb = verb.partition(" ")[0]
            if ("verb", verb) in entries:
                yield _Reading("verb", verb, arguments, ())
        if p.category == "noun":
            if not p.support or p.construction != "light-verb":
                return
            verb = p.support
            label = "subject" if any(a.label == "object" and not a.inherited for a in p.arguments) else "object"
            noun = Argument(label, p.clause, p.span, p.token)
            arguments = [noun, *(a for a in p.arguments if a.label != "object")]
            if label == "object" and ("verb", verb) in entries:
                yield _Reading("verb", verb, arguments, (p.token,))
        elif p.category == "adjective":
            for argument in p.arguments:
                form = f"{p.lemma} {argument.label}"
                if ("adjective", form) in entries:
                    yield _Reading("adjective", form, self._raised(arguments, argument.label), ())
            return
        for argument in arguments:
            label = argument.label
            if label == "subject" or label == "clause":
                continue
            head = self.syntax.lemmas[self.types.measured(argument.token)]
            if label == "object":
                for words in (head, self._compound(self.types.measured(argument.token))):
                    if ("verb", form := f"{verb} {words}") in entries:
                        yield _Reading("verb", form, arguments, (argument.token,))
                for other in dict.fromkeys(a.label for a in (*arguments, *self.below(argument.token))):
                    if ("verb", form := f"{verb} {head} {other}") in entries:
                        below = [a for a in self.below(argument.token) if a.label == other]
                        rest = [a for a in arguments if a is not argument]
                        yield _Reading("verb", form, self._raised([*rest, *below], other), (argument.token,))
                continue
            if ("verb", form := f"{verb} {label}") in entries:
                yield _Reading("verb", form, self._raised(arguments, label), ())
            if ("verb", form := f"{verb} {label} {head}") in entries:
                yield _Reading("verb", form, arguments, (argument.token,))

    def _compound(self, token: int) -> str:
        """The noun with the word before it: "hunger strike"."""
        return f"{self.syntax.lemmas[token - 1]} {self.syntax.lemmas[token]}" if token else ""

    def _raised(self, arguments: Sequence[Argument], label: str) -> list[Argument]:
        """The argument under a preposition that belongs to the verb is the object, unless there is an object."""
        taken = any(a.label == "object" and a.kind != "clause" for a in arguments)
        to = label if taken else "object"
        return [replace(a, label=to if a.kind != "clause" else "clause") if a.label == label else a for a in arguments]

    def _fill(self, p: Predication, entry: LexicalEntry, reading: _Reading) -> tuple[Match, tuple[int, int, int]] | None:
        support = entry.properties.get("support")
        if support and p.support not in support:
            return None
        if (forms := entry.properties.get("complement")) and not self._complemented(reading, forms):
            return None
        modals = entry.properties.get("contentModal")
        if modals and not self._obliges(reading, modals):
            return None
        roles: list[tuple[str, Argument]] = []
        consumed = list(reading.consumed)
        used: set[tuple[int, str]] = set()
        conditions = 2 * bool(support) + 2 * bool(modals) + 4 * bool(forms)
        for slot in entry.slots:
            found = self._candidates(slot, reading)
            if not found:
                if slot.required:
                    return None
                continue
            if slot.required:
                conditions += 1 + self._weight(slot, found)
                if slot.lemmas or (slot.fillers and slot.arguments != ("subject",)):  # what decides the sense is no event
                    consumed += [a.token for a in found if a.predication is not None]
            if slot.role:
                for argument in found:
                    if (argument.token, slot.role) not in used:
                        used.add((argument.token, slot.role))
                        roles.append((slot.role, argument))
        named = {argument.token for role, argument in roles if role not in FALLBACK_ROLES}
        roles = [(role, a) for role, a in roles if role not in FALLBACK_ROLES or a.token not in named]
        score = (reading.form.count(" "), conditions, len(roles))
        return Match(p, entry, roles, tuple(consumed)), score

    def _weight(self, slot: Slot, found: list[Argument]) -> int:
        """How much a filled condition says: a lemma more than a class, a class more than what is merely not ruled out."""
        if slot.lemmas:
            return 4
        if not slot.fillers:
            return 0
        return 3 if any(not self.types.of(a).isdisjoint(slot.fillers) for a in found) else 1

    def _obliges(self, reading: _Reading, modals: tuple[str, ...]) -> bool:
        """Whether the content has one of these modals and is about somebody."""
        for argument in reading.arguments:
            if argument.label == "clause" and argument.predication is not None:
                content = self.predications[argument.predication]
                if content.modal in modals and not content.perfect and content.argument("subject", "object"):
                    return True
        return False

    def _complemented(self, reading: _Reading, forms: tuple[str, ...]) -> bool:
        """Whether the clause is of one of these forms."""
        return any(
            a.label == "clause" and a.predication is not None and self.predications[a.predication].form in forms
            for a in reading.arguments
        )

    def _candidates(self, slot: Slot, reading: _Reading) -> list[Argument]:
        """The arguments of the first label of the slot that has suitable ones; below the object as a last resort."""
        for label in slot.arguments:
            found = [a for a in reading.arguments if a.label == label and self._suits(a, slot)]
            if found:
                return [a for a in found if a.token not in reading.consumed] or ([] if slot.role else found)
        for label in slot.arguments:
            if label in NOT_BELOW or (label in AMBIGUOUS_BELOW and not slot.fillers):
                continue
            for argument in reading.arguments:
                if argument.label == "object" and argument.kind == "nominal":
                    found = [a for a in self.below(argument.token) if a.label == label and self._suits(a, slot)]
                    if found:
                        return found
        return []

    def _suits(self, argument: Argument, slot: Slot) -> bool:
        if slot.lemmas and self.syntax.lemmas[self.types.measured(argument.token)] not in slot.lemmas:
            return False
        if not slot.fillers and not slot.excluded:
            return True
        if argument.kind == "clause":
            return "Clause" in slot.fillers
        classes = self.types.of(argument)
        if slot.excluded and not classes.isdisjoint(slot.excluded):
            return False
        if not slot.fillers:
            return True
        if not classes.isdisjoint(slot.fillers):
            return True
        if "Agent" in slot.fillers:
            return self.types.may_be_agent(argument)
        return False
