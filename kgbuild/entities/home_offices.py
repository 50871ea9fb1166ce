"""Whose officials those are with whom no country is named: "Interior Minister Asha Mwangi", in news of Kenya.

They are taken for officials of the country that the article is most about, where the words shortly before speak of
it and of no other. Not handled: officials of whom the article speaks before it names the country.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from kgbuild.entities.actor_nouns import actor_words
from kgbuild.entities.gazetteer import Gazetteer
from kgbuild.entities.place_descriptions import PlaceDescriptions
from kgbuild.entities.resolution import Holding, Resolution
from kgbuild.language.syntax import Syntax
from kgbuild.ontology import Ontology

_OF_STATES = frozenset(("GOV", "MIL", "COP", "LEG", "JUD", "SPY"))
_NEAR_BY = 3  # words before the office that may say who gave it
_SECTORS = {  # of those whom a spokesman speaks for
    "army": "MIL", "military": "MIL", "navy": "MIL", "defence": "MIL", "defense": "MIL", "police": "COP",
    "government": "GOV", "ministry": "GOV", "presidential": "GOV",
}  # fmt: skip


def find_home_offices(syntax: Syntax, resolution: Resolution, gazetteer: Gazetteer, ontology: Ontology) -> None:
    """Gives such officials their country, before `identify` puts it into their keys."""
    of_states = [(holding, _sector(holding, resolution, syntax)) for holding in resolution.holdings]
    if not any(sector for _, sector in of_states):
        return
    descriptions = PlaceDescriptions(syntax, resolution, gazetteer, ontology)
    installed = actor_words(ontology).installed
    for holding, sector in of_states:
        office = bisect_left(syntax.begins, holding.position_span.begin)
        if not sector or not installed.isdisjoint(syntax.lowers[max(0, office - _NEAR_BY) : office]):
            continue  # "the Chadian-installed governor"
        person = resolution.entities[holding.person]
        country = descriptions.country_spoken_of(office)
        if not person.country and country is not None and country.country == descriptions.main_country:
            resolution.entities[person.key] = replace(person, country=country.country, sector=sector)


def _sector(holding: Holding, resolution: Resolution, syntax: Syntax) -> str:
    """PLOVER's sector of whoever holds an office of an unnamed state, "" for all others."""
    person = resolution.entities[holding.person]
    if person.country or person.affiliation or holding.body is not None or not holding.office:
        return ""
    if holding.leads == "spokespersonFor":
        begin, end = holding.position_span
        return next((_SECTORS[word] for word in syntax.text[begin:end].lower().split() if word in _SECTORS), "")
    return person.sector if person.sector in _OF_STATES else ""
