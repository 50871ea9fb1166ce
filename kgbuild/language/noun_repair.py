"""Mends what the small parser gets wrong inside noun phrases, on the columns of the parse.

- Words with a hyphen, whose parts it hangs side by side ("a re-run": *re*, *-* and *run* all below the same verb).
- Names of two with "&" ("Johnson & Hale"): one name, no two partners.
- "The departure from Spain of the liner": what follows *of* belongs to the departure, as no state is "of" anything.
- "Chad, Niger and Mali signed": names of a list, of which it takes the second for another name of the first.
- "Police in Oran, Algeria arrested two": the state that the town is in, of which it makes the subject.
- "Magnitude 6 quake kills ten": the noun after the number is the head, and no other name of the first.
- "Gunmen kidnapped up to 16 people": *up* is no particle, the people are the object.
"""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.language.tagsets import HYPHENS, NOUN_TAGS

PREFIXES = frozenset(
    ("re", "pre", "co", "ex", "non", "anti", "pro", "vice", "semi", "mid", "self", "counter", "post", "sub", "un", "de")
)
PLACES = frozenset(("GPE", "LOC", "NORP"))
NUMBER_TAG = "CD"


def repair_nouns(
    heads: list[int],
    deps: list[str],
    tags: list[str],
    pos: list[str],
    lowers: list[str],
    ents: Sequence[str],
    begins: Sequence[int],
    ends: Sequence[int],
    sentences: Sequence[tuple[int, int]],
) -> None:
    """Change heads and labels in place. The result is a tree again: only heads within a sentence move."""
    for start, end in sentences:
        for token in range(start + 1, end - 1):
            word = lowers[token]
            if deps[token] == "appos":
                _listed(token, end, heads, deps, tags)
                if heads[token] == token - 2 and tags[token - 1] == NUMBER_TAG and heads[token - 1] == token:
                    _move(token - 2, token, start, end, heads, deps)
            elif deps[token] == "nsubj" and ents[token] == "GPE":
                _state_of_a_town(token, start, heads, deps, tags, lowers, ents)
            if word in HYPHENS:
                if ends[token - 1] == begins[token] and ends[token] == begins[token + 1]:
                    if lowers[token + 1] == "offensive" and heads[token - 1] == heads[token + 1]:
                        tags[token + 1], pos[token + 1] = "NN", "NOUN"  # "a counter-offensive"
                    _hyphenated(token, start, end, heads, deps, tags, lowers)
            elif word == "&":
                _joint_name(token, start, end, heads, deps, tags, ents)
            elif word == "of":
                _of_a_state(token, heads, deps, tags, lowers, ents)
            elif word == "to" and lowers[token - 1] == "up":
                _up_to(token, end, heads, deps, tags)


def _move(head: int, other: int, start: int, end: int, heads: list[int], deps: list[str]) -> None:
    """`other` takes the place of `head`, which becomes a modifier of it, and its dependents."""
    above, label = heads[head], deps[head]
    for token in range(start, end):
        if heads[token] == head and token not in (head, other):
            heads[token] = other
    heads[other], deps[other] = (other if above == head else above), label
    heads[head], deps[head] = other, "compound"


def _hyphenated(
    hyphen: int, start: int, end: int, heads: list[int], deps: list[str], tags: list[str], lowers: list[str]
) -> None:
    first, second = hyphen - 1, hyphen + 1
    if tags[second] not in NOUN_TAGS:
        return
    together = heads[first] == heads[second] == heads[hyphen] and deps[first] == deps[second]
    if together and heads[first] not in (first, second, hyphen):
        _move(first, second, start, end, heads, deps)
    elif lowers[first] in PREFIXES and heads[first] != second and heads[first] != first and deps[first] != "compound":
        if heads[second] in (first, hyphen):
            if heads[hyphen] == second:
                return
            _move(first, second, start, end, heads, deps)
        else:
            above = second  # "co-founder Paul Marsh died": the name keeps its place, the prefix goes below
            while heads[above] != above and heads[above] != first:
                above = heads[above]
            if heads[above] == first:
                return
            for token in range(start, end):
                if heads[token] == first and token != hyphen:
                    heads[token] = second
            heads[first], deps[first] = second, "compound"
    else:
        return
    heads[hyphen], deps[hyphen] = second, "punct"


def _joint_name(
    sign: int, start: int, end: int, heads: list[int], deps: list[str], tags: list[str], ents: Sequence[str]
) -> None:
    first = heads[sign]
    if deps[sign] != "cc" or first > sign or not tags[first].startswith("NNP"):
        return
    second = next((t for t in range(sign + 1, end) if heads[t] == first and deps[t] == "conj"), None)
    if second is None or not tags[second].startswith("NNP") or second - sign > 4 or sign - first > 1:
        return
    if not ents[sign] and (ents[first] in PLACES or ents[second] in PLACES):
        return  # "Iran & Oman" are two
    _move(first, second, start, end, heads, deps)
    deps[sign] = "compound"


def _listed(name: int, end: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """A name after another and before "and" a third: one thing has no two more names."""
    if tags[name] == tags[heads[name]] == "NNP" and heads[name] < name:
        last = next((t for t in range(name + 1, end) if heads[t] == name and deps[t] == "conj"), None)
        joined = (t for t in range(name + 1, end) if deps[t] == "cc" and heads[t] in (name, last))
        if last is not None and tags[last] == "NNP" and next(joined, None) is not None:
            deps[name] = "conj"


def _state_of_a_town(
    state: int, start: int, heads: list[int], deps: list[str], tags: list[str], lowers: list[str], ents: Sequence[str]
) -> None:
    first = state
    while first > start and heads[first - 1] == state and deps[first - 1] == "compound":
        first -= 1
    town = first - 2
    if town <= start + 1 or lowers[first - 1] != "," or ents[town] != "GPE" or deps[town] != "pobj":
        return
    noun = heads[heads[town]]
    if heads[noun] == heads[state] and deps[noun] in ("nsubj", "npadvmod", "dep") and tags[noun] in NOUN_TAGS:
        heads[state], deps[state], deps[noun] = town, "appos", "nsubj"


def _of_a_state(
    of: int, heads: list[int], deps: list[str], tags: list[str], lowers: list[str], ents: Sequence[str]
) -> None:
    state = heads[of]
    preposition = heads[state]
    noun = heads[preposition]
    if (
        deps[of] == "prep"
        and state == of - 1
        and tags[state] == "NNP"
        and ents[state] == "GPE"
        and not ents[of]
        and deps[state] == "pobj"
        and deps[preposition] == "prep"
        and lowers[preposition] in ("from", "to", "in", "into", "at", "by")
        and tags[noun] in ("NN", "NNS")
        and not ents[of + 1]
    ):
        heads[of] = noun


def _up_to(to: int, end: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    up, verb = to - 1, heads[to]
    if not tags[verb].startswith("VB") or heads[up] != verb or deps[to] != "prep" or to + 1 >= end:
        return
    counted = next((t for t in range(to + 1, min(to + 6, end)) if heads[t] == to and deps[t] == "pobj"), None)
    if counted is None or tags[to + 1] != NUMBER_TAG or (counted != to + 1 and tags[counted] != "NNS"):
        return
    if any(heads[t] == verb and deps[t] in ("dobj", "auxpass") for t in range(max(verb - 6, 0), end)):
        return
    number = to + 1
    heads[counted], deps[counted] = verb, "dobj"
    for word in (up, to):
        heads[word], deps[word] = number, "quantmod"
