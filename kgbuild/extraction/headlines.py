"""Claims in the manner of headlines.

"Ukraine: troops are in Kursk", "Troops are in Kursk: Ukraine", "Moscow 'to respond'".

The colon is the cue; what stands alone on one side of it must name an agent or a place that can stand for one, and the
other side must be a statement of some length. Where a name is followed by an infinitive in quotation marks, the opening
mark is the cue: the words are the name's own. Not handled: dashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgbuild.entities.linker import Resolution
from kgbuild.model import Article, Claim, Mention, Span, Speaker
from kgbuild.ontology import Ontology

_COLON = re.compile(r"(?<=\w):(?=\s)")
_QUOTED = re.compile(r"\s([\"'“‘])(to\s[^\"'”’]+)[\"'”’]")
_SHORTEST = 3  # words of a statement
_PLACES = frozenset(("Country", "Region", "City"))


def headline_claims(article: Article, resolution: Resolution, ontology: Ontology) -> Iterator[Claim]:
    """The claims that the colons of an article's headlines make."""
    text = article.text
    for part in article.parts:
        if part.kind != "headline":
            continue
        yield from _quoted(text, part.span, resolution, ontology)
        colons = list(_COLON.finditer(text, part.span.begin, part.span.end))
        if len(colons) != 1:
            continue
        cue = Span(*colons[0].span())
        sides = [_stripped(text, part.span.begin, cue.begin), _stripped(text, cue.end, part.span.end)]
        for named, said in (sides, sides[::-1]):
            mention = next((m for m in resolution.mentions if m.span == named), None)
            if mention is not None and _speaks(mention, resolution, ontology) and _words(text, said) >= _SHORTEST:
                speaker = Speaker(mention.entity, mention.span, text[named.begin : named.end])
                yield Claim("", "States", "CT+", [cue], [said], [speaker], form="headline")
                break


def _quoted(text: str, headline: Span, resolution: Resolution, ontology: Ontology) -> Iterator[Claim]:
    for found in _QUOTED.finditer(text, headline.begin, headline.end):
        mention = next((m for m in resolution.mentions if m.span.end == found.start()), None)
        if mention is not None and _speaks(mention, resolution, ontology):
            speaker = Speaker(mention.entity, mention.span, text[mention.span.begin : mention.span.end])
            cue, said = Span(*found.span(1)), Span(*found.span(2))
            yield Claim("", "Intends", "PS+", [cue], [said], [speaker], form="headline")


def _stripped(text: str, begin: int, end: int) -> Span:
    words = text[begin:end]
    return Span(begin + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))


def _words(text: str, span: Span) -> int:
    return len(text[span.begin : span.end].split())


def _speaks(mention: Mention, resolution: Resolution, ontology: Ontology) -> bool:
    kind = resolution.entities[mention.entity].type
    return ontology.is_a(kind, "Agent") or kind in _PLACES
