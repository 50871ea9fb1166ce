"""Whether a text is in English, by the share of its words that English cannot do without.

In English prose they are two fifths of all words; lists, tables and pages of headlines still have a fifth; other
languages have a tenth at most, where words are spelled alike (*in*, *is*, *no*). Short texts are not judged.
"""

from __future__ import annotations

import re

WORDS = 40  # in fewer, chance decides
LEAST = 0.14
FUNCTION_WORDS = frozenset(
    """the of and to in for that is on with was as at by from it he be this have are has not an said they which
    his but or will had were who their been would its she we about after more when than also one if up out into over
    there can so all her you what him how them our my could should no new other some because before while during
    against between through under where only most may did do does""".split()
)
_WORD = re.compile(r"(?<!/)\b[^\W\d_]{2,}\b(?!/)")  # no letters that stand alone, no addresses


def is_english(text: str) -> bool:
    """True also where there is too little to judge by."""
    words = [word.lower() for word in _WORD.findall(text)]
    return len(words) < WORDS or sum(word in FUNCTION_WORDS for word in words) >= LEAST * len(words)
