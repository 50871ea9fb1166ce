"""Claims in the manner of headlines: "Ukraine: troops are in Kursk", "Troops are in Kursk: Ukraine".

The colon is the cue; what stands alone on one side of it must name an agent or a place that can stand for one, and the
other side must be a statement of some length. Not handled: dashes, and "Moscow 'to respond'".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgbuild.entities.linker import Resolution
from kgbuild.model import Article, Claim, Mention, Span, Speaker
from kgbuild.ontology import Ontology

_COLON = re.compile(r"(?<=\w):(?=\s)")
_SHORTEST = 3  # words of a statement
_PLACES = frozenset(("Country", "Region", "City"))


def headline_claims(article: Article, resolution: Resolution, ontology: Ontology) -> Iterator[Claim]:
    """The claims that the colons of an article's headlines make."""
    text = article.text
    for part in article.parts:
        if part.kind != "headline":
            continue
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


def _stripped(text: str, begin: int, end: int) -> Span:
    words = text[begin:end]
    return Span(begin + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))


def _words(text: str, span: Span) -> int:
    return len(text[span.begin : span.end].split())


def _speaks(mention: Mention, resolution: Resolution, ontology: Ontology) -> bool:
    kind = resolution.entities[mention.entity].type
    return ontology.is_a(kind, "Agent") or kind in _PLACES
