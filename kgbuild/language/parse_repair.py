"""Mends what the small parser gets wrong in patterns, on the columns of the parse, before anybody reads them.

- Garden paths: "Troops sent to Kursk attacked the base" is read with *sent* as the main verb; a second finite verb
  without a subject of its own, and without a conjunction before it, is the main verb, and the first a participle.
- Coordinated past tenses that look like infinitives or participles ("… and set fire to it").
- Verbs read as plural nouns ("The minister suspects Moscow attacked").
- Headlines without a finite verb: "Flight delayed after accident" is read as a noun with a participle.
- Clauses read as participles: "Clerks protested; police intervened" is read with one verb and two subjects.
- Clauses side by side ("Rebels attacked a post; two were killed"): the first is read as the complement of the second.
- Prepositions read as adjectives: "Nurses rallied outside parliament".
- Speakers after a clause that ends in a noun ("..., doctors and rebels said"): read as coordinated with that noun.
- What a speaker also does ("says it would hold and believes it is safe"): read as coordinated with what is said.
- Subjects read as objects: "was told the man who drove it was drunk".
- Headlines with a report: in "Kyiv says troops killed in Kursk" *troops* is read as the object of *says*.
"""

from __future__ import annotations

from kgbuild.language.parse_columns import ParseColumns
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


def repair(s: ParseColumns) -> None:
    """Change heads, labels and tags in place. The result is a tree again: only heads within a sentence move."""
    for start, end in s.sentences:
        for token in range(start, end):
            if s.tags[token] == "NNS" and s.deps[token] == "ROOT":
                _verb_read_as_noun(s, token, start, end)
        if not any(s.tags[token] in FINITE_TAGS for token in range(start, end)):
            _verbless(s, start, end)
        for token in range(start, end):
            if s.lowers[token] in SAYING and s.tags[token] in FINITE_TAGS:
                _speakers_read_as_conjuncts(s, token, start, end)
            if s.deps[token] == "ccomp" and s.tags[token] in FINITE_TAGS:
                _subject_read_as_object(s, token, start, end)
            if s.deps[token] == "ccomp" and s.tags[token] in FINITE_OR_PARTICIPLE:
                _side_by_side(s, token, start, end)
            if s.deps[token] == "conj" and s.tags[token] in ("VBZ", "VBD") and s.deps[s.heads[token]] == "ccomp":
                _hung_below_what_is_said(s, token, start, end)
            if s.deps[token] in SECOND_VERB and s.tags[token] in ("VBD", "VBZ", "VBP", "VBN"):
                _garden_path(s, token, start, end)
            elif (
                s.deps[token] == "conj"
                and s.tags[token] in ("VB", "VBP", "VBN")
                and s.tags[s.heads[token]] in ("VBD", "VBN")
            ):
                _shared_past(s, token, end)
            elif s.deps[token] == "amod" and s.lowers[token] in ("outside", "inside"):
                _preposition_read_as_adjective(s, token)
            elif s.deps[token] == "acl" and s.tags[token] in ("VBN", "VBD"):
                _reported_headline(s, token)
                if s.lowers[token] in INTRANSITIVE_PASTS:
                    _clause_read_as_participle(s, token, start, end)


def _speakers_read_as_conjuncts(s: ParseColumns, verb: int, start: int, end: int) -> None:
    """ "Tanks rolled into the camp, doctors and rebels said": whom a comma divides from the camp are who says it."""
    own = s.below(verb, start, end)
    if any(s.deps[t] in ("nsubj", "nsubjpass", "expl") for t in own):
        return
    comma = next((t for t in range(verb - 1, start, -1) if s.lowers[t] == ","), verb)
    outside = [t for t in range(comma + 1, verb) if not comma < s.heads[t] < verb]
    if len(outside) != 1 or not any(s.deps[t] == "ccomp" and t < comma for t in own):
        return
    if s.deps[outside[0]] in ("conj", "appos") and s.tags[outside[0]] in ("NN", "NNS", "NNP", "NNPS"):
        s.heads[outside[0]], s.deps[outside[0]] = verb, "nsubj"


def _hung_below_what_is_said(s: ParseColumns, token: int, start: int, end: int) -> None:
    """ "She says the dam would hold and believes it is safe": who would hold does not "believes", who says does.

    Not where a pronoun may be who says it ("She said she could not vote for it but understood"): either may be meant.
    """
    inner = s.heads[token]
    above = s.heads[inner]
    if not above < inner < token or s.tags[above] != s.tags[token] or (s.tags[inner], s.tags[token]) == ("VBN", "VBD"):
        return
    if any(s.deps[t] in ("nsubj", "nsubjpass", "expl", "aux", "auxpass") for t in s.below(token, start, end)):
        return
    own = s.below(inner, start, token)
    modal = any(s.tags[t] == "MD" for t in own) and not any(s.tags[t] == "PRP" and s.deps[t] == "nsubj" for t in own)
    joint = [t for t in own if s.deps[t] == "cc" and t > inner]
    if modal and len(joint) == 1 and any(s.deps[t] == "nsubj" and t < above for t in s.below(above, start, end)):
        s.heads[token] = s.heads[joint[0]] = above


