"""Whether a clause or a noun phrase is negated in the text itself: adverbs, determiners, pronouns, correlatives.

What a negated predicate does to the clauses below it is no matter of this module, but of
:mod:`kgbuild.extraction.factuality`.

Not handled: "few", "little", "rarely" (they leave something), a negation elided in a later clause.
"""

from __future__ import annotations

from kgbuild.language.syntax import Syntax

NEGATIVE_ADVERBS = frozenset(("never", "not", "n't", "nor", "neither", "nowhere"))
LIMITING = frozenset(("only", "just", "merely", "simply", "solely", "least"))
NEGATIVE_DETERMINERS = frozenset(("no", "neither"))
UNIVERSAL = frozenset(
    ("all", "every", "everyone", "everybody", "everything", "everywhere", "always", "many", "much", "more", "only")
)
NEGATIVE_PRONOUNS = frozenset(("nobody", "none", "nothing", "neither"))
COMPARATIVES = frozenset(("fewer", "less", "more"))
NEAR_NEGATIVES = frozenset(("hardly", "scarcely", "barely"))
EXCEPTIVES = frozenset(("but", "except", "besides", "less", "short", "other"))
NEGATED_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "attr", "pobj"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
VAIN = frozenset(("nothing", "little"))
VAINLY = frozenset(("unsuccessfully", "vainly", "fruitlessly"))


def negative_phrase(s: Syntax, noun: int) -> bool:
    """ "no troops", "hardly any", "not one of them", "neither he nor she"; "not all of them" leaves some."""
    if s.lowers[noun] in UNIVERSAL:
        return False
    if any(_is_near_none(s, c) for c in s.children[noun] if c < noun):
        return True
    first = s.heads[noun]
    if s.deps[noun] == "conj" and any(s.deps[c] == "cc" and s.lowers[c] in ("or", "nor") for c in s.children[first]):
        return s.pos[first] == "NOUN" and negative_phrase(s, first)  # "no deaths or injuries"
    return any(
        (
            s.deps[c] in ("det", "preconj", "cc")
            and c < noun
            and s.lowers[c] in NEGATIVE_DETERMINERS
            and not (s.lowers[c + 1] in COMPARATIVES and s.lowers[c + 2 : c + 3] == ["than"])  # "no fewer than 40"
        )
        or (s.deps[c] == "neg" and c < noun and s.lowers[c + 1] not in UNIVERSAL | LIMITING and not _of_adjective(s, c))
        for c in s.children[noun]
    )


def _of_adjective(s: Syntax, negation: int) -> bool:
    """ "A not guilty plea": no plea is denied."""
    return s.tags[negation + 1] == "JJ" and s.tags[negation - 1] in ("DT", "PRP$") and negation > 0


def _is_near_none(s: Syntax, determiner: int) -> bool:
    """ "hardly any troops", "barely a shot": next to none."""
    if s.deps[determiner] != "det" or s.lowers[determiner] not in ("any", "a", "an"):
        return False
    return determiner > 0 and s.lowers[determiner - 1] in NEAR_NEGATIVES and s.heads[determiner - 1] >= determiner


def done_in_vain(s: Syntax, verb: int) -> bool:
    """ "did nothing to stop it", "came too late to help", "tried in vain to land": what was not done."""
    word = s.heads[verb]
    if s.tags[verb] != "VB" or word > verb:
        return False
    late = s.deps[word] == "advmod" and any(s.lowers[c] == "too" for c in s.children[word])
    vainly = any(
        s.lowers[c] in VAINLY or (s.lowers[c] == "in" and s.lowers[c + 1] == "vain")
        for c in s.children[word]
        if c < verb
    )
    if late or vainly:
        return s.deps[verb] in ("xcomp", "advcl", "ccomp")
    if s.deps[verb] in ("relcl", "acl") and s.lowers[word] in VAIN:
        doing = s.heads[word]
    else:
        word = next((c for c in s.children[word] if s.deps[c] == "dobj" and s.lowers[c] in VAIN and c < verb), verb)
        doing = s.heads[verb] if word != verb and s.deps[verb] in ("advcl", "xcomp", "ccomp") else verb
    infinitive = s.tags[verb] == "VB" and any(s.tags[c] == "TO" for c in s.children[verb])
    return infinitive and doing != verb and s.lemmas[doing] == "do"


