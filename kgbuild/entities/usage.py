"""How the name of a place is used: for the place, for those who act there, or as a demonym.

The types are those of Gritta, Pilehvar and Collier, "A Pragmatic Guide to Geoparsing Evaluation" (LREV 2019): literal
use names the location; metonymic use names the people, government or team of it, and so does most use as a modifier
of a noun that is no place ("Cork mother", "Russia's response"), while a place's parts and sites keep it literal
("Tijuana's sewers", "the Heathrow airport"). Not handled: metonymy that only the wider context shows.
"""

from __future__ import annotations

from functools import cache

from kgbuild.entities.name_words import class_by_words, name_words
from kgbuild.entities.places import GAZETTEER_FOLDER, read_table
from kgbuild.language.syntax import Syntax
from kgbuild.model import Usage

_MODIFIERS = frozenset(("compound", "poss", "nmod", "amod", "nn"))
_SITES = frozenset(("Facility", "WaterBody", "Landform", "Region", "City"))


@cache
def words_of_role(role: str) -> frozenset[str]:
    """The words of place-usage.tsv that play a role."""
    rows = read_table(GAZETTEER_FOLDER / "place-usage.tsv")
    return frozenset(row["word"] for row in rows if row["role"] == role)


def usage_of(head: int, first: int, last: int, syntax: Syntax) -> tuple[Usage, str]:
    """Literal or metonymic, and the rule that said so; `head` is the name's head, `first` to `last` its tokens."""
    token = head
    while syntax.deps[token] == "conj" and syntax.heads[token] != token:
        token = syntax.heads[token]
    label, governor = syntax.deps[token], syntax.heads[token]
    lemma = syntax.lemmas[governor]
    if governor > last and syntax.words[last + 1 : last + 2] == ["-"]:
        return "literal", "compound adjective"  # London-based
    if label in _MODIFIERS:
        return _modifier(governor, label, syntax)
    if label == "nsubj":
        literal = lemma in words_of_role("stative-verb")
        return ("literal", "subject of a state") if literal else ("metonymic", "subject")
    if label in ("dobj", "nsubjpass"):
        literal = lemma in words_of_role("literal-object-verb")
        return ("literal", "object of motion or force") if literal else ("metonymic", "object")
    if label == "dative":
        return "metonymic", "recipient"
    if label == "pobj":
        return _prepositional(governor, syntax)
    return "literal", "no governor"


def _is_site(noun: int, syntax: Syntax) -> bool:
    if syntax.lemmas[noun] in words_of_role("place-noun"):
        return True
    return syntax.pos[noun] == "PROPN" and class_by_words(f"x {syntax.words[noun]}") in _SITES


def _modifier(noun: int, label: str, syntax: Syntax) -> tuple[Usage, str]:
    if _is_site(noun, syntax):
        return "literal", "modifier of a site"
    return "metonymic", "possessor" if label == "poss" else "modifier"


def _prepositional(preposition: int, syntax: Syntax) -> tuple[Usage, str]:
    word, above = syntax.lowers[preposition], syntax.heads[preposition]
    if word in words_of_role("actor-preposition"):
        return "metonymic", f"after {word}"
    if word == "on" and syntax.lemmas[above] in words_of_role("actor-on-noun"):
        return "metonymic", "after on"
    if word == "of" and syntax.lowers[above] in name_words().directions:
        return "literal", "direction of"  # 20 miles south-east of
    if word == "of" and syntax.pos[above] == "NOUN" and not _is_site(above, syntax):
        return "metonymic", "of-possessor"
    return "literal", f"after {word}"
