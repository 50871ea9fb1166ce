"""The arguments that stand with an event noun: possessives, demonyms, compounds and prepositional phrases.

"Russia's invasion of Ukraine": subject and object. "the attack by Hamas on Israel": subject, and ``on``.
"talks between Russia and Ukraine": two ``between``. "a Russian missile attack": subject, and ``compound`` for the
missile. An "of" phrase becomes ``subject`` or ``object`` where the lexicon knows the noun's frame, else stays ``of``.
"""

from __future__ import annotations

from kgbuild.language.arguments import ArgumentFinder
from kgbuild.language.predicates import Predicate, noun_lemma
from kgbuild.language.tagsets import FIGURE_ENTITIES
from kgbuild.model import Predication

OF_LABELS = {
    "transitive": "object",
    "patient": "object",
    "intransitive": "subject",
    "reciprocal": "of",
    "communication": "of",
}
PREFIXES = frozenset(("anti", "pro", "non", "ex", "pan"))
WITHOUT_ADJECTIVE = frozenset(("States", "Kingdom", "Nations"))  # last words of names that stand for a demonym
NAMED = frozenset(("GPE", "ORG", "NORP", "PERSON", "LOC", "FAC"))


def nominal_arguments(finder: ArgumentFinder, predicate: Predicate, predication: Predication) -> None:
    """The arguments within the noun phrase of an event noun."""
    s, noun = finder.s, predicate.token
    known = finder.lexicon.event_nouns.get(noun_lemma(s, noun, finder.lexicon))
    frame = known.frame if known is not None else ""
    prepositions = [c for c in s.children[noun] if s.deps[c] in ("prep", "agent") and c not in predicate.owned]
    carrier = (
        s.heads[noun] if s.deps[noun] == "compound" else s.heads[s.heads[noun]] if s.deps[noun] == "pobj" else noun
    )
    if carrier != noun and s.lemmas[carrier] in finder.lexicon.partitives:  # "an aid programme for", "a series of … on"
        prepositions += [c for c in s.children[carrier] if s.deps[c] == "prep" and s.lowers[c] != "of"]
    has_of = any(s.lowers[c] == "of" for c in prepositions)
    supported = any(a.label == "subject" for a in predication.arguments)
    for child in s.children[noun]:
        dep = s.deps[child]
        if child in predicate.owned:
            continue
        if dep == "poss":
            label = "object" if (frame == "patient" and not has_of) or supported else "subject"
            if not (supported and s.pos[child] == "PRON"):
                finder.add(predication, label, child)
            supported = supported or label == "subject"
        elif dep in ("amod", "compound", "nmod") and child < noun:
            _modifier(finder, predication, child)
    for participle in s.all_children(noun, "acl"):  # "talks brokered by Qatar between Israel and Hamas"
        prepositions += [c for c in s.children[participle] if s.deps[c] == "prep" and s.lowers[c] == "between"]
    for child in prepositions:
        for label, head, clausal in finder.governed(child):
            if clausal:
                continue
            if finder.is_time(head) and label in ("on", "in", "at", "during", "since", "until", "of", "from"):
                label = "time"
            elif label == "by":
                label = "subject"
            elif label == "of":
                label = OF_LABELS.get(frame, "of")
                if label in ("object", "subject") and s.ents[head] in FIGURE_ENTITIES:
                    label = "extent"
                if label == "object" and any(s.lowers[c] == "between" for c in prepositions):
                    label = "of"
            finder.add(predication, label, head)
            if label in ("between", "with", "by", "subject", "object", "against"):
                finder.borrow_places(predication, head, label in ("between", "with"))


def _modifier(finder: ArgumentFinder, predication: Predication, token: int) -> None:
    """Demonyms and acronyms before the noun do it; what other nouns are to it, the lexicon must say."""
    s = finder.s
    if s.pos[token] not in ("PROPN", "NOUN", "ADJ") or s.lowers[token] in PREFIXES:
        return
    if token > 1 and s.lowers[token - 1] == "-" and s.lowers[token - 2] in PREFIXES:
        if s.lowers[token - 2] == "anti":  # "anti-Chadian attacks"
            finder.add(predication, "against", token, alone=True)
        return
    if s.ents[token] in NAMED:
        name = s.words[token]
        agent = (
            s.ents[token] == "NORP"
            or s.ents[token] == "ORG"
            or s.deps[token] == "amod"
            or name in WITHOUT_ADJECTIVE
            or (name.isupper() and len(name) < 6)
            or "." in name
        )
        taken = any(a.label == "subject" for a in predication.arguments)
        label = "subject" if agent and not taken else "compound"
        for each in (token, *s.all_children(token, "conj")):
            finder.add(predication, label, each, alone=True)
    elif s.deps[token] != "amod":
        finder.add(predication, "compound", token)
        for child in s.children[token]:
            if s.ents[child] in NAMED and s.deps[child] in ("compound", "amod", "nmod"):
                _modifier(finder, predication, child)
