"""Whom a statement, demand or promise is about, where that stands inside what is stated, demanded or promised.

"Poland demanded that Germany pay": Germany, the subject of the content. "threatened to attack Iran": Iran, as the
subject is the speaker. "demanded the release of the crew", "rejected Iran's offer": within the noun phrase.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kgbuild.extraction.argument_types import UNRESOLVED, ArgumentTypes
from kgbuild.extraction.frames import FrameMatcher, Match
from kgbuild.model import Argument, Entity, Predication

WITHIN_NOUN = (
    "possessor",
    "modifier",
    "by",
    "from",
    "against",
    "on",
    "of",
    "to",
    "with",
    "for",
    "in",
    "between",
    "over",
)
AFFECTED = (
    "object",
    "second-object",
    "to",
    "against",
    "on",
    "from",
    "with",
    "for",
    "into",
    "in",
    "of",
    "at",
    "over",
    "near",
)
CONTENT_LABELS = ("object", "for", "of", "to", "on", "about", "over", "at", "into", "against")
SETTLED = frozenset(("Place", "Territory"))
COMPASS = frozenset(word + end for word in "north south east west".split() for end in ("", "east", "west"))
LOCAL = frozenset(("City", "Facility"))
PEOPLE = frozenset(("Country", "GroupOfPeople", "Government"))
OBJECT_LIKE = ("object", "for", "into", "over", "about", "against")
TOWARDS = ("to", "against", "on", "from", "with", "for")  # beside an unnamed object, whom a named one is about
FACING = frozenset(("near", "close to", "towards", "toward", "around", "off", "against", "with"))
SURROUNDINGS = FACING | {"along", "to", "on", "across", "up to", "into"}  # of moved forces: at whom they are aimed
STATES = frozenset(("Country", "Government", "GovernmentBody"))
SIDES = frozenset(("Government", "ArmedGroup", "GroupOfPeople"))
OWNED = frozenset(("Place", "Government", "ArmedForce", "ArmedGroup", "Territory"))
SPEAKERS = frozenset(("i", "we"))
DEPTH = 4


class ContentReader:
    """Finds the agents that the content of a predication is about."""

    def __init__(
        self, predications: list[Predication], matches: Mapping[int, Match], types: ArgumentTypes, matcher: FrameMatcher
    ) -> None:
        self.predications = predications
        self.matches = matches
        self.types = types
        self.matcher = matcher
        self.modifiers: dict[int, list[Predication]] = {}  # noun -> participles and relative clauses whose object it is
        self.dependents: dict[int, list[Predication]] = {}
        for p in predications:
            if p.embedder is not None:
                self.dependents.setdefault(p.embedder, []).append(p)
            for argument in p.arguments:
                if argument.inherited and argument.label == "object" and p.embedding in ("participle", "relative"):
                    self.modifiers.setdefault(argument.token, []).append(p)

    def about(self, match: Match, actors: frozenset[int]) -> list[Argument]:
        """The agents that the match's clause or nominal content is about, other than its own actors."""
        p = match.predication
        if found := self.below_objects(match, actors):
            return found
        for argument in (*p.arguments, *self._attached(match)):
            content = argument.predication
            if argument.label == "subject" or content is None or content == p.index:
                continue
            if argument.kind == "clause" or argument.label in CONTENT_LABELS:
                found = self.within(self.predications[content], actors, DEPTH)
                if not found and argument.kind == "nominal":
                    found = self.in_phrase(argument, actors)
                if found:
                    return found
        for argument in p.all_arguments("object", "for", "on", "about", "of", "over", "at", "to", "with"):
            if argument.kind == "nominal" and (found := self.in_phrase(argument, actors)):
                return found
        return self.in_topics(match, actors, events=True)

    def in_topics(self, match: Match, actors: frozenset[int], events: bool = False) -> list[Argument]:
        """The agents in what the frame has as theme or topic: "voted in favour of Ukraine's bid", "tariffs on"."""
        for role, argument in match.roles:
            if role not in ("theme", "topic") or argument.kind != "nominal" or self.types.is_agent(argument):
                continue
            below = argument.predication if events and argument.predication != match.predication.index else None
            found = self.within(self.predications[below], actors, DEPTH) if below is not None else []
            if found := found or self.in_phrase(argument, actors):
                return found
        return []

    def surroundings(self, match: Match, actors: frozenset[int]) -> list[Argument]:
        """Whose border or shore is where forces are moved: "massed armour along its border with Mali"."""
        for argument in match.predication.arguments:
            if argument.label not in SURROUNDINGS or argument.kind != "nominal":
                continue
            near = [argument] if argument.label in FACING and self._abroad(argument, actors) else []
            if found := [a for a in (*near, *self.in_phrase(argument, actors)) if self.types.is_named(a)]:
                return found[:1]
        return []

    def _attached(self, match: Match) -> list[Argument]:
        """What the parser took for an adjunct: a gerund right after its verb ("ruled out sending"), what is sworn."""
        p = match.predication
        return [
            Argument("clause", q.span, q.span, q.token, "clause", q.index)
            for q in self.dependents.get(p.index, ())
            if follows_directly(q, p) or (q.embedding == "purpose" and promises(match))
        ]

    def within(self, content: Predication, actors: frozenset[int], depth: int) -> list[Argument]:
        """The agents in a predication: an own subject, else whom it acts on, else those in what it embeds."""
        if depth == 0:
            return []
        subjects = [
            a
            for a in content.all_arguments("subject")
            if a.token not in actors
            and self.types.syntax.lowers[a.token] not in SPEAKERS
            and self.types.may_be_agent(a)
            and not self._owned(a)
            and not (a.kind != "nominal" and content.form == "nominal")
            and not self._own_state(a, actors)
        ]
        if subjects and (content.form != "infinitive" or not all(a.inherited for a in subjects)):
            return subjects
        match = self.matches.get(content.index)
        if match is not None:
            recipients = [a for a in match.fillers("recipient") if self._other(a, actors)]
            if recipients:
                return recipients
        things = {a.token for a in match.fillers("theme")} if match is not None else set()
        for label in AFFECTED:
            found = [a for a in content.all_arguments(label) if self._other(a, actors)]
            found = [a for a in found if a.token not in things or self.types.is_named(a)]  # "to reopen embassies"
            if len(actors) > 1:  # "agreed to meet in Cairo": the two concern each other
                found = [a for a in found if self._concerned(a)]
            if found and not any(self.types.is_named(a) for a in found):  # "send a field hospital to Chad"
                named = [
                    a
                    for a in content.all_arguments(*TOWARDS)
                    if a.kind == "nominal" and self.types.is_named(a) and self._other(a, actors)
                ]
                found = named[:1] or found
            if found:
                return found
        for argument in content.arguments:
            below = argument.predication
            governed = argument.label != "subject" or content.form == "nominal"  # "in protest of the refusal"
            if below is not None and below != content.index and governed:
                found = self.within(self.predications[below], actors, depth - 1)
                if found:
                    return found
        for argument in content.arguments:
            if argument.label != "subject" and argument.kind == "nominal" and argument.label != "time":
                found = self.in_phrase(argument, actors)
                if found:
                    return found
        return subjects

    def in_phrase(self, argument: Argument, actors: frozenset[int], depth: int = 3) -> list[Argument]:
        """The agents named within a noun phrase that is itself no agent."""
        below = self.matcher.below(argument.token)
        for label in WITHIN_NOUN:
            found = [a for a in below if a.label == label and self._other(a, actors) and self._concerned(a, argument)]
            if found:
                return found
        for participle in self.modifiers.get(argument.token, ()):
            if found := [a for a in participle.all_arguments("subject") if self._other(a, actors)]:
                return found
        if depth:
            for each in below:
                where = self.types.is_named(each) and not self._concerned(each, argument)
                if each.label not in ("time", "in", "at", "near") and not where:
                    found = self.in_phrase(each, actors, depth - 1)
                    if found:
                        return found
        return []

    def _concerned(self, argument: Argument, head: Argument | None = None) -> bool:
        """A city is where a thing happens, a country may be whom it concerns; before a noun names count.

        So do sides before what they say: "opposition calls", "rebel demands".
        """
        if argument.label == "modifier":
            if head is not None and "City" in self.types.of(argument) and not SETTLED.isdisjoint(self.types.of(head)):
                return False  # "the Lagos road"
            said = head is not None and "Proposal" in self.types.of(head)
            return self.types.is_named(argument) or (said and not self.types.of(argument).isdisjoint(SIDES))
        classes = self.types.of(argument)
        if argument.label == "of":
            return not self._names_place(argument, classes, head)
        return argument.label != "in" or not (LOCAL & classes or (UNRESOLVED in classes and not PEOPLE & classes))

    def _names_place(self, argument: Argument, classes: frozenset[str], head: Argument | None) -> bool:
        """A name that only says where: "a convoy west of Rawa", "the village of Qena"."""
        s = self.types.syntax
        before = s.heads[argument.token] - 1
        if before >= 0 and s.lowers[before] in COMPASS:
            return not PEOPLE & classes
        return UNRESOLVED in classes and head is not None and not SETTLED.isdisjoint(self.types.of(head))

    def _entity(self, token: int) -> Entity | None:
        mention = self.types.resolution.at(token)
        return self.types.resolution.entities.get(mention.entity) if mention is not None else None

    def _abroad(self, argument: Argument, actors: frozenset[int]) -> bool:
        """Whether it is a place in another country than any of the actors."""
        entity = self._entity(argument.token)
        if entity is None or not entity.country:
            return False
        return all(own is None or own.country != entity.country for own in map(self._entity, actors))

    def _own_state(self, argument: Argument, actors: frozenset[int]) -> bool:
        """Whether it is the state that an actor speaks for: "the Serbian president said Serbia would"."""
        entity = self._entity(argument.token)
        if entity is None or entity.type not in STATES:
            return False
        return any(
            own is not None and own.country == entity.country and (own.sector in ("GOV", "MIL") or own.type in STATES)
            for own in map(self._entity, actors)
        )

    def _other(self, argument: Argument, actors: frozenset[int]) -> bool:
        return (
            argument.token not in actors
            and argument.kind == "nominal"
            and not self._own_state(argument, actors)
            and self.types.is_agent(argument)
            and not self._owned(argument)
        )

    def _owned(self, argument: Argument) -> bool:
        """Whether it is the speakers' own: "their country", "its forces", but not "his counterpart"."""
        syntax = self.types.syntax
        kinds = self.types.of(argument)
        own = any(syntax.tags[child] == "PRP$" for child in syntax.children[argument.token])
        return own and not kinds.isdisjoint(OWNED)

    def below_objects(self, match: Match, actors: frozenset[int]) -> list[Argument]:
        """The agents named within an object that is itself no agent: "rejected Iran's ideas"."""
        moves = self.matcher.ontology.is_a(match.entry.evokes, "Withdrawal")
        moved = {a.token for a in match.fillers("theme")} if moves else ()
        for argument in match.predication.arguments:
            own_word = argument.predication is None or argument.token in match.consumed  # "eased the closure of Gaza"
            if argument.label in OBJECT_LIKE and argument.kind == "nominal" and own_word:
                if self.types.is_agent(argument) and not self.types.is_site(argument):
                    own = [argument] if argument.token in match.consumed else []
                    if argument.token in moved:
                        continue  # "withdrew Russian troops": whose they are is no matter of another's
                    if argument.token not in actors and (found := self.in_phrase(argument, actors) or own):
                        return found
                elif found := self.in_phrase(argument, actors):
                    return found
        return []

    def permitted(self, match: Match, actors: frozenset[int]) -> list[Argument]:
        """Who is let or kept from doing something: "has let a monk travel"."""
        for argument in match.predication.arguments:
            if argument.label == "clause" and argument.predication is not None:
                content = self.predications[argument.predication]
                return [a for a in content.all_arguments("subject") if not a.inherited and self._other(a, actors)]
        return []

    def condition(self, match: Match, actors: frozenset[int]) -> list[Argument]:
        """Of whom a threat demands something: "threatened to leave unless Iran gives way"."""
        for other in self.dependents.get(match.predication.index, ()):
            for each in (other, *self.dependents.get(other.index, ())):
                if each.embedding == "condition":
                    found = [a for a in each.all_arguments("subject") if self._other(a, actors)]
                    if found:
                        return found
        return []

    def _blames(self, p: Predication) -> bool:
        match = self.matches.get(p.index)
        return match is not None and self.matcher.ontology.plover_types.get(match.entry.evokes) == "ACCUSE"

    def purpose(self, match: Match, actors: frozenset[int]) -> list[Argument]:
        """The agents that an act is aimed at by its purpose: "blocked the road to press the president"."""
        for other in self.dependents.get(match.predication.index, ()):
            if other.construction == "participle" and (other.token < match.predication.token or self._blames(other)):
                continue  # "rebels fighting to oust him took": said of the rebels; "an attempt blamed on a gang"
            if other.form != "finite" and other.category == "verb" and (found := self.within(other, actors, DEPTH)):
                return found
        for argument in match.predication.arguments:
            if argument.label.startswith("in ") and (found := self.in_phrase(argument, actors)):
                return found
            below = argument.predication if argument.label == "in" else None  # "in protest of the law"
            if below is not None and (found := self.within(self.predications[below], actors, DEPTH)):
                return found
        return []


def follows_directly(below: Predication, above: Predication) -> bool:
    """Whether a gerund stands right after the verb that governs it."""
    return below.form in ("gerund", "participle") and not below.passive and 0 < below.span.begin - above.span.end < 2


def promises(match: Match) -> bool:
    """Whether an infinitive below it can only be what is promised or threatened: "swore to fight until"."""
    return "hostileContent" in match.entry.properties and match.predication.argument("clause", "object") is None


def content_of(above: Predication, predications: list[Predication]) -> Iterator[Predication]:
    """The predications that a predication has as its clause or as its noun complements."""
    for argument in above.arguments:
        if argument.predication is not None and argument.label != "subject" and argument.predication != above.index:
            yield predications[argument.predication]
