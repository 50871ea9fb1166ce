"""What the ledger finds across articles, before it is written."""

from __future__ import annotations

from dataclasses import dataclass

from kgbuild.ledger.identity import Identity, same_events
from kgbuild.ledger.records import Records
from kgbuild.ledger.sources import Sources, find_sources
from kgbuild.ledger.status import Assessor, Standing
from kgbuild.ledger.stories import Stories, group
from kgbuild.ontology import Ontology


@dataclass(slots=True)
class Findings:
    """Stories, the same events, sources, and how each cluster of events stands (by its first event)."""

    records: Records
    stories: Stories
    identity: Identity
    sources: Sources
    standings: dict[int, Standing]
    ontology: Ontology


def compute(records: Records, ontology: Ontology) -> Findings:
    """All that the ledger says, from sorted records."""
    stories = group(records.articles)
    identity = same_events(records, stories, ontology)
    sources = find_sources(records.articles, records.claims, records.entities)
    origins = {article.id: origin for article, origin in zip(records.articles, sources.origin, strict=True)}
    assessor = Assessor(records, origins)
    standings = {cluster: assessor.standing(members) for cluster, members in identity.members.items()}
    return Findings(records, stories, identity, sources, standings, ontology)
