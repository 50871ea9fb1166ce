"""The last step of linking: people and organisations whose country the article tells are identified by it too.

Two people of one name in different countries get different keys, so no later step can take them for one.
"""

from __future__ import annotations

from dataclasses import replace

from kgbuild.entities.identifiers import name_key
from kgbuild.entities.resolution import Resolution
from kgbuild.model import Entity

_KINDS = frozenset(("person", "organisation", "governmentbody", "armedforce", "politicalparty", "mediaoutlet"))


def identify(resolution: Resolution) -> None:
    """Puts the country into the keys of what only its name identified so far; the basis then says so."""
    renamed: dict[str, str] = {}
    for key, entity in resolution.entities.items():
        kind, _, rest = key.partition("/")
        if entity.basis == "name" and entity.country and kind in _KINDS and "/" not in rest:
            renamed[key] = name_key(kind, entity.label, entity.country)
    if not renamed:
        return
    entities: dict[str, Entity] = {}
    for key, entity in resolution.entities.items():
        new = renamed.get(key, key)
        changed = replace(
            entity,
            key=new,
            basis="name and country" if key in renamed else entity.basis,
            affiliation=renamed.get(entity.affiliation, entity.affiliation),
        )
        entities.setdefault(new, changed)
    resolution.entities = entities
    for mention in resolution.mentions:
        mention.entity = renamed.get(mention.entity, mention.entity)
        mention.place = renamed.get(mention.place, mention.place)
    resolution.holdings = [
        replace(
            holding,
            person=renamed.get(holding.person, holding.person),
            position=entities.get(holding.position.key, holding.position),
            body=entities.get(renamed.get(holding.body.key, holding.body.key), holding.body) if holding.body else None,
        )
        for holding in resolution.holdings
    ]
