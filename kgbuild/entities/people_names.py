"""Which unknown names are people's, and that a lone name is one entity in its article.

spaCy's small model takes a person for an organisation where a given name or an office says otherwise, and many an
unknown word for a person ("Ofgem", "Azot"). A single word is a person's name where a title stands before it ("leader
Ocalan"), where it is a given name, or where the article says "he" of it or gives it an office; else all that is known
is that it may act: an agent, person or not.
"""

from __future__ import annotations

from dataclasses import replace

from kgbuild.entities.actor_nouns import STATE_SECTORS, actor_words, form_at
from kgbuild.entities.identifiers import local_key, name_key
from kgbuild.entities.name_words import class_by_words, name_words
from kgbuild.entities.names import Name
from kgbuild.entities.resolution import Resolution
from kgbuild.language.syntax import Syntax
from kgbuild.language.tagsets import PROPER_TAGS
from kgbuild.model import Span
from kgbuild.ontology import Ontology

_UNSURE = frozenset(("Organisation", "Thing", "Place", "Product", "Work"))
_NO_PEOPLE = frozenset(
    ("Company", "EducationalOrganisation", "GovernmentBody", "SportsTeam", "MediaOutlet", "NamedEvent", "Product")
)


def mark_titled(names: list[Name], syntax: Syntax) -> None:
    """Labels a lone unknown name as a person's where a title said of one person stands right before it."""
    for name in names:
        before = name.first - 1
        if name.first != name.last or name.senses or name.kind or name.storm or before < 0:
            continue
        beside = syntax.text[syntax.ends[before] : syntax.begins[name.first]] == " "
        title = syntax.lowers[before] in name_words().person_titles and syntax.heads[before] == name.first
        if beside and title and syntax.tags[name.first] in PROPER_TAGS:
            name.label, name.titled = "PERSON", True


def first_of_each(names: list[Name]) -> dict[str, Span]:
    """The folded name -> where it stands first: a lone name is one entity in its article."""
    found: dict[str, Span] = {}
    for name in names:
        found.setdefault(name.folded, name.span)
    return found


def recognise_people(syntax: Syntax, resolution: Resolution, ontology: Ontology) -> None:
    """Unknown names of two or three words are people, whatever the model took them for, if the words around say so.

    They begin with a given name, or an office of the state stands in apposition: "Amara Diallo, president of Guinea".
    """
    for head, mention in sorted(resolution.by_token.items()):
        entity = resolution.entities[mention.entity]
        words = entity.label.split()
        if mention.kind != "name" or entity.type not in _UNSURE or entity.basis != "name":
            continue
        capital = [word[:1].isupper() for word in words if word not in name_words().particles]
        if class_by_words(entity.label) or not all(capital) or not 1 < len(capital) < 4:
            continue
        if ontology.lookup("givenName", words[0].casefold()) or _has_office(head, syntax, ontology):
            person = replace(entity, key=name_key("person", entity.label), type="Person")
            resolution.entities.setdefault(person.key, person)
            for each in resolution.mentions:
                if each.entity == entity.key:
                    each.entity = person.key


def _has_office(head: int, s: Syntax, ontology: Ontology) -> bool:
    """Whether an office that only a person can hold stands in apposition after the name."""
    for noun in s.all_children(head, "appos"):
        form = form_at(s, noun, actor_words(ontology)) if s.tags[noun] == "NN" else None
        said = form.noun if form is not None else None
        if said is not None and said.denotes == "Person" and said.office and said.sector in STATE_SECTORS:
            return True
    return False


def doubt_people(resolution: Resolution, names: list[Name], ontology: Ontology) -> None:
    """People whom only the model shows to be people are what their last word says, or agents by a lone name."""
    sure = {holding.person for holding in resolution.holdings}
    sure |= {mention.entity for mention in resolution.mentions if mention.kind != "name"}
    for mention in resolution.mentions:
        entity = resolution.entities[mention.entity]
        if entity.type != "Person" or entity.basis != "name" or entity.key in sure:
            continue
        kind = class_by_words(entity.label)
        if kind in _NO_PEOPLE and not ontology.lookup("givenName", entity.label.split()[0].casefold()):
            body = replace(entity, key=name_key(kind.casefold(), entity.label), type=kind)  # Ardent Software
            mention.entity = resolution.entities.setdefault(body.key, body).key
    surely_named = {name.folded for name in names if name.titled or name.person or _looks_personal(name, ontology)}
    spans = {name.span: name.folded for name in names}
    for mention in resolution.mentions:
        entity = resolution.entities[mention.entity]
        doubtful = entity.local and entity.type == "Person" and entity.basis == "this article only"
        if doubtful and entity.key not in sure and spans.get(mention.span, "") not in surely_named | {""}:
            agent = replace(entity, key=local_key("agent", _span(entity.key)), type="Agent")
            mention.entity = resolution.entities.setdefault(agent.key, agent).key


def _looks_personal(name: Name, ontology: Ontology) -> bool:
    return "." in name.folded or bool(ontology.lookup("givenName", name.folded))  # T.Velker


def _span(key: str) -> Span:
    begin, end = key.rsplit("-", 2)[1:]
    return Span(int(begin), int(end))
