"""Remote stores: a real Oxigraph server, and small servers that are down, slow, busy, closed or answer rubbish."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from sample_analyses import deployment, position

from kgbuild import ontology as ontologies
from kgbuild import queries
from kgbuild.graph import turtle
from kgbuild.store import embedded, remote
from kgbuild.store.remote import EndpointError

EMPTY = b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "literal", "value": "1"}}]}}'
RESULTS = "application/sparql-results+json"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def oxigraph_server(*options: str) -> Iterator[str]:
    """`oxigraph serve` in memory; its query endpoint."""
    root = f"http://127.0.0.1:{free_port()}"
    program = Path(sys.executable).parent / "oxigraph"
    command = [str(program), "serve", "--bind", root.removeprefix("http://"), *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(root, timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"{root}/query"
    finally:
        process.terminate()
        process.wait(10)


class Asked(list[tuple[str, str, dict[str, str], bytes]]):
    """The requests that a small server has had: method, path, headers, body."""


Respond = Callable[[int, str, str], tuple[int, dict[str, str], bytes]]  # number of the request, method, path


@contextmanager
def small_server(respond: Respond) -> Iterator[tuple[str, Asked]]:
    asked = Asked()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked.append((self.command, self.path, dict(self.headers), body))
            status, headers, answer = respond(len(asked), self.command, self.path)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(answer)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST = do_PUT = do_DELETE = answer

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/query", asked
    finally:
        server.shutdown()
        server.server_close()


def always(status: int, body: bytes = b"", **headers: str) -> Respond:
    return lambda number, method, path: (status, {k.replace("_", "-"): v for k, v in headers.items()}, body)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / embedded.ARTICLES).mkdir()
    for number, analysis in enumerate((deployment(), position())):
        text = turtle.write(analysis, ontologies.load())
        (tmp_path / embedded.ARTICLES / f"{number}.ttl").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USER", "PASSWORD", "TOKEN"):
        monkeypatch.delenv(f"KGBUILD_ENDPOINT_{name}", raising=False)


# ---- a real store


@pytest.mark.server
def test_loading_is_idempotent_and_replaces(folder: Path) -> None:
    with oxigraph_server() as endpoint:
        ask = remote.ask_endpoint(endpoint)
        local = queries.ask_oxigraph(embedded.open_folder(folder))
        for _ in range(2):
            assert remote.load(folder, endpoint) == 2
            assert ask(COUNT).rows == local(COUNT).rows
        changed = folder / embedded.ARTICLES / "0.ttl"
        changed.write_text(turtle.write(deployment(), ontologies.load(), with_text=False), encoding="utf-8")
        remote.load(folder, endpoint)
        assert ask(COUNT).rows == queries.ask_oxigraph(embedded.open_folder(folder))(COUNT).rows


@pytest.mark.server
def test_update_where_there_is_no_graph_store(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "CHUNK", 7)
    with oxigraph_server() as endpoint:
        root = endpoint.removesuffix("/query")
        for _ in range(2):
            remote.load(folder, endpoint, graph_store=f"{root}/no-such-path")
        expected = queries.ask_oxigraph(embedded.open_folder(folder))(COUNT).rows
        assert remote.ask_endpoint(endpoint)(COUNT).rows == expected


def graphs_of(endpoint: str) -> set[str | None]:
    rows = remote.ask_endpoint(endpoint)("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }").rows
    return {row[0] for row in rows}


OTHERS = ["https://example.org/mine", "https://w3id.org/kgbuild/data/vocabulary", "https://example.org/kg/article/one"]


@pytest.mark.server
@pytest.mark.parametrize("graph_store", ["", "no-such-path"])
@pytest.mark.parametrize("page", [1, 5000])
def test_pruning_removes_what_the_folder_lacks_and_nothing_else(
    graph_store: str, page: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "PAGE", page)
    with oxigraph_server() as endpoint:
        root = endpoint.removesuffix("/query")
        store = f"{root}/{graph_store}" if graph_store else ""
        remote.load(folder, endpoint, store)
        for other in OTHERS:
            kind = "Article" if "/article/" in other else "Country"
            triple = f"<{other}> a <https://w3id.org/kgbuild/ontology#{kind}> ."
            remote._send("PUT", f"{root}/store?graph={other}", triple.encode(), "text/turtle", 10)
        assert remote.prune(folder, endpoint, store) == 0
        before = graphs_of(endpoint)
        gone = folder / embedded.ARTICLES / "0.ttl"
        name = str(next(embedded.named_quads(gone)).graph_name)[1:-1]
        gone.unlink()
        assert remote.load(folder, endpoint, store) == 1
        assert graphs_of(endpoint) == before
        assert remote.prune(folder, endpoint, store) == 1
        assert graphs_of(endpoint) == before - {name}
        assert not any(name in str(quad) for quad in embedded.open_folder(folder))


@pytest.mark.server
def test_pruning_from_the_command_line(folder: Path, command: Callable[..., Any]) -> None:
    with oxigraph_server() as endpoint:
        assert "2 graphs loaded\n" in command("load", folder, "--endpoint", endpoint).err
        (folder / embedded.ARTICLES / "1.ttl").unlink()
        assert "1 graphs loaded, 1 removed" in command("load", folder, "--endpoint", endpoint, "--prune").err
        assert graphs_of(endpoint) == set(_graph_names(folder))


@pytest.mark.server
def test_pruning_never_empties_a_store_for_a_folder_without_graphs(folder: Path, tmp_path: Path) -> None:
    with oxigraph_server() as endpoint:
        remote.load(folder, endpoint)
        before = graphs_of(endpoint)
        with pytest.raises(embedded.GraphFolderError):
            remote.prune(tmp_path / "missing", endpoint)
        assert graphs_of(endpoint) == before


@pytest.mark.server
def test_a_query_that_the_store_refuses() -> None:
    with oxigraph_server() as endpoint, pytest.raises(EndpointError, match=r"refused the query|answered 400"):
        remote.ask_endpoint(endpoint)("SELECT nonsense")


# ---- stores in trouble


def test_an_endpoint_that_is_down() -> None:
    with pytest.raises(EndpointError, match=r"cannot be reached.*is the store running"):
        remote.ask_endpoint(f"http://127.0.0.1:{free_port()}/query")(COUNT)


def test_an_endpoint_that_is_slow() -> None:
    def sleep(number: int, method: str, path: str) -> tuple[int, dict[str, str], bytes]:
        time.sleep(3)
        return 200, {"Content-Type": RESULTS}, EMPTY

    with small_server(sleep) as (endpoint, _), pytest.raises(EndpointError, match="no answer in time"):
        remote.ask_endpoint(endpoint, timeout=1)(COUNT)


@pytest.mark.parametrize(
    "body",
    [b"<html>hello</html>", b"", b"{}", b"[]", b"null", b'{"head": {"vars": [1]}}', b"\xff\xfe", b'{"boolean": true}'],
)
def test_an_endpoint_that_answers_rubbish(body: bytes) -> None:
    rubbish = small_server(always(200, body, Content_Type=RESULTS))
    with rubbish as (endpoint, _), pytest.raises(EndpointError, match="not SPARQL results"):
        remote.ask_endpoint(endpoint)(COUNT)


REFUSALS = [(401, "KGBUILD_ENDPOINT_TOKEN"), (403, "do not allow"), (404, "404"), (500, "refused"), (410, "410")]


@pytest.mark.parametrize("status, hint", REFUSALS)
def test_an_endpoint_that_refuses(status: int, hint: str) -> None:
    with small_server(always(status)) as (endpoint, asked):
        with pytest.raises(EndpointError, match=hint):
            remote.ask_endpoint(endpoint)(COUNT)
        assert len(asked) == 1


@pytest.mark.parametrize("retry_after", ["1", "date"])
def test_a_busy_endpoint_is_asked_again_no_sooner_than_it_says(retry_after: str) -> None:
    def busy(number: int, method: str, path: str) -> tuple[int, dict[str, str], bytes]:
        if number == 1:
            later = retry_after if retry_after != "date" else formatdate(time.time() + 2, usegmt=True)
            return 503, {"Retry-After": later}, b""
        return 200, {"Content-Type": RESULTS}, EMPTY

    with small_server(busy) as (endpoint, asked):
        begun = time.monotonic()
        assert remote.ask_endpoint(endpoint)(COUNT).rows == [("1",)]
        assert len(asked) == 2 and time.monotonic() - begun >= 0.9


def test_a_busy_endpoint_is_given_up_in_the_end() -> None:
    with small_server(always(503, Retry_After="0")) as (endpoint, asked):
        with pytest.raises(EndpointError, match="503"):
            remote.ask_endpoint(endpoint)(COUNT)
        assert len(asked) == remote.TRIES


@pytest.mark.parametrize("said", ["soon", "-5", "99999999", "Thu, 99 Foo"])
def test_a_strange_retry_after_waits_within_bounds(said: str) -> None:
    assert 0 <= remote._wait({"Retry-After": said}, 1) <= remote.LONGEST_WAIT


@pytest.mark.parametrize("endpoint", ["", "localhost:7878", "ftp://host/x", "http://", "file:///etc/passwd", "http://[x"])
def test_what_is_no_address_is_refused(endpoint: str) -> None:
    with pytest.raises(EndpointError):
        remote.ask_endpoint(endpoint)


# ---- loading


def test_one_put_for_each_graph_with_its_name(folder: Path) -> None:
    with small_server(always(204)) as (endpoint, asked):
        remote.load(folder, endpoint)
    expected = [("PUT", f"/store?graph={name}") for name in _graph_names(folder)]
    assert [(method, unquote(path)) for method, path, _, _ in asked] == expected
    assert all(headers["Content-Type"] == "application/n-triples" and body for _, _, headers, body in asked)


def _graph_names(folder: Path) -> list[str]:
    return [str(next(embedded.named_quads(path)).graph_name)[1:-1] for path in embedded.graph_files(folder)]


def test_updates_come_in_chunks_after_a_drop(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "CHUNK", 50)

    def no_graph_store(number: int, method: str, path: str) -> tuple[int, dict[str, str], bytes]:
        return (405 if method == "PUT" else 204), {}, b""

    with small_server(no_graph_store) as (endpoint, asked):
        remote.load(folder, endpoint)
    updates = [body.decode() for method, _, _, body in asked if method == "POST"]
    assert updates[0].startswith("DROP SILENT GRAPH <") and updates[1].startswith("INSERT DATA { GRAPH <")
    assert max(update.count(" .\n") for update in updates) <= 50 and len(updates) > 6


# ---- credentials


@pytest.mark.parametrize(
    "environment, header",
    [
        ({"TOKEN": "s3cret"}, "Bearer s3cret"),
        ({"USER": "anna", "PASSWORD": "s3cret"}, "Basic YW5uYTpzM2NyZXQ="),
        ({"USER": "åsa", "PASSWORD": ""}, "Basic w6VzYTo="),
        ({}, ""),
    ],
)
def test_credentials_come_from_the_environment(
    environment: dict[str, str], header: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(f"KGBUILD_ENDPOINT_{name}", value)
    with small_server(always(200, EMPTY, Content_Type=RESULTS)) as (endpoint, asked):
        remote.ask_endpoint(endpoint)(COUNT)
        remote.load(folder, endpoint)
    assert [headers.get("Authorization", "") for _, _, headers, _ in asked] == [header] * 3


def test_credentials_never_stand_in_a_message(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("KGBUILD_ENDPOINT_USER", "anna")
    monkeypatch.setenv("KGBUILD_ENDPOINT_PASSWORD", "s3cret")
    caplog.set_level(logging.DEBUG)
    messages = []
    with small_server(always(401)) as (endpoint, _):
        for call in (lambda: remote.ask_endpoint(endpoint)(COUNT), lambda: remote.load(folder, endpoint)):
            with pytest.raises(EndpointError) as raised:
                call()
            messages.append(str(raised.value))
    with pytest.raises(EndpointError) as raised:
        remote.ask_endpoint("http://anna:s3cret@localhost/query")
    messages += [str(raised.value), caplog.text]
    assert not any("s3cret" in message or "YW5uYTpzM2NyZXQ=" in message for message in messages)
