"""Mends where phrases hang, by what words govern and by what names cannot govern, on the columns of the parse.

- "accused Chad and its neighbours of arming rebels", "deprived the regime of weapons": *of* belongs to the verb.
- "reached the border with Chad from Abeche": no place is "from" or "into" another; what follows hangs one step higher.
- "air and artillery strikes": the first noun is a modifier like the second, no object of its own.
- "liberated Oske, Tarny, Verin Brod, and Rubice": a name between commas within a list is one of the list.
- "A survey by the broadcaster, published on Friday": what is published is the survey.
- "The envoy called on both sides to stop": a past tense below the first noun of a sentence is its verb.
- "its request for the airspace to be closed": what is closed is not the request.
- "is closer with the upper house voting to change it": who votes is the house.
- "looked for settlers, believed to be heading north": those who are believed are the settlers.

Source: the subcategorisation frames are those of Levin, English Verb Classes and Alternations (1993), 10.6 and 33.
"""

from __future__ import annotations

from kgbuild.language.parse_columns import ParseColumns
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
BY_MEANS = frozenset(
    ("using", "wearing", "carrying", "including", "according", "following", "saying", "killing", "causing")
)
BELIEVED = frozenset(
    (
        "believed",
        "thought",
        "reported",
        "suspected",
        "alleged",
        "presumed",
        "understood",
        "rumoured",
        "rumored",
        "known",
    )
)


def repair_attachment(s: ParseColumns) -> None:
    """Change heads and labels in place. The result is a tree again: only heads within a sentence move."""
    for start, end in s.sentences:
        finite = 0
        for token in range(start, end):
            dep, tag = s.deps[token], s.tags[token]
            if tag in FINITE_TAGS:
                finite += 1
            if dep == "prep":
                if s.lowers[token] == "of":
                    _of_the_verb(s, token, start, end)
                elif s.lowers[token] in BEYOND_PLACES:
                    _beyond_a_place(s, token)
            elif dep == "appos" and tag in PROPER_TAGS:
                _within_a_list(s, token, start, end)
            elif dep == "acl" and tag == "VBN":
                if s.lowers[token] in PUBLISHED:
                    _published(s, token, start)
                elif token > start + 1 and s.tags[token - 2] == "TO" and s.deps[token - 1] == "auxpass":
                    _for_it_to_be(s, token)
            elif tag == "VBG" and dep == "advcl" and s.lowers[token] not in BY_MEANS:
                _with_somebody_doing(s, token, start)
            elif tag in ("VBD", "VBN") and s.lowers[token] in BELIEVED and s.lowers[token - 1] == ",":
                _believed_to(s, token, start, end)
            elif dep in ARGUMENTS and tag == "NN" and token + 3 < end and s.lowers[token + 1] in ("and", "or"):
                _joint_modifier(s, token, start, end)
        if finite == 1:
            _verb_of_the_sentence(s, start, end)


def _of_the_verb(s: ParseColumns, of: int, start: int, end: int) -> None:
    """ "of" below the object of a verb that takes an object and an *of* phrase, the last one of these."""
    noun = s.heads[of]
    above = noun
    for _ in range(4):  # up through the object's conjuncts and its own "of" phrase
        if s.deps[above] == "conj" or (s.deps[above] in ("pobj", "prep") and s.lowers[above] != "by"):
            above = s.heads[above]
        else:
            break
    verb = s.heads[above]
    if s.deps[above] != "dobj" or s.lemmas[verb] not in OF_VERBS or not verb < above < of:
        return
    if any(s.heads[t] == verb and s.lowers[t] == "of" for t in range(verb, end)):
        return
    below = next((t for t in range(of + 1, end) if s.heads[t] == of and s.deps[t] in ("pobj", "pcomp")), None)
    if below is None or any(s.lowers[t] == "of" for t in range(below, end) if s.heads[t] in (above, noun)):
        return
    gerund = s.deps[below] == "pcomp" or s.lowers[of + 1].endswith("ing")
    if not gerund:
        further = noun != above and s.deps[noun] == "pobj"  # "the people of Gaza of food"
        if s.tags[noun] not in PROPER_TAGS and not further:
            articled = any(s.heads[t] == below and s.deps[t] == "det" for t in range(of + 1, below))
            if s.tags[below] in PROPER_TAGS or articled or s.lemmas[noun] in STATES_OF:
                return
    s.heads[of] = verb


def _beyond_a_place(s: ParseColumns, preposition: int) -> None:
    name = s.heads[preposition]
    if name > preposition or s.tags[name] not in PROPER_TAGS or s.ents[name] not in PLACE_ENTITIES:
        return
    above = s.heads[name]
    if s.deps[name] == "dobj":
        s.heads[preposition] = above
    elif s.deps[name] == "pobj" and s.deps[above] in ("prep", "agent") and s.heads[above] < above:
        noun = s.heads[above]
        moving = s.deps[noun] == "dobj" and s.lemmas[s.heads[noun]] in REACHING
        s.heads[preposition] = s.heads[noun] if moving else noun


