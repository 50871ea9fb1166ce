"""News articles in, an RDF knowledge graph out.

::

    import kgbuild

    analysis = kgbuild.analyse("Seoul doubted that the troops had fought.", date="2024-11-06")
    graph = kgbuild.to_graph(analysis)          # an rdflib.Graph
    report = kgbuild.build(["articles/"], "graph/", jobs=2)

The functions are imported when they are first used, so that ``import kgbuild`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgbuild.corpus import BuildReport as BuildReport
    from kgbuild.corpus import build as build
    from kgbuild.pipeline import analyse as analyse
    from kgbuild.pipeline import to_graph as to_graph

__version__ = "0.1.0"
__all__ = ["BuildReport", "__version__", "analyse", "build", "to_graph"]

_HOMES = {
    "BuildReport": "kgbuild.corpus",
    "analyse": "kgbuild.pipeline",
    "build": "kgbuild.corpus",
    "to_graph": "kgbuild.pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kgbuild' has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found
