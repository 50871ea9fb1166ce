"""The command line: it parses words, calls the package and prints. Rooms are imported when a command needs them."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from kgbuild import __version__
from kgbuild.vocabulary import DATA

app = typer.Typer(
    name="kgbuild",
    help="News articles in, an RDF knowledge graph out, questions answered across articles.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"
    tsv = "tsv"


Graph = Annotated[Path, typer.Option("--graph", "-g", metavar="FOLDER", help="The folder that build has made.")]
Endpoint = Annotated[str, typer.Option("--endpoint", "-e", metavar="URL", help="A SPARQL 1.1 endpoint.")]
OutputFormat = Annotated[Format, typer.Option("--format", "-f", help="How to print the answer.")]


@app.callback(invoke_without_command=True)
def kgbuild(
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    if version:
        typer.echo(f"kgbuild {__version__}")
        raise typer.Exit


@app.command(short_help="Make a graph from articles.")
def build(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLES...", help="Files or folders; - reads a text.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Where the graphs go.")] = Path("graph"),
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes; 0 for one a processor.")] = 1,
    model: Annotated[str, typer.Option(metavar="NAME", help="Another spaCy pipeline, by name or folder.")] = "",
    ontology: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="Turtle with more classes and words.")
    ] = None,
    gazetteer: Annotated[list[Path] | None, typer.Option(metavar="FILE", help="Turtle (SKOS) with more names.")] = None,
    base: Annotated[str, typer.Option(metavar="IRI", help="What the IRIs of the data begin with.")] = DATA,
    without_text: Annotated[bool, typer.Option("--without-text", help="Leave the articles' texts out.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Build unchanged articles too.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Remove graphs of articles that are not given.")] = False,
) -> None:
    """Make a graph from articles: .txt, .html, .json, .jsonl, or folders of them.

    Example: kgbuild build news/ more.jsonl --out graph --jobs 2
    """
    from kgbuild.corpus import BuildReport
    from kgbuild.corpus import build as build_corpus

    terminal = sys.stderr.isatty()

    def progress(report: BuildReport) -> None:
        if terminal:
            print(f"\r{report.built} built, {report.unchanged} unchanged", end="", file=sys.stderr, flush=True)

    def complain(problem: object) -> None:
        _complain(f"\r\033[K{problem}" if terminal else str(problem))

    try:
        report = build_corpus(
            articles, out, jobs=jobs, model=model, ontology=ontology or (), gazetteer=gazetteer or (), base=base,
            with_text=not without_text, force=force, prune=prune, on_problem=complain, on_progress=progress,
        )  # fmt: skip
    except KeyboardInterrupt:
        _complain("interrupted; run the same command again to go on")
        raise typer.Exit(130) from None
    if terminal:
        print("\r\033[K", end="", file=sys.stderr)
    removed = f", {report.removed} removed" if prune else ""
    failed = f", {len(report.problems)} not read" if report.problems else ""
    print(f"{out}: {report.built} built, {report.unchanged} unchanged{removed}{failed}", file=sys.stderr)
    if report.problems:
        raise typer.Exit(1)


@app.command(short_help="List the bundled queries, or show one.")
def queries(name: Annotated[str, typer.Argument(help="One query, shown in full.")] = "") -> None:
    """List the bundled queries, or show one with its parameters.

    Example: kgbuild queries deployments
    """
    from kgbuild import queries as bundled
    from kgbuild.tables import columns

    if name:
        query = bundled.find(name)
        typer.echo(query.text.rstrip())
        return
    for group, some in bundled.groups(bundled.catalogue()).items():
        typer.echo(f"{group}:")
        for query in some:
            names = " ".join(f"[{parameter.name}]" for parameter in query.parameters)
            typer.echo(columns(f"  {query.name}", f"{query.summary} {names}".rstrip(), 28))
        typer.echo("")
    typer.echo("Ask one:  kgbuild query NAME --graph FOLDER [--set PARAMETER=VALUE]    Show one:  kgbuild queries NAME")


@app.command(short_help="Answer a query from a graph or an endpoint.")
def query(
    name: Annotated[str, typer.Argument(help="A bundled query, or a file that ends in .rq.")],
    graph: Graph = Path("graph"),
    endpoint: Endpoint = "",
    parameters: Annotated[
        list[str] | None, typer.Option("--set", "-s", metavar="NAME=VALUE", help="A parameter.")
    ] = None,
    format: OutputFormat = Format.table,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds to wait for an endpoint.")] = 60.0,
) -> None:
    """Answer a bundled query from a graph folder or an endpoint.

    Example: kgbuild query deployments --graph graph --set country=Ukraine --format csv
    """
    from kgbuild import queries as bundled
    from kgbuild.tables import render

    asked = bundled.read(Path(name)) if name.endswith(".rq") else bundled.find(name)
    values = _values(parameters or [])
    bundled.bound(asked, values)  # a wrong parameter is said before a store is opened
    if endpoint:
        from kgbuild.store import remote

        ask = remote.ask_endpoint(endpoint, timeout)
    else:
        from kgbuild.store import embedded

        ask = bundled.ask_oxigraph(embedded.open_folder(graph))
    answer = bundled.run(asked, values, ask)
    sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
    for line in render(answer, format.value):
        sys.stdout.write(line)


@app.command(short_help="Show what stands behind an event, a claim or a name.")
def explain(
    iri: Annotated[str, typer.Argument(metavar="IRI", help="As a query gives it, or short as in its table.")],
    graph: Graph = Path("graph"),
) -> None:
    """Show the words, the rule and the links behind an event, a claim, a relation or an entity.

    Example: kgbuild explain :country/UKR --graph graph
    """
    from kgbuild.store.embedded import open_folder
    from kgbuild.tables import full_iri
    from kgbuild.views.explain import explain as explanation

    typer.echo(explanation(open_folder(graph), full_iri(iri)), nl=False)


@app.command()
def validate(
    graph: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder that build has made.")] = Path("graph"),
) -> None:
    """Check every graph against the SHACL shapes.

    Example: kgbuild validate graph
    """
    from kgbuild.graph.validation import validate as violations
    from kgbuild.store.embedded import graph_files

    files = graph_files(graph)
    count = 0
    for found in violations(files):
        count += 1
        typer.echo(f"{found.file}: <{found.focus}> {found.path}: {found.message}")
    typer.echo(f"{graph}: {len(files)} graphs, {count} violations", err=True)
    if count:
        raise typer.Exit(1)


@app.command()
def load(
    endpoint: Annotated[str, typer.Option("--endpoint", "-e", metavar="URL", help="Where the store takes queries.")],
    graph: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder that build has made.")] = Path("graph"),
    graph_store: Annotated[str, typer.Option(metavar="URL", help="Its Graph Store, if not the usual address.")] = "",
    update: Annotated[str, typer.Option(metavar="URL", help="Where it takes SPARQL Update, if not there.")] = "",
    prune: Annotated[bool, typer.Option("--prune", help="Remove graphs of articles that the folder lacks.")] = False,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds to wait for an answer.")] = 60.0,
) -> None:
    """Load a graph folder into a store over HTTP.

    Credentials come from KGBUILD_ENDPOINT_USER and KGBUILD_ENDPOINT_PASSWORD, or from KGBUILD_ENDPOINT_TOKEN.

    Example: kgbuild load graph --endpoint http://localhost:7878/query
    """
    from kgbuild.store import remote

    count = remote.load(graph, endpoint, graph_store, update, timeout)
    removed = f", {remote.prune(graph, endpoint, graph_store, update, timeout)} removed" if prune else ""
    typer.echo(f"{remote.shown(endpoint)}: {count} graphs loaded{removed}", err=True)


@app.command(short_help="Serve a graph as a SPARQL endpoint, with a web page.")
def serve(
    graph: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder that build has made.")] = Path("graph"),
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 7878,
) -> None:
    """Serve a graph folder as a SPARQL endpoint with a web page: read-only, on this machine only.

    Example: kgbuild serve graph --port 7878
    """
    from kgbuild.store import server

    server.serve(graph, port, announce=lambda url: typer.echo(f"{url} serves {graph}; Ctrl-C ends it", err=True))


def _values(pairs: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise typer.BadParameter(f"{pair!r} is not NAME=VALUE", param_hint="--set")
        values[name.strip()] = value
    return values


def _complain(message: str) -> None:
    print(message, file=sys.stderr)


def main() -> NoReturn:
    """The console script: errors that a user can mend are one sentence, and exit code 1."""
    # One thread a process: the matrices of a small model are too small to share, and processes share the work.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads: end without a word
        code = 1
    except Exception as error:
        if os.environ.get("KGBUILD_DEBUG"):
            raise
        _complain(f"kgbuild: {_sentence(error)}")
        code = 1
    else:
        code = 0
    sys.exit(code)


def _sentence(error: Exception) -> str:
    if isinstance(error, ModuleNotFoundError) or not str(error):
        return f"{type(error).__name__}: {error} (KGBUILD_DEBUG=1 shows where)"
    if isinstance(error, SyntaxError) and error.filename:  # of a Turtle file
        return f"{error.filename}: it is not valid Turtle (line {error.lineno}: {error.msg})"
    if type(error).__module__.startswith("kgbuild") or isinstance(error, OSError | SyntaxError):
        return " ".join(str(error).split())
    return f"{type(error).__name__}: {' '.join(str(error).split())} (KGBUILD_DEBUG=1 shows where)"
