"""Mends verbs that the small tagger and lemmatiser do not know, on the columns of the parse.

- Irregular pasts with a prefix ("retook", "overran"): tagged as infinitives, with themselves for a lemma.
- The same read as a noun, with its object for an apposition ("The army retook Orvel").
- Nouns read as verbs right after a finite verb ("restores control over Orvel"): an infinitive would have its "to".
- Plurals read as verbs after a name ("by Sarkan militants off the coast").
- Lemmas in *-ie* ("reoccupie").
- "took four sailors hostage off the coast": *hostage* is read as a verb or an adjective.
- "was gang-raped by militiamen": a passive whose participle is read as an adjective.
- "Police tear-gassed protesters", "The envoy voiced concern": the only verb is read as a modifier of the noun.
- "took Ghana to court": a noun after "to" is read as an infinitive.
- "helped Chad, its neighbour": the object is read as a second subject.
- "attacked neighbouring Chad": the adjective is read as a verb with an object.
"""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.language.tagsets import FINITE_TAGS, HYPHENS, NOUN_TAGS

PREFIXES = ("re", "over", "under", "out", "with", "up", "mis", "fore", "un")
IRREGULAR_PASTS = {
    "became": "become",
    "began": "begin",
    "bought": "buy",
    "broke": "break",
    "brought": "bring",
    "built": "build",
    "came": "come",
    "did": "do",
    "drew": "draw",
    "drove": "drive",
    "fought": "fight",
    "found": "find",
    "gave": "give",
    "grew": "grow",
    "held": "hold",
    "knew": "know",
    "led": "lead",
    "made": "make",
    "met": "meet",
    "paid": "pay",
    "ran": "run",
    "rode": "ride",
    "rose": "rise",
    "saw": "see",
    "sent": "send",
    "sold": "sell",
    "spent": "spend",
    "spoke": "speak",
    "stood": "stand",
    "swore": "swear",
    "taken": "take",
    "threw": "throw",
    "told": "tell",
    "took": "take",
    "went": "go",
    "won": "win",
    "wrote": "write",
}
SHORT_IE = frozenset(("die", "lie", "tie", "vie", "belie", "untie", "underlie"))
CAPTIVES = frozenset(("hostage", "captive", "prisoner"))
TAKING = frozenset(("take", "hold", "keep"))
PAST_OR_THIRD = frozenset(("VBD", "VBZ"))
NEIGHBOURING = frozenset(("neighbouring", "neighboring"))


def repair_verbs(
    heads: list[int],
    deps: list[str],
    tags: list[str],
    pos: list[str],
    lemmas: list[str],
    lowers: list[str],
    sentences: Sequence[tuple[int, int]],
) -> None:
    """Change heads, labels, tags and lemmas in place. The result is a tree again: only heads within a sentence move."""
    for start, end in sentences:
        finite = False
        for token in range(start, end):
            tag = tags[token]
            if tag[:2] == "VB":
                _irregular(token, start, heads, deps, tags, lemmas, lowers)
                lemma = lemmas[token]
                if lemma.endswith("ie") and lowers[token].endswith(("ied", "ies")) and lemma not in SHORT_IE:
                    lemmas[token] = lemma[:-2] + "y"
                after_verb = heads[token] == token - 1 and tags[token - 1] in PAST_OR_THIRD
                if tag == "VBP" and deps[token] == "xcomp" and after_verb:
                    deps[token], tags[token], pos[token] = "dobj", "NN", "NOUN"
                if tag == "VBZ" and deps[token] == "advcl" and deps[token - 1] == "pobj" and tags[token - 1] == "NNP":
                    _plural_read_as_verb(token, start, end, heads, deps, tags, pos)
                if tags[token] == "VBN" and deps[token] == "acomp":
                    _participle_read_as_adjective(token, start, end, heads, deps, tags, pos, lowers)
            elif tag == "NN" and deps[token] in ("ROOT", "compound") and token > start:
                _past_read_as_noun(token, start, end, heads, deps, tags, pos, lemmas, lowers)
            finite = finite or tags[token] in FINITE_TAGS
            if deps[token] == "nsubj" and tags[heads[token]] == "VBD" and start <= heads[token] < token:
                _second_subject(token, start, end, heads, deps, tags)
            elif lowers[token] in NEIGHBOURING and tag == "VBG" and token > start:
                _neighbouring(token, end, heads, deps, tags, pos)
            if lowers[token] in CAPTIVES and token > start:
                _captive(token, start, end, heads, deps, tags, pos, lemmas)
            if tags[token] == "TO" and deps[token] == "aux" and tags[heads[token]] == "NN":
                _to_a_noun(token, heads, deps, tags, pos)
        if not finite:
            for token in range(start + 2, end - 1):
                if tags[token] == "VBN" and deps[token] == "amod":
                    first = token - 2 if lowers[token - 1] in HYPHENS else token
                    if _verb_read_as_modifier(token, first, start, end, heads, deps, tags, pos):
                        break


