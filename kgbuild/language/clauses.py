"""What a clause says about its predicate: form, tense, modality, negation, question, condition, adverbs, extent."""

from __future__ import annotations

from kgbuild.language.negation import negated, negative_phrase
from kgbuild.language.predicate_lexicon import PredicateLexicon
from kgbuild.language.predicates import NOT_YET, SUBJECTS, Predicate, noun_lemma
from kgbuild.language.syntax import Syntax
from kgbuild.model import Form, Predication, Span, Tense

CONDITIONS = frozenset(("if", "unless", "whether", "lest", "provided", "providing", "supposing", "once"))
OBJECTS = frozenset(("dobj", "ccomp", "xcomp", "conj", "oprd", "attr", "prt", "dative"))
_OPENING = frozenset(('"', "'", "``", "“", "‘"))
_CLOSING = frozenset(('"', "'", "''", "”", "’"))
FUTURE_MODALS = frozenset(("will", "shall", "'ll", "wo", "sha"))
OWN_PREPOSITIONS = frozenset(("of", "into", "through"))  # which make another verb of one that has an object


def describe(predicate: Predicate, predication: Predication, syntax: Syntax, lexicon: PredicateLexicon) -> None:
    """Fill in what the auxiliaries, markers and adverbs say."""
    s = syntax
    verb = predicate.verb
    if verb is None:
        predication.negated = negative_phrase(s, predicate.token)
        predication.question = _question(s, predicate.token)  # "Did the army attack?", read as a noun
        predication.adverbs = _attributes(s, predicate.token)
        return
    auxiliaries = [c for t in predicate.owned for c in s.children[t] if s.deps[c] in ("aux", "auxpass")]
    auxiliaries += [c for c in predicate.carriers if c not in auxiliaries]
    own = [c for c in auxiliaries if s.tags[c] != "TO"]
    shared = False
    if not own and s.deps[verb] == "conj" and s.tags[verb] in ("VB", "VBN", "VBG", "VBP"):
        own, shared = _shared_auxiliaries(s, verb), True
    modals = [s.lemmas[a] for a in own if s.tags[a] == "MD"]
    predication.tense = _tense(s, verb, own)
    predication.modal = predicate.modal
    for modal in modals:
        if modal not in FUTURE_MODALS:
            predication.modal = predication.modal or modal
    if predicate.modal == "be going to" or (predicate.modal == "be to" and predication.tense == "present"):
        predication.modal, predication.tense = "", "future"
    elif predicate.modal == NOT_YET:
        predication.modal = ""
    elif predicate.modal == "used to":
        predication.modal, predication.tense = "", "past"
    lemmas = {s.lemmas[a] for a in own}
    tag = s.tags[verb]
    predication.perfect = tag in ("VBN", "VBD") and bool(lemmas & {"have", "'ve"}) and predicate.modal != "have to"
    predication.progressive = (tag == "VBG" and "be" in lemmas) or any(s.tags[a] == "VBG" for a in own)
    predication.form = _form(s, predicate, own)
    if (
        predication.form == "infinitive"
        and s.deps[predicate.finite] == "ROOT"
        and s.child(predicate.finite, "nsubj", "nsubjpass") is not None
    ):
        predication.tense = "future"  # headlines: "Russia to send troops"
    predication.passive = is_passive(s, verb) or (shared and any(s.deps[a] == "auxpass" for a in own))
    headline = tag == "VBN" and s.deps[verb] == "ROOT" and _no_full_stop(s, verb)
    result = s.child(verb, "oprd", "acomp")  # "Two men shot dead in Lamu"
    resultative = result is not None and f"{predication.lemma} {s.lowers[result]}" in lexicon.transitive
    headline = (
        headline
        or resultative
        or predication.lemma in lexicon.transitive
        or _tells_of_event(s, verb, predication.lemma, lexicon)
    )
    if _governs_preposition(s, verb, predication.lemma, lexicon):
        headline = False  # "The king approved of it"
    controls_object = lexicon.control.get(predication.lemma) == "object"
    no_object: tuple[str, ...] = ("oprd",) if resultative else ("xcomp",) if controls_object else ()
    no_object += ("prt",) if predication.lemma in lexicon.transitive else ()  # "Drone shot down over Aden"
    if not own and headline and _lacks_object(s, verb, no_object):
        predication.passive = True  # headlines: "Minister arrested in Rome"
    predication.negated = negated(s, predicate.owned, shared) != (predicate.modal == NOT_YET)
    predication.question = _question(s, predicate.finite)
    predication.adverbs = tuple(
        s.lowers[c]
        for t in predicate.owned
        for c in s.children[t]
        if s.deps[c] == "advmod" and s.pos[c] in ("ADV", "ADJ")
    )
    if predicate.category == "noun":
        predication.adverbs += _attributes(s, predicate.token)


def is_passive(s: Syntax, verb: int) -> bool:
    """Passive by its auxiliary, or a participle that modifies a noun or a clause without one."""
    if any(s.deps[c] in ("auxpass", "nsubjpass", "csubjpass") for c in s.children[verb]):
        return True
    if s.tags[verb] not in ("VBN", "VBD"):
        return False
    if s.deps[verb] in ("acl", "advcl") and s.tags[verb] == "VBN":
        return not any(s.deps[c] in ("aux", "nsubj") for c in s.children[verb])
    if s.deps[verb] == "pcomp" and s.tags[verb] == "VBN":  # "with 11,000 believed to be there"
        return s.child(verb, "aux") is None
    return False


