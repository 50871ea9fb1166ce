"""The ledger: one graph of links across articles, rebuilt from the article graphs alone.

It can be thrown away at any time: the same article graphs give the same bytes, in whatever order the articles came.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from kgbuild.graph.iris import article_iri, key_iri
from kgbuild.graph.turtle import render
from kgbuild.graph.turtle import write as write_article
from kgbuild.ledger.findings import Findings, compute
from kgbuild.ledger.from_graphs import read_folder, read_graphs
from kgbuild.ledger.ledger_graph import LedgerGraph
from kgbuild.ledger.records import Records
from kgbuild.model import Analysis
from kgbuild.ontology import Ontology
from kgbuild.vocabulary import DATA

LEDGER = "ledger.ttl"
ARTICLES = "articles"


def rebuild(folder: Path, ontology: Ontology, base: str = "") -> Path:
    """Write `folder`/ledger.ttl from the article graphs in `folder`/articles, whole or not at all."""
    records = read_folder(folder / ARTICLES, ontology)
    target, partial = folder / LEDGER, folder / (LEDGER + ".partial")
    partial.write_text(write(compute(records, ontology), base or _base(records)), encoding="utf-8", newline="\n")
    os.replace(partial, target)
    return target


def write(findings: Findings, base: str = DATA) -> str:
    """The ledger as Turtle."""
    return render(LedgerGraph(findings, base).sections(), base, base + "ledger")


def _base(records: Records) -> str:
    """The data namespace, as the articles' IRIs show it."""
    first = records.articles[0].id if records.articles else DATA + "article/"
    return first.rpartition("article/")[0] or DATA


def cluster_analyses(
    analyses: Iterable[Analysis], ontology: Ontology, base: str = DATA
) -> dict[tuple[str, str], tuple[str, str]]:
    """(article id, event key) to (cluster IRI, status), straight from analyses, by way of their graphs."""
    analyses = list(analyses)
    found = compute(read_graphs((write_article(each, ontology, base) for each in analyses), ontology), ontology)
    graph = LedgerGraph(found, base)
    places = {event.id: number for number, event in enumerate(found.records.events)}
    clusters: dict[tuple[str, str], tuple[str, str]] = {}
    for analysis in analyses:
        article = article_iri(base, analysis.article.id)
        for event in analysis.events:
            number = places.get(key_iri(base, article, event.key))
            if number is not None:
                cluster = found.identity.cluster[number]
                clusters[analysis.article.id, event.key] = (graph.cluster_iri(cluster), found.standings[cluster].status)
    return clusters