def _within_a_list(s: ParseColumns, name: int, start: int, end: int) -> None:
    """A name in apposition with conjuncts before it and an "and" after it: one more conjunct."""
    head = s.heads[name]
    if head > name or s.tags[head] not in PROPER_TAGS:
        return
    earlier = any(s.heads[t] == head and s.deps[t] == "conj" for t in range(head + 1, name))
    first = min((t for t in range(head + 1, name) if s.heads[t] == name), default=name)
    if not earlier or s.lowers[first - 1] != ",":
        return
    following = next((t for t in range(name + 1, min(name + 4, end)) if s.deps[t] == "cc"), None)
    if following is not None and all(s.lowers[t] == "," for t in range(name + 1, following)):
        s.deps[name] = "conj"


def _published(s: ParseColumns, verb: int, start: int) -> None:
    """ "A survey by the broadcaster, published on Friday"."""
    publisher = s.heads[verb]
    by = s.heads[publisher]
    if s.deps[publisher] != "pobj" or s.deps[by] not in ("prep", "agent") or s.lowers[verb - 1] != ",":
        return
    work = s.heads[by]
    if s.lowers[by] in ("by", "from") and s.tags[work] in ("NN", "NNS") and work < by and start <= work:
        s.heads[verb] = work


def _for_it_to_be(s: ParseColumns, verb: int) -> None:
    """ "a request for the airspace to be closed": the noun after *for* is what the passive infinitive tells of."""
    noun = s.heads[verb]
    preposition = next((t for t in range(noun + 1, verb) if s.heads[t] == noun and s.lowers[t] == "for"), None)
    if preposition is None:
        return
    what = next((t for t in range(preposition + 1, verb) if s.heads[t] == preposition and s.deps[t] == "pobj"), None)
    if what is not None:
        s.heads[verb] = what


def _with_somebody_doing(s: ParseColumns, verb: int, start: int) -> None:
    """ "with rebels holding the town": a participle without a subject has the noun that ends right before it."""
    noun = verb - 1
    preposition = s.heads[noun]
    if s.deps[noun] != "pobj" or s.tags[noun] not in (*NOUN_TAGS, *PROPER_TAGS) or s.lowers[preposition] != "with":
        return
    if start <= preposition < noun and s.heads[verb] < preposition and not s.stands_below(noun, verb):
        s.heads[verb], s.deps[verb] = noun, "acl"


def _believed_to(s: ParseColumns, verb: int, start: int, end: int) -> None:
    """ "settlers, believed to be heading north": a participle of the noun before the comma, no second verb."""
    noun = verb - 2
    if verb + 2 >= end or s.lowers[verb + 1] != "to" or s.lowers[verb + 2] not in ("be", "have"):
        return
    if noun < start or s.tags[noun] not in (*NOUN_TAGS, *PROPER_TAGS) or s.stands_below(noun, verb):
        return
    if not any(s.heads[t] == verb and s.deps[t] in ("nsubj", "nsubjpass", "auxpass") for t in range(start, end)):
        s.heads[verb], s.deps[verb], s.tags[verb] = noun, "acl", "VBN"


def _joint_modifier(s: ParseColumns, first: int, start: int, end: int) -> None:
    """ "air and artillery strikes", read as two objects: air, and artillery strikes."""
    modifier, second = first + 2, first + 3
    if s.tags[second] not in ("NNS", "NN") or s.deps[second] != "conj" or s.heads[second] != first:
        return
    if s.tags[modifier] != "NN" or s.deps[modifier] != "compound" or s.heads[modifier] != second:
        return
    if any(s.heads[t] == first for t in range(start, first)):
        return  # "the crew and security guards" are two
    for token in range(start, end):
        if s.heads[token] == first and token not in (first + 1, second):
            s.heads[token] = second
    s.heads[second], s.deps[second] = s.heads[first], s.deps[first]
    s.heads[first], s.deps[first] = second, "compound"


def _verb_of_the_sentence(s: ParseColumns, start: int, end: int) -> None:
    """ "The envoy called on both sides to stop.": the only finite verb, read as a participle below the noun."""
    verb = next(t for t in range(start, end) if s.tags[t] in FINITE_TAGS)
    noun = s.heads[verb]
    if (
        s.deps[verb] != "acl"
        or s.tags[verb] != "VBD"
        or s.deps[noun] != "ROOT"
        or s.tags[noun] not in NOUN_TAGS
        or noun > verb
    ):
        return
    if s.lowers[end - 1] != "." or any(s.lowers[t] in (",", ":", ";", "by") for t in range(noun, min(verb + 2, end))):
        return
    s.heads[verb], s.deps[verb] = verb, "ROOT"
    s.heads[noun], s.deps[noun] = verb, "nsubj"
    for token in range(verb + 1, end):
        if s.heads[token] == noun:
            s.heads[token] = verb
            if s.deps[token] == "relcl" and s.tags[token] == "VB":
                s.deps[token] = "xcomp"
