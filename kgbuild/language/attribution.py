"""Where the words of a clause, and the source that a preposition names, lie: the geometry that attribution needs.

Reads the columns of the parse, so that the rooms behind need not. What is found here fills in where a predication has
no complement although its verb is followed by one: long that-clauses that a quotation breaks off, complements without
a verb ("declared him the winner").

Not handled: complements that stand before their verb and are no clause of their own to the parser.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kgbuild.language.noun_phrases import conjuncts, phrase
from kgbuild.language.syntax import Syntax
from kgbuild.model import Argument, ArgumentKind, Span

COMPLEMENTS = frozenset(("ccomp", "oprd"))
FARTHEST = 8  # words between a verb and the "that" of its clause
_BREAKS = frozenset((".", ";", ":", "?", "!", '"', "“"))


def that_clause(s: Syntax, verb: int) -> Span | None:
    """From the "that" soon after a verb through the end of its sentence; None where a verb or a mark comes first."""
    end = s.sentences[s.sentence_of[verb]][1]
    for token in range(verb + 1, min(verb + 2 + FARTHEST, end - 1)):
        if s.lowers[token] == "that" and s.tags[token] == "IN":
            return s.span(token, _last_word(s, token, end - 1))
        if s.words[token] in _BREAKS or s.tags[token] in ("VBD", "VBZ", "VBP", "MD"):
            return None
    return None


def sentence_words(s: Syntax, token: int) -> Span:
    """The sentence of a token without the full stop that ends it."""
    start, end = s.sentences[s.sentence_of[token]]
    return s.span(start, _last_word(s, start, end - 1))


def complement(s: Syntax, verb: int) -> Span | None:
    """What follows a verb as its object or complement, to the end of that; None where there is nothing."""
    after = [child for child in s.children[verb] if child > verb and s.deps[child] in COMPLEMENTS]
    first = min((max(s.left[c], verb + 1) for c in after), default=verb)  # "a rule that critics say is unfair"
    return s.span(first, max(s.right[c] for c in after)) if after else None


def as_phrases(s: Syntax, verb: int) -> list[Span]:
    """What a verb calls its object where the parser sees a clause: "described the claims last year as credible"."""
    below = [c for c in s.all_children(verb, "advcl") if c > verb and s.lowers[s.left[c]] == "as"]
    below = [c for c in below if s.pos[c] in ("ADJ", "NOUN") and s.child(c, "nsubj") is None]
    bare = (c for c in s.all_children(verb, "prep") if s.lowers[c] == "as")
    below += [c for c in bare if s.child(c, "amod", "acomp") is not None]
    return [s.span(s.left[c], s.right[c]) for c in below]


def fronted_phrase(s: Syntax, verb: int) -> Argument | None:
    """The noun phrase that opens the verb's sentence where only what stands between commas or brackets follows it.

    "Anna Roth, who had left early, said": the parser loses such subjects when what is between is long.
    """
    start, _ = s.sentences[s.sentence_of[verb]]
    while start < verb and s.pos[start] in ("SPACE", "PUNCT", "CCONJ"):
        start += 1
    before = verb - 1
    while before > start and s.pos[before] in ("AUX", "ADV", "PART"):
        before -= 1
    if before <= start or s.words[before] not in (",", ")", "—", "–", "-"):
        return None
    end = start
    while end < before and s.words[end] not in (",", "(", "—", "–", "-"):
        if s.pos[end] in ("VERB", "AUX", "SCONJ", "ADV") or s.tags[end] in ("WP", "WDT", "WRB"):
            return None
        end += 1
    inside = range(start, end)
    nouns = [t for t in inside if s.pos[t] in ("NOUN", "PROPN", "PRON") and s.heads[t] not in inside]
    if end >= before or not nouns or s.pos[start] == "ADP":
        return None
    head = nouns[0]
    kind: ArgumentKind = "pronoun" if s.pos[head] == "PRON" else "nominal"
    return Argument("subject", s.span(start, end - 1), s.span(head, head), head, kind)


def coming_from(s: Syntax, noun: int) -> list[Argument]:
    """The coordinated noun phrases that "from" governs below a noun."""
    for child in s.children[noun]:
        governed = s.child(child, "pobj") if s.lowers[child] == "from" and child > noun else None
        if governed is not None:
            return [Argument("from", phrase(s, each), s.span(each, each), each) for each in conjuncts(s, governed)]
    return []


def fronted_name(s: Syntax, begin: int) -> Argument | None:
    """The run of proper nouns that begins at an offset."""
    first = bisect_left(s.begins, begin)
    last = first
    while last < len(s.words) and s.pos[last] == "PROPN":
        last += 1
    if last == first or s.begins[first] != begin:
        return None
    return Argument("subject", s.span(first, last - 1), s.span(last - 1, last - 1), last - 1)


def sources(s: Syntax, prepositions: Sequence[str]) -> Iterator[tuple[str, Span, Argument]]:
    """Each place of one of these prepositions ("according to"), its words, and the noun phrase that it governs."""
    by_first: dict[str, list[tuple[str, list[str]]]] = {}
    for form in prepositions:
        by_first.setdefault(form.split()[0], []).append((form, form.split()))
    for token, word in enumerate(s.lowers):
        for form, words in by_first.get(word, ()):
            last = token + len(words) - 1
            if s.lowers[token : last + 1] != words:
                continue
            governed = s.child(last, "pobj")
            if governed is None:
                governed = _head_of_next_phrase(s, last + 1)
            if governed is not None and (span := phrase(s, governed)).begin >= s.ends[last]:
                kind: ArgumentKind = "pronoun" if s.pos[governed] == "PRON" else "nominal"
                yield form, s.span(token, last), Argument(form, span, s.span(governed, governed), governed, kind)


def _head_of_next_phrase(s: Syntax, token: int) -> int | None:
    for at in range(token, min(token + 6, len(s.words))):
        if s.pos[at] in ("NOUN", "PROPN", "PRON") and s.heads[at] not in range(at + 1, at + 4):
            return at
        if s.pos[at] in ("VERB", "PUNCT"):
            return None
    return None


def _last_word(s: Syntax, first: int, last: int) -> int:
    while last > first and s.pos[last] in ("PUNCT", "SPACE"):
        last -= 1
    return last
