"""A local SPARQL endpoint over a graph folder: Oxigraph's own server (https://github.com/oxigraph/oxigraph), read-only.

It listens on the loopback address only. Its page is YASGUI. The store that it reads is made anew in a temporary folder
at each start and removed at the end.
"""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from kgbuild.store.embedded import graph_files, named_quads

_HOST = "127.0.0.1"
_START = 20.0  # seconds that the server may take to answer for the first time


class ServerError(Exception):
    """The server is not installed, or did not start."""


def serve(folder: Path, port: int, announce: Callable[[str], None] = lambda url: None) -> None:
    """Serve a graph folder until interrupted (Ctrl-C or SIGTERM). Raises GraphFolderError and ServerError."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # else the server would outlive this process
    with running(folder, port) as (url, process):
        announce(url)
        try:
            code = process.wait()
        except KeyboardInterrupt:
            return
    if code > 0:
        raise ServerError(f"the server ended with code {code}; start it again")


@contextmanager
def running(folder: Path, port: int = 0) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server over the folder, with its address; it ends with the context. Port 0 takes a free one."""
    program = _program()
    port = _free_port(port)
    with tempfile.TemporaryDirectory(prefix="kgbuild-serve-") as location:
        _fill(location, folder)
        command = [program, "serve-read-only", "--location", location, "--bind", f"{_HOST}:{port}"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            url = f"http://{_HOST}:{port}/"
            _await(url, process)
            yield url, process
        finally:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stderr:
                process.stderr.close()


def _fill(location: str, folder: Path) -> None:
    files = graph_files(folder)
    store = ox.Store(location)
    for path in files:
        store.bulk_extend(named_quads(path))
    store.flush()
    del store  # closes it: the server opens the same folder


def _program() -> str:
    beside = Path(sysconfig.get_path("scripts")) / "oxigraph"
    found = str(beside) if beside.is_file() else shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or ""
    found = found or shutil.which("oxigraph") or ""
    if not found:
        raise ServerError("the program oxigraph is not installed; pip install oxigraph")
    return found


def _free_port(port: int) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError as error:
            raise ServerError(f"port {port} is taken; name another with --port, or 0 for any") from error
        return int(probe.getsockname()[1])


def _await(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START
    while time.monotonic() < deadline:
        if process.poll() is not None:
            said = (process.stderr.read() if process.stderr else b"").decode("utf-8", "replace").strip()
            raise ServerError(f"the server did not start: {said or f'it ended with code {process.returncode}'}")
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise ServerError(f"the server did not answer within {_START:.0f} seconds; try again")
