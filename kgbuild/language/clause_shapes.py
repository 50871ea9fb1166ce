"""Shapes of clauses that the parser labels alike.

Conditions without "if", results, bare relatives, ordinals, inverted auxiliaries, "nothing but", "not just".
"""

from __future__ import annotations

from kgbuild.language.negation import LIMITING, done_in_vain
from kgbuild.language.syntax import Syntax
from kgbuild.language.tagsets import FINITE_TAGS

ORDINALS = frozenset(("first", "second", "third", "fourth", "fifth", "last", "latest", "only"))


def is_inverted(s: Syntax, verb: int) -> bool:
    """ "Had they attacked, …", "Should talks fail, …": an auxiliary before the subject makes a condition."""
    first = s.left[verb]
    return (
        first < verb
        and s.lowers[first] in ("had", "should", "were")
        and s.deps[first] in ("aux", "auxpass")
        and any(s.deps[c] in ("nsubj", "nsubjpass") and c > first for c in s.children[verb])
    )


def is_no_sooner(s: Syntax, verb: int) -> bool:
    """ "No sooner had they left than it blew up": both happened. `verb` is the first."""
    span = range(s.left[s.heads[verb]], verb + 1)
    return any(s.lowers[t] == "sooner" and t > 0 and s.lowers[t - 1] == "no" for t in span)


def _is_inverted_perfect(s: Syntax, participle: int) -> bool:
    """ "No sooner had they left", "Hardly had it opened": the parser takes the auxiliary for a verb of its own."""
    head = s.heads[participle]
    subject = s.child(participle, "nsubj", "nsubjpass")
    fronted = s.tags[participle] == "VBN" and s.lemmas[head] == "have" and s.child(head, "nsubj") is None
    return fronted and subject is not None and head < subject < participle and s.left[head] < head


def _is_excepted(s: Syntax, verb: int) -> bool:
    """ "did nothing but lose money": the parser coordinates what alone was done."""
    head = s.heads[verb]
    but = any(s.deps[c] == "cc" and s.lowers[c] == "but" for c in s.children[head])
    nothing = any(s.deps[c] == "dobj" and s.lowers[c] == "nothing" for c in s.children[head])
    return but and nothing and s.lemmas[head] == "do" and s.tags[verb] == "VB"


def is_gerund_object(s: Syntax, verb: int) -> bool:
    """ "held off attacking": a gerund right after the verb and its particle."""
    before = s.left[verb] - 1
    head = s.heads[verb]
    if s.tags[verb] != "VBG" or s.left[verb] != verb or before < 0:
        return False
    return before == head or (s.heads[before] == head and s.deps[before] in ("prt", "advmod", "prep"))


def stands_alone(s: Syntax, verb: int) -> str:
    """How a clause holds whatever becomes of the verb above it: "in vain", "nothing but", "no sooner"; or ""."""
    if s.deps[verb] == "conj":
        return "nothing but" if _is_excepted(s, verb) else ""
    if done_in_vain(s, verb):
        return "in vain"
    return "no sooner" if s.deps[verb] == "ccomp" and _is_inverted_perfect(s, verb) else ""


def named_content(s: Syntax, clause: int) -> str:
    """ "The rumour is that he fled": the noun whose content a clause below "be" is, or the verb of "what they want"."""
    verb = s.heads[clause]
    subject = s.child(verb, "nsubj", "csubj")
    if subject is None or s.lemmas[verb] != "be" or s.deps[clause] not in ("ccomp", "xcomp") or clause < verb:
        return ""
    named = s.child(verb, "attr") if s.lowers[subject] == "it" else subject  # "it is no secret that"
    return "" if named is None else s.lemmas[named]


def question_pronoun(s: Syntax, verb: int) -> str:
    """ "did not say who had fired": the pronoun that asks, in a clause that is an object."""
    if s.deps[verb] != "ccomp":
        return ""
    asking = (c for c in s.children[verb] if c < verb and s.tags[c] == "WP" and s.lowers[c] in ("who", "whom"))
    return next((s.lowers[c] for c in asking), "")


def _is_surpassed(s: Syntax, verb: int) -> bool:
    """ "They did not just loot the shops, they burned them": two things done, the first no object of the second."""
    parent = s.heads[verb]
    limited = any(s.deps[c] == "neg" and c < verb and s.lowers[c + 1] in LIMITING for c in s.children[verb])
    beside = s.child(parent, "dobj", "attr", "acomp", "prep") is not None
    return limited and beside and verb < parent and s.child(parent, "nsubj", "nsubjpass") is not None


def is_fronted(s: Syntax, verb: int) -> bool:
    """ "On the day we left, it rained": a clause below a preposed phrase of time, and no object of the verb."""
    first = s.left[verb]
    noun = s.child(first, "pobj")
    if s.deps[first] != "prep" or noun is None or s.heads[first] != verb or s.tags[noun] not in ("NN", "NNS"):
        return False
    return s.child(verb, "nsubj", "nsubjpass") == s.right[noun] + 1 and s.heads[verb] > verb


def has_result(s: Syntax, verb: int) -> bool:
    """ "They lost, so he left": two clauses side by side, the first of which is no object of the second."""
    parent = s.heads[verb]
    if _is_surpassed(s, verb):
        return True
    return verb < parent and any(
        s.lowers[c] == "so" and s.right[verb] < c < parent and s.deps[c] in ("advmod", "cc", "mark")
        for c in s.children[parent]
    )


def is_reduced_relative(s: Syntax, participle: int) -> bool:
    """ "The journalists banned include two editors": a bare participle with the subject of the verb after it."""
    verb = s.heads[participle]
    bare = not any(s.deps[c] in ("aux", "auxpass", "mark") for c in s.children[participle])
    alone = s.child(verb, "nsubj", "nsubjpass") is None
    return participle < verb and s.tags[participle] == "VBN" and bare and alone


def is_rejected_alternative(s: Syntax, verb: int) -> bool:
    """ "retreat rather than fight": no second thing that they did."""
    return any(s.deps[c] == "cc" and s.lowers[c] == "than" for c in s.children[s.heads[verb]])


def is_ordinal(s: Syntax, noun: int) -> bool:
    """ "the first ship to leave", "one of ten states to abstain": the infinitive tells what happened."""
    if s.lowers[noun] == "one":
        return any(s.lowers[c] == "of" for c in s.children[noun])
    return any(s.lowers[c] in ORDINALS and s.deps[c] == "amod" for c in s.children[noun])


def is_unmarked_conjunct(s: Syntax, verb: int) -> bool:
    """ "Rebels shelled the town, then entered it": a verb after a comma that shares the subject before it."""
    first = s.heads[verb]
    if s.deps[verb] != "dep" or first > verb or s.tags[verb] not in FINITE_TAGS or s.tags[first] not in FINITE_TAGS:
        return False
    if s.child(verb, "nsubj", "nsubjpass", "mark", "expl", "csubj") is not None:
        return False
    before = s.left[verb] - 1
    before -= s.lowers[before] == "then"
    return before > first and s.words[before] == "," and s.child(first, "nsubj", "nsubjpass") is not None
