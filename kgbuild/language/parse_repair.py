"""Mends what the small parser gets wrong in patterns, on the columns of the parse, before anybody reads them.

- Garden paths: "Troops sent to Kursk attacked the base" is read with *sent* as the main verb; a second finite verb
  without a subject of its own, and without a conjunction before it, is the main verb, and the first a participle.
- Coordinated past tenses that look like infinitives or participles ("… and set fire to it").
- Verbs read as plural nouns ("The minister suspects Moscow attacked").
- Headlines without a finite verb: "Flight delayed after accident" is read as a noun with a participle.
- Clauses read as participles: "Clerks protested; police intervened" is read with one verb and two subjects.
- Clauses side by side ("Rebels attacked a post; two were killed"): the first is read as the complement of the second.
- Prepositions read as adjectives: "Nurses rallied outside parliament".
- Headlines with a report: in "Kyiv says troops killed in Kursk" *troops* is read as the object of *says*.
"""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.language.tagsets import FINITE_TAGS

INTRANSITIVE_PASTS = frozenset(  # of verbs that nobody is the object of: "Hundreds of nurses protested" is no passive
    """protested revolted marched rallied demonstrated rioted mutinied gathered assembled congregated clashed skirmished
    converged surged retreated returned arrived departed died perished escaped voted queued waited prayed mourned
    chanted cheered danced slept stayed emerged vanished travelled traveled migrated collapsed participated capsized
    drowned""".split()
)
SECOND_VERB = frozenset(("advcl", "ccomp", "conj", "dep", "xcomp"))
SEPARATORS = frozenset((",", ";", ":", "-", "–", "—", '"'))
SEPARATORS |= frozenset(("and", "but", "or", "nor", "that", "while", "as", "when", "after", "before", "because", "if"))
PAST_PARTICIPLES = frozenset(  # irregular pasts that are also participles; regular ones end in -ed
    """bound bought brought built caught cut fed found held hit kept led left lost made met paid put sent set shot sold
    spent struck taught told won""".split()
)
UNCHANGED = frozenset(  # past tense and infinitive in one
    """bet burst cast cost cut hit hurt let put quit read rid set shed shut spread thrust upset beat""".split()
)
FINITE_OR_PARTICIPLE = FINITE_TAGS | {"VBN", "VBG", "VB"}
QUOTES = frozenset(('"', "``", "''", "“", "”", "'"))
TOLD = frozenset(("told", "informed", "notified", "assured", "warned", "reminded", "advised", "quoted"))
SAYING = frozenset(("say", "says", "said"))
OWN_SUBJECT = frozenset(("nsubj", "nsubjpass", "mark", "aux", "auxpass", "csubj", "expl"))


def repair(
    heads: list[int],
    deps: list[str],
    tags: list[str],
    pos: list[str],
    lowers: list[str],
    sentences: Sequence[tuple[int, int]],
) -> None:
    """Change heads, labels and tags in place. The result is a tree again: only heads within a sentence move."""
    for start, end in sentences:
        for token in range(start, end):
            if tags[token] == "NNS" and deps[token] == "ROOT":
                _verb_read_as_noun(token, start, end, heads, deps, tags, pos)
        if not any(tags[token] in FINITE_TAGS for token in range(start, end)):
            _verbless(start, end, heads, deps, tags, lowers)
        for token in range(start, end):
            if deps[token] == "ccomp" and tags[token] in FINITE_OR_PARTICIPLE:
                _side_by_side(token, start, end, heads, deps, tags, lowers)
            if deps[token] in SECOND_VERB and tags[token] in ("VBD", "VBZ", "VBP", "VBN"):
                _garden_path(token, start, end, heads, deps, tags, lowers)
            elif deps[token] == "conj" and tags[token] in ("VB", "VBP", "VBN") and tags[heads[token]] in ("VBD", "VBN"):
                _shared_past(token, end, heads, deps, tags, lowers)
            elif deps[token] == "amod" and lowers[token] in ("outside", "inside"):
                _preposition_read_as_adjective(token, heads, deps, tags, pos, lowers)
            elif deps[token] == "acl" and tags[token] in ("VBN", "VBD"):
                _reported_headline(token, heads, deps, lowers)
                if lowers[token] in INTRANSITIVE_PASTS:
                    _clause_read_as_participle(token, start, end, heads, deps, tags, lowers)