def _subject_read_as_object(s: ParseColumns, verb: int, start: int, end: int) -> None:
    """ "was told the man who drove it was drunk": a clause without a subject has the noun that ends right before it."""
    above = s.heads[verb]
    own = s.below(verb, start, end)
    if any(s.deps[t] in ("nsubj", "nsubjpass", "csubj", "expl", "mark") or s.tags[t].startswith("W") for t in own):
        return
    objects = [t for t in range(above + 1, verb) if s.heads[t] == above and s.deps[t] == "dobj"]
    first = min([verb, *own])
    if len(objects) != 1 or any(s.heads[t] == above and objects[0] < t < first for t in range(objects[0], first)):
        return
    if s.lowers[first - 1] in SEPARATORS or s.tags[objects[0]].startswith("PRP"):
        return
    passive = any(s.deps[t] == "auxpass" for t in own)
    s.heads[objects[0]], s.deps[objects[0]] = verb, "nsubjpass" if passive else "nsubj"


def _preposition_read_as_adjective(s: ParseColumns, word: int) -> None:
    """ "Nurses rallied outside parliament": what nobody can rally is no object."""
    noun = s.heads[word]
    verb = s.heads[noun]
    if s.deps[noun] == "dobj" and verb < word < noun and s.lowers[verb] in INTRANSITIVE_PASTS:
        s.heads[word], s.deps[word], s.tags[word], s.pos[word] = verb, "prep", "IN", "ADP"
        s.heads[noun], s.deps[noun] = word, "pobj"


def _side_by_side(s: ParseColumns, first: int, start: int, end: int) -> None:
    """A clause without a marker that stands before the subject of its head is no complement of it, if a semicolon
    divides the two, the head is a passive or its subject is "no …" ("no casualties reported").

    Not so where the head may report it: "We lost, it was said", "They fled, officials were told".
    """
    second = s.heads[first]
    if first >= second:
        return
    below = s.below(second, start, end)
    subject = next((t for t in below if first < t and s.deps[t] in ("nsubj", "nsubjpass", "expl")), None)
    own = s.below(first, start, second)
    if subject is None or any(s.deps[t] == "mark" for t in own):
        return
    if not any(s.deps[t] in ("nsubj", "nsubjpass", "expl") for t in own):
        return
    marks = [t for t in range(first, subject) if s.heads[t] == second and s.lowers[t] in (";", ",")]
    if not marks or any(s.lowers[t] in QUOTES for t in range(first, subject)):
        return
    denied = any(s.heads[t] == subject and s.deps[t] == "det" and s.lowers[t] == "no" for t in range(first, subject))
    passive = s.deps[subject] == "nsubjpass" and not s.tags[subject].startswith("PRP") and s.lowers[second] not in TOLD
    if not (passive or denied or any(s.lowers[t] == ";" for t in marks)):
        return
    s.replace(second, first)
    s.heads[second], s.deps[second] = first, "conj"
    for token in below:
        if token < first and token not in own:
            s.heads[token] = first


def _clause_read_as_participle(s: ParseColumns, token: int, start: int, end: int) -> None:
    """ "Clerks protested in Orvel; police intervened": of two subjects with a clause's end between, one is its own."""
    noun = s.heads[token]
    while s.deps[noun] in ("pobj", "prep") and s.heads[noun] < noun:  # "Residents of a slum protested"
        noun = s.heads[noun]
    verb = s.heads[noun]
    if s.deps[noun] not in ("nsubj", "dep") or not start <= noun < token < verb:
        return
    subject = next((t for t in range(token + 1, verb) if s.heads[t] == verb and s.deps[t] == "nsubj"), None)
    if subject is None or not any(s.lowers[t] in (";", "and", ",") for t in range(token + 1, subject)):
        return
    s.replace(verb, token)
    s.tags[token] = "VBD"
    s.heads[verb], s.deps[verb] = token, "conj"
    s.heads[noun], s.deps[noun] = token, "nsubj"
    for t in range(start, subject):
        if s.heads[t] == verb and t != token:
            s.heads[t] = token


def _verb_read_as_noun(s: ParseColumns, token: int, start: int, end: int) -> None:
    """ "The minister suspects Moscow attacked the village": what has a subject and a clause is a verb."""
    below = [s.deps[t] for t in range(start, end) if s.heads[t] == token and t != token]
    if "nsubj" in below and ("ccomp" in below or "xcomp" in below):
        s.tags[token], s.pos[token] = "VBZ", "VERB"


