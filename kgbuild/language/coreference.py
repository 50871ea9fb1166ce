"""Which later words refer to what an article has named: a multi-pass sieve, precise passes first.

After Raghunathan et al., "A Multi-Pass Sieve for Coreference Resolution" (EMNLP 2010). The passes: acronyms in
brackets, surnames and shorter names, definite descriptions by office ("the minister"), by class ("the company") and by
the same noun ("the soldiers"), pronouns. A wrong link costs more than a missed one, so each pass wants one candidate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from kgbuild.language.body_names import shorter_bodies
from kgbuild.language.descriptions import Described, Offices, descriptions
from kgbuild.language.name_variants import Bearers, acronyms, partial_names, surnames, unmarked
from kgbuild.language.pronouns import MASCULINE, PRONOUNS, PronounResolver
from kgbuild.language.syntax import Syntax, syntax_of
from kgbuild.model import Entity, Mention
from kgbuild.ontology import Ontology

_PLACES = frozenset(("Country", "Region", "City", "Place", "Continent"))


class Links(NamedTuple):
    """What the sieve found.

    `same`: key of an entity -> key of the entity that it is; all its mentions are to follow. `names`: tokens
    of surnames that nothing covered yet -> key. `described`: tokens of noun phrases -> key, with
    the rule. `pronouns`: pronoun tokens -> key. `possessors`: possessive pronoun tokens -> key, also
    where the entity is a place, for "its troops".
    """

    same: dict[str, str]
    names: list[tuple[int, str]]
    described: list[Described]
    pronouns: list[tuple[int, str]]
    possessors: dict[int, str]


def resolve(
    doc: Doc, by_token: Mapping[int, Mention], entities: Mapping[str, Entity], offices: Mapping[str, Offices],
    ontology: Ontology,
) -> Links:
    """The coreferences of an article.

    `by_token` has the mentions found so far at their head tokens, `offices` what offices people hold.
    Changes none of its arguments.
    """
    syntax = syntax_of(doc)
    in_order = [by_token[token] for token in sorted(by_token)]
    same = acronyms(syntax, by_token, entities)
    same.update(shorter_bodies(syntax, by_token, entities))
    same.update(partial_names(in_order, entities))
    gender = genders(syntax, by_token, entities, ontology)
    people = _people(entities, gender, offices)
    bearers = Bearers(syntax, by_token, entities, gender, people, offices, ontology)
    titles = _titles(syntax, by_token, ontology)
    couples = _couples(by_token, titles)
    same.update(surnames(in_order, entities, syntax.text, bearers, couples))
    same = _closed(same)
    merged = {t: _with(m, same.get(m.entity, m.entity)) for t, m in sorted(by_token.items())}
    told = _merged_offices(offices, same)
    gender = genders(syntax, merged, entities, ontology)
    people = _people(entities, gender, told)
    bearers = Bearers(syntax, merged, entities, gender, people, told, ontology)
    names = unmarked(syntax, merged, entities, bearers, titles)
    for token, key in names:
        span = syntax.span(token, token)
        merged[token] = Mention(span, span, key, "name")
    shared = frozenset(ontology.forms.get("sharedOffice", ()))
    described = descriptions(syntax, merged, entities, told, shared, _described_bodies(ontology))
    for each in described:
        known = merged.get(each.token)
        span = syntax.span(syntax.left[each.token], each.token)
        merged[each.token] = _with(known, each.entity) if known else Mention(span, span, each.entity, "nominal")
    people |= {
        mention.entity for token, mention in merged.items()
        if mention.span == syntax.span(token, token) and ontology.lookup("givenName", syntax.lowers[token])
    }
    resolver = PronounResolver(syntax, merged, entities, gender, people)
    pronouns, possessors = [], {}
    for token, key in resolver.resolve():
        if entities[key].type not in _PLACES:
            pronouns.append((token, key))
        if PRONOUNS[syntax.lowers[token]] and syntax.deps[token] == "poss":
            possessors[token] = key
    return Links(same, names, described, pronouns, possessors)


def _described_bodies(ontology: Ontology) -> dict[str, frozenset[str]]:
    """Nouns for organisations of states -> the labels of those that they may mean."""
    found: dict[str, set[str]] = {}
    for label in ontology.forms.get("describedBody", ()):
        for entry in ontology.lookup("describedBody", label):
            for noun in entry.properties["describedAs"]:
                found.setdefault(noun, set()).add(label)
    return {noun: frozenset(labels) for noun, labels in found.items()}


def _with(mention: Mention, entity: str) -> Mention:
    if mention.entity == entity:
        return mention
    return Mention(mention.span, mention.head, entity, mention.kind, mention.usage, mention.place, mention.rule)


def _closed(same: dict[str, str]) -> dict[str, str]:
    """Followed to the end of each chain; a ring is left out."""
    found: dict[str, str] = {}
    for key in same:
        seen, at = {key}, same[key]
        while at in same and at not in seen:
            seen.add(at)
            at = same[at]
        if at not in seen:
            found[key] = at
    return found


def _merged_offices(offices: Mapping[str, Offices], same: Mapping[str, str]) -> dict[str, Offices]:
    found: dict[str, Offices] = {}
    for key, held in offices.items():
        target = same.get(key, key)
        found[target] = held.joined(found[target]) if target in found else held
    return found


def _people(
    entities: Mapping[str, Entity], gender: Mapping[str, str], offices: Mapping[str, Offices]
) -> frozenset[str]:
    """Keys of those who surely are people."""
    known = (key for key, each in entities.items() if each.basis == "gazetteer" and each.type == "Person")
    return frozenset((*gender, *offices, *known))


def _titles(syntax: Syntax, by_token: Mapping[int, Mention], ontology: Ontology) -> dict[int, str]:
    """Tokens that are names of one word -> the gender of the title before them: "Mrs Hale"."""
    found: dict[int, str] = {}
    for token, mention in by_token.items():
        if token > 0 and mention.kind == "name" and mention.span == syntax.span(token, token):
            entries = ontology.lookup("genderNoun", syntax.lowers[token - 1])
            if entries:
                found[token] = entries[0].properties["gender"][0]
    return found


def _couples(by_token: Mapping[int, Mention], titles: Mapping[int, str]) -> frozenset[str]:
    """Keys of lone names with titles of both genders."""
    seen: dict[str, set[str]] = {}
    for token, gender in titles.items():
        seen.setdefault(by_token[token].entity, set()).add(gender)
    return frozenset(key for key, found in seen.items() if len(found) > 1)


def genders(
    syntax: Syntax, by_token: Mapping[int, Mention], entities: Mapping[str, Entity], ontology: Ontology
) -> dict[str, str]:
    """Key of a person -> masculine or feminine, from titles and nouns beside the name and from the given name."""
    found: dict[str, str] = {}
    votes: Sequence[tuple[str, str]]
    for token, mention in sorted(by_token.items()):
        if entities[mention.entity].type not in ("Person", "UnnamedSource"):
            continue
        first = token
        while first > 0 and syntax.begins[first - 1] >= mention.span.begin:
            first -= 1
        near = syntax.lowers[max(first - 1, 0)] if mention.kind == "name" else syntax.lemmas[token]
        votes = (("genderNoun", near), ("genderNoun", syntax.lemmas[token]), ("givenName", syntax.lowers[first]))
        for category, word in votes:
            if category == "givenName" and mention.kind != "name":
                continue
            entries = ontology.lookup(category, word)
            if entries:
                gender = entries[0].properties["gender"][0]
                if category == "givenName" and first == token and gender == MASCULINE:
                    continue  # "Warren", "Scott": as often a surname, and so a woman's
                found.setdefault(mention.entity, gender)
                break
    return found
