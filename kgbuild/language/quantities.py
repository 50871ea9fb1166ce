"""Numbers in the text as the intervals that they allow.

"about 11,000 troops": 9,900 to 12,100 (a tenth either side), unit *troop*; "more than 10,000": from 10,000 on;
"dozens": from 24 on. The words are data: `ontology/lexicon/quantities.ttl`. A span holds what makes the interval
(approximator, currency sign, number, percent sign), not the noun that is counted.

Not handled: ordinals, dates, clock times, scores ("2-1"), numbers that are names ("Article 5", "Boeing 737").
"""

from __future__ import annotations

from spacy.tokens import Doc

from kgbuild.language.numbers import NumberReader
from kgbuild.language.quantity_lexicon import QuantityLexicon, quantity_lexicon
from kgbuild.language.syntax import Syntax, syntax_of
from kgbuild.model import Quantity, Span
from kgbuild.ontology import Ontology

MARGIN = 0.1  # of "about"
LONGEST = 4  # words in an approximator or a vague amount
NAMED = frozenset(("ORG", "FAC", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT", "GPE", "LOC"))
NAME_HEADS = frozenset(("PROPN", "NOUN"))


def find_quantities(doc: Doc, ontology: Ontology) -> list[Quantity]:
    """The quantities of a text, in its order; none overlaps another."""
    reader = _Reader(syntax_of(doc), quantity_lexicon(ontology))
    found: list[Quantity] = []
    at, last = 0, len(reader.s.words)
    while at < last:
        quantity, after = reader.read(at)
        if quantity is not None and (not found or quantity.span.begin >= found[-1].span.end):
            found.append(quantity)
        at = max(after, at + 1)
    return found


class _Reader:
    def __init__(self, syntax: Syntax, lexicon: QuantityLexicon) -> None:
        self.s = syntax
        self.lexicon = lexicon
        self.numbers = NumberReader(syntax, lexicon)
        self.size = len(syntax.words)

    def read(self, at: int) -> tuple[Quantity | None, int]:
        """The quantity whose number begins at this token, and the token after it."""
        s, lower = self.s, self.s.lowers[at]
        if not lower[:1].isdigit() and lower not in self.lexicon.triggers:
            return None, at + 1
        whole = self.fraction(at) or self.vague(at)
        if whole is not None:
            return whole
        number = self.numbers.interval(at)
        if number is None:
            return None, at + 1
        low, high, after, unit = number
        if not unit and low == high and self.is_name_or_date(at, after, low):
            return None, after
        first, approximation = self.left(at)
        if first < at and approximation == "Between" and low == high:
            second = (
                self.numbers.interval(after + 1) if after + 1 < self.size and s.lowers[after] in ("and", "to") else None
            )
            if second is not None and second[1] > low:
                high, after, unit = second[1], second[2], second[3] or unit
            else:
                first, approximation = at, "Exact"
        currency = self.currency(first - 1) if first > 0 else ""
        if not currency and first != at:
            currency = self.currency(at - 1)
        elif currency:
            first -= 1
            outer, approximation = self.left(first)
            first = outer
        approximation = approximation or "Exact"
        if low != high:
            approximation = "Between" if approximation == "Exact" else approximation
        after, unit_word = self.measure(after) if not (unit or currency) else (after, "")
        unit = currency or unit or unit_word
        end, later = self.right(after)
        if later:
            approximation, after = later, end
        last = after - 1
        if not unit:
            unit = self.counted(at, last)
        if unit in self.lexicon.durations:
            more, last = self.smaller(unit, after)
            low, high, after = low + more, high + more, max(after, last + 1)
        minimum, maximum = _interval(low, high, approximation)
        span = s.span(first, last)
        if s.words[last].endswith(".") and len(s.words[last]) > 1:  # "$5m." at the end of a sentence
            span = Span(span.begin, span.end - 1)
        key = f"#quantity-{span.begin}-{span.end}"
        return Quantity(key, span, minimum, maximum, unit, approximation), after

    def vague(self, at: int) -> tuple[Quantity, int] | None:
        """ "dozens", "a handful", "several hundred", "a small group"."""
        s = self.s
        for size in range(min(LONGEST, self.size - at), 0, -1):
            form = " ".join(s.lowers[at : at + size])
            bounds = self.lexicon.vague.get(form)
            if bounds is None:
                continue
            after = at + size
            if after < self.size and s.lowers[after] == "as":  # "as many as 20"
                continue
            minimum, maximum = bounds
            scale = self.lexicon.multipliers.get(s.lowers[after], 0) if after < self.size else 0
            if scale and len(s.lowers[after]) > 2:
                after += 1
                minimum = minimum * scale if minimum is not None else None
                maximum = maximum * scale if maximum is not None else None
            elif form in (
                "a number",
                "a group",
                "a series",
                "a band",
                "a string",
                "a wave",
                "a crowd",
            ) and not self.is_of(after):
                continue
            first, approximation = self.left(at)
            currency_after, unit = self.measure(after)
            if unit:
                after = currency_after
            last = after - 1
            span = s.span(first, last)
            if approximation == "AtLeast":
                maximum = None
            elif approximation == "AtMost":
                minimum = None
            else:
                approximation = "Exact" if minimum == maximum else "Vague"
            key = f"#quantity-{span.begin}-{span.end}"
            return Quantity(key, span, minimum, maximum, unit or self.counted(at, last), approximation), after
        return None

    def fraction(self, at: int) -> tuple[Quantity, int] | None:
        """ "About a third of the ships", in percent; not "a quarter of an hour", "the first half of May"."""
        s = self.s
        if at and s.pos[at - 1] in ("ADJ", "DET"):
            return None
        for size in (3, 2, 1):
            share = self.lexicon.fractions.get(" ".join(s.lowers[at : at + size]))
            after = at + size
            if share is None or not self.is_of(after) or s.lowers[after + 1 : after + 2] in (["a"], ["an"]):
                continue
            first, approximation = self.left(at)
            minimum, maximum = _interval(share, share, approximation)
            span = s.span(first, after - 1)
            key = f"#quantity-{span.begin}-{span.end}"
            return Quantity(key, span, minimum, maximum, "percent", approximation or "Exact"), after
        return None

    def smaller(self, unit: str, at: int) -> tuple[float, int]:
        """What a smaller unit adds to a duration ("four years and six months"), and its last token, else 0 and at - 1.

        `at` is the token after the number of the larger unit.
        """
        s, seconds = self.s, self.lexicon.durations
        if at + 3 >= self.size or s.lemmas[at] != unit or s.lowers[at + 1] != "and":
            return 0.0, at - 1
        number = self.numbers.interval(at + 2)
        if number is None or number[0] != number[1] or number[2] >= self.size:
            return 0.0, at - 1
        size = seconds.get(s.lemmas[number[2]], 0.0)
        if not 0 < size < seconds[unit]:
            return 0.0, at - 1
        return round(number[0] * size / seconds[unit], 6), number[2]

    # ---- what stands around a number

    def is_of(self, at: int) -> bool:
        return at < self.size and self.s.lowers[at] == "of"

    def left(self, at: int) -> tuple[int, str]:
        """The first token of the approximators before a token, and what they say."""
        words, found = self.s.lowers, ""
        if at > 0 and words[at - 1] in ("a", "an") and words[at] in self.lexicon.multipliers:
            at -= 1
        while at > 0:
            for size in range(min(LONGEST, at), 0, -1):
                said = self.lexicon.before.get(" ".join(words[at - size : at]))
                if said is not None:
                    break
            else:
                break
            if (
                said in ("About", "Exactly")
                and words[at - 1] in ("all", "only", "just", "some", "under", "over")
                and found
            ):
                break
            at -= size
            found = found or ("Exact" if said == "Exactly" else said)
            if said not in ("About", "Exactly"):
                found = said
        return at, found

    def right(self, at: int) -> tuple[int, str]:
        for size in (3, 2, 1):
            said = self.lexicon.after.get(" ".join(self.s.lowers[at : at + size])) if at + size <= self.size else None
            if said is not None:
                return at + size, said
        if at <= self.size and self.s.words[at - 1].endswith(("+", "-plus")):
            return at, "AtLeast"
        return at, ""

    def currency(self, at: int) -> str:
        return self.lexicon.currencies.get(self.s.words[at], "") if at >= 0 else ""

    def measure(self, at: int) -> tuple[int, str]:
        """A unit of measure or currency after the number: only percent becomes part of the span."""
        s = self.s
        for size in (2, 1):
            if at + size <= self.size:
                form = " ".join(s.lowers[at : at + size])
                unit = self.lexicon.measures.get(form) or self.lexicon.measures.get(" ".join(s.words[at : at + size]))
                if unit:
                    return at + size, unit
        if at < self.size:
            code = self.lexicon.currencies.get(s.lowers[at]) or self.lexicon.currencies.get(s.words[at])
            if code:
                return at + 1, code
            if (
                s.lowers[at] in ("us", "u.s.", "american")
                and at + 1 < self.size
                and s.lowers[at + 1] in ("dollars", "dollar")
            ):
                return at + 2, "USD"
        return at, ""

    def counted(self, at: int, last: int) -> str:
        """The lemma of the noun that the number counts."""
        s = self.s
        for token in range(at, last + 1):
            head = s.heads[token]
            if (
                head > last
                and s.deps[token] in ("nummod", "amod", "det", "quantmod", "compound", "nmod")
                and s.pos[head] in NAME_HEADS
            ):
                return s.lemmas[head]
        if self.is_of(last + 1):
            below = s.child(last + 1, "pobj")
            if below is not None and s.pos[below] in NAME_HEADS and s.tags[below] in ("NNS", "NN", "NNPS"):
                return s.lemmas[below]
        token = last + 1
        start = token
        while (
            token < self.size
            and token - start < 4
            and s.pos[token] in ("ADJ", "NOUN", "PROPN", "PUNCT")
            and s.words[token] in ("-", s.words[token])
        ):
            if s.pos[token] == "PUNCT" and s.words[token] != "-":
                break
            if s.tags[token] == "NNS" or (
                s.pos[token] == "NOUN" and (token + 1 == self.size or s.pos[token + 1] not in ("NOUN", "PROPN"))
            ):
                return s.lemmas[token]
            token += 1
        return ""

    def is_name_or_date(self, at: int, after: int, value: float) -> bool:
        """Whether the number is part of a date, a clock time or a name, or a pronoun ("one of the")."""
        s, word = self.s, self.s.words[at]
        if s.lowers[at] == "one":
            return s.deps[at] != "nummod" or (at > 0 and s.lowers[at - 1] in ("no", "any", "every", "this", "that"))
        if after < self.size and s.lowers[after].rstrip(".") in self.lexicon.months and s.words[after][0].isupper():
            return True
        if (
            at > 0
            and s.lowers[at - 1].rstrip(".") in self.lexicon.months
            and s.words[at - 1][0].isupper()
            and value <= 31
        ):
            return True
        if at and s.words[at - 1] == "[" and after < self.size and s.words[after] == "]":
            return True  # the mark of a footnote
        if at and s.ents[at] in NAMED and s.ents[at - 1] == s.ents[at]:
            return True  # "Nord Stream 1"
        ent = s.ents[at]
        counted = self.counted(at, after - 1)
        if ent in ("DATE", "TIME"):
            return not counted or (1000 <= value <= 2100 and "," not in word)
        if word.isdigit() and len(word) == 4 and 1500 <= value <= 2100:
            return not (counted and s.deps[at] == "nummod" and s.heads[at] > at and s.tags[s.heads[at]] == "NNS")
        if after < self.size and s.words[after] in (":", "th", "st", "nd", "rd"):
            return s.words[after] != ":" or word.isdigit()
        if at > 0:
            before = at - 1
            if s.words[before] in (":", "/", "#") or s.lowers[before] in (
                "no.",
                "number",
                "article",
                "section",
                "chapter",
                "page",
            ):
                return True
            if (
                s.words[before] == "-"
                and at > 1
                and s.words[before - 1][:1].isalpha()
                and s.ends[before] == s.begins[at]
                and s.ends[at - 2] == s.begins[before]
            ):
                return True
            head = s.heads[at]
            if word.isdigit() and head == before and s.tags[head] == "NN" and s.deps[at] == "nummod" and not counted:
                return True  # "Phase 2"
            if (
                head < at
                and head == before
                and s.pos[head] == "PROPN"
                and s.deps[at] in ("nummod", "npadvmod", "appos")
                and not counted
            ):
                return True
        return False


def _interval(low: float, high: float, approximation: str) -> tuple[float | None, float | None]:
    if approximation == "AtLeast":
        return low, None
    if approximation == "AtMost":
        return None, high
    if approximation == "About":
        return round(low * (1 - MARGIN), 6), round(high * (1 + MARGIN), 6)
    return low, high
