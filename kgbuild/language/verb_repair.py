"""Mends verbs that the small tagger and lemmatiser do not know, on the columns of the parse.

- Irregular pasts with a prefix ("retook", "overran"): tagged as infinitives, with themselves for a lemma.
- The same read as a noun, with its object for an apposition ("The army retook Orvel").
- Nouns read as verbs right after a finite verb ("restores control over Orvel"): an infinitive would have its "to".
- Plurals read as verbs after a name ("by Sarkan militants off the coast").
- Lemmas in *-ie* ("reoccupie").
- "took four sailors hostage off the coast": *hostage* is read as a verb or an adjective.
- "was gang-raped by militiamen": a passive whose participle is read as an adjective.
- "Police tear-gassed protesters", "The envoy voiced concern": the only verb is read as a modifier of the noun.
- "took Ghana to court": a noun after "to" is read as an infinitive.
- "helped Chad, its neighbour": the object is read as a second subject.
- "Prosecutors allege Kolb stole it": a verb of saying is read as a part of the name after it.
- "was re-elected": the prefix is read as a verb of its own.
- "he's escaped": of a verb that has no object, read as a passive.
- "attacked neighbouring Chad": the adjective is read as a verb with an object.
- "Two men on a motorbike hurled a grenade": the only verb is read as a participle of a noun before it.
"""

from __future__ import annotations

from kgbuild.language.parse_columns import ParseColumns
from kgbuild.language.tagsets import FINITE_TAGS, HYPHENS, NOUN_TAGS

PREFIXES = ("re", "over", "under", "out", "with", "up", "mis", "fore", "un")
IRREGULAR_PASTS = {
    "became": "become",
    "began": "begin",
    "bought": "buy",
    "broke": "break",
    "brought": "bring",
    "built": "build",
    "came": "come",
    "did": "do",
    "drew": "draw",
    "drove": "drive",
    "fought": "fight",
    "found": "find",
    "gave": "give",
    "grew": "grow",
    "held": "hold",
    "knew": "know",
    "led": "lead",
    "made": "make",
    "met": "meet",
    "paid": "pay",
    "ran": "run",
    "rode": "ride",
    "rose": "rise",
    "saw": "see",
    "sent": "send",
    "sold": "sell",
    "spent": "spend",
    "spoke": "speak",
    "stood": "stand",
    "swore": "swear",
    "taken": "take",
    "threw": "throw",
    "told": "tell",
    "took": "take",
    "went": "go",
    "won": "win",
    "wrote": "write",
}
SHORT_IE = frozenset(("die", "lie", "tie", "vie", "belie", "untie", "underlie"))
CAPTIVES = frozenset(("hostage", "captive", "prisoner"))
TAKING = frozenset(("take", "hold", "keep"))
SAYING = frozenset(  # plural forms of verbs of saying and thinking that are no nouns
    """acknowledge admit allege announce argue assert believe concede concur confirm contend deduce deny fear insist
    maintain opine predict reckon say speculate surmise think""".split()
)
PAST_OR_THIRD = frozenset(("VBD", "VBZ"))
HYPHENED = frozenset(("re", "co", "pre", "over", "mis"))
WITHOUT_OBJECT = frozenset(("escaped", "arrived", "died", "fled", "fallen", "come", "resigned", "retired", "collapsed"))
NEIGHBOURING = frozenset(("neighbouring", "neighboring"))


WITH_OBJECT_IN_PASSIVE = frozenset(  # "a man given a medal", "a boy named Ado": participles that keep an object
    """accord allocate allot allow appoint ask assign award bequeath brand call charge christen crown cost
    declare deem deny designate dub elect fine give grant guarantee hand hire issue label leave lend loan make
    name nickname nominate offer owe pay promise refuse rename send serve sell show spare teach tell term
    title vote win""".split()
)


