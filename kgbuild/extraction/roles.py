"""The fillers of an event's roles: those that its frame gives, and time, place, instrument and quantity."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence

from spacy.tokens import Doc

from kgbuild.entities.linker import Resolution
from kgbuild.extraction.argument_types import UNRESOLVED, ArgumentTypes
from kgbuild.extraction.frames import FrameMatcher, Match
from kgbuild.model import Argument, Quantity, RoleFiller, Span, TimeExpression

PLACE_LABELS = frozenset(
    (
        "in",
        "at",
        "near",
        "inside",
        "outside",
        "across",
        "throughout",
        "through",
        "in front of",
        "behind",
        "beside",
        "opposite",
        "under",
        "on the outskirts of",
        "around",
        "along",
        "off",
        "on",
        "outside of",
        "inside of",
        "close to",
        "over",
        "between",
        "within",
        "west of",
        "east of",
        "north of",
        "south of",
        "northeast of",
        "northwest of",
        "southeast of",
        "southwest of",
        "north-east of",
        "north-west of",
        "south-east of",
        "south-west of",
        "in the vicinity of",
        "in the suburbs of",
        "from",
        "to",
        "into",
    )
)
STATIC_LABELS = PLACE_LABELS - {"from", "to", "into", "between", "over", "on"}
NEARNESS = frozenset(("near", "close to", *(label for label in PLACE_LABELS if label.endswith("t of"))))
NEARNESS |= frozenset(label for label in PLACE_LABELS if label.endswith("h of"))
PLACE_ENTITIES = frozenset(("GPE", "LOC", "FAC"))
INSTRUMENT_LABELS = frozenset(("with", "by", "by means of", "compound", "using"))
COUNTED_ROLES = ("recipient", "theme", "actor", "outcome")
EVENTUAL_ROLES = frozenset(("theme", "topic", "outcome"))


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
        text = matcher.syntax.text
        counts = [q for q in quantities if text[q.span.end : q.span.end + 1] != "-"]  # not in "a 62-year-old man"
        self.quantities = _Intervals([(q.span, q.key) for q in counts])
        self.times = _Intervals([(t.span, t.key) for t in times])

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
            if argument in concerned and self._acts(argument, found):
                continue  # "rejected accusations that it had"
            if role in EVENTUAL_ROLES and argument.predication is not None and self._is_event(role, argument):
                continue  # an event, not an entity: it has a node of its own
            if role == "quantity":  # not "the purchase of a missile for Ukraine"
                if key := self.quantities.first_in(argument.span):
                    self._add(found, role, key, self.quantities.span_of(key), argument.head)
                continue
            if time := self.times.inside(argument.span, argument.head):
                self._add(found, "time", time, argument.span, argument.head)
            else:
                before = len(found)
                self._add(found, role, self._key(argument), argument.span, argument.head)
                if len(found) > before:  # two actors in one phrase: Russian and Belarusian soldiers
                    others = (m.entity for m in self.resolution.all_at(argument.token)[1:])
                    found += [RoleFiller(role, key, argument.span, argument.head) for key in others]
        self._circumstances(match, used, found)
        self._counts(found)
        return found

    def _key(self, argument: Argument) -> str:
        return self.resolution.resolve(self.doc, argument.token, argument.span)

    def _add(self, found: list[RoleFiller], role: str, key: str, span: Span, head: Span) -> None:
        if not any(f.role == role and (f.filler == key or f.span == span) for f in found):
            found.append(RoleFiller(role, key, span, head))

    def _circumstances(self, match: Match, used: set[int], found: list[RoleFiller]) -> None:
        p = match.predication
        for argument in p.arguments:
            if argument.kind == "clause":
                continue
            if argument.token in used:
                if argument.label in STATIC_LABELS and self.types.is_place(argument):
                    self._add(found, "place", self._key(argument), argument.span, argument.head)
                continue
            if argument.label == "time" or self.times.inside(argument.span, argument.head):
                inside = self.times.inside(argument.span, argument.head) or self.times.around(argument.head)
                if key := inside or self.times.first_in(argument.span):
                    self._add(found, "time", key, self.times.span_of(key), argument.head)
            elif argument.label in PLACE_LABELS and self._is_place(argument):
                role = {"from": "origin", "to": "destination", "into": "destination"}.get(argument.label, "place")
                self._add(found, role, self._key(argument), argument.span, argument.head)
            elif argument.label in STATIC_LABELS and (inner := self._place_within(argument.token)) is not None:
                self._add(found, "place", self._key(inner), inner.span, inner.head)
            elif self._is_instrument(argument):
                self._add(found, "instrument", self._key(argument), argument.span, argument.head)
        if p.category == "noun":
            for below in self.matcher.below(p.token):  # "the 1991 agreement", "Tuesday's attack"
                if below.label in ("modifier", "possessor") and (key := self.times.inside(below.span, below.head)):
                    self._add(found, "time", key, self.times.span_of(key), below.head)
        placed = any(f.role in ("place", "origin", "destination") for f in found)
        for token in match.consumed if not placed else ():  # "went on strike in Bamako"
            if (inner := self._place_within(token)) is not None:
                self._add(found, "place", self._key(inner), inner.span, inner.head)
                placed = True
        for (
            _,
            argument,
        ) in match.roles:  # "killed five people in Baghdad": the parser may hang the place below the people
            if (
                argument.label not in ("object", "second-object", "of", "at", "against", "on")
                or argument.kind == "clause"
            ):
                continue
            for below in self.matcher.below(argument.token):
                if below.label == "with" and not self.types.of(below).isdisjoint(("Weapon", "Vehicle")):
                    self._add(found, "instrument", self._key(below), below.span, below.head)
                elif not placed and below.label in STATIC_LABELS and self._is_place(below):
                    self._add(found, "place", self._key(below), below.span, below.head)

    def _is_place(self, argument: Argument) -> bool:
        """Whether it is a place, or a name that no gazetteer has where a place would stand ("near Darivka")."""
        if self.types.is_place(argument):
            return True
        s, token = self.types.syntax, argument.token
        if self.types.of(argument) - {UNRESOLVED} or s.tags[token] != "NNP":
            return False
        return argument.label in NEARNESS or s.ents[token] in PLACE_ENTITIES

    def _is_instrument(self, argument: Argument) -> bool:
        """ "with mortars", "by drone"; of what something is fired from, a weapon only."""
        if argument.label == "from":
            return "Weapon" in self.types.of(argument)
        return argument.label in INSTRUMENT_LABELS and not self.types.of(argument).isdisjoint(("Weapon", "Vehicle"))

    def _acts(self, argument: Argument, found: list[RoleFiller]) -> bool:
        return any(filler.role == "actor" and filler.filler == self._key(argument) for filler in found)

    def _is_event(self, role: str, argument: Argument) -> bool:
        """Whether it is an event rather than an entity; an event noun without a class is a thing ("took positions")."""
        return role != "theme" or argument.predication in self.nodes

    def _place_within(self, token: int) -> Argument | None:
        """The place that a noun phrase is in: "in front of his home in Cotabato"."""
        below = self.matcher.below(token)
        return next((b for b in below if b.label in STATIC_LABELS and self.types.is_place(b)), None)

    def _counts(self, found: list[RoleFiller]) -> None:
        for filler in [f for f in found if f.role in COUNTED_ROLES]:
            for key, span in self.quantities.within(filler.span):
                if span.begin <= filler.head.begin:
                    self._add(found, "quantity", key, span, span)
                    break


class _Intervals:
    """Spans with keys, found by what they lie in."""

    def __init__(self, items: Sequence[tuple[Span, str]]) -> None:
        self.items = sorted(items)
        self.begins = [span.begin for span, _ in self.items]
        self.spans = {key: span for span, key in self.items}

    def within(self, outer: Span) -> list[tuple[str, Span]]:
        found = []
        for at in range(bisect_left(self.begins, outer.begin), len(self.items)):
            span, key = self.items[at]
            if span.begin >= outer.end:
                break
            if span.end <= outer.end:
                found.append((key, span))
        return found

    def inside(self, outer: Span, head: Span) -> str:
        """The key of the interval that holds the head word of a phrase."""
        return next((key for key, span in self.within(outer) if span.covers(head)), "")

    def around(self, head: Span) -> str:
        """The key of the interval that holds a word, where it begins before the phrase: "by Friday"."""
        at = bisect_left(self.begins, head.end) - 1
        return self.items[at][1] if at >= 0 and self.items[at][0].covers(head) else ""

    def first_in(self, outer: Span) -> str:
        return next((key for key, _ in self.within(outer)), "")

    def span_of(self, key: str) -> Span:
        return self.spans[key]
