"""How long the bundled queries take on embedded Oxigraph with a million triples.

Run: python tests/benchmarks/queries.py GRAPH [TRIPLES]
GRAPH is a folder that build has made (`make demo` leaves one). Its graphs and its ledger are copied under other IRIs until
there are so many triples; each query is asked with its example values. Seconds of one processor, slowest first, beside the
time to count all triples as baseline.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pyoxigraph as ox

from kgbuild.queries import ask_oxigraph, catalogue, run
from kgbuild.store.embedded import graph_files, named_quads

OWN_PATHS = ("/article/", "/event-cluster/", "/story/", "/lean/")


def multiplied(folder: Path, triples: int) -> ox.Store:
    """A store with copies of the folder's graphs; entities stay shared, articles and clusters do not."""
    quads = [quad for path in graph_files(folder) for quad in named_quads(path)]
    text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS).decode("utf-8")
    store = ox.Store()
    for copy in range(max(1, triples // len(quads))):
        renamed = text
        for path in OWN_PATHS:
            renamed = renamed.replace(path, f"{path}copy{copy}-")
        store.bulk_load(renamed.encode("utf-8"), ox.RdfFormat.N_QUADS)
    store.optimize()
    return store


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    store = multiplied(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)
    began = time.process_time()
    total = len(store)
    list(store.query("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"))
    baseline = time.process_time() - began
    print(f"{total} triples; counting them takes {baseline:.2f} s")
    found = []
    for query in catalogue():
        values = {p.name: p.example for p in query.parameters if p.example}
        began = time.process_time()
        rows = len(run(query, values, ask_oxigraph(store)).rows)
        found.append((time.process_time() - began, query.name, rows))
    for taken, name, rows in sorted(found, reverse=True):
        print(f"{taken:7.2f} s  {taken / baseline:6.2f} × baseline  {rows:7} rows  {name}")


if __name__ == "__main__":
    main()
