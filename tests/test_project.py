"""The project as it is delivered: package, constraints, set-up."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

import kgbuild

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_one_version() -> None:
    assert PROJECT["project"]["version"] == kgbuild.__version__ == metadata.version("kgbuild")


@pytest.mark.parametrize("line", CONSTRAINTS)
def test_constraints_are_names_and_versions(line: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9._+!]+", line)


def test_every_dependency_is_constrained_to_what_is_tested() -> None:
    versions = {normal(line.partition("==")[0]): line.partition("==")[2] for line in CONSTRAINTS}
    extras = PROJECT["project"]["optional-dependencies"].values()
    wanted = [*PROJECT["project"]["dependencies"], *(each for extra in extras for each in extra)]
    for requirement in wanted:
        name = normal(re.split(r"[<>=!~\[; ]", requirement)[0])
        assert versions.get(name) == metadata.version(name), name


def test_what_is_imported_is_a_dependency() -> None:
    homes = {normal(n) for names in metadata.packages_distributions().values() for n in names}
    declared = {normal(re.split(r"[<>=!~\[; ]", each)[0]) for each in PROJECT["project"]["dependencies"]}
    by_module = metadata.packages_distributions()
    for path in (ROOT / "kgbuild").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for module in re.findall(r"^\s*(?:from|import) ([A-Za-z_]\w*)", text, re.MULTILINE):
            if module in sys.stdlib_module_names or module in ("kgbuild", "fcntl") or module not in by_module:
                continue
            owners = {normal(name) for name in by_module[module]} & homes
            # spaCy's own parts come with spaCy, click with typer
            assert owners & (declared | {"thinc", "click", "numpy"}), f"{path.name}: {module}"


def test_modules_are_of_a_size_to_read() -> None:
    sizes = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in (ROOT / "kgbuild").rglob("*.py")}
    assert {p.name: n for p, n in sizes.items() if n > 400} == {}


def test_ci_runs_what_the_readme_says() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert "make test" in script.read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("setup", "demo", "test", "lint", "benchmark"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-deps", "-w", str(out)]
    subprocess.run([*pip, str(ROOT)], check=True)
    (found,) = out.glob("kgbuild-*.whl")
    return found


@pytest.mark.install
def test_the_wheel_carries_ontology_and_queries(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder, pattern in (
        ("ontology", "**/*.ttl"),
        ("ontology", "**/*.tsv"),
        ("queries", "*.rq"),
        ("kgbuild", "**/*.py"),
    ):
        for path in (ROOT / folder).glob(pattern):
            name = path.relative_to(ROOT).as_posix()
            assert (name if folder == "kgbuild" else f"kgbuild/{name}") in inside, name
    assert "kgbuild/articles/patterns.toml" in inside
    assert not any(name.startswith("tests/") for name in inside)


@pytest.mark.install
def test_the_installed_wheel_works(wheel: Path, newsroom: Path, tmp_path: Path) -> None:
    """Installed elsewhere, away from the checkout, it lists its queries and builds."""
    site = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps", "--target"]
    subprocess.run([*pip, str(site), str(wheel)], check=True)
    run = f"import sys; sys.path[:] = [{str(site)!r}, *(p for p in sys.path if p != {str(ROOT)!r} and p)]\n"
    run += "import kgbuild.cli; assert kgbuild.__file__.startswith(sys.path[0]); kgbuild.cli.main()"

    def call(*words: str) -> str:
        command = [sys.executable, "-c", run, *words]
        ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    assert "deployments" in call("queries")
    call("build", str(newsroom / "global-pulse-rewrite.txt"), "--out", "graph")
    assert len(call("query", "claims", "--graph", "graph", "--format", "csv").splitlines()) > 2
