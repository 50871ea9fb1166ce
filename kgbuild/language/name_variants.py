"""Shorter forms of names: a surname for a full name, an acronym in brackets.

"Rustem Umerov … Umerov", "Bashar al-Assad … Assad", "Kim Jong Un … Kim", "the World Food Programme (WFP)".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from kgbuild.language.syntax import Syntax
from kgbuild.model import Entity, Mention

_PARTICLES = ("al-", "el-", "ul-", "as-", "ash-")
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "de", "du", "la", "des", "to"))
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
_UNSURE = frozenset(("Person", "Organisation", "Thing", "Place", "Product", "Work", "GroupOfPeople"))


def surnames(
    mentions: Iterable[Mention], entities: Mapping[str, Entity], text: str, family_first: frozenset[str]
) -> dict[str, str]:
    """Key of what a lone surname was taken for -> key of the one person of the article who bears it in full."""
    bearers: dict[str, set[str]] = {}
    single: list[tuple[str, str]] = []
    for mention in mentions:
        entity = entities[mention.entity]
        if mention.kind != "name":
            continue
        words = [w for w in text[mention.span.begin : mention.span.end].split() if w.casefold() not in _SUFFIXES]
        if entity.type == "Person" and len(words) > 1:
            for form in _short_forms(words, family_first):
                bearers.setdefault(form, set()).add(entity.key)
        elif len(words) == 1 and entity.type in _UNSURE and entity.basis != "gazetteer":
            single.append((_bare(words[0]), entity.key))
    found: dict[str, str] = {}
    for form, key in single:
        candidates = bearers.get(form, set()) - {key}
        if len(candidates) == 1:
            found[key] = min(candidates)
    return found


def unmarked(
    syntax: Syntax, by_token: Mapping[int, Mention], entities: Mapping[str, Entity], family_first: frozenset[str]
) -> list[tuple[int, str]]:
    """Words that are the surname of one person, where no mention covers them or only that of a place that acts."""
    bearers: dict[str, set[str]] = {}
    covered: set[int] = set()
    for _, each in sorted(by_token.items()):
        if each.kind == "name":
            covered.update(range(each.span.begin, each.span.end))
            words = syntax.text[each.span.begin : each.span.end].split()
            if entities[each.entity].type == "Person" and len(words) > 1:
                for form in _short_forms(words, family_first):
                    bearers.setdefault(form, set()).add(each.entity)
    found = []
    for token, word in enumerate(syntax.words):
        mention = by_token.get(token)
        free = mention is None and syntax.begins[token] not in covered
        if len(word) > 3 and word[0].isupper() and (free or _acting_place(syntax, token, mention, entities)):
            keys = bearers.get(_bare(word), ())
            if len(keys) == 1 and syntax.pos[token] in ("PROPN", "NOUN", "ADJ", "X", "VERB"):
                found.append((token, min(keys)))
    return found


def _acting_place(syntax: Syntax, token: int, mention: Mention | None, entities: Mapping[str, Entity]) -> bool:
    if mention is None or mention.kind != "name" or mention.place or mention.span != syntax.span(token, token):
        return False
    return entities[mention.entity].type in ("City", "Region") and syntax.deps[token] in ("nsubj", "nsubjpass", "poss")


def partial_names(mentions: Iterable[Mention], entities: Mapping[str, Entity]) -> dict[str, str]:
    """Key of a person -> key of the one person of the article whose longer name ends with the same words."""
    people: dict[str, tuple[str, ...]] = {}
    for mention in mentions:
        entity = entities[mention.entity]
        if mention.kind == "name" and entity.type == "Person":
            people.setdefault(entity.key, tuple(_bare(w) for w in entity.label.split()))
    by_last: dict[str, list[str]] = {}
    for key, words in people.items():
        if words:
            by_last.setdefault(words[-1], []).append(key)
    found: dict[str, str] = {}
    for keys in by_last.values():
        for key in keys:
            short = people[key]
            longer = [k for k in keys if k != key and len(people[k]) > len(short) > 1 and _extends(people[k], short)]
            if len(longer) == 1 and entities[key].basis != "gazetteer":
                found[key] = longer[0]
    return found


def _extends(longer: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """ "Shia al-Sudani" in "Mohammed Shia al-Sudani", "Joe Biden" in "Joe R. Biden"."""
    return longer[-len(short) :] == short or (longer[0] == short[0] and longer[-1] == short[-1])


def _short_forms(words: Sequence[str], family_first: frozenset[str]) -> list[str]:
    first = words[0].casefold()
    if first in family_first and len(words) in (2, 3):
        return [first]
    return [_bare(words[-1])]


def _bare(word: str) -> str:
    word = word.casefold().strip(".,'’")
    for particle in _PARTICLES:
        if word.startswith(particle):
            return word[len(particle) :]
    return word


def acronyms(syntax: Syntax, by_token: Mapping[int, Mention], entities: Mapping[str, Entity]) -> dict[str, str]:
    """Key of an acronym in brackets -> key of the name before it, or the other way round where only it is known."""
    found: dict[str, str] = {}
    names = sorted(((m.span.begin, head, m) for head, m in by_token.items() if m.kind == "name"), key=lambda x: x[:2])
    for (_, _, long), (_, _, short) in pairwise(names):
        between = syntax.text[long.span.end : short.span.begin].strip()
        after = syntax.text[short.span.end : short.span.end + 1]
        words = syntax.text[long.span.begin : long.span.end]
        letters = syntax.text[short.span.begin : short.span.end].replace(".", "")
        if between != "(" or after != ")" or long.entity == short.entity or not _initials(words, letters):
            continue
        known = entities[short.entity].basis == "gazetteer" and entities[long.entity].basis != "gazetteer"
        shared = set(words.casefold().split()) & set(entities[short.entity].label.casefold().split()) - _SMALL
        if known and shared:
            found[long.entity] = short.entity
        elif entities[short.entity].basis != "gazetteer":
            found[short.entity] = long.entity
    return found


def _initials(words: str, letters: str) -> bool:
    if not letters.isupper() or not 2 <= len(letters) <= 8:
        return False
    parts = [p for w in words.split() for p in w.replace("'s", "").split("-") if p]
    every = "".join(p[0] for p in parts).upper()
    large = "".join(p[0] for p in parts if p.casefold() not in _SMALL).upper()
    if letters in (every, large) or (len(letters) >= 3 and every.startswith(letters)):
        return True
    return len(letters) >= 3 and len(large) == len(letters) and large.startswith(letters[:-1])
