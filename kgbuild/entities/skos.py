"""Entities as SKOS concepts in Turtle: the gazetteer's own files and a user's.

A concept has a class of the ontology as `rdf:type`, one ``skos:prefLabel`` and any number of ``skos:altLabel``. It may
have ``skos:exactMatch`` (Wikidata, GeoNames), ``kg:countryCode`` (ISO 3166-1 alpha-3), ``kg:sector``, ``kg:demonym``,
``geo:lat`` and ``geo:long``, ``kg:population`` (whose common logarithm orders namesakes), ``kg:prominence`` (which does
so where there is no population; 5 by default), ``kg:since`` and ``kg:until``, and the IRIs of other concepts:
``kg:affiliatedWith``, ``schema:containedInPlace`` and ``kg:seatOf`` (the government a building stands for). Its key is
its IRI below the data namespace; of any other IRI, its class and label.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log10
from pathlib import Path
from sys import intern

import pyoxigraph as ox

from kgbuild.entities.identifiers import name_key
from kgbuild.entities.senses import Known
from kgbuild.model import Entity
from kgbuild.vocabulary import DATA, GEO, KG, RDF, SCHEMA, SKOS

_PROMINENCE = 5.0
_PREF_LABEL = SKOS + "prefLabel"


def concepts(path: Path) -> Iterator[tuple[Known, list[str], list[str]]]:
    """Each concept of the file with its names and demonyms, in the order of the file.

    Raises OSError where the file cannot be read and SyntaxError (with line and column) where it is not Turtle.
    """
    about: dict[str, list[str]] = {}  # subject -> predicate, object, predicate, object …: a large file stays small
    subject, pairs = "", []
    for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
            if triple.subject.value != subject:
                subject = triple.subject.value
                pairs = about.setdefault(subject, [])
            pairs += (intern(triple.predicate.value), triple.object.value)
    for iri in list(about):
        pairs = about.pop(iri)
        said: dict[str, list[str]] = {}
        for predicate, value in zip(pairs[::2], pairs[1::2], strict=True):
            said.setdefault(predicate, []).append(value)
        labels = said.get(_PREF_LABEL)
        if labels:
            yield _concept(iri, labels[0], said)


def _concept(iri: str, label: str, said: dict[str, list[str]]) -> tuple[Known, list[str], list[str]]:
    def first(name: str) -> str:
        return next(iter(said.get(name, ())), "")

    classes = [name.removeprefix(KG) for name in said.get(RDF + "type", ()) if name.startswith(KG)]
    kind = classes[0] if classes else "Thing"
    population, latitude, longitude = first(KG + "population"), first(GEO + "lat"), first(GEO + "long")
    entity = Entity(
        _key(iri) if iri.startswith(DATA) else name_key(kind.casefold(), label),
        kind, label, tuple(said.get(SKOS + "exactMatch", ())), country=first(KG + "countryCode"),
        sector=first(KG + "sector"), affiliation=_key(first(KG + "affiliatedWith")),
        place=_key(first(KG + "seatOf")), contained_in=_key(first(SCHEMA + "containedInPlace")), basis="gazetteer",
        latitude=float(latitude) if latitude else None, longitude=float(longitude) if longitude else None,
        office=first(SCHEMA + "jobTitle"),
    )
    prominence = log10(max(float(population), 10.0)) if population else float(first(KG + "prominence") or _PROMINENCE)
    known = Known(entity, prominence, first(KG + "since"), first(KG + "until"))
    return known, [label, *said.get(SKOS + "altLabel", ())], said.get(KG + "demonym", [])


def _key(iri: str) -> str:
    return iri.removeprefix(DATA)
