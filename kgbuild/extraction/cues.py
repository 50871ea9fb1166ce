"""Cues: which predications attribute something to somebody, by which entry of the lexicon.

A cue is a predication that an entry with a stance matches: through its lemma, or its lemma and the preposition of one
of its arguments ("call for"). Of several entries the one whose content is there wins: a clause before a prepositional
phrase that the entry names, that before an object.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kgbuild.extraction.argument_types import ArgumentTypes
from kgbuild.model import Argument, Predication
from kgbuild.ontology import LexicalEntry, Ontology, Slot

CHANNELS = frozenset(("in", "on", "at", "during", "by", "through", "via"))  # before what a statement is made in


@dataclass(slots=True)
class Cue:
    """One predication read as an attribution."""

    predication: Predication
    entry: LexicalEntry
    content: list[Argument] = field(default_factory=list)
    claimants: list[Argument] = field(default_factory=list)
    addressees: list[Argument] = field(default_factory=list)
    preposition: str = ""  # that the entry's form holds: "for" of "call for"
    speech: bool = False  # takes a quotation, or a clause before it

    @property
    def clausal(self) -> bool:
        return any(argument.kind == "clause" for argument in self.content)


def find_cues(predications: Sequence[Predication], types: ArgumentTypes, ontology: Ontology) -> Iterator[Cue]:
    """The cue of each predication that has one, in the order of the text, with or without content of its own."""
    spent: set[int] = set()  # nouns whose clause is what a verb above them says
    for predication in predications:
        if _only_hedges(predication, predications, ontology):
            continue
        readings = [
            _read(predication, entry, label, types, predications) for entry, label in _entries(predication, ontology)
        ]
        usable = [cue for cue in readings if cue is not None and predication.index not in spent]
        if usable:
            cue = max(usable, key=_preference)
            if not cue.content and predication.category == "verb":
                spent |= _through_noun(cue, predications)
            yield cue


def _only_hedges(predication: Predication, predications: Sequence[Predication], ontology: Ontology) -> bool:
    """Whether it only weakens or hands on the cue below it: "seems to show", "was quoted as saying"."""
    if predication.passive and any(
        entry.evokes in ontology.stances
        for a in predication.all_arguments("as")
        if a.predication is not None
        for entry in ontology.lookup("verb", predications[a.predication].lemma)
    ):
        return True
    if not any(entry.properties.get("hedge") for entry in ontology.lookup(predication.category, predication.lemma)):
        return False
    below = (predications[a.predication] for a in predication.all_arguments("clause") if a.predication is not None)
    return any(
        entry.evokes in ontology.stances
        for clause in below
        if clause.form == "infinitive"
        for entry in ontology.lookup(clause.category, clause.lemma)
    )


def _through_noun(cue: Cue, predications: Sequence[Predication]) -> set[int]:
    """Takes the clause of the noun in "said in a statement that ..." as the verb's; the index of that noun."""
    for argument in cue.predication.arguments:
        if argument.predication is not None and argument.label in CHANNELS:
            noun = predications[argument.predication]
            clauses = noun.all_arguments("clause") if noun.category == "noun" else []
            if clauses:
                cue.content += clauses
                return {noun.index}
    return set()


def _entries(predication: Predication, ontology: Ontology) -> Iterator[tuple[LexicalEntry, str]]:
    """The attributing entries for a predication, each with the preposition that it was found by."""
    labels = dict.fromkeys(a.label for a in predication.arguments)
    forms = [(predication.lemma, "")] + [(f"{predication.lemma} {label}", label) for label in labels]
    for form, label in forms:
        for entry in ontology.lookup(predication.category, form):
            if entry.evokes in ontology.stances:
                yield entry, label


def _read(
    predication: Predication,
    entry: LexicalEntry,
    preposition: str,
    types: ArgumentTypes,
    predications: Sequence[Predication],
) -> Cue | None:
    cue = Cue(predication, entry, preposition=preposition)
    for slot in entry.slots:
        labels = [preposition if label == "phrase" else label for label in slot.arguments]
        found = [a for a in predication.arguments if a.label in labels]
        if slot.barred:
            if any(not slot.lemmas or types.syntax.lemmas[a.token] in slot.lemmas for a in found):
                return None
            continue
        if (slot.fillers or slot.excluded) and any(_unfit(slot, types.of(a)) for a in found if a.kind != "clause"):
            return None
        if slot.lemmas and not all(types.syntax.lemmas[a.token] in slot.lemmas for a in found):
            return None
        if slot.role == "content":
            cue.content += [a for a in found if a not in cue.content]
            cue.speech = cue.speech or "quotation" in slot.arguments
        elif slot.role == "claimant":
            cue.claimants += found
        elif slot.role == "addressee":
            cue.addressees += found
        if slot.required and not found:
            return None
    if "experiencer" in entry.properties:
        if not predication.passive:
            return None
        cue.claimants = [a for a in predication.arguments if a.label in entry.properties["experiencer"]]
        cue.addressees = []
    only_quoted = all(slot.arguments == ("quotation",) for slot in entry.slots if slot.role == "content")
    if preposition and not only_quoted and not any(a.label == preposition for a in cue.content):
        cue.content += predication.all_arguments(preposition)
    clauses = [predications[a.predication] for a in cue.content if a.kind == "clause" and a.predication is not None]
    wanted = entry.properties.get("complement")
    if wanted and clauses and all(clause.form not in wanted for clause in clauses):
        return None
    if predication.passive and clauses:
        _passive_content(cue, any(clause.form == "finite" for clause in clauses))
    if predication.passive and predication.negated and not clauses and not cue.claimants:
        return None  # "the report could not be verified": nobody says anything
    if not predication.passive:
        cue.content = _after(cue.content, predication)
    if not cue.content and not cue.speech:
        return None
    if predication.category == "noun" and not (cue.clausal or cue.claimants):
        return None
    return cue


def _after(content: list[Argument], predication: Predication) -> list[Argument]:
    """Without a clause that stands before a verb with content behind it: "It is safe, I think that it will hold"."""
    if not any(a.span.begin >= predication.span.end for a in content):
        return content
    return [a for a in content if a.kind != "clause" or a.span.end > predication.span.begin]


def _passive_content(cue: Cue, finite: bool) -> None:
    """"Is said to have left": who left belongs to the content. "It is said that", "was asked whether": it does not."""
    objects = cue.predication.all_arguments("object")
    if finite:
        cue.content = [a for a in cue.content if a not in objects]
    else:
        cue.content += [a for a in objects if a not in cue.content and a not in cue.addressees]


def _unfit(slot: Slot, classes: frozenset[str]) -> bool:
    """Whether a slot's conditions exclude what is of these classes; of what nothing is known, only what it demands."""
    return not classes.isdisjoint(slot.excluded) or bool(slot.fillers and classes and classes.isdisjoint(slot.fillers))


def _preference(cue: Cue) -> tuple[int, int, int, str]:
    """Greater is better; the entry's name last, so that the choice never depends on order."""
    kind = (4 if cue.preposition else 3) if cue.clausal else 2 if cue.preposition else 1 if cue.content else 0
    return kind, len(cue.content), len(cue.claimants), cue.entry.id
