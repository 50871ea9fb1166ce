"""Quotations that no cue takes as its content: they go on with a claim beside them, or make one of their own.

A quotation that holds a clause is always somebody's word. Within its paragraph, or at the start of the next, it goes
on with the last claim before it, unless the sentence in between tells what another person did ('Roth said so. Kolb was
less sure. "It may fail."'); else with the first after it. Where there is none, it is a claim without a claimant,
whose cue is its opening mark; a name after a dash behind it, or before a colon at the start of its line, is its
claimant ('"..." - Anna Roth', 'Roth on the budget: "..."').

Not handled: speakers that take turns without being named.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable

from kgbuild.entities.resolution import Resolution
from kgbuild.extraction.attributed_words import WordFinder
from kgbuild.extraction.factuality import own_value
from kgbuild.extraction.first_persons import INDIVIDUALS
from kgbuild.language.attribution import fronted_name
from kgbuild.language.noun_phrases import phrase
from kgbuild.language.quotations import Quotation
from kgbuild.language.tagsets import PLURAL_TAGS
from kgbuild.model import Argument, ArgumentKind, Claim, Predication, Span, Speaker
from kgbuild.ontology import Ontology

CARRIERS = frozenset(("direct", "mixed", "parenthetical", "indirect"))
NEAREST = 3  # claims before or after a quotation that it may go on with
FARTHEST = 2000  # characters back to such a claim
_TITLE = re.compile(r"[^\W\d_]+(?: [^\W\d_a-z][^\s:,]*){0,3}(?: (?:on|about|over|to) [^:\n]{1,60})?(:) *")
_SIGNATURE = re.compile(r"[ \t\n]*([—–―]|--?)[ \t]*(?=[^\W\d_a-z])")


def continue_quotations(
    claims: list[Claim],
    words: WordFinder,
    predications: list[Predication],
    speaker: Callable[[Argument], Speaker],
    resolution: Resolution,
    ontology: Ontology,
) -> list[Claim]:
    """Adds the quotations that no claim has to the claims beside them; returns the claims of those that have none."""
    outer = [c for c in claims if c.speakers and c.form in CARRIERS and words.inside(c.cue[0]) is None]
    outer = [c for c in outer if _is_of_speech(c, ontology)]
    ends = [max(piece.end for piece in [*c.content, *c.cue]) for c in outer]
    begins = [c.cue[0].begin for c in outer]
    main = {p.span.begin: p for p in predications if p.form == "finite"}
    finite = sorted(main)
    owned = _owned(claims, words)
    new = []
    for number, quotation in enumerate(words.quotations):
        at = bisect_left(finite, quotation.span.begin)
        if number in owned or at == len(finite) or finite[at] >= quotation.span.end:
            continue
        holder = _continued_by(number, owned, outer, words)
        if holder is None:
            holder = _holder(quotation, outer, begins, ends, words.text)
            who = _introduced(quotation, outer[holder] if holder is not None else None, words, resolution)
            if who is not None:
                new.append(_unattributed(quotation, main[finite[at]], words, speaker, ontology, who))
                place = bisect_left(begins, quotation.outer.begin)
                outer.insert(place, new[-1])
                begins.insert(place, quotation.outer.begin)
                ends.insert(place, quotation.outer.end)
                continue
        if holder is None:
            new.append(_unattributed(quotation, main[finite[at]], words, speaker, ontology))
        else:
            outer[holder].content = sorted([*outer[holder].content, words.trimmed(quotation.span)])
            ends[holder] = max(ends[holder], quotation.outer.end)
    return new


def _is_of_speech(claim: Claim, ontology: Ontology) -> bool:
    """Whether the content of its cue may be a quotation: who refuses to eat does not say what stands beside it."""
    entry = ontology.by_id.get(claim.entry)
    return entry is not None and any(s.role == "content" and "quotation" in s.arguments for s in entry.slots)


def _continued_by(number: int, owned: dict[int, Claim], outer: list[Claim], words: WordFinder) -> int | None:
    """The claim that has what a quotation without an end goes on in: '"It rained. "We left," he said."""
    while not words.quotations[number].closed and number + 1 < len(words.quotations):
        if words.text[words.quotations[number].outer.end : words.quotations[number + 1].outer.begin].strip():
            return None
        number += 1
        if number in owned:
            return next((i for i, claim in enumerate(outer) if claim is owned[number]), None)
    return None


