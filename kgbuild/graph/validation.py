"""Whether graphs are as the SHACL shapes of the ontology say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import SH, Graph

from kgbuild.ontology import ONTOLOGY_FOLDER


@dataclass(frozen=True, slots=True)
class Violation:
    """One result of the SHACL validation of one file."""

    file: str
    focus: str  # IRI of the node
    path: str  # IRI of the property, "" where the node itself is at fault
    message: str


def validate(files: list[Path]) -> Iterator[Violation]:
    """The violations in each Turtle file, each validated by itself since each graph stands alone.

    Raises ImportError where pySHACL is not installed, and SyntaxError where a file is not Turtle.
    """
    from pyshacl import validate as check

    shapes = Graph().parse(ONTOLOGY_FOLDER / "shapes.ttl")
    for path in files:
        graph = Graph()
        try:
            graph.parse(path, format="turtle")
        except Exception as error:  # rdflib's parser raises more than one kind
            raise SyntaxError(f"{path}: not Turtle ({str(error).splitlines()[0]})") from error
        conforms, report, _ = check(graph, shacl_graph=shapes, inference="none", advanced=False)
        if not conforms:
            yield from sorted(_results(str(path), report), key=lambda v: (v.focus, v.path, v.message))


def _results(file: str, report: Graph) -> Iterator[Violation]:
    for result in report.objects(None, SH.result):
        yield Violation(
            file,
            str(report.value(result, SH.focusNode) or ""),
            str(report.value(result, SH.resultPath) or ""),
            str(report.value(result, SH.resultMessage) or ""),
        )
