"""Every command of the README runs, as it stands there."""

from __future__ import annotations

import csv
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STORE = "http://localhost:7878"


def blocks(language: str) -> list[str]:
    return [body for name, body in BLOCK.findall(README) if name == language]


def commands(program: str) -> list[str]:
    lines = [line.split("  #")[0].strip() for body in blocks("sh") for line in body.splitlines()]
    return [line for line in lines if line.startswith(program + " ")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the README supposes: a folder of articles, the example's files, and a first graph."""
    place = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "tests/articles/newsroom", place / "articles", ignore=shutil.ignore_patterns("README.md"))
    (place / "volcanoes.ttl").write_text(blocks("turtle")[0], encoding="utf-8")
    run("kgbuild build articles/ --out graph", place)
    return place


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    arguments = shlex.split(command)
    assert arguments[0] == "kgbuild"
    return subprocess.run(
        [sys.executable, "-m", "kgbuild", *arguments[1:]], cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )


def local(command: str) -> bool:
    return "--endpoint" not in command and not command.startswith("kgbuild serve")


@pytest.mark.parametrize("command", [c for c in commands("kgbuild") if local(c)])
def test_command(command: str, folder: Path) -> None:
    done = run(command, folder)
    assert done.returncode == 0, done.stderr
    if command.startswith("kgbuild quer"):
        assert len(done.stdout.splitlines()) > 1


@pytest.mark.server
def test_commands_with_a_store(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        free_port = listener.getsockname()[1]
    store = Path(sys.executable).parent / "oxigraph"
    with subprocess.Popen(
        [store, "serve", "--bind", f"127.0.0.1:{free_port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            wait_for(f"http://127.0.0.1:{free_port}/")
            asked = [c for c in commands("kgbuild") if "--endpoint" in c]
            assert any(c.startswith("kgbuild load") for c in asked)
            for command in asked:
                done = run(command.replace(STORE, f"http://127.0.0.1:{free_port}"), folder)
                assert done.returncode == 0, done.stderr
        finally:
            server.terminate()


def wait_for(address: str) -> None:
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")


def test_python(folder: Path) -> None:
    (script,) = blocks("python")
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert "Doubts ['Seoul']" in done.stdout


def test_the_own_event_type_is_found(folder: Path) -> None:
    (folder / "volcano.txt").write_text("A volcano erupted in Iceland on Monday.\n\nNobody was hurt.\n", encoding="utf-8")
    assert run("kgbuild build volcano.txt --out volcanoes --ontology volcanoes.ttl", folder).returncode == 0
    assert "VolcanicEruption" in run("kgbuild query events --graph volcanoes --format csv", folder).stdout


ANSWER = re.compile(r"^`kgbuild query ([\w-]+)`:[^\n]*\n\n((?:\|[^\n]*\n)+)", re.MULTILINE)


@pytest.mark.parametrize(("query", "table"), ANSWER.findall(README))
def test_the_answers_are_these(query: str, table: str, folder: Path) -> None:
    header, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in table.strip().splitlines())
    assert run("kgbuild build articles/ --out answers", folder).returncode == 0
    answer = csv.DictReader(run(f"kgbuild query {query} --graph answers --format csv", folder).stdout.splitlines())
    given = dict.fromkeys(tuple(row[column].replace("|", "/") for column in header) for row in answer)
    assert [list(row) for row in given] == rows


def test_make_has_the_targets() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = {command.split()[1] for command in commands("make")} | set(re.findall(r"`make (\w+)`", README))
    assert named <= set(targets)


def test_all_that_the_table_names_is_there() -> None:
    for name in re.findall(r"`([\w./]+)`", README.split("## Where things are")[1].split("## Limits")[0]):
        assert (ROOT / name).exists() or (ROOT / "kgbuild" / name).exists(), name
