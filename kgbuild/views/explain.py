"""Why a graph says what it says: the sentence with the words, the rule or lexicon entry, and the links.

What is explained is named by its IRI, as the queries give it: an event, a claim, a relation, an entity or an article.
All of it is read from the graphs. Sentences are cut roughly, at full stops, from the text where it travels with the
graph; without the text only the words themselves can be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from kgbuild.vocabulary import DCTERMS, KG, LEX, NIF, RDF, RDFS, SCHEMA, SKOS

_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n+")
_LONGEST = 600  # characters of a sentence that are shown
_SPANS = ("trigger", "cue", "furtherCue", "contentSpan", "subjectSpan", "objectSpan")


class ExplainError(Exception):
    """Nothing in the graphs has that IRI."""


def explain(store: ox.Store, iri: str) -> str:
    """The explanation, as lines of text. Raises ExplainError where the store knows nothing of the IRI."""
    try:
        node = ox.NamedNode(iri)
    except ValueError as error:
        raise ExplainError(f"{iri!r} is not an IRI: {error}") from error
    graphs = {quad.graph_name for quad in store.quads_for_pattern(node, None, None)}
    named = sorted((graph for graph in graphs if isinstance(graph, ox.NamedNode)), key=str)
    lines = [line for graph in named for line in _Article(store, graph).explained(node)]
    if not lines:
        raise ExplainError(f"nothing in the graphs has the IRI {iri}; kgbuild query events and claims list IRIs")
    return "\n".join(lines) + "\n"


class _Article:
    """One article's graph."""

    def __init__(self, store: ox.Store, graph: ox.NamedNode) -> None:
        self.store, self.graph = store, graph
        texts = (quad.object for quad in store.quads_for_pattern(None, _IS_STRING, None, graph))
        self.text = next((text.value for text in texts if isinstance(text, ox.Literal)), "")

    def nodes(self, node: ox.NamedNode, iri: str) -> list[ox.NamedNode]:
        found = self.store.quads_for_pattern(node, ox.NamedNode(iri), None, self.graph)
        nodes = {quad.object for quad in found if isinstance(quad.object, ox.NamedNode)}
        return sorted(nodes, key=lambda each: (self.begin(each), str(each)))

    def value(self, node: ox.NamedNode, iri: str) -> str:
        found = self.store.quads_for_pattern(node, ox.NamedNode(iri), None, self.graph)
        values = (quad.object.value for quad in found if isinstance(quad.object, ox.NamedNode | ox.Literal))
        return min(values, default="")

    def subjects(self, iri: str, node: ox.NamedNode | None) -> list[ox.NamedNode]:
        found = self.store.quads_for_pattern(None, ox.NamedNode(iri), node, self.graph)
        subjects = {quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode)}
        return sorted(subjects, key=lambda subject: (self.begin(subject), str(subject)))

    def begin(self, node: ox.NamedNode) -> int:
        return int(self.value(node, NIF + "beginIndex") or -1)

    def explained(self, node: ox.NamedNode) -> Iterator[str]:
        classes = {term.value for term in self.nodes(node, RDF + "type")}
        if KG + "Article" in classes:
            yield from self.article(node)
        elif KG + "Claim" in classes:
            yield from self.claim(node)
        elif self.nodes(node, KG + "trigger"):
            yield from self.event(node)
        elif KG + "Relation" in classes:
            yield from self.relation(node)
        elif self.subjects(KG + "refersTo", node):
            yield from self.entity(node)

    def article(self, node: ox.NamedNode) -> Iterator[str]:
        yield self.title()
        claims = self.subjects(RDF + "type", ox.NamedNode(KG + "Claim"))
        events = sorted(self.subjects(KG + "trigger", None), key=lambda each: (self.place(each), str(each)))
        for each in events:
            yield f"  event {_class(self, each)} “{self.value(each, RDFS + 'label')}”  <{each.value}>"
        for each in sorted(claims, key=lambda claim: (self.place(claim), str(claim))):
            yield f"  claim {_local(self.value(each, KG + 'stance'))} “{self.words(each, 'cue')}”  <{each.value}>"

    def event(self, node: ox.NamedNode) -> Iterator[str]:
        factuality = self.value(node, KG + "factuality")
        yield f"{_class(self, node)} “{self.value(node, RDFS + 'label')}”, {factuality}, in {self.title()}"
        yield from self.sentences(node, "trigger")
        yield from self.participants(node)
        yield from self.rule(node)
        yield from self.said_by(node)

    def claim(self, node: ox.NamedNode) -> Iterator[str]:
        stance, factuality = _local(self.value(node, KG + "stance")), self.value(node, KG + "factuality")
        yield f"Claim: {stance}, {factuality}, in {self.title()}"
        yield from self.sentences(node, "cue", "furtherCue")
        for words in self.nodes(node, KG + "contentSpan"):
            yield f"  content: “{self.value(words, NIF + 'anchorOf')}”"
        yield from self.participants(node)
        yield from self.rule(node)
        yield from self.said_by(node)
        for name, heading in (("content", "holds"), ("disputes", "disputes")):
            for each in self.nodes(node, KG + name):
                named = f" “{label}”" if (label := self.value(each, RDFS + "label")) else ""
                yield f"  {heading}: {_class(self, each)}{named}  <{each.value}>"

    def relation(self, node: ox.NamedNode) -> Iterator[str]:
        parts = [_local(self.value(node, KG + "relationPredicate"))]
        for name in ("relationSubject", "relationObject"):
            parts += [self.described(each) for each in self.nodes(node, KG + name)]
        yield f"{parts[0]}: {' → '.join(parts[1:])}, {self.value(node, KG + 'factuality')}, in {self.title()}"
        yield from self.sentences(node, "evidence")
        yield from self.rule(node)
        yield from self.said_by(node)

    def entity(self, node: ox.NamedNode) -> Iterator[str]:
        yield f"{self.described(node)}, in {self.title()}"
        if basis := self.value(node, KG + "identityBasis"):
            yield f"  known by: {basis}"
        for link in self.nodes(node, SKOS + "exactMatch"):
            yield f"  link: {link.value}"
        for mention in self.subjects(KG + "refersTo", node):
            kind, usage, rule = (self.value(mention, KG + name) for name in ("mentionKind", "usage", "rule"))
            about = dict.fromkeys([kind, usage, *rule.split(", ")])  # a rule may name the usage again
            words, begin = self.value(mention, NIF + "anchorOf"), self.begin(mention)
            yield f"  “{words}” at {begin}: {', '.join(filter(None, about))}"

    # parts

    def title(self) -> str:
        known = [self.value(self.graph, SCHEMA + "headline"), self.value(self.graph, SCHEMA + "datePublished")[:10]]
        about = ", ".join(filter(None, known))
        return self.value(self.graph, DCTERMS + "identifier") + (f" ({about})" if about else "")

    def place(self, node: ox.NamedNode) -> int:
        """Where a node's words begin."""
        spans = [span for name in _SPANS for span in self.nodes(node, KG + name)]
        return min((self.begin(span) for span in spans), default=-1)

    def words(self, node: ox.NamedNode, name: str) -> str:
        return next((self.value(span, NIF + "anchorOf") for span in self.nodes(node, KG + name)), "")

    def sentences(self, node: ox.NamedNode, *names: str) -> Iterator[str]:
        spans = sorted((span for name in names for span in self.nodes(node, KG + name)), key=self.begin)
        for span in spans:
            begin, end = self.begin(span), int(self.value(span, NIF + "endIndex"))
            shown = marked(self.text, begin, end) if self.text else f"»{self.value(span, NIF + 'anchorOf')}«"
            yield f"  at {begin}: {shown}"

    def participants(self, node: ox.NamedNode) -> Iterator[str]:
        for each in sorted(self.nodes(node, KG + "participation"), key=lambda part: (self.begin(part), str(part))):
            words, role = self.value(each, NIF + "anchorOf"), _local(self.value(each, KG + "roleProperty"))
            fillers = [self.described(filler) for filler in self.nodes(each, KG + "filler")]
            yield f"  {role}: " + " → ".join(filter(None, [f"“{words}”" if words else "", *fillers]))

    def described(self, node: ox.NamedNode) -> str:
        """An entity by label, class, country and first link; a quantity or a time by its interval."""
        interval = [self.value(node, KG + name) for name in ("minimum", "maximum", "earliest", "latest")]
        if any(interval):
            return " to ".join(dict.fromkeys(filter(None, interval)))
        about = [_class(self, node), self.value(node, KG + "countryCode"), self.value(node, SKOS + "exactMatch")]
        return f"{self.value(node, RDFS + 'label')} ({', '.join(filter(None, about))})"

    def rule(self, node: ox.NamedNode) -> Iterator[str]:
        if entry := self.value(node, KG + "lexicalEntry"):
            yield f"  lexicon entry: {entry.removeprefix(LEX)}"
        for name, heading in (("construction", "construction"), ("claimForm", "form"), ("rule", "rule")):
            if text := self.value(node, KG + name):
                yield f"  {heading}: {text}"

    def said_by(self, node: ox.NamedNode) -> Iterator[str]:
        claims = self.nodes(node, KG + "assertedBy")
        if not claims:
            yield "  said by: the article itself"
        for claim in claims:
            held = self.value(node, KG + "claimedFactuality")
            yield f"  said by: {self.voice(claim, f', which makes it {held} to them' if held else '')}"
        for claim in self.subjects(KG + "disputes", node):
            yield f"  disputed by: {self.voice(claim)}"

    def voice(self, claim: ox.NamedNode, more: str = "") -> str:
        """Whose claim it is, with which stance and in which words."""
        who = [self.value(each, RDFS + "label") for each in self.nodes(claim, KG + "claimant")]
        stance = _local(self.value(claim, KG + "stance"))
        names = ", ".join(who) or "somebody unnamed"
        return f"{names} ({stance}{more}, “{self.words(claim, 'cue')}”)  <{claim.value}>"


_IS_STRING = ox.NamedNode(NIF + "isString")


def marked(text: str, begin: int, end: int) -> str:
    """The sentence around the words, on one line, with the words between » and «."""
    start = max((match.end() for match in _SENTENCE_END.finditer(text, max(0, begin - _LONGEST), begin)), default=0)
    start = max(start, begin - _LONGEST)
    after = _SENTENCE_END.search(text, end, end + _LONGEST)
    stop = after.start() + 1 if after else min(len(text), end + _LONGEST)
    return " ".join(f"{text[start:begin]}»{text[begin:end]}«{text[end:stop]}".split())


def _class(article: _Article, node: ox.NamedNode) -> str:
    return _local(article.value(node, RDF + "type"))


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]