def _owned(claims: list[Claim], words: WordFinder) -> dict[int, Claim]:
    """The quotations of which a claim from outside has words as its content."""
    found: dict[int, Claim] = {}
    for claim in claims:
        for piece in claim.content:
            first = bisect_right(words.begins, piece.begin) - 1
            for number in range(max(first, 0), bisect_left(words.begins, piece.end)):
                quotation = words.quotations[number]
                if piece.overlaps(quotation.span) and not quotation.outer.covers(claim.cue[0]):
                    found.setdefault(number, claim)
    return found


def _holder(quotation: Quotation, outer: list[Claim], begins: list[int], ends: list[int], text: str) -> int | None:
    """The claim that an unattributed quotation goes on with: in its paragraph, or at the end of the one before."""
    begin, end = quotation.outer
    at = bisect_left(begins, begin)
    opens = text[max(0, begin - 20) : begin].rstrip(" ")[-1:] in ("", "\n")
    for i in [i for i in range(at - 1, max(-1, at - 2 * NEAREST - 1), -1) if ends[i] <= begin][:NEAREST]:
        gap = text[max(ends[i], begin - FARTHEST) : begin]
        breaks = gap.count("\n\n") or gap.count("\n")
        if begin - ends[i] < FARTHEST and breaks <= (1 if opens else 0):
            return i
    following = bisect_left(begins, end)
    if following < len(outer) and begins[following] - end < FARTHEST and "\n" not in text[end : begins[following]]:
        return following
    return None


def _introduced(
    quotation: Quotation, before: Claim | None, words: WordFinder, resolution: Resolution
) -> Argument | None:
    """Who does something in the sentence right before a quotation, where that is one other than who spoke before.

    Only in one paragraph, and only after the last claim: what follows the quotation may attribute it better.
    """
    s, begin = words.syntax, quotation.outer.begin
    last = bisect_left(s.begins, begin) - 1
    spoken = max((piece.end for piece in [*before.content, *before.cue]), default=0) if before is not None else 0
    if spoken > begin or last < 1 or s.words[last] not in (".", ":"):
        return None
    start, end = s.sentences[s.sentence_of[last]]
    if s.begins[start] < spoken or "\n" in s.text[s.begins[start] : begin] or end != last + 1:
        return None
    root = next((t for t in range(start, end) if s.heads[t] == t), start)
    subject = s.child(root, "nsubj")
    mention = resolution.at(subject) if subject is not None else None
    if subject is None or mention is None or s.pos[root] not in ("VERB", "AUX") or words.inside(mention.head):
        return None
    if resolution.entities[mention.entity].type not in INDIVIDUALS or s.tags[subject] in PLURAL_TAGS:
        return None
    if before is not None and any(each.entity == mention.entity for each in before.speakers):
        return None
    kind: ArgumentKind = "pronoun" if s.pos[subject] == "PRON" else "nominal"
    return Argument("subject", phrase(s, subject), s.span(subject, subject), subject, kind)


def _unattributed(
    quotation: Quotation,
    main: Predication,
    words: WordFinder,
    speaker: Callable[[Argument], Speaker],
    ontology: Ontology,
    introduced: Argument | None = None,
) -> Claim:
    dash = _SIGNATURE.match(words.text, quotation.outer.end)
    signed = fronted_name(words.syntax, dash.end()) if dash else None
    line = words.text.rfind("\n", 0, quotation.outer.begin) + 1
    title = _TITLE.fullmatch(words.text, line, quotation.outer.begin)
    if signed is None and title is not None:
        dash, signed = title, fronted_name(words.syntax, line)
    cue = Span(*dash.span(1)) if dash and signed else Span(quotation.outer.begin, quotation.span.begin)
    signed = signed or introduced
    return Claim(
        key="",
        stance="States",
        factuality=str(own_value(main, ontology)),
        cue=[cue],
        content=[words.trimmed(quotation.span)],
        speakers=[speaker(signed)] if signed else [],
        form="direct",
    )