def _second_subject(token: int, start: int, end: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """ "Sudan helped Chad, its neighbour": of two subjects of one verb the one after it is the object."""
    verb = heads[token]
    if token != verb + 1 or tags[token] not in ("NNP", "NNPS", "NNS"):
        return
    others = [t for t in range(start, end) if heads[t] == verb and t != token]
    if any(deps[t] == "nsubj" and t < verb for t in others) and not any(
        deps[t] in ("dobj", "ccomp", "xcomp", "attr", "acomp", "aux", "auxpass") for t in others
    ):
        deps[token] = "dobj"


def _neighbouring(token: int, end: int, heads: list[int], deps: list[str], tags: list[str], pos: list[str]) -> None:
    """ "attacked neighbouring Chad": an adjective, no second verb with an object."""
    noun = next((t for t in range(token + 1, min(token + 4, end)) if heads[t] == token and deps[t] == "dobj"), None)
    verb = heads[token]
    if noun is None or deps[token] not in ("advcl", "xcomp", "ccomp", "pcomp") or verb > token:
        return
    heads[noun], deps[noun] = verb, "pobj" if deps[token] == "pcomp" else "dobj"
    for other in range(token + 1, end):
        if heads[other] == token:
            heads[other] = noun
    heads[token], deps[token], tags[token], pos[token] = noun, "amod", "JJ", "ADJ"


def _irregular(
    token: int, start: int, heads: list[int], deps: list[str], tags: list[str], lemmas: list[str], lowers: list[str]
) -> None:
    word = lowers[token]
    if lemmas[token] != word:
        return
    prefix = next((p for p in PREFIXES if word.startswith(p) and word[len(p) :] in IRREGULAR_PASTS), None)
    if prefix is None:
        return
    lemmas[token] = prefix + IRREGULAR_PASTS[word[len(prefix) :]]
    helped = any(heads[t] == token and deps[t] in ("aux", "auxpass") for t in range(max(start, token - 6), token))
    if tags[token] in ("VB", "VBP") and not helped and word != lemmas[token]:
        tags[token] = "VBD"


def _plural_read_as_verb(
    token: int, start: int, end: int, heads: list[int], deps: list[str], tags: list[str], pos: list[str]
) -> None:
    """ "taken hostage by Sarkan militants": without a subject it is the noun of which the name is the modifier."""
    name = token - 1
    if name <= start or any(heads[t] == token and deps[t] in ("nsubj", "nsubjpass") for t in range(start, end)):
        return
    tags[token], pos[token] = "NNS", "NOUN"
    heads[token], deps[token] = heads[name], "pobj"
    heads[name], deps[name] = token, "compound"


def _past_read_as_noun(
    token: int,
    start: int,
    end: int,
    heads: list[int],
    deps: list[str],
    tags: list[str],
    pos: list[str],
    lemmas: list[str],
    lowers: list[str],
) -> None:
    word = lowers[token]
    prefix = next((p for p in PREFIXES if word.startswith(p) and word[len(p) :] in IRREGULAR_PASTS), None)
    if prefix is None or deps[token - 1] not in ("nsubj", "compound", "nmod") or heads[token - 1] != token:
        return
    tags[token], pos[token], lemmas[token] = "VBD", "VERB", prefix + IRREGULAR_PASTS[word[len(prefix) :]]
    name = heads[token]
    if deps[token] == "compound":  # "The army retook Orvel", read as one name
        heads[token], deps[token] = (token if heads[name] == name else heads[name]), deps[name]
        for other in range(start, end):
            if heads[other] == name and (other > name or other < token):
                heads[other] = token
        heads[name], deps[name] = token, "appos"
    below = [t for t in range(start, end) if heads[t] == token and t != token]
    for other in below:
        if other < token - 1 and deps[other] in ("det", "compound", "amod", "poss", "nummod"):
            heads[other] = token - 1
    deps[token - 1] = "nsubj"
    after = next((t for t in below if t > token and deps[t] == "appos"), None)
    if after is not None:
        deps[after] = "dobj"


def _captive(
    token: int,
    start: int,
    end: int,
    heads: list[int],
    deps: list[str],
    tags: list[str],
    pos: list[str],
    lemmas: list[str],
) -> None:
    """After the object of "take" or "hold" it says what becomes of the object; what follows is the verb's."""
    above = heads[token]
    verb = heads[above] if deps[above] == "dobj" else above
    if lemmas[verb] not in TAKING or verb >= token or deps[token] in ("dobj", "oprd", "pobj", "nsubj", "nsubjpass"):
        return
    if not any(heads[t] == verb and deps[t] in ("dobj", "nsubjpass") for t in range(start, token)):
        return
    heads[token], deps[token], tags[token], pos[token], lemmas[token] = verb, "oprd", "NN", "NOUN", lemmas[token]
    particle = next((t for t in range(token + 1, end) if heads[t] == token and deps[t] == "prt"), None)
    for child in range(token + 1, end):
        if heads[child] != token:
            continue
        if deps[child] == "dobj" and particle is not None:  # "hostage off the coast"
            heads[child], deps[child] = particle, "pobj"
        else:
            heads[child] = verb
            if child == particle:
                deps[child], pos[child] = "prep", "ADP"


def _participle_read_as_adjective(
    token: int,
    start: int,
    end: int,
    heads: list[int],
    deps: list[str],
    tags: list[str],
    pos: list[str],
    lowers: list[str],
) -> None:
    copula = heads[token]
    if lowers[copula] not in ("was", "were", "is", "are", "been", "be", "being"):
        return
    if not any(heads[t] == token and deps[t] == "agent" for t in range(token, end)):
        return
    heads[token], deps[token], pos[token] = (token if heads[copula] == copula else heads[copula]), deps[copula], "VERB"
    for child in range(start, end):
        if heads[child] == copula and child != copula:
            heads[child] = token
            if deps[child] == "nsubj":
                deps[child] = "nsubjpass"
    heads[copula], deps[copula] = token, "auxpass"


def _to_a_noun(to: int, heads: list[int], deps: list[str], tags: list[str], pos: list[str]) -> None:
    """ "took Ghana to court", read as an infinitive."""
    noun = heads[to]
    verb = heads[noun]
    if noun != to + 1 or deps[noun] != "xcomp" or verb >= to or deps[to - 1] != "dobj":
        return
    heads[to], deps[to], tags[to], pos[to] = verb, "prep", "IN", "ADP"
    heads[noun], deps[noun] = to, "pobj"


def _verb_read_as_modifier(
    verb: int, first: int, start: int, end: int, heads: list[int], deps: list[str], tags: list[str], pos: list[str]
) -> bool:
    """Whether the verb, whose words begin at `first`, was mended: a noun right before it is its subject."""
    noun, subject = heads[verb], first - 1
    if noun < verb or deps[noun] != "ROOT" or subject < start or tags[subject] not in NOUN_TAGS:
        return False
    if first < verb and heads[first] != verb:
        return False
    own = (noun, ("compound", "nmod")) if first < verb else (verb, ("npadvmod",))
    if heads[subject] != own[0] or deps[subject] not in own[1]:
        return False
    heads[verb], deps[verb], tags[verb], pos[verb] = verb, "ROOT", "VBD", "VERB"
    for child in range(start, end):
        if heads[child] == noun and child != noun:
            if child < subject:
                heads[child] = subject
            elif child == subject or deps[child] in ("punct", "prep", "npadvmod", "advcl"):
                heads[child] = verb
    heads[noun], deps[noun] = verb, "dobj"
    heads[subject], deps[subject] = verb, "nsubj"
    return True
