"""Words as the ledger compares them: lower case, without closed-class words, cut to stems.

The stemmer is small on purpose: it brings the inflections of one word together ("attacked", "attacks", "attacking") and
leaves derivation to the lexicon's classes. Numbers stay as they are written, without separators.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from spacy.lang.en.stop_words import STOP_WORDS
from wordfreq import get_frequency_dict

SCARCE = 1e-5  # share of English below which hardly any text of a page holds a word
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d,.]*\d|\d")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*(?:\s?\[\d+\])*\s+(?=[\"'“‘(]*[A-Z0-9])|\n+")
_INSIDE = re.compile(r"[^\s.!?:|][\"'“‘(]?[^\S\n][\"'“‘(]*$")  # before a word that begins no sentence


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """The stem of one word; "" for a closed-class word or a single letter."""
    low = word.casefold()
    if low[0].isdigit():
        return low.replace(",", "")
    if low in STOP_WORDS or len(low) < 2:
        return ""
    low = low.replace("’", "'").removesuffix("'s").partition("'")[0]
    for suffix in ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly"):
        if low.endswith(suffix) and len(low) - len(suffix) >= 3:
            if suffix == "s" and low.endswith("ss"):
                break
            base = low[: -len(suffix)]
            if suffix == "ies":
                return base + "y"
            if suffix not in ("s", "ly") and len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz":
                return base[:-1]
            return base.rstrip("e") if suffix != "s" else base[:-1] if base.endswith("e") and len(base) > 4 else base
    return low[:-1] if low.endswith("e") and len(low) > 4 else low


def words(text: str) -> list[str]:
    """The words of the text as they stand."""
    return _WORD.findall(text)


def stems(text: str) -> list[str]:
    """The stems of the content words of the text, in order."""
    return [found for word in _WORD.findall(text) if (found := stem(word))]


def cased(text: str) -> tuple[Counter[str], Counter[str]]:
    """The stems of the text's content words, counted: of words with a capital inside a sentence, and of all others."""
    names: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for match in _WORD.finditer(text):
        if found := stem(match[0]):
            named = match[0][0].isupper() and _INSIDE.search(text, max(0, match.start() - 4), match.start())
            (names if named else others)[found] += 1
    return names, others


def sentences(text: str) -> list[tuple[int, int]]:
    """Rough sentences as (begin, end): where there is no parse, the ends that punctuation and line breaks show."""
    found, begin = [], 0
    for match in _SENTENCE_END.finditer(text):
        found.append((begin, match.start() + 1))
        begin = match.end()
    found.append((begin, len(text)))
    return [(begin, end) for begin, end in found if text[begin:end].strip()]


@cache
def shares_at_large(length: int) -> Mapping[str, float]:
    """Of texts of so many words of English at large, the share that holds each stem; none for scarce stems.

    As if words fell independently of each other, by the frequencies of wordfreq (Speer 2022).
    """
    frequencies: dict[str, float] = defaultdict(float)
    for word, frequency in get_frequency_dict("en", "small").items():
        if frequency >= SCARCE and (found := stem(word)):
            frequencies[found] += frequency
    return {found: 1.0 - math.exp(-length * frequency) for found, frequency in frequencies.items()}
