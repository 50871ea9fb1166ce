"""Bad input: one clear sentence each, the other articles built, and an exit code that says so."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pyoxigraph as ox
import pytest

Command = Callable[..., "tuple[int, str, str]"]
GOOD = {"id": "good", "text": "Angola has sent ten ships to Brazil, its minister said on Monday."}


def files(out: Path) -> list[str]:
    return sorted(path.name for path in (out / "articles").glob("*"))


def lines(*records: object) -> bytes:
    return "\n".join(r if isinstance(r, str) else json.dumps(r) for r in records).encode()


BAD_FILES = [
    # name, bytes, what is said
    ("empty.txt", b"", "the file is empty"),
    ("blank.txt", b" \n\t\n", "the file is empty"),
    ("binary.txt", b"\x7fELF\x02\x01\x00\x00" * 50, "binary"),
    ("binary.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
    ("half.txt", b"\xff\xfeA\x00B", "UTF-16"),
    ("empty.jsonl", b"", "the file is empty"),
    ("empty.html", b"", "no article text"),
    ("frame.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article text"),
    ("broken.jsonl", lines(GOOD | {"id": "a"}, '{"id": "b", "text": "x'), ":2: broken JSON at character"),
    ("list.jsonl", lines("[1, 2]"), ":1: the JSON value is no article"),
    ("number.jsonl", lines("17"), ":1: the JSON value is no article"),
    ("text.jsonl", lines({"id": "b"}), ":1: the record has no text"),
    ("null.jsonl", lines({"id": "b", "text": None}), ":1: the record has no text"),
    ("list-text.jsonl", lines({"id": "b", "text": ["x"]}), ":1: the field text is no string"),
    ("blank-text.jsonl", lines({"id": "b", "text": " "}), ":1: the field text is empty"),
    ("id.jsonl", lines({"id": ["b"], "text": "x"}), ":1: the field id is no string"),
    ("author.jsonl", lines({"id": "b", "text": "x", "author": {"a": 1}}), ":1: the field author"),
    ("title.jsonl", lines({"id": "b", "text": "x", "title": True}), ":1: the field title"),
    ("twice.jsonl", lines({"id": "good", "text": "Another text."}), 'a second article with the id "good"'),
    ("broken.json", b'{"id": "b",\n "text": }', ":2: broken JSON"),
    ("deep.jsonl", b"[" * 100_000 + b"]" * 100_000, ":1: "),
    ("digits.jsonl", b'{"id": ' + b"9" * 10_000 + b', "text": "x"}', ":1: "),
]


@pytest.mark.parametrize(("name", "data", "said"), BAD_FILES, ids=[name for name, _, _ in BAD_FILES])
def test_a_bad_file_is_named_and_the_rest_is_built(
    name: str, data: bytes, said: str, tmp_path: Path, command: Command
) -> None:
    (tmp_path / "0.jsonl").write_bytes(lines(GOOD))
    (tmp_path / name).write_bytes(data)
    code, _, err = command("build", tmp_path / "0.jsonl", tmp_path / name, "--out", tmp_path / "out")
    assert code == 1
    first, last = err.strip().splitlines()[0], err.strip().splitlines()[-1]
    assert first.startswith(str(tmp_path / name)) and said in first
    assert "Traceback" not in err
    assert "1 not read" in last
    assert "good.ttl" in files(tmp_path / "out")


def test_a_missing_path(tmp_path: Path, command: Command) -> None:
    code, _, err = command("build", tmp_path / "none.txt", "--out", tmp_path / "out")
    assert code == 1
    assert f"{tmp_path / 'none.txt'}: there is no such file" in err


def test_a_folder_without_articles(tmp_path: Path, command: Command) -> None:
    (tmp_path / "in").mkdir()
    code, _, err = command("build", tmp_path / "in", "--out", tmp_path / "out")
    assert code == 1 and "there is no article in this folder" in err


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path, command: Command) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text("Two ships sank on Monday.", encoding="utf-8")
    assert command("build", tmp_path, "--out", tmp_path / "out")[0] == 0


@pytest.mark.parametrize("option", ["--ontology", "--gazetteer"])
def test_a_file_that_is_no_turtle(tmp_path: Path, command: Command, option: str) -> None:
    (tmp_path / "a.txt").write_text("Two ships sank on Monday.", encoding="utf-8")
    (tmp_path / "own.ttl").write_text("volcano erupts .", encoding="utf-8")
    code, _, err = command("build", tmp_path / "a.txt", option, tmp_path / "own.ttl", "--out", tmp_path / "out")
    assert code == 1 and "own.ttl: it is not valid Turtle (line 1" in err and len(err.splitlines()) == 1


def test_a_file_in_the_way_of_the_output(tmp_path: Path, command: Command) -> None:
    (tmp_path / "a.txt").write_text("A text.", encoding="utf-8")
    code, _, err = command("build", tmp_path / "a.txt", "--out", tmp_path / "a.txt")
    assert code == 1 and "cannot be written" in err and len(err.splitlines()) == 1


def test_another_encoding_is_read(tmp_path: Path, command: Command) -> None:
    (tmp_path / "a.txt").write_bytes("The café’s owner said “no” in Córdoba.".encode("cp1252"))
    assert command("build", tmp_path / "a.txt", "--out", tmp_path / "out")[0] == 0
    assert "café’s" in (tmp_path / "out" / "articles" / "a.txt.ttl").read_text(encoding="utf-8")


HOSTILE_IDS = [
    "../../x",
    "a b",
    'quo"te',
    "it's",
    "<>",
    "a#b",
    "?x=1",
    "\n",
    "…",
    "\U0001f30d",
    "x" * 3000,
    "\ud800",
    "%",
]


def test_hostile_ids(tmp_path: Path, command: Command) -> None:
    records = [{"id": each, "text": f"Text {i}. {GOOD['text']}"} for i, each in enumerate(HOSTILE_IDS)]
    (tmp_path / "in.jsonl").write_bytes(lines(*records))
    out = tmp_path / "deep" / "out"
    code, _, err = command("build", tmp_path / "in.jsonl", "--out", out)
    assert code == 0, err
    assert len(files(out)) == len(HOSTILE_IDS)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deep", "in.jsonl"]
    code, answer, _ = command("query", "articles", "--graph", out, "--format", "json")
    told = {row["source"] for row in json.loads(answer)}
    assert told == {each.replace("\ud800", "?") for each in HOSTILE_IDS}


HOSTILE_TEXTS = [
    '"' * 7 + " said the man.",
    "“He said ‘no” and left. ‘Why?” “",
    "He said: \"One. 'Two.” Three.",
    "\ud800 half a character. The minister denied it.",
    "\0\x01\x02 control characters. The minister denied it.",
    "<script>alert(1)</script> The minister said \\\"no\\\" and '''yes''' \"\"\".",
    "The minister said\u2028that\u2029troops\x85left.\r\rNow.",
    "\u202eright to left\u202c and e\u0301 combined \ufeff marks. He said so.",
    "(" * 5000,
    "-" * 5000,
    "a." * 5000,
    ". . . . ! ? ; ,",
    "said said said said said",
    "The troops of the troops of the troops " * 200,
    "and " * 3000,
    "Она сказала, что войска ушли. 他说军队已经离开。",
    "\U0001f30d" * 50 + " The minister said that \U0001f30d troops had left.",
]


def test_hostile_texts(tmp_path: Path, command: Command) -> None:
    records = [{"id": f"t{i}", "text": text} for i, text in enumerate(HOSTILE_TEXTS)]
    (tmp_path / "in.jsonl").write_bytes(lines(*records))
    code, _, err = command("build", tmp_path / "in.jsonl", "--out", tmp_path / "out")
    assert code == 0, err
    for path in (tmp_path / "out").rglob("*.ttl"):
        list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    assert command("query", "mentions", "--graph", tmp_path / "out", "--format", "csv")[0] == 0


ADDRESS = "https://example.org/" + "archive/" * 115  # one token, so that the test takes seconds
PROSE = GOOD["text"] + " Nobody denied it.\n\n"


@pytest.mark.parametrize(
    "unit", [PROSE + f"See {ADDRESS} for more.\n\n" * 10, pytest.param(PROSE, marks=pytest.mark.slow)]
)
def test_a_text_of_five_megabytes(unit: str, tmp_path: Path, command: Command) -> None:
    text = unit * (5_000_000 // len(unit) + 1)
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    code, _, err = command("build", tmp_path / "long.txt", "--out", tmp_path / "out")
    assert code == 0, err
    assert files(tmp_path / "out") == ["long.txt.ttl"]


# ---- options


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--model", "no_such_model"], "no_such_model"),
        (["--ontology", "none.ttl"], "none.ttl: there is no such file"),
        (["--gazetteer", "none.ttl"], "none.ttl: there is no such file"),
        (["--base", "x y"], "--base x y"),
    ],
)
def test_wrong_options(words: list[str], said: str, tmp_path: Path, command: Command) -> None:
    (tmp_path / "a.txt").write_text("A text.", encoding="utf-8")
    code, _, err = command("build", tmp_path / "a.txt", "--out", tmp_path / "out", *words)
    assert code == 1 and said in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("option", ["--ontology", "--gazetteer"])
def test_an_ontology_that_is_no_turtle(option: str, tmp_path: Path, command: Command) -> None:
    (tmp_path / "a.txt").write_text("A text.", encoding="utf-8")
    (tmp_path / "mine.ttl").write_text("@prefix : <x> .\n:a :b", encoding="utf-8")
    code, _, err = command("build", tmp_path / "a.txt", "--out", tmp_path / "out", option, tmp_path / "mine.ttl")
    assert code == 1 and "mine.ttl" in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["nonsense"], 1, "no bundled query is named 'nonsense'"),
        (["deployment"], 1, "did you mean deployments?"),
        (["deployments", "--set", "colour=red"], 1, "has no parameter 'colour'"),
        (["deployments", "--set", "country"], 2, "NAME=VALUE"),
        (["events-by-type", "--set", "since=Tuesday"], 1, "'Tuesday' is not a value of type date"),
        (["events-near", "--set", "latitude=north"], 1, "'north' is not a value of type decimal"),
        (["deployments", "--format", "xml"], 2, "xml"),
    ],
)
def test_wrong_questions(words: list[str], code: int, said: str, newsroom_graph: Path, command: Command) -> None:
    ended, out, err = command("query", *words, "--graph", newsroom_graph)
    assert (ended, out) == (code, "")
    assert said in " ".join(err.replace("│", " ").split())


def test_a_value_is_never_pasted(newsroom_graph: Path, command: Command) -> None:
    hostile = '") } INSERT DATA { <a:b> <a:c> "\\'
    code, out, err = command(
        "query", "deployments", "--graph", newsroom_graph, "--set", f"country={hostile}", "-f", "csv"
    )
    assert code == 0, err
    assert len(out.splitlines()) == 1


@pytest.mark.parametrize("words", [["query", "deployments", "--graph"], ["validate"], ["serve"]])
def test_folders_that_hold_no_graph(words: list[str], tmp_path: Path, command: Command) -> None:
    for folder in (tmp_path / "none", tmp_path):
        code, _, err = command(*words, folder)
        assert code == 1 and str(folder) in err and "kgbuild build" in err


def test_a_graph_that_is_no_turtle(tmp_path: Path, command: Command) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.ttl").write_text("<a> <b>", encoding="utf-8")
    code, _, err = command("query", "deployments", "--graph", tmp_path)
    assert code == 1 and "a.ttl" in err and "Turtle" in err


# ---- endpoints


class _Rubbish(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        kind = self.path.strip("/")
        if kind == "slow":
            time.sleep(3)
        status = int(kind) if kind.isdigit() else 200
        self.send_response(status)
        self.end_headers()
        self.wfile.write({"json": b'{"a": 1}', "cut": b'{"head": {"vars": ["x"]'}.get(kind, b"<html>no</html>"))

    do_GET = do_PUT = do_POST

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Rubbish)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize("kind", ["html", "json", "cut", "slow", "401", "403", "404", "500"])
def test_endpoints_that_answer_badly(kind: str, endpoint: str, command: Command) -> None:
    code, out, err = command("query", "deployments", "--endpoint", f"{endpoint}/{kind}", "--timeout", "1")
    assert (code, out) == (1, "")
    assert endpoint in err and "Traceback" not in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("address", ["", "ftp://x/", "http://", "nonsense", "http://user:secret@127.0.0.1:1/"])
def test_addresses_that_are_none(address: str, newsroom_graph: Path, command: Command) -> None:
    code, _, err = command("load", newsroom_graph, "--endpoint", address)
    assert code in (1, 2) and "secret" not in err
    assert "Traceback" not in err


def test_an_endpoint_that_is_down(newsroom_graph: Path, command: Command) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{probe.getsockname()[1]}/query"
    for words in (["query", "deployments"], ["load", newsroom_graph]):
        code, _, err = command(*words, "--endpoint", url)
        assert code == 1 and url.removesuffix("query") in err
        assert len(err.strip().splitlines()) == 1
