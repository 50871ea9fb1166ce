"""Which entity each name, noun phrase and pronoun of an article refers to."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from kgbuild.entities.disambiguation import PLACES, disambiguate
from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.identifiers import local_key, name_key
from kgbuild.entities.names import Name, find_names
from kgbuild.entities.usage import usage_of
from kgbuild.language.syntax import Syntax, syntax_of
from kgbuild.model import Article, Entity, Mention, Predication, Span
from kgbuild.ontology import Ontology


@dataclass
class Resolution:
    """The entities of one article, and which words refer to them."""

    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    by_token: dict[int, Mention] = field(default_factory=dict)

    def at(self, token: int) -> Mention | None:
        """The mention whose head is this token of the Doc; of nested mentions the outermost with that head."""
        return self.by_token.get(token)

    def resolve(self, doc: Doc, token: int, span: Span) -> str:
        """The key of what the noun phrase refers to; an entity known in this article only where nothing better is."""
        mention = self.at(token)
        if mention:
            return mention.entity
        key = f"#phrase-{span.begin}-{span.end}"
        self.entities.setdefault(key, Entity(key, "Thing", doc.text[span.begin : span.end], basis="this article only"))
        return key


_CLASSES = {
    "PERSON": "Person", "ORG": "Organisation", "GPE": "Place", "LOC": "Place", "FAC": "Facility", "NORP": "GroupOfPeople",
    "PRODUCT": "Product", "EVENT": "NamedEvent", "WORK_OF_ART": "Work", "LAW": "Law", "LANGUAGE": "Language",
}


def link(
    article: Article, doc: Doc, predications: list[Predication], gazetteer: Gazetteer, ontology: Ontology
) -> Resolution:
    """The entities of the article and all that refers to them."""
    syntax = syntax_of(doc)
    names = find_names(doc, gazetteer)
    disambiguate(names, syntax, gazetteer)
    resolution = Resolution()
    for name in names:
        _mention(name, syntax, gazetteer, resolution)
    return resolution


def _mention(name: Name, syntax: Syntax, gazetteer: Gazetteer, resolution: Resolution) -> None:
    head = next(
        (t for t in range(name.last, name.first - 1, -1) if not name.first <= syntax.heads[t] <= name.last), name.last
    )
    words = " ".join(syntax.text[name.span.begin : name.span.end].split())
    if name.sense:
        entity, usage = name.sense.entity, name.sense.usage
        _with_containers(entity, gazetteer, resolution)
    else:
        kind = name.kind or _CLASSES.get(name.label, "Thing")
        single = kind == "Person" and " " not in words
        key = local_key("person", name.span) if single else name_key(kind.lower(), words)
        entity = Entity(key, kind, words, basis="this article only" if single else "name")
        usage = ""
    resolution.entities.setdefault(entity.key, entity)
    mention = Mention(name.span, syntax.span(head, head), entity.key, "name", rule=name.basis)
    if entity.type in PLACES:
        mention.usage, rule = (usage, "demonym") if usage == "demonym" else usage_of(head, name.first, name.last, syntax)
        mention.rule = f"{name.basis}, {rule}"
    resolution.mentions.append(mention)
    resolution.by_token[head] = mention


def _with_containers(entity: Entity, gazetteer: Gazetteer, resolution: Resolution) -> None:
    """Adds what the entity lies in, up to the country."""
    key = entity.contained_in
    while key and key not in resolution.entities:
        container = gazetteer.entity(key)
        if not container:
            return
        resolution.entities[key] = container
        key = container.contained_in
