"""What the syntax of a sentence forbids a pronoun to refer to.

After principles B and C of Chomsky, "Lectures on Government and Binding" (1981), as far as a dependency parse shows
them: no argument of the pronoun's own clause, no name in the complement of the pronoun's verb, not the noun that the
pronoun's clause or phrase says more of. The functions take tokens of a :class:`Syntax`.
"""

from __future__ import annotations

from kgbuild.language.syntax import Syntax

SUBJECTS = ("nsubj", "nsubjpass")
_SUBJECTLESS = frozenset(("xcomp", "advcl", "conj", "pcomp", "ccomp", "dep"))
_INSIDE = frozenset(("poss", "compound", "amod", "nmod"))
_OF_THE_OBJECT = frozenset(("of", "from", "for", "into"))  # before a gerund whose subject is the object
_STEPS = 8


def clause_verb(s: Syntax, token: int) -> int | None:
    """The verb whose clause the token stands in."""
    at = token
    while s.heads[at] != at:
        at = s.heads[at]
        if s.pos[at] in ("VERB", "AUX"):
            return at
    return None


def understood_subject(s: Syntax, verb: int) -> int | None:
    """The subject of the verb, also where another clause gives it: "saw Ann and thanked", "wants to thank".

    For a relative pronoun the noun that its clause modifies.
    """
    for _ in range(_STEPS):
        subject = s.child(verb, *SUBJECTS)
        if subject is not None:
            relative = s.deps[verb] == "relcl" and s.tags[subject] in ("WDT", "WP", "WP$")
            return s.heads[verb] if relative else subject
        infinitive = any(s.lowers[c] == "to" for c in s.all_children(verb, "aux"))
        noun = s.heads[verb]
        governor = clause_verb(s, noun) if _shares_subject(s, noun) else None
        if s.deps[verb] in ("acl", "relcl") and infinitive and governor is not None:
            verb = governor  # "had a chance to thank", "after a chance to thank"
            continue
        if s.deps[verb] in ("acl", "relcl"):
            owner = s.child(noun, "poss")
            return noun if owner is None else owner  # "Ann's decision to thank"
        above = clause_verb(s, verb) if s.deps[verb] in _SUBJECTLESS else None
        if above is None:
            return None
        governed = s.child(above, "dobj")
        gerund = s.deps[verb] == "pcomp" and s.lowers[noun] in _OF_THE_OBJECT
        if governed is not None and governed < verb and (gerund or infinitive):
            return governed  # "urged Ann to thank", "accused Ann of hitting"
        verb = above
    return None


def _shares_subject(s: Syntax, noun: int) -> bool:
    """Whether what a noun lets or bids one do is done by the subject of its clause: nobody else possesses it."""
    if s.child(noun, "poss") is not None:
        return False
    return s.deps[noun] == "dobj" or (s.deps[noun] == "pobj" and s.lowers[s.heads[noun]] not in _OF_THE_OBJECT)


def forbidden(s: Syntax, pronoun: int, other: int, other_is_pronoun: bool) -> bool:
    """Whether the syntax rules out that the pronoun refers to what `other`, in the same sentence, refers to."""
    if s.deps[pronoun] == "poss":
        return _possessed(s, pronoun, other)
    verb = clause_verb(s, pronoun)
    if verb is None:
        return other == s.heads[pronoun]
    if clause_verb(s, other) == verb and s.deps[other] not in _INSIDE:
        return True  # arguments of one verb
    if s.deps[pronoun] in SUBJECTS:
        if s.deps[verb] == "relcl" and s.heads[verb] == other and s.pos[other] == "NOUN":
            return True  # "the men they met"
        return not other_is_pronoun and _complement(s, verb, other)
    subject = understood_subject(s, verb)
    return subject is not None and _within(s, other, subject)


def _within(s: Syntax, token: int, phrase: int) -> bool:
    """Whether the token is the head of the phrase or named in it: "lawmakers such as Hale", not "Hale's aide"."""
    while token != phrase:
        if s.heads[token] == token or s.deps[token] in _INSIDE or s.pos[token] in ("VERB", "AUX"):
            return False
        token = s.heads[token]
    return True


def _possessed(s: Syntax, pronoun: int, other: int) -> bool:
    """ "his spokesman": not the spokesman, nor anything that the phrase is a part of but a subject."""
    owned = s.heads[pronoun]
    if other == owned or s.heads[other] == owned:
        return True
    if not s.left[other] <= pronoun <= s.right[other] or s.deps[other] in SUBJECTS:
        return False
    at = pronoun
    while s.heads[at] != at and at != other:
        if s.deps[at] == "relcl":
            return False  # "freed X, who lost his job"
        at = s.heads[at]
    return True


def _complement(s: Syntax, verb: int, other: int) -> bool:
    """Whether `other` stands in a clause that the verb reports: "The mayor was ill, he said"."""
    at = other
    while s.heads[at] != at and s.left[verb] <= at <= s.right[verb]:
        if s.heads[at] == verb:
            return s.deps[at] == "ccomp"
        at = s.heads[at]
    return False