def repair_verbs(s: ParseColumns) -> None:
    """Change heads, labels, tags and lemmas in place. The result is a tree again: only heads within a sentence move."""
    for start, end in s.sentences:
        finite = False
        for token in range(start, end):
            if s.lowers[token] == "-" and start < token < end - 1:
                _prefix_read_as_verb(s, token)
            tag = s.tags[token]
            if s.lowers[token] == "'s" and s.deps[token] == "auxpass" and s.lowers[s.heads[token]] in WITHOUT_OBJECT:
                _perfect_read_as_passive(s, token, start, end)
            if tag[:2] == "VB":
                _irregular(s, token, start)
                lemma = s.lemmas[token]
                if lemma.endswith("ie") and s.lowers[token].endswith(("ied", "ies")) and lemma not in SHORT_IE:
                    s.lemmas[token] = lemma[:-2] + "y"
                after_verb = s.heads[token] == token - 1 and s.tags[token - 1] in PAST_OR_THIRD
                if tag == "VBP" and s.deps[token] == "xcomp" and after_verb:
                    s.deps[token], s.tags[token], s.pos[token] = "dobj", "NN", "NOUN"
                if (
                    tag == "VBZ"
                    and s.deps[token] == "advcl"
                    and s.deps[token - 1] == "pobj"
                    and s.tags[token - 1] == "NNP"
                ):
                    _plural_read_as_verb(s, token, start, end)
                if s.tags[token] == "VBN" and s.deps[token] == "acomp":
                    _participle_read_as_adjective(s, token, start, end)
            elif tag == "NN" and s.deps[token] in ("ROOT", "compound") and token > start:
                _past_read_as_noun(s, token, start, end)
            finite = finite or s.tags[token] in FINITE_TAGS
            if s.lowers[token] in SAYING and s.deps[token] in ("compound", "npadvmod") and token > start:
                _saying_read_as_noun(s, token, start, end)
            if s.deps[token] == "nsubj" and s.tags[s.heads[token]] == "VBD" and start <= s.heads[token] < token:
                _second_subject(s, token, start, end)
            elif s.lowers[token] in NEIGHBOURING and tag == "VBG" and token > start:
                _neighbouring(s, token, end)
            if s.lowers[token] in CAPTIVES and token > start:
                _captive(s, token, start, end)
            if s.tags[token] == "TO" and s.deps[token] == "aux" and s.tags[s.heads[token]] == "NN":
                _to_a_noun(s, token)
        _participle_below_root(s, start, end)
        if not finite:
            for token in range(start + 2, end - 1):
                if s.tags[token] == "VBN" and s.deps[token] == "amod":
                    first = token - 2 if s.lowers[token - 1] in HYPHENS else token
                    if _verb_read_as_modifier(s, token, first, start, end):
                        break


def _saying_read_as_noun(s: ParseColumns, token: int, start: int, end: int) -> None:
    """ "Prosecutors allege Kolb stole it": the finite verb of which the "name" is the subject is what they allege."""
    noun, who = s.heads[token], token - 1
    verb = s.heads[noun] if s.deps[noun] in ("nsubj", "nsubjpass") else noun
    known = s.tags[who] == "NNS" and s.deps[who] in ("compound", "nsubj") and s.tags[verb] in FINITE_TAGS
    if not known or not token < noun <= verb:
        return
    s.replace(verb, token)
    s.heads[verb], s.deps[verb] = token, "ccomp"
    s.tags[token], s.pos[token], s.lemmas[token] = "VBP", "VERB", s.lowers[token]
    for child in range(start, who):
        if s.heads[child] in (noun, token):
            s.heads[child] = who  # "The prosecutors"
        elif s.heads[child] == verb:
            s.heads[child] = token
    s.heads[who], s.deps[who] = token, "nsubj"
    if s.deps[end - 1] == "punct" and s.heads[end - 1] == verb:
        s.heads[end - 1] = token


def _second_subject(s: ParseColumns, token: int, start: int, end: int) -> None:
    """ "Sudan helped Chad, its neighbour": of two subjects of one verb the one after it is the object."""
    verb = s.heads[token]
    if token != verb + 1 or s.tags[token] not in ("NNP", "NNPS", "NNS"):
        return
    others = [t for t in range(start, end) if s.heads[t] == verb and t != token]
    if any(s.deps[t] == "nsubj" and t < verb for t in others) and not any(
        s.deps[t] in ("dobj", "ccomp", "xcomp", "attr", "acomp", "aux", "auxpass") for t in others
    ):
        s.deps[token] = "dobj"


def _prefix_read_as_verb(s: ParseColumns, hyphen: int) -> None:
    """ "was re-elected": prefix and hyphen hang on the verb after them."""
    prefix, verb = hyphen - 1, hyphen + 1
    if (
        s.lowers[prefix] not in HYPHENED
        or s.tags[verb][:2] != "VB"
        or s.stands_below(verb, prefix)
        or s.stands_below(verb, hyphen)
    ):
        return
    s.heads[prefix], s.deps[prefix], s.tags[prefix], s.pos[prefix] = verb, "advmod", "RB", "ADV"
    s.heads[hyphen], s.deps[hyphen], s.tags[hyphen], s.pos[hyphen] = verb, "punct", "HYPH", "PUNCT"


