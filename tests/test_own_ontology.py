"""A user's ontology in a namespace of its own, with a hash or a slash, from the command line to the queries."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kgbuild import ontology
from kgbuild.store import embedded
from kgbuild.vocabulary import KG, RDF

Command = Callable[..., Any]

PREFIXES = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix synsem: <http://www.w3.org/ns/lemon/synsem#> .
"""
OWN = """
@prefix : <{namespace}> .
@prefix kg: <https://w3id.org/kgbuild/ontology#> .
@prefix lex: <https://w3id.org/kgbuild/lexicon#> .
@prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> .
@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

:VolcanicEruption rdfs:subClassOf kg:Event .
:Attack rdfs:subClassOf kg:Event .
:volcano rdfs:subPropertyOf kg:theme ; kg:roleKind "other" .
lex:own-erupt a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:verb ; lex:form "erupt" ;
    ontolex:evokes :VolcanicEruption ;
    lex:slot [ lex:argument "subject" ; lex:role :volcano ; lex:required true ] ,
        [ lex:argument "in", "on" ; lex:role kg:place ] .
"""


@pytest.mark.parametrize("namespace", ["https://example.org/volcanoes#", "https://example.org/volcanoes/"])
def test_own_classes_and_roles_keep_their_namespace(namespace: str, tmp_path: Path, command: Command) -> None:
    own, article, graph = tmp_path / "own.ttl", tmp_path / "article.txt", tmp_path / "graph"
    own.write_text(OWN.format(namespace=namespace), encoding="utf-8")
    article.write_text("The volcano erupted in Iceland on Monday.\n", encoding="utf-8")
    assert command("build", article, "--out", graph, "--ontology", own).code == 0
    ended = command("query", "events", "--graph", graph, "--format", "csv")
    rows = [row for row in csv.DictReader(StringIO(ended.out)) if row["text"] == "erupted"]
    assert {row["type"] for row in rows} == {"VolcanicEruption"}
    assert {"volcano", "place"} <= {row["role"] for row in rows}
    store = embedded.open_folder(graph)
    eruption = ox.NamedNode(namespace + "VolcanicEruption")
    (quad,) = store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), eruption)
    assert list(store.quads_for_pattern(quad.subject, ox.NamedNode(namespace + "volcano"), None))


def test_a_name_of_the_bundled_ontology_stays_there(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(OWN.format(namespace="https://example.org/volcanoes/"), encoding="utf-8")
    found = ontology.load([own])
    assert found.iri("Attack") == KG + "Attack"
    assert found.iri("VolcanicEruption") == "https://example.org/volcanoes/VolcanicEruption"
    assert found.iri("Denies") == KG + "Denies"


PROPHECY = """
:Prophesies a kg:Stance ; skos:inScheme kg:Stances ; skos:broader kg:Predicts ; rdfs:label "prophesies"@en ;
    kg:contentFactuality "PR+" ; kg:negatedFactuality "Uu" .
lex:own-prophesy a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:verb ; ontolex:evokes :Prophesies ;
    synsem:synBehavior <https://w3id.org/kgbuild/lexicon/frame#speech> ; lex:form "prophesy" .
"""
TOLD = [
    ("Monday", "2024-05-06", "Katla erupted in Iceland on Monday. Japan prophesied that Katla would erupt in Iceland."),
    ("Tuesday", "2024-05-07", "Japan prophesied that Katla would erupt in Iceland. Katla erupted in Iceland on Monday."),
    ("Wednesday", "2024-05-08", "Japan doubted that Katla erupted in Iceland. Katla erupted in Iceland on Monday."),
]


@pytest.mark.parametrize("namespace", ["https://example.org/volcanoes#", "https://example.org/volcanoes/"])
def test_the_ledger_names_own_classes_and_stances_by_their_iris(namespace: str, tmp_path: Path, command: Command) -> None:
    own, articles, graph = tmp_path / "own.ttl", tmp_path / "articles.jsonl", tmp_path / "graph"
    own.write_text(PREFIXES + OWN.format(namespace=namespace) + PROPHECY, encoding="utf-8")
    lines = [json.dumps({"id": day, "date": date, "text": text, "publisher": day}) for day, date, text in TOLD]
    articles.write_text("\n".join(lines), encoding="utf-8")
    assert command("build", articles, "--out", graph, "--ontology", own).code == 0
    store = ox.Store()
    store.bulk_extend(embedded.named_quads(graph / embedded.LEDGER))

    def values(name: str) -> set[str]:
        return {quad.object.value for quad in store.quads_for_pattern(None, ox.NamedNode(KG + name), None)}

    assert namespace + "VolcanicEruption" in values("eventType") and KG + "VolcanicEruption" not in values("eventType")
    assert namespace + "Prophesies" in values("stance") and KG + "Prophesies" not in values("stance")
    assert KG + "Doubts" in values("stance")
