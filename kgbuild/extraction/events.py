"""Events: predications that an entry of the lexicon reads as something that happens, with their roles filled.

Each event keeps the entry and the construction that made it. Words that belong to another event's own words ("lift" and
its "blockade") make no second event. See coding.py for which events carry a PLOVER code, and same_mention.py for events
that an article names twice.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc

from kgbuild.entities.linker import Resolution
from kgbuild.extraction import participants
from kgbuild.extraction.argument_types import ArgumentTypes
from kgbuild.extraction.coding import Coder
from kgbuild.extraction.content import ContentReader, content_of, promises
from kgbuild.extraction.covering import covering
from kgbuild.extraction.everyday import EverydayReader
from kgbuild.extraction.factuality import factuality_of, is_called_off, is_denied
from kgbuild.extraction.frames import FrameMatcher, Match
from kgbuild.extraction.roles import RoleReader
from kgbuild.extraction.same_mention import join_mentions
from kgbuild.language.syntax import syntax_of
from kgbuild.model import (
    ANALYSED_PARTS,
    Argument,
    Article,
    Claim,
    Event,
    Predication,
    Quantity,
    RoleFiller,
    Span,
    TimeExpression,
)
from kgbuild.ontology import Ontology

GRIEVANCES = frozenset(("PROTEST", "REQUEST", "ACCUSE", "REJECT"))  # what people gather for where they protest

UNPARSED = -1  # the cue of a claim that is no predication ("according to"): no embedder is it


def find_events(
    article: Article,
    doc: Doc,
    predications: list[Predication],
    claims: list[Claim],
    resolution: Resolution,
    quantities: list[Quantity],
    times: list[TimeExpression],
    ontology: Ontology,
) -> list[Event]:
    """The events of an article, in the order of the text."""
    types = ArgumentTypes(doc, resolution, ontology)
    matcher = FrameMatcher(doc, predications, types, ontology)
    matches: dict[int, Match] = {}
    for predication in predications:
        if (match := matcher.match(predication)) is not None:
            matches[predication.index] = match
    _drop_agents(matches, resolution, ontology)
    _drop_consumed(matches, matcher.idle)
    participants.add_joiners(matches, types, ontology)
    reader = ContentReader(predications, matches, types, matcher)
    roles = RoleReader(doc, resolution, types, matcher, quantities, times, matches)
    coder = Coder(predications, matches, ontology)
    everyday = EverydayReader(doc, predications, matches, types, ontology)
    causes: dict[int, Predication] = {}  # event -> the event that its frame has as its actor
    naming = {p.token: p for p in predications}
    lemmas = syntax_of(doc).lemmas
    parts = [(part.span, part.kind) for part in article.parts if part.kind not in ANALYSED_PARTS]
    furniture = covering((match.predication.span for match in matches.values()), parts)
    attributed = _attributed(matches, claims)
    begins = {p.span.begin: p.index for p in predications}
    cues = {claim.key: begins.get(claim.cue[0].begin, UNPARSED) for claim in claims}
    found: list[Event] = []
    for index, match in matches.items():
        p = match.predication
        if furniture[p.span]:
            continue
        kind = _class_of(match, matches, predications, coder.below, types, ontology)
        if everyday.means_other(match, kind, bool(attributed[p.span])):
            continue
        participants.replace_deeds_by_doers(match, naming, causes, types)
        participants.add_owners_of_weapons(match, kind, reader, types, ontology)
        participants.add_sides_of_incident(match, kind, matches, causes, predications, ontology)
        if not _told(match, predications):
            continue
        participants.add_orderers(match, predications, ontology)
        participants.add_who_owns_up(match, predications, lemmas, ontology)
        actors = frozenset(a.token for a in match.fillers("actor"))
        about = [] if _has_agent(match, types) else _recipients(match, kind, actors, reader, ontology)
        event = Event(
            key=f"#event-{p.span.begin}-{p.span.end}",
            type=kind,
            span=p.span,
            factuality=_factuality(p, predications, ontology, attributed=bool(attributed[p.span])),
            roles=roles.roles(match, about),
            claims=attributed[p.span],
            claimed=_claimed(p, predications, ontology, [cues[key] for key in attributed[p.span]]),
            entry=match.entry.id,
            construction=p.construction,
            predication=index,
            tense=p.tense,
        )
        if (event.claimed or event.factuality).endswith("-"):
            event.called_off = is_called_off(p, predications, ontology)
        nobody = actors and all(types.is_nobody(a) for a in match.fillers("actor"))
        if not nobody and not everyday.is_private(match, kind, bool(attributed[p.span]), about):
            event.plover = coder.code(match, kind, frozenset(role.role for role in event.roles))
        found.append(event)
    _said_by(found, claims, resolution, ontology)
    found = join_mentions(found, resolution.entities, ontology)
    participants.inherit_actors(found, causes)
    return found


def _said_by(events: list[Event], claims: list[Claim], resolution: Resolution, ontology: Ontology) -> None:
    """Who speaks does the act of speech where the frame has no agent: "said the vote was fair but accused a paper"."""
    cues = {claim.cue[0]: claim for claim in claims}
    for event in events:
        claim = cues.get(event.span)
        speakers = [each for each in claim.speakers if each.entity and each.span] if claim is not None else []
        if not speakers or any(r.role == "actor" and _may_speak(r.filler, resolution, ontology) for r in event.roles):
            continue
        said = [RoleFiller("actor", each.entity, each.span, each.span) for each in speakers if each.span]
        event.roles = [*said, *(role for role in event.roles if role.role != "actor")]


def _may_speak(key: str, resolution: Resolution, ontology: Ontology) -> bool:
    entity = resolution.entities.get(key)
    return entity is not None and (ontology.is_a(entity.type, "Agent") or ontology.is_a(entity.type, "Place"))


def _factuality(p: Predication, predications: list[Predication], ontology: Ontology, attributed: bool) -> str:
    """The value at the author's level; what is open but negated ("told not to buy") is at most possibly not so.

    What stands in the content of a claim is never certain or probable to the author, who only reports it.
    """
    value = factuality_of(p, predications, ontology)
    if attributed and not value.startswith("PS"):
        value = "PS-" if value.endswith("-") else "Uu"
    return "PS-" if value == "Uu" and is_denied(p, predications, ontology) else value


def _claimed(p: Predication, predications: list[Predication], ontology: Ontology, cues: list[int]) -> str:
    """The value at the level of the innermost claimant. `cues` are the claims' predications, outermost first."""
    return factuality_of(p, predications, ontology, cues[-1]) if cues else ""


