"""The common nouns for those who act, as `ontology/lexicon/actors.ttl` says: soldier, ministry, spokesman, rebels."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from kgbuild.language.syntax import Syntax
from kgbuild.language.tagsets import NOUN_TAGS, PLURAL_TAGS
from kgbuild.ontology import LexicalEntry, Ontology

STATE_SECTORS = frozenset(("GOV", "MIL", "COP", "LEG", "JUD", "SPY"))
_OF_MATTERS = frozenset(("ministry", "minister"))
_MINISTRY = "ministry"
_BODIES = frozenset(("Government", "GovernmentBody", "ArmedForce"))
_PERSONAL = frozenset(("my", "your", "his", "her", "our", "their"))
_ENDINGS = (("ies", "y"), ("men", "man"), ("s", ""))


@dataclass(frozen=True, slots=True)
class ActorNoun:
    """What a noun says of the actor that it names."""

    denotes: str  # class of the ontology
    sector: str = ""
    weak: bool = False  # a word beside it says better what it is
    office: bool = False
    leads: str = ""  # relation from the holder to the body
    source: bool = False
    unique: bool = False
    force: bool = False
    national: str = ""  # sector where a country is all that is said of it
    local: bool = False  # where it is says whose it is: police in Lagos
    plain: bool = False  # no actor where another common noun stands before it
    relational: bool = False  # a possessor is not what it belongs to: Russia's allies
    serves: bool = False  # what follows "to" is whose it is: an adviser to the president
    owned: bool = False  # an actor only as a person's: the mayor's office
    divided: bool = False  # with a word before it its holder leads only a part: the bloc's energy chief
    abstract: frozenset[str] = frozenset()  # no actor before these words or after a personal pronoun: opposition to
    complements: frozenset[str] = frozenset()  # an actor only with one of these prepositions: a centre for, against


@dataclass(frozen=True, slots=True)
class OfficeVerb:
    """What a verb says of an office and its holder."""

    object_holds: bool = False  # appoint, dismiss; else the subject does
    leaves: bool = False  # resign, dismiss
    succeeds: bool = False  # of its subject that he holds the office, of its object that he held it: replace


@dataclass(frozen=True)
class ActorWords:
    """The words of the lexicon that make actor phrases, all in lower case."""

    nouns: dict[str, ActorNoun]  # of one or two words
    modifiers: dict[str, tuple[str, bool]]  # word -> sector, and whether it overrides that of any noun
    quantities: frozenset[str]  # dozens of, a group of
    office_words: frozenset[str]  # part of an office's name: prime, deputy
    statuses: frozenset[str]  # former, acting
    office_verbs: dict[str, OfficeVerb]  # become, appoint, step down
    place_parts: frozenset[str]  # area, outskirts, north: where they are the place after "of" or "in" tells
    not_actors: frozenset[str]  # of two words, the last of which may be an actor noun: west bank
    counterparts: frozenset[str]  # who holds the same office elsewhere
    ruled: tuple[list[str], ...]  # a hyphen and a participle of rule: -run, -led
    installed: frozenset[str]  # installed, appointed
    citizenships: frozenset[str]  # demonyms that tell the country after another one: Mexican American

    @cached_property
    def heads(self) -> frozenset[str]:
        """The words that may head an actor noun: the last of each, the first of "chief of staff"."""
        last = (re.split("[ -]", noun)[-1] for noun in self.nouns)
        return frozenset((*self.nouns, *last, *(noun.partition(" of ")[0] for noun in self.nouns)))


@dataclass(frozen=True, slots=True)
class Form:
    """An actor noun in the text, tokens `first` to `last`, of which `head` is the noun."""

    first: int
    head: int
    last: int
    name: str
    noun: ActorNoun


_made: dict[int, tuple[Ontology, ActorWords]] = {}


def actor_words(ontology: Ontology) -> ActorWords:
    """The part of the lexicon that actor phrases need, made once for each ontology."""
    known = _made.get(id(ontology))
    if known is None:
        known = _made[id(ontology)] = (ontology, _make(ontology))
    return known[1]


def _make(ontology: Ontology) -> ActorWords:
    by_category: dict[str, dict[str, LexicalEntry]] = {}
    for (category, form), entries in ontology.entries.items():
        by_category.setdefault(category, {})[form] = entries[-1]
    modifiers = by_category.get("actorModifier", {})
    return ActorWords(
        nouns={form: _noun(entry) for form, entry in by_category.get("actorNoun", {}).items()},
        modifiers={form: (_first(e, "sector"), _first(e, "overrides") == "true") for form, e in modifiers.items()},
        quantities=frozenset(by_category.get("actorQuantity", ())),
        office_words=frozenset(by_category.get("officeModifier", ())),
        statuses=frozenset(by_category.get("officeStatus", ())),
        office_verbs={form: _office_verb(entry) for form, entry in by_category.get("officeVerb", {}).items()},
        installed=frozenset(by_category.get("installingParticiple", ())),
        citizenships=frozenset(by_category.get("citizenshipDemonym", ())),
        place_parts=frozenset(by_category.get("placePartNoun", ())),
        not_actors=frozenset(by_category.get("notActorNoun", ())),
        counterparts=frozenset(by_category.get("counterpartNoun", ())),
        ruled=tuple(["-", each] for each in sorted(by_category.get("rulingParticiple", ()))),
    )


def _first(entry: LexicalEntry, name: str) -> str:
    return entry.properties.get(name, ("",))[0]


def _office_verb(entry: LexicalEntry) -> OfficeVerb:
    return OfficeVerb(*(_first(entry, name) == "true" for name in ("objectHolds", "leaves", "succeeds")))


def _noun(entry: LexicalEntry) -> ActorNoun:
    def said(name: str) -> bool:
        return _first(entry, name) == "true"

    return ActorNoun(
        _first(entry, "denotes") or "Person", _first(entry, "sector"), said("weak"), said("office"),
        _first(entry, "leads"), said("source"), said("unique"), said("force"), _first(entry, "national"),
        said("local"), said("plain"), said("relational"), said("serves"), said("owned"),
        said("divided"), frozenset(entry.properties.get("abstract", ())),
        frozenset(entry.properties.get("complement", ())),
    )


def form_at(syntax: Syntax, head: int, words: ActorWords) -> Form | None:
    """The actor noun that this token heads, in its longest form."""
    nouns = words.nouns
    if syntax.tags[head] not in NOUN_TAGS and not after_ex(syntax, head) and not _is_hyphenated(syntax, head, nouns):
        return None
    lemmas = _lemmas(syntax, head)
    if words.heads.isdisjoint(lemmas):
        return None
    if head + 2 < len(syntax.words) and syntax.lowers[head + 1] == "of":
        for plain in lemmas:
            longer = f"{plain} of {syntax.lowers[head + 2]}"
            if longer in nouns:
                return Form(head, head, head + 2, longer, nouns[longer])
    turned = _of_a_matter(syntax, head, lemmas, nouns)
    if turned is not None:
        return turned
    beside = {head - 1, *syntax.children[head]}
    if any(f"{syntax.lowers[at]} {syntax.lowers[head]}" in words.not_actors for at in beside if 0 <= at < head):
        return None
    for first in (head - 3, head - 2, head - 1):
        if first < 0 or syntax.words[first] == "-":
            continue
        before = " ".join(syntax.lowers[first:head])
        for plain in lemmas:
            longer = f"{before} {plain}".replace(" - ", "-")
            if longer in nouns:
                return Form(first, head, head, longer, nouns[longer])
    plain = next((each for each in lemmas if each in nouns), "")
    found = nouns.get(plain)
    if found is not None and found.denotes == "Person" and not found.office and _is_a_title(syntax, head):
        return None
    if found is None or (found.plain and syntax.tags[head - 1] in ("NN", "NNS") and head > 0):
        return None
    if found.owned and _of_an_office(syntax, head, words):
        return Form(head, head, head, plain, found)
    if found.abstract and _is_abstract(syntax, head, found):
        return None
    if found.complements and found.complements.isdisjoint(syntax.lowers[head + 1 : head + 2]):
        return None
    if plain == _MINISTRY:
        return _with_its_matter(syntax, head, found)
    return Form(head, head, head, plain, found)


def _with_its_matter(syntax: Syntax, head: int, noun: ActorNoun) -> Form:
    """ "commerce ministry", "public works ministry": one of a country's many, also where the lexicon lacks it."""
    first = head
    while first > 0 and syntax.words[first - 1].islower() and syntax.deps[first - 1] == "compound":
        first -= 1
    if 0 < first < head and syntax.words[first - 1].islower() and syntax.heads[first - 1] == first:
        first -= syntax.deps[first - 1] == "amod"  # of the matter and not of the ministry: public works
    if first == head:
        return Form(head, head, head, _MINISTRY, replace(noun, unique=False))  # which one is unsaid
    return Form(first, head, head, " ".join((*syntax.lowers[first:head], _MINISTRY)), noun)


