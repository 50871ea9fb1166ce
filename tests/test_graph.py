"""The graph of an article: its Turtle, its IRIs, its shapes, and what it may state as plain fact."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS
from sample_analyses import HOSTILE_IDS, deployment, position

from kgbuild import ontology as ontologies
from kgbuild.graph import iris, turtle
from kgbuild.graph.validation import validate
from kgbuild.model import Analysis, Article
from kgbuild.pipeline import to_graph
from kgbuild.vocabulary import DATA, KG, NIF

SAMPLES = [deployment, position]


def write(analysis: Analysis, base: str = DATA, with_text: bool = True) -> str:
    return turtle.write(analysis, ontologies.load(), base, with_text)


def facts(analysis: Analysis) -> set[tuple[str, str, str]]:
    """The triples between entities, as (key, local name, key)."""
    found = set()
    for s, p, o in to_graph(analysis):
        if str(p).startswith(KG) and isinstance(o, rdflib.URIRef) and not {"#"} & {*str(s), *str(o)}:
            found.add((str(s).removeprefix(DATA), str(p).removeprefix(KG), str(o).removeprefix(DATA)))
    return found


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("base", [DATA, "http://example.org/", "urn:news:", "https://example.org/a/b/"])
def test_rdflib_and_oxigraph_read_the_same_triples(sample: Callable[[], Analysis], base: str) -> None:
    text = write(sample(), base)
    ours = rdflib.Graph().parse(data=text, format="turtle")
    theirs = {quad.triple for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)}
    assert len(ours) == len(theirs) > 20
    assert not any(isinstance(term, rdflib.BNode) for triple in ours for term in triple)


@pytest.mark.parametrize("sample", SAMPLES)
def test_offsets_are_the_words(sample: Callable[[], Analysis]) -> None:
    analysis, graph = sample(), to_graph(sample())
    text = str(next(graph.objects(None, rdflib.URIRef(NIF + "isString"))))
    assert text == analysis.article.text
    spans = list(graph.subject_objects(rdflib.URIRef(NIF + "anchorOf")))
    assert len(spans) > 5
    for node, words in spans:
        begin, end = (int(str(graph.value(node, rdflib.URIRef(NIF + name)))) for name in ("beginIndex", "endIndex"))
        assert text[begin:end] == str(words)


@pytest.mark.parametrize("sample", SAMPLES)
def test_shapes_hold(sample: Callable[[], Analysis], tmp_path: Path) -> None:
    path = tmp_path / "article.ttl"
    path.write_text(write(sample()), encoding="utf-8")
    assert list(validate([path])) == []


@pytest.mark.parametrize(
    "old, new, message",
    [
        ('kg:factuality "Uu"', 'kg:factuality "CT+"', "not certain"),
        ('kg:factuality "CT+"', 'kg:factuality "sure"', "FactBank"),
        ("kg:stance kg:Doubts ;", "", "one stance"),
        ('kg:countryCode "RUS"', 'kg:countryCode "Russia"', "ISO 3166"),
        ("nif:beginIndex 0 ;", "nif:beginIndex 900 ;", "before their end"),
    ],
)
def test_shapes_find_what_is_wrong(old: str, new: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "article.ttl"
    good = write(deployment())
    assert old in good
    path.write_text(good.replace(old, new), encoding="utf-8")
    assert any(message in violation.message for violation in validate([path]))


def test_a_file_that_is_not_turtle_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("<a> <b> ", encoding="utf-8")
    with pytest.raises(SyntaxError, match=r"broken\.ttl"):
        list(validate([path]))


def test_plain_triples_only_for_what_the_article_asserts() -> None:
    analysis = deployment()
    assert {f for f in facts(analysis) if f[1] in ("deploysTroopsTo", "attacks")} == {
        ("country/PRK", "deploysTroopsTo", "region/kursk")
    }
    for factuality in ("PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu"):
        events = [replace(event, factuality=factuality) for event in analysis.events]
        assert not [f for f in facts(replace(analysis, events=events)) if f[1] == "deploysTroopsTo"]
    claimed = [replace(event, claims=["#claim-said"]) for event in analysis.events]
    assert not [f for f in facts(replace(analysis, events=claimed)) if f[1] == "deploysTroopsTo"]


def test_plain_triples_end_within_the_range_of_their_property() -> None:
    analysis = deployment()
    entities = analysis.entities | {"region/kursk": replace(analysis.entities["region/kursk"], type="Person")}
    assert not [f for f in facts(replace(analysis, entities=entities)) if f[1] == "deploysTroopsTo"]


def test_relations_within_claims_are_no_plain_triples() -> None:
    analysis = position()
    triple = ("person/anna-ek", "holdsPosition", "position/NOR/foreign-minister")
    assert triple in facts(analysis)
    for change in ({"claims": ["#claim-1"]}, {"factuality": "Uu"}):
        relations = [replace(each, **change) for each in analysis.relations]
        assert triple not in facts(replace(analysis, relations=relations))


def test_metonym_names_its_place_and_keeps_its_government() -> None:
    graph = to_graph(deployment())
    mention = rdflib.URIRef(DATA + "article/deployment#mention-0-9")
    assert graph.value(mention, rdflib.URIRef(KG + "refersTo")) == rdflib.URIRef(DATA + "government/PRK")
    assert graph.value(mention, rdflib.URIRef(KG + "placeNamed")) == rdflib.URIRef(DATA + "city/pyongyang")


def test_entities_of_an_article_are_described_in_it() -> None:
    graph = to_graph(deployment())
    russia = rdflib.URIRef(DATA + "country/RUS")  # never mentioned, but Kursk lies in it
    assert graph.value(russia, RDFS.label) == rdflib.Literal("Russia", lang="en")
    assert (russia, RDF.type, rdflib.URIRef(KG + "Country")) in graph


def test_without_text_leaves_the_offsets_and_a_hash() -> None:
    text = write(deployment(), with_text=False)
    assert "nif:isString" not in text and "kg:textHash" in text and "nif:beginIndex" in text


def test_grouped_for_a_reader() -> None:
    headings = [line.removeprefix("# ---- ") for line in write(deployment()).splitlines() if line.startswith("# ----")]
    assert headings == [
        "article", "what the article itself asserts", "entities", "events", "claims", "quantities", "times",
        "mentions", "words",
    ]  # fmt: skip


@pytest.mark.parametrize("identifier", HOSTILE_IDS)
def test_hostile_ids_become_iris_and_stay_what_they_are(identifier: str) -> None:
    analysis = Analysis(Article(identifier, "Nothing."), model="test 1.0")
    graph = to_graph(analysis)
    article = rdflib.URIRef(iris.article_iri(DATA, identifier))
    assert (article, RDF.type, rdflib.URIRef(KG + "Article")) in graph
    assert "/" not in iris.slug(identifier) and iris.slug(identifier) not in ("", ".", "..")
    stated = [str(o) for o in graph.objects(article, rdflib.URIRef("http://purl.org/dc/terms/identifier"))]
    assert stated == [identifier]


@given(st.lists(st.text(min_size=1, max_size=30), min_size=2, max_size=2, unique=True))
def test_slugs_differ_where_ids_differ(identifiers: list[str]) -> None:
    assert iris.slug(identifiers[0]) != iris.slug(identifiers[1])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=30))
def test_any_text_and_title_come_back(text: str, title: str) -> None:
    graph = rdflib.Graph()
    graph.parse(data=write(Analysis(Article("a", text, title), model="test 1.0")), format="turtle")
    stored = str(next(graph.objects(None, rdflib.URIRef(NIF + "isString"))))
    assert stored == text
    assert [str(o) for o in graph.objects(None, rdflib.URIRef("https://schema.org/headline"))] == [title] * bool(title)


def test_the_same_bytes_whatever_the_hash_seed_and_locale(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from sample_analyses import *; from kgbuild.graph import turtle;"
        "from kgbuild import ontology; o = ontology.load();"
        "sys.stdout.buffer.write((turtle.write(deployment(), o) + turtle.write(position(), o)).encode())"
    )
    outputs = set()
    for seed, language in (("0", "C"), ("1", "C.UTF-8"), ("77", "POSIX")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": language, "TZ": "Asia/Seoul"}
        command = [sys.executable, "-c", program, str(Path(__file__).parent)]
        outputs.add(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)
    assert len(outputs) == 1 and outputs.pop().startswith(b"@base")
