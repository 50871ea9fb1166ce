"""The event classes and the lexicon: complete, documented, and each class's examples extracted as that class."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kgbuild.extraction.argument_types import UNRESOLVED
from kgbuild.model import Analysis, Article
from kgbuild.ontology import ONTOLOGY_FOLDER, Ontology, local_name
from kgbuild.pipeline import Resources, analyse_all
from kgbuild.vocabulary import KG, RDFS, SKOS

PLOVER = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST "
    "ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
AGENTLESS = frozenset(  # examples that name nobody who does it
    (
        "A car bomb exploded in Kabul.",
        "The suicide bombing in Kabul shocked the city.",
        "The drone attack on the refinery killed a guard.",
    )
)


def _store() -> ox.Store:
    store = ox.Store()
    store.load(path=str(ONTOLOGY_FOLDER / "events.ttl"), format=ox.RdfFormat.TURTLE)
    return store


STORE = _store()
SUBCLASS = ox.NamedNode(RDFS + "subClassOf")
CLASSES = sorted({local_name(q.subject.value) for q in STORE.quads_for_pattern(None, SUBCLASS, None)})


def values(name: str, iri: str) -> list[str]:
    return sorted(q.object.value for q in STORE.quads_for_pattern(ox.NamedNode(KG + name), ox.NamedNode(iri), None))


EXAMPLES = [(name, example) for name in CLASSES for example in values(name, SKOS + "example")]


@pytest.fixture(scope="module")
def analyses(resources: Resources) -> dict[str, Analysis]:
    sentences = list(dict.fromkeys(example for _, example in EXAMPLES))
    articles = [Article(f"example-{number}", text, date="2024-11-06") for number, text in enumerate(sentences)]
    return {analysis.article.text: analysis for analysis in analyse_all(articles, resources)}


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{name}: {example}" for name, example in EXAMPLES])
def test_example_is_extracted(name: str, example: str, analyses: dict[str, Analysis], resources: Resources) -> None:
    """As its class or one beneath, with a participant, and all roles of the example in the class's typical ones."""
    ontology = resources.ontology
    events = [event for event in analyses[example].events if ontology.is_a(event.type, name)]
    assert events, [(event.type, event.entry) for event in analyses[example].events]
    typical = {local_name(value) for value in values(name, KG + "typicalRole")}
    found = {role.role for event in events for role in event.roles}
    named = typical & {"actor"} if example not in AGENTLESS else set()
    assert found & typical, found
    assert not named or named & found, (named, found)


@pytest.mark.parametrize("name", CLASSES)
def test_class_is_documented(name: str) -> None:
    assert len(values(name, RDFS + "label")) == 1
    assert len(values(name, RDFS + "comment")) == 1
    assert values(name, SKOS + "example")


def test_plover_types(resources: Resources) -> None:
    ontology = resources.ontology
    types = {ontology.plover_types.get(name, "") for name in CLASSES}
    assert types - {""} == PLOVER
    specific = [n for n in CLASSES if ontology.plover_types.get(n) and not values(n, KG + "ploverType")]
    assert len(specific) >= 50
    assert all(values(name, KG + "cameoRoot") for name in specific)


def _event_entries(ontology: Ontology) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for (category, form), entries in ontology.entries.items():
        for entry in entries:
            if category in ("verb", "noun", "adjective") and ontology.is_event(entry.evokes):
                found.setdefault((category, form), set()).add(entry.evokes)
    return found


def test_lexicon_is_broad(resources: Resources) -> None:
    ontology = resources.ontology
    entries = _event_entries(ontology)
    assert len(entries) >= 1200
    assert sum(1 for _, form in entries if " " in form) >= 300
    evoked = {name for names in entries.values() for name in names}
    above = {ancestor for name in evoked for ancestor in ontology.superclasses[name]}
    assert set(CLASSES) - {"Statement"} <= above


def test_lexicon_is_sound(resources: Resources) -> None:
    """Slots name roles, classes and noun classes that exist; labels and forms are lower-case lemmas."""
    ontology = resources.ontology
    noun_classes = {name for names in ontology.noun_classes.values() for name in names}
    classes = {name for above in ontology.superclasses.values() for name in above} | noun_classes | {UNRESOLVED}
    for (category, form), entries in ontology.entries.items():
        for entry in entries:
            if category not in ("verb", "noun", "adjective") or not ontology.is_event(entry.evokes):
                continue
            assert form == form.lower().strip(), form
            assert entry.slots, entry.id
            for slot in entry.slots:
                assert slot.arguments, entry.id
                assert not slot.role or slot.role in ontology.role_kinds, (entry.id, slot.role)
                assert slot.fillers | slot.excluded <= classes, (entry.id, slot.fillers | slot.excluded - classes)


def test_one_file_for_each_family() -> None:
    files = sorted(path.name for path in (ONTOLOGY_FOLDER / "lexicon").glob("events-*.ttl"))
    assert "events-frames.ttl" in files
    assert len(files) >= 4
    assert all(Path(ONTOLOGY_FOLDER / "lexicon" / name).stat().st_size > 2000 for name in files)
