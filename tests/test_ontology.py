"""The ontology: every term is declared and documented, and stays within OWL 2 RL."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

from kgbuild import ontology as ontologies
from kgbuild.ontology import ONTOLOGY_FOLDER
from kgbuild.vocabulary import KG, SCHEMA, SEM

ROLES = {
    "actor": "actor", "recipient": "recipient", "theme": "other", "topic": "other", "outcome": "other",
    "instrument": "instrument", "origin": "place", "destination": "place", "place": "place", "time": "time",
    "quantity": "quantity",
}  # fmt: skip
PLOVER = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT"
).split()
# https://www.w3.org/TR/owl2-profiles/#OWL_2_RL; and unionOf and oneOf, which it allows in some places only
NOT_IN_OWL_2_RL = (
    OWL.complementOf, OWL.disjointUnionOf, OWL.hasSelf, OWL.minCardinality, OWL.oneOf, OWL.onDatatype, OWL.unionOf,
    OWL.minQualifiedCardinality, OWL.ReflexiveProperty,
)  # fmt: skip


@cache
def vocabulary() -> rdflib.Graph:
    """The classes, properties and concepts; not the lexicon."""
    graph = rdflib.Graph()
    for path in sorted(ONTOLOGY_FOLDER.glob("*.ttl")):
        if path.name not in ontologies.NOT_READ:
            graph.parse(path)
    return graph


def terms_of(path: Path) -> set[str]:
    quads = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    terms = {term for quad in quads for term in (quad.subject, quad.predicate, quad.object)}
    return {term.value for term in terms if isinstance(term, ox.NamedNode) and term.value.startswith(KG)}


def declared() -> set[str]:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, SKOS.ConceptScheme)
    found = {str(term) for kind in kinds for term in vocabulary().subjects(RDF.type, kind)}
    found |= {str(term) for term in vocabulary().subjects(RDF.type, rdflib.URIRef(KG + "Stance"))}
    return found | {KG + "contentFactuality", KG + "negatedFactuality"}


@pytest.mark.parametrize("path", sorted(ONTOLOGY_FOLDER.rglob("*.ttl")), ids=lambda path: path.name)
def test_every_term_that_a_file_uses_is_declared(path: Path) -> None:
    assert terms_of(path) - declared() == set()


def test_every_term_has_label_comment_and_example() -> None:
    graph = vocabulary()
    comments = (RDFS.comment, SKOS.definition)
    for iri in sorted(declared()):
        term = rdflib.URIRef(iri)
        assert len(list(graph.objects(term, RDFS.label))) == 1, iri
        assert any((term, property, None) in graph for property in comments), iri
        scheme = (term, RDF.type, SKOS.ConceptScheme) in graph
        assert scheme or (term, SKOS.example, None) in graph, iri


def test_owl_2_rl() -> None:
    graph = vocabulary()
    for construct in NOT_IN_OWL_2_RL:
        assert (None, construct, None) not in graph and (None, RDF.type, construct) not in graph
    both = set(graph.subjects(RDF.type, OWL.ObjectProperty)) & set(graph.subjects(RDF.type, OWL.DatatypeProperty))
    assert not both
    classes = set(graph.subjects(RDF.type, OWL.Class))
    properties = {s for k in (OWL.ObjectProperty, OWL.DatatypeProperty) for s in graph.subjects(RDF.type, k)}
    assert not classes & properties


def test_classes_form_no_circle() -> None:
    above = defaultdict(set)
    for child, parent in vocabulary().subject_objects(RDFS.subClassOf):
        above[child].add(parent)
    for start in list(above):
        seen, todo = set(), list(above[start])
        while todo:
            current = todo.pop()
            assert current != start, start
            if current not in seen:
                seen.add(current)
                todo += above.get(current, ())


def test_roles_have_their_kinds() -> None:
    kinds = ontologies.load().role_kinds
    assert {role: kinds.get(role) for role in ROLES} == ROLES


def test_the_sixteen_plover_classes_align_with_plover_and_cameo() -> None:
    alignments = rdflib.Graph().parse(ONTOLOGY_FOLDER / "alignments.ttl")
    for name in PLOVER:
        term = rdflib.URIRef(KG + name.capitalize())
        matches = [alignments.value(each, SKOS.notation) for each in alignments.objects(term, SKOS.exactMatch)]
        assert [str(match) for match in matches] == [name]
        relations = (SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch)
        cameo = [str(other) for relation in relations for other in alignments.objects(term, relation)]
        assert cameo and all("/cameo#" in iri for iri in cameo)
        assert ontologies.load().plover_types[name.capitalize()] == name


def test_every_event_class_has_roles_an_alignment_and_words() -> None:
    ontology = ontologies.load()
    graph = vocabulary() + rdflib.Graph().parse(ONTOLOGY_FOLDER / "alignments.ttl")
    classes = [term for term in graph.subjects(RDF.type, OWL.Class) if ontology.is_event(str(term).removeprefix(KG))]
    assert len(classes) > 200
    relations = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, rdflib.URIRef(KG + "cameoRoot"))
    for term in classes:
        if term == rdflib.URIRef(KG + "Event"):
            continue
        assert (term, rdflib.URIRef(KG + "typicalRole"), None) in graph, term
        assert any((term, relation, None) in graph for relation in relations), term
    evoked = {entry.evokes for entries in ontology.entries.values() for entry in entries}
    bare = {str(term).removeprefix(KG) for term in classes} - evoked - {"Event", "Statement"}
    assert bare <= {name.capitalize() for name in PLOVER}  # the sixteen have their words below them
    assert sum(len(entries) for entries in ontology.entries.values()) >= 1200


@pytest.mark.parametrize(
    "term, relation, other",
    [
        ("Event", RDFS.subClassOf, SEM + "Event"),
        ("actor", RDFS.subPropertyOf, SEM + "hasActor"),
        ("Claim", RDFS.subClassOf, SCHEMA + "Claim"),
        ("Agent", RDFS.subClassOf, "http://www.w3.org/ns/prov#Agent"),
    ],
)
def test_alignments(term: str, relation: rdflib.URIRef, other: str) -> None:
    alignments = rdflib.Graph().parse(ONTOLOGY_FOLDER / "alignments.ttl")
    assert (rdflib.URIRef(KG + term), relation, rdflib.URIRef(other)) in alignments


def test_direct_properties_are_declared_below_interacts_with() -> None:
    below = ontologies.load().direct_properties
    declared_below = {str(s) for s in vocabulary().subjects(RDFS.subPropertyOf, rdflib.URIRef(KG + "interactsWith"))}
    assert {KG + name for name, _ in below.values()} <= declared_below
    assert below["Deployment"] == ("deploysTroopsTo", ("destination",))