def _verbless(s: ParseColumns, start: int, end: int) -> None:
    """ "Test flight delayed after accident": in a headline without a finite verb the participle is the verb."""
    for token in range(start, end):
        noun = s.heads[token]
        if s.deps[token] == "acl" and s.tags[token] == "VBN" and s.deps[noun] == "ROOT" and start <= noun < token:
            if any(s.lowers[t] in (",", ":", ";") for t in range(noun, token)):
                return
            if not s.tags[noun].startswith(("NN", "CD", "PRP")):
                return
            s.heads[token], s.deps[token] = token, "ROOT"
            for other in range(token + 1, end):
                if s.heads[other] == noun and s.deps[other] in ("prep", "advcl", "npadvmod", "punct", "advmod"):
                    s.heads[other] = token
            below = [t for t in range(token + 1, end) if s.heads[t] == token]
            infinitives = {
                s.heads[t] for t in range(token + 1, end) if s.tags[t] == "TO"
            }  # "called Monday on them to unite"
            calls = s.lowers[token] == "called" and any(
                s.lowers[t] in ("on", "upon", "for") or (t in infinitives and s.deps[t] in ("xcomp", "advcl"))
                for t in below
            )
            active = calls or s.lowers[token] in INTRANSITIVE_PASTS
            s.deps[noun], s.heads[noun] = ("nsubj" if active else "nsubjpass"), token
            if active:
                s.tags[token] = "VBD"
            return


def _shared_past(s: ParseColumns, token: int, end: int) -> None:
    """ "abducted a man and set fire to his house": a second past tense that looks like another form."""
    if s.tags[token] == "VBN" or s.lowers[token] in UNCHANGED:
        head = s.heads[token]
        if s.tags[head] == "VBN":  # "have killed two men and set fire to a house"
            if s.tags[token] == "VB" and any(
                s.heads[t] == head and s.deps[t] == "aux" and s.tags[t] in ("VBP", "VBZ", "VBD")
                for t in range(max(head - 6, 0), head)
            ):
                s.tags[token] = "VBN"
            return
        if any(s.deps[t] in ("aux", "auxpass") and s.heads[t] in (token, head) for t in range(max(head - 6, 0), end)):
            return
        s.tags[token] = "VBD"


def _garden_path(s: ParseColumns, second: int, start: int, end: int) -> None:
    first = s.heads[second]
    inner = None
    if s.deps[second] == "conj":  # "hurt when a shell fired from a hill exploded"
        inner = next((t for t in range(second - 1, first, -1) if s.heads[t] == first and s.deps[t] == "advcl"), None)
        first = first if inner is None else inner
    if first >= second or s.tags[first] not in ("VBD", "VBN"):
        return
    if not (s.lowers[first].endswith("ed") or s.lowers[first] in PAST_PARTICIPLES):
        return
    if any(s.lowers[t] in SEPARATORS for t in range(first + 1, second)):
        return
    passive = s.tags[second] == "VBN"  # "A bomb addressed to a minister was defused"
    helpers = [t for t in range(first + 1, second) if s.heads[t] == second and s.deps[t] in ("aux", "auxpass")]
    if passive and (len(helpers) == 0 or s.tags[helpers[0]] not in FINITE_TAGS or s.deps[helpers[-1]] != "auxpass"):
        return
    if any(
        s.heads[t] == second and s.deps[t] in OWN_SUBJECT and not (passive and t in helpers)
        for t in range(first + 1, end)
    ):
        return
    below = s.below(first, start, end)
    subjects = [t for t in below if s.deps[t] == "nsubj" and t < first]
    if len(subjects) != 1 or s.tags[subjects[0]].startswith(("PRP", "W", "DT", "EX")):
        return
    marks = [t for t in below if s.deps[t] == "mark" and inner is not None]
    if (
        any(s.deps[t] in ("dobj", "aux", "auxpass", "neg", "attr", "acomp", "mark") for t in below if t not in marks)
        or s.lowers[first + 1] == "that"
    ):
        return
    if any(s.lowers[t] == "," for t in range(subjects[0], first)):
        return
    subject = subjects[0]
    s.replace(first, second)
    s.heads[first], s.deps[first], s.tags[first] = subject, "acl", "VBN"
    s.heads[subject] = second
    if passive:
        s.deps[subject] = "nsubjpass"
    for token in below:
        if token != subject and token != second and (token < subject or token > second):
            s.heads[token] = second


def _reported_headline(s: ParseColumns, participle: int) -> None:
    noun = s.heads[participle]
    verb = s.heads[noun]
    if s.deps[noun] == "dobj" and s.lowers[verb] in SAYING and verb < noun < participle:
        s.heads[participle], s.deps[participle] = verb, "ccomp"
        s.heads[noun], s.deps[noun] = participle, "nsubjpass"
