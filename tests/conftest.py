"""What all tests share: the resources, loaded once, and an article's analysis in one call."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):  # as the command line does
    os.environ.setdefault(name, "1")

from kgbuild.model import Analysis  # noqa: E402  the threads are set before numpy is imported
from kgbuild.pipeline import Resources, default_resources  # noqa: E402
from kgbuild.pipeline import analyse as analyse_text  # noqa: E402

TESTS = Path(__file__).parent


@pytest.fixture(scope="session")
def resources() -> Resources:
    """The bundled pipeline, ontology and gazetteers."""
    return default_resources()


@pytest.fixture(scope="session")
def analyse(resources: Resources) -> Callable[..., Analysis]:
    """``analyse(text, **metadata)``: the analysis of one article, as :func:`kgbuild.analyse` gives it."""

    def call(text: str, **metadata: str) -> Analysis:
        return analyse_text(text, **metadata)  # type: ignore[arg-type]

    return call


@pytest.fixture(scope="session")
def newsroom() -> Path:
    """The folder of the sample newsroom's articles."""
    return TESTS / "articles" / "newsroom"


@pytest.fixture(scope="session")
def newsroom_graph(newsroom: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph folder built from the sample newsroom, once a session. Read it only."""
    from kgbuild.corpus import build

    out = tmp_path_factory.mktemp("newsroom") / "graph"
    report = build([newsroom], out)
    assert not report.problems
    return out


class Ended(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ended]:
    """``command("build", path, "--out", folder)``: the command line in this process, from words to exit code."""
    from kgbuild.cli import main

    def call(*words: object) -> Ended:
        monkeypatch.setattr("sys.argv", ["kgbuild", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        code = end.value.code
        return Ended(code if isinstance(code, int) else 0 if code is None else 1, said.out, said.err)

    return call