def _perfect_read_as_passive(s: ParseColumns, auxiliary: int, start: int, end: int) -> None:
    """ "he's escaped": he has."""
    s.deps[auxiliary], s.lemmas[auxiliary] = "aux", "have"
    for token in range(start, end):
        if s.heads[token] == s.heads[auxiliary] and s.deps[token] == "nsubjpass":
            s.deps[token] = "nsubj"


def _neighbouring(s: ParseColumns, token: int, end: int) -> None:
    """ "attacked neighbouring Chad": an adjective, no second verb with an object."""
    noun = next((t for t in range(token + 1, min(token + 4, end)) if s.heads[t] == token and s.deps[t] == "dobj"), None)
    verb = s.heads[token]
    if noun is None or s.deps[token] not in ("advcl", "xcomp", "ccomp", "pcomp") or verb > token:
        return
    s.heads[noun], s.deps[noun] = verb, "pobj" if s.deps[token] == "pcomp" else "dobj"
    for other in range(token + 1, end):
        if s.heads[other] == token:
            s.heads[other] = noun
    s.heads[token], s.deps[token], s.tags[token], s.pos[token] = noun, "amod", "JJ", "ADJ"


def _irregular(s: ParseColumns, token: int, start: int) -> None:
    word = s.lowers[token]
    if s.lemmas[token] != word:
        return
    prefix = next((p for p in PREFIXES if word.startswith(p) and word[len(p) :] in IRREGULAR_PASTS), None)
    if prefix is None:
        return
    s.lemmas[token] = prefix + IRREGULAR_PASTS[word[len(prefix) :]]
    helped = any(s.heads[t] == token and s.deps[t] in ("aux", "auxpass") for t in range(max(start, token - 6), token))
    if s.tags[token] in ("VB", "VBP") and not helped and word != s.lemmas[token]:
        s.tags[token] = "VBD"


def _plural_read_as_verb(s: ParseColumns, token: int, start: int, end: int) -> None:
    """ "taken hostage by Sarkan militants": without a subject it is the noun of which the name is the modifier."""
    name = token - 1
    if name <= start or any(s.heads[t] == token and s.deps[t] in ("nsubj", "nsubjpass") for t in range(start, end)):
        return
    s.tags[token], s.pos[token] = "NNS", "NOUN"
    s.heads[token], s.deps[token] = s.heads[name], "pobj"
    s.heads[name], s.deps[name] = token, "compound"


def _past_read_as_noun(s: ParseColumns, token: int, start: int, end: int) -> None:
    word = s.lowers[token]
    prefix = next((p for p in PREFIXES if word.startswith(p) and word[len(p) :] in IRREGULAR_PASTS), None)
    if prefix is None or s.deps[token - 1] not in ("nsubj", "compound", "nmod") or s.heads[token - 1] != token:
        return
    s.tags[token], s.pos[token], s.lemmas[token] = "VBD", "VERB", prefix + IRREGULAR_PASTS[word[len(prefix) :]]
    name = s.heads[token]
    if s.deps[token] == "compound":  # "The army retook Orvel", read as one name
        s.replace(name, token)
        for other in range(start, end):
            if s.heads[other] == name and (other > name or other < token):
                s.heads[other] = token
        s.heads[name], s.deps[name] = token, "appos"
    below = s.below(token, start, end)
    for other in below:
        if other < token - 1 and s.deps[other] in ("det", "compound", "amod", "poss", "nummod"):
            s.heads[other] = token - 1
    s.deps[token - 1] = "nsubj"
    after = next((t for t in below if t > token and s.deps[t] == "appos"), None)
    if after is not None:
        s.deps[after] = "dobj"


def _captive(s: ParseColumns, token: int, start: int, end: int) -> None:
    """After the object of "take" or "hold" it says what becomes of the object; what follows is the verb's."""
    above = s.heads[token]
    verb = s.heads[above] if s.deps[above] == "dobj" else above
    if s.lemmas[verb] not in TAKING or verb >= token or s.deps[token] in ("dobj", "oprd", "pobj", "nsubj", "nsubjpass"):
        return
    if not any(s.heads[t] == verb and s.deps[t] in ("dobj", "nsubjpass") for t in range(start, token)):
        return
    s.heads[token], s.deps[token], s.tags[token], s.pos[token], s.lemmas[token] = (
        verb,
        "oprd",
        "NN",
        "NOUN",
        s.lemmas[token],
    )
    particle = next((t for t in range(token + 1, end) if s.heads[t] == token and s.deps[t] == "prt"), None)
    for child in range(token + 1, end):
        if s.heads[child] != token:
            continue
        if s.deps[child] == "dobj" and particle is not None:  # "hostage off the coast"
            s.heads[child], s.deps[child] = particle, "pobj"
        else:
            s.heads[child] = verb
            if child == particle:
                s.deps[child], s.pos[child] = "prep", "ADP"


