"""Headlines and datelines with their words as running text would write them: same length, letter for letter.

"Ukraine Reports First Encounters" is read far better as "Ukraine reports first encounters". What a word's case should
be is taken from the article's own sentences first (Lita et al. 2003, "tRuEcasIng", in its simplest form), then from
the word: function words, known verbs, adjectives and plurals are lower case; all else stays as written, since a name
that loses its capital costs more than a common noun that keeps it. Not handled: names that are common words as well
and do not occur in the article's sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping

CommonWords = Mapping[str, Container[str]]  # lemmas by part of speech: noun, verb, adj, adv

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n]\s*|[\"'“‘(\[•–—-]\s*)$")
_DEMONYM = re.compile(r"(?:an|ese|ish|[aeo]i|[^aeiou]i|ic|ch|ss)$")  # adjectives that may be a nation's
_ABSTRACT = ("tion", "sion", "ment", "ness", "ism", "ance", "ence", "ship")
FUNCTION_WORDS = frozenset(
    """a about above across after against all along amid among an and any are around as at back be because been before
    behind being below between both but by can could despite did do does down during each else ever every few first for
    from had has have having he her here him his how i if in into is it its just last least less let like many may me
    might more most much must my near never new next no nor not now of off on once one only onto or other our out over
    own per rather same she should since so some still such than that the their them then there these they this those
    though through to too toward towards two under until up upon us versus very via vs was we were what when where
    whether which while who whom whose why will with within without would yet you your""".split()
)


CALENDAR = frozenset(
    """january february march april june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
_COMPASS = re.compile(r"\b(?:north|south|east|west)(?= [A-Z][a-z])")  # North Koreans, South Sudan
_CLITIC = re.compile(r"(?:n['’]t|['’](?:s|d|m|ll|re|ve)|s['’])$")


def is_title_case(words: str) -> bool:
    """Whether nearly all words that running text would write small begin with capitals."""
    found = [word for word in _WORD.findall(words) if len(word) > 3]
    return len(found) >= 3 and sum(word[0].isupper() for word in found) >= 0.7 * len(found)


def truecase(words: str, case: Mapping[str, str], common: CommonWords) -> str:
    """The words in the case of running text. `case` is what :func:`observed_case` saw in the article's sentences."""
    shouted = sum(len(w) > 3 and w.isupper() for w in _WORD.findall(words)) >= 3
    written, at = [], 0
    for match in _WORD.finditer(words):
        initial = len(match[0]) == 1 and words[match.end() : match.end() + 1] == "."  # of a name, or U.S.
        word = match[0] if initial else _written(match[0], match.start() == 0, shouted, case, common)
        written += [words[at : match.start()], word]
        at = match.end()
    return _COMPASS.sub(lambda match: match[0].title(), "".join(written) + words[at:])


def _written(word: str, first: bool, shouted: bool, case: Mapping[str, str], common: CommonWords) -> str:
    if word.islower() or len(word.lower()) != len(word):
        return word
    clitic = _CLITIC.search(word)
    stem = word[: clitic.start()] if clitic and clitic.start() else word
    small, rest = stem.lower(), word[len(stem) :].lower() if shouted else word[len(stem) :]
    if small in case:
        chosen = case[small]
    elif (stem.isupper() and len(stem) > 1 and not shouted) or small in CALENDAR:
        chosen = stem if not stem.isupper() or not shouted else small.title()  # an acronym, or a day
    elif small in FUNCTION_WORDS or rest.lower().startswith("n") or _is_common(small, common):
        chosen = small
    else:
        chosen = stem if not stem.isupper() or len(stem) <= 3 else small.title()
    if first and chosen == small:
        chosen = chosen[0].upper() + chosen[1:]
    return chosen + rest if len(chosen) == len(stem) else word


def place_case(words: str) -> str:
    """A dateline with its place in capitals as names are written: ``KYIV, Nov 5 (AP) -`` with ``Kyiv``."""

    def written(match: re.Match[str]) -> str:
        word = match[0]
        small = word[0] + word[1:].lower()
        return small if word.isupper() and len(word) > 3 and len(small) == len(word) else word

    place, bracket, rest = words.partition("(")
    return _WORD.sub(written, place) + bracket + rest


def observed_case(sentences: str) -> dict[str, str]:
    """How each word is mostly written inside sentences, by its lower-case form; what only begins one is left out."""
    seen: dict[str, Counter[str]] = {}
    for match in _WORD.finditer(sentences):
        before = sentences[max(0, match.start() - 3) : match.start()]
        if not before.endswith(" ") or _SENTENCE_START.search(before):
            continue  # begins a sentence, or is part of an address or a hashtag
        clitic = _CLITIC.search(match[0])
        word = match[0][: clitic.start()] if clitic and clitic.start() else match[0]
        seen.setdefault(word.lower(), Counter())[word] += 1
    return {small: min(forms, key=lambda form: (-forms[form], form)) for small, forms in seen.items()}


def _is_common(word: str, common: CommonWords) -> bool:
    """Whether it is an inflected verb, an adverb, an adjective of no nation, a plural or an abstract noun."""
    if any(stem in common.get("verb", ()) for stem in _verb_stems(word)) or word in common.get("adv", ()):
        return True
    if word in common.get("adj", ()) and not _DEMONYM.search(word):
        return True
    nouns = common.get("noun", ())
    if word.endswith(_ABSTRACT) and word in nouns:
        return True
    if not word.endswith("s") or len(word) < 5 or (word[:-1] in common.get("adj", ()) and _DEMONYM.search(word[:-1])):
        return False
    return word[:-1] in nouns or word[:-2] in nouns or word[:-3] + "y" in nouns


def _verb_stems(word: str) -> list[str]:
    stems = [word]
    for ending in ("s", "es", "ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            stems += [stem, stem + "e"]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                stems.append(stem[:-1])
            if stem.endswith("i"):
                stems.append(stem[:-1] + "y")
    return stems
