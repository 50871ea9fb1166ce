"""Who takes part in an event by other words than its frame's: who is cited, ordered, armed or joined to it.

Each function adds actors, or recipients, to matches that lack them; what a frame says itself stays.
"""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.extraction.argument_types import ArgumentTypes
from kgbuild.extraction.content import ContentReader
from kgbuild.extraction.frames import Match
from kgbuild.model import Argument, Event, Predication
from kgbuild.ontology import Ontology

SITES = frozenset(("City", "Region", "Facility"))
ARMED = frozenset(("ASSAULT", "MOBILIZE"))
CASUALTIES = ("Killing", "Wounding", "Death")
JOINING = "Joining"


def add_joiners(matches: dict[int, Match], types: ArgumentTypes, ontology: Ontology) -> None:
    """ "Took part in a series of protests": who joins such an act does it; their joining is no second event."""
    acts = {
        match.predication.token: match
        for match in matches.values()
        if match.predication.category == "noun" and match.entry.evokes in ontology.plover_types
    }
    for index, match in list(matches.items()):
        if match.entry.evokes != JOINING:
            continue
        for argument in match.predication.arguments:
            act = acts.get(types.measured(argument.token))
            if act is not None:
                act.roles += [("actor", doer) for doer in match.fillers("actor") if not act.fillers("actor")]
                del matches[index]
                break


def replace_deeds_by_doers(
    match: Match, naming: dict[int, Predication], causes: dict[int, Predication], types: ArgumentTypes
) -> None:
    """An event as actor ("the attack killed ten", "a declaration demands") stands for whoever did it."""
    roles: list[tuple[str, Argument]] = []
    for role, argument in match.roles:
        made = naming.get(argument.token) if role == "actor" and not types.is_agent(argument) else None
        if made is not None and made.category == "noun" and made.index != match.predication.index:
            done = [("actor", a) for a in made.all_arguments("subject")]
            if not done:
                causes[match.predication.index] = made
            roles += done or [(role, argument)]
        else:
            roles.append((role, argument))
    match.roles = roles


def add_owners_of_weapons(
    match: Match, kind: str, reader: ContentReader, types: ArgumentTypes, ontology: Ontology
) -> None:
    """ "Russian rockets hit a hotel", "a rebel attack", "a bomb planted by rebels": whose weapon or deed it is."""
    if ontology.plover_types.get(kind) not in ARMED or match.fillers("actor"):
        return
    p = match.predication
    harm = ontology.is_a(kind, "Wounding") or ontology.is_a(kind, "Death")  # "a head injury"
    deed = [p.token] if p.category == "noun" and not harm else []
    weapons = [*match.fillers("instrument"), *(a for a in p.all_arguments("subject") if "Weapon" in types.of(a))]
    for token in (*deed, *dict.fromkeys(weapon.token for weapon in weapons)):
        for used in reader.modifiers.get(token, ()):
            match.roles += [("actor", user) for user in used.all_arguments("subject") if types.is_agent(user)]
        for owner in reader.matcher.below(token):
            kinds = types.of(owner)
            placed = not kinds.isdisjoint(SITES) or (token in deed and "Country" in kinds)  # "the Odesa attack"
            led = owner.label == "by" and token in deed  # "a Saudi-led raid"
            if (led or (owner.label in ("modifier", "possessor") and not placed)) and types.is_agent(owner):
                match.roles.append(("actor", owner))


def add_sides_of_incident(
    match: Match,
    kind: str,
    matches: dict[int, Match],
    causes: dict[int, Predication],
    predications: list[Predication],
    ontology: Ontology,
) -> None:
    """ "Nine died in a rebel ambush": those who died are whom it hit, and those who laid it killed them."""
    p = match.predication
    if not any(ontology.is_a(kind, name) for name in CASUALTIES) or match.fillers("actor"):
        return
    for argument in p.arguments:
        inner = matches.get(argument.predication) if argument.predication is not None else None
        if inner is None or argument.label not in ("in", "by", "during") or inner.predication.category != "noun":
            continue
        if ontology.plover_types.get(inner.entry.evokes) == "ASSAULT" and inner.entry.evokes != "War":
            causes[p.index] = inner.predication
            if not inner.fillers("recipient"):
                inner.roles += [("recipient", victim) for victim in match.fillers("recipient")]


def add_orderers(match: Match, predications: list[Predication], ontology: Ontology) -> None:
    """ "ordered the release": who orders it does it, where nobody else is named; "shut their shops in protest" too."""
    p = match.predication
    if p.category != "noun" or p.embedder is None or match.fillers("actor"):
        return
    above = predications[p.embedder]
    if p.embedding == "adverbial" and p.embedding_word == "in":
        if ontology.plover_types.get(match.entry.evokes) == "PROTEST":
            match.roles += [("actor", argument) for argument in above.all_arguments("subject")]
        return
    governs = any(a.label == "object" and a.token == p.token for a in above.arguments)
    for entry in ontology.lookup("codingPredicate", above.lemma) if p.embedding == "complement" else ():
        if governs and entry.properties["coding"] == ("plain",):
            match.roles += [("actor", argument) for argument in above.all_arguments("subject")]


def inherit_actors(events: list[Event], causes: dict[int, Predication]) -> None:
    """ "The attack wounded ten": by those who attacked, where the article has said who."""
    named = {span: event for event in events for span in (event.span, *event.further_spans)}
    for event in events:
        cause = causes.get(event.predication) if event.predication is not None else None
        source = named.get(cause.span) if cause is not None else None
        actors = [role for role in source.roles if role.role == "actor"] if source is not None else []
        if actors:
            event.roles = [*actors, *(role for role in event.roles if role.role != "actor")]


def add_who_owns_up(match: Match, predications: list[Predication], lemmas: Sequence[str], ontology: Ontology) -> None:
    """ "Claimed responsibility for the raid": they say that they did it."""
    p = match.predication
    if p.category != "noun" or p.embedder is None or match.fillers("actor"):
        return
    above = predications[p.embedder]
    if above.negated or ontology.plover_types.get(match.entry.evokes) not in ARMED:
        return
    if any(
        a.label == "object"
        and a.span.begin < p.span.begin < a.span.end
        and ontology.lookup("ownedDeed", f"{above.lemma} {lemmas[a.token]}")
        for a in above.arguments
    ):
        match.roles += [("actor", argument) for argument in above.all_arguments("subject")]
