"""One event that an article names twice: joined only where that is certain.

A later event noun is the same event as an earlier naming where it is definite ("the attack", "this invasion") or a
possessive ("Russia's invasion"), both are of one class or one class is above the other, all roles that both state have
a filler in common, and no second earlier event would do as well. What the later naming adds is kept.

Not handled: verbs that tell the same event again, events named by another word of no common class, plurals.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kgbuild.model import Entity, Event
from kgbuild.ontology import Ontology

DEFINITE = frozenset(("definite-nominal", "possessive-nominal"))
CORE_ROLES = ("actor", "recipient", "theme", "place", "time", "quantity", "origin", "destination")
UNCERTAIN = frozenset(("Uu", "CTu", "CT-", "PR-", "PS-"))
REACH = 40  # events back


def join_mentions(events: Sequence[Event], entities: Mapping[str, Entity], ontology: Ontology) -> list[Event]:
    """The events, in the order of the text, with later namings of one joined to its first."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: (e.span, e.type)):
        if kept and kept[-1].span == event.span:
            continue
        first = _antecedent(event, kept[-REACH:], entities, ontology)
        if first is None:
            kept.append(event)
            continue
        first.further_spans.append(event.span)
        stated = {role.role for role in first.roles}
        first.roles += [role for role in event.roles if role.role not in stated]
        if ontology.is_a(event.type, first.type):
            first.type = event.type
    return kept


def _antecedent(
    event: Event, earlier: Sequence[Event], entities: Mapping[str, Entity], ontology: Ontology
) -> Event | None:
    if event.construction not in DEFINITE or event.factuality.endswith("-"):
        return None  # "the cancelled visit" is not told again of the visit that took place
    fits = [
        other
        for other in earlier
        if (ontology.is_a(event.type, other.type) or ontology.is_a(other.type, event.type))
        and other.claims == event.claims
    ]
    if len(fits) != 1 or fits[0].factuality in UNCERTAIN or not _agree(fits[0], event, entities):
        return None
    return fits[0]


def _identity(key: str, entities: Mapping[str, Entity]) -> str:
    """A government or force and its place count as one."""
    entity = entities.get(key)
    return entity.place or key if entity is not None else key


def _agree(one: Event, other: Event, entities: Mapping[str, Entity]) -> bool:
    """Whether the roles that both state share a filler; a possessive must share one at least."""
    shared = False
    for role in CORE_ROLES:
        ours = {_identity(filler.filler, entities) for filler in one.roles if filler.role == role}
        theirs = {_identity(filler.filler, entities) for filler in other.roles if filler.role == role}
        if ours and theirs:
            if ours.isdisjoint(theirs):
                return False
            shared = True
    return shared or other.construction == "definite-nominal"