def _attributed(matches: dict[int, Match], claims: list[Claim]) -> dict[Span, list[str]]:
    """For the words of each match the claims whose content it is in, the outermost first."""
    within = {claim.key: claim.within for claim in claims}
    depths: dict[str, int] = {}
    for claim in claims:
        chain, at = 0, claim.within
        while at in within and chain < 20:
            chain, at = chain + 1, within[at]
        depths[claim.key] = chain
    contents = [(span, claim.key) for claim in claims for span in claim.content]
    found = covering((match.predication.span for match in matches.values()), contents)
    return {span: sorted(keys, key=lambda key: depths[key]) for span, keys in found.items()}


def _drop_agents(matches: dict[int, Match], resolution: Resolution, ontology: Ontology) -> None:
    """A noun that refers to somebody ("the parties", "the opposition") names no event."""
    for index, match in list(matches.items()):
        p = match.predication
        mention = resolution.at(p.token) if p.category == "noun" and not p.support else None
        entity = resolution.entities.get(mention.entity) if mention is not None else None
        if entity is not None and ontology.is_a(entity.type, "Agent"):
            del matches[index]


def _drop_consumed(matches: dict[int, Match], idle: set[int]) -> None:
    """What another match counts among its own words is no event of its own, nor what is part of an idle expression."""
    taken = idle | {token for match in matches.values() for token in match.consumed}
    for index, match in list(matches.items()):
        if match.predication.token in taken and match.predication.token not in match.consumed:
            del matches[index]


def _are_several(actors: list[Argument], types: ArgumentTypes) -> bool:
    """Whether they are two at least, or two in one phrase: "French and Egyptian warships"."""
    return len(actors) > 1 or any(len(types.resolution.all_at(a.token)) > 1 for a in actors)