def _of_a_matter(syntax: Syntax, head: int, lemmas: list[str], nouns: dict[str, ActorNoun]) -> Form | None:
    """ "Ministry of defence", "minister of foreign affairs" as defence ministry, foreign minister."""
    if syntax.lowers[head + 1 : head + 2] not in (["of"], ["for"]):
        return None
    at = head + 2 + (syntax.lowers[head + 2 : head + 3] == ["the"])
    if at >= len(syntax.words) or syntax.pos[at] not in ("NOUN", "ADJ", "PROPN"):
        return None
    last = at + (syntax.lowers[at + 1 : at + 2] in (["affairs"], ["relations"]))
    if syntax.deps[last] != "pobj":  # units of military equipment
        return None
    for plain in lemmas:
        name = f"{syntax.lowers[at]} {plain}"
        if name in nouns:
            return Form(head, head, last, name, nouns[name])
        if plain in _OF_MATTERS and syntax.tags[last] in ("NN", "NNS"):
            return Form(head, head, last, name, nouns[plain])
    return None


def _of_an_office(syntax: Syntax, head: int, words: ActorWords) -> bool:
    """Whether a named person, the holder of an office or a body of a state possesses it."""
    owner = syntax.child(head, "poss")
    if owner is None:
        return False
    form = form_at(syntax, owner, words)
    held = form is not None and (form.noun.office if form.noun.denotes == "Person" else form.noun.denotes in _BODIES)
    return syntax.ents[owner] == "PERSON" or held