def _participle_read_as_adjective(s: ParseColumns, token: int, start: int, end: int) -> None:
    copula = s.heads[token]
    if s.lowers[copula] not in ("was", "were", "is", "are", "been", "be", "being"):
        return
    prefixed = token > start + 1 and s.lowers[token - 1] == "-" and s.lowers[token - 2] in HYPHENED
    if not prefixed and not any(s.heads[t] == token and s.deps[t] == "agent" for t in range(token, end)):
        return
    s.replace(copula, token)
    s.pos[token] = "VERB"
    for child in range(start, end):
        if s.heads[child] == copula and child != copula:
            s.heads[child] = token
            if s.deps[child] == "nsubj":
                s.deps[child] = "nsubjpass"
    s.heads[copula], s.deps[copula] = token, "auxpass"


def _to_a_noun(s: ParseColumns, to: int) -> None:
    """ "took Ghana to court", read as an infinitive."""
    noun = s.heads[to]
    verb = s.heads[noun]
    if noun != to + 1 or s.deps[noun] != "xcomp" or verb >= to or s.deps[to - 1] != "dobj":
        return
    s.heads[to], s.deps[to], s.tags[to], s.pos[to] = verb, "prep", "IN", "ADP"
    s.heads[noun], s.deps[noun] = to, "pobj"


def _verb_read_as_modifier(s: ParseColumns, verb: int, first: int, start: int, end: int) -> bool:
    """Whether the verb, whose words begin at `first`, was mended: a noun right before it is its subject."""
    noun, subject = s.heads[verb], first - 1
    if noun < verb or s.deps[noun] != "ROOT" or subject < start or s.tags[subject] not in NOUN_TAGS:
        return False
    if first < verb and s.heads[first] != verb:
        return False
    own = (noun, ("compound", "nmod")) if first < verb else (verb, ("npadvmod",))
    if s.heads[subject] != own[0] or s.deps[subject] not in own[1]:
        return False
    s.heads[verb], s.deps[verb], s.tags[verb], s.pos[verb] = verb, "ROOT", "VBD", "VERB"
    for child in range(start, end):
        if s.heads[child] == noun and child != noun:
            if child < subject:
                s.heads[child] = subject
            elif child == subject or s.deps[child] in ("punct", "prep", "npadvmod", "advcl"):
                s.heads[child] = verb
    s.heads[noun], s.deps[noun] = verb, "dobj"
    s.heads[subject], s.deps[subject] = verb, "nsubj"
    return True


def _participle_below_root(s: ParseColumns, start: int, end: int) -> None:
    """ "Two men on a motorbike hurled a grenade.": a participle with an object of its own is the sentence's verb.

    So is one that a finite verb is coordinated with: "A faction split from the group and joined its rival". Headlines,
    which drop the verb "to be", have no full stop.
    """
    root = next((t for t in range(start, end) if s.heads[t] == t), start)
    last = end - 1 if s.lowers[end - 1] not in ('"', "'", "”", "’", ")") else end - 2
    if s.tags[root] not in NOUN_TAGS or last < start or s.words[last] != ".":
        return
    for verb in range(root + 1, end):
        if s.tags[verb] != "VBN" or s.deps[verb] != "acl" or s.lemmas[verb] in WITH_OBJECT_IN_PASSIVE:
            continue
        noun, above = s.heads[verb], s.heads[verb]
        while above != root and s.deps[above] in ("pobj", "prep"):
            above = s.heads[above]
        coordinated = [t for t in s.below(root, verb, end) if s.deps[t] == "conj" and s.tags[t] == "VBD"]
        own = any(s.deps[t] == "dobj" and t > verb for t in s.below(verb, start, end))
        if above != root or not (own or (coordinated and noun == root)):
            continue
        for child in s.below(root, start, end):
            if child > verb or (child < root and s.deps[child] in ("prep", "npadvmod", "punct")):  # "On Monday, men …"
                s.heads[child] = verb
        s.heads[verb], s.deps[verb], s.tags[verb] = verb, "ROOT", "VBD"
        s.heads[root], s.deps[root] = verb, "nsubj"
        return
