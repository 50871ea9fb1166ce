"""Which subject or possessor the syntax points a pronoun at: that of the clause above, before or of a noun above it."""

from __future__ import annotations

from kgbuild.language.binding import SUBJECTS, clause_verb
from kgbuild.language.syntax import Syntax

_CLAUSAL = frozenset(("ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "parataxis", "csubj", "pcomp"))
_STEPS = 8


def subject_above(s: Syntax, token: int) -> int | None:
    """The subject of the clause above ("Umerov said he"); of its own clause for a possessive or an object.

    For a relative pronoun, the noun that the clause modifies.
    """
    verb = clause_verb(s, token)
    own = s.deps[token] not in SUBJECTS
    for climbed in range(6):
        if verb is None:
            return None
        subject = s.child(verb, *SUBJECTS)
        if subject is not None and subject < token and (own or climbed > 0):
            if s.tags[subject] not in ("WDT", "WP", "WP$") or s.deps[verb] != "relcl":
                return subject
            return s.heads[verb] if _agree(s, s.heads[verb], verb) else None
        if s.deps[verb] in ("relcl", "acl") and s.pos[s.heads[verb]] in ("NOUN", "PROPN") and (own or climbed > 0):
            if not _says_what(s, verb):
                return s.heads[verb]
            owner = s.child(s.heads[verb], "poss")
            if owner is not None:
                return owner  # "rejected Sudan's claim that its town was shelled"
            verb = clause_verb(s, s.heads[verb])  # "rejected claims that its planes had bombed the town"
            continue
        adverbial = s.deps[verb] == "advcl" and s.deps[token] == "poss" and s.heads[s.heads[token]] == verb
        if s.deps[verb] not in _CLAUSAL or (adverbial and s.deps[s.heads[token]] in SUBJECTS):
            return None  # "although its economy": whose, the clause above does not say
        verb = clause_verb(s, verb)
    return None


def _says_what(s: Syntax, verb: int) -> bool:
    """Whether the clause is what a noun before it says: it has "that" for its marker and a subject of its own."""
    subject = s.child(verb, *SUBJECTS)
    told = any(s.lowers[c] == "that" and s.deps[c] == "mark" for c in s.children[verb])
    return told and subject is not None and s.tags[subject] not in ("WDT", "WP")


def _agree(s: Syntax, noun: int, verb: int) -> bool:
    """Whether the noun is not one where its relative clause is of several: "voters such as Hale, who are young"."""
    forms = {s.lowers[verb], *(s.lowers[c] for c in s.all_children(verb, "aux", "auxpass"))}
    one = s.tags[noun] in ("NN", "NNP") and s.child(noun, "conj") is None and s.deps[noun] != "conj"
    return not one or forms.isdisjoint(("are", "were", "have"))


def subjects_before(s: Syntax, token: int) -> list[int]:
    """For a pronoun that is its main clause's subject: the subjects of a clause before it, or of the last sentence.

    "If Russia takes the city, it will …"; "Kyiv said that it will fight. It has …".
    """
    if s.deps[token] == "poss":
        token = s.heads[token]  # "Its director said"
    verb = s.heads[token]
    if s.deps[token] not in SUBJECTS:
        return []
    fronted = [c for c in s.all_children(verb, "advcl") if c < token]
    if fronted:
        return [t for c in fronted for t in s.all_children(c, *SUBJECTS)]
    number = s.sentence_of[token]
    if number == 0 or s.heads[verb] != verb:
        return []
    return [t for t in range(*s.sentences[number - 1]) if s.deps[t] in SUBJECTS]


def possessor_above(s: Syntax, token: int, possible: frozenset[int]) -> int | None:
    """The possessor of a noun that the token stands below: "Ann's decision to sell her house"."""
    below, at = token, s.heads[token]
    for _ in range(_STEPS):
        if s.pos[at] in ("NOUN", "PROPN"):
            owner = next((c for c in s.children[at] if s.deps[c] == "poss" and c < token and c != below), None)
            if owner is not None and owner in possible:
                return owner
        elif s.pos[at] in ("VERB", "AUX"):
            subject = s.child(at, *SUBJECTS)
            owner = s.child(subject, "poss") if subject is not None else None
            if owner is not None and s.tags[owner] == "WP$" and s.heads[at] in possible:
                return s.heads[at]  # "X, whose lawyers fought for his release"
            if subject is not None and subject < token and subject != below:
                return None
        if s.heads[at] == at or s.deps[at] == "conj":
            return None
        below, at = at, s.heads[at]
    return None
