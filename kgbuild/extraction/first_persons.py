"""First persons in a quotation: "I" is who the quotation is attributed to, where that is one person.

Not handled: "we" (a speaker with whom?), and "I" in a quotation within the quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kgbuild.entities.resolution import Resolution
from kgbuild.extraction.attributed_words import WordFinder
from kgbuild.language.syntax import Syntax
from kgbuild.model import Claim, Mention, Span, Speaker

FIRST_PERSONS = frozenset(("i", "me", "my", "mine", "myself"))
INDIVIDUALS = frozenset(("Person", "UnnamedSource"))
_INNER_MARK = re.compile(r"[‘“«]|(?<=[\s(])['\"]")


def refer_first_persons(claims: Sequence[Claim], words: WordFinder, resolution: Resolution) -> None:
    """Makes the first persons of quotations refer to their speakers: as mentions, and where they are claimants."""
    found: dict[Span, str] = {}
    for claim in claims:
        if len(claim.speakers) == 1 and (key := _individual(claim.speakers[0], words.syntax, resolution)):
            for token in _first_persons(claim, words):
                span = words.syntax.span(token, token)
                if resolution.at(token) is None:
                    resolution.add(Mention(span, span, key, "pronoun", rule="coreference, first person"), token)
                    found[span] = key
    for claim in claims:
        for speaker in (*claim.speakers, *claim.addressees):
            if speaker.span in found:
                before, speaker.entity = speaker.entity, found[speaker.span]
                if before.startswith("#phrase-"):
                    resolution.entities.pop(before, None)


def _individual(speaker: Speaker, syntax: Syntax, resolution: Resolution) -> str:
    """The key of a speaker who may be one person: no body, no plural."""
    entity = resolution.entities.get(speaker.entity)
    if entity is None or entity.type not in INDIVIDUALS or speaker.span is None:
        return ""
    last = bisect_left(syntax.begins, speaker.span.end) - 1
    plural = syntax.tags[last] in ("NNS", "NNPS") or syntax.lowers[last] in ("they", "we", *FIRST_PERSONS)
    return "" if plural else entity.key


def _first_persons(claim: Claim, words: WordFinder) -> Iterator[int]:
    """The tokens of the first persons in what a claim quotes, while the claim itself stands outside."""
    s = words.syntax
    for piece in claim.content:
        first = max(bisect_left(words.begins, piece.begin) - 1, 0)
        for quotation in words.quotations[first : bisect_left(words.begins, piece.end)]:
            within = quotation.span.overlaps(piece) and not quotation.outer.covers(claim.cue[0])
            if not within:
                continue
            begin, end = max(piece.begin, quotation.span.begin), min(piece.end, quotation.span.end)
            inner = _INNER_MARK.search(s.text, begin, end)
            end = inner.start() if inner else end
            for token in range(bisect_left(s.begins, begin), bisect_left(s.begins, end)):
                if s.lowers[token] in FIRST_PERSONS:
                    yield token
