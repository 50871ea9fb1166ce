"""The words that a cue attributes: clauses, noun phrases, quotations, with exact spans in pieces.

Where the content is a clause or a noun phrase, its words are all that stands below it. Where it is a quotation, its
words are those between the marks, in as many pieces as the cue splits it into, through the following paragraphs as
long as it stays open.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kgbuild.extraction.cues import Cue
from kgbuild.language.attribution import as_phrases, complement, that_clause
from kgbuild.language.noun_phrases import phrase
from kgbuild.language.quotations import Quotation
from kgbuild.language.syntax import Syntax
from kgbuild.language.tagsets import FINITE_TAGS
from kgbuild.model import Argument, ArgumentKind, Predication, Span
from kgbuild.ontology import LexicalEntry

_EDGES = " \t\n\r,;:–—-.\"'“”‘’«»"
_CLOSING = ".,!?;: \"'“”‘’«»"  # a quotation's last mark and what stands before it
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"“‘'A-Z])")
_CONJUNCTION = re.compile(r"[\s,;–—-]*(?:\b(?:and|but|while|then|or|also|he|she|they|it)\b[\s,]*)*$", re.IGNORECASE)
_MARKERS = ("that ", "whether ", "if ", "how ", "why ", "to ")
_MARKER = re.compile(r"\b(that|whether|if) $", re.IGNORECASE)
_GAP = re.compile(r"[\s,;:.–—-]*")
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_NEAR_BY = 12  # characters from a verb of saying to the day on which it was said
LONGEST_GAP = 80  # characters between a cue's clause and a quotation that is still its


class WordFinder:
    """Finds what cues of one article attribute."""

    def __init__(self, syntax: Syntax, quotations: Sequence[Quotation]) -> None:
        self.syntax = syntax
        self.text = syntax.text
        self.quotations = list(quotations)
        self.begins = [quotation.outer.begin for quotation in quotations]
        self.taken: set[int] = set()  # quotations that are a cue's content

    def inside(self, span: Span) -> Quotation | None:
        """The quotation that the words stand in."""
        at = bisect_right(self.begins, span.begin) - 1
        return self.quotations[at] if at >= 0 and self.quotations[at].outer.covers(span) else None

    def adjacent(self, cue: Cue) -> Argument | None:
        """The noun phrase right beside a cue of speech whose subject the parser has put elsewhere."""
        s, p = self.syntax, cue.predication
        for token in (p.token - 1, p.token + 1):
            if 0 <= token < len(s.words) and p.sentence.covers(s.span(token, token)) and s.pos[token] in _NOMINAL:
                end = self._last_of_phrase(token) if token > p.token else token
                span = phrase(s, end)
                if not span.overlaps(p.span):
                    kind: ArgumentKind = "pronoun" if s.pos[end] == "PRON" else "nominal"
                    return Argument("subject", span, s.span(end, end), end, kind)
        return None

    def _last_of_phrase(self, token: int) -> int:
        s = self.syntax
        while s.heads[token] > token and s.pos[s.heads[token]] in _NOMINAL:
            token = s.heads[token]
        return token

    def own_words(self, cue: Cue) -> Span:
        """From the first to the last word of the cue's own: its verb, its claimants and addressees beside it."""
        p = cue.predication
        spans = [p.span] + ([p.support_span] if p.support_span else [])
        days = (a.span for a in p.arguments if a.label == "time" and 0 < a.span.begin - p.span.end <= _NEAR_BY)
        spans += [span for span in days if "," not in self.text[p.span.end : span.begin]]
        spans += [a.span for a in (*cue.claimants, *cue.addressees) if not a.inherited and p.sentence.covers(a.span)]
        return Span(min(s.begin for s in spans), max(s.end for s in spans))

    def clause_words(self, cue: Cue) -> list[Span]:
        """The words of the clauses and noun phrases that are the cue's content."""
        pieces = [self._piece(argument, cue.predication) for argument in cue.content]
        if not pieces:
            return []
        p = cue.predication
        after = [piece for piece in pieces if piece.begin >= p.span.end]
        before = [piece for piece in pieces if piece.end <= p.span.begin]
        if after and not cue.clausal:  # what else belongs to the verb phrase after its object belongs to the content
            rest = [self._own_part(a.token, self.whole(a.token, a.span)) for a in p.arguments
                    if a.label not in ("time", "subject") and a not in cue.addressees
                    and a.span.begin >= after[0].begin]  # fmt: skip
            after += [span for span in rest if p.sentence.covers(span)]
            after += [span for span in as_phrases(self.syntax, p.token) if span.begin >= after[0].end]
        joined = [Span(min(s.begin for s in after), max(s.end for s in after))] if after else []
        before = [piece for piece in before if not any(o != piece and o.covers(piece) for o in before)]
        pieces = [*before, *joined] or pieces
        return [self.trimmed(piece) for piece in self.without(pieces, self.own_words(cue))]

    def _piece(self, argument: Argument, p: Predication) -> Span:
        whole = self.whole(argument.token, argument.span)
        if argument.kind == "clause":
            return self._marked(whole)
        whole = self._own_part(argument.token, whole)
        if argument.inherited and whole.covers(p.span):  # "an assertion that Umerov confirmed": the antecedent alone
            return argument.span
        return whole

    def whole(self, token: int, span: Span) -> Span:
        s = self.syntax
        start, end = s.sentences[s.sentence_of[token]]
        left, right = max(s.left[token], start), min(s.right[token], end - 1)
        return Span(min(span.begin, s.begins[left]), max(span.end, s.ends[right]))

    def _own_part(self, noun: int, whole: Span) -> Span:
        """Without the author's clause that ends it: "an inquiry, which the cabinet refused"."""
        s, at = self.syntax, noun
        while (last := next((c for c in s.children[at] if c > at and s.right[c] == s.right[at]), None)) is not None:
            if s.deps[last] == "relcl" and s.words[s.left[last] - 1] == ",":
                return Span(whole.begin, s.ends[s.left[last] - 2])
            if s.pos[last] in ("VERB", "AUX"):
                break
            at = last
        return whole

    def _marked(self, clause: Span) -> Span:
        """With the conjunction that opens a clause."""
        marker = _MARKER.search(self.text, max(0, clause.begin - 9), clause.begin)
        return Span(marker.start(1), clause.end) if marker else clause

    @staticmethod
    def without(pieces: list[Span], hole: Span) -> list[Span]:
        found = []
        for piece in pieces:
            if piece.covers(hole):
                found += [Span(piece.begin, hole.begin), Span(hole.end, piece.end)]
            else:
                found.append(piece)
        return [piece for piece in found if piece.begin < piece.end]

    def quoted_words(self, cue: Cue, words: list[Span]) -> list[Span]:
        """The words with the quotations that belong to the cue put in place of what they overlap."""
        if not self.quotations or self.inside(cue.predication.span):
            return words
        own = self.own_words(cue)
        chosen = [i for i in self._near(own) if any(self.quotations[i].outer.overlaps(w) for w in words)]
        before = self._before(own)
        if before is not None:  # '"It is over," said Kolb after counsel told the court so'
            marked = [w for w in words if w.begin < own.end or self.text.startswith(_MARKERS, w.begin)]
            words = marked + [w for w in words if w not in marked and self._has_marks(w)]
        chosen += [i for i in (before, self._after(own, cue)) if i is not None]
        if cue.speech and (chosen or not words):
            chosen += self._continued(chosen, own)
        for i in sorted(set(chosen)):
            quotation = self.quotations[i]
            if quotation.outer.overlaps(own):
                continue
            self.taken.add(i)
            kept = []
            whole = quotation.span
            for piece in words:
                if not piece.overlaps(quotation.outer):
                    kept.append(piece)
                else:  # a quotation inside a longer clause leaves the clause whole
                    whole = Span(min(whole.begin, piece.begin), max(whole.end, piece.end))
            words = [*kept, whole]
        return self.without([self.trimmed(w) for w in words], own) if chosen else words

    def _has_marks(self, words: Span) -> bool:
        return any(self.quotations[i].outer.overlaps(words) for i in self._near(words))

    def _near(self, own: Span) -> range:
        return range(bisect_left(self.begins, own.begin - 3000), bisect_right(self.begins, own.end + 3000))

    def _before(self, own: Span) -> int | None:
        """The quotation that ends right before the cue's clause."""
        at = bisect_left(self.begins, own.begin) - 1
        if at < 0 or self.quotations[at].outer.end > own.begin:
            return None
        gap = self.text[self.quotations[at].outer.end : own.begin]
        inner = self.text[self.quotations[at].span.end - 1]
        follows = inner in ",?!—-" or gap.lstrip()[:1] in (",", "—", "–", "-")
        return at if follows and "\n" not in gap and len(gap.split()) <= 3 and at not in self.taken else None

    def quoted_before(self, cue: Cue) -> bool:
        """Whether a quotation ends right before the cue."""
        return bool(self.quotations) and self._before(cue.predication.span) is not None

    def _after(self, own: Span, cue: Cue) -> int | None:
        """The quotation that the cue's clause introduces."""
        at = bisect_left(self.begins, own.end)
        if at >= len(self.quotations):
            return None
        gap = self.text[own.end : self.quotations[at].outer.begin]
        if len(gap) > LONGEST_GAP or "\n" in gap or _SENTENCE_END.search(gap + " A"):
            return None
        introduced = gap.rstrip()[-1:] in (",", ":") or gap.strip() in ("", "that", "it", "him", "her", "them")
        return at if introduced and cue.speech else None

    def _continued(self, chosen: list[int], own: Span) -> list[int]:
        """Quotations that go on where a chosen one, or the cue's clause after one, ends."""
        found: list[int] = []
        ends = [own.end] if any(self.quotations[i].outer.end <= own.begin for i in chosen) else []
        last = max(chosen, default=None, key=lambda i: self.quotations[i].outer.end)
        if last is not None and self.quotations[last].outer.begin >= own.end:
            ends = [self.quotations[last].outer.end]
        if not ends:
            return []
        end, at = ends[0], bisect_left(self.begins, ends[0])
        previous = self.quotations[last] if last is not None else None
        while at < len(self.quotations):
            gap = self.text[end : self.quotations[at].outer.begin]
            same_paragraph = "\n" not in gap and (_GAP.fullmatch(gap) or (not found and self._tail(gap)))
            goes_on = previous is not None and not previous.closed and not gap.strip()
            if not (same_paragraph or goes_on) or self._spoken_after(at):
                break
            found.append(at)
            previous = self.quotations[at]
            end, at = previous.outer.end, at + 1
        return found

    def _spoken_after(self, at: int) -> bool:
        """Whether a quotation begins a sentence that goes on after it: '"It is over," Kolb said' is Kolb's."""
        quotation, text = self.quotations[at], self.text
        before = text[max(0, quotation.outer.begin - 9) : quotation.outer.begin].rstrip()
        begins = before[-1:] in (".", "!", "?", '"', "”", "")
        rest = text[quotation.outer.end : quotation.outer.end + 4].lstrip(" ")
        inner = text[quotation.span.end - 1]
        return begins and quotation.closed and ((inner == "," and rest[:1].isalpha()) or rest[:1] == ",")

    @staticmethod
    def _tail(gap: str) -> bool:
        """Whether what stands between the cue's own words and the next quotation is only the end of its clause."""
        head, _, rest = gap.rpartition(".")
        return not rest.strip() and len(head) <= LONGEST_GAP and not re.search(r"[.!?]\s", head)

    def sentence_around(self, cue: Cue) -> list[Span]:
        """What a cue between commas interrupts or ends: "The bridge, officials said, is open"."""
        if cue.predication.form != "finite":
            return []
        own, sentence = self.own_words(cue), cue.predication.sentence
        before = self.text[sentence.begin : own.begin].rstrip()
        after = self.text[own.end : sentence.end]
        interrupts = after.startswith(",") and len(after.split()) > 2
        words = len(before.split())
        if not cue.speech or not before.endswith((",", "—", "–", "-")) or (words < 3 and not interrupts):
            return []
        if not interrupts and not self._has_verb(sentence.begin, own.begin):
            return []  # "In spring, the office closed"
        if not interrupts and self._is_adverbial(cue.predication.token, sentence):
            return []  # "As the ministry announced, the road will open"
        pieces = [Span(sentence.begin, sentence.begin + len(before))]
        if interrupts:
            pieces.append(Span(own.end, sentence.end))
        elif len(after.split()) > 12:
            return []
        pieces = [self.trimmed(piece) for piece in pieces]
        return [piece for piece in pieces if piece.end > piece.begin]

    def _has_verb(self, begin: int, end: int) -> bool:
        """Whether a finite verb stands between two offsets."""
        tokens = range(bisect_left(self.syntax.begins, begin), bisect_left(self.syntax.begins, end))
        return any(self.syntax.tags[token] in FINITE_TAGS for token in tokens)

    def _is_adverbial(self, verb: int, sentence: Span) -> bool:
        """Whether the sentence begins with an adverbial clause or phrase of the verb."""
        s = self.syntax
        first = [below for below in s.all_children(verb, "advcl", "prep") if s.begins[s.left[below]] == sentence.begin]
        return any(s.deps[below] == "prep" or s.child(below, "mark") is not None for below in first)

    def above(self, cue: Cue, predications: Sequence[Predication]) -> list[Span]:
        """The clause that "as revealed by officials" or "as officials said" stands in, without these words."""
        p = cue.predication
        if p.embedding_word != "as" or p.embedding != "adverbial" or p.embedder is None or not cue.speech:
            return []
        bare = all(a.label in ("subject", "time") for a in p.arguments) and takes_clause(cue.entry)
        if not (p.passive if p.form == "participle" else p.form == "finite" and not p.passive and bare):
            return []
        clause, own = predications[p.embedder].clause, self.own_words(cue)
        first, last = self.syntax.begins[self.syntax.left[p.token]], self.syntax.ends[self.syntax.right[p.token]]
        end = own.end if "," in self.text[own.end : last] else max(last, own.end)
        pieces = self.without([clause], Span(min(first, own.begin), end))
        trimmed = [self.trimmed(piece) for piece in pieces]
        return [piece for piece in trimmed if len(self.text[piece.begin : piece.end].split()) > 1]

    def noun_clause(self, noun: int) -> Span | None:
        """The clause that says what a noun is about, where the parser takes it for a relative one.

        "The warning that the dam might break": the clause has its own subject, and a modal, an object or a passive.
        """
        s = self.syntax
        if s.lowers[noun + 1 : noun + 2] != ["that"] or s.deps[noun + 1] not in ("dobj", "mark", "pobj"):
            return None
        verb = s.heads[noun + 1]
        subject = s.child(verb, "nsubj", "nsubjpass")
        if s.heads[verb] != noun or s.deps[verb] not in ("relcl", "acl") or subject in (None, noun + 1):
            return None
        modal = any(s.tags[c] == "MD" for c in s.all_children(verb, "aux"))
        second = [c for c in s.all_children(verb, "dobj") if c != noun + 1]
        if not (modal or second or s.child(verb, "nsubjpass") is not None or s.deps[noun + 1] == "mark"):
            return None
        return s.span(noun + 1, s.right[verb])

    def unparsed(self, cue: Cue) -> list[Span]:
        """What follows a cue as its complement although its predication has none."""
        p = cue.predication
        if p.category != "verb" or not takes_clause(cue.entry):
            return []
        found = that_clause(self.syntax, p.token)
        if found is None and not p.passive:
            found = complement(self.syntax, p.token)
        if found is None or found.overlaps(self.own_words(cue)):
            return []
        return self.quoted_words(cue, [self.trimmed(found)])

    def until(self, pieces: list[Span], end: int) -> list[Span]:
        """The pieces as far as they stand before a later cue and the conjunction before it."""
        found = []
        for begin, last in pieces:
            if last > end > begin:
                last = begin + len(_CONJUNCTION.sub("", self.text[begin:end]))
            if last <= end and last > begin:
                found.append(self.trimmed(Span(begin, last)))
        return [piece for piece in found if piece.begin < piece.end]

    def trimmed(self, span: Span) -> Span:
        """Without spaces, commas and the marks around it; a quotation that lies within keeps both its marks."""
        begin, end = span
        while begin < end and self.text[begin] in _EDGES and not self._opens_within(begin, end):
            begin += 1
        at = bisect_left(self.begins, end) - 1
        last = self.quotations[at].outer if at >= 0 and self.quotations[at].closed else None
        if last is not None and begin <= last.begin < end <= last.end and not self.text[end : last.end].strip(_CLOSING):
            return Span(begin, last.end)
        while end > begin and self.text[end - 1] in " \t\n\r,;:–—-\"'“”‘’«»":
            end -= 1
        return Span(begin, end)

    def _opens_within(self, begin: int, end: int) -> bool:
        """Whether a quotation begins here that ends before what it begins does: '"Never again" as a motto'."""
        at = bisect_left(self.begins, begin)
        if at == len(self.quotations) or self.quotations[at].outer.begin != begin:
            return False
        return self.quotations[at].closed and bool(self.text[self.quotations[at].outer.end : end].strip(_EDGES))


def takes_clause(entry: LexicalEntry) -> bool:
    """Whether a clause may be the content of what an entry matches."""
    return any(slot.role == "content" and "clause" in slot.arguments for slot in entry.slots)
