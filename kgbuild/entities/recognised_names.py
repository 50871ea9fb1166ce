"""spaCy's entities as names: trimmed, split and widened to where the name begins and ends.

The small model finds most names and misplaces many of their ends: it takes in titles ("Ministers Anil Weerasuriya"),
articles, verbs of headlines ("Storm Berta floods") and members of a list; or it stops short of a compound's last word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.name_words import class_by_words, name_words
from kgbuild.language.syntax import Syntax
from kgbuild.language.tagsets import PROPER_TAGS

PLACED = frozenset(("GPE", "LOC", "NORP"))  # whose names begin with a capital: "north west London", "anti-Russian"
TOWN = 4.7  # a prominence that villages do not have
_NAMED = frozenset(("PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"))
_POSSESSIVE = frozenset(("'s", "'", "’s", "’", "s'"))
_EDGE = frozenset("\"'`-–—,;:!?()[]{}/\\|*_•“”‘’") | {"...", "…", "--", "''", "``", ".", "&", "and", "or", "of", "in"}
_COURTESY = frozenset(("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sen.", "rep.", "gov."))
_ARTICLES = frozenset(("the", "a", "an"))
_SEPARATORS = frozenset("()/•·▪■●►|*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SCORE = re.compile(r"\d{1,3} ?[-–] ?\d{1,3}(?!\w)")
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_HAS_LETTER = re.compile(r"[^\W\d_]")
_TITLED = frozenset(("ORG", "FAC", "WORK_OF_ART", "EVENT", "PRODUCT"))
_LEGAL_FORMS = (["inc."], ["inc"], ["ltd"], ["ltd."], ["llc"], ["corp."], ["plc"], ["jr."], ["jr"], ["sr."])
_PARTICLES = frozenset(("al", "el", "de", "la", "le", "los", "las", "les", "san", "as", "ar", "ad", "an", "ash", "at"))
_WORKS = frozenset(("ORG", "WORK_OF_ART", "FAC", "PERSON"))
_LISTED = frozenset(("PERSON", "GPE", "NORP", "LOC"))  # what stands in lists, whose members are names of their own
_MISTAKEN = frozenset(("ORG", "PERSON"))
_WIDENED = frozenset(("ORG", "FAC", "PERSON", "PRODUCT", "WORK_OF_ART", "EVENT"))
_QUOTES = frozenset(('"', "'", "``", "“", "‘"))
_FINITE = frozenset(("VBZ", "VBD", "VBP"))
_VERBS = frozenset(("VBZ", "VBD", "VBP", "MD", "VBG"))
Recognised = tuple[int, int, str]  # first and last token, and the label


def recognised_names(doc: Doc, syntax: Syntax, gazetteer: Gazetteer) -> Iterator[Recognised]:
    """The first and last token of each of spaCy's entities that are names, and its label; after a title "PERSON"."""
    for entity in doc.ents:
        if entity.label_ in _NAMED:
            label = "PERSON" if syntax.lowers[entity.start] in _COURTESY else entity.label_
            for first, last in _pieces(syntax, entity.start, entity.end, label, gazetteer):
                named = "PERSON" if _after_title(syntax, entity.start, first) else label
                yield _widened(syntax, _without_demonym(syntax, (first, last, named), gazetteer))


def _words(syntax: Syntax, first: int, last: int) -> str:
    return syntax.text[syntax.begins[first] : syntax.ends[last]]


def _without_demonym(syntax: Syntax, name: Recognised, gazetteer: Gazetteer) -> Recognised:
    """A person's name without the demonym before it: "Italian astronaut" is two, and so is "Italian Anna Rossi"."""
    first, last, label = name
    rest = last - first
    if label not in ("PERSON", "ORG", "WORK_OF_ART") or rest < 1 or (label != "PERSON" and rest != 2):
        return name
    words = _words(syntax, first, last)
    if class_by_words(words) or gazetteer.names(words):
        return name
    if any(s.usage == "demonym" for s in gazetteer.names(syntax.words[first])):
        return first + 1, last, "PERSON"
    return name


