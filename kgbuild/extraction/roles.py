"""The fillers of an event's roles: those that its frame gives, and time, place, instrument and quantity."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from spacy.tokens import Doc

from kgbuild.entities.linker import Resolution
from kgbuild.extraction.argument_types import ArgumentTypes
from kgbuild.extraction.circumstances import CircumstanceReader, add_filler
from kgbuild.extraction.frames import FrameMatcher, Match
from kgbuild.extraction.interval_index import IntervalIndex
from kgbuild.model import Argument, Quantity, RoleFiller, Span, TimeExpression

AFFECTED_ROLES = ("recipient", "theme", "outcome")
EVENTUAL_ROLES = frozenset(("theme", "topic", "outcome"))
OWNERS = frozenset(("possessor", "modifier", "in"))
GOALS = frozenset(("origin", "destination"))
WATER_AND_LAND = frozenset(("WaterBody", "Landform"))
PEOPLED = frozenset(("Agent", "Country", "Region", "City", "Continent"))


class RoleReader:
    """Fills the roles of the events of one article."""

    def __init__(
        self,
        doc: Doc,
        resolution: Resolution,
        types: ArgumentTypes,
        matcher: FrameMatcher,
        quantities: Sequence[Quantity],
        times: Sequence[TimeExpression],
        nodes: Container[int],
    ) -> None:
        self.doc = doc
        self.resolution = resolution
        self.types = types
        self.matcher = matcher
        self.nodes = nodes  # of predications that are events of their own
        self.text = matcher.syntax.text
        counts = [q for q in quantities if self.text[q.span.end : q.span.end + 1] != "-"]  # not in "a 62-year-old man"
        self.vague = {q.key for q in quantities if q.approximation == "Vague"}
        self.quantities = IntervalIndex([(q.span, q.key) for q in counts])
        self.times = IntervalIndex([(t.span, t.key) for t in times])
        self.circumstances = CircumstanceReader(doc, resolution, types, matcher, self.times)

    def roles(self, match: Match, recipients: Iterable[Argument] = ()) -> list[RoleFiller]:
        """All fillers, frame roles first. `recipients` come from the content where the frame names none."""
        found: list[RoleFiller] = []
        used: set[int] = set(match.consumed)
        concerned = list(recipients)
        for role, argument in [*match.roles, *(("recipient", each) for each in concerned)]:
            if argument.kind == "clause" or (
                argument.predication is not None and argument.token == match.predication.token
            ):
                continue
            used.add(argument.token)
            if role == "recipient" and not self.types.of(argument).isdisjoint(WATER_AND_LAND):
                if any(f.span == argument.span and f.role in GOALS for f in found):
                    continue
                role = "place"  # "missiles fell into the Black Sea"
            if argument in concerned and self._acts(argument, found):
                continue  # "rejected accusations that it had"
            if role in EVENTUAL_ROLES and argument.predication is not None and self._is_event(role, argument):
                continue  # an event, not an entity: it has a node of its own
            if role == "quantity":  # not "the purchase of a missile for Ukraine"
                if key := self.quantities.first_in(argument.span):
                    add_filler(found, role, key, self.quantities.span_of(key), argument.head)
                continue
            if time := self.times.inside(argument.span, argument.head):
                add_filler(found, "time", time, argument.span, argument.head)
            else:
                before = len(found)
                add_filler(found, role, self.circumstances.key(argument), argument.span, argument.head)
                if len(found) > before:  # two actors in one phrase: Russian and Belarusian soldiers
                    others = (m.entity for m in self.resolution.all_at(argument.token)[1:])
                    found += [RoleFiller(role, key, argument.span, argument.head) for key in others]
        self.circumstances.read(match, used, found)
        self._drop_goals(match, found)
        self._counts(match, found)
        return found

    def _acts(self, argument: Argument, found: list[RoleFiller]) -> bool:
        """Whether it is an actor itself, or a place in an actor's country."""
        actors = {filler.filler for filler in found if filler.role == "actor"}
        key, entities = self.circumstances.key(argument), self.resolution.entities
        if key in actors or key not in entities or not self.types.is_place(argument) or entities[key].type == "Country":
            return key in actors
        home = entities[key].country
        return bool(home) and any(entities[actor].country == home for actor in actors if actor in entities)

    def _is_event(self, role: str, argument: Argument) -> bool:
        """Whether it is an event rather than an entity; an event noun without a class is a thing ("took positions")."""
        return role != "theme" or argument.predication in self.nodes

    def _drop_goals(self, match: Match, found: list[RoleFiller]) -> None:
        """Where something moves from or to is no recipient too, unless it stands for the people of another state.

        "sent troops to Mali": Mali is both; "to Mali's border": Mali; not so a sea, a base, a town of the actor's own.
        """
        entities = self.resolution.entities
        goals = {f.span for f in found if f.role in GOALS}
        homes = {entities[f.filler].country for f in found if f.role == "actor" and f.filler in entities} - {""}
        for filler in [f for f in found if f.role == "recipient" and f.span in goals]:
            entity = entities.get(filler.filler)
            goal = next(a for _, a in match.roles if a.span == filler.span)
            named = self.types.is_named(goal) and not self.types.of(goal).isdisjoint(PEOPLED)
            if named and (entity is None or entity.country not in homes):
                continue
            found.remove(filler)
            for below in self.matcher.below(goal.token):
                owner = entities.get(self.circumstances.key(below)) if below.label in OWNERS else None
                if owner is not None and owner.type == "Country" and owner.country not in homes:
                    add_filler(found, "recipient", owner.key, below.span, below.head)

    def _counts(self, match: Match, found: list[RoleFiller]) -> None:
        """How many are affected, else how many act; a part of a count ("five, two of them children") adds nothing."""
        words = [(a.span, a.head) for a in match.predication.arguments if a.token in match.consumed]  # "cut 300 jobs"
        affected = [(f.span, f.head) for f in found if f.role in AFFECTED_ROLES] + words
        if not self._count(affected, found):
            self._count([(f.span, f.head) for f in found if f.role == "actor"], found)

    def _count(self, phrases: list[tuple[Span, Span]], found: list[RoleFiller]) -> bool:
        """Add the count of each phrase."""
        before = len(found)
        for span, head in phrases:
            counts = [each for each in self.quantities.within(span) if each[1].begin <= head.begin]
            if not counts or counts[0][0] in self.vague:  # "a crowd of 200", not "14 of 18 drones"
                of = [each for each in self.quantities.within(span) if self.text[head.end : each[1].begin] == " of "]
                counts = of + counts
            key = counts[0][0] if counts else self.quantities.around(head)
            if key:
                counted = self.quantities.span_of(key)
                add_filler(found, "quantity", key, counted, counted)
        return len(found) > before
