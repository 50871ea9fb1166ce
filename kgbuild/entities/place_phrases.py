"""Noun phrases that say the kind of a place beside its name: "the Kursk region", "the city of Aleppo".

Such a phrase refers to what the name refers to, where that is of the kind that the noun says; "the Kherson and
Mykolaiv regions" refers to two. The name is the mention and stays the only one: the phrase is found at its head word
alone, so that a role filled by the phrase is filled by the place. Not handled: "the region around Kursk".
"""

from __future__ import annotations

from kgbuild.entities.resolution import Resolution
from kgbuild.entities.surroundings import KIND_WORDS
from kgbuild.language.noun_phrases import phrase
from kgbuild.language.syntax import Syntax
from kgbuild.language.tagsets import PLURAL_TAGS
from kgbuild.model import Entity, Mention

_JOINTS = frozenset((",", "and", "or", "&", "both"))


def find_place_phrases(syntax: Syntax, resolution: Resolution) -> None:
    """Makes the head words of such phrases refer to the places that the names beside them name."""
    by_end = {mention.span.end: mention for mention in resolution.mentions if mention.kind == "name"}
    by_begin = {mention.span.begin: mention for mention in resolution.mentions if mention.kind == "name"}
    for head, word in enumerate(syntax.lowers):
        kind = KIND_WORDS.get(word)
        if kind is None or resolution.at(head) is not None:
            continue
        places = _before(head, kind, by_end, syntax, resolution) or _after(head, kind, by_begin, syntax, resolution)
        span = phrase(syntax, head) if places else None
        for place in places:
            if span is not None:
                noun = syntax.span(head, head)
                resolution.refer(Mention(span, noun, place.key, "nominal", rule="name with its kind"), head)


def _before(
    head: int, kind: str, by_end: dict[int, Mention], syntax: Syntax, resolution: Resolution
) -> list[Entity]:
    """The places named right before the noun: one, or before a plural those of a list."""
    found: list[Entity] = []
    at = head - 1
    while at >= 0:
        place = _of_kind(by_end.get(syntax.ends[at]), kind, resolution)
        if place is None:
            break
        found.append(place)
        begin = by_end[syntax.ends[at]].span.begin
        while at >= 0 and syntax.begins[at] >= begin:
            at -= 1
        if syntax.tags[head] not in PLURAL_TAGS or syntax.lowers[at] not in _JOINTS:
            break
        while at >= 0 and syntax.lowers[at] in _JOINTS:
            at -= 1
    return found[::-1] if len(found) > 1 or syntax.tags[head] not in PLURAL_TAGS else []


def _after(
    head: int, kind: str, by_begin: dict[int, Mention], syntax: Syntax, resolution: Resolution
) -> list[Entity]:
    """The place named after "of": "the city of Aleppo"."""
    if syntax.lowers[head + 1 : head + 2] != ["of"] or head + 2 >= len(syntax.words):
        return []
    if syntax.tags[head] in PLURAL_TAGS:
        return []
    place = _of_kind(by_begin.get(syntax.begins[head + 2]), kind, resolution)
    return [place] if place is not None else []


def _of_kind(mention: Mention | None, kind: str, resolution: Resolution) -> Entity | None:
    if mention is None or mention.usage == "demonym":
        return None
    entity = resolution.entities[mention.place or mention.entity]
    return entity if entity.type == kind and entity.basis == "gazetteer" else None
