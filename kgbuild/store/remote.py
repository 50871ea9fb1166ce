"""A remote store: queries through SPARQLWrapper, loading through the Graph Store Protocol.

Loading replaces one article's graph at a time with PUT (SPARQL 1.1 Graph Store HTTP Protocol, section 5.3), so that
loading twice gives the same store. Where a store has no Graph Store (404, 405, 501), SPARQL Update is used instead:
the graph is dropped, then filled in chunks, since some stores refuse one long INSERT.

Credentials come from the environment (KGBUILD_ENDPOINT_USER and KGBUILD_ENDPOINT_PASSWORD, or
KGBUILD_ENDPOINT_TOKEN) and never stand in a message.
"""

from __future__ import annotations

import base64
import http.client
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import pyoxigraph as ox

from kgbuild.queries import Answer
from kgbuild.store.embedded import graph_files, named_quads
from kgbuild.vocabulary import KG

TIMEOUT = 60.0  # seconds for one request
TRIES = 4  # of one request that a store answers with 429, 502, 503 or 504
LONGEST_WAIT = 60.0  # seconds between two tries, whatever Retry-After says
CHUNK = 2000  # triples of one INSERT DATA
PAGE = 5000  # graphs of one answer
BUSY = frozenset((429, 502, 503, 504))
NO_GRAPH_STORE = frozenset((404, 405, 501))
_MADE = """SELECT DISTINCT ?graph WHERE {{
  GRAPH ?graph {{ ?graph a ?kind . VALUES ?kind {{ <{kg}Article> <{kg}Ledger> }} }}
  FILTER((STRSTARTS(STR(?graph), {articles}) || STR(?graph) = {ledger}) && STR(?graph) > {last})
}} ORDER BY STR(?graph) LIMIT {page}"""


class EndpointError(Exception):
    """The endpoint cannot be reached, refuses, or does not answer as SPARQL 1.1 says."""


def shown(endpoint: str) -> str:
    """The endpoint as it may stand in a message: without a user and password in it."""
    parts = urlsplit(endpoint)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def authorization(endpoint: str, environment: Mapping[str, str] = os.environ) -> str:
    """The Authorization header from the environment, "" without one."""
    if token := environment.get("KGBUILD_ENDPOINT_TOKEN"):
        return f"Bearer {token}"
    user, password = environment.get("KGBUILD_ENDPOINT_USER"), environment.get("KGBUILD_ENDPOINT_PASSWORD", "")
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii") if user else ""


