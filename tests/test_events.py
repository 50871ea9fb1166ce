"""Events: their classes, roles, PLOVER codes and factuality, by tables of sentences through the real pipeline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kgbuild.model import Analysis, Article, Event
from kgbuild.ontology import Ontology
from kgbuild.pipeline import Resources, analyse_all, load_resources

TABLES = Path(__file__).parent / "tables"
SPECIFICATION = re.compile(
    r"(?P<no>!?)(?P<classes>[\w|]*)(?:/(?P<plover>[A-Z]+))?(?:@(?P<factuality>[\w+-]+))?(?:\((?P<roles>.*)\))?$"
)


def rows() -> list[tuple[str, tuple[str, ...]]]:
    found = []
    for path in sorted(TABLES.glob("events-*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                sentence, *expected = line.split("\t")
                found.append((sentence, tuple(expected)))
    return found


ROWS = rows()


@pytest.fixture(scope="module")
def analyses(resources: Resources) -> dict[str, Analysis]:
    articles = [Article(f"row-{number}", sentence, date="2024-11-06") for number, (sentence, _) in enumerate(ROWS)]
    return {analysis.article.text: analysis for analysis in analyse_all(articles, resources)}


def is_right(event: Event, wanted: re.Match[str], analysis: Analysis, ontology: Ontology) -> bool:
    """Whether the event is of the class, code and factuality, and has the fillers."""
    text = analysis.article.text
    if wanted["classes"] and not any(ontology.is_a(event.type, name) for name in wanted["classes"].split("|")):
        return False
    if wanted["plover"] and event.plover != wanted["plover"]:
        return False
    if wanted["factuality"] and event.factuality != wanted["factuality"]:
        return False
    for pair in filter(None, (wanted["roles"] or "").split("; ")):
        role, words = pair.split("=")
        if not any(r.role in role.split("|") and words in text[r.span.begin : r.span.end] for r in event.roles):
            return False
    return True


def told(analysis: Analysis) -> str:
    text = analysis.article.text
    return "; ".join(
        f"{e.type}/{e.plover}@{e.factuality}"
        f"({', '.join(f'{r.role}={text[r.span.begin : r.span.end]}' for r in e.roles)})"
        for e in analysis.events
    )


@pytest.mark.parametrize(("sentence", "expected"), ROWS, ids=[sentence for sentence, _ in ROWS])
def test_table(sentence: str, expected: tuple[str, ...], analyses: dict[str, Analysis], resources: Resources) -> None:
    analysis = analyses[sentence]
    for specification in expected:
        wanted = SPECIFICATION.match(specification)
        assert wanted, specification
        if specification == "!":
            assert not [e for e in analysis.events if e.plover], told(analysis)
        else:
            found = any(is_right(event, wanted, analysis, resources.ontology) for event in analysis.events)
            assert found != bool(wanted["no"]), f"{specification} — got {told(analysis) or 'nothing'}"


def test_table_is_broad(resources: Resources) -> None:
    assert len(ROWS) >= 400
    named = {name for _, expected in ROWS for each in expected for name in re.findall(r"^\w+", each)}
    ontology = resources.ontology
    types = {ontology.plover_types.get(name, "") for name in named}
    assert len(types - {""}) == 16


def test_offsets_hold(analyses: dict[str, Analysis]) -> None:
    for analysis in analyses.values():
        text = analysis.article.text
        for event in analysis.events:
            for span in (event.span, *(role.span for role in event.roles)):
                assert 0 <= span.begin < span.end <= len(text)
                assert text[span.begin : span.end].strip()


def test_events_can_be_explained(analyses: dict[str, Analysis], resources: Resources) -> None:
    entries = {entry.id for entries in resources.ontology.entries.values() for entry in entries}
    for analysis in analyses.values():
        for event in analysis.events:
            assert event.entry in entries
            assert event.construction


def test_no_crowd_of_events(analyses: dict[str, Analysis]) -> None:
    crowded = [a.article.text for a in analyses.values() if len([e for e in a.events if e.plover]) > 2]
    assert len(crowded) <= len(analyses) // 100, crowded


def test_user_adds_an_event_type(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        """
        @prefix kg: <https://w3id.org/kgbuild/ontology#> .
        @prefix lex: <https://w3id.org/kgbuild/lexicon#> .
        @prefix frame: <https://w3id.org/kgbuild/lexicon/frame#> .
        @prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> .
        @prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix synsem: <http://www.w3.org/ns/lemon/synsem#> .
        kg:Beekeeping rdfs:subClassOf kg:Cooperate ; rdfs:label "beekeeping"@en ;
            kg:directProperty kg:keepsBeesFor ; kg:directRoles kg:recipient .
        lex:keep-bees a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:verb ; lex:form "hive" ;
            ontolex:evokes kg:Beekeeping ; synsem:synBehavior frame:act ;
            lex:slot [ lex:argument "for" ; lex:role kg:recipient ] .
        """,
        encoding="utf-8",
    )
    resources = load_resources(ontology=[own])
    (analysis,) = analyse_all([Article("own", "Slovenia hived bees for Croatia.")], resources)
    event = next(e for e in analysis.events if e.type == "Beekeeping")
    assert event.plover == "COOPERATE"
    assert {r.role for r in event.roles} >= {"actor", "recipient"}
