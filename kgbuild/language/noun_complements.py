"""What stands with any noun, whether it names an event or not: possessor, modifiers, prepositional phrases.

Labels: ``possessor`` ("Iran's offer"), ``modifier`` (a noun, name or demonym before the noun: "the Iranian offer"), and
otherwise the preposition ("an offer from Iran": ``from``).
"""

from __future__ import annotations

from spacy.tokens import Doc

from kgbuild.language.noun_phrases import conjuncts, phrase, prepositional
from kgbuild.language.predicate_lexicon import predicate_lexicon
from kgbuild.language.syntax import Syntax, syntax_of
from kgbuild.model import Argument, ArgumentKind
from kgbuild.ontology import Ontology

LEADING = frozenset(("led", "run"))
ARMED_GROUP = "ArmedGroup"


def noun_complements(doc: Doc, token: int, ontology: Ontology) -> list[Argument]:
    """The complements of a noun, in the order of the text."""
    s = syntax_of(doc)
    found: list[Argument] = []
    for child in s.children[token]:
        dep = s.deps[child]
        if dep == "poss":
            found += [_argument(s, "possessor", each) for each in conjuncts(s, child)]
        elif dep in ("amod", "compound", "nmod", "nummod") and child < token:
            fighters = ARMED_GROUP in ontology.noun_classes.get(s.lemmas[child], ())  # "a rebel attack": an adjective
            if s.pos[child] in ("NOUN", "PROPN") or s.ents[child] or fighters:
                found += [_argument(s, "modifier", each) for each in (child, *s.all_children(child, "conj"))]
            elif s.lowers[child] in LEADING:  # "a Saudi-led raid"
                found += [_argument(s, "by", each) for each in s.children[child] if s.ents[each]]
        elif dep == "prep" or dep == "agent":
            for label, head, clausal in prepositional(s, child, predicate_lexicon(ontology)):
                if not clausal:
                    found += [_argument(s, label, each) for each in conjuncts(s, head)]
        elif dep == "appos" and s.ents[child]:
            found.append(_argument(s, "apposition", child))
    return found


def _argument(s: Syntax, label: str, head: int) -> Argument:
    kind: ArgumentKind = "pronoun" if s.pos[head] == "PRON" else "nominal"
    return Argument(label, phrase(s, head), s.span(head, head), head, kind)
