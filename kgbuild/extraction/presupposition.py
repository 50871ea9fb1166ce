"""What a clause takes for granted, whatever is planned, wished or possible above it, and what is only told in it."""

from __future__ import annotations

from kgbuild.extraction.embedding_entries import content_entries, embedding_entries, group_of, marker_entries
from kgbuild.extraction.factuality_values import CERTAIN, Value
from kgbuild.model import Predication
from kgbuild.ontology import Ontology

FACTIVE_STANCES = frozenset(("Praises", "Condemns", "Criticises", "Supports", "Opposes", "Acknowledges"))
BELIEVING = frozenset(("Believes",))  # "accepted the plan"
UNTIL = frozenset(("until", "till"))
TELLING = frozenset(("according to", "that"))


def presupposes(value: Value, below: Predication, above: Predication, ontology: Ontology, ceasing: bool) -> bool:
    """Whether this step takes for granted what is below, whatever is planned, wished or possible above it.

    A relative clause or adverbial clause in the past ("plans to visit the town that was shelled"), a definite noun or a
    clause under a factive ("wants them to condemn the attack", "may know that they left") or a factive conjunction or
    preposition ("because of", "amid"), a definite adjunct ("was shot early in the war"), with `ceasing` a definite noun
    under a terminative ("wants the war to stop"). Not below "would" or a condition, where the past is no time.
    """
    if value.certainty != CERTAIN or ((above.modal == "would" or above.conditional or above.question) and not ceasing):
        return False
    definite = below.construction == "definite-nominal"
    past = is_past(below)
    if below.embedding == "relative":
        return past
    if below.embedding == "adverbial":
        groups = {group_of(entry) for entry in marker_entries(above, below, ontology)}
        if below.embedding_word in UNTIL and is_past(above) and not above.negated:
            return past or below.form == "gerund"  # "fought until the king fled"
        if groups:
            return groups == {"factive"} and (past or below.form == "nominal")
        return past or definite
    if below.embedding == "complement" and _is_told_beside(below, above):
        return past
    if below.embedding != "complement" or not (definite or below.form == "finite"):
        return False
    if below.embedding_word in ("whether", "if"):
        return False
    entries = embedding_entries(above, below, ontology)
    group = group_of(entries[0]) if entries else ""
    return group == "factive" or (group == "terminative" and definite and ceasing)


def is_past(clause: Predication) -> bool:
    return clause.form == "finite" and not clause.modal and (clause.tense == "past" or clause.perfect)


def _is_told_beside(noun: Predication, above: Predication) -> bool:
    """ "The sale, which was completed in May, was announced": its own verb stands in a relative clause."""
    finite = noun.category == "noun" and noun.form == "finite"
    return finite and any(a.token == noun.token and a.label != "clause" for a in above.arguments)


def tells(below: Predication, above: Predication, ontology: Ontology) -> bool:
    """Whether what is below is what somebody says, thinks or is cited for."""
    if below.embedding == "condition":
        return True
    if _is_told_beside(below, above):
        return False
    if below.embedding != "complement":
        return below.embedding_word in TELLING
    if below.embedding_word in ("whether", "if"):
        return True
    if above.lemma == "be" and any(group_of(entry) != "factive" for entry in content_entries(below, ontology)):
        return True
    groups = {group_of(entry) for entry in embedding_entries(above, below, ontology)}
    if below.form == "finite" and below.tense != "future":
        return not groups & {"factive", "veridical", "implicative"}
    if above.category == "noun":
        return False
    if groups:
        return bool(groups & {"nonFactive", "counterfactual", "evidential"})
    stances = ontology.stances - FACTIVE_STANCES - BELIEVING
    return any(entry.evokes in stances for entry in ontology.lookup(above.category, above.lemma))