def _preposition_read_as_adjective(
    word: int, heads: list[int], deps: list[str], tags: list[str], pos: list[str], lowers: list[str]
) -> None:
    """ "Nurses rallied outside parliament": what nobody can rally is no object."""
    noun = heads[word]
    verb = heads[noun]
    if deps[noun] == "dobj" and verb < word < noun and lowers[verb] in INTRANSITIVE_PASTS:
        heads[word], deps[word], tags[word], pos[word] = verb, "prep", "IN", "ADP"
        heads[noun], deps[noun] = word, "pobj"


def _side_by_side(
    first: int, start: int, end: int, heads: list[int], deps: list[str], tags: list[str], lowers: list[str]
) -> None:
    """A clause without a marker that stands before the subject of its head is no complement of it, if a semicolon
    divides the two, the head is a passive or its subject is "no …" ("no casualties reported").

    Not so where the head may report it: "We lost, it was said", "They fled, officials were told".
    """
    second = heads[first]
    if first >= second:
        return
    below = [t for t in range(start, end) if heads[t] == second and t != second]
    subject = next((t for t in below if first < t and deps[t] in ("nsubj", "nsubjpass", "expl")), None)
    own = [t for t in range(start, second) if heads[t] == first and t != first]
    if subject is None or any(deps[t] == "mark" for t in own):
        return
    if not any(deps[t] in ("nsubj", "nsubjpass", "expl") for t in own):
        return
    marks = [t for t in range(first, subject) if heads[t] == second and lowers[t] in (";", ",")]
    if not marks or any(lowers[t] in QUOTES for t in range(first, subject)):
        return
    denied = any(heads[t] == subject and deps[t] == "det" and lowers[t] == "no" for t in range(first, subject))
    passive = deps[subject] == "nsubjpass" and not tags[subject].startswith("PRP") and lowers[second] not in TOLD
    if not (passive or denied or any(lowers[t] == ";" for t in marks)):
        return
    heads[first], deps[first] = (first if heads[second] == second else heads[second]), deps[second]
    heads[second], deps[second] = first, "conj"
    for token in below:
        if token < first and token not in own:
            heads[token] = first


def _clause_read_as_participle(
    token: int, start: int, end: int, heads: list[int], deps: list[str], tags: list[str], lowers: list[str]
) -> None:
    """ "Clerks protested in Orvel; police intervened": of two subjects with a clause's end between, one is its own."""
    noun = heads[token]
    while deps[noun] in ("pobj", "prep") and heads[noun] < noun:  # "Residents of a slum protested"
        noun = heads[noun]
    verb = heads[noun]
    if deps[noun] not in ("nsubj", "dep") or not start <= noun < token < verb:
        return
    subject = next((t for t in range(token + 1, verb) if heads[t] == verb and deps[t] == "nsubj"), None)
    if subject is None or not any(lowers[t] in (";", "and", ",") for t in range(token + 1, subject)):
        return
    heads[token], deps[token], tags[token] = (token if heads[verb] == verb else heads[verb]), deps[verb], "VBD"
    heads[verb], deps[verb] = token, "conj"
    heads[noun], deps[noun] = token, "nsubj"
    for t in range(start, subject):
        if heads[t] == verb and t != token:
            heads[t] = token


def _verb_read_as_noun(
    token: int, start: int, end: int, heads: list[int], deps: list[str], tags: list[str], pos: list[str]
) -> None:
    """ "The minister suspects Moscow attacked the village": what has a subject and a clause is a verb."""
    below = [deps[t] for t in range(start, end) if heads[t] == token and t != token]
    if "nsubj" in below and ("ccomp" in below or "xcomp" in below):
        tags[token], pos[token] = "VBZ", "VERB"


