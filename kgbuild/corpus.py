"""A corpus of articles to a folder of graphs: incremental, parallel, and whole files only.

``OUT/articles/NAME.ttl`` is one article's graph; ``OUT/ledger.ttl`` holds the links between articles. The first line
of an article's file is a comment with a fingerprint of all that it was made from: the article, the options, the
ontology, the gazetteers, the spaCy pipeline and kgbuild itself. Where it still holds, the file is left alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild.articles.readers import Problem, read
from kgbuild.fingerprints import Settings, fingerprint, stated_fingerprint
from kgbuild.graph.iris import slug
from kgbuild.model import Article
from kgbuild.vocabulary import DATA

if TYPE_CHECKING:
    from kgbuild.pipeline import Resources

ARTICLES = "articles"
LEDGER = "ledger.ttl"
_PARTIAL = ".partial"
_BATCH = 200_000  # characters of text that one task holds, at most, unless one article is longer

Task = tuple[Article, str]  # with its fingerprint
Built = tuple[str, str]  # the article's id, and what went wrong ("" where nothing did)


class BuildError(Exception):
    """The build as a whole cannot go on; the message is one sentence for the user."""


@dataclass(slots=True)
class BuildReport:
    """What a build did. `problems` are in the order of the input as far as jobs allow."""

    built: int = 0
    unchanged: int = 0
    removed: int = 0
    problems: list[Problem] = field(default_factory=list)


def build(
    paths: Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    jobs: int = 1,
    model: str = "",
    ontology: Iterable[str | os.PathLike[str]] = (),
    gazetteer: Iterable[str | os.PathLike[str]] = (),
    base: str = DATA,
    with_text: bool = True,
    force: bool = False,
    prune: bool = False,
    executor: Executor | None = None,
    on_problem: Callable[[Problem], None] = lambda problem: None,
    on_progress: Callable[[BuildReport], None] = lambda report: None,
) -> BuildReport:
    """Make or renew the graphs of articles in the folder `out`.

    Articles that are there already and have not changed are left alone (unless `force`); graphs of articles that are
    not given stay (unless `prune`). `jobs` is the number of processes, 0 for one a processor. An `executor` of the
    caller's own (a cluster's) is used instead of a process pool; its workers must see the same file system.

    What cannot be read is told to `on_problem` and kept in the report; the other articles are built. Raises BuildError
    where nothing can be built: an option that is wrong, a folder that cannot be written, another build at work in it.
    """
    settings = Settings.of(model, ontology, gazetteer, base, with_text)
    report = BuildReport()

    def trouble(problem: Problem) -> None:
        report.problems.append(problem)
        on_problem(problem)

    folder = Path(out) / ARTICLES
    with _sole_writer(Path(out), folder):
        software = settings.software()
        given: set[str] = set()

        def tasks() -> Iterator[Task]:
            for found in read(paths):
                if isinstance(found, Problem):
                    trouble(found)
                    continue
                name = file_name(found.id)
                given.add(name)
                stated = fingerprint(found, settings, software)
                if not force and stated_fingerprint(folder / name) == stated:
                    report.unchanged += 1
                    on_progress(report)
                else:
                    yield found, stated

        pool = nullcontext(executor) if executor or jobs == 1 else _pool(jobs)
        with pool as workers:
            for identifier, error in _run(_batches(tasks()), settings, folder, workers):
                if error:
                    trouble(Problem(identifier, error))
                else:
                    report.built += 1
                    on_progress(report)
        if prune:
            report.removed = _prune(folder, given)
        _renew_ledger(Path(out), settings)
    return report


def file_name(identifier: str) -> str:
    """The name of an article's file: its id where that is a safe name, else what is readable of it and a hash."""
    return slug(identifier) + ".ttl"


def write_whole(path: Path, text: str) -> None:
    """Write a file so that at any moment there is either the old one or the new one, whole."""
    partial = path.with_name("." + path.name + _PARTIAL)
    with partial.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, path)


