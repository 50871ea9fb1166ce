"""Which entity each name, noun phrase and pronoun of an article refers to: the steps in order."""

from __future__ import annotations

from spacy.tokens import Doc

from kgbuild.entities.actors import find_actors
from kgbuild.entities.disambiguation import PLACES, disambiguate
from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.identifiers import local_key, name_key
from kgbuild.entities.metonymy import governments
from kgbuild.entities.names import Name, find_names
from kgbuild.entities.positions import find_positions
from kgbuild.entities.resolution import Resolution
from kgbuild.entities.usage import usage_of
from kgbuild.language.syntax import Syntax, syntax_of
from kgbuild.model import Article, Entity, Mention, Predication
from kgbuild.ontology import Ontology

__all__ = ["Resolution", "link"]

_CLASSES = {
    "PERSON": "Person", "ORG": "Organisation", "GPE": "Place", "LOC": "Place", "FAC": "Facility",
    "NORP": "GroupOfPeople", "PRODUCT": "Product", "EVENT": "NamedEvent", "WORK_OF_ART": "Work", "LAW": "Law",
    "LANGUAGE": "Language",
}
_PHYSICAL = frozenset(("Facility", "WaterBody", "Landform"))  # nobody speaks for a river


def link(
    article: Article, doc: Doc, predications: list[Predication], gazetteer: Gazetteer, ontology: Ontology
) -> Resolution:
    """The entities of the article and all that refers to them."""
    syntax = syntax_of(doc)
    names = find_names(doc, gazetteer)
    disambiguate(article, names, syntax, gazetteer)
    resolution = Resolution()
    for name in names:
        _mention(name, syntax, gazetteer, resolution)
    governments(resolution, syntax, gazetteer, ontology)
    find_actors(syntax, resolution, gazetteer, ontology)
    resolution.holdings = find_positions(syntax, resolution, gazetteer, ontology)
    return resolution


def _mention(name: Name, syntax: Syntax, gazetteer: Gazetteer, resolution: Resolution) -> None:
    tokens = range(name.last, name.first - 1, -1)
    head = next((t for t in tokens if not name.first <= syntax.heads[t] <= name.last), name.last)
    usage = "literal"
    if name.sense:
        entity, usage = name.sense.entity, name.sense.usage
        _with_containers(entity, gazetteer, resolution)
    else:
        entity = _unknown(name, " ".join(syntax.text[name.span.begin : name.span.end].split()))
    entity = resolution.entities.setdefault(entity.key, entity)
    mention = Mention(name.span, syntax.span(head, head), entity.key, "name", rule=name.basis)
    if entity.type in PLACES:
        if usage == "demonym":
            mention.usage, rule = "demonym", "demonym"
        elif entity.type in _PHYSICAL:
            mention.usage, rule = "literal", "physical"
        else:
            mention.usage, rule = usage_of(head, name.first, name.last, syntax)
        mention.rule = f"{name.basis}, {rule}"
    resolution.add(mention, head)


def _unknown(name: Name, words: str) -> Entity:
    """The entity of a name that no gazetteer knows: identified by kind and name, a lone surname in its article only."""
    kind = name.kind or _CLASSES.get(name.label, "Thing")
    if kind == "Person" and " " not in words:
        return Entity(local_key("person", name.span), kind, words, basis="this article only")
    return Entity(name_key(kind.casefold(), words), kind, words, basis="name")


def _with_containers(entity: Entity, gazetteer: Gazetteer, resolution: Resolution) -> None:
    """Adds what the entity lies in, up to the country."""
    key = entity.contained_in
    while key and key not in resolution.entities:
        container = gazetteer.entity(key)
        if not container:
            return
        resolution.entities[key] = container
        key = container.contained_in