def checked(endpoint: str) -> str:
    """The endpoint, where it is an http or https address with a host. Raises EndpointError."""
    try:
        parts = urlsplit(endpoint)
    except ValueError as error:
        raise EndpointError(f"{endpoint!r} is not an address: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise EndpointError(f"{shown(endpoint)!r} is not an http address of a SPARQL endpoint")
    if parts.username or parts.password:
        raise EndpointError(
            f"{shown(endpoint)}: put the user and password in KGBUILD_ENDPOINT_USER and KGBUILD_ENDPOINT_PASSWORD,"
            " not in the address"
        )
    return endpoint


def ask_endpoint(endpoint: str, timeout: float = TIMEOUT) -> Callable[[str], Answer]:
    """How to ask a SPARQL endpoint. The function raises EndpointError."""
    from SPARQLWrapper import JSON, POST, SPARQLWrapper

    checked(endpoint)

    def ask(text: str) -> Answer:
        wrapper = SPARQLWrapper(endpoint)
        wrapper.setQuery(text)
        wrapper.setMethod(POST)
        wrapper.setReturnFormat(JSON)
        wrapper.setTimeout(max(1, round(timeout)))
        if header := authorization(endpoint):
            wrapper.addCustomHttpHeader("Authorization", header)
        body = _patiently(endpoint, lambda: wrapper.query().response.read())
        return _table(endpoint, body)

    return ask


def _table(endpoint: str, body: bytes) -> Answer:
    """SPARQL 1.1 Query Results JSON Format as a table."""
    try:
        answer = json.loads(body)
        columns = tuple(str(name) for name in answer["head"]["vars"])
        rows = [
            tuple(row[name]["value"] if name in row else None for name in columns)
            for row in answer["results"]["bindings"]
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        problem = "the answer is not SPARQL results in JSON; is this a SPARQL endpoint?"
        raise EndpointError(f"{shown(endpoint)}: {problem}") from error
    return Answer(columns, rows)


def load(
    folder: Path,
    endpoint: str,
    graph_store: str = "",
    update: str = "",
    timeout: float = TIMEOUT,
    report: Callable[[str], None] = lambda _: None,
) -> int:
    """Load a graph folder into a remote store, replacing each graph; the number of graphs.

    `graph_store` and `update` are the addresses of the Graph Store and of SPARQL Update where they are not the usual
    ones beside the endpoint (``…/store`` or ``…/data``, ``…/update``). Raises GraphFolderError and EndpointError.
    """
    stores, updates = _addresses(checked(endpoint), graph_store, update)
    files = graph_files(folder)
    for path in files:
        quads = list(named_quads(path))
        graph = str(quads[0].graph_name)[1:-1]
        stores = _put(graph, quads, stores, timeout)
        if not stores:
            updates = _update(_statements(graph, quads), updates, timeout)
        report(f"{path.name}: {len(quads)} triples")
    return len(files)


def prune(
    folder: Path,
    endpoint: str,
    graph_store: str = "",
    update: str = "",
    timeout: float = TIMEOUT,
    report: Callable[[str], None] = lambda _: None,
) -> int:
    """Remove from a remote store the graphs that the folder no longer holds; the number of graphs removed.

    Only graphs that kgbuild made under the folder's own bases go: the articles of another base, and whatever else the
    store holds, stay. The parameters are those of `load`. Raises GraphFolderError and EndpointError.
    """
    stores, updates = _addresses(checked(endpoint), graph_store, update)
    kept = {str(next(named_quads(path)).graph_name)[1:-1] for path in graph_files(folder)}
    bases = sorted({graph.rpartition("article/")[0] for graph in kept if "article/" in graph})
    stale = [graph for base in bases for graph in _made_under(base, ask_endpoint(endpoint, timeout)) - kept]
    for graph in sorted(stale):
        stores = _send_to_first(stores, graph, "DELETE", None, timeout)
        if not stores:
            updates = _update((f"DROP SILENT GRAPH {ox.NamedNode(graph)}",), updates, timeout)
        report(f"{graph} removed")
    return len(stale)


def _made_under(base: str, ask: Callable[[str], Answer]) -> set[str]:
    """The graphs of articles and the ledger under a base, asked for in pages: some stores cut long answers."""
    found: set[str] = set()
    last = ""
    while True:
        names = {"articles": ox.Literal(base + "article/"), "ledger": ox.Literal(base + "ledger")}
        rows = ask(_MADE.format(kg=KG, last=ox.Literal(last), page=PAGE, **names)).rows
        new = {str(row[0]) for row in rows} - found
        if not new:
            return found
        found |= new
        last = str(rows[-1][0])


def _addresses(endpoint: str, graph_store: str, update: str) -> tuple[list[str], list[str]]:
    """Where the Graph Store and SPARQL Update may be: the addresses given, else the usual ones."""
    root = endpoint.rstrip("/").rsplit("/", 1)[0]
    stores = [graph_store] if graph_store else [f"{root}/store", f"{root}/data", f"{root}/rdf-graph-store"]
    return stores, [update] if update else [f"{root}/update", endpoint]


def _put(graph: str, quads: list[ox.Quad], stores: list[str], timeout: float) -> list[str]:
    """PUT the graph to the first store that takes it; that store, or none where there is no Graph Store."""
    body = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    return _send_to_first(stores, graph, "PUT", body or b"", timeout)


def _send_to_first(stores: list[str], graph: str, method: str, body: bytes | None, timeout: float) -> list[str]:
    """Send a Graph Store request to the first store that takes it; that store, or none."""
    for address in stores:
        target = f"{address}?graph={quote(graph, safe='')}"
        try:
            _send(method, target, body, "application/n-triples", timeout)
        except _StatusError as error:
            if error.status in NO_GRAPH_STORE:
                continue
            raise EndpointError(str(error)) from error
        return [address]
    return []


def _update(statements: Iterable[str], updates: list[str], timeout: float) -> list[str]:
    """Send the statements to the first address that takes them; that address."""
    statements = list(statements)
    problem = "no address takes SPARQL Update"
    for address in updates:
        try:
            for statement in statements:
                _send("POST", address, statement.encode("utf-8"), "application/sparql-update", timeout)
        except _StatusError as error:
            problem = str(error)
            if error.status in NO_GRAPH_STORE or error.status in (400, 415):
                continue
            raise EndpointError(problem) from error
        return [address]
    raise EndpointError(f"{problem}; name the right addresses with --graph-store or --update")


def _statements(graph: str, quads: list[ox.Quad]) -> Iterator[str]:
    name = ox.NamedNode(graph)
    yield f"DROP SILENT GRAPH {name}"
    for start in range(0, len(quads), CHUNK):
        lines = "\n".join(f"{quad.triple} ." for quad in quads[start : start + CHUNK])
        yield f"INSERT DATA {{ GRAPH {name} {{\n{lines}\n}} }}"


class _StatusError(EndpointError):
    def __init__(self, address: str, status: int, reason: str) -> None:
        hints = {401: "; set KGBUILD_ENDPOINT_USER and KGBUILD_ENDPOINT_PASSWORD, or KGBUILD_ENDPOINT_TOKEN",
                 403: "; it is read-only, or the credentials do not allow this"}  # fmt: skip
        super().__init__(f"{shown(address)}: the store answered {status} {reason}".rstrip() + hints.get(status, ""))
        self.status = status


def _send(method: str, address: str, body: bytes | None, kind: str, timeout: float) -> None:
    headers = {"Content-Type": kind} if body is not None else {}
    if header := authorization(address):
        headers["Authorization"] = header
    request = urllib.request.Request(address, body, headers, method=method)

    def attempt() -> bytes:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            data: bytes = answer.read()
            return data

    _patiently(address, attempt)


def _patiently(address: str, attempt: Callable[[], bytes]) -> bytes:
    """Try, and try again where the store says that it is busy, no sooner than it asks."""
    for number in range(1, TRIES + 1):
        try:
            return attempt()
        except urllib.error.HTTPError as error:
            if error.code not in BUSY or number == TRIES:
                raise _StatusError(address, error.code, error.reason) from error
            time.sleep(_wait(error.headers, number))
        except TimeoutError as error:
            raise EndpointError(f"{shown(address)}: no answer in time; --timeout allows more seconds") from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise EndpointError(f"{shown(address)}: no answer in time; --timeout allows more seconds") from error
            problem = f"cannot be reached ({error.reason}); is the store running?"
            raise EndpointError(f"{shown(address)}: {problem}") from error
        except (OSError, http.client.HTTPException) as error:
            raise EndpointError(f"{shown(address)}: the connection broke ({error})") from error
        except EndpointError:
            raise
        except Exception as error:  # SPARQLWrapper's own exceptions have only Exception in common
            refusal = error.__context__  # what they stand for
            if isinstance(refusal, urllib.error.HTTPError) and refusal.code in (401, 404, 414):
                raise _StatusError(address, refusal.code, refusal.reason) from error
            raise EndpointError(f"{shown(address)}: the store refused the query ({_first_line(error)})") from error
    raise AssertionError("the last try raises")


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).replace("\\n", "\n").splitlines() if line.strip()]
    return lines[0][:200] if lines else type(error).__name__


def _wait(headers: Any, number: int) -> float:
    """Seconds to wait: what Retry-After says (seconds or a date, RFC 9110 section 10.2.3), else 1, 2, 4."""
    stated = (headers.get("Retry-After") or "").strip() if headers else ""
    if stated.isdigit():
        return min(float(stated), LONGEST_WAIT)
    if stated:
        try:
            return min(max(0.0, parsedate_to_datetime(stated).timestamp() - time.time()), LONGEST_WAIT)
        except (TypeError, ValueError):
            pass
    return min(2.0 ** (number - 1), LONGEST_WAIT)
