"""The namespaces of what kgbuild reads and writes."""

from __future__ import annotations

KG = "https://w3id.org/kgbuild/ontology#"
LEX = "https://w3id.org/kgbuild/lexicon#"
DATA = "https://w3id.org/kgbuild/data/"  # the default of --base

DCTERMS = "http://purl.org/dc/terms/"
GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
LEXINFO = "http://www.lexinfo.net/ontology/3.0/lexinfo#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
ONTOLEX = "http://www.w3.org/ns/lemon/ontolex#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SYNSEM = "http://www.w3.org/ns/lemon/synsem#"
TIME = "http://www.w3.org/2006/time#"
XSD = "http://www.w3.org/2001/XMLSchema#"

WIKIDATA = "http://www.wikidata.org/entity/"
GEONAMES = "https://sws.geonames.org/"

PREFIXES = {
    "dcterms": DCTERMS,
    "geo": GEO,
    "kg": KG,
    "lex": LEX,
    "lexinfo": LEXINFO,
    "nif": NIF,
    "ontolex": ONTOLEX,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sem": SEM,
    "skos": SKOS,
    "synsem": SYNSEM,
    "time": TIME,
    "wd": WIKIDATA,
    "xsd": XSD,
}
