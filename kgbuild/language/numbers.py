"""Numbers in digits and words, with their multipliers and ranges: "two hundred and fifty thousand", "3-5m".

Not handled: ordinals, fractions.
"""

from __future__ import annotations

import re

from kgbuild.language.quantity_lexicon import QuantityLexicon
from kgbuild.language.syntax import Syntax

DIGITS = re.compile(r"([-+]?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)([A-Za-z%+]*|-plus)$")
RANGE = re.compile(r"(\d[\d,.]*)[-–—](\d[\d,.]*)([A-Za-z%]*)$")
RANGE_WORDS = frozenset(("to", "-", "–", "—", "or"))


class NumberReader:
    """Reads the number that begins at a token. Tokens are counted from the start of the text."""

    def __init__(self, syntax: Syntax, lexicon: QuantityLexicon) -> None:
        self.syntax = syntax
        self.lexicon = lexicon
        self.size = len(syntax.words)

    def interval(self, at: int) -> tuple[float, float, int, str] | None:
        """Lowest and highest value, the token after, and a unit that is part of the word itself."""
        first = self.single(at)
        if first is None:
            return None
        low, high, after, unit = first
        if low == high and after + 1 < self.size and self.syntax.lowers[after] in RANGE_WORDS:
            second = self.single(after + 1)
            if second is not None and second[0] == second[1]:
                scale = self.scale_of(after + 1, second[2])
                start = (
                    low * scale
                    if scale > 1 and low < 1000 and low * scale < second[0] and low * 1 < second[0] / scale
                    else low
                )
                if start < second[1] and not (self.syntax.lowers[after] == "or" and second[1] - start > 10):
                    return start, second[1], second[2], unit or second[3]
        return low, high, after, unit

    def scale_of(self, at: int, after: int) -> float:
        """The multiplier that the second number of a range lends to the first ("three to five million")."""
        last = self.syntax.lowers[after - 1]
        if after - at > 1 and last in self.lexicon.multipliers and len(last) > 2:
            return self.lexicon.multipliers[last]
        match = DIGITS.match(self.syntax.words[at])
        return self.lexicon.multipliers.get(match.group(3).lower(), 1) if match and match.group(3) else 1

    def single(self, at: int) -> tuple[float, float, int, str] | None:
        lexicon, word, lower = self.lexicon, self.syntax.words[at], self.syntax.lowers[at]
        after, unit = at + 1, ""
        if word in self.lexicon.currencies and after < self.size:  # "between $3 and $5"
            inner = self.single(after)
            return (inner[0], inner[1], inner[2], lexicon.currencies[word]) if inner is not None else None
        match = DIGITS.match(word)
        if match:
            low = high = float(match.group(2).replace(",", ""))
            suffix = match.group(3)
            if suffix in ("%", "pct"):
                unit = "percent"
            elif suffix in lexicon.multipliers:
                low = high = low * lexicon.multipliers[suffix]
            elif suffix.lower() in lexicon.multipliers and len(suffix) > 1:
                low = high = low * lexicon.multipliers[suffix.lower()]
            elif suffix in lexicon.measures:
                unit = lexicon.measures[suffix]
            elif suffix not in ("", "+", "-plus"):
                return None
        elif (both := RANGE.match(word)) and self.syntax.ents[at] not in ("DATE", "TIME"):
            low, high = (float(g.replace(",", "").rstrip(".") or 0) for g in both.group(1, 2))
            unit = "percent" if both.group(3) == "%" else ""
            if low >= high:
                return None
        elif lower in lexicon.numerals:
            low = high = lexicon.numerals[lower]
            if after + 1 < self.size and self.syntax.words[after] == "-" and low >= 20:
                ones = lexicon.numerals.get(self.syntax.lowers[after + 1], 0)
                if 0 < ones < 10:
                    low, high, after = low + ones, high + ones, after + 2
        elif "-" in lower and all(part in lexicon.numerals for part in lower.split("-")):
            low = high = sum(lexicon.numerals[part] for part in lower.split("-"))
        elif lower in lexicon.multipliers and len(lower) > 2:  # "a hundred", "a dozen"
            low = high = lexicon.multipliers[lower]
        else:
            return None
        return *self.multiplied(low, high, after), unit

    def multiplied(self, low: float, high: float, after: int) -> tuple[float, float, int]:
        """Multipliers and smaller numbers that follow: "two hundred and fifty thousand"."""
        words, lexicon = self.syntax.lowers, self.lexicon
        while after < self.size:
            word = words[after].rstrip(".")
            if (
                word == "-"
                and after + 1 < self.size
                and words[after + 1] in lexicon.multipliers
                and len(words[after + 1]) > 2
            ):
                after += 1
                continue
            attached = (
                self.syntax.begins[after] == self.syntax.ends[after - 1] and words[after - 1][-1:].isdigit()
            )  # "5m"
            if word in lexicon.multipliers and (len(word) > 1 or attached):
                low, high, after = low * lexicon.multipliers[word], high * lexicon.multipliers[word], after + 1
                continue
            step = 2 if word == "and" and low >= 100 and after + 1 < self.size else 1
            following = words[after + step - 1]
            if (
                low == high
                and low % 100 == 0
                and low >= 100
                and following in lexicon.numerals
                and not words[after - 1].isdigit()
            ):
                rest = lexicon.numerals[following]
                if rest < 100 and after - 1 >= 0 and words[after - 1] in lexicon.multipliers:
                    low, high, after = low + rest, high + rest, after + step
                    continue
            break
        return low, high, after