def _verbless(start: int, end: int, heads: list[int], deps: list[str], tags: list[str], lowers: list[str]) -> None:
    """ "Test flight delayed after accident": in a headline without a finite verb the participle is the verb."""
    for token in range(start, end):
        noun = heads[token]
        if deps[token] == "acl" and tags[token] == "VBN" and deps[noun] == "ROOT" and start <= noun < token:
            if any(lowers[t] in (",", ":", ";") for t in range(noun, token)):
                return
            if not tags[noun].startswith(("NN", "CD", "PRP")):
                return
            heads[token], deps[token] = token, "ROOT"
            for other in range(token + 1, end):
                if heads[other] == noun and deps[other] in ("prep", "advcl", "npadvmod", "punct", "advmod"):
                    heads[other] = token
            below = [t for t in range(token + 1, end) if heads[t] == token]
            infinitives = {
                heads[t] for t in range(token + 1, end) if tags[t] == "TO"
            }  # "called Monday on them to unite"
            calls = lowers[token] == "called" and any(
                lowers[t] in ("on", "upon", "for") or (t in infinitives and deps[t] in ("xcomp", "advcl"))
                for t in below
            )
            active = calls or lowers[token] in INTRANSITIVE_PASTS
            deps[noun], heads[noun] = ("nsubj" if active else "nsubjpass"), token
            if active:
                tags[token] = "VBD"
            return


def _shared_past(token: int, end: int, heads: list[int], deps: list[str], tags: list[str], lowers: list[str]) -> None:
    """ "abducted a man and set fire to his house": a second past tense that looks like another form."""
    if tags[token] == "VBN" or lowers[token] in UNCHANGED:
        head = heads[token]
        if tags[head] == "VBN":  # "have killed two men and set fire to a house"
            if tags[token] == "VB" and any(
                heads[t] == head and deps[t] == "aux" and tags[t] in ("VBP", "VBZ", "VBD")
                for t in range(max(head - 6, 0), head)
            ):
                tags[token] = "VBN"
            return
        if any(deps[t] in ("aux", "auxpass") and heads[t] in (token, head) for t in range(max(head - 6, 0), end)):
            return
        tags[token] = "VBD"


def _garden_path(
    second: int, start: int, end: int, heads: list[int], deps: list[str], tags: list[str], lowers: list[str]
) -> None:
    first = heads[second]
    inner = None
    if deps[second] == "conj":  # "hurt when a shell fired from a hill exploded"
        inner = next((t for t in range(second - 1, first, -1) if heads[t] == first and deps[t] == "advcl"), None)
        first = first if inner is None else inner
    if first >= second or tags[first] not in ("VBD", "VBN"):
        return
    if not (lowers[first].endswith("ed") or lowers[first] in PAST_PARTICIPLES):
        return
    if any(lowers[t] in SEPARATORS for t in range(first + 1, second)):
        return
    passive = tags[second] == "VBN"  # "A bomb addressed to a minister was defused"
    helpers = [t for t in range(first + 1, second) if heads[t] == second and deps[t] in ("aux", "auxpass")]
    if passive and (len(helpers) == 0 or tags[helpers[0]] not in FINITE_TAGS or deps[helpers[-1]] != "auxpass"):
        return
    if any(
        heads[t] == second and deps[t] in OWN_SUBJECT and not (passive and t in helpers) for t in range(first + 1, end)
    ):
        return
    below = [t for t in range(start, end) if heads[t] == first and t != first]
    subjects = [t for t in below if deps[t] == "nsubj" and t < first]
    if len(subjects) != 1 or tags[subjects[0]].startswith(("PRP", "W", "DT", "EX")):
        return
    marks = [t for t in below if deps[t] == "mark" and inner is not None]
    if (
        any(deps[t] in ("dobj", "aux", "auxpass", "neg", "attr", "acomp", "mark") for t in below if t not in marks)
        or lowers[first + 1] == "that"
    ):
        return
    if any(lowers[t] == "," for t in range(subjects[0], first)):
        return
    subject = subjects[0]
    heads[second], deps[second] = (second if heads[first] == first else heads[first]), deps[first]
    heads[first], deps[first], tags[first] = subject, "acl", "VBN"
    heads[subject] = second
    if passive:
        deps[subject] = "nsubjpass"
    for token in below:
        if token != subject and token != second and (token < subject or token > second):
            heads[token] = second


def _reported_headline(participle: int, heads: list[int], deps: list[str], lowers: list[str]) -> None:
    noun = heads[participle]
    verb = heads[noun]
    if deps[noun] == "dobj" and lowers[verb] in SAYING and verb < noun < participle:
        heads[participle], deps[participle] = verb, "ccomp"
        heads[noun], deps[noun] = participle, "nsubjpass"
