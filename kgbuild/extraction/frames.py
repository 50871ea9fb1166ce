"""Which lexicon entry a predication matches, and what fills the slots of its frame.

Of all entries that share the predication's words, those whose conditions hold compete: each required slot must be
filled, by an argument with one of the slot's labels, of one of its classes, with one of its lemmas. The entry that asks
for most wins: words first ("open fire" before "open"), then conditions, then roles filled, then name.

An entry that evokes no event ("in order to", "cold war", "leave open") keeps weaker ones from matching its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kgbuild.extraction.argument_types import INANIMATE, ArgumentTypes
from kgbuild.extraction.readings import Reading, ReadingFinder
from kgbuild.extraction.settings import Settings
from kgbuild.language.syntax import syntax_of
from kgbuild.model import Argument, Predication
from kgbuild.ontology import LexicalEntry, Ontology, Slot

NOT_BELOW = frozenset(("subject", "object", "clause", "second-object", "time"))  # labels never found below the object
CORE_LABELS = frozenset(("subject", "object", "second-object", "attribute", "clause"))
SINGULAR = frozenset(("NN", "NNP", "PRP"))
ADVISING = frozenset(("should", "ought to"))
IMPERSONAL = frozenset(("you", "one", "i", "there"))  # of whom "must" demands nothing by name
AMBIGUOUS_BELOW = frozenset(("of", "in", "at"))  # found there only where the slot asks for a class
HEADS_BELOW = ("object", "attribute")  # whose own complements may fill a slot: "there are soldiers in Kursk"
WORD_WEIGHT = 5  # of a word of a multiword entry, against 1 to 5 of a condition
NO_EVENT = "NoEvent"  # what entries evoke whose words, together, name nothing that happens
NO_EVENT_WEIGHT = 6  # such an entry wins over those of as many words
OWN_WEIGHT = 1000  # an entry of the user's own wins over all bundled ones
PLACE_ROLES = frozenset(("place", "origin", "destination", "instrument"))  # whose filler may have another role
FALLBACK_ROLES = frozenset(("theme", "topic"))  # for what fills no other role


@dataclass(slots=True)
class Match:
    """One predication read through one entry. `roles` pairs role names with their arguments."""

    predication: Predication
    entry: LexicalEntry
    roles: list[tuple[str, Argument]]
    consumed: tuple[int, ...] = ()  # head words of arguments that belong to the entry's own words or conditions

    def fillers(self, role: str) -> list[Argument]:
        return [argument for name, argument in self.roles if name == role]


class FrameMatcher:
    """Matches the predications of one article with the event entries of the lexicon."""

    def __init__(self, doc: Doc, predications: Sequence[Predication], types: ArgumentTypes, ontology: Ontology) -> None:
        self.doc = doc
        self.predications = predications
        self.syntax = syntax_of(doc)
        self.types = types
        self.ontology = ontology
        self.evoking = {NO_EVENT, *(name for name in ontology.superclasses if ontology.is_event(name))}
        self.readings = ReadingFinder(doc, types, ontology)
        self.below = self.readings.below  # the complements of a noun
        self.settings = Settings(self.syntax, ontology)
        self.idle: set[int] = set()  # words of entries that evoke no event, which evoke none alone either

    def match(self, predication: Predication) -> Match | None:
        """The best match, or None."""
        found = self._best(predication, self.readings.of(predication)) or self._best(
            predication, self.readings.without_particle(predication)
        )
        if found is None or found.entry.evokes != NO_EVENT:
            return found
        self.idle.update(found.consumed)
        return None

    def _best(self, predication: Predication, readings: Iterator[Reading]) -> Match | None:
        best: Match | None = None
        best_score: tuple[int, int] = (-1, 0)
        for reading in readings:
            for entry in self.ontology.lookup(reading.category, reading.form):
                if entry.evokes not in self.evoking:
                    continue
                found = self._fill(predication, entry, reading)
                if found is not None and found[1] > best_score:
                    best, best_score = found
        return best

    def _fill(self, p: Predication, entry: LexicalEntry, reading: Reading) -> tuple[Match, tuple[int, int]] | None:
        support = entry.properties.get("support")
        if support and p.support not in support:
            return None
        if p.modal in entry.properties.get("withoutModal", ()):
            return None
        if p.form not in entry.properties.get("ownForm", (p.form,)):
            return None
        if (without := entry.properties.get("without")) and any(a.label in without for a in reading.arguments):
            return None
        if (forms := entry.properties.get("complement")) and not self._complemented(reading, forms):
            return None
        if (joined := entry.properties.get("notJoinedTo")) and self.syntax.lemmas[self.syntax.heads[p.token]] in joined:
            return None
        settings = entry.properties.get("among", ())
        if settings and not self.settings.hold(settings, p.token):
            return None
        if (alone := entry.properties.get("notAlone")) and self._alone(reading, alone):
            return None
        own = "contentSubject" in entry.properties
        if own and not self._told_another(reading):
            return None
        modals = entry.properties.get("contentModal")
        if modals and not self._obliges(reading, modals):
            return None
        fillings: list[tuple[bool, str, Argument]] = []
        consumed = list(reading.consumed)
        used: set[tuple[int, str]] = set()
        conditions = 2 * (own + bool(support) + bool(settings) + bool(modals)) + bool(without) + 4 * bool(forms)
        for slot in entry.slots:
            if slot.barred:
                if self._barred(slot, reading):
                    return None
                continue
            found = self._candidates(slot, reading)
            if not found:
                if slot.required:
                    return None
                continue
            if slot.required:
                conditions += 1 + self._weight(slot, found)
                if slot.lemmas or (
                    slot.fillers and slot.arguments != ("subject",)
                ):  # what decides the sense is no event
                    consumed += [a.token for a in found if a.predication is not None]
            if slot.role:
                for argument in found:
                    if argument.token in reading.consumed:  # the entry's own word: a condition, no participant
                        continue
                    if slot.role == "actor" and self.types.does_nothing(argument):
                        continue
                    if (argument.token, slot.role) not in used:
                        used.add((argument.token, slot.role))
                        fillings.append((slot.required, slot.role, argument))
        decided = {a.token for required, role, a in fillings if required and role not in PLACE_ROLES}
        named = decided | {a.token for _, role, a in fillings if role not in FALLBACK_ROLES}
        roles = [
            (role, a)
            for required, role, a in fillings
            if required
            or (a.token not in decided and role not in FALLBACK_ROLES)
            or role in PLACE_ROLES
            or a.token not in named
        ]
        standing = OWN_WEIGHT if entry.added else NO_EVENT_WEIGHT if entry.evokes == NO_EVENT else 0
        score = (WORD_WEIGHT * reading.words + conditions + standing, len(roles))
        return Match(p, entry, roles, tuple(consumed)), score

    def _weight(self, slot: Slot, found: list[Argument]) -> int:
        """How much a filled condition says: a compound more than a lemma, a class more than what is not ruled out."""
        if slot.lemmas:
            return 5 if any(self.syntax.lemmas[self.types.measured(a.token)] in slot.lemmas for a in found) else 7
        if not slot.fillers:
            return 0
        return 3 if any(not self.types.of(a).isdisjoint(slot.fillers) for a in found) else 1

    def _obliges(self, reading: Reading, modals: tuple[str, ...]) -> bool:
        """Whether the content has one of these modals and is about somebody."""
        for argument in reading.arguments:
            if argument.label == "clause" and argument.predication is not None:
                content = self.predications[argument.predication]
                about = content.argument("subject", "object")
                subjunctive = "subjunctive" in modals and self._is_subjunctive(content)
                if content.modal == "have to" and (not content.tense or (content.tense == "past" and content.passive)):
                    return False  # "would have to win", "two had to be rescued": no demand
                if (content.modal in modals or subjunctive) and not content.perfect and about is not None:
                    if content.modal in ADVISING and not content.passive and INANIMATE in self.types.of(about):
                        return False  # what is to be expected: "the savings should last"
                    return self.syntax.lowers[about.token] not in IMPERSONAL
        return False

    def _alone(self, reading: Reading, forms: tuple[str, ...]) -> bool:
        """Whether one person says so of a clause of these forms, or of nothing: an opinion, "she agreed that"."""
        subjects = [a for a in reading.arguments if a.label == "subject"]
        others = {a.label for a in reading.arguments} - {"subject", "clause", "time"}
        if len(subjects) != 1 or others or self.syntax.tags[subjects[0].token] not in SINGULAR:
            return False
        has_clause = any(a.label == "clause" for a in reading.arguments)
        return "Person" in self.types.of(subjects[0]) and (not has_clause or self._complemented(reading, forms))

    def _is_subjunctive(self, p: Predication) -> bool:
        """ "That the mayor resign": a bare verb below one subject."""
        subject = p.argument("subject", "object")
        if p.modal or subject is None or subject.inherited or self.syntax.tags[subject.token] not in SINGULAR - {"PRP"}:
            return False
        return self.syntax.tags[p.token] in ("VB", "VBP")

    def _told_another(self, reading: Reading) -> bool:
        """Whether the clause has a subject of its own: "wants the court to act", not "wants to act"."""
        return any(
            not subject.inherited
            for a in reading.arguments
            if a.label == "clause" and a.predication is not None
            for subject in self.predications[a.predication].all_arguments("subject")
        )

    def _complemented(self, reading: Reading, forms: tuple[str, ...]) -> bool:
        """Whether the clause is of one of these forms."""
        return any(
            a.label == "clause" and a.predication is not None and self.predications[a.predication].form in forms
            for a in reading.arguments
        )

    def _candidates(self, slot: Slot, reading: Reading) -> list[Argument]:
        """The arguments of the first label of the slot that has suitable ones; below the object as a last resort."""
        for label in _in_order(slot.arguments, reading.arguments):
            found = [a for a in reading.arguments if a.label == label and self._suits(a, slot)]
            free = [a for a in found if a.token not in reading.consumed]
            if free or (found and (slot.lemmas or not slot.role)):
                return free or found
        for label in slot.arguments:
            if (
                label in NOT_BELOW
                or (label in AMBIGUOUS_BELOW and not slot.fillers)
                or (label == "of" and not reading.words and slot.arguments != ("of",))
            ):
                continue
            for argument in reading.arguments:
                if slot.role == "topic" and argument.predication is not None:
                    continue  # "condemned the raid on Tobruk": it is the raid that they condemned
                head = argument.label in HEADS_BELOW or reading.category == "noun" or argument.token in reading.consumed
                if argument.kind == "nominal" and head:  # "came to blows with smugglers"
                    below = self.below(argument.token)
                    if (measured := self.types.measured(argument.token)) != argument.token:  # "part of the aid"
                        below = [*below, *self.below(measured)]
                    found = [a for a in below if a.label == label and self._suits(a, slot)]
                    if found:
                        return found
        return []

    def _barred(self, slot: Slot, reading: Reading) -> bool:
        """Whether an argument is known to be what the slot bars; a name or pronoun of which nothing is known is not."""
        for a in reading.arguments:
            own = reading.words and a.token in reading.consumed
            if own or a.label not in slot.arguments or not self._suits(a, slot):
                continue
            if not slot.excluded or self.types.of(a) or self.syntax.pos[a.token] == "NOUN":
                return True
        return not slot.excluded and any(
            a.label in slot.arguments and a.label not in NOT_BELOW and self._suits(a, slot)
            for token in reading.consumed
            for a in self.below(token)
        )

    def _suits(self, argument: Argument, slot: Slot) -> bool:
        if slot.lemmas:
            head = self.types.measured(argument.token)
            if self.syntax.lemmas[head] not in slot.lemmas and self.readings.compound(head) not in slot.lemmas:
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
        if "Agent" in slot.fillers and not slot.barred:
            return self.types.may_be_agent(argument)
        if "Place" in slot.fillers and not classes:  # a name that no gazetteer has
            return self.syntax.pos[argument.token] == "PROPN" and argument.label != "subject"
        return False


def _in_order(labels: Sequence[str], arguments: Sequence[Argument]) -> Sequence[str]:
    """Objects first, then prepositions in text order ("fired on mourners at a funeral"), the subject last."""
    if len(labels) == 1:
        return labels
    first: dict[str, int] = {}
    for argument in arguments:
        first[argument.label] = min(first.get(argument.label, argument.token), argument.token)
    prepositions = [label for label in first if label in labels and label not in CORE_LABELS]
    return [
        *(label for label in labels if label in CORE_LABELS and label != "subject"),
        *sorted(prepositions, key=first.__getitem__),
        *(label for label in labels if label == "subject"),
    ]
