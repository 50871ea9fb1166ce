"""Who asserts, denies or doubts an event, how many independent sources that makes, and which figures do not fit.

The source of a statement is whoever vouches for it: the innermost claimant, or the outlet whose reporting it is. The
officials and forces of one state are one source, and so are all who lean on one outlet. What a claimant holds is read
from the claim's factuality at the claimant's level (FactBank, Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from kgbuild.ledger.records import ClaimRecord, EntityRecord, EventRecord, Figure, Records
from kgbuild.ledger.sources import outlet_key

Status = Literal["corroborated", "contested", "single-source"]
Attitude = Literal["asserts", "denies", "doubts", "open"]
STATE_SECTORS = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "SPY"))
NO_SOURCES = frozenset(("UnnamedSource", "Position"))
PEOPLE = frozenset(("Person", "GroupOfPeople"))
_BY_FACTUALITY: dict[str, Attitude] = {
    "CT+": "asserts", "PR+": "asserts", "CT-": "denies", "PR-": "doubts", "PS-": "doubts",
}  # fmt: skip
_BY_STANCE: dict[str, Attitude] = {"Denies": "denies", "Rejects": "denies", "Doubts": "doubts", "Questions": "doubts"}


@dataclass(frozen=True, slots=True)
class Statement:
    """One event as somebody vouches for it, denies it or doubts it. `claim` is "" for the article's own word."""

    event: int
    claim: str
    source: str
    attitude: Attitude
    voice: str = ""  # whoever says it where that is a source without a name: two such may contradict each other


@dataclass(frozen=True, slots=True)
class FigureConflict:
    """Two figures for one thing that cannot both hold."""

    first: Figure
    second: Figure


@dataclass(frozen=True, slots=True)
class Standing:
    """How a cluster of events stands: its status, with the statements that prove it."""

    status: Status
    statements: tuple[Statement, ...]
    sources: tuple[str, ...]  # that assert it, independent of each other
    relays: int  # articles that tell of it
    conflicts: tuple[FigureConflict, ...]


class Assessor:
    """Assesses clusters. `origins` name the outlet whose reporting each article is, by article id."""

    def __init__(self, records: Records, origins: Mapping[str, str]) -> None:
        self.events, self.claims, self.entities = records.events, records.claims, records.entities
        self.origins = origins
        self.disputing: dict[str, list[ClaimRecord]] = {}  # event -> claims against it that do not name it
        for claim in sorted(records.claims.values(), key=lambda each: each.id):
            for event in claim.disputes:
                self.disputing.setdefault(event, []).append(claim)

    def standing(self, members: Sequence[int]) -> Standing:
        """Of the events with these indices. An outlet that names its sources for an event adds none of its own."""
        statements = tuple(each for member in members for each in self.statements(member))
        asserting = [each for each in statements if each.attitude == "asserts"]
        naming = {self.origin(each) for each in asserting if each.source != self.origin(each)}
        vouched = [each for each in asserting if each.source != self.origin(each) or each.source not in naming]
        for_it = independent(vouched)
        stated = {(each.source, each.voice) for each in asserting}
        against = {(each.source, each.voice) for each in statements if each.attitude in ("denies", "doubts")}
        contested = any(a != b for a in stated for b in against)
        status: Status = "contested" if contested else "corroborated" if len(for_it) > 1 else "single-source"
        relays = len({self.events[member].article for member in members})
        return Standing(status, statements, tuple(for_it), relays, tuple(self.conflicts(members)))

    def origin(self, statement: Statement) -> str:
        return self.origins[self.events[statement.event].article]

    def statements(self, number: int) -> list[Statement]:
        event = self.events[number]
        claim = self.claims.get(event.claims[-1]) if event.claims else None
        against = self.disputing.get(event.id, ())
        found = [each for dispute in against for each in self.said(number, dispute, attitude_of(dispute))]
        if claim is not None:
            return [*self.said(number, claim, attitude_to(event, claim)), *self.answered(number, claim), *found]
        if event.claims:
            return found
        attitude = "open" if event.called_off else _BY_FACTUALITY.get(event.factuality, "open")
        if event.factuality == "PS-":
            attitude = "open"  # told not to, put off: nobody doubts it
        return [Statement(number, "", self.origins[event.article], attitude), *found]

    def answered(self, number: int, claim: ClaimRecord) -> list[Statement]:
        """By whom a claim of nobody's is denied or doubted: "rejected reports that it had attacked"."""
        answer = self.claims.get(claim.within)
        if answer is None or claim.claimants or not answer.claimants or answer.stance not in _BY_STANCE:
            return []
        attitude = attitude_of(answer)
        return self.said(number, answer, attitude) if attitude in ("denies", "doubts") else []

    def said(self, number: int, claim: ClaimRecord, attitude: Attitude) -> list[Statement]:
        """One statement for each of those whose word the claim is."""
        event = self.events[number]
        origin = self.origins[event.article]
        voices = {(self.source(key, event), key) for key in claim.claimants} or {(origin, "")}
        known = sorted({(source, key if source == origin else "") for source, key in voices})
        return [Statement(number, claim.id, source, attitude, voice) for source, voice in known]

    def source(self, claimant: str, event: EventRecord) -> str:
        return source_of(claimant, self.entities, self.origins[event.article])

    def conflicts(self, members: Sequence[int]) -> list[FigureConflict]:
        """Of different statements about one thing; one side's own figures are its revision, not a conflict."""
        given = [(self.sides(member), figure) for member in members for figure in self.events[member].figures]
        found = [
            FigureConflict(*sorted((a, b), key=lambda figure: figure.node))
            for (left, a), (right, b) in combinations(given, 2)
            if comparable(a, b) and a.excludes(b) and left.isdisjoint(right)
        ]
        return sorted(set(found), key=lambda each: (each.first.node, each.second.node))

    def sides(self, number: int) -> frozenset[str]:
        return frozenset(each.source for each in self.statements(number))


