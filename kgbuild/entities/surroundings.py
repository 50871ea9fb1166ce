"""What the words around a name tell of it: that it stands as a place, of which kind, or that it is a person's name."""

from __future__ import annotations

from itertools import pairwise

from kgbuild.entities.name_words import name_words
from kgbuild.entities.names import Name
from kgbuild.entities.usage import words_of_role
from kgbuild.language.syntax import Syntax
from kgbuild.language.tagsets import PROPER_TAGS

PLACES = frozenset(("Place", "Country", "Region", "City", "Continent", "WaterBody", "Facility", "Landform"))
KIND_WORDS = {
    **dict.fromkeys((
        "region", "regions", "oblast", "oblasts", "province", "provinces", "county", "counties", "state", "states",
        "district", "districts", "governorate", "governorates", "prefecture", "krai", "canton", "voivodeship",
    ), "Region"),
    **dict.fromkeys(("city", "cities", "town", "towns", "village", "villages"), "City"),
}
_ARTICLES = frozenset(("the", "a", "an"))
_LOCATIVES = frozenset((
    "in", "near", "outside", "across", "throughout", "around", "inside", "into", "toward", "off",
))
_WAYS = frozenset(("to", "from", "through", "via", "towards", "toward", "for", "on", "upon", "into", "onto", "past"))
_POSSESSIVES = (["'s"], ["'"], ["’s"], ["’"])
_JOINTS = ([","], ["and"], [",", "and"], ["&"], ["or"], [",", "or"])
_MODIFIER = frozenset(("compound", "nmod", "amod", "poss"))
_WELL_KNOWN = 5.5  # a prominence from which a place may have an article: the Bronx
_DIVISION = 6.0  # a prominence that of divisions only the well-known of the first level have


def is_listed(between: list[str]) -> bool:
    """Whether the words between two names make a list of them."""
    return between in _JOINTS


def located(names: list[Name], syntax: Syntax) -> frozenset[str]:
    """The folded names that stand somewhere in the article as places do."""
    found = {name.folded for name in names if _stands_as_place(name, syntax)}
    for one, other in pairwise(names):  # "in Rafah, Khan Younis and Gaza City"
        listed = one.folded in found and is_listed(syntax.lowers[one.last + 1 : other.first])
        if listed and any(s.entity.type in PLACES for s in other.senses):
            found.add(other.folded)
    return frozenset(found)


def _stands_as_place(name: Name, syntax: Syntax) -> bool:
    """After a preposition of place, as the goal of a motion, the object of a visit or a siege, or with its kind."""
    before, after = name.first - 1, name.last + 1
    if syntax.lowers[after : after + 1] in (["area"], ["region"], ["suburb"], ["outskirts"], ["neighbourhood"]):
        return True
    if before < 0 or syntax.words[after : after + 1] in _POSSESSIVES:
        return before > 0 and _of_a_place(before, syntax)
    if _of_a_place(before, syntax):
        return True
    if syntax.lowers[before] in _ARTICLES:
        before -= 1
    if before >= 0 and syntax.lowers[before] in _LOCATIVES and syntax.tags[before] == "IN":
        return True
    return _is_goal(name, syntax)


def _of_a_place(before: int, syntax: Syntax) -> bool:
    """Whether the word before is an "of" or "from" that places have: "the mayor of", "a man from", "Hill, 54, of"."""
    if before < 1 or syntax.lowers[before] not in ("of", "from"):
        return False
    noun = syntax.lemmas[before - 1]
    if syntax.lowers[before] == "of" and (noun in words_of_role("place-noun") or noun in words_of_role("place-office")):
        return True
    if syntax.lowers[before] == "from" and noun in words_of_role("inhabitant"):
        return True
    return syntax.words[before - 1] == "," and before > 1 and syntax.tags[before - 2] == "CD"


def _is_goal(name: Name, syntax: Syntax) -> bool:
    head = next((t for t in range(name.last, name.first - 1, -1) if not name.first <= syntax.heads[t] <= name.last), 0)
    while syntax.deps[head] == "conj" and syntax.heads[head] != head:
        head = syntax.heads[head]
    governor = syntax.heads[head]
    if syntax.deps[head] in ("dobj", "nsubjpass"):
        return syntax.lemmas[governor] in words_of_role("visited-verb")
    if syntax.deps[head] == "pobj" and syntax.lowers[governor] in _WAYS:
        return syntax.lemmas[syntax.heads[governor]] in words_of_role("motion-word")
    return False


