"""Offices that a clause gives or takes: "was appointed minister", "took over as chief", "who served as envoy".

The verbs stand in `ontology/lexicon/relations.ttl`: of some the subject holds the office, of others the object; after
some it is held no longer. Not handled: offices of which only the post is named ("left her post at the ministry").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kgbuild.entities.actor_nouns import ActorWords
from kgbuild.language.syntax import Syntax

_RELATIVE = frozenset(("WP", "WDT"))
_COPULAS = frozenset(("be", "become", "remain"))
_CONTINUING = frozenset(("be", "serve", "act"))  # in the past tense they tell of what is over
_REPORTED = frozenset(("ccomp", "advcl"))  # where the past tense may be the reporting verb's


@dataclass(frozen=True, slots=True)
class ToldOffice:
    """An office that a clause says somebody holds, comes to hold, or held. `office` and `verb` are tokens."""

    office: int
    verb: int
    former: bool
    equated: bool = False  # "X, who is Y's minister": taken for granted, as an apposition is


def told_offices(syntax: Syntax, head: int, words: ActorWords) -> Iterator[ToldOffice]:
    """The offices that clauses give to, or take from, the person whose name has this head."""
    for verb, object_, relative in _clauses(syntax, head):
        name = _name(syntax, verb, words)
        known = words.office_verbs.get(name)
        if known is None or (syntax.child(verb, "neg") is not None and relative):
            continue
        leaves = known.leaves or (known.succeeds and object_)
        if known.object_holds != object_ and not (known.succeeds and object_):
            continue
        former = leaves or (name in _CONTINUING and _is_over(syntax, verb))
        for office in _complements(syntax, verb, name):
            article = syntax.child(office, "det")
            if article is None or syntax.lowers[article] == "the" or relative:
                yield ToldOffice(office, verb, former, relative and name == "be")


def _clauses(s: Syntax, head: int) -> Iterator[tuple[int, bool, bool]]:
    """The verbs that the name is an argument of; whether as the object, and whether in a relative clause."""
    if s.deps[head] in ("nsubj", "nsubjpass", "dobj"):
        yield s.heads[head], s.deps[head] != "nsubj", False
    for verb in s.all_children(head, "relcl"):
        for subject in s.all_children(verb, "nsubj", "nsubjpass"):
            if s.tags[subject] in _RELATIVE:
                yield verb, s.deps[subject] != "nsubj", True


def _name(s: Syntax, verb: int, words: ActorWords) -> str:
    """The verb with its particle or object where the lexicon has them as one: "step down", "take office"."""
    lemma = s.lemmas[verb]
    for child in s.all_children(verb, "prt", "advmod", "dobj"):
        longer = f"{lemma} {s.lowers[child]}"
        if longer in words.office_verbs:
            return longer
    return lemma


def _is_over(s: Syntax, verb: int) -> bool:
    past = s.tags[verb] == "VBD" or any(s.lowers[each] == "had" for each in s.all_children(verb, "aux"))
    return past and s.deps[verb] not in _REPORTED


def _complements(s: Syntax, verb: int, name: str) -> list[int]:
    offices = s.all_children(verb, "attr", "oprd")
    if name in _COPULAS:
        return offices
    holders = s.all_children(verb, "dobj")
    for preposition in (*s.all_children(verb, "prep"), *(p for h in holders for p in s.all_children(h, "prep"))):
        if s.lowers[preposition] in ("as", "in"):
            below = (preposition, *s.all_children(preposition, "prep"))
            offices += [t for p in below if s.lowers[p] == "as" for t in s.all_children(p, "pobj")]
    return offices


