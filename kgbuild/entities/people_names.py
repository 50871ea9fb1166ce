"""Lone names that spaCy's small model takes for people's: which of them are, and that one name is one entity.

The model takes many an unknown word for a person ("Ofgem", "Azot"). A single word is a person's name where a title
stands before it ("leader Ocalan"), where it is a given name, where an age follows, or where the article says "he" of
it or gives it an office; else all that is known is that it may act: an agent, person or not.
"""

from __future__ import annotations

from dataclasses import replace

from kgbuild.entities.identifiers import local_key
from kgbuild.entities.name_words import name_words
from kgbuild.entities.names import Name
from kgbuild.entities.proper_nouns import PROPER
from kgbuild.entities.resolution import Resolution
from kgbuild.language.syntax import Syntax
from kgbuild.model import Span
from kgbuild.ontology import Ontology


def mark_titled(names: list[Name], syntax: Syntax) -> None:
    """Labels a lone unknown name as a person's where a title said of one person stands right before it."""
    for name in names:
        before = name.first - 1
        if name.first != name.last or name.senses or name.kind or name.storm or before < 0:
            continue
        beside = syntax.text[syntax.ends[before] : syntax.begins[name.first]] == " "
        title = syntax.lowers[before] in name_words().person_titles and syntax.heads[before] == name.first
        if beside and title and syntax.tags[name.first] in PROPER:
            name.label, name.titled = "PERSON", True


def first_of_each(names: list[Name]) -> dict[str, Span]:
    """The folded name -> where it stands first: a lone name is one entity in its article."""
    found: dict[str, Span] = {}
    for name in names:
        found.setdefault(name.folded, name.span)
    return found


def doubt_people(resolution: Resolution, names: list[Name], ontology: Ontology) -> None:
    """Makes agents of the people known by a lone name alone that nothing else in the article shows to be people."""
    sure = {holding.person for holding in resolution.holdings}
    sure |= {mention.entity for mention in resolution.mentions if mention.kind != "name"}
    surely_named = {name.folded for name in names if name.titled or name.person or _looks_personal(name, ontology)}
    spans = {name.span: name.folded for name in names}
    for mention in resolution.mentions:
        entity = resolution.entities[mention.entity]
        doubtful = entity.local and entity.type == "Person" and entity.basis == "this article only"
        if doubtful and entity.key not in sure and spans.get(mention.span, "") not in surely_named | {""}:
            agent = replace(entity, key=local_key("agent", _span(entity.key)), type="Agent")
            mention.entity = resolution.entities.setdefault(agent.key, agent).key


def _looks_personal(name: Name, ontology: Ontology) -> bool:
    return "." in name.folded or bool(ontology.lookup("givenName", name.folded))  # R.Sampanthan


def _span(key: str) -> Span:
    begin, end = key.rsplit("-", 2)[1:]
    return Span(int(begin), int(end))
