"""Names from languages with another script: one sound for the letters that English writes it with.

"Aliev" and "Aliyev", "Nuri al-Maliki" and "Nouri el-Maliki", "Mahmud" and "Mahmoud" sound alike here, and so do the two
orders of a Chinese or Korean name. So much is lost that only full names of well-known people are compared by it. Which
letters make which sound is ``transliterations.tsv``. Not handled: vowels that one spelling leaves out (Muammar, Moamr).
"""

from __future__ import annotations

import re
from functools import cache

from kgbuild.entities.places import GAZETTEER_FOLDER, read_table
from kgbuild.entities.senses import fold

_LEAST_LETTERS = 9  # of a name that may be known by its sound: shorter ones sound like too many others
_ARTICLE = re.compile(r"\b(?:al|el|as|ash|ad|an|ar|at|ul|bin|ibn)[ -]")
_REPEATED = re.compile(r"(.)\1+")


@cache
def _sounds() -> tuple[re.Pattern[str], dict[str, str]]:
    sounds = {row["letters"]: row["sound"] for row in read_table(GAZETTEER_FOLDER / "transliterations.tsv")}
    longest_first = sorted(sounds, key=lambda letters: (-len(letters), letters))
    return re.compile("|".join(longest_first)), sounds


def sound(name: str) -> str:
    """How a name of several words sounds, its words sorted; empty for what is too short to be told by it."""
    folded = _ARTICLE.sub("", fold(name)).replace("'", "").replace("-", "")
    words = folded.split()
    if len(words) < 2 or len(folded) < _LEAST_LETTERS:
        return ""
    pattern, sounds = _sounds()
    heard = (pattern.sub(lambda found: sounds[found[0]], word.removesuffix("h")) for word in words)
    return " ".join(sorted(_REPEATED.sub(r"\1", word) for word in heard))
