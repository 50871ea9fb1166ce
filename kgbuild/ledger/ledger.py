"""The ledger: one graph of links across articles, rebuilt from the article graphs alone.

It can be thrown away at any time. Names of clusters come from their first member, so that they stay where nothing
about them changed; the same article graphs give the same bytes, in whatever order the articles came.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from kgbuild.graph.article_graph import Properties, Resource, Section
from kgbuild.graph.iris import article_iri, key_iri
from kgbuild.graph.turtle import render
from kgbuild.graph.turtle import write as render_article
from kgbuild.ledger.from_graphs import read_folder, read_graphs
from kgbuild.ledger.identity import Identity, same_events
from kgbuild.ledger.positions import positions
from kgbuild.ledger.records import Records, iso
from kgbuild.ledger.sources import Sources, find_sources
from kgbuild.ledger.status import Assessor, Standing
from kgbuild.ledger.stories import Stories, group
from kgbuild.model import Analysis
from kgbuild.ontology import Ontology
from kgbuild.vocabulary import DATA, KG, RDFS, XSD

LEDGER = "ledger.ttl"
ARTICLES = "articles"


@dataclass(slots=True)
class Ledger:
    """What was found across articles, before it is written."""

    records: Records
    stories: Stories
    identity: Identity
    sources: Sources
    standings: dict[int, Standing]  # by cluster


def rebuild(folder: Path, ontology: Ontology, base: str = "") -> Path:
    """Write `folder`/ledger.ttl from the article graphs in `folder`/articles, whole or not at all."""
    records = read_folder(folder / ARTICLES, ontology)
    target, partial = folder / LEDGER, folder / (LEDGER + ".partial")
    partial.write_text(write(compute(records, ontology), base or _base(records)), encoding="utf-8", newline="\n")
    os.replace(partial, target)
    return target


def compute(records: Records, ontology: Ontology) -> Ledger:
    """All that the ledger says, from sorted records."""
    stories = group(records.articles)
    identity = same_events(records, stories, ontology)
    sources = find_sources(records.articles, records.claims, records.entities)
    origins = {article.id: origin for article, origin in zip(records.articles, sources.origin, strict=True)}
    assessor = Assessor(records, origins)
    standings = {cluster: assessor.standing(members) for cluster, members in identity.members.items()}
    return Ledger(records, stories, identity, sources, standings)


def write(ledger: Ledger, base: str = DATA) -> str:
    """The ledger as Turtle."""
    return render(_Writer(ledger, base).sections(), base, base + "ledger")


def _base(records: Records) -> str:
    """The data namespace, as the articles' IRIs show it."""
    first = records.articles[0].id if records.articles else DATA + "article/"
    return first.rpartition("article/")[0] or DATA


