"""The bundled questions asked of Comunica 4, a third SPARQL engine, which reads the graphs as one TriG file.

Needs Node 20 and npm, and once the network. Deselected by default: ``pytest -m comunica tests/test_comunica.py``.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgbuild import queries
from kgbuild.queries import Query
from kgbuild.store import embedded

pytestmark = pytest.mark.comunica

FOLDER = Path(__file__).parent.parent / ".cache" / "comunica"
PROGRAM = FOLDER / "node_modules" / ".bin" / "comunica-sparql-file"
SLOWEST = 240  # seconds for one question: Comunica keeps no index of terms by number
NUMERIC = frozenset(f"http://www.w3.org/2001/XMLSchema#{kind}" for kind in ("integer", "decimal", "double"))
Row = tuple[tuple[str, str], ...]  # the bound columns, by name


@pytest.fixture(scope="module")
def comunica() -> Path:
    """The command of Comunica, installed once into a cache folder of this checkout."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    if not PROGRAM.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        install = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(FOLDER), "@comunica/query-sparql-file@4"]
        ended = subprocess.run(install, capture_output=True, text=True, timeout=600)
        if ended.returncode:
            pytest.skip(f"npm cannot install Comunica: {ended.stderr.strip()[:200]}")
    return PROGRAM


@pytest.fixture(scope="module")
def store(newsroom_graph: Path) -> ox.Store:
    return embedded.open_folder(newsroom_graph)


@pytest.fixture(scope="module")
def trig(store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("comunica") / "newsroom.trig"
    store.dump(str(path), format=ox.RdfFormat.TRIG)
    return path


def value(text: str, datatype: str) -> str:
    """A number as a number: engines may write 3.5 as 3.50 or 1 as 1.0."""
    return format(float(text), ".6g") if datatype in NUMERIC else text


@pytest.mark.parametrize("query", queries.catalogue(), ids=lambda query: query.name)
def test_comunica_gives_the_same_rows(query: Query, comunica: Path, store: ox.Store, trig: Path) -> None:
    required = {p.name: p.example for p in query.parameters if not p.default and f"BOUND(?_{p.variable})" not in query.text}
    text = queries.bound(query, required)
    solutions = store.query(text)
    assert isinstance(solutions, ox.QuerySolutions)
    expected: Counter[Row] = Counter()
    for solution in solutions:
        cells = ((name.value, solution[name]) for name in solutions.variables)
        expected[
            tuple(
                sorted(
                    (name, value(cell.value, cell.datatype.value if isinstance(cell, ox.Literal) else ""))
                    for name, cell in cells
                    if isinstance(cell, (ox.NamedNode, ox.Literal))
                )
            )
        ] += 1
    asked = trig.with_suffix(".rq")
    asked.write_text(text, encoding="utf-8")
    command = [str(comunica), str(trig), "-f", str(asked), "-t", "application/sparql-results+json"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=SLOWEST, check=True)
    found: Counter[Row] = Counter(
        tuple(sorted((name, value(cell["value"], cell.get("datatype", ""))) for name, cell in row.items()))
        for row in json.loads(ended.stdout)["results"]["bindings"]
    )
    assert found == expected