def after_ex(syntax: Syntax, token: int) -> bool:
    """Whether "ex-" stands before, so that the tagger takes a noun for anything: "an ex-general"."""
    return token > 1 and syntax.words[token - 1] == "-" and syntax.lowers[token - 2] == "ex"


def _is_abstract(syntax: Syntax, head: int, noun: ActorNoun) -> bool:
    owner = syntax.child(head, "poss")
    personal = owner is not None and syntax.lowers[owner] in _PERSONAL
    return personal or not noun.abstract.isdisjoint(syntax.lowers[head + 1 : head + 2])


def _is_hyphenated(syntax: Syntax, token: int, nouns: dict[str, ActorNoun]) -> bool:
    """Whether it ends a noun with a hyphen, which the tagger may take for an adjective: "secretary-general"."""
    joined = token > 1 and syntax.words[token - 1] == "-"
    return joined and f"{syntax.lowers[token - 2]}-{syntax.lowers[token]}" in nouns


def _is_a_title(syntax: Syntax, head: int) -> bool:
    """Whether it is a newspaper's: "the Economist", in the middle of a sentence."""
    capital = syntax.tags[head] == "NNP" and syntax.words[head][0].isupper()
    return capital and head > 1 and syntax.lowers[head - 1] == "the" and syntax.lowers[head + 1 : head + 2] != ["of"]


def is_plural(syntax: Syntax, token: int) -> bool:
    word = syntax.words[token]
    acronym = len(word) > 2 and word[-1] == "s" and word[:-1].isupper()  # MPs
    return acronym or syntax.tags[token] in PLURAL_TAGS or syntax.lowers[token] in ("people", "police", "personnel")


def _lemmas(syntax: Syntax, token: int) -> list[str]:
    """What the noun may be entered as. Of proper nouns the plural ending is taken off, as is "ex-"."""
    lemma, lower = syntax.lemmas[token], syntax.lowers[token]
    found = [lemma]
    found += [lower[: -len(ending)] + put for ending, put in _ENDINGS if lower.endswith(ending)]
    found += [each[3:] for each in (lemma, *found[1:]) if each.startswith("ex-")]
    return [*found, lower]
