"""The statements of the ledger's graph, sorted and without blank nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from kgbuild.graph.article_graph import Properties, Resource, Section
from kgbuild.ledger.findings import Findings
from kgbuild.ledger.positions import positions
from kgbuild.ledger.records import iso
from kgbuild.ledger.status import Standing
from kgbuild.vocabulary import KG, RDFS, XSD


class LedgerGraph:
    """The statements of the ledger's graph. Names of clusters come from their first member."""

    def __init__(self, findings: Findings, base: str) -> None:
        self.findings, self.base = findings, base
        self.records, self.ontology = findings.records, findings.ontology
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
        """A source that is no entity; a state bears its country's name."""
        code = key.removeprefix("state/")
        of_country = (e.label for e in self.records.entities.values() if e.type == "Country" and e.country == code)
        label = min(of_country, default=key) if code != key else key
        return Resource(self.source(key).value, (KG + "Source",), [(RDFS + "label", Literal(label))])

    # stories

    def stories(self) -> Iterator[Resource]:
        for story, members in sorted(self.findings.stories.members().items()):
            if len(members) > 1:
                articles = [self.records.articles[member] for member in members]
                about: Properties = [(RDFS + "label", Literal(articles[0].title))] if articles[0].title else []
                about += _days(article.day for article in articles)
                about += [(KG + "member", NamedNode(article.id)) for article in articles]
                yield Resource(self.story_iri(story), (KG + "StoryCluster",), about)

    # events

    def written(self) -> list[int]:
        """Clusters that say more than that an event stands alone."""
        groups = self.findings.identity.members
        standings = self.findings.standings
        return sorted(c for c, members in groups.items() if len(members) > 1 or standings[c].status == "contested")

    def cluster(self, cluster: int) -> Iterator[Resource]:
        events = self.records.events
        members = self.findings.identity.members[cluster]
        standing = self.findings.standings[cluster]
        iri = self.cluster_iri(cluster)
        first = events[cluster]
        about: Properties = [(RDFS + "label", Literal(first.label))] if first.label else []
        kind = self.findings.identity.type_of(cluster, events)
        about.append((KG + "eventType", NamedNode(self.ontology.iri(kind))))
        about.append((KG + "status", Literal(standing.status)))
        about.append((KG + "independentSources", _integer(len(standing.sources))))
        about.append((KG + "relays", _integer(standing.relays)))
        about += [(KG + "source", self.source(key)) for key in standing.sources]
        about += _days(day for m in members for day in (events[m].time.earliest, events[m].time.latest))
        about += [(KG + "member", NamedNode(events[member].id)) for member in members]
        yield Resource(iri, (KG + "EventCluster",), about)
        for number, merge in enumerate(self.findings.identity.merges_by_cluster.get(cluster, ()), 1):
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
            about.append((KG + "moved", _boolean(position.moved)))
            about += [(KG + "stand", NamedNode(f"{name}/{i}")) for i in range(1, len(position.stands) + 1)]
            yield Resource(name, (KG + "PositionOverTime",), about)
            for i, stand in enumerate(position.stands, 1):
                said: Properties = [(KG + "claim", NamedNode(stand.claim))]
                said.append((KG + "stance", NamedNode(self.ontology.iri(stand.stance))))
                said.append((KG + "attitude", Literal(stand.attitude)))
                said += [(KG + "saidAt", _date(stand.said))] if stand.said is not None else []
                said += _days(stand.happened)
                yield Resource(f"{name}/{i}", (KG + "Stand",), said)

    # sources

    def origins(self) -> Iterator[Resource]:
        sources = self.findings.sources
        for article, origin in zip(self.records.articles, sources.origin, strict=True):
            yield Resource(article.id, (), [(KG + "reportingOf", self.source(origin))])
        for number, lean in enumerate(sources.leans, 1):
            leaning = self.records.articles[lean.article].id
            about: Properties = [(KG + "leaningArticle", NamedNode(leaning))]
            about.append((KG + "leansOn", self.source(lean.outlet)))
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


def _boolean(truth: bool) -> Literal:
    return Literal("true" if truth else "false", datatype=NamedNode(XSD + "boolean"))


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=NamedNode(XSD + "integer"))


def _decimal(number: float) -> Literal:
    return Literal(f"{number:.4f}".rstrip("0").rstrip(".") or "0", datatype=NamedNode(XSD + "decimal"))