def _pieces(syntax: Syntax, start: int, end: int, label: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """An entity's tokens, split at line ends, brackets, the commas of lists and possessives.

    A possessive is part of the name where nothing known stands before it ("Lloyd's List", not "Japan's Senate").
    """
    first = start
    for at in range(start, end):
        word, lower = syntax.words[at], syntax.lowers[at]
        ends = "\n" in word or word in _SEPARATORS
        if word in _POSSESSIVE and syntax.tags[at] == "POS" and at + 1 < end:
            ends = label not in _TITLED or bool(gazetteer.names(_words(syntax, first, at - 1)))
        elif word in (",", ";"):
            ends = ends or syntax.lowers[at + 1 : at + 2] not in _LEGAL_FORMS
        elif lower == "and":
            ends = label in _LISTED or _two_places(syntax, start, at, end, gazetteer)
        elif word.islower() and first < at < end - 1:
            ends = (label in _MISTAKEN and name_words().is_title(lower)) or _is_finite(syntax, at, first)
        elif word == "-" and first < at < end - 1:
            sides = [_words(syntax, first, at - 1), _words(syntax, at + 1, end - 1)]  # "Kyiv-Lviv", not Coca-Cola
            known = any(map(gazetteer.names, sides))
            ends = known and (label == "NORP" or all(map(gazetteer.senses, sides)))
        if ends:
            yield from _trimmed(syntax, first, at - 1, label)
            first = at + 1
    yield from _trimmed(syntax, first, end - 1, label)


def _is_finite(syntax: Syntax, at: int, first: int) -> bool:
    """Whether it is a finite verb, which no name holds but the title of a work in quotation marks."""
    quoted = first > 0 and syntax.words[first - 1] in _QUOTES
    return syntax.tags[at] in _FINITE and syntax.pos[at] == "VERB" and not quoted


def _after_title(syntax: Syntax, start: int, first: int) -> bool:
    """Whether a title in lower case parts a name from what spaCy's entity holds before it: "Arsenal fan | Joe Hay"."""
    return start < first - 1 and syntax.words[first - 1].islower() and name_words().is_title(syntax.lowers[first - 1])


def _two_places(syntax: Syntax, start: int, at: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether both sides of "and" are towns and the whole has no name: "Reading and Bath"."""
    if gazetteer.names(_words(syntax, start, end - 1)):
        return False
    sides = (_words(syntax, start, at - 1), _words(syntax, at + 1, end - 1)) if start < at < end - 1 else ()
    return bool(sides) and all(any(s.known.prominence >= TOWN for s in gazetteer.senses(side)) for side in sides)


def _trimmed(syntax: Syntax, first: int, last: int, label: str) -> Iterator[tuple[int, int]]:
    words, lowers, table = syntax.words, syntax.lowers, name_words()

    def edge(at: int) -> bool:
        return lowers[at] in _EDGE or words[at] in _POSSESSIVE or not words[at].strip() or bool(_CLOCK.match(words[at]))

    while first <= last:
        title = label == "PERSON" and first < last and table.is_title(lowers[first])
        article = lowers[first] in _ARTICLES and not (label in _WORKS and _capital_inside(syntax, first))
        lower = label in PLACED and first < last and words[first][:1].islower() and lowers[first] not in _PARTICLES
        described = first < last and lowers[first] in table.never_first
        if not (edge(first) or article or title or lower or described):
            break
        first += 1
    scored = next((at for at in range(first + 1, last + 1) if _is_score(syntax, at)), None)
    last = scored - 1 if scored is not None else last
    while first <= last and (edge(last) or (last > first and _is_no_end(syntax, last, label))):
        last -= 1
    if first > last or syntax.ends[last] - syntax.begins[first] < 2:
        return
    if not any(word[:1].isupper() for word in words[first : last + 1]):
        return
    whole = " ".join(lowers[first : last + 1])
    if whole in table.titles or whole in table.not_names:
        return
    if _HAS_LETTER.search(_words(syntax, first, last)):
        yield first, last


def _is_no_end(syntax: Syntax, at: int, label: str) -> bool:
    """Whether no name ends so: an organisation's in its members ("Unity MPs"), any in a verb ("Storm Berta floods")."""
    if label == "ORG" and name_words().stands_for_person(syntax.lowers[at]):
        return True
    verb = syntax.tags[at] in _VERBS or syntax.pos[at] == "VERB"
    return verb and syntax.words[at].islower() and label != "WORK_OF_ART"


def _is_score(syntax: Syntax, at: int) -> bool:
    """Whether the result of a game begins here, as one token or three: "2-1"."""
    return _SCORE.match(syntax.text, syntax.begins[at]) is not None


def _capital_inside(syntax: Syntax, at: int) -> bool:
    """Whether the word is capitalised without a sentence beginning there, or opens a quotation."""
    start = syntax.sentences[syntax.sentence_of[at]][0]
    before = syntax.words[at - 1] if at > start else "."
    return syntax.words[at][:1].isupper() and (before.isalpha() or before in _QUOTES)


def _widened(syntax: Syntax, name: Recognised) -> Recognised:
    """With the proper nouns that the parser makes one compound with it, where spaCy's entity stops short."""
    first, last, label = name
    while last + 1 < len(syntax.words) and _belongs(syntax, last + 1) and syntax.heads[last] == last + 1:
        last += 1
    if label == "PERSON" and first == last and last + 1 < len(syntax.words) and _given_name(syntax, last):
        last += 1
    is_event = class_by_words(_words(syntax, first, last)) == "NamedEvent"
    if is_event and first > 0 and _YEAR.fullmatch(syntax.words[first - 1]):
        first -= 1  # the 1999 World Cup
    if label in _WIDENED:
        while first > 0 and _belongs(syntax, first - 1) and first <= syntax.heads[first - 1] <= last:
            first -= 1
    return first, last, label


def _given_name(syntax: Syntax, at: int) -> bool:
    """Whether the next word is the rest of a person's name that spaCy's entity cut off."""
    after, table = at + 1, name_words()
    word = syntax.lowers[after]
    return (
        syntax.tags[after] == "NNP" and syntax.words[after][:1].isupper() and not syntax.ents[after]
        and word.isalpha() and word not in table.titles | table.not_names and word not in table.last
    )


def _belongs(syntax: Syntax, at: int) -> bool:
    word = syntax.lowers[at]
    table = name_words()
    return (
        syntax.tags[at] in PROPER_TAGS and syntax.words[at][:1].isupper() and not syntax.ents[at]
        and not table.is_title(word) and word not in table.not_names | table.never_first
        and syntax.deps[at] in ("compound", "flat")
    )
