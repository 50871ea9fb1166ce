"""Article graphs as the ledger's records: read from Turtle, the only truth, with nothing of the pipeline."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kgbuild.ledger.records import (
    ArticleRecord,
    ClaimRecord,
    EntityRecord,
    EventRecord,
    Figure,
    Filler,
    Interval,
    Records,
    containers,
    day_of,
)
from kgbuild.ledger.words import sentences, stems
from kgbuild.ontology import Ontology, local_name
from kgbuild.vocabulary import DCTERMS, KG, NIF, RDF, RDFS, SCHEMA

_CHARACTERS = re.compile(r"#char=(\d+),(\d+)$")

_BELONGS = ("affiliatedWith", "spokespersonFor", "headOf", "memberOf", "holdsPosition", "standsFor")

_UNREAD = frozenset(  # most of an article's graph, and of no use here
    [NIF + "referenceContext", NIF + "beginIndex", NIF + "endIndex"]
    + [KG + name for name in ("refersTo", "placeNamed", "mentionKind", "usage", "rule")]
    + [KG + name for name in ("cue", "furtherCue", "construction")]
)

Node = dict[str, list[str]]  # predicate IRI -> values, in the order of the file


def read_folder(folder: Path, ontology: Ontology) -> Records:
    """The records of all article graphs below a folder. Raises SyntaxError where a file is not Turtle."""
    return read_graphs((path.read_bytes() for path in sorted(folder.glob("*.ttl"))), ontology)


def read_graphs(graphs: Iterable[bytes | str], ontology: Ontology) -> Records:
    """The records of article graphs given as Turtle."""
    records = Records()
    for turtle in graphs:
        _Graph(turtle, ontology).add_to(records)
    records.sort()
    return records


class _Graph:
    """One article's graph as nodes with their values."""

    def __init__(self, turtle: bytes | str, ontology: Ontology) -> None:
        self.ontology = ontology
        self.nodes: dict[str, Node] = defaultdict(lambda: defaultdict(list))
        for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE):
            predicate = quad.predicate.value
            if predicate not in _UNREAD:
                self.nodes[quad.subject.value][predicate].append(quad.object.value)
        self.classes = {iri: [local_name(c) for c in node.get(RDF + "type", ())] for iri, node in self.nodes.items()}
        self.text = ""
        self.sentences: list[tuple[int, int]] = []

    def value(self, iri: str, predicate: str) -> str:
        node = self.nodes.get(iri)
        values = node.get(predicate) if node else None
        return values[0] if values else ""

    def values(self, iri: str, predicate: str) -> list[str]:
        node = self.nodes.get(iri)
        return list(node.get(predicate, ())) if node else []

    def add_to(self, records: Records) -> None:
        article = next((iri for iri, classes in self.classes.items() if "Article" in classes), "")
        if not article:
            return
        self.article = article
        self.text = self.value(article + "#text", NIF + "isString")
        self.sentences = sentences(self.text) if self.text else []
        records.articles.append(
            ArticleRecord(
                id=article,
                title=self.value(article, SCHEMA + "headline"),
                text=self.text,
                day=day_of(self.value(article, SCHEMA + "datePublished")),
                publisher=self.value(article, SCHEMA + "publisher"),
                authors=tuple(self.values(article, SCHEMA + "author")),
                url=self.value(article, SCHEMA + "url"),
                original_source=self.value(article, KG + "originalSource"),
                identifier=self.value(article, DCTERMS + "identifier"),
            )
        )
        self.add_entities(records)
        for iri, classes in self.classes.items():
            if "Claim" in classes:
                records.claims[iri] = self.claim(iri)
            elif KG + "trigger" in self.nodes[iri]:
                records.events.append(self.event(iri, classes[0] if classes else "Event"))

    def add_entities(self, records: Records) -> None:
        contained_in = {
            iri: node[SCHEMA + "containedInPlace"][0]
            for iri, node in self.nodes.items()
            if SCHEMA + "containedInPlace" in node
        }
        for iri, classes in self.classes.items():
            if iri in records.entities or not any(self.ontology.is_a(name, "Entity") for name in classes):
                continue
            is_place = self.ontology.is_a(classes[0], "Place")
            place = self.value(iri, KG + "standsFor") or (iri if is_place else "")
            records.entities[iri] = EntityRecord(
                key=iri,
                type=classes[0],
                label=self.value(iri, RDFS + "label"),
                country=self.value(iri, KG + "countryCode"),
                sector=self.value(iri, KG + "sector"),
                affiliation=next((v for name in _BELONGS for v in self.values(iri, KG + name) if v != iri), ""),
                places=containers(place, contained_in),
                is_place=is_place,
                shared=not iri.startswith(self.article + "#"),
            )

    def event(self, iri: str, kind: str) -> EventRecord:
        spans = [self.span(each) for each in self.values(iri, KG + "trigger")]
        begin, end = spans[0] if spans else (0, 0)
        called = {stem for each in self.values(iri, KG + "trigger") for stem in stems(self.words(each))}
        sentence = max(0, bisect_right(self.sentences, (begin, len(self.text))) - 1)
        where = self.sentences[sentence] if self.sentences else (0, 0)
        fillers, times, figures = [], [], []
        for each in self.values(iri, KG + "participation"):
            role = local_name(self.value(each, KG + "roleProperty"))
            kind_of_role = self.value(each, KG + "roleKind")
            filler, words = self.value(each, KG + "filler"), self.value(each, NIF + "anchorOf")
            if "Quantity" in self.classes.get(filler, ()):
                figures.append(self.figure(filler))
            elif "TimeExpression" in self.classes.get(filler, ()):
                earliest, latest = self.value(filler, KG + "earliest"), self.value(filler, KG + "latest")
                times.append(Interval(day_of(earliest), day_of(latest)))
            else:
                named = self.value(filler, RDFS + "label")
                fillers.append(Filler(role, kind_of_role, filler, frozenset(stems(words) + stems(named))))
        return EventRecord(
            id=iri,
            article=self.article,
            type=kind,
            begin=begin,
            end=end,
            label=self.value(iri, RDFS + "label"),
            stems=tuple(sorted(called)),
            entry=local_name(self.value(iri, KG + "lexicalEntry")),
            fillers=tuple(fillers),
            time=next((time for time in times if time.known), Interval(None, None)),
            figures=tuple(figures),
            context=tuple(dict.fromkeys(stems(self.text[where[0] : where[1]]))),
            sentence=sentence,
            factuality=self.value(iri, KG + "factuality"),
            claims=tuple(self.chain(self.value(iri, KG + "assertedBy"))),
            claimed=self.value(iri, KG + "claimedFactuality"),
            called_off=self.value(iri, KG + "calledOff") == "true",
        )

    def figure(self, iri: str) -> Figure:
        low, high = self.value(iri, KG + "minimum"), self.value(iri, KG + "maximum")
        unit = " ".join(stems(self.value(iri, KG + "unit")))
        ends = (float(low) if low else None, float(high) if high else None)
        return Figure(unit, *ends, node=iri, words=self.value(iri, NIF + "anchorOf"))

    def claim(self, iri: str) -> ClaimRecord:
        contents = [self.words(each) for each in self.values(iri, KG + "contentSpan")]
        return ClaimRecord(
            id=iri,
            article=self.article,
            stance=local_name(self.value(iri, KG + "stance")),
            factuality=self.value(iri, KG + "factuality"),
            claimants=tuple(self.values(iri, KG + "claimant")),
            addressees=tuple(self.values(iri, KG + "addressee")),
            within=self.value(iri, KG + "assertedBy"),
            disputes=tuple(self.values(iri, KG + "disputes")),
            words=" ".join(contents),
        )

    def chain(self, claim: str) -> list[str]:
        """The claims that a statement stands in, outermost first."""
        found: list[str] = []
        while claim and claim not in found:
            found.insert(0, claim)
            claim = self.value(claim, KG + "assertedBy")
        return found

    def span(self, iri: str) -> tuple[int, int]:
        match = _CHARACTERS.search(iri)
        return (int(match[1]), int(match[2])) if match else (0, 0)

    def words(self, iri: str) -> str:
        return self.value(iri, NIF + "anchorOf")
