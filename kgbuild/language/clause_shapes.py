"""Shapes of clauses that the parser labels alike: conditions without "if", results, bare relatives, ordinals."""

from __future__ import annotations

from kgbuild.language.syntax import Syntax

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


def has_result(s: Syntax, verb: int) -> bool:
    """ "They lost, so he left": two clauses side by side, the first of which is no object of the second."""
    parent = s.heads[verb]
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


def is_ordinal(s: Syntax, noun: int) -> bool:
    """ "the first ship to leave", "one of ten states to abstain": the infinitive tells what happened."""
    if s.lowers[noun] == "one":
        return any(s.lowers[c] == "of" for c in s.children[noun])
    return any(s.lowers[c] in ORDINALS and s.deps[c] == "amod" for c in s.children[noun])
