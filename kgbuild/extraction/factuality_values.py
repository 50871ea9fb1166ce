"""The values of FactBank, and what a predication's own clause says of it: polarity, modality, tense, question, adverbs.

Saurí and Pustejovsky 2009. What the predications above it make of that is :mod:`kgbuild.extraction.factuality`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kgbuild.model import Predication
from kgbuild.ontology import LexicalEntry, Ontology

CERTAIN, PROBABLE, POSSIBLE, UNKNOWN = 3, 2, 1, 0
_LETTERS = {CERTAIN: "CT", PROBABLE: "PR", POSSIBLE: "PS"}
STILL_AHEAD = (("prospective",), ("postponing",))
MANY = frozenset(("many", "much", "enough", "all", "every"))
POSSIBILITY_MODALS = frozenset(("may", "might", "could", "can"))


class Value(NamedTuple):
    """Polarity (1 holds, -1 does not, 0 unknown) and certainty."""

    polarity: int
    certainty: int

    def __str__(self) -> str:
        if self.certainty == UNKNOWN or self.polarity == 0:
            return "CTu" if self.certainty == CERTAIN else "Uu"
        return _LETTERS[self.certainty] + ("+" if self.polarity > 0 else "-")

    def under(self, effect: Value) -> Value:
        """What is left of this value below a predicate of that effect: signs multiply, certainty is the lesser."""
        return Value(self.polarity * effect.polarity, min(self.certainty, effect.certainty))


FACT = Value(1, CERTAIN)
OPEN = Value(0, UNKNOWN)
_VALUES = {
    str(v): v for v in (Value(sign, certainty) for sign in (1, -1) for certainty in (CERTAIN, PROBABLE, POSSIBLE))
}


def value_of(name: str) -> Value:
    """The value of a FactBank name; open for ``Uu`` and ``CTu``."""
    return _VALUES.get(name, OPEN)


def own_value(predication: Predication, ontology: Ontology) -> Value:
    """The value in its own clause: polarity, modality, tense, question, condition, adverbs and adjectives."""
    p = predication
    value = Value(-1 if p.negated else 1, CERTAIN)
    if p.negated and p.category == "noun" and MANY.intersection(p.adverbs):
        return OPEN  # "did not suffer many attacks": perhaps a few
    if p.question or (p.conditional and not _is_speech_act(p, ontology)):
        return OPEN
    if p.modal in POSSIBILITY_MODALS:
        value = Value(-1, CERTAIN) if p.negated and p.modal in ("can", "could") else Value(value.polarity, POSSIBLE)
    elif p.modal == "must" and p.perfect:
        value = Value(value.polarity, PROBABLE)
    elif p.modal == "have to" and p.tense == "past" and not p.negated:
        value = FACT
    elif p.modal:
        return OPEN
    elif p.tense == "future":
        value = Value(value.polarity, PROBABLE)
    elif p.embedding_word == "to" and (
        (p.embedder is None and p.form in ("infinitive", "participle"))
        or (p.embedding == "coordination" and p.form == "participle")
    ):
        return OPEN  # "sanctions ought to be lifted", headlines ("sanctions to be lifted")
    elif (
        p.form == "infinitive"
        and (p.embedder is None or p.embedding == "coordination")
        and not p.tense
        and not p.passive
    ):
        return OPEN  # imperatives
    for adverb in p.adverbs:
        category = "attributiveAdjective" if p.category == "noun" else "embeddingAdverb"
        entries = ontology.lookup(category, adverb) or ontology.lookup("embeddingAdverb", adverb)
        if entries and _happens(p, ontology) and entries[0].properties.get("factivity") in STILL_AHEAD:
            continue  # "the planned attack took place"
        effect = effect_of(entries, False)
        if effect is not None:
            value = value.under(effect)
    return value


def _happens(p: Predication, ontology: Ontology) -> bool:
    """Whether a light verb says that an event noun happened: "took place", "began", "carried out"."""
    if p.category != "noun" or p.form != "finite" or not p.support:
        return False
    supports = {e.properties.get("support") for e in ontology.lookup("lightVerb", p.support)}
    return bool(supports & {("occurrence",), ("agentive",)})


def _is_speech_act(p: Predication, ontology: Ontology) -> bool:
    """ "They threaten to leave if he stays": the threat is made, its content hangs on the condition."""
    if p.embedding == "condition" or p.modal or p.tense not in ("past", "present") or p.category != "verb":
        return False
    return any(entry.evokes in ontology.stances for entry in ontology.lookup("verb", p.lemma))


def effect_of(entries: Sequence[LexicalEntry], negated: bool, claimed: bool = False) -> Value | None:
    for entry in entries:
        names = ("claimedWhenNegated", "claimedWhenAffirmed") if claimed else ("whenNegated", "whenAffirmed")
        found = entry.properties.get(names[0] if negated else names[1])
        if found is None and claimed:
            found = entry.properties.get("whenNegated" if negated else "whenAffirmed")
        if found is not None:
            return _VALUES.get(found[0], OPEN)
    return None
