"""Mends where phrases hang, by what words govern and by what names cannot govern, on the columns of the parse.

- "accused Chad and its neighbours of arming rebels", "deprived the regime of weapons": *of* belongs to the verb.
- "reached the border with Chad from Abeche": no place is "from" or "into" another; what follows hangs one step higher.
- "air and artillery strikes": the first noun is a modifier like the second, no object of its own.
- "liberated Oske, Tarny, Verin Brod, and Rubice": a name between commas within a list is one of the list.
- "A survey by the broadcaster, published on Friday": what is published is the survey.
- "The envoy called on both sides to stop": a past tense below the first noun of a sentence is its verb.
- "its request for the airspace to be closed": what is closed is not the request.

Source: the subcategorisation frames are those of Levin, English Verb Classes and Alternations (1993), 10.6 and 33.
"""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.language.tagsets import FINITE_TAGS, NOUN_TAGS, PLACE_ENTITIES, PROPER_TAGS

ACCUSING = frozenset(("accuse", "acquit", "convict", "suspect", "absolve", "exonerate"))
DEPRIVING = frozenset(("deprive", "rob", "strip", "rid", "relieve", "divest", "cleanse", "defraud", "dispossess"))
OF_VERBS = ACCUSING | DEPRIVING
STATES_OF = frozenset(  # nouns whose own "of" phrase says whose they are: "the head of state"
    """head member leader chief minister secretary group number director commander ministry council
    chamber court board dozens hundreds thousands majority crew people officer speaker state house
    band gang couple""".split()
)
BEYOND_PLACES = frozenset(("from", "into", "after", "before", "during", "since", "until", "amid", "despite"))
REACHING = frozenset(("reach", "enter", "cross", "approach", "leave"))
PUBLISHED = frozenset(("published", "released", "issued", "conducted", "commissioned", "posted", "broadcast", "aired"))
ARGUMENTS = frozenset(("dobj", "pobj", "nsubj", "nsubjpass"))


def repair_attachment(
    heads: list[int],
    deps: list[str],
    tags: list[str],
    lemmas: list[str],
    lowers: list[str],
    ents: Sequence[str],
    sentences: Sequence[tuple[int, int]],
) -> None:
    """Change heads and labels in place. The result is a tree again: only heads within a sentence move."""
    for start, end in sentences:
        finite = 0
        for token in range(start, end):
            dep, tag = deps[token], tags[token]
            if tag in FINITE_TAGS:
                finite += 1
            if dep == "prep":
                if lowers[token] == "of":
                    _of_the_verb(token, start, end, heads, deps, tags, lemmas, lowers)
                elif lowers[token] in BEYOND_PLACES:
                    _beyond_a_place(token, heads, deps, tags, lemmas, ents)
            elif dep == "appos" and tag in PROPER_TAGS:
                _within_a_list(token, start, end, heads, deps, tags, lowers)
            elif dep == "acl" and tag == "VBN":
                if lowers[token] in PUBLISHED:
                    _published(token, start, heads, deps, tags, lowers, ents)
                elif token > start + 1 and tags[token - 2] == "TO" and deps[token - 1] == "auxpass":
                    _for_it_to_be(token, heads, deps, lowers)
            elif dep in ARGUMENTS and tag == "NN" and token + 3 < end and lowers[token + 1] in ("and", "or"):
                _joint_modifier(token, start, end, heads, deps, tags)
        if finite == 1:
            _verb_of_the_sentence(start, end, heads, deps, tags, lowers)


def _of_the_verb(
    of: int,
    start: int,
    end: int,
    heads: list[int],
    deps: list[str],
    tags: list[str],
    lemmas: list[str],
    lowers: list[str],
) -> None:
    """ "of" below the object of a verb that takes an object and an *of* phrase, the last one of these."""
    noun = heads[of]
    above = noun
    for _ in range(4):  # up through the object's conjuncts and its own "of" phrase
        if deps[above] == "conj" or (deps[above] in ("pobj", "prep") and lowers[above] != "by"):
            above = heads[above]
        else:
            break
    verb = heads[above]
    if deps[above] != "dobj" or lemmas[verb] not in OF_VERBS or not verb < above < of:
        return
    if any(heads[t] == verb and lowers[t] == "of" for t in range(verb, end)):
        return
    below = next((t for t in range(of + 1, end) if heads[t] == of and deps[t] in ("pobj", "pcomp")), None)
    if below is None or any(lowers[t] == "of" for t in range(below, end) if heads[t] in (above, noun)):
        return
    gerund = deps[below] == "pcomp" or lowers[of + 1].endswith("ing")
    if not gerund:
        further = noun != above and deps[noun] == "pobj"  # "the people of Gaza of food"
        if tags[noun] not in PROPER_TAGS and not further:
            articled = any(heads[t] == below and deps[t] == "det" for t in range(of + 1, below))
            if tags[below] in PROPER_TAGS or articled or lemmas[noun] in STATES_OF:
                return
    heads[of] = verb


