"""The command line as a user meets it."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

import click
import pytest
import typer

from kgbuild import __version__
from kgbuild.cli import app
from kgbuild.queries import Answer
from kgbuild.tables import render

Command = Callable[..., "tuple[int, str, str]"]
COMMANDS: dict[str, click.Command] = typer.main.get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_and_an_example(name: str) -> None:
    found = COMMANDS[name]
    assert f"Example: kgbuild {name}" in (found.help or "")
    for parameter in found.params:
        if isinstance(parameter, click.Option) and parameter.name != "help":
            assert parameter.help or parameter.metavar, f"{name} {parameter.name}"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_examples_hold_options_that_exist(name: str) -> None:
    example = (COMMANDS[name].help or "").partition("Example:")[2]
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts}
    assert {word for word in example.split() if word.startswith("--")} <= options


@pytest.mark.parametrize("words", [["--help"], ["queries"], ["--version"], ["build", "--help"]])
def test_what_prints_only_loads_nothing_heavy(words: list[str]) -> None:
    """How long they take is measured in benchmarks/start.py; what would make them slow is seen here."""
    code = """
import sys
from kgbuild.cli import main
try:
    main()
except SystemExit:
    pass
print([m for m in ("spacy", "numpy", "rdflib", "pyoxigraph", "SPARQLWrapper", "trafilatura") if m in sys.modules], file=sys.stderr)
"""
    said = subprocess.run([sys.executable, "-c", code, *words], check=True, capture_output=True, text=True)
    assert said.stderr.strip() == "[]"
    assert said.stdout


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import sys, kgbuild.cli; print([m for m in ('spacy', 'numpy', 'rdflib', 'pyoxigraph') if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert said.stdout.strip() == "[]"


def test_version(command: Command) -> None:
    assert command("--version") == (0, f"kgbuild {__version__}\n", "")


def test_queries_are_listed_and_shown(command: Command) -> None:
    code, out, _ = command("queries")
    assert code == 0
    for name in ("mentions", "events", "claims", "relations", "same-events", "deployments"):
        assert f"  {name} " in out
    code, out, _ = command("queries", "deployments")
    assert code == 0 and "SELECT" in out and out.startswith("#+")


# ---- answers


def test_formats_hold_the_same_rows(newsroom_graph: Path, command: Command) -> None:
    answers = {f: command("query", "claims", "-g", newsroom_graph, "-f", f)[1] for f in ("csv", "json", "tsv", "table")}
    rows = list(csv.DictReader(io.StringIO(answers["csv"], newline="")))
    assert rows
    assert json.loads(answers["json"]) == [{k: v for k, v in row.items() if v} for row in rows]
    assert len(answers["tsv"].splitlines()) == len(rows) + 1
    assert answers["table"].splitlines()[-1] == f"{len(rows)} rows"


def test_csv_keeps_line_ends_quotes_and_commas() -> None:
    cell = 'a "b",\r\nc\n\td'
    text = "".join(render(Answer(("x", "y"), [(cell, None)]), "csv"))
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["x", "y"], [cell, ""]]


def test_an_answer_without_rows_has_its_header(newsroom_graph: Path, command: Command) -> None:
    words = ["query", "deployments", "-g", newsroom_graph, "--set", "country=Atlantis", "-f"]
    assert command(*words, "csv")[1].startswith("source,")
    assert command(*words, "json")[1].strip() == "[]"
    assert command(*words, "table")[1].splitlines()[-1] == "0 rows"


def test_offsets_hold_in_what_is_answered(newsroom: Path, newsroom_graph: Path, command: Command) -> None:
    from kgbuild.articles.readers import read
    from kgbuild.model import Article

    texts = {found.id: found.text for found in read([newsroom]) if isinstance(found, Article)}
    for name, columns in (("mentions", ("begin", "end", "text")), ("claims", ("cueBegin", "cueEnd", "cueText"))):
        rows = list(
            csv.DictReader(io.StringIO(command("query", name, "-g", newsroom_graph, "-f", "csv")[1], newline=""))
        )
        assert rows
        for row in rows:
            begin, end, words = (row[column] for column in columns)
            assert texts[row["source"]][int(begin) : int(end)] == words


def test_a_query_of_ones_own(newsroom_graph: Path, tmp_path: Path, command: Command) -> None:
    own = tmp_path / "own.rq"
    own.write_text("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }", encoding="utf-8")
    code, out, _ = command("query", own, "-g", newsroom_graph, "-f", "csv")
    assert code == 0 and int(out.splitlines()[1]) > 1000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT * WHERE { broken", "the query is not valid SPARQL"),
        ("ASK { ?s ?p ?o }", "only SELECT queries give a table"),
        ("", "has no group of patterns"),
    ],
)
def test_a_wrong_query_of_ones_own(newsroom_graph: Path, tmp_path: Path, command: Command, text: str, said: str) -> None:
    (tmp_path / "own.rq").write_text(text, encoding="utf-8")
    code, _, err = command("query", tmp_path / "own.rq", "-g", newsroom_graph)
    assert code == 1 and said in err and len(err.splitlines()) == 1 and "Error" not in err


def test_a_query_file_that_is_not_there(tmp_path: Path, command: Command) -> None:
    code, _, err = command("query", tmp_path / "own.rq")
    assert code == 1 and "own.rq: the query cannot be read (no such file" in err


def test_the_word_where_may_be_left_out(newsroom_graph: Path, tmp_path: Path, command: Command) -> None:
    (tmp_path / "own.rq").write_text("SELECT ?_n { GRAPH ?g { ?s ?p ?o } } LIMIT 1", encoding="utf-8")
    assert command("query", tmp_path / "own.rq", "-g", newsroom_graph, "-f", "csv", "-s", "n=7")[1] == "_n\n7\n"
    assert command("query", tmp_path / "own.rq", "-g", newsroom_graph)[0] == 0


def test_what_a_table_shows_can_be_explained(newsroom_graph: Path, command: Command) -> None:
    rows = json.loads(command("query", "claims", "-g", newsroom_graph, "-f", "json")[1])
    iri = rows[0]["claim"]
    code, out, err = command("explain", iri, "-g", newsroom_graph)
    assert code == 0, err
    assert rows[0]["cueText"] in out
    short = ":" + iri.removeprefix("https://w3id.org/kgbuild/data/")
    assert command("explain", short, "-g", newsroom_graph)[1] == out
    code, _, err = command("explain", ":nothing", "-g", newsroom_graph)
    assert code == 1 and len(err.splitlines()) == 1


def test_nobody_reads_on(newsroom_graph: Path) -> None:
    """A closed pipe, as of `| head -1`, is no error to speak of."""
    command = [sys.executable, "-m", "kgbuild", "query", "mentions", "-g", str(newsroom_graph), "-f", "csv"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.wait()
    process.stderr.close()


def test_standard_input(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kgbuild", "build", "-", "--out", str(tmp_path / "out")]
    subprocess.run(command, input="Brazil denied it, café.".encode(), check=True, capture_output=True)
    assert "café" in (tmp_path / "out" / "articles" / "stdin.ttl").read_text(encoding="utf-8")


def test_debugging_shows_where(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kgbuild", "query", "nonsense", "-g", str(tmp_path)]
    quiet = subprocess.run(command, capture_output=True, text=True)
    loud = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "KGBUILD_DEBUG": "1"})
    assert "Traceback" not in quiet.stderr and quiet.returncode == 1
    assert "Traceback" in loud.stderr


# ---- validate, serve, load


def test_what_build_writes_is_valid(newsroom_graph: Path, command: Command) -> None:
    code, out, err = command("validate", newsroom_graph)
    assert code == 0, out
    assert "0 violations" in err


@pytest.mark.server
def test_serve_answers_over_http_and_only_reads(newsroom_graph: Path, command: Command) -> None:
    from kgbuild.store.server import running

    with running(newsroom_graph) as (url, process):
        assert url.startswith("http://127.0.0.1:")
        page = urllib.request.urlopen(url).read()
        assert b"yasgui" in page.lower()
        for name in ("deployments", "claims"):
            there = command("query", name, "--endpoint", f"{url}query", "-f", "csv")
            here = command("query", name, "--graph", newsroom_graph, "-f", "csv")
            assert there.code == here.code == 0  # type: ignore[attr-defined]
            assert sorted(there[1].splitlines()) == sorted(here[1].splitlines())
        update = urllib.parse.urlencode({"update": "CLEAR ALL"}).encode()
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f"{url}update", update)
    assert process.poll() is not None


@pytest.mark.server
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_interrupting_serve_ends_it_clean(newsroom_graph: Path, sent: signal.Signals) -> None:
    command = [sys.executable, "-m", "kgbuild", "serve", str(newsroom_graph), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    url = process.stderr.readline().split()[0]
    assert urllib.request.urlopen(url).status == 200
    process.send_signal(sent)
    assert process.wait(20) in (0, 130)
    assert "Traceback" not in process.stderr.read()
    process.stderr.close()
    with pytest.raises(OSError):
        urllib.request.urlopen(url)


@pytest.mark.server
def test_a_port_that_is_taken(newsroom_graph: Path, command: Command) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, _, err = command("serve", newsroom_graph, "--port", taken.getsockname()[1])
    assert code == 1 and "is taken" in err