def independent(statements: Sequence[Statement]) -> list[str]:
    """The sources of these statements; of several who only ever speak together the first. Each state counts."""
    claims: dict[str, set[str]] = {}
    for each in statements:
        claims.setdefault(each.source, set()).add(each.claim)
    together: dict[tuple[str, ...], str] = {}
    for source in sorted(claims):
        alone = "" in claims[source] or source.startswith("state/")
        together.setdefault((source,) if alone else tuple(sorted(claims[source])), source)
    return sorted(together.values())


def attitude_of(claim: ClaimRecord) -> Attitude:
    """What the claimant holds of the content.

    Who "did not deny" it, or might, leaves it open; who "did not doubt" it asserts it.
    """
    by_stance, by_value = _BY_STANCE.get(claim.stance), _BY_FACTUALITY.get(claim.factuality, "open")
    unsaid = by_value == "asserts" or (by_stance == "denies" and by_value == "open")
    return by_value if by_stance is None or unsaid else by_stance


def attitude_to(event: EventRecord, claim: ClaimRecord) -> Attitude:
    """What the claimant holds of one event in the content.

    "Iran denied responsibility for the attack" does not deny the attack, "said that it planned to attack" does not
    assert one.
    """
    whole, own = attitude_of(claim), _BY_FACTUALITY.get(event.claimed, "open")
    if event.called_off:
        return "open"  # "said the visit was cancelled" denies no visit
    against = claim.stance in _BY_STANCE and whole in ("denies", "doubts")
    if not event.claimed or (against and own != "asserts"):
        return whole
    return own


def source_of(claimant: str, entities: Mapping[str, EntityRecord], origin: str) -> str:
    """The independent source that a claimant is, or speaks for. `origin` stands for sources without a name."""
    entity = entities.get(claimant)
    if entity is None:
        return origin
    if entity.type == "MediaOutlet" and entity.shared:
        return outlet_key(entity.label)
    chain = [entity]  # it, and what it belongs to
    while (above := entities.get(chain[-1].affiliation)) and above not in chain:
        chain.append(above)
    country = next((each.country for each in chain if each.country), "")
    of_state = any(each.sector in STATE_SECTORS or each.type == "Government" for each in chain)
    if country and (of_state or entity.type == "Country"):
        return f"state/{country}"
    named = [each for each in chain if each.shared and not each.is_place and each.type not in NO_SOURCES]
    bodies = [each for each in named if each.type not in PEOPLE]  # two of one firm's people are one source
    return (bodies or named)[0].key if named else origin


def comparable(a: Figure, b: Figure) -> bool:
    """Whether the two count one thing: the same unit, or one whose words the other's hold."""
    left, right = frozenset(a.unit.split()), frozenset(b.unit.split())
    return bool(left and right) and (left <= right or right <= left)
