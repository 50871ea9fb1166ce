"""Shorter forms of names: a surname for a full name, an acronym in brackets.

"Rustem Umerov … Umerov", "Bashar al-Assad … Assad", "Kim Jong Un … Kim", "the World Food Programme (WFP)".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from kgbuild.language.body_names import BODIES
from kgbuild.language.descriptions import Offices
from kgbuild.language.syntax import Syntax
from kgbuild.model import Entity, Mention
from kgbuild.ontology import Ontology

_PARTICLES = ("al-", "el-", "ul-", "as-", "ash-")
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "de", "du", "la", "des", "to"))
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
_BEFORE_GIVEN = frozenset(("sir", "dame", "king", "queen", "prince", "princess", "pope"))
_UNSURE = frozenset(("Person", "Organisation", "Thing", "Place", "Product", "Work", "GroupOfPeople"))


class Bearers:
    """Which people of an article bear a surname. `people` are the keys of those who surely are people.

    A lone name may be a last name or, of names like "Kim Jong Un", a first one; that before the last where a name has
    three words or more ("Gabriel Torres Vega … Torres") only where nobody bears it as the last and it is no given name.
    """

    def __init__(
        self, syntax: Syntax, by_token: Mapping[int, Mention], entities: Mapping[str, Entity],
        gender: Mapping[str, str], people: frozenset[str], offices: Mapping[str, Offices], ontology: Ontology,
    ) -> None:
        self.gender = gender
        self.people = people
        self.offices = offices
        self.first: dict[str, set[str]] = {}
        self.acting: set[str] = set()  # those among the bearers who at least do something
        self.last: dict[str, set[str]] = {}
        self.middle: dict[str, set[str]] = {}
        family_first = frozenset(ontology.forms.get("familyNameFirst", ()))
        for token, mention in sorted(by_token.items()):
            entity = entities[mention.entity]
            if mention.kind != "name" or entity.type != "Person":
                continue
            if entity.key in people or syntax.deps[token] in ("nsubj", "nsubjpass", "poss", "appos"):
                self.acting.add(entity.key)
            elif syntax.tags[token] in ("NNPS", "NNS"):
                continue  # "Donetsk Oblasts" is nobody's name
            words = [w for w in syntax.text[mention.span.begin : mention.span.end].split()
                     if w.casefold() not in _SUFFIXES]
            if len(words) < 2:
                continue
            self.first.setdefault(words[0].casefold(), set()).add(entity.key)
            self.last.setdefault(_bare(words[-1]), set()).add(entity.key)
            if words[0].casefold() in family_first and len(words) <= 3:
                self.last.setdefault(words[0].casefold(), set()).add(entity.key)
            given = len(words[-2].strip(".")) < 3 or bool(ontology.lookup("givenName", words[-2].lower()))
            if len(words) > 2 and not given and entity.key in gender:
                self.middle.setdefault(_bare(words[-2]), set()).add(entity.key)

    def of(self, word: str, key: str = "", title: str = "") -> str:
        """The key of the one person whom a lone name may mean, "" where there is none or several.

        `key` is of what it was taken for, `title` the gender of a title: one known to be of the other is not meant.
        """
        form = _bare(word)
        gender = title or self.gender.get(key, "")
        for found in (self.last.get(form), self.middle.get(form)):
            if found:
                fitting = [k for k in found - {key} if not gender or self.gender.get(k, gender) == gender]
                if len(fitting) > 1 and key in self.offices:  # "Governor Hale"
                    nouns = self.offices[key].nouns
                    fitting = [k for k in fitting if k in self.offices and self.offices[k].nouns & nouns]
                return fitting[0] if len(fitting) == 1 else ""
        return ""

    def of_given(self, word: str) -> str:
        """The key of the one person with that given name."""
        found = sorted(self.first.get(word.casefold(), ()))
        return found[0] if len(found) == 1 else ""


def surnames(
    mentions: Iterable[Mention], entities: Mapping[str, Entity], text: str, bearers: Bearers, couples: frozenset[str]
) -> dict[str, str]:
    """Key of what a lone surname was taken for -> key of the one person of the article who bears it in full.

    `couples` are keys of names that stand for a man and for a woman: "Mr Hale … Mrs Hale".
    """
    found: dict[str, str] = {}
    for mention in mentions:
        entity = entities[mention.entity]
        if entity.key in couples:
            continue
        if mention.kind != "name" or entity.basis in ("gazetteer", "demonym") or entity.type not in _UNSURE:
            continue
        words = [w for w in text[mention.span.begin : mention.span.end].split() if w.casefold() not in _SUFFIXES]
        bearer = bearers.of(words[0], entity.key) if len(words) == 1 else ""
        if bearer in bearers.acting or (bearer and not mention.rule.startswith("gazetteer")):
            found[entity.key] = bearer
    return found


def unmarked(
    syntax: Syntax, by_token: Mapping[int, Mention], entities: Mapping[str, Entity], bearers: Bearers,
    titles: Mapping[int, str],
) -> list[tuple[int, str]]:
    """Words that are the surname of one person, where no mention covers them or only that of a place that acts.

    A place gives way only to those who are surely people. `titles` has the genders of titles before lone names: these
    mean one person of that gender ("Mrs Hale").
    """
    covered: set[int] = set()
    for each in by_token.values():
        if each.kind == "name":
            covered.update(range(each.span.begin, each.span.end))
    found = []
    for token, word in enumerate(syntax.words):
        if len(word) < 4 or not word[0].isupper() or syntax.pos[token] not in ("PROPN", "NOUN", "ADJ", "X", "VERB"):
            continue
        mention = by_token.get(token)
        if token in titles and mention is not None and entities[mention.entity].local:
            given = syntax.lowers[token - 1] in _BEFORE_GIVEN
            if key := (bearers.of_given(word) if given else "") or bearers.of(word, mention.entity, titles[token]):
                found.append((token, key))
            continue
        free = mention is None and syntax.begins[token] not in covered
        if free or _acting_place(syntax, token, mention, entities):
            key = bearers.of(word)
            if key and (free or key in bearers.people):
                found.append((token, key))
    return found


def _acting_place(syntax: Syntax, token: int, mention: Mention | None, entities: Mapping[str, Entity]) -> bool:
    if mention is None or mention.kind != "name" or mention.place or mention.span != syntax.span(token, token):
        return False
    return entities[mention.entity].type in ("City", "Region") and syntax.deps[token] in ("nsubj", "nsubjpass", "poss")


def partial_names(mentions: Iterable[Mention], entities: Mapping[str, Entity]) -> dict[str, str]:
    """Key of a person -> key of the one person of the article whose longer name ends with the same words."""
    people: dict[str, tuple[str, ...]] = {}
    for mention in mentions:
        entity = entities[mention.entity]
        if mention.kind == "name" and entity.type == "Person":
            people.setdefault(entity.key, tuple(_bare(w) for w in entity.label.split()))
    by_last: dict[str, list[str]] = {}
    for key, words in people.items():
        if words:
            by_last.setdefault(words[-1], []).append(key)
    found: dict[str, str] = {}
    for keys in by_last.values():
        for key in keys:
            short = people[key]
            longer = [k for k in keys if k != key and len(people[k]) > len(short) > 1 and _extends(people[k], short)]
            if len(longer) == 1 and entities[key].basis != "gazetteer":
                found[key] = longer[0]
    return found


def _extends(longer: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """ "Shia al-Sudani" in "Mohammed Shia al-Sudani", "Joe Biden" in "Joe R. Biden"."""
    return longer[-len(short) :] == short or (longer[0] == short[0] and longer[-1] == short[-1])


def _bare(word: str) -> str:
    word = word.casefold().strip(".,'’")
    for particle in _PARTICLES:
        if word.startswith(particle):
            return word[len(particle) :]
    return word


def acronyms(syntax: Syntax, by_token: Mapping[int, Mention], entities: Mapping[str, Entity]) -> dict[str, str]:
    """Key of an acronym -> key of the name that it shortens, or the other way round where only it is known.

    One stands in brackets after the other, or the name stands somewhere in the article and no other has its initials.
    """
    found: dict[str, str] = {}
    names = sorted(((m.span.begin, head, m) for head, m in by_token.items() if m.kind == "name"), key=lambda x: x[:2])
    for (_, _, first), (_, _, second) in pairwise(names):
        between = syntax.text[first.span.end : second.span.begin].strip()
        after = syntax.text[second.span.end : second.span.end + 1]
        if between != "(" or after != ")" or first.entity == second.entity:
            continue
        for long, short in ((first, second), (second, first)):
            words = syntax.text[long.span.begin : long.span.end]
            letters = syntax.text[short.span.begin : short.span.end].replace(".", "")
            if _initials(words, letters):
                _join(entities[long.entity], entities[short.entity], words, found)
                break
    _join_unbracketed(syntax, [m for _, _, m in names], entities, found)
    return found


def _join(long: Entity, short: Entity, words: str, found: dict[str, str]) -> None:
    known = short.basis == "gazetteer" and long.basis != "gazetteer"
    shared = set(words.casefold().split()) & set(short.label.casefold().split()) - _SMALL
    if known and shared:
        found[long.key] = short.key
    elif short.basis != "gazetteer":
        found[short.key] = long.key


def _join_unbracketed(
    syntax: Syntax, names: list[Mention], entities: Mapping[str, Entity], found: dict[str, str]
) -> None:
    """ "the Northern Harvest Agency … the NHA": of bodies alone, and acronyms of three letters or more."""
    by_initials: dict[str, set[str]] = {}
    for mention in names:
        words = syntax.text[mention.span.begin : mention.span.end].split()
        if len(words) > 2 and entities[mention.entity].type in BODIES:
            large = "".join(w[0] for w in words if w.casefold() not in _SMALL)
            by_initials.setdefault(large.upper(), set()).add(mention.entity)
    for mention in names:
        entity = entities[mention.entity]
        letters = syntax.text[mention.span.begin : mention.span.end].replace(".", "")
        if entity.basis == "gazetteer" or entity.key in found or not (letters.isupper() and 3 <= len(letters) <= 6):
            continue
        longer = by_initials.get(letters, set()) - {entity.key}
        if len(longer) == 1 and entity.type in BODIES | {"Thing", "Person", "Product", "Work"}:
            found[entity.key] = min(longer)


def _initials(words: str, letters: str) -> bool:
    if not letters.isupper() or not 2 <= len(letters) <= 8:
        return False
    parts = [p for w in words.split() for p in w.replace("'s", "").split("-") if p]
    every = "".join(p[0] for p in parts).upper()
    large = "".join(p[0] for p in parts if p.casefold() not in _SMALL).upper()
    if letters in (every, large) or (len(letters) >= 3 and every.startswith(letters)):
        return True
    return len(letters) >= 3 and len(large) == len(letters) and large.startswith(letters[:-1])
