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

from kgbuild.language.parse_columns import ParseColumns
from kgbuild.language.tagsets import HYPHENS, NOUN_TAGS

PREFIXES = frozenset(
    ("re", "pre", "co", "ex", "non", "anti", "pro", "vice", "semi", "mid", "self", "counter", "post", "sub", "un", "de")
)
PLACES = frozenset(("GPE", "LOC", "NORP"))
NUMBER_TAG = "CD"


def repair_nouns(s: ParseColumns) -> None:
    """Change heads and labels in place. The result is a tree again: only heads within a sentence move."""
    for start, end in s.sentences:
        for token in range(start + 1, end - 1):
            word = s.lowers[token]
            if s.deps[token] == "appos":
                _listed(s, token, end)
                if s.heads[token] == token - 2 and s.tags[token - 1] == NUMBER_TAG and s.heads[token - 1] == token:
                    _move(s, token - 2, token, start, end)
            elif s.deps[token] == "nsubj" and s.ents[token] == "GPE":
                _state_of_a_town(s, token, start)
            if word in HYPHENS:
                if s.ends[token - 1] == s.begins[token] and s.ends[token] == s.begins[token + 1]:
                    if s.lowers[token + 1] == "offensive" and s.heads[token - 1] == s.heads[token + 1]:
                        s.tags[token + 1], s.pos[token + 1] = "NN", "NOUN"  # "a counter-offensive"
                    _hyphenated(s, token, start, end)
            elif word == "&":
                _joint_name(s, token, start, end)
            elif word == "of":
                _of_a_state(s, token)
            elif word == "to" and s.lowers[token - 1] == "up":
                _up_to(s, token, end)


def _move(s: ParseColumns, head: int, other: int, start: int, end: int) -> None:
    """`other` takes the place of `head`, which becomes a modifier of it, and its dependents."""
    for token in range(start, end):
        if s.heads[token] == head and token not in (head, other):
            s.heads[token] = other
    s.replace(head, other)
    s.heads[head], s.deps[head] = other, "compound"


def _hyphenated(s: ParseColumns, hyphen: int, start: int, end: int) -> None:
    first, second = hyphen - 1, hyphen + 1
    if s.tags[second] not in NOUN_TAGS:
        return
    together = s.heads[first] == s.heads[second] == s.heads[hyphen] and s.deps[first] == s.deps[second]
    if together and s.heads[first] not in (first, second, hyphen):
        _move(s, first, second, start, end)
    elif (
        s.lowers[first] in PREFIXES
        and s.heads[first] != second
        and s.heads[first] != first
        and s.deps[first] != "compound"
    ):
        if s.heads[second] in (first, hyphen):
            if s.heads[hyphen] == second:
                return
            _move(s, first, second, start, end)
        else:
            above = second  # "co-founder Paul Marsh died": the name keeps its place, the prefix goes below
            while s.heads[above] != above and s.heads[above] != first:
                above = s.heads[above]
            if s.heads[above] == first:
                return
            for token in range(start, end):
                if s.heads[token] == first and token != hyphen:
                    s.heads[token] = second
            s.heads[first], s.deps[first] = second, "compound"
    else:
        return
    s.heads[hyphen], s.deps[hyphen] = second, "punct"


def _joint_name(s: ParseColumns, sign: int, start: int, end: int) -> None:
    first = s.heads[sign]
    if s.deps[sign] != "cc" or first > sign or not s.tags[first].startswith("NNP"):
        return
    second = next((t for t in range(sign + 1, end) if s.heads[t] == first and s.deps[t] == "conj"), None)
    if second is None or not s.tags[second].startswith("NNP") or second - sign > 4 or sign - first > 1:
        return
    if not s.ents[sign] and (s.ents[first] in PLACES or s.ents[second] in PLACES):
        return  # "Iran & Oman" are two
    _move(s, first, second, start, end)
    s.deps[sign] = "compound"


def _listed(s: ParseColumns, name: int, end: int) -> None:
    """A name after another and before "and" a third: one thing has no two more names."""
    if s.tags[name] == s.tags[s.heads[name]] == "NNP" and s.heads[name] < name:
        last = next((t for t in range(name + 1, end) if s.heads[t] == name and s.deps[t] == "conj"), None)
        joined = (t for t in range(name + 1, end) if s.deps[t] == "cc" and s.heads[t] in (name, last))
        if last is not None and s.tags[last] == "NNP" and next(joined, None) is not None:
            s.deps[name] = "conj"


def _state_of_a_town(s: ParseColumns, state: int, start: int) -> None:
    first = state
    while first > start and s.heads[first - 1] == state and s.deps[first - 1] == "compound":
        first -= 1
    town = first - 2
    if town <= start + 1 or s.lowers[first - 1] != "," or s.ents[town] != "GPE" or s.deps[town] != "pobj":
        return
    noun = s.heads[s.heads[town]]
    if s.heads[noun] == s.heads[state] and s.deps[noun] in ("nsubj", "npadvmod", "dep") and s.tags[noun] in NOUN_TAGS:
        s.heads[state], s.deps[state], s.deps[noun] = town, "appos", "nsubj"


def _of_a_state(s: ParseColumns, of: int) -> None:
    state = s.heads[of]
    preposition = s.heads[state]
    noun = s.heads[preposition]
    if (
        s.deps[of] == "prep"
        and state == of - 1
        and s.tags[state] == "NNP"
        and s.ents[state] == "GPE"
        and not s.ents[of]
        and s.deps[state] == "pobj"
        and s.deps[preposition] == "prep"
        and s.lowers[preposition] in ("from", "to", "in", "into", "at", "by")
        and s.tags[noun] in ("NN", "NNS")
        and not s.ents[of + 1]
    ):
        s.heads[of] = noun


def _up_to(s: ParseColumns, to: int, end: int) -> None:
    up, verb = to - 1, s.heads[to]
    if not s.tags[verb].startswith("VB") or s.heads[up] != verb or s.deps[to] != "prep" or to + 1 >= end:
        return
    counted = next((t for t in range(to + 1, min(to + 6, end)) if s.heads[t] == to and s.deps[t] == "pobj"), None)
    if counted is None or s.tags[to + 1] != NUMBER_TAG or (counted != to + 1 and s.tags[counted] != "NNS"):
        return
    if any(s.heads[t] == verb and s.deps[t] in ("dobj", "auxpass") for t in range(max(verb - 6, 0), end)):
        return
    number = to + 1
    s.heads[counted], s.deps[counted] = verb, "dobj"
    for word in (up, to):
        s.heads[word], s.deps[word] = number, "quantmod"
