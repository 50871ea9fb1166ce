"""Which entity each name, noun phrase and pronoun of an article refers to: the steps in order."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from kgbuild.entities.actors import find_actors
from kgbuild.entities.chains import link_chains
from kgbuild.entities.disambiguation import disambiguate
from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.home_offices import find_home_offices
from kgbuild.entities.identifiers import local_key, name_key
from kgbuild.entities.identity import identify
from kgbuild.entities.metonymy import governments
from kgbuild.entities.name_words import class_by_words
from kgbuild.entities.names import Name, find_names, words_of
from kgbuild.entities.people_names import doubt_people, first_of_each, mark_titled
from kgbuild.entities.place_descriptions import find_place_descriptions
from kgbuild.entities.place_phrases import find_place_phrases
from kgbuild.entities.positions import find_positions
from kgbuild.entities.resolution import Resolution
from kgbuild.entities.state_bodies import find_officials, find_state_bodies
from kgbuild.entities.storms import storm
from kgbuild.entities.surroundings import PLACES
from kgbuild.entities.teams import find_teams
from kgbuild.entities.usage import usage_of
from kgbuild.language.syntax import Syntax, syntax_of
from kgbuild.model import Article, Entity, Mention, Predication, Span
from kgbuild.ontology import Ontology

__all__ = ["Resolution", "link"]

_CLASSES = {
    "PERSON": "Person", "ORG": "Organisation", "GPE": "Place", "LOC": "Place", "FAC": "Facility",
    "NORP": "GroupOfPeople", "PRODUCT": "Product", "EVENT": "NamedEvent", "WORK_OF_ART": "Work", "LAW": "Law",
    "LANGUAGE": "Language",
}
_GUESSED = frozenset(("Place", "Facility"))
_ADJECTIVES = frozenset(("amod", "compound", "nmod", "poss", "acomp", "attr", "npadvmod"))
_PHYSICAL = frozenset(("Facility", "WaterBody", "Landform"))  # nobody speaks for a river


def link(
    article: Article, doc: Doc, predications: list[Predication], gazetteer: Gazetteer, ontology: Ontology
) -> Resolution:
    """The entities of the article and all that refers to them."""
    syntax = syntax_of(doc)
    names = find_names(doc, gazetteer)
    mark_titled(names, syntax)
    disambiguate(article, names, syntax, gazetteer)
    resolution = Resolution()
    firsts = first_of_each(names)
    for name in names:
        _mention(name, syntax, gazetteer, resolution, firsts[name.folded])
    find_teams(resolution, syntax)
    governments(resolution, syntax, predications, gazetteer, ontology)
    find_place_phrases(syntax, resolution)
    find_state_bodies(syntax, resolution, gazetteer, ontology)
    find_actors(syntax, resolution, gazetteer, ontology)
    resolution.holdings = find_positions(syntax, resolution, gazetteer, ontology)
    find_officials(syntax, resolution, gazetteer, ontology)
    link_chains(doc, resolution, ontology)
    doubt_people(resolution, names, ontology)
    find_home_offices(syntax, resolution, gazetteer, ontology)
    identify(resolution)
    find_place_descriptions(syntax, resolution, gazetteer, ontology)
    _plain_labels(resolution, syntax)
    return resolution


def _plain_labels(resolution: Resolution, syntax: Syntax) -> None:
    """The label of a noun phrase begins in lower case unless a name does: "A spokesman" is not called A."""
    for head, mention in resolution.by_token.items():
        entity = resolution.entities.get(mention.entity)
        if mention.kind != "nominal" or not entity or not entity.label[:1].isupper():
            continue
        first = head
        while first > 0 and syntax.begins[first] > mention.span.begin:
            first -= 1
        if syntax.tags[first] not in ("NNP", "NNPS") and syntax.text[mention.span.begin :].startswith(entity.label):
            if syntax.ents[first] or (syntax.tags[first] == "JJ" and first in resolution.by_token):
                continue
            label = entity.label[0].lower() + entity.label[1:]
            resolution.entities[entity.key] = replace(entity, label=label)


def _mention(name: Name, syntax: Syntax, gazetteer: Gazetteer, resolution: Resolution, first: Span) -> None:
    tokens = range(name.last, name.first - 1, -1)
    head = next((t for t in tokens if not name.first <= syntax.heads[t] <= name.last), name.last)
    usage = "literal"
    if name.sense:
        entity, usage = name.sense.entity, name.sense.usage
        _with_containers(entity, gazetteer, resolution)
    else:
        entity = _unknown(name, " ".join(syntax.text[name.span.begin : name.span.end].split()), first)
    if usage == "demonym" and entity.country and (_is_plural(head, syntax) or _role(head, syntax) not in _ADJECTIVES):
        entity = people_of(entity, words_of(syntax, name.first, name.last))
    entity = resolution.entities.setdefault(entity.key, replace(entity))  # a copy: the gazetteer's own stays as it is
    mention = Mention(name.span, syntax.span(head, head), entity.key, "name", rule=name.basis)
    if usage == "demonym":
        mention.usage, mention.rule = "demonym", f"{name.basis}, demonym"
    elif entity.type in PLACES:
        if entity.type in _PHYSICAL and not entity.place:
            mention.usage, rule = "literal", "physical"
        else:
            mention.usage, rule = usage_of(head, name.first, name.last, syntax)
        mention.rule = f"{name.basis}, {rule}"
    resolution.add(mention, head)


def _is_plural(head: int, syntax: Syntax) -> bool:
    """Whether a demonym has the ending of a plural: "Filipinos", which is no adjective as "Swiss" can be."""
    word = syntax.lowers[head]
    return syntax.tags[head] in ("NNS", "NNPS") and word.endswith("s") and not word.endswith("ss")


def _role(head: int, syntax: Syntax) -> str:
    """The dependency label of a name, or of the first of those that it is coordinated with."""
    while syntax.deps[head] == "conj" and syntax.heads[head] != head:
        head = syntax.heads[head]
    return syntax.deps[head]


def people_of(place: Entity, words: str) -> Entity:
    """The people whom a demonym names: "Americans", "the French"."""
    return Entity(
        f"people/{place.key.partition('/')[2]}", "GroupOfPeople", words, country=place.country, sector="CVL",
        place=place.key, basis="demonym",
    )


def _unknown(name: Name, words: str, first: Span) -> Entity:
    """The entity of a name that no gazetteer knows: identified by kind and name, a lone surname in its article only.

    `first` is where the name stands first in the article.
    """
    if name.storm:
        return storm(name.storm)
    kind = name.kind or _CLASSES.get(name.label, "Thing")
    if kind in _GUESSED and not name.located:
        kind = class_by_words(words) or "Thing"  # spaCy calls many an unknown name a place
    if words.endswith(" State"):
        kind = "EducationalOrganisation"  # a State that is no known state plays football
    if kind == "Person" and " " not in words:
        return Entity(local_key("person", first), kind, words, basis="this article only")
    return Entity(name_key(kind.casefold(), words), kind, words, basis="name")


def _with_containers(entity: Entity, gazetteer: Gazetteer, resolution: Resolution) -> None:
    """Adds what the entity lies in, up to the country."""
    key = entity.contained_in
    while key and key not in resolution.entities:
        container = gazetteer.entity(key)
        if not container:
            return
        resolution.entities[key] = replace(container)
        key = container.contained_in
