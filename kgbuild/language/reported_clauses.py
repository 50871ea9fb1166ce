"""Mends what hangs wrongly between a verb of saying and the clause that it reports.

- "…, the mayor said, forcing hundreds to flee": the parser hangs the participle below the verb of saying, so that the
  mayor would force them. It belongs to what was said. Remarks of the speaker's own stay with him ("…, he said, citing
  a report"; `lex:remarkVerb`), as does what he does while he speaks: after a quotation ("'We won,' she said, waving a
  flag") nothing is moved.
- "The plan, said Horvat, would cost millions": both subjects hang below the verb of saying, which has but one.
- "A plan that Roth argues tells a false story": what follows a verb of saying in a relative clause is said of its noun.
- "The army said on Friday it had taken the town": the day before the clause's subject is when it was said.
"""

from __future__ import annotations

from kgbuild.language.predicate_lexicon import PredicateLexicon
from kgbuild.language.syntax import Syntax
from kgbuild.language.tagsets import FINITE_TAGS, TIME_ENTITIES

_QUOTES = frozenset(('"', "'", "``", "''", "“", "”"))
_SUBJECTS = ("nsubj", "nsubjpass", "expl")


def attach_reported(syntax: Syntax, lexicon: PredicateLexicon) -> None:
    """Moves such participles and times to the verbs that they belong to, in place."""
    s = syntax
    for token, label in enumerate(s.deps):
        if label == "advcl" and s.tags[token] == "VBG" and s.lemmas[token] not in lexicon.remarks:
            _participle(s, token)
        elif label == "parataxis" and s.heads[token] > token:
            _parted_subject(s, token)
        elif label == "ccomp" and s.deps[token - 1] == "relcl" and s.tags[token] in FINITE_TAGS:
            _gap(s, token, lexicon)
        elif label in ("prep", "npadvmod") and s.deps[s.heads[token]] == "ccomp":
            _day(s, token)


def _participle(s: Syntax, token: int) -> None:
    cue = s.heads[token]
    content = _reported_before(s, cue) if cue < token and s.words[s.left[token] - 1] == "," else None
    if content is not None and not _QUOTES.intersection(s.words[content:cue]):
        s.move(token, content)


def _reported_before(s: Syntax, cue: int) -> int | None:
    """The verb of the clause before a verb of saying that this one reports."""
    if s.deps[cue] == "parataxis" and s.heads[cue] < cue:
        return s.heads[cue]
    subject = s.child(cue, "nsubj")
    return next((c for c in s.children[cue] if s.deps[c] == "ccomp" and c < (subject or cue) < cue), None)


def _parted_subject(s: Syntax, cue: int) -> None:
    verb, subjects = s.heads[cue], s.all_children(cue, "nsubj", "dobj")
    beside = len(subjects) == 2 and subjects[0] < cue < subjects[1] and s.child(verb, *_SUBJECTS) is None
    if beside and s.words[cue - 1] == "," and s.right[subjects[0]] == cue - 2:
        s.move(subjects[0], verb)


def _gap(s: Syntax, token: int, lexicon: PredicateLexicon) -> None:
    cue = token - 1
    if s.lemmas[cue] in lexicon.remarks and s.heads[token] < cue and s.left[token] == token:
        s.move(token, cue)


def _day(s: Syntax, token: int) -> None:
    verb = s.heads[token]
    cue, subject = s.heads[verb], s.child(verb, *_SUBJECTS)
    if not cue < token < verb or s.left[token] != cue + 1 or subject is None or s.left[subject] != s.right[token] + 1:
        return
    last = s.right[token]
    if s.ents[last] in TIME_ENTITIES and s.left[verb] == cue + 1:
        s.move(token, cue)
