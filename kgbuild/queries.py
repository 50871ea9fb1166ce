"""The bundled questions: plain SPARQL files with grlc-style headers, and how they are asked.

A query file (``queries/NAME.rq``) begins with comment lines in grlc's manner: ``#+ summary:``, ``#+ tags:``,
``#+ defaults:``, ``#+ parameters:``. Its parameters are the variables whose names begin with ``_``; the end of the
name gives the type (``_iri``, ``_date``, ``_integer``, ``_decimal``, else a string). A value is checked, made an RDF
term, and bound with a VALUES clause at the beginning of the WHERE group: never pasted as text. A parameter that is
not given stays unbound, so queries test it with BOUND.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild.vocabulary import XSD

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

QUERY_FOLDER = Path(__file__).parent / "queries"
if not QUERY_FOLDER.is_dir():  # a checkout, where the data stands beside the package
    QUERY_FOLDER = Path(__file__).parent.parent / "queries"

_PARAMETER = re.compile(r"\?_([A-Za-z][A-Za-z0-9_]*)")
_SKIPPED = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*')
_WHERE = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)
_BRACE = re.compile(r"\{")
_TYPES = {"iri": "IRI", "date": "date", "integer": "integer", "decimal": "decimal"}
_LEXICAL = {
    "IRI": re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]*"),
    "date": re.compile(r"-?\d{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"),
    "integer": re.compile(r"[+-]?\d+"),
    "decimal": re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"),
}


class QueryError(Exception):
    """An unknown query or parameter, or a value that is not of the parameter's type."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """`name` as the user writes it; `variable` as the query does."""

    name: str
    variable: str
    type: str  # string, IRI, date, integer, decimal
    description: str
    example: str
    default: str


@dataclass(frozen=True, slots=True)
class Query:
    """One bundled question."""

    name: str
    summary: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A table: its columns, and rows of strings (None where a variable is unbound)."""

    columns: tuple[str, ...]
    rows: list[tuple[str | None, ...]]


def catalogue(folder: Path = QUERY_FOLDER) -> list[Query]:
    """All bundled queries, by name."""
    return [read(path) for path in sorted(folder.glob("*.rq"))]


def find(name: str, folder: Path = QUERY_FOLDER) -> Query:
    """One bundled query. Raises QueryError, with what there is, where there is none of that name."""
    known = {path.stem: path for path in sorted(folder.glob("*.rq"))}
    if name not in known:
        from difflib import get_close_matches

        near = get_close_matches(name, known, 1)
        hint = f"did you mean {near[0]}?" if near else "kgbuild queries lists them"
        raise QueryError(f"no bundled query is named {name!r}; {hint}")
    return read(known[name])


def read(path: Path) -> Query:
    """A query file with its header. Raises QueryError where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = (error.strerror or "").lower() if isinstance(error, OSError) else "it is not UTF-8 text"
        raise QueryError(f"{path}: the query cannot be read ({reason}); check the path") from error
    header = _header(text)
    about = dict(entry.partition(": ")[::2] for entry in header.get("parameters", []))
    defaults = dict(entry.partition(": ")[::2] for entry in header.get("defaults", []))
    parameters = []
    for variable in dict.fromkeys(_PARAMETER.findall(_SKIPPED.sub(" ", text))):
        name, kind = variable, "string"
        stem, _, suffix = variable.rpartition("_")
        if stem and suffix in _TYPES:
            name, kind = stem, _TYPES[suffix]
        description, _, example = about.get(name, "").partition("; e.g. ")
        parameters.append(Parameter(name, variable, kind, description, example, defaults.get(name, "")))
    return Query(
        name=path.stem,
        summary=" ".join(header.get("summary", [])),
        tags=tuple(header.get("tags", [])),
        parameters=tuple(parameters),
        text=text,
    )


def _header(text: str) -> dict[str, list[str]]:
    """The ``#+`` lines: ``key: value``, and lists whose items are lines ``- item``. A small part of YAML."""
    found: dict[str, list[str]] = {}
    key = ""
    for line in text.splitlines():
        if not line.startswith("#+"):
            break
        content = line[2:].strip()
        if content.startswith("- "):
            found.setdefault(key, []).append(content[2:].strip())
        elif content:
            key, _, value = content.partition(":")
            found[key] = [value.strip()] if value.strip() else []
    return found


def term(parameter: Parameter, value: str) -> ox.NamedNode | ox.Literal:
    """The RDF term that a value stands for. Raises QueryError where it is not of the parameter's type."""
    import pyoxigraph as ox

    if parameter.type == "string":
        return ox.Literal(value)
    value = value.strip()
    if not _LEXICAL[parameter.type].fullmatch(value):
        example = f", such as {parameter.example}" if parameter.example else ""
        raise QueryError(f"parameter {parameter.name}: {value!r} is not a value of type {parameter.type}{example}")
    if parameter.type == "IRI":
        return ox.NamedNode(value)
    return ox.Literal(value, datatype=ox.NamedNode(XSD + parameter.type))


def bound(query: Query, values: Mapping[str, str]) -> str:
    """The query's SPARQL text with the values bound. Raises QueryError."""
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in values:
        if name not in known:
            there = ", ".join(known) if known else "none"
            raise QueryError(f"query {query.name} has no parameter {name!r}; it has: {there}")
    given = {p.name: p.default for p in query.parameters if p.default} | dict(values)
    clauses = "".join(f" VALUES ?_{known[name].variable} {{ {term(known[name], given[name])} }}" for name in given)
    plain = _SKIPPED.sub(lambda match: " " * len(match[0]), query.text)
    group = _WHERE.search(plain) or _BRACE.search(plain)  # SPARQL allows to leave the word out
    if group is None:
        raise QueryError(f"query {query.name} has no group of patterns in braces")
    return query.text[: group.end()] + clauses + query.text[group.end() :]


def run(query: Query, values: Mapping[str, str], ask: Callable[[str], Answer]) -> Answer:
    """The answer of a store: `ask` takes SPARQL text and gives a table."""
    return ask(bound(query, values))


def ask_oxigraph(store: ox.Store) -> Callable[[str], Answer]:
    """How to ask an embedded Oxigraph store."""

    def ask(text: str) -> Answer:
        import pyoxigraph as ox

        try:
            solutions = store.query(text)
        except SyntaxError as error:
            raise QueryError(f"the query is not valid SPARQL ({error})") from error
        if not isinstance(solutions, ox.QuerySolutions):
            raise QueryError("only SELECT queries give a table")
        columns = tuple(variable.value for variable in solutions.variables)
        return Answer(columns, [tuple(_value(cell) for cell in solution) for solution in solutions])

    return ask


def ask_rdflib(dataset: rdflib.Dataset) -> Callable[[str], Answer]:
    """How to ask an rdflib dataset, with or without a union of its graphs as the default graph."""

    def ask(text: str) -> Answer:
        result = dataset.query(text)
        if result.type != "SELECT" or result.vars is None:
            raise QueryError("only SELECT queries give a table")
        columns = tuple(str(variable) for variable in result.vars)
        return Answer(columns, [tuple(None if cell is None else str(cell) for cell in row) for row in result])  # type: ignore[union-attr]

    return ask


def _value(cell: ox.NamedNode | ox.Literal | ox.BlankNode | None) -> str | None:
    return None if cell is None else cell.value


def groups(queries: Iterable[Query]) -> dict[str, list[Query]]:
    """Queries under their first tag, tags in the order of the first query that has it."""
    found: dict[str, list[Query]] = {}
    for query in queries:
        found.setdefault(query.tags[0] if query.tags else "other", []).append(query)
    return found