def _beyond_a_place(
    preposition: int, heads: list[int], deps: list[str], tags: list[str], lemmas: list[str], ents: Sequence[str]
) -> None:
    name = heads[preposition]
    if name > preposition or tags[name] not in PROPER_TAGS or ents[name] not in PLACE_ENTITIES:
        return
    above = heads[name]
    if deps[name] == "dobj":
        heads[preposition] = above
    elif deps[name] == "pobj" and deps[above] in ("prep", "agent") and heads[above] < above:
        noun = heads[above]
        moving = deps[noun] == "dobj" and lemmas[heads[noun]] in REACHING
        heads[preposition] = heads[noun] if moving else noun


def _within_a_list(
    name: int, start: int, end: int, heads: list[int], deps: list[str], tags: list[str], lowers: list[str]
) -> None:
    """A name in apposition with conjuncts before it and an "and" after it: one more conjunct."""
    head = heads[name]
    if head > name or tags[head] not in PROPER_TAGS:
        return
    earlier = any(heads[t] == head and deps[t] == "conj" for t in range(head + 1, name))
    first = min((t for t in range(head + 1, name) if heads[t] == name), default=name)
    if not earlier or lowers[first - 1] != ",":
        return
    following = next((t for t in range(name + 1, min(name + 4, end)) if deps[t] == "cc"), None)
    if following is not None and all(lowers[t] == "," for t in range(name + 1, following)):
        deps[name] = "conj"


def _published(
    verb: int, start: int, heads: list[int], deps: list[str], tags: list[str], lowers: list[str], ents: Sequence[str]
) -> None:
    """ "A survey by the broadcaster, published on Friday"."""
    publisher = heads[verb]
    by = heads[publisher]
    if deps[publisher] != "pobj" or deps[by] not in ("prep", "agent") or lowers[verb - 1] != ",":
        return
    work = heads[by]
    if lowers[by] in ("by", "from") and tags[work] in ("NN", "NNS") and work < by and start <= work:
        heads[verb] = work


def _for_it_to_be(verb: int, heads: list[int], deps: list[str], lowers: list[str]) -> None:
    """ "a request for the airspace to be closed": the noun after *for* is what the passive infinitive tells of."""
    noun = heads[verb]
    preposition = next((t for t in range(noun + 1, verb) if heads[t] == noun and lowers[t] == "for"), None)
    if preposition is None:
        return
    what = next((t for t in range(preposition + 1, verb) if heads[t] == preposition and deps[t] == "pobj"), None)
    if what is not None:
        heads[verb] = what


def _joint_modifier(first: int, start: int, end: int, heads: list[int], deps: list[str], tags: list[str]) -> None:
    """ "air and artillery strikes", read as two objects: air, and artillery strikes."""
    modifier, second = first + 2, first + 3
    if tags[second] not in ("NNS", "NN") or deps[second] != "conj" or heads[second] != first:
        return
    if tags[modifier] != "NN" or deps[modifier] != "compound" or heads[modifier] != second:
        return
    if any(heads[t] == first for t in range(start, first)):
        return  # "the crew and security guards" are two
    for token in range(start, end):
        if heads[token] == first and token not in (first + 1, second):
            heads[token] = second
    heads[second], deps[second] = heads[first], deps[first]
    heads[first], deps[first] = second, "compound"


def _verb_of_the_sentence(
    start: int, end: int, heads: list[int], deps: list[str], tags: list[str], lowers: list[str]
) -> None:
    """ "The envoy called on both sides to stop.": the only finite verb, read as a participle below the noun."""
    verb = next(t for t in range(start, end) if tags[t] in FINITE_TAGS)
    noun = heads[verb]
    if deps[verb] != "acl" or tags[verb] != "VBD" or deps[noun] != "ROOT" or tags[noun] not in NOUN_TAGS or noun > verb:
        return
    if lowers[end - 1] != "." or any(lowers[t] in (",", ":", ";", "by") for t in range(noun, min(verb + 2, end))):
        return
    heads[verb], deps[verb] = verb, "ROOT"
    heads[noun], deps[noun] = verb, "nsubj"
    for token in range(verb + 1, end):
        if heads[token] == noun:
            heads[token] = verb
            if deps[token] == "relcl" and tags[token] == "VB":
                deps[token] = "xcomp"
