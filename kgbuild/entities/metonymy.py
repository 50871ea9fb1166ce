"""Which government the name of a place stands for.

"Seoul doubted", "Moscow's response", "the Kremlin accused" name a country, its capital or a building of its government
and mean those who govern there; "Brussels" is the European Union unless only Belgium is spoken of. The mention's
entity becomes the government, the place named stays in `Mention.place`.
Only predicates that the lexicon knows decide this (saying, wanting, acting); "Kenya's coffee" keeps the place, with a
metonymic usage. Teams are found before (:mod:`kgbuild.entities.teams`).
"""

from __future__ import annotations

from dataclasses import replace

from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.places import government, seats, seats_of_organisations
from kgbuild.entities.resolution import Resolution
from kgbuild.entities.usage import words_of_role
from kgbuild.language.syntax import Syntax
from kgbuild.model import Entity, Predication
from kgbuild.ontology import Ontology

_ACTOR_RULES = ("subject", "object", "recipient", "possessor", "of-possessor")


def governments(
    resolution: Resolution, syntax: Syntax, predications: list[Predication], gazetteer: Gazetteer, ontology: Ontology
) -> None:
    """Gives each metonymic mention of a seat of government its government as entity."""
    done = {p.token for p in predications if p.category == "noun"} if predications else set()
    for head, mention in sorted(resolution.by_token.items()):
        if mention.usage != "metonymic" or mention.place or resolution.entities[mention.entity].type == "SportsTeam":
            continue
        rule = mention.rule.rpartition(", ")[2]
        governor = _governor(head, syntax)
        if not (rule.startswith("after ") or rule in _ACTOR_RULES) or not _acts(governor, done, syntax, ontology):
            continue
        found = _government(resolution.entities[mention.entity], resolution, gazetteer)
        if found:
            resolution.entities.setdefault(found.key, found)
            mention.place, mention.entity = mention.entity, found.key


def _governor(head: int, syntax: Syntax) -> int:
    """The verb or noun that the name, or the first of the names it is coordinated with, depends on."""
    while syntax.deps[head] == "conj" and syntax.heads[head] != head:
        head = syntax.heads[head]
    governor = syntax.heads[head]
    return syntax.heads[governor] if syntax.deps[head] == "pobj" else governor


def _acts(governor: int, done: set[int], syntax: Syntax, ontology: Ontology) -> bool:
    """Whether the verb or noun is something that a government does; `done` are the tokens of nouns that name deeds."""
    lemma = syntax.lemmas[governor]
    if syntax.pos[governor] in ("VERB", "AUX"):
        particle = syntax.child(governor, "prt")
        forms = (f"{lemma} {syntax.lowers[particle]}" if particle is not None else "", lemma)
        if any(ontology.lookup("verb", form) for form in forms if form):
            return True
        inner = syntax.child(governor, "xcomp")  # "Moscow wants to send"
        return inner is not None and bool(ontology.lookup("verb", syntax.lemmas[inner]))
    if lemma in words_of_role("course-noun"):
        return False
    return governor in done or bool(ontology.lookup("noun", lemma))


def _government(place: Entity, resolution: Resolution, gazetteer: Gazetteer) -> Entity | None:
    if place.type == "Country" and place.country:
        return government(place.country)
    if place.type == "City":
        number = place.key.rpartition("-")[2]
        code, organisation = seats().get(number), seats_of_organisations().get(number, "")
        if organisation and not (code and _only_country(code, organisation, resolution)):
            found = gazetteer.entity(organisation)
            return replace(found) if found is not None else None
        return government(code) if code else None
    if place.place.startswith("government/"):  # a seat: the Kremlin
        return government(place.place.removeprefix("government/"))
    return None


def _only_country(code: str, organisation: str, resolution: Resolution) -> bool:
    """Whether the article names the country, or its people, and not the organisation that sits there too."""
    named = {m.entity for m in resolution.mentions if resolution.entities[m.entity].type != "City"}
    spoken_of = any(resolution.entities[key].country == code for key in named)
    return spoken_of and organisation not in named