def negated(s: Syntax, owned: tuple[int, ...], shared: bool) -> bool:
    """Whether a predicate's clause is negated.

    `owned` are the predicate's tokens, the finite one first; `shared`: its auxiliaries are those of the verb that it
    is coordinated with.
    """
    if _only_until(s, owned):
        return False
    for token in owned:
        for c in s.children[token]:
            if _negates(s, c):
                return True
    return _negated_from_above(s, owned[0], shared)


def _negates(s: Syntax, c: int) -> bool:
    """Whether a child of the predicate negates it."""
    dep, lower = s.deps[c], s.lowers[c]
    following = s.lowers[c + 1] if c + 1 < len(s.words) else ""
    if dep == "neg" and c > s.heads[c] and s.lemmas[s.heads[c]] != "be" and _is_replaced(s, s.heads[c]):
        return False
    if dep == "cc" and c > s.heads[c]:
        return False  # "denied it, nor did they pay": of what follows
    if dep == "neg" or (dep in ("advmod", "preconj", "cc") and lower in NEGATIVE_ADVERBS):
        return following not in LIMITING  # "did not only attack"
    if dep in NEGATED_ARGUMENTS and (lower in NEGATIVE_PRONOUNS or negative_phrase(s, c)):
        return following not in EXCEPTIVES  # "lost nothing but time"
    if dep == "det" and lower in NEGATIVE_DETERMINERS:
        return True
    if dep == "advmod" and lower in ("longer", "more", "once", "before", "again"):
        fronted = lower in ("longer", "more") or c < s.heads[c]  # not "not once but twice"
        return fronted and any(s.deps[n] == "neg" or s.lowers[n] == "no" for n in s.children[c])
    return dep == "prep" and _fronted(s, c)


def _is_replaced(s: Syntax, verb: int) -> bool:
    """ "sold not coal but iron": something was sold."""
    objects = (c for c in s.children[verb] if c > verb and s.deps[c] in ("dobj", "prep"))
    return any(s.lowers[c] == "but" for noun in objects for c in s.children[noun])


def _fronted(s: Syntax, preposition: int) -> bool:
    """ "At no point did they …": a negative phrase before the inverted auxiliary negates the clause."""
    verb = s.heads[preposition]
    auxiliary, subject = s.child(verb, "aux", "auxpass"), s.child(verb, *SUBJECTS)
    if auxiliary is None or subject is None or not preposition < auxiliary < subject:
        return False
    noun = s.child(preposition, "pobj")
    return noun is not None and negative_phrase(s, noun)


def _negated_from_above(s: Syntax, finite: int, shared: bool) -> bool:
    """ "without asking", "neither … nor …", "did not confirm or deny", "did nothing to help"."""
    head = s.heads[finite]
    if s.deps[finite] == "pcomp" and s.lowers[head] == "without":
        return True
    if done_in_vain(s, finite):
        return True
    if s.deps[finite] == "conj":
        joint = {s.lowers[c] for c in s.children[head] if s.deps[c] == "cc"}
        if "nor" in joint:
            return True
        if shared or "or" in joint:
            return any(s.deps[c] == "neg" for c in s.children[head]) and "but" not in joint
    return False


def _only_until(s: Syntax, owned: tuple[int, ...]) -> bool:
    """ "did not pay until Friday", "will not open until May", "not until May did it open": it did and will, then.

    Only beside "did" and "will", and beside "will" only before a time: "will not talk until they leave" is a refusal.
    """
    children = [c for token in owned for c in s.children[token]]
    if not any(s.deps[c] == "neg" and s.lowers[c] in ("not", "n't") for c in children):
        return False
    auxiliaries = {s.lowers[c] for c in children if s.deps[c] in ("aux", "auxpass")}
    past, future = bool(auxiliaries & {"did", "was", "were"}), bool(auxiliaries & {"will", "wo"})
    for c in children:
        if s.deps[c] in ("prep", "advmod") and s.lowers[c] in ("until", "till"):
            return past or future
        if s.deps[c] == "advcl" and past and any(s.lowers[m] in ("until", "till") for m in s.children[c]):
            return True
    return False
