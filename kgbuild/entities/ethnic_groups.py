"""Ethnic and religious communities before a noun for people: "Iraqi Kurdish fighters", "an Israeli Arab lawmaker".

Recognisers take such words for a person, a town or one name ("Sri Lankan Tamil"), as some are names of these too. The
words stand in `ontology/lexicon/ethnonyms.ttl`. What a gazetteer knows as a people or a region's demonym stays.
"""

from __future__ import annotations

from dataclasses import replace

from kgbuild.entities.actor_nouns import actor_words, form_at
from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.identifiers import slug
from kgbuild.entities.resolution import Resolution
from kgbuild.language.syntax import Syntax
from kgbuild.model import Entity, Mention
from kgbuild.ontology import Ontology

_BEFORE_NOUN = frozenset(("amod", "compound", "nmod"))
_LANDS = frozenset(("Country", "Region"))
_MOST_WORDS = 3  # of a demonym: "Papua New Guinean"


def place_of_demonym(words: str, gazetteer: Gazetteer) -> Entity | None:
    """The country or region that a demonym is of; none where the words rather name something."""
    senses = gazetteer.names(words)
    demonym = senses and senses[0].usage == "demonym" and senses[0].entity.type in _LANDS
    return senses[0].entity if demonym else None


def find_ethnic_groups(syntax: Syntax, resolution: Resolution, gazetteer: Gazetteer, ontology: Ontology) -> None:
    """Makes names of ethnonyms before an actor noun mentions of their groups, demonyms before them of the places."""
    words = actor_words(ontology)
    for token, word in enumerate(syntax.lowers):
        if not ontology.lookup("ethnonym", word) or syntax.deps[token] not in _BEFORE_NOUN:
            continue
        if not syntax.words[token][0].isupper() or form_at(syntax, syntax.heads[token], words) is None:
            continue
        covering = resolution.at(token)
        if covering is not None and _mistaken(covering, token, syntax, resolution, gazetteer):
            _put(token, covering, syntax, resolution, gazetteer, ontology)


def _mistaken(mention: Mention, token: int, s: Syntax, resolution: Resolution, gazetteer: Gazetteer) -> bool:
    """Whether the name is the ethnonym alone, or with a demonym, and was taken for something else.

    The demonym of a region is of its people where another one stands before it: "Iraqi Kurdish", "Crimean Tatar".
    """
    entity = resolution.entities[mention.entity]
    if entity.key.startswith("people/") or entity.type == "Country" or mention.kind != "name":
        return False
    if entity.type == "Region":
        outer = place_of_demonym(s.words[token - 1], gazetteer) if token else None
        return outer is not None and mention.usage == "demonym" and outer.key != mention.entity
    before = s.text[mention.span.begin : s.begins[token]].split()
    return not before or place_of_demonym(" ".join(before), gazetteer) is not None


def _put(
    token: int, covering: Mention, s: Syntax, resolution: Resolution, gazetteer: Gazetteer, ontology: Ontology
) -> None:
    resolution.discard(covering, token)
    entries = ontology.lookup("ethnonym", s.lowers[token])
    label = entries[0].properties["people"][0]
    group = Entity(f"people/{slug(label)}", "GroupOfPeople", label, basis="ethnonym")
    group = resolution.entities.setdefault(group.key, group)
    span = s.span(token, token)
    resolution.add(Mention(span, span, group.key, "name", rule="ethnonym"), token)
    for start in range(max(token - _MOST_WORDS, 0), token):
        place = place_of_demonym(" ".join(s.words[start:token]), gazetteer)
        if place is not None:
            if resolution.at(token - 1) is None:
                place = resolution.entities.setdefault(place.key, replace(place))
                words, head = s.span(start, token - 1), s.span(token - 1, token - 1)
                demonym = Mention(words, head, place.key, "name", "demonym", rule="before ethnonym, demonym")
                resolution.add(demonym, token - 1)
            return