@contextmanager
def _sole_writer(out: Path, folder: Path) -> Iterator[None]:
    """The folder, made where it is missing, free of what a killed build left, and locked against another build."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(out, os.O_RDONLY)
    except OSError as error:
        raise BuildError(
            f"{out}: the folder cannot be written ({(error.strerror or '').lower()}); name another with --out"
        ) from error
    try:
        _lock(lock, out)
        for leftover in folder.glob(f".*{_PARTIAL}"):
            leftover.unlink(missing_ok=True)
        yield
    finally:
        os.close(lock)  # which also unlocks


def _lock(descriptor: int, out: Path) -> None:
    try:
        import fcntl
    except ImportError:  # not on Windows
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise BuildError(f"{out}: another build is at work in this folder; wait for it, or name another") from error
    except OSError:  # a file system without locks
        return


def _batches(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    batch: list[Task] = []
    size = 0
    for task in tasks:
        length = len(task[0].text)
        if batch and size + length > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(task)
        size += length
    if batch:
        yield batch


def _run(batches: Iterable[list[Task]], settings: Settings, folder: Path, workers: Executor | None) -> Iterator[Built]:
    if workers is None:
        for batch in batches:
            yield from build_batch(settings, folder, batch)
        return
    running: set[Future[list[Built]]] = set()
    try:
        for batch in batches:
            running.add(workers.submit(build_batch, settings, folder, batch))
            if len(running) > 4 * (os.cpu_count() or 1):  # so that a large corpus is not held in memory
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield from future.result()
        for future in running:
            yield from future.result()
    except BrokenProcessPool as error:
        raise BuildError(
            "a worker process died, perhaps of too little memory; run the same command again, with fewer --jobs"
        ) from error
    finally:
        for future in running:
            future.cancel()


def build_batch(settings: Settings, folder: Path, batch: list[Task]) -> list[Built]:
    """Build and write the graphs of some articles: what one task of a worker does."""
    resources = _resources(settings)
    _unlink_ledger(folder.parent)
    return [(article.id, _build_one(article, stated, settings, folder, resources)) for article, stated in batch]


def _build_one(article: Article, stated: str, settings: Settings, folder: Path, resources: Resources) -> str:
    from kgbuild.graph import turtle
    from kgbuild.pipeline import analyse_all

    try:
        (analysis,) = analyse_all([article], resources)
        text = turtle.write(analysis, resources.ontology, settings.base, settings.with_text)
    except Exception as error:  # one article that cannot be analysed must not stop the others
        if os.environ.get("KGBUILD_DEBUG"):
            raise
        return f"this article could not be analysed ({type(error).__name__}: {error}); please report it with its text"
    try:
        write_whole(folder / file_name(article.id), f"# {stated}\n{text}")
    except OSError as error:
        return f"its graph cannot be written to {folder} ({(error.strerror or str(error)).lower()})"
    return ""


@cache
def _resources(settings: Settings) -> Resources:
    from kgbuild.pipeline import load_resources

    return load_resources(settings.model, settings.ontology, settings.gazetteer)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(max_workers=jobs if jobs > 0 else os.cpu_count() or 1, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """A worker ends with Ctrl-C without a word, and when its parent was killed; else it would wait for ever."""
    import signal
    from multiprocessing import connection, parent_process
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_DFL)

    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _prune(folder: Path, given: set[str]) -> int:
    gone = [path for path in sorted(folder.glob("*.ttl")) if path.name not in given]
    if gone:
        _unlink_ledger(folder.parent)
    for path in gone:
        path.unlink()
    return len(gone)


def _unlink_ledger(out: Path) -> None:
    """The ledger is thrown away before the first graph changes, so that a stale one is never left behind."""
    (out / LEDGER).unlink(missing_ok=True)


def _renew_ledger(out: Path, settings: Settings) -> None:
    if (out / LEDGER).exists() or not any((out / ARTICLES).glob("*.ttl")):
        return
    from kgbuild import ontology
    from kgbuild.ledger import ledger

    ledger.rebuild(out, ontology.load(settings.ontology))
