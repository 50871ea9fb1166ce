"""Shorter names of organisations: "the European Commission … the Commission", "Tarn Steel Group … Tarn Steel".

A short name stands for the one body named before it in the article whose name begins with its words, or, after "the",
ends with them or has them before "of" ("the Bank of England … the Bank"). Where two bodies fit ("the World Bank",
"the Bank of Kenya"), and for names that the gazetteer knows, nothing is said.
"""

from __future__ import annotations

from collections.abc import Mapping

from kgbuild.language.syntax import Syntax
from kgbuild.model import Entity, Mention

BODIES = frozenset((
    "Organisation", "GovernmentBody", "ArmedForce", "ArmedGroup", "InternationalOrganisation", "PoliticalParty",
    "Company", "MediaOutlet", "EducationalOrganisation", "NonGovernmentalOrganisation", "SportsTeam",
))
_UNSURE = BODIES | {"Thing", "Facility", "Work", "Product", "Law", "GroupOfPeople"}


def shorter_bodies(
    syntax: Syntax, by_token: Mapping[int, Mention], entities: Mapping[str, Entity]
) -> dict[str, str]:
    """Key of what a short name was taken for -> key of the one body of the article that bears it in full."""
    beginnings: dict[str, set[str]] = {}  # words, in lower case -> keys of the longer names so far
    heads: dict[str, set[str]] = {}
    found: dict[str, str] = {}
    unsure: set[str] = set()
    for token, mention in sorted(by_token.items()):
        entity = entities[mention.entity]
        if mention.kind != "name" or entity.type not in _UNSURE:
            continue
        words = syntax.text[mention.span.begin : mention.span.end].casefold().split()
        if entity.basis not in ("gazetteer", "demonym") and entity.key not in unsure:
            longer = beginnings.get(" ".join(words), set())
            if _after_the(syntax, token, len(words)):
                longer = longer | heads.get(" ".join(words), set())
            longer = longer - {entity.key}
            if len(longer) == 1 and found.get(entity.key, "") in ("", *longer):
                found[entity.key] = min(longer)
            else:  # named before what is longer, or of two: not short for it
                found.pop(entity.key, None)
                unsure.add(entity.key)
        if entity.type in BODIES and entity.key not in found:
            _remember(words, entity.key, beginnings, heads)
    return found


def _after_the(syntax: Syntax, token: int, length: int) -> bool:
    return token >= length and syntax.lowers[token - length] == "the"


def _remember(words: list[str], key: str, beginnings: dict[str, set[str]], heads: dict[str, set[str]]) -> None:
    for end in range(1, len(words)):
        beginnings.setdefault(" ".join(words[:end]), set()).add(key)
    head = words[: words.index("of")] if "of" in words else words
    if len(words) > 1 and head:
        heads.setdefault(head[-1], set()).add(key)

