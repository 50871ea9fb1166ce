"""People among the unknown names: by a given name, or by an office that stands in apposition."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.entities.actor_nouns import STATE_SECTORS, actor_words, form_at
from kgbuild.entities.identifiers import name_key
from kgbuild.entities.name_words import class_by_words
from kgbuild.entities.resolution import Resolution
from kgbuild.language.syntax import Syntax
from kgbuild.ontology import Ontology

_UNSURE = frozenset(("Organisation", "Thing", "Place", "Product", "Work"))


def recognise_people(syntax: Syntax, resolution: Resolution, ontology: Ontology) -> None:
    """Unknown names of two or three words are people, whatever the model took them for, if the words around say so.

    They begin with a given name, or an office of the state stands in apposition: "Amara Diallo, president of Guinea".
    """
    for head, mention in sorted(resolution.by_token.items()):
        entity = resolution.entities[mention.entity]
        words = entity.label.split()
        if mention.kind != "name" or entity.type not in _UNSURE or entity.basis != "name" or not 1 < len(words) < 4:
            continue
        if class_by_words(entity.label) or not all(w[:1].isupper() for w in words):
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
