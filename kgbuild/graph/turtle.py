"""An article's graph as Turtle: sorted, grouped, prefixed, and the same bytes for the same analysis.

Turtle is RDF 1.1 Turtle (https://www.w3.org/TR/turtle/). Names are shortened only where the local part needs no
escape; literals are escaped by pyoxigraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from kgbuild.graph.article_graph import Resource, Section, Term, sections
from kgbuild.graph.iris import article_iri
from kgbuild.model import Analysis
from kgbuild.ontology import Ontology
from kgbuild.vocabulary import DATA, PREFIXES, XSD

_LOCAL = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")  # a subset of PN_LOCAL that never needs escapes
_HIERARCHICAL = re.compile(r"https?://[^/?#]+/(?:[^?#]*/)?$")
_INTEGER, _STRING = XSD + "integer", XSD + "string"
_NAMESPACE = re.compile(r"^(.*[#/])([^#/]*)$", re.DOTALL)


def write(analysis: Analysis, ontology: Ontology, base: str = DATA, with_text: bool = True) -> str:
    """The Turtle text of one article's graph."""
    document = article_iri(base, analysis.article.id)
    return render(sections(analysis, ontology, base, with_text), base, document)


def render(groups: Iterable[Section], base: str, document: str) -> str:
    """Turtle with one heading for each section that holds something.

    `document` is the IRI that relative references count from; what lies below `base` is written relative to it.
    """
    groups = [group for group in groups if group.resources]
    names = _Names(base, document)
    body = [part for group in groups for part in (f"# ---- {group.heading}\n", *map(names.resource, group.resources))]
    head = [f"@base <{document}> ."]
    head += [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in sorted(names.used)]
    return "\n".join(head) + "\n\n" + "\n".join(body)


class _Names:
    """Terms as Turtle, remembering which prefixes were needed."""

    def __init__(self, base: str, document: str) -> None:
        self.base, self.document = base, document
        self.up = "../" * document.removeprefix(base).count("/") if _HIERARCHICAL.match(base) else ""
        self.used: set[str] = set()
        self.by_namespace = {namespace: prefix for prefix, namespace in PREFIXES.items()}
        self.known: dict[str, str] = {}

    def resource(self, resource: Resource) -> str:
        lines = [f"a {' , '.join(self.iri(iri) for iri in resource.classes)}"] if resource.classes else []
        previous = ""
        for predicate, term in dict.fromkeys(resource.properties):
            if predicate == previous:
                lines[-1] += f" , {self.term(term)}"
            else:
                lines.append(f"{self.iri(predicate)} {self.term(term)}")
            previous = predicate
        return f"{self.iri(resource.iri)} " + " ;\n    ".join(lines) + " .\n"

    def term(self, term: Term) -> str:
        if isinstance(term, NamedNode):
            return self.iri(term.value)
        if isinstance(term, Literal):
            datatype = term.datatype.value  # a language has a datatype of its own, which is none of XSD's
            if datatype == _INTEGER:
                return term.value
            if datatype != _STRING and datatype.startswith(XSD):
                return f"{Literal(term.value)}^^{self.iri(datatype)}"
        return str(term)

    def iri(self, iri: str) -> str:
        found = self.known.get(iri)
        if found is None:
            match = _NAMESPACE.match(iri)
            prefix = self.by_namespace.get(match[1]) if match else None
            if match and prefix and _LOCAL.fullmatch(match[2]):
                self.used.add(prefix)
                found = f"{prefix}:{match[2]}"
            else:
                found = f"<{self.relative(iri)}>"
            self.known[iri] = found
        return found

    def relative(self, iri: str) -> str:
        """A reference relative to the document (RFC 3986, section 4.2), or the IRI itself."""
        if iri.startswith(self.document):
            rest = iri[len(self.document) :]
            if not rest or rest.startswith("#"):
                return rest
        rest = iri.removeprefix(self.base)
        plain = rest != iri and rest and not rest.startswith(("/", ".")) and "/." not in rest and "//" not in rest
        return self.up + rest if plain and self.up else iri
