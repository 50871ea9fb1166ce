"""Factuality: how certain it is, to whom, that what a predication names holds.

FactBank's values (Saurí and Pustejovsky 2009), propagated down the embedding as in De Facto (Saurí and Pustejovsky
2012): a predication's own polarity and modality give its value in its clause, and each predication above it, from the
nearest outwards, changes that value: factive ("know"), implicative ("manage", "fail"), prospective ("plan"), source
("say", "deny"), and so on, as `ontology/lexicon/embedding.ttl` says. Whatever is not known to be veridical is ``Uu``.

Aspectual predicates follow TimeML's links (ISO 24617-1, ALINK): what is initiated, reinitiated or continued is CT+;
what is culminated ("finished building") is CT+, for it was done; what is terminated ("stopped selling", "ceased
production", "brought the war to an end") is CT-: from then on it is not going on. That it went on before is
presupposed, and no value says so. A bounded noun under "end" ("ended his visit") is CT+.

An event noun that names what was only agreed or planned does not happen when it is cancelled, killed or shelved, nor
does what it was to bring ("the cancelled plan to build a dam"); a failed attempt was made, what was attempted is CT-.
What is postponed, delayed or put on hold has not happened and is still planned: PS-, which cancels nothing.

What a plan, a wish or a possibility takes for granted stays what it is: a relative clause in the past, what a factive
embeds, what is to cease, a definite adjunct. Under a source nothing is taken for granted.

Not handled: sarcasm, generics, disjunctive modals, negation by a far antecedent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgbuild.extraction.counterfactuals import counterfactual
from kgbuild.extraction.embedding_entries import (
    RAISING,
    complement_kind,
    content_entries,
    embedding_entries,
    group_of,
    is_object,
    is_subject,
    marker_entries,
)
from kgbuild.extraction.factuality_values import (
    CERTAIN,
    FACT,
    MANY,
    OPEN,
    UNKNOWN,
    Value,
    effect_of,
    own_value,
    value_of,
)
from kgbuild.extraction.presupposition import FACTIVE_STANCES, TELLING, is_past, presupposes, tells
from kgbuild.model import Predication
from kgbuild.ontology import LexicalEntry, Ontology

__all__ = ["OPEN", "Value", "complement_kind", "factuality_of", "is_called_off", "is_denied"]
__all__ += ["own_value", "value_in_context", "value_of"]

STANDING_ALONE = frozenset(("in vain", "nothing but", "no sooner"))
QUESTION_WORDS = frozenset(("who", "whom", "why", "how", "where", "when"))
MODIFIERS = frozenset(("relative", "participle", "adverbial"))
UNDOING = frozenset(("undoing", "preventive", "negativeImplicative"))
ADJUNCTS = frozenset(("in",))  # before a gerund: "was killed in fighting"
CALLING_OFF = frozenset(("undoing", "preventive", "postponing", "terminative"))
NECESSITY = frozenset(("need to", "have to", "need"))


def factuality_of(
    predication: Predication, predications: Sequence[Predication], ontology: Ontology, source: int | None = None
) -> str:
    """The FactBank value of what a predication names.

    Without `source`, at the level of the article's author. With the index of a predication above it that introduces a
    source ("said", "denied", "believed"), at that source's level: "X denied that it attacked" is CT- to X, Uu to us.
    """
    value = _descend(predication, predications, ontology, source, False)
    if value.certainty < CERTAIN and predication.construction == "definite-nominal":
        value = _descend(predication, predications, ontology, source, True)
    return str(value)


def _descend(
    predication: Predication, predications: Sequence[Predication], ontology: Ontology, source: int | None, ceasing: bool
) -> Value:
    """The value below all predications above; with `ceasing`, what only may cease or should is going on."""
    for verb in _governors(predication, predications) if predication.category == "noun" else ():
        subject = any(a.token == predication.token and a.inherited and a.label == "subject" for a in verb.arguments)
        if subject and verb.form == "infinitive" and verb.embedding == "complement" and _occurs(verb, ontology):
            return _descend(verb, predications, ontology, source, ceasing)  # "the strike is set to begin"
    value = value_in_context(predication, predications, ontology)
    if value == OPEN and own_value(replace(predication, adverbs=()), ontology) == FACT and _comes_about(
        predication, predications, ontology
    ):
        value = FACT  # "the feared invasion did not materialise": what was feared is told of, not reported
    first = _first_conjunct(predication, predications)
    joined = predication.embedding == "coordination" and first.embedder is not None and first.form == "infinitive"
    if value == OPEN and joined and predication.form in ("infinitive", "participle"):
        value = own_value(replace(predication, embedding=first.embedding), ontology)  # "failed to come and pay"
    undone = value.polarity < 0 and predication.category == "noun" and not predication.negated
    if predication.category == "noun" and value == FACT and _is_undone(predication, predications, ontology, False):
        value, undone = Value(-1, CERTAIN), True
    at, seen, modifier, shared, presupposed = predication, 0, False, False, False
    if source is None and at.argument("according to") is not None:
        return OPEN
    while at.embedder is not None and seen < len(predications):
        above = predications[at.embedder]
        seen += 1
        apart = at.embedding == "adverbial" and at.form == "finite"
        if source is None and above.argument("according to") is not None and not apart:
            return OPEN  # what somebody is cited for, the author does not vouch for
        claimed = source is not None and above.index == source
        presupposed = presupposed or presupposes(value, at, above, ontology, ceasing)
        if presupposed and not claimed and not tells(at, above, ontology):
            at, modifier = _first_conjunct(above, predications), True
            continue
        passed = _pass(value, at, above, ontology, claimed)
        if at.embedding == "complement" and _is_undone_content(at, above, predications, ontology):
            passed, undone = value.under(Value(-1, CERTAIN)), True
        elif _raises(at, above, predications, ontology):
            passed = value
        elif undone:
            if passed.polarity != value.polarity and passed.certainty != UNKNOWN:
                passed = value  # "called off the planned strike": undone once, however many words say so
            undone = False
        if shared and at.embedding == "complement" and passed.certainty != UNKNOWN:
            passed = Value(value.polarity, min(value.certainty, passed.certainty))
        elif (
            modifier
            and passed != value
            and (
                (at.embedding == "complement" and (claimed or at.form != "finite") and passed.certainty != UNKNOWN)
                or (at.embedding == "adverbial" and at.category == "noun" and at.embedding_word not in TELLING)
            )
        ):
            passed = value  # "refused to free the men who attacked": who attacked is not refused
        value = passed
        shared = shared or _accompanies(at, above, ontology)
        predicated = above.lemma == "be" and at.category == "noun"  # "denied that it was in talks"
        modifier = modifier or (at.embedding in MODIFIERS and at.embedding_word != "by" and not predicated)
        if claimed or (value == OPEN and source is None):
            break
        at = _first_conjunct(above, predications)
    return value


def value_in_context(p: Predication, predications: Sequence[Predication], ontology: Ontology) -> Value:
    """Its clause's own value; what "would" be, by somebody's word in the past, is what he said will be."""
    if (unmet := counterfactual(p, predications)) is not None:
        return unmet
    first = _first_conjunct(p, predications)
    would = (p.modal or first.modal) == "would" and not p.perfect
    if would and first.embedder is not None and first.embedding == "complement" and p.form in ("finite", "infinitive"):
        above = predications[first.embedder]
        if above.tense == "past" and not above.modal and tells(first, above, ontology):
            return own_value(replace(p, modal="", tense="future"), ontology)
    return own_value(p, ontology)


def _first_conjunct(predication: Predication, predications: Sequence[Predication]) -> Predication:
    """Of coordinated predications the first, whose embedder holds for all."""
    while predication.embedding == "coordination" and predication.embedder is not None:
        predication = predications[predication.embedder]
    return predication


def is_denied(predication: Predication, predications: Sequence[Predication], ontology: Ontology) -> bool:
    """Whether what is named is spoken of as not happening, however uncertain that is ("told them not to buy").

    The sign alone: sources, wishes and modals above it are looked through. "need not buy" denies the need only.
    """
    p = predication
    if p.question or p.conditional or (p.category == "noun" and MANY.intersection(p.adverbs)):
        return False
    sign = -1 if p.negated and p.modal not in NECESSITY else 1
    if p.category == "noun" and _is_undone(p, predications, ontology, False):
        sign = -sign
    at, seen = p, 0
    while at.embedder is not None and seen < len(predications):
        above = predications[at.embedder]
        seen += 1
        if at is p and at.embedding == "adverbial":  # "chose to pay rather than fight"
            marked = effect_of(marker_entries(above, at, ontology), above.negated)
            return marked is not None and marked.polarity * sign < 0
        if at.embedding != "complement":
            break
        entries = embedding_entries(above, at, ontology)
        effect = effect_of(entries, above.negated)
        if effect is None or above.category == "noun" or presupposes(FACT, at, above, ontology, True):
            break
        if _raises(at, above, predications, ontology):
            break
        if effect.polarity < 0:
            sign = -sign
        at = above
    return sign < 0


def is_called_off(predication: Predication, predications: Sequence[Predication], ontology: Ontology) -> bool:
    """Whether it is spoken of as called off, put off, ended or prevented, which denies nobody's report of it.

    By what embeds it, however far above, by a clause that modifies it or by an adverb or adjective ("narrowly", "the
    cancelled visit"); not what is negated, denied or left undone.
    """
    p = predication
    if p.negated:
        return False
    verbs = list(_governors(p, predications)) if p.category == "noun" else []
    if any(group_of(entry) in CALLING_OFF for verb in verbs for entry in embedding_entries(verb, p, ontology)):
        return True
    if any(group_of(entry) in ("undone", "counterfactual") for a in p.adverbs for entry in _attributes(a, ontology)):
        return True
    at, seen = p, 0
    while at.embedder is not None and at.embedding == "complement" and seen < len(predications):
        above, seen = predications[at.embedder], seen + 1
        if any(group_of(entry) in CALLING_OFF for entry in embedding_entries(above, at, ontology)):
            return True
        at = above
    return False


def _governors(noun: Predication, predications: Sequence[Predication]) -> Iterator[Predication]:
    """The verbs of the same sentence that have this noun as an argument, above it or in a clause that modifies it."""
    for step in (-1, 1):
        at = noun.index + step
        while 0 <= at < len(predications) and predications[at].sentence == noun.sentence:
            verb = predications[at]
            if verb.category == "verb" and any(a.token == noun.token for a in verb.arguments):
                yield verb
            at += step


def _is_undone(noun: Predication, predications: Sequence[Predication], ontology: Ontology, content: bool) -> bool:
    """Whether an event noun, or with `content` what it was to bring, does not happen.

    By an adjective ("the aborted coup"), or by a clause that modifies it ("a deal which the court had annulled").
    """
    for adjective in noun.adverbs:
        for entry in ontology.lookup("attributiveAdjective", adjective):
            nouns = entry.properties.get("noun", ())
            group = group_of(entry)
            if group == "undone" and (content or not nouns or noun.lemma in nouns):
                return True
    for verb in _governors(noun, predications):
        if (verb.index == noun.embedder and not content) or verb.negated or verb.conditional or verb.question:
            continue
        for entry in embedding_entries(verb, noun, ontology):
            group = group_of(entry)
            if group in UNDOING or (content and group == "voiding"):
                return own_value(verb, ontology) == FACT
    return False


def _is_undone_content(
    below: Predication, above: Predication, predications: Sequence[Predication], ontology: Ontology
) -> bool:
    """ "dropped its plan to build", "a failed attempt to buy": what a noun that was undone was to bring."""
    if (
        above.category != "noun"
        or below.form == "finite"
        or (below.form == "nominal" and below.embedding_word != "for")
    ):
        return False
    groups = [e.properties.get("factivity") for e in embedding_entries(above, below, ontology)]
    return ("nonFactive",) in groups and _is_undone(above, predications, ontology, True)


def _raises(below: Predication, above: Predication, predications: Sequence[Predication], ontology: Ontology) -> bool:
    """ "The war is unlikely to end", "the trial is due to last a week": it is the ending that is unlikely.

    Not with a verb of occurrence below ("the talks are unlikely to take place"), nor for what need not be there yet.
    """
    if below.construction != "definite-nominal" or not is_subject(below, above):
        return False
    entries = embedding_entries(above, below, ontology)
    lower = next((a.predication for a in above.arguments if a.label == "clause"), None)
    if not entries or group_of(entries[0]) not in RAISING or lower is None or predications[lower].passive:
        return False
    return predications[lower].category == "verb" and not _occurs(predications[lower], ontology)


def _comes_about(noun: Predication, predications: Sequence[Predication], ontology: Ontology) -> bool:
    """Whether it is the subject of a verb that says whether what was planned or feared came to be."""
    if noun.category != "noun" or noun.embedder is None or noun.embedding != "complement":
        return False
    if any(group_of(entry) != "prospective" for a in noun.adverbs for entry in _attributes(a, ontology)):
        return False
    above = predications[noun.embedder]
    return is_subject(noun, above) and any(
        group_of(entry) == "occurrence" for entry in embedding_entries(above, noun, ontology)
    )


def _attributes(word: str, ontology: Ontology) -> Sequence[LexicalEntry]:
    return ontology.lookup("attributiveAdjective", word) or ontology.lookup("embeddingAdverb", word)


def _occurs(verb: Predication, ontology: Ontology) -> bool:
    """Verbs that say of their subject that it happens: "begin", "take place", "go ahead"."""
    if verb.lemma == "take" or "ahead" in verb.adverbs:
        return True
    return any(entry.properties.get("support") == ("occurrence",) for entry in ontology.lookup("lightVerb", verb.lemma))


def _pass(value: Value, below: Predication, above: Predication, ontology: Ontology, claimed: bool) -> Value:
    """The value after one more embedder."""
    kind = below.embedding
    if kind == "purpose" and any(group_of(e) == "instrumental" for e in ontology.lookup("embeddingVerb", above.lemma)):
        return value.under(Value(1, _certainty(above, ontology)))  # "used the speech to attack him"
    if kind == "condition" or kind == "purpose":
        return OPEN
    if kind in ("coordination", "relative"):
        return value
    if kind == "participle":
        if _accompanies(below, above, ontology):
            effect = effect_of(ontology.lookup("embeddingAdjective", above.lemma), above.negated)
            weight = effect.certainty if effect is not None and above.category == "adjective" else CERTAIN
            return value.under(Value(1, min(weight, _certainty(above, ontology))))
        return value if below.form != "infinitive" else OPEN
    if kind == "adverbial":
        effect = effect_of(marker_entries(above, below, ontology), above.negated)
        if effect is not None:
            return value.under(effect)
        if below.embedding_word == "by" and below.form in ("gerund", "participle"):  # "could cut costs by closing it"
            outer = own_value(above, ontology)
            return value.under(Value(1, outer.certainty)) if outer.polarity > 0 else OPEN
        return _bounded(value, below, above, ontology)
    if kind != "complement":
        return value
    if below.embedding_word in ("whether", "if"):
        return OPEN
    if below.embedding_word in STANDING_ALONE:
        return value
    if above.negated and MANY.intersection(below.adverbs) and below.category == "noun":
        return OPEN
    if below.embedding_word in QUESTION_WORDS and (above.negated or above.category == "adjective") and is_past(below):
        return value  # "did not say why it had left", "it is unclear who fired": that somebody did is not in question
    nominal = complement_kind(below) == "nominal"
    if "too" in above.adverbs and above.category == "adjective" and below.form == "infinitive":
        return OPEN if above.negated else value.under(Value(-1, _certainty(above, ontology)))  # "too weak to attack"
    entries = embedding_entries(above, below, ontology)
    if above.lemma == "be" and not nominal:
        named = content_entries(below, ontology)  # "the rumour is that he fled"
        if named and (not above.negated or group_of(named[0]) == "factive"):
            effect = effect_of(named, False)
            return value if effect is None or group_of(named[0]) == "factive" else value.under(effect)
    effect = effect_of(entries, above.negated, claimed)
    if nominal and above.category == "verb" and not entries and is_subject(below, above):
        return _bounded(value, below, above, ontology)
    if effect is not None:
        group = group_of(entries[0])
        if group == "factive":
            return value
        done = (above.tense == "past" or above.perfect) and own_value(above, ontology) == FACT
        if group == "ability" and done:
            return value  # "was able to escape", "has been able to": it did
        return value.under(effect).under(Value(1, _certainty(above, ontology)))
    stances = [e.evokes for e in ontology.lookup(above.category, above.lemma) if e.evokes in ontology.stances]
    if stances:
        if claimed:
            return value
        return value if nominal and stances[0] in FACTIVE_STANCES else OPEN
    if not nominal:
        subject = below.form == "gerund" and is_subject(below, above) and is_past(above)
        beside = subject or below.embedding_word in ADJUNCTS
        return value if beside and own_value(above, ontology) == FACT else OPEN
    return _bounded(value, below, above, ontology)


def _accompanies(below: Predication, above: Predication, ontology: Ontology) -> bool:
    """ "may close the plant, cutting 300 jobs": a participle after the verb is no more certain; not "saying"."""
    if below.embedding != "participle" or below.form != "participle" or below.passive or below.token < above.token:
        return False
    if above.category == "noun" or below.construction == "participle":  # the latter: of a noun
        return False
    tells = {group_of(entry) for entry in ontology.lookup("embeddingVerb", below.lemma)} & {"nonFactive"}
    return not tells and not any(e.evokes in ontology.stances for e in ontology.lookup("verb", below.lemma))


def _certainty(above: Predication, ontology: Ontology) -> int:
    return own_value(above, ontology).certainty


def _bounded(value: Value, below: Predication, above: Predication, ontology: Ontology) -> Value:
    """An event noun under an ordinary predicate: no more certain than that, unless it is presupposed."""
    if complement_kind(below) != "nominal" or below.construction == "definite-nominal" or below.support:
        return value
    outer = own_value(above, ontology)
    if below.embedding == "adverbial" and below.token < above.token and outer.certainty == CERTAIN:
        return value  # "after weeks of talks, they did not agree"
    if outer == FACT or (below.negated and outer.polarity < 0):  # "have no doubt": one negation, not two
        return value
    if outer == Value(-1, CERTAIN) and value == FACT and is_object(below, above):
        return outer  # "did not receive aid": there was none
    return value.under(Value(1, outer.certainty)) if outer.polarity > 0 else OPEN
