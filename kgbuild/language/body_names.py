"""Shorter names of organisations: "the European Commission … the Commission", "Tarn Steel Group … Tarn Steel".

A short name stands for the one body named in the article whose name begins with its words, or, after "the", ends with
them or has them before "of" ("the Bank of England … the Bank"). Where two bodies fit ("the World Bank", "the Bank of
Kenya"), and for names that the gazetteer knows, nothing is said.
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
    beginnings: dict[str, set[str]] = {}  # words, in lower case -> keys of the longer names
    heads: dict[str, set[str]] = {}
    named = [(token, m) for token, m in sorted(by_token.items()) if m.kind == "name"]
    for _, mention in named:
        if entities[mention.entity].type in BODIES:
            _remember(_words(syntax, mention), mention.entity, beginnings, heads)
    found: dict[str, str] = {}
    unsure: set[str] = set()
    for token, mention in sorted(named, key=lambda name: -len(_words(syntax, name[1]))):
        entity = entities[mention.entity]
        if entity.type not in _UNSURE or entity.basis in ("gazetteer", "demonym"):
            continue
        words = _words(syntax, mention)
        longer = beginnings.get(" ".join(words), set())
        if _after_the(syntax, token, len(words)):
            longer = longer | heads.get(" ".join(words), set())
        longer = {found.get(key, key) for key in longer} - {entity.key}
        if len(longer) == 1 and found.get(entity.key, "") in ("", *longer):
            found[entity.key] = min(longer)
        elif longer:  # of two
            unsure.add(entity.key)
    return {key: long for key, long in found.items() if key not in unsure}


def _words(syntax: Syntax, mention: Mention) -> list[str]:
    return syntax.text[mention.span.begin : mention.span.end].casefold().split()


def _after_the(syntax: Syntax, token: int, length: int) -> bool:
    return token >= length and syntax.lowers[token - length] == "the"


def _remember(words: list[str], key: str, beginnings: dict[str, set[str]], heads: dict[str, set[str]]) -> None:
    for end in range(1, len(words)):
        beginnings.setdefault(" ".join(words[:end]), set()).add(key)
    head = words[: words.index("of")] if "of" in words else words
    if len(words) > 1 and head:
        heads.setdefault(head[-1], set()).add(key)

