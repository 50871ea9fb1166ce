"""Which events a denial is about that does not name them again: "Kenya denied the report", "it denied any involvement".

The denial disputes what another side has said, within a few sentences before it, of the one who denies; where it
denies a report or a claim and nothing was said of him, what the last other claimant has said. The words stand in
`ontology/lexicon/disputes.ttl`. Denials that name the event ("denied shelling the market") hold it in their content.
Not handled: denials by a clause ("That is not true"), and of what follows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc

from kgbuild.entities.actor_nouns import STATE_SECTORS
from kgbuild.entities.resolution import Resolution
from kgbuild.language.syntax import Syntax, syntax_of
from kgbuild.model import Claim, Entity, Event, Span
from kgbuild.ontology import Ontology

_AGAINST = frozenset(("Denies", "Rejects", "Doubts"))
_DENIED = frozenset(("CT-", "PR-", "PS-"))
_HELD = frozenset(("CT+", "PR+", "PS+"))
_SENTENCES = 3  # between what was said and its denial
_STATE = frozenset(("Country", "Government"))


def find_disputes(
    doc: Doc, claims: Sequence[Claim], events: Sequence[Event], resolution: Resolution, ontology: Ontology
) -> None:
    """Gives the claims that deny or doubt events without naming them the keys of these, as `Claim.disputes`."""
    held = {event.claims[-1] for event in events if event.claims}
    against = [c for c in claims if c.stance in _AGAINST and c.factuality in _DENIED]
    replies = [c for c in against if c.content and c.key not in held]
    if not replies:
        return
    reader = _Reader(doc, claims, events, resolution, ontology)
    for claim in replies:
        claim.disputes = [event.key for event in reader.disputed(claim)]


class _Reader:
    def __init__(
        self, doc: Doc, claims: Sequence[Claim], events: Sequence[Event], resolution: Resolution, ontology: Ontology
    ) -> None:
        self.syntax: Syntax = syntax_of(doc)
        self.resolution, self.ontology = resolution, ontology
        self.claims = {claim.key: claim for claim in claims}
        cues = {cue for claim in claims for cue in claim.cue}  # that somebody accused or denied is not what is disputed
        told = [e for e in events if (e.claimed or e.factuality) in _HELD and e.span not in cues]
        self.told = sorted(told, key=lambda event: event.span)

    def disputed(self, denial: Claim) -> list[Event]:
        lemma = self.syntax.lemmas[self.head(denial.content[0])]
        of_words = bool(self.ontology.lookup("disputedWord", lemma))
        if not (of_words or self.ontology.lookup("guiltWord", lemma)):
            return []
        told_by = self.named_in(denial.content[0])
        before = [e for e in self.told if self.is_before(e.span, denial) and self.is_of_others(e, denial)]
        if told_by:
            before = [event for event in before if any(self.says(key, event) for key in told_by)]
        of_denier = [event for event in before if self.does(event, denial)]
        if of_denier:
            return self.told_with(of_denier[-1], of_denier)
        last = self.last_claim(denial, told_by) if of_words else None
        return [event for event in before if last and event.claims[-1:] == [last.key]]

    def last_claim(self, denial: Claim, told_by: list[str]) -> Claim | None:
        """The last claim before it of another than the one who denies, of these claimants where they are named."""
        found = None
        for claim in self.claims.values():
            said = [each.entity for each in claim.speakers]
            if not self.is_before(claim.cue[0], denial) or any(self.same(key, denial) for key in said):
                continue
            if told_by and not any(self.alike(key, each) for key in told_by for each in said):
                continue
            if found is None or claim.cue[0] > found.cue[0]:
                found = claim
        return found

    def told_with(self, last: Event, events: Sequence[Event]) -> list[Event]:
        """Those of the events that the same claim tells of, or the article in the same sentence."""
        sentence = self.sentence(last.span)
        return [
            event for event in events
            if event.claims[-1:] == last.claims[-1:] and (event.claims or self.sentence(event.span) == sentence)
        ]  # fmt: skip

    def is_before(self, span: Span, denial: Claim) -> bool:
        cue = denial.cue[0]
        return span.end <= cue.begin and self.sentence(cue) - self.sentence(span) <= _SENTENCES

    def is_of_others(self, event: Event, denial: Claim) -> bool:
        """Whether the one who denies has not told of it himself."""
        claim = self.claims.get(event.claims[-1]) if event.claims else None
        return claim is None or not any(self.same(each.entity, denial) for each in claim.speakers)

    def says(self, key: str, event: Event) -> bool:
        claim = self.claims.get(event.claims[-1]) if event.claims else None
        return claim is not None and any(self.alike(key, each.entity) for each in claim.speakers)

    def does(self, event: Event, denial: Claim) -> bool:
        return any(role.role == "actor" and self.same(role.filler, denial) for role in event.roles)

    def same(self, key: str, denial: Claim) -> bool:
        return any(self.alike(each.entity, key) for each in denial.speakers)

    def alike(self, left: str, right: str) -> bool:
        """Whether the two are one side: a state's organs and officials speak for each other."""
        a, b = self.resolution.entities.get(left), self.resolution.entities.get(right)
        if a is None or b is None:
            return False
        return left == right or (a.country == b.country != "" and _of_state(a) and _of_state(b))

    def named_in(self, span: Span) -> list[str]:
        """Whose words they are by their own words: "Ukraine's claim", "comments by the envoy"."""
        inside = (m for m in self.resolution.mentions if span.covers(m.span) and m.kind != "pronoun")
        return [mention.entity for mention in inside]

    def head(self, span: Span) -> int:
        """The token of the span on which the others depend."""
        s = self.syntax
        first = max(bisect_right(s.begins, span.begin) - 1, 0)
        last = max(bisect_right(s.begins, span.end - 1) - 1, first)
        inside = range(first, last + 1)
        return next((t for t in inside if s.heads[t] == t or s.heads[t] not in inside), first)

    def sentence(self, span: Span) -> int:
        s = self.syntax
        return s.sentence_of[max(bisect_right(s.begins, span.begin) - 1, 0)] if s.words else 0


def _of_state(entity: Entity) -> bool:
    return entity.sector in STATE_SECTORS or entity.type in _STATE