def mark_actors(names: list[Name], syntax: Syntax) -> None:
    """Tells those names that the words before them make people or organisations, whatever is called so besides.

    A title makes a person ("Mrs Ireland"), an article makes a demonym of what may be a given name ("a Finn"), a seat
    makes an organisation ("Stockholm-based Voi").
    """
    titles = name_words().courtesies
    for name in names:
        before = name.first - 1
        if before < 1 and (before < 0 or name.first != name.last):
            continue
        word = syntax.lowers[before]
        if _is_name_given(name, syntax):
            name.senses = [s for s in name.senses if s.entity.type not in PLACES]
        if name.basis != "gazetteer" and _is_no_town(name, syntax):
            name.senses = [s for s in name.senses if s.entity.type not in PLACES or s.known.prominence >= _WELL_KNOWN]
        if (word == "based" and syntax.words[before - 1] == "-") or word.endswith("-based"):
            name.senses = [s for s in name.senses if s.entity.type not in PLACES]
            name.label = "ORG"
        elif name.first != name.last or syntax.tags[name.first] not in PROPER_TAGS:
            continue
        elif word in _ARTICLES and any(s.usage == "demonym" for s in name.senses):
            name.label = "NORP" if name.label == "PERSON" else name.label
        elif word in titles and syntax.words[before][0].isupper() and _beside(before, name, syntax):
            following = syntax.tags[name.last + 1 : name.last + 2]
            if not following or following[0] not in PROPER_TAGS:
                name.person = name.titled = True


def _is_name_given(name: Name, syntax: Syntax) -> bool:
    """Whether a ship or the like is called so: "a cutter christened Delaware", not "a town named Paradise"."""
    verb = syntax.heads[name.last]
    if syntax.lemmas[verb] not in words_of_role("naming-verb") or syntax.deps[name.last] not in ("oprd", "dobj"):
        return False
    subject = syntax.child(verb, "nsubjpass")
    called = subject if subject is not None else syntax.heads[verb] if syntax.deps[verb] == "acl" else None
    return called is not None and syntax.pos[called] == "NOUN" and syntax.lemmas[called] not in words_of_role(
        "place-noun"
    )


def _is_no_town(name: Name, syntax: Syntax) -> bool:
    """Whether an article or an adjective of a people stands before a head noun: "the Centre", "the French Quarter"."""
    head, before = name.last, name.first - 1
    if syntax.deps[head] in _MODIFIER or syntax.words[head + 1 : head + 2] in (["-"], [","]):
        return False
    if syntax.heads[before] != head or name.folded.endswith("s"):
        return False
    return syntax.lowers[before] in _ARTICLES or (syntax.tags[before] == "JJ" and syntax.words[before][0].isupper())


def _beside(before: int, name: Name, syntax: Syntax) -> bool:
    return syntax.text[syntax.ends[before] : syntax.begins[name.first]] == " "


def kinds_said(names: list[Name], syntax: Syntax) -> list[str]:
    """The class that the word beside tells: "Kursk region", "the city of Orange", "Orange and Riverside counties"."""
    kinds: list[str] = []
    for name in names:
        after = syntax.lowers[name.last + 1 : name.last + 2]
        before = syntax.lowers[max(name.first - 2, 0) : name.first]
        own = name.folded.rpartition(" ")[2]
        kinds.append(
            "Region" if _is_said_of_state(name, syntax) else
            KIND_WORDS.get(own if name.last > name.first else "")
            or KIND_WORDS.get(after[0] if after else "")
            or (KIND_WORDS.get(before[0], "") if len(before) == 2 and before[1] == "of" else "")
            or ""
        )
    plural = False
    for number in range(len(names) - 2, -1, -1):  # a plural is said of all that stand before it
        between = syntax.lowers[names[number].last + 1 : names[number + 1].first]
        following = names[number + 1]
        said = [following.folded.rpartition(" ")[2], *syntax.lowers[following.last + 1 : following.last + 2]]
        plural = (plural and is_listed(between)) or any(word.endswith("s") and word in KIND_WORDS for word in said)
        if plural and is_listed(between) and kinds[number + 1]:
            kinds[number] = kinds[number] or kinds[number + 1]
    for one, other in ((a, b) for n in range(len(names) - 1) for a, b in ((n, n + 1), (n + 1, n))):
        between = syntax.lowers[names[min(one, other)].last + 1 : names[max(one, other)].first]
        if not kinds[one] and is_listed(between) and _is_region(names[other], names[one]):
            kinds[one] = "Region"  # Ontario and Quebec
    return kinds


def _is_said_of_state(name: Name, syntax: Syntax) -> bool:
    """Whether an office or a body follows that divisions have: "Georgia's secretary of state", "Georgia House"."""
    at = name.last + 1
    at += syntax.words[at : at + 1] in _POSSESSIVES
    after = syntax.lowers[at : at + 3]
    if any(" ".join(after[:many]) in words_of_role("state-office") for many in range(1, len(after) + 1)):
        return True
    adjacent = at == name.last + 1 and bool(after) and syntax.words[at][0].isupper()  # not "the Georgia house"
    return adjacent and after[0] in words_of_role("state-body")


def _is_region(beside: Name, name: Name) -> bool:
    """Whether the name beside is a first-level division above all, and this one may be one of the same country."""
    best = beside.senses[0].entity if beside.senses else None
    if best is None or best.type != "Region" or beside.senses[0].known.prominence < _DIVISION:
        return False
    return any(
        s.entity.type == "Region" and s.entity.country == best.country and s.known.prominence >= _DIVISION
        for s in name.senses
    )
