"""The bundled questions: their headers, their parameters, and the same answers from every store."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_analyses import deployment, position

from kgbuild import ontology as ontologies
from kgbuild import queries
from kgbuild.graph import turtle
from kgbuild.graph.iris import article_iri, key_iri
from kgbuild.model import Analysis, Article
from kgbuild.pipeline import analyse_all, default_resources
from kgbuild.queries import Answer, Query, QueryError
from kgbuild.store import embedded, remote
from kgbuild.vocabulary import DATA

CATALOGUE = queries.catalogue()
Ask = Callable[[str], Answer]
CONTRACT = {
    "mentions": "source begin end text entity type label link country usage",
    "events": "source event type plover begin end text factuality attributed role roleKind filler fillerLabel"
    " fillerBegin fillerEnd fillerCountry fillerSector",
    "claims": "source claim stance factuality cueBegin cueEnd cueText speaker speakerLabel speakerBegin speakerEnd"
    " speakerCountry contentBegin contentEnd contentText within",
    "relations": "source subject subjectBegin subjectEnd predicate object objectBegin objectEnd",
    "same-events": "cluster event source type begin end status",
}


def rows(ask: Ask, query: str, /, **values: str) -> list[tuple[str, ...]]:
    """The rows of an answer, sorted, empty where a variable is unbound."""
    answer = queries.run(queries.find(query), values, ask)
    return sorted(tuple(cell or "" for cell in row) for row in answer.rows)


def column(ask: Ask, query: str, wanted: str, /, **values: str) -> set[str]:
    answer = queries.run(queries.find(query), values, ask)
    return {row[answer.columns.index(wanted)] or "" for row in answer.rows}


def graph_folder(folder: Path, analyses: list[Analysis]) -> Path:
    (folder / embedded.ARTICLES).mkdir(parents=True)
    for number, analysis in enumerate(analyses):
        text = turtle.write(analysis, ontologies.load())
        (folder / embedded.ARTICLES / f"{number}.ttl").write_text(text, encoding="utf-8")
    return folder


def dataset_of(folder: Path) -> rdflib.Dataset:
    dataset = rdflib.Dataset()
    for path in embedded.graph_files(folder):
        name = str(next(embedded.named_quads(path)).graph_name)[1:-1]
        dataset.graph(rdflib.URIRef(name)).parse(path, format="turtle")
    return dataset


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder = graph_folder(tmp_path_factory.mktemp("samples") / "graph", [deployment(), position()])
    return queries.ask_oxigraph(embedded.open_folder(folder))


# ---- headers and parameters


def test_there_are_at_least_twenty_five() -> None:
    assert len(CATALOGUE) >= 25
    assert set(CONTRACT) <= {query.name for query in CATALOGUE}


@pytest.mark.parametrize("query", CATALOGUE, ids=lambda query: query.name)
def test_every_query_says_what_it_answers(query: Query) -> None:
    assert query.summary and not query.summary.endswith(".") and query.tags
    for parameter in query.parameters:
        assert parameter.description and parameter.example, parameter.name
        queries.term(parameter, parameter.example)
        if parameter.default:
            queries.term(parameter, parameter.default)
    assert "GRAPH" in query.text  # stores disagree about the default graph
    assert set(queries._header(query.text)) <= {"summary", "description", "tags", "parameters", "defaults"}


@pytest.mark.parametrize("query", CATALOGUE, ids=lambda query: query.name)
def test_the_columns_are_named_in_the_query(query: Query) -> None:
    answer = queries.run(query, {}, queries.ask_oxigraph(ox.Store()))
    assert answer.columns and answer.rows == []
    assert all(not name.startswith("_") for name in answer.columns)


@pytest.mark.parametrize("name", CONTRACT)
def test_the_evidence_contract_has_its_columns(name: str) -> None:
    answer = queries.run(queries.find(name), {}, queries.ask_oxigraph(ox.Store()))
    assert answer.columns == tuple(CONTRACT[name].split())


def test_unknown_query_names_the_nearest() -> None:
    with pytest.raises(QueryError, match="did you mean deployments"):
        queries.find("deployment")


@pytest.mark.parametrize(
    "name, values, message",
    [
        ("deployments", {"land": "x"}, "has no parameter 'land'.*country"),
        ("mentions", {"x": "1"}, "it has: none"),
        ("events-by-type", {"since": "last week"}, "not a value of type date, such as 2024"),
        ("events-near", {"latitude": "north"}, "type decimal"),
        ("evidence", {"node": "no iri"}, "type IRI"),
        ("evidence", {"node": "http://x/> } DROP ALL #"}, "type IRI"),
    ],
)
def test_wrong_parameters_are_refused(name: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        queries.bound(queries.find(name), values)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_values_are_bound_as_terms_never_as_text(value: str) -> None:
    query = Query("echo", "", (), (queries.Parameter("x", "x", "string", "", "", ""),), "SELECT ?_x WHERE { }")
    answer = queries.run(query, {"x": value}, queries.ask_oxigraph(ox.Store()))
    assert answer.rows == [(value,)]


@pytest.mark.parametrize("value", ['"', '" } #', "\\", "' || true", "Ukraine\n}", "?_country", "$1", "\\u0022"])
def test_hostile_values_find_nothing_and_break_nothing(value: str, samples: Ask) -> None:
    assert rows(samples, "deployments", country=value) == []
    assert rows(samples, "claims-by-speaker", speaker=value) in ([], rows(samples, "claims-by-speaker", speaker='"'))


def test_the_catalogue_needs_no_store_and_no_parser() -> None:
    program = (
        "import sys; from kgbuild import queries; queries.catalogue();"
        "print([m for m in ('spacy', 'rdflib', 'SPARQLWrapper', 'pyoxigraph', 'numpy') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


# ---- the evidence contract, read straight from the model


def contract(name: str, analyses: list[Analysis]) -> list[tuple[str, ...]]:
    found = [row for analysis in analyses for row in _ROWS[name](analysis)]
    return sorted(tuple("" if cell is None else str(cell) for cell in row) for row in found)


def _node(analysis: Analysis, key: str) -> str:
    return key_iri(DATA, article_iri(DATA, analysis.article.id), key) if key else ""


def _mentions(a: Analysis) -> Iterator[tuple[object, ...]]:
    for m in a.mentions:
        entity = a.entities[m.entity]
        for link in a.entities.get(m.place, entity).links or ("",):
            yield (
                a.article.id, *m.span, a.article.text[slice(*m.span)], _node(a, m.entity), entity.type, entity.label,
                link, entity.country, m.usage,
            )  # fmt: skip


def _events(a: Analysis) -> Iterator[tuple[object, ...]]:
    kinds, text = ontologies.load().role_kinds, a.article.text
    for e in a.events:
        for span in (e.span, *e.further_spans):
            about = (a.article.id, _node(a, e.key), e.type, e.plover, *span, text[slice(*span)], e.factuality)
            about = (*about, "true" if e.attributed else "false")
            if not e.roles:
                yield (*about, *[""] * 8)
            for r in e.roles:
                known = a.entities.get(r.filler)
                label = known.label if known else text[slice(*r.span)]
                country, sector = (known.country, known.sector) if known else ("", "")
                yield (
                    *about, r.role, kinds.get(r.role, "other"), _node(a, r.filler), label, *r.span, country, sector
                )  # fmt: skip


def _claims(a: Analysis) -> Iterator[tuple[object, ...]]:
    text = a.article.text
    for c in a.claims:
        cue = (*c.cue[0], text[slice(*c.cue[0])]) if c.cue else ("", "", "")
        for s in c.speakers or [None]:
            known = a.entities.get(s.entity) if s else None
            speaker = (_node(a, s.entity), s.label, *(s.span or ("", ""))) if s else ("",) * 4
            for span in c.content or [None]:
                content = (*span, text[slice(*span)]) if span else ("", "", "")
                yield (
                    a.article.id, _node(a, c.key), c.stance, c.factuality, *cue, *speaker,
                    known.country if known else "", *content, _node(a, c.within),
                )  # fmt: skip


def _relations(a: Analysis) -> Iterator[tuple[object, ...]]:
    for r in a.relations:
        yield (
            a.article.id, _node(a, r.subject), *r.subject_span, r.predicate, _node(a, r.object), *r.object_span
        )  # fmt: skip


def _same_events(a: Analysis) -> Iterator[tuple[object, ...]]:
    for e in a.events:
        for span in (e.span, *e.further_spans):
            yield _node(a, e.key), _node(a, e.key), a.article.id, e.type, *span, "single-source"


_ROWS: dict[str, Callable[[Analysis], Iterator[tuple[object, ...]]]] = {
    "mentions": _mentions, "events": _events, "claims": _claims, "relations": _relations, "same-events": _same_events,
}  # fmt: skip


@pytest.mark.parametrize("name", CONTRACT)
def test_the_contract_on_analyses_made_by_hand(name: str, samples: Ask) -> None:
    assert rows(samples, name) == contract(name, [deployment(), position()])


@pytest.fixture(scope="module")
def extracted(analyse: Callable[..., Analysis], newsroom: Path) -> list[Analysis]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(newsroom.glob("*.txt"))]
    return [analyse(text, id=f"article {number}", date="2024-11-06") for number, text in enumerate(texts)]


@pytest.mark.parametrize("name", CONTRACT)
def test_the_contract_on_articles(name: str, extracted: list[Analysis], tmp_path: Path) -> None:
    ask = queries.ask_oxigraph(embedded.open_folder(graph_folder(tmp_path / "graph", extracted)))
    expected = contract(name, extracted)
    assert rows(ask, name) == expected
    assert name == "relations" or expected


# ---- answers


@pytest.mark.parametrize(
    "name, values, wanted, expected",
    [
        ("articles", {}, "source", {"deployment", '../../x <">'}),
        ("entities", {"type": "Person"}, "label", {"Anna Ek"}),
        ("entities", {"name": "kursk"}, "type", {"Region"}),
        ("deployments", {"country": "North Korea"}, "destination", {"Kursk Oblast"}),
        ("deployments", {"country": "PRK"}, "saidBy", {"the article itself"}),
        ("deployments", {"country": "RUS"}, "actor", {"Government of North Korea"}),
        ("deployments", {"country": "Norway"}, "actor", set()),
        ("claims-by-speaker", {"speaker": "south korea"}, "stance", {"Doubts"}),
        ("claims-by-country", {"country": "South Korea"}, "content", {"Ukraine,", "had attacked them"}),
        ("claims-by-country", {"country": "NOR", "stance": "Denies"}, "speaker", {"Anna Ek"}),
        ("claims-by-stance", {"stance": "Denies"}, "content", {"it"}),
        ("claims-by-topic", {"topic": "ATTACKED"}, "stance", {"Doubts", "States"}),
        ("denied-or-doubted", {}, "stance", {"Doubts", "Denies"}),
        ("denied-or-doubted", {"topic": "attacked"}, "speaker", {"Government of South Korea"}),
        ("claim-chains", {}, "relayer", {"Government of South Korea"}),
        ("unnamed-sources", {}, "speaker", {'"officials"'}),
        ("unnamed-source-share", {}, "percent", {"50"}),
        ("events-by-type", {"type": "ASSAULT"}, "type", {"Attack"}),
        ("events-by-type", {"since": "2024-11-02"}, "event", set()),
        ("events-by-place", {"place": "kursk"}, "type", {"Deployment"}),
        ("events-by-country", {"country": "Ukraine"}, "role", {"actor"}),
        ("events-inside-region", {"region": "Russia"}, "place", {"Kursk Oblast"}),
        ("events-near", {"latitude": "51.7", "longitude": "36.2"}, "place", {"Kursk Oblast"}),
        ("events-near", {"latitude": "10", "longitude": "36.2"}, "place", set()),
        ("dyads", {"country": "UKR"}, "plover", {"ASSAULT"}),
        ("dyads", {"country": "South Korea"}, "plover", set()),
        ("deployments", {"country": "North Korea"}, "claimed", {""}),
        ("figures", {"type": "Deployment"}, "minimum", {"9000"}),
        ("positions", {"country": "Norway"}, "position", {"foreign minister of Norway"}),
        ("positions", {"person": "nobody"}, "position", set()),
        ("affiliations", {"name": "ek"}, "predicate", {"holdsPosition"}),
        ("evidence", {"node": DATA + "article/deployment#claim-doubt"}, "rule", {"cue-doubt", ""}),
        ("evidence", {"node": DATA + "country/UKR"}, "text", {"Ukraine"}),
        ("statements-over-time", {}, "speaker", set()),
    ],
)
def test_answers(name: str, values: dict[str, str], wanted: str, expected: set[str], samples: Ask) -> None:
    assert column(samples, name, wanted, **values) == expected


ACROSS = sorted(query.name for query in CATALOGUE if "across articles" in query.tags)


@pytest.mark.parametrize("name", sorted(set(ACROSS) - {"moved-position"}))
def test_the_newsroom_has_answers_across_articles(name: str, newsroom_graph: Path) -> None:
    ask = queries.ask_oxigraph(embedded.open_folder(newsroom_graph))
    assert rows(ask, name)


# ---- the same rows from every store


def test_what_is_denied_is_told_from_what_is_claimed(newsroom_graph: Path) -> None:
    answer = queries.run(queries.find("deployments"), {}, queries.ask_oxigraph(embedded.open_folder(newsroom_graph)))
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    by_denial = {(row["saidBy"], row["claimed"]) for row in rows if row["source"] == "channel-nine-2024-10-25-denial.html"}
    assert ("Government of North Korea", "CT-") in by_denial
    assert ("spy agency of South Korea", "CT+") in by_denial


def test_dyads_count_nothing_that_is_denied(tmp_path: Path) -> None:
    sentences = ("Iran denied that it had attacked Saudi Arabia.", "Jordan said that Egypt had attacked Libya.")
    articles = [Article(str(number), text) for number, text in enumerate(sentences)]
    folder = graph_folder(tmp_path / "graph", list(analyse_all(articles, default_resources())))
    found = rows(queries.ask_oxigraph(embedded.open_folder(folder)), "dyads")
    assert [(row[1], row[3]) for row in found if row[2] == "ASSAULT"] == [("EGY", "LBY")]


@pytest.fixture(scope="module")
def everywhere(newsroom_graph: Path) -> Iterator[dict[str, Ask]]:
    """The newsroom in the embedded store, in rdflib, and in a server with and without a union as default graph."""
    from test_remote import oxigraph_server

    with oxigraph_server() as plain, oxigraph_server("--union-default-graph") as union:
        for endpoint in (plain, union):
            remote.load(newsroom_graph, endpoint)
        yield {
            "oxigraph": queries.ask_oxigraph(embedded.open_folder(newsroom_graph)),
            "rdflib": queries.ask_rdflib(dataset_of(newsroom_graph)),
            "server": remote.ask_endpoint(plain),
            "server, union": remote.ask_endpoint(union),
        }


@pytest.mark.server
@pytest.mark.parametrize("with_values", [False, True], ids=["bare", "with parameters"])
@pytest.mark.parametrize("query", CATALOGUE, ids=lambda query: query.name)
def test_the_same_rows_from_every_store(query: Query, with_values: bool, everywhere: dict[str, Ask]) -> None:
    values = {p.name: p.example for p in query.parameters if p.type != "IRI"} if with_values else {}
    answers = {name: queries.run(query, values, ask) for name, ask in everywhere.items()}
    expected = answers.pop("oxigraph")
    for name, answer in answers.items():
        assert answer.columns == expected.columns, name
        assert sorted(map(repr, answer.rows)) == sorted(map(repr, expected.rows)), name
        if name != "rdflib":  # rdflib sorts unbound values and strings otherwise
            assert answer.rows == expected.rows, name