class _Writer:
    def __init__(self, ledger: Ledger, base: str) -> None:
        self.ledger, self.base = ledger, base
        self.records = ledger.records
        self.days = {article.id: article.day for article in self.records.articles}

    def sections(self) -> list[Section]:
        self.named_sources: set[str] = set()
        clusters = [resource for cluster in self.written() for resource in self.cluster(cluster)]
        about = [Resource(self.base + "ledger", (KG + "Ledger",), [])]
        found = [
            Section("ledger", about),
            Section("stories", list(self.stories())),
            Section("events", clusters),
            Section("origins", list(self.origins())),
        ]
        return [*found, Section("sources", [self.source_node(key) for key in sorted(self.named_sources)])]

    # names

    def path(self, iri: str) -> str:
        """What tells an IRI of an article or event from others, for names made from it."""
        return iri.removeprefix(self.base + "article/").replace("#", "/")

    def cluster_iri(self, cluster: int) -> str:
        return f"{self.base}event-cluster/{self.path(self.records.events[cluster].id)}"

    def story_iri(self, story: int) -> str:
        return f"{self.base}story/{self.path(self.records.articles[story].id)}"

    def source(self, key: str) -> NamedNode:
        """An independent source: an entity where it is one, else a name of its own."""
        if key.startswith(self.base):
            return NamedNode(key)
        self.named_sources.add(key)
        return NamedNode(f"{self.base}source/{quote(key, safe='/-._~')}")

    def source_node(self, key: str) -> Resource:
        return Resource(self.source(key).value, (KG + "Source",), [(RDFS + "label", Literal(key))])

    # stories

    def stories(self) -> Iterator[Resource]:
        for story, members in sorted(self.ledger.stories.members().items()):
            if len(members) > 1:
                articles = [self.records.articles[member] for member in members]
                about: Properties = [(RDFS + "label", Literal(articles[0].title))] if articles[0].title else []
                about += _days(article.day for article in articles)
                about += [(KG + "member", NamedNode(article.id)) for article in articles]
                yield Resource(self.story_iri(story), (KG + "StoryCluster",), about)

    # events

    def written(self) -> list[int]:
        """Clusters that say more than that an event stands alone."""
        groups = self.ledger.identity.members
        return sorted(c for c, members in groups.items() if len(members) > 1 or self.ledger.standings[c].status == "contested")

    def cluster(self, cluster: int) -> Iterator[Resource]:
        events = self.records.events
        members = self.ledger.identity.members[cluster]
        standing = self.ledger.standings[cluster]
        iri = self.cluster_iri(cluster)
        first = events[cluster]
        about: Properties = [(RDFS + "label", Literal(first.label))] if first.label else []
        about.append((KG + "eventType", NamedNode(KG + self.ledger.identity.type_of(cluster, events))))
        about.append((KG + "status", Literal(standing.status)))
        about.append((KG + "independentSources", _integer(len(standing.sources))))
        about.append((KG + "relays", _integer(standing.relays)))
        about += [(KG + "source", self.source(key)) for key in standing.sources]
        about += _days(day for m in members for day in (events[m].time.earliest, events[m].time.latest))
        about += [(KG + "member", NamedNode(events[member].id)) for member in members]
        yield Resource(iri, (KG + "EventCluster",), about)
        for number, merge in enumerate(self.ledger.identity.merges_by_cluster.get(cluster, ()), 1):
            both = [(KG + "mergedEvent", NamedNode(events[i].id)) for i in (merge.first, merge.second)]
            why: Properties = [(KG + "score", _decimal(merge.score)), (KG + "reason", Literal(merge.reason))]
            yield Resource(f"{iri}/merge-{number}", (KG + "Merge",), [(KG + "about", NamedNode(iri)), *both, *why])
        for number, statement in enumerate(standing.statements, 1):
            said: Properties = [(KG + "about", NamedNode(iri)), (KG + "event", NamedNode(events[statement.event].id))]
            said += [(KG + "claim", NamedNode(statement.claim))] if statement.claim else []
            said += [(KG + "source", self.source(statement.source)), (KG + "attitude", Literal(statement.attitude))]
            yield Resource(f"{iri}/statement-{number}", (KG + "Testimony",), said)
        for number, conflict in enumerate(standing.conflicts, 1):
            figures = [(KG + "figure", NamedNode(figure.node)) for figure in (conflict.first, conflict.second)]
            yield Resource(
                f"{iri}/figures-{number}", (KG + "FigureConflict",), [(KG + "about", NamedNode(iri)), *figures]
            )
        yield from self.positions(iri, members, standing)

    def positions(self, iri: str, members: list[int], standing: Standing) -> Iterator[Resource]:
        found = positions(members, standing, self.records, self.days)
        for number, position in enumerate((each for each in found if len(each.stands) > 1), 1):
            name = f"{iri}/position-{number}"
            about: Properties = [(KG + "about", NamedNode(iri)), (KG + "holder", self.source(position.source))]
            about.append((KG + "moved", Literal("true" if position.moved else "false", datatype=NamedNode(XSD + "boolean"))))
            about += [(KG + "stand", NamedNode(f"{name}/{i}")) for i in range(1, len(position.stands) + 1)]
            yield Resource(name, (KG + "PositionOverTime",), about)
            for i, stand in enumerate(position.stands, 1):
                said: Properties = [(KG + "claim", NamedNode(stand.claim)), (KG + "stance", NamedNode(KG + stand.stance))]
                said.append((KG + "attitude", Literal(stand.attitude)))
                said += [(KG + "saidAt", _date(stand.said))] if stand.said is not None else []
                said += _days(stand.happened)
                yield Resource(f"{name}/{i}", (KG + "Stand",), said)

    # sources

    def origins(self) -> Iterator[Resource]:
        sources = self.ledger.sources
        for article, origin in zip(self.records.articles, sources.origin, strict=True):
            yield Resource(article.id, (), [(KG + "reportingOf", self.source(origin))])
        for number, lean in enumerate(sources.leans, 1):
            article = self.records.articles[lean.article].id
            about: Properties = [(KG + "leaningArticle", NamedNode(article)), (KG + "leansOn", self.source(lean.outlet))]
            if lean.other is not None:
                about.append((KG + "originalArticle", NamedNode(self.records.articles[lean.other].id)))
            about += [(KG + "basis", Literal(lean.basis)), (KG + "score", _decimal(lean.score))]
            yield Resource(f"{self.base}lean/{number}", (KG + "Lean",), about)


def _days(days: Iterable[int | None]) -> Properties:
    known = [day for day in days if day is not None]
    if not known:
        return []
    return [(KG + "earliest", _date(min(known))), (KG + "latest", _date(max(known)))]


def _date(day: int) -> Literal:
    return Literal(iso(day), datatype=NamedNode(XSD + "date"))


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=NamedNode(XSD + "integer"))


def _decimal(number: float) -> Literal:
    return Literal(f"{number:.4f}".rstrip("0").rstrip(".") or "0", datatype=NamedNode(XSD + "decimal"))


def cluster_analyses(
    analyses: Iterable[Analysis], ontology: Ontology, base: str = DATA
) -> dict[tuple[str, str], tuple[str, str]]:
    """(article id, event key) to (cluster IRI, status), straight from analyses, by way of their graphs."""
    analyses = list(analyses)
    found = compute(read_graphs((render_article(each, ontology, base) for each in analyses), ontology), ontology)
    writer = _Writer(found, base)
    places = {event.id: number for number, event in enumerate(found.records.events)}
    clusters = {}
    for analysis in analyses:
        article = article_iri(base, analysis.article.id)
        for event in analysis.events:
            number = places.get(key_iri(base, article, event.key))
            if number is not None:
                cluster = found.identity.cluster[number]
                clusters[analysis.article.id, event.key] = (writer.cluster_iri(cluster), found.standings[cluster].status)
    return clusters
