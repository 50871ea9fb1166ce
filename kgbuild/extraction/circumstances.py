"""When, where and with what an event happens, from the words that its frame does not speak of.

Places stand below the predication, below what it is done to ("killed five people in Mopti"), below a word of the entry
("went on strike in Bamako"), or with an event that it happens at ("at a rally in Gao on 4 May").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc

from kgbuild.entities.linker import Resolution
from kgbuild.extraction.argument_types import UNRESOLVED, ArgumentTypes
from kgbuild.extraction.frames import FrameMatcher, Match
from kgbuild.extraction.interval_index import IntervalIndex
from kgbuild.language.noun_phrases import COMPASS
from kgbuild.language.tagsets import PLACE_ENTITIES
from kgbuild.model import Argument, Predication, RoleFiller, Span

NEARNESS = frozenset(("near", "close to", "on the outskirts of", "in the vicinity of", "in the suburbs of"))
NEARNESS |= frozenset(f"{point} of" for point in (*COMPASS, "north-east", "north-west", "south-east", "south-west"))
AROUND = NEARNESS | {"in", "inside", "outside", "outside of", "inside of", "around"}
STATIC_LABELS = AROUND | {"at", "across", "throughout", "through", "in front of", "behind", "beside", "opposite"}
STATIC_LABELS |= {"under", "along", "off", "within"}
PLACE_LABELS = STATIC_LABELS | {"on", "over", "between", "from", "to", "into"}
PLACE_ROLES = frozenset(("place", "origin", "destination"))
MOVING = {"from": "origin", "to": "destination", "into": "destination"}
INSTRUMENT_LABELS = frozenset(("with", "by", "by means of", "compound", "using"))
MEANS = frozenset(("Weapon", "Vehicle", "Implement"))
DONE_TO = frozenset(("object", "second-object", "of", "at", "against", "on"))
BELOW = frozenset(("with", "of"))  # what stands below these may be meant for what is above: "a man with a knife in Gao"
OCCASIONS = frozenset(("at", "during", "in"))
FORCEFUL = frozenset(("ASSAULT", "COERCE"))
PHYSICAL = FORCEFUL | {"PROTEST", "AID"}  # done where those are who take part
WHEREABOUTS = NEARNESS | {"in", "at", "inside", "outside"}
SITES = frozenset(("Facility", "Building", "Organisation"))
UNTOLD = frozenset(("outcome", "topic"))  # what fills these is no place: "sentenced to life in prison"


def add_filler(found: list[RoleFiller], role: str, key: str, span: Span, head: Span) -> None:
    """Add a filler, unless it fills the role already."""
    if not any(f.role == role and (f.filler == key or f.span == span) for f in found):
        found.append(RoleFiller(role, key, span, head))


class CircumstanceReader:
    """Finds the times, places and instruments of the events of one article."""

    def __init__(
        self, doc: Doc, resolution: Resolution, types: ArgumentTypes, matcher: FrameMatcher, times: IntervalIndex
    ) -> None:
        self.doc = doc
        self.resolution = resolution
        self.types = types
        self.matcher = matcher
        self.times = times
        self.done_by: dict[int, list[Predication]] = defaultdict(list)  # subject -> finite verbs
        for p in matcher.predications:
            if p.category == "verb" and p.form == "finite":
                for argument in p.arguments:
                    if argument.label == "subject":
                        self.done_by[argument.token].append(p)

    def read(self, match: Match, used: set[int], found: list[RoleFiller]) -> None:
        """Add to `found` what the words of a match tell. `used` are the head words of arguments that fill roles."""
        told = {f.head.begin for f in found if f.role in UNTOLD}
        for argument in match.predication.arguments:
            if argument.kind == "clause":
                continue
            if argument.token not in used:
                self._circumstance(argument, found)
            elif argument.label in STATIC_LABELS and self.types.is_place(argument) and argument.head.begin not in told:
                self._add_place(found, argument)
        if match.predication.category == "noun":
            for below in self.matcher.below(match.predication.token):  # "the 1991 agreement", "Tuesday's attack"
                if below.label in ("modifier", "possessor") and (key := self.times.inside(below.span, below.head)):
                    add_filler(found, "time", key, self.times.span_of(key), below.head)
        forceful = self.matcher.ontology.plover_types.get(match.entry.evokes) in FORCEFUL
        for argument in match.predication.arguments if forceful else ():  # "used water cannon against"
            if argument.token in match.consumed and argument.label == "object" and "Weapon" in self.types.of(argument):
                span = Span(argument.span.begin, argument.head.end)
                add_filler(found, "instrument", self.key(argument), span, argument.head)
        for token in match.consumed:
            if not self._placed(found) and (inner := self._place_within(token)) is not None:
                self._add_place(found, inner)
        for _, argument in match.roles:  # the parser may hang below it what belongs to the verb
            if argument.label in DONE_TO and argument.kind != "clause":
                held = "Shares" in self.types.of(argument) and self.types.of(argument).isdisjoint(SITES)
                placed = self._placed(found)
                for below in self._below(argument.token):
                    if below.label == "with" and not self.types.of(below).isdisjoint(MEANS):
                        add_filler(found, "instrument", self.key(below), below.span, below.head)
                    elif placed or below.label not in STATIC_LABELS or (held and not self.types.is_place(below)):
                        continue  # "a stake in Olvero"
                    elif self._is_place(below):
                        self._add_place(found, below)
        if not self._placed(found):
            self._occasion(match, found)
        if not self._placed(found) and self.matcher.ontology.plover_types.get(match.entry.evokes) in PHYSICAL:
            self._whereabouts(match, found)
        if match.predication.category == "noun" and not any(f.role == "time" for f in found):
            self._harm(match, found)

    def key(self, argument: Argument) -> str:
        return self.resolution.resolve(self.doc, argument.token, argument.span)

    def time_of(self, argument: Argument) -> str:
        """The key of the time that an argument names, or nothing; it may begin before: "by Friday"."""
        found = self.times.inside(argument.span, argument.head) or self.times.around(argument.head)
        return found or (self.times.first_in(argument.span) if argument.label == "time" else "")

    def _circumstance(self, argument: Argument, found: list[RoleFiller]) -> None:
        if key := self.time_of(argument):
            add_filler(found, "time", key, self.times.span_of(key), argument.head)
        elif argument.label in PLACE_LABELS and self._is_place(argument):
            self._add_place(found, argument, MOVING.get(argument.label, "place"))
        elif argument.label in STATIC_LABELS and (inner := self._place_within(argument.token)) is not None:
            self._add_place(found, inner)
        elif self._is_instrument(argument):
            add_filler(found, "instrument", self.key(argument), argument.span, argument.head)
            if not self._placed(found) and (inner := self._place_within(argument.token)) is not None:
                self._add_place(found, inner)

    def _occasion(self, match: Match, found: list[RoleFiller]) -> None:
        """The time and place of an event that this one happens at."""
        for argument in match.predication.arguments:
            if argument.predication is None or argument.label not in OCCASIONS or argument.kind == "clause":
                continue
            self._shared(self.matcher.predications[argument.predication], found)

    def _harm(self, match: Match, found: list[RoleFiller]) -> None:
        """The time and place of the harm that the event does: "the strike killed two in Gao on Monday"."""
        ontology = self.matcher.ontology
        for p in self.done_by.get(match.predication.token, ()):
            if any(ontology.plover_types.get(e.evokes) == "ASSAULT" for e in ontology.lookup("verb", p.lemma)):
                self._shared(p, found)

    def _whereabouts(self, match: Match, found: list[RoleFiller]) -> None:
        """Where those are who take part: "handed blankets to families in Osh", "dockers in Gao went on strike"."""
        for doer in (False, True):  # those who suffer it first
            for role, argument in match.roles:
                if (role == "actor") is doer and argument.kind != "clause":
                    inner = self._place_within(argument.token)
                    if inner is not None and inner.label in WHEREABOUTS:
                        self._add_place(found, inner)
                        return

    def _shared(self, other: Predication, found: list[RoleFiller]) -> None:
        """The times and places of another predication."""
        for inner in other.arguments:
            if inner.label == "time" or (inner.label in STATIC_LABELS and self._is_place(inner)):
                self._circumstance(inner, found)

    def _placed(self, found: list[RoleFiller]) -> bool:
        return any(f.role in PLACE_ROLES for f in found)

    def _add_place(self, found: list[RoleFiller], argument: Argument, role: str = "place") -> None:
        add_filler(found, role, self.key(argument), argument.span, argument.head)

    def _below(self, token: int) -> Iterator[Argument]:
        """What stands below a noun, and below what it has or is of: "a farmer with a rifle in the village"."""
        for argument in self.matcher.below(token):
            yield argument
            if argument.label in BELOW and not self.types.is_place(argument):
                yield from self.matcher.below(argument.token)

    def _place_within(self, token: int) -> Argument | None:
        """The place that a noun phrase is in: "in front of his home in Cotabato"."""
        below = self.matcher.below(token)
        return next((b for b in below if b.label in STATIC_LABELS and self.types.is_place(b)), None)

    def _is_place(self, argument: Argument) -> bool:
        """Whether it is a place, or a name that no gazetteer has where a place would stand ("near Darivka")."""
        if self.types.is_place(argument):
            return True
        s, token = self.types.syntax, argument.token
        if s.tags[token] != "NNP":
            return False
        classes = self.types.of(argument)
        if argument.label in AROUND and UNRESOLVED in classes and argument.span == argument.head:
            return not s.words[token].isupper()  # the model takes towns that it does not know for anything
        if classes - {UNRESOLVED}:
            return False
        return argument.label in NEARNESS or s.ents[token] in PLACE_ENTITIES

    def _is_instrument(self, argument: Argument) -> bool:
        """ "with mortars", "by drone"; of what something is fired from, a weapon only."""
        if argument.label == "from":
            return "Weapon" in self.types.of(argument)
        return argument.label in INSTRUMENT_LABELS and not self.types.of(argument).isdisjoint(MEANS)
