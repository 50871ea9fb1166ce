"""Noun phrases: their extent, their conjuncts, and the prepositions before them."""

from __future__ import annotations

from collections.abc import Iterator

from kgbuild.language.predicate_lexicon import PredicateLexicon
from kgbuild.language.syntax import Syntax
from kgbuild.model import Span

CUT = frozenset(
    ("relcl", "acl", "appos", "conj", "cc", "parataxis", "advcl", "ccomp", "dep")
)  # what ends a noun phrase
CLAUSES = frozenset(("relcl", "acl", "appos", "parataxis", "advcl", "ccomp"))
DEEPEST = 12  # nested phrases that are looked into
DATE_PREPOSITIONS = frozenset(("on", "in", "at", "during", "since", "until", "by", "before", "after", "for"))
CORRELATIVES = frozenset(("both", "either", "neither"))
CONJUNCT_POS = frozenset(("NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "ADJ", "DET"))
COMPASS = frozenset(("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"))
LENGTHS = frozenset(("km", "kilometre", "kilometer", "mile", "metre", "meter", "m", "yard", "foot"))
BREAKS = frozenset((",", ":", ";", "-", "–", "—"))
OPENING = frozenset(('"', "'", "``", "''", "(", "[", "-", "–", "—", ",", ":", ";"))


def phrase(syntax: Syntax, head: int, lexicon: PredicateLexicon | None = None) -> Span:
    """The whole noun phrase of a head word, without its relative clauses, participles, appositions and conjuncts.

    With a lexicon also without a date after a noun that names no event ("rebels in the north on Tuesday").
    """
    s = syntax
    first = last = head
    for child in s.children[head]:
        label = s.deps[child]
        if child < head:
            if label == "det" and s.lowers[child] in CORRELATIVES and s.child(head, "conj") is not None:
                continue  # "both Moscow and Kyiv"
            if label not in ("preconj", "cc", "punct", "advcl") and s.left[child] < first:
                first = s.left[child]
        elif label == "case" or label in CUT or (label == "punct" and s.words[child] in BREAKS):
            if label == "punct" and s.begins[child] == s.ends[child - 1] and s.words[child] == "-":
                continue  # "brother-in-law"
            break
        elif label != "punct":
            if lexicon is not None and _is_date(s, child, lexicon):
                break
            last = max(last, _right(s, child, lexicon))
    while first < head and (s.words[first] in OPENING or s.tags[first] == "_SP"):
        first += 1
    while last > head and s.tags[last] == "_SP":
        last -= 1
    return s.span(first, last)


def _is_date(s: Syntax, preposition: int, lexicon: PredicateLexicon) -> bool:
    """A preposition of time with a date, below a noun that names no event."""
    if s.deps[preposition] != "prep" or s.lowers[preposition] not in DATE_PREPOSITIONS:
        return False
    noun = s.heads[preposition]
    if (
        s.pos[noun] not in ("NOUN", "PROPN", "PRON", "NUM")
        or s.lemmas[noun] in lexicon.event_nouns
        or s.ents[noun] in ("DATE", "TIME")
    ):
        return False
    below = s.child(preposition, "pobj")
    return below is not None and s.ents[below] in ("DATE", "TIME") and below - preposition <= 4


def date_phrases(syntax: Syntax, noun: int, lexicon: PredicateLexicon) -> Iterator[int]:
    """The head words of dates that the parser hung below a noun that names no event."""
    s, todo = syntax, [noun]
    for _ in range(DEEPEST):
        if not todo or s.lemmas[todo[-1]] in lexicon.event_nouns:
            return
        for child in s.children[todo.pop()]:
            if s.deps[child] == "conj" and s.pos[child] in ("NOUN", "PROPN"):
                todo.append(child)
            if s.deps[child] in ("npadvmod", "advmod") and child > noun and s.ents[child] in ("DATE", "TIME"):
                yield child
            below = s.child(child, "pobj") if s.deps[child] == "prep" and child > noun else None
            if below is None:
                continue
            if _is_date(s, child, lexicon):
                yield below
            elif s.pos[below] in ("NOUN", "PROPN"):
                todo.append(below)


def _right(s: Syntax, token: int, lexicon: PredicateLexicon | None = None) -> int:
    """The right edge of what depends on a head, itself cut at clauses and appositions."""
    last, todo = token, [token]
    while todo:
        at = todo.pop()
        last = max(last, at)
        for child in s.children[at]:
            if child > at:
                if s.deps[child] in CLAUSES or (lexicon is not None and _is_date(s, child, lexicon)):
                    break
                if s.deps[child] != "punct":
                    todo.append(child)
    return last


def conjuncts(syntax: Syntax, head: int) -> list[int]:
    """The head and the nouns coordinated with it, in the order of the text."""
    found, todo = [head], [head]
    while todo:
        for child in syntax.children[todo.pop()]:
            if syntax.deps[child] == "conj" and syntax.pos[child] in CONJUNCT_POS:
                found.append(child)
                todo.append(child)
    return sorted(found)


def prepositional(syntax: Syntax, token: int, lexicon: PredicateLexicon) -> Iterator[tuple[str, int, bool]]:
    """What a preposition governs: its label, the head word, and whether that heads a clause.

    Prepositions of several words are put together, whether the parser hangs the second below the first ("out of"),
    below an adverb ("ahead of"), or below a noun ("as part of", "on behalf of").
    """
    label = syntax.lowers[token]
    for child in syntax.children[token]:
        if (
            child < token
            and syntax.deps[child] == "advmod"
            and f"{syntax.lowers[child]} {label}" in lexicon.prepositions
        ):
            label = f"{syntax.lowers[child]} {label}"  # "instead of"
    yield from _governed(syntax, token, label, lexicon, 0)


def _governed(
    s: Syntax, token: int, label: str, lexicon: PredicateLexicon, depth: int
) -> Iterator[tuple[str, int, bool]]:
    found = False
    if depth > DEEPEST:
        return
    pending: list[int] = []
    for child in s.children[token]:
        dep = s.deps[child]
        if dep == "pobj":
            inner = _inner_preposition(s, child, label, lexicon) or _direction(s, child, label, lexicon)
            if inner is None:
                yield label, child, False
            else:
                yield from _governed(s, inner[1], inner[0], lexicon, depth + 1)
            found = True
        elif dep in ("prep", "pcomp") and s.pos[child] in ("ADP", "SCONJ"):
            longer = f"{label} {s.lowers[child]}"
            known = longer in lexicon.prepositions
            if any(s.deps[c] in ("pobj", "pcomp") for c in s.children[child]):
                yield from _governed(s, child, longer if known else s.lowers[child], lexicon, depth + 1)
                found = True
            elif known:
                label = longer
        elif dep == "pcomp":
            yield label, child, True
            found = True
        elif dep == "conj" and s.pos[child] == "ADP":
            pending.append(child)
    for child in pending:
        for other in _governed(s, child, s.lowers[child], lexicon, depth + 1):
            if not found:
                yield label, other[1], other[2]
            yield other


def _inner_preposition(s: Syntax, noun: int, label: str, lexicon: PredicateLexicon) -> tuple[str, int] | None:
    """ "as part of X": the preposition below the noun, where the three make one preposition."""
    for child in s.children[noun]:
        if s.deps[child] == "prep" and child > noun:
            if child - s.left[noun] > 4:
                break
            words = " ".join(s.lowers[s.left[noun] : child + 1])
            longer = f"{label} {words}"
            if longer in lexicon.prepositions:
                return longer, child
            break
    return None


def _direction(s: Syntax, noun: int, label: str, lexicon: PredicateLexicon) -> tuple[str, int] | None:
    """ "to the north, west and south of X", "within 10 km of X": the preposition that comes before X.

    Not so below a verb that says where to ("moved to the north of X").
    """
    far = label == "within" and s.lemmas[noun] in LENGTHS
    points = conjuncts(s, noun)
    if not far:
        moved = "to" in lexicon.verb_prepositions.get(s.lemmas[s.heads[s.heads[noun]]], ())
        if label != "to" or s.lowers[noun] not in COMPASS or (moved and len(points) == 1):
            return None
    for each in points:
        for child in s.children[each]:
            if s.lowers[child] == "of" and s.deps[child] == "prep" and child > each:
                return ("near" if far else f"{s.lowers[noun]} of"), child
    return None
