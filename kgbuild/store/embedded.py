"""The embedded store: Oxigraph in this process, filled from a folder of Turtle files.

The files are the truth and the store an index of them, made anew for each run.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kgbuild.vocabulary import KG, RDF

ARTICLES = "articles"  # folder of the article graphs, one Turtle file each
LEDGER = "ledger.ttl"  # the links across articles


class GraphFolderError(Exception):
    """The folder holds no graph, or a file in it cannot be read."""


def graph_files(folder: Path) -> list[Path]:
    """The Turtle files of a graph folder, sorted. Raises GraphFolderError where there are none."""
    if not folder.is_dir():
        raise GraphFolderError(f"{folder}: no such folder; make one with: kgbuild build ARTICLES --out {folder}")
    files = sorted((folder / ARTICLES).glob("*.ttl"))
    if not files:
        raise GraphFolderError(f"{folder}: no article graphs; make some with: kgbuild build ARTICLES --out {folder}")
    ledger = folder / LEDGER
    return [*files, ledger] if ledger.is_file() else files


def named_quads(path: Path) -> Iterator[ox.Quad]:
    """The statements of one Turtle file in the graph that it is: the article's, or the ledger's.

    Raises GraphFolderError where the file is not Turtle or names no graph.
    """
    quads = []
    try:
        quads = list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    except (SyntaxError, OSError) as error:
        raise GraphFolderError(f"{path}: cannot be read as Turtle ({error}); build the graph again") from error
    graph = next((q.subject for q in quads if q.predicate == _TYPE and q.object in _GRAPHS), None)
    if not isinstance(graph, ox.NamedNode):
        raise GraphFolderError(f"{path}: no kg:Article or kg:Ledger in it; was this file made by kgbuild?")
    return (ox.Quad(q.subject, q.predicate, q.object, graph) for q in quads)


def open_folder(folder: Path) -> ox.Store:
    """A store in memory with one named graph an article. Raises GraphFolderError."""
    store = ox.Store()
    for path in graph_files(folder):
        store.bulk_extend(named_quads(path))
    return store


_TYPE = ox.NamedNode(RDF + "type")
_GRAPHS = (ox.NamedNode(KG + "Article"), ox.NamedNode(KG + "Ledger"))