def _lacks_object(s: Syntax, verb: int, no_object: tuple[str, ...] = ()) -> bool:
    """A past form with nothing that could be its object; in "allowed to bid" the infinitive is none."""
    if s.tags[verb] not in ("VBD", "VBN") or s.deps[verb] not in ("ROOT", "ccomp", "conj"):
        return False
    complements = OBJECTS.difference(no_object)
    if any(s.deps[c] in complements for c in s.children[verb]):
        return False
    return s.child(verb, "nsubj") is not None or s.deps[verb] == "conj"


def _governs_preposition(s: Syntax, verb: int, lemma: str, lexicon: PredicateLexicon) -> bool:
    """Whether the preposition right after a verb makes another verb with it ("approve of", "charge into")."""
    after = [s.lowers[c] for c in s.children[verb] if s.deps[c] == "prep" and c == verb + 1]
    return any(word in OWN_PREPOSITIONS and f"{lemma} {word}" in lexicon.verbs for word in after)


def _tells_of_event(s: Syntax, verb: int, lemma: str, lexicon: PredicateLexicon) -> bool:
    """ "Fighting reported between rebels and soldiers": no event reports."""
    subject = s.child(verb, "nsubj")
    return (
        lemma in lexicon.witnessing and subject is not None and noun_lemma(s, subject, lexicon) in lexicon.event_nouns
    )


def _no_full_stop(s: Syntax, token: int) -> bool:
    """Whether a sentence ends without a full stop, as headlines do."""
    start, end = s.sentences[s.sentence_of[token]]
    while end > start + 1 and s.tags[end - 1] == "_SP":
        end -= 1
    return s.words[end - 1] not in (".", "!", "?", '"', "”", "''")


def _shared_auxiliaries(s: Syntax, verb: int) -> list[int]:
    """The auxiliaries of the verb that this one is coordinated with, where it has none and needs one."""
    at, tag = verb, s.tags[verb]
    while s.deps[at] == "conj":
        at = s.heads[at]
        found = [c for c in s.children[at] if s.deps[c] in ("aux", "auxpass") and s.tags[c] != "TO"]
        if found and (s.tags[at] == tag or tag == "VBP"):
            if tag == "VBP" and not any(s.tags[c] == "MD" for c in found):
                return []
            return found
    return []


def _tense(s: Syntax, verb: int, auxiliaries: list[int]) -> Tense:
    for auxiliary in sorted(auxiliaries):
        tag = s.tags[auxiliary]
        if tag == "MD":
            return "future" if s.lemmas[auxiliary] in FUTURE_MODALS else ""
        if tag == "VBD":
            return "past"
        if tag in ("VBP", "VBZ"):
            return "present"
    tag = s.tags[verb]
    if tag == "VBD":
        return "past"
    return "present" if tag in ("VBP", "VBZ") else ""


def _form(s: Syntax, predicate: Predicate, auxiliaries: list[int]) -> Form:
    verb = predicate.finite
    finite = {"MD", "VBD", "VBP", "VBZ"}
    if s.tags[verb] in finite or any(s.tags[a] in finite for a in auxiliaries):
        return "finite"
    if s.tags[verb] == "VBG":
        return "gerund" if s.deps[verb] in ("pcomp", "csubj", "dobj", "xcomp", "pobj", "nsubj") else "participle"
    return "participle" if s.tags[verb] == "VBN" else "infinitive"


def _attributes(s: Syntax, noun: int) -> tuple[str, ...]:
    """The adjectives and participles before an event noun ("the alleged attack")."""
    return tuple(s.lowers[c] for c in s.children[noun] if s.deps[c] == "amod")


def _question(s: Syntax, verb: int) -> bool:
    """A sentence that ends in a question mark and whose main verb, or its coordinate, this is."""
    start, end = s.sentences[s.sentence_of[verb]]
    quoted = False
    while end > start and (s.words[end - 1] in _CLOSING or s.tags[end - 1] == "_SP"):
        quoted = quoted or s.words[end - 1] in _CLOSING
        end -= 1
    if end == start or s.words[end - 1] != "?":
        return False
    if quoted and any(s.words[t] in _OPENING for t in range(verb + 1, end - 1)):
        return False  # 'She asked: "Who is there?"': the words in the marks ask
    at = verb
    while s.deps[at] in ("conj", "parataxis") and s.heads[at] != at:
        at = s.heads[at]
    return s.deps[at] == "ROOT" or (s.words[end - 1] == "?" and s.heads[end - 1] == at)


def clause_span(s: Syntax, predicate: Predicate) -> Span:
    """The whole clause, without its subordinator and without coordinated clauses."""
    top = min(predicate.owned, key=lambda t: s.left[t] - s.right[t])
    first, last = s.left[top], s.right[top]
    clausal = predicate.verb is not None
    for child in s.children[top]:
        dep = s.deps[child]
        if clausal and dep == "mark" and child == first and s.lowers[child] == "that":
            first = child + 1
        if (dep == "cc" and child > top) or (dep == "conj" and child > top and s.pos[child] in ("VERB", "AUX")):
            last = min(last, child - 1)
    skip = ('"', "'", ",", ";", ":", ".", "(", ")", "-", "–", "—", "''", "``", "!", "?")
    while last > top and (s.words[last] in skip or s.tags[last] == "_SP"):
        last -= 1
    while first < top and (s.words[first] in skip or s.tags[first] == "_SP"):
        first += 1
    return s.span(first, last)


__all__ = ["CONDITIONS", "SUBJECTS", "clause_span", "describe", "is_passive"]