def _class_of(
    match: Match,
    matches: dict[int, Match],
    predications: list[Predication],
    below: Mapping[int, list[Predication]],
    types: ArgumentTypes,
    ontology: Ontology,
) -> str:
    """The class that the entry evokes, or the one that it names for several actors or for hostile content."""
    kind = match.entry.evokes
    if (joint := match.entry.properties.get("jointly")) and _are_several(match.fillers("actor"), types):
        return joint[0]
    if "protestPurpose" in match.entry.properties or "leisurePurpose" in match.entry.properties:
        for purpose in below.get(match.predication.index, ()):
            if purpose.embedding != "purpose":
                continue
            inner = matches.get(purpose.index)
            grieved = inner is not None and ontology.plover_types.get(inner.entry.evokes) in GRIEVANCES
            if grieved and (protest := match.entry.properties.get("protestPurpose")):
                return protest[0]
            leisure = match.entry.properties.get("leisurePurpose")
            if leisure and ontology.lookup("leisureVerb", purpose.lemma):
                return leisure[0]
    shifts = match.entry.properties.get("hostileContent")
    if not shifts:
        return kind
    todo, seen = [match.predication], 0
    while todo and seen < 6:
        seen += 1
        at = todo.pop()
        meant = below.get(at.index, ()) if at is match.predication and promises(match) else ()
        for content in (*content_of(at, predications), *(q for q in meant if q.embedding == "purpose")):
            inner = matches.get(content.index)
            if inner is None or inner.entry.evokes not in ontology.plover_types:
                todo.append(content)
            elif ontology.announced_types.get(inner.entry.evokes) == "THREATEN" and not content.negated:
                return shifts[0]
    return kind


def _is_everyday(match: Match, reader: ContentReader, ontology: Ontology) -> bool:
    """Whether what is agreed or promised is itself an event that PLOVER does not know: a sale, a launch."""
    kinds = [
        inner.entry.evokes
        for content in content_of(match.predication, reader.predications)
        if (inner := reader.matches.get(content.index)) is not None
    ]
    return bool(kinds) and all(name not in ontology.plover_types for name in kinds)


def _recipients(
    match: Match, kind: str, actors: frozenset[int], reader: ContentReader, ontology: Ontology
) -> list[Argument]:
    """The recipients that the frame does not name, from where the class says that they may stand."""
    source = ontology.recipient_sources.get(kind, "")
    if kind not in ontology.plover_types:
        return []
    if match.fillers("recipient") and any(ontology.is_a(kind, name) for name in participants.CASUALTIES):
        return []  # "killed 30 others"
    if len(actors) > 1 and ontology.plover_types[kind] == "CONSULT":  # they meet each other
        return []
    if ontology.plover_types[kind] == "AGREE" and _is_everyday(match, reader, ontology):
        return []
    found = reader.about(match, actors) if source == "CONTENT" or match.fillers("topic") else []
    if source == "PURPOSE":
        found = found or reader.purpose(match, actors)
    if ontology.plover_types[kind] == "MOBILIZE":
        found = found or reader.surroundings(match, actors)
    if ontology.plover_types[kind] == "CONCEDE":
        found = found or reader.permitted(match, actors)
    found = found or reader.below_objects(match, actors) or reader.in_topics(match, actors)
    if ontology.plover_types[kind] == "ACCUSE":  # "condemned the raid on Tobruk": whose raid is not said
        victims = {
            a.token
            for content in content_of(match.predication, reader.predications)
            if (inner := reader.matches.get(content.index)) is not None
            and ontology.plover_types.get(inner.entry.evokes) == "ASSAULT"
            for a in inner.fillers("recipient")
        }
        found = [a for a in found if a.token not in victims]
    hostile = "THREATEN" in (ontology.plover_types[kind], ontology.announced_types.get(kind))
    return found or (reader.condition(match, actors) if hostile else [])


def _told(match: Match, predications: list[Predication]) -> bool:
    """Whether it is said by somebody, where the entry is about what one says of another: "said they were behind it"."""
    p = match.predication
    if "speaker" not in match.entry.properties:
        return True
    speakers = predications[p.embedder].all_arguments("subject") if p.embedder is not None else []
    if p.embedding != "complement" or not speakers:
        return False
    match.roles += [("actor", speaker) for speaker in speakers]
    return True


def _has_agent(match: Match, types: ArgumentTypes) -> bool:
    return any((types.is_agent(a) and not types.is_site(a)) or a.kind == "pronoun" for a in match.fillers("recipient"))
