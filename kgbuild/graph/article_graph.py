"""The statements of one article's graph, grouped as a person would read them.

Nodes for events, claims, quantities, times, mentions and stretches of text are fragments of the article's IRI; entities
that other articles may share have IRIs of their own, and what is known of them is repeated in each article's graph, so
that every graph stands alone. There are no blank nodes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from kgbuild.graph.iris import article_iri, key_iri
from kgbuild.model import Analysis, Claim, Entity, Event, Mention, Relation, Span
from kgbuild.ontology import Ontology
from kgbuild.vocabulary import DATA, DCTERMS, GEO, KG, LEX, NIF, PROV, RDFS, SCHEMA, SKOS, XSD

Term = NamedNode | Literal
Properties = list[tuple[str, Term]]  # predicate IRI, object

DECIMAL, DATE, INTEGER = NamedNode(XSD + "decimal"), NamedNode(XSD + "date"), NamedNode(XSD + "integer")
DATE_TIME = NamedNode(XSD + "dateTime")
STATE_BODIES = frozenset(("Government", "ArmedForce"))
STATE_SECTORS = frozenset(("GOV", "MIL"))


class Resource(NamedTuple):
    """One subject with its classes (IRIs) and properties, in the order in which they are to be written."""

    iri: str
    classes: tuple[str, ...]
    properties: Properties


class Section(NamedTuple):
    """Resources under one heading."""

    heading: str
    resources: list[Resource]


def sections(analysis: Analysis, ontology: Ontology, base: str = DATA, with_text: bool = True) -> list[Section]:
    """All statements of the article's graph. Pure: the same analysis gives the same sections."""
    writer = _Writer(analysis, ontology, base)
    found = [
        Section("article", list(writer.article(with_text))),
        Section("what the article itself asserts", list(writer.direct())),
        Section("entities", list(writer.entities())),
        Section("events", list(writer.events())),
        Section("claims", list(writer.claims())),
        Section("relations", list(writer.relations())),
        Section("quantities", list(writer.quantities())),
        Section("times", list(writer.times())),
        Section("mentions", list(writer.mentions())),
    ]
    return [*found, Section("words", list(writer.words()))]  # last: the others say which words are needed


class _Writer:
    def __init__(self, analysis: Analysis, ontology: Ontology, base: str) -> None:
        self.analysis, self.ontology, self.base = analysis, ontology, base
        self.text = analysis.article.text
        self.graph = article_iri(base, analysis.article.id)
        self.context = NamedNode(self.graph + "#text")
        self.spans: set[Span] = set()
        self.nodes: dict[str, NamedNode] = {}

    def node(self, key: str) -> NamedNode:
        found = self.nodes.get(key)
        if found is None:
            found = self.nodes[key] = NamedNode(key_iri(self.base, self.graph, key))
        return found

    def span(self, span: Span) -> NamedNode:
        """The node of a stretch of text: a fragment after RFC 5147, as NIF names strings."""
        self.spans.add(span)
        return NamedNode(f"{self.graph}#char={span.begin},{span.end}")

    def offsets(self, span: Span) -> Properties:
        return [
            (NIF + "beginIndex", Literal(str(span.begin), datatype=INTEGER)),
            (NIF + "endIndex", Literal(str(span.end), datatype=INTEGER)),
            (NIF + "anchorOf", Literal(_storable(self.text[span.begin : span.end]))),
        ]

    def article(self, with_text: bool) -> Iterator[Resource]:
        article = self.analysis.article
        about: Properties = [(DCTERMS + "identifier", Literal(_storable(article.id)))]
        about += _strings(SCHEMA + "headline", article.title)
        if article.date:
            kind = DATE if len(article.date) == 10 else DATE_TIME
            about.append((SCHEMA + "datePublished", Literal(article.date, datatype=kind)))
        about += _strings(SCHEMA + "author", *article.authors)
        about += _strings(SCHEMA + "publisher", article.publisher)
        about += _strings(SCHEMA + "url", article.url)
        about += _strings(KG + "originalSource", article.original_source)
        about.append((PROV + "wasGeneratedBy", NamedNode(self.graph + "#extraction")))
        yield Resource(self.graph, (KG + "Article",), about)
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        words: Properties = [(KG + "textHash", Literal(digest))]
        if with_text:
            words.append((NIF + "isString", Literal(_storable(self.text))))
        yield Resource(self.context.value, (NIF + "Context",), words)
        model = NamedNode(key_iri(self.base, self.graph, "software/" + self.analysis.model.replace(" ", "-")))
        yield Resource(
            self.graph + "#extraction",
            (PROV + "Activity",),
            [(PROV + "used", self.context), (PROV + "wasAssociatedWith", model)],
        )
        yield Resource(model.value, (PROV + "SoftwareAgent",), [(RDFS + "label", Literal(self.analysis.model))])

    def entities(self) -> Iterator[Resource]:
        needed = {m.entity for m in self.analysis.mentions} | {m.place for m in self.analysis.mentions}
        needed |= {r.filler for e in self.analysis.events for r in e.roles}
        needed |= {s.entity for c in self.analysis.claims for s in (*c.speakers, *c.addressees)}
        needed |= {key for r in self.analysis.relations for key in (r.subject, r.object)}
        known = self.analysis.entities
        todo = sorted(needed & known.keys())
        while todo:  # what an entity names in turn is needed too
            entity = known[todo.pop()]
            for key in (entity.affiliation, entity.place, entity.contained_in):
                if key in known and key not in needed:
                    needed.add(key)
                    todo.append(key)
        for key in sorted(needed & known.keys()):
            yield self.entity(known[key])

    def entity(self, entity: Entity) -> Resource:
        facts: Properties = [(RDFS + "label", Literal(_storable(entity.label), language="en"))]
        facts += [(SKOS + "altLabel", Literal(_storable(each), language="en")) for each in entity.alternative_labels]
        facts += _strings(KG + "countryCode", entity.country)
        facts += _strings(KG + "sector", entity.sector)
        for name, key in (("affiliatedWith", entity.affiliation), ("standsFor", entity.place)):
            facts += [(KG + name, self.node(key))] if key else []
        facts += [(SCHEMA + "containedInPlace", self.node(entity.contained_in))] if entity.contained_in else []
        if entity.latitude is not None and entity.longitude is not None:
            facts.append((GEO + "lat", _decimal(entity.latitude)))
            facts.append((GEO + "long", _decimal(entity.longitude)))
        facts += [(SKOS + "exactMatch", NamedNode(link)) for link in entity.links]
        facts += _strings(KG + "identityBasis", entity.basis)
        return Resource(self.node(entity.key).value, (self.ontology.iri(entity.type),), facts)

    def events(self) -> Iterator[Resource]:
        for event in self.analysis.events:
            yield self.event(event)
            for number, role in enumerate(event.roles, 1):
                where: Properties = [(KG + "roleProperty", NamedNode(self.ontology.iri(role.role)))]
                kind = self.ontology.role_kinds.get(role.role, "other")
                where += [(KG + "roleKind", Literal(kind)), (KG + "filler", self.node(role.filler))]
                where += self.offsets(role.span)
                yield Resource(self.node(f"{event.key}-role-{number}").value, (KG + "Participation",), where)

    def event(self, event: Event) -> Resource:
        words = [(KG + "trigger", self.span(span)) for span in (event.span, *event.further_spans)]
        about: Properties = [(RDFS + "label", Literal(self.text[event.span.begin : event.span.end], language="en"))]
        about += _strings(KG + "ploverType", event.plover)
        about.append((KG + "factuality", Literal(event.factuality)))
        about += _strings(KG + "claimedFactuality", event.claimed)
        about += [(KG + "calledOff", Literal(True))] if event.called_off else []
        about += [(KG + "assertedBy", self.node(key)) for key in event.claims[-1:]]
        about += [(self.ontology.iri(role.role), self.node(role.filler)) for role in event.roles]
        about += [
            (KG + "participation", self.node(f"{event.key}-role-{number}")) for number in range(1, len(event.roles) + 1)
        ]
        about += words
        about += [(KG + "lexicalEntry", NamedNode(LEX + event.entry))] if event.entry else []
        about += _strings(KG + "construction", event.construction)
        return Resource(self.node(event.key).value, (self.ontology.iri(event.type),), about)

    def claims(self) -> Iterator[Resource]:
        content: dict[str, list[str]] = {claim.key: [] for claim in self.analysis.claims}
        for event in self.analysis.events:
            for key in event.claims[-1:]:
                content.setdefault(key, []).append(event.key)
        for number, relation in enumerate(self.analysis.relations, 1):
            for key in relation.claims[-1:]:
                content.setdefault(key, []).append(f"#relation-{number}")
        for claim in self.analysis.claims:
            if claim.within:
                content.setdefault(claim.within, []).append(claim.key)
        for claim in self.analysis.claims:
            yield from self.claim(claim, content[claim.key])

    def claim(self, claim: Claim, content: list[str]) -> Iterator[Resource]:
        people = [("claimant", each) for each in claim.speakers] + [("addressee", each) for each in claim.addressees]
        about: Properties = [(KG + "stance", NamedNode(self.ontology.iri(claim.stance)))]
        about.append((KG + "factuality", Literal(claim.factuality)))
        about.append((KG + "authorFactuality", Literal(claim.author_factuality)))
        about += [(KG + role, self.node(each.entity)) for role, each in people if each.entity]
        about += [(KG + ("furtherCue" if i else "cue"), self.span(span)) for i, span in enumerate(claim.cue)]
        about += [(KG + "contentSpan", self.span(span)) for span in claim.content]
        about += [(KG + "content", self.node(key)) for key in content]
        about += [(KG + "assertedBy", self.node(claim.within))] if claim.within else []
        about += [(KG + "disputes", self.node(key)) for key in claim.disputes]
        about += _strings(KG + "claimForm", claim.form)
        about += [(KG + "lexicalEntry", NamedNode(LEX + claim.entry))] if claim.entry else []
        nodes = [f"{claim.key}-{role}-{number}" for number, (role, _) in enumerate(people, 1)]
        about += [(KG + "participation", self.node(key)) for key in nodes]
        yield Resource(self.node(claim.key).value, (KG + "Claim",), about)
        for key, (role, each) in zip(nodes, people, strict=True):
            where: Properties = [(KG + "roleProperty", NamedNode(KG + role))]
            where += [(KG + "filler", self.node(each.entity))] if each.entity else []
            where.append((RDFS + "label", Literal(_storable(each.label), language="en")))
            where += self.offsets(each.span) if each.span else []
            yield Resource(self.node(key).value, (KG + "Participation",), where)

    def relations(self) -> Iterator[Resource]:
        for number, relation in enumerate(self.analysis.relations, 1):
            about: Properties = [
                (KG + "relationSubject", self.node(relation.subject)),
                (KG + "relationPredicate", NamedNode(self.ontology.iri(relation.predicate))),
                (KG + "relationObject", self.node(relation.object)),
                (KG + "factuality", Literal(relation.factuality)),
            ]
            about += [(KG + "assertedBy", self.node(key)) for key in relation.claims[-1:]]
            about += [(KG + "subjectSpan", self.span(relation.subject_span))]
            about += [(KG + "objectSpan", self.span(relation.object_span))]
            about += [(KG + "evidence", self.span(relation.evidence))]
            about += _strings(KG + "rule", relation.rule)
            yield Resource(self.node(f"#relation-{number}").value, (KG + "Relation",), about)

    def direct(self) -> Iterator[Resource]:
        """Plain triples, only from what the article itself asserts as certain."""
        found: dict[str, set[tuple[str, str]]] = {}
        for event in self.analysis.events:
            if event.factuality == "CT+" and not event.claims:
                for subject, predicate, other in self.direct_of(event):
                    found.setdefault(subject, set()).add((predicate, other))
        for relation in self.analysis.relations:
            if _asserted(relation):
                subject, other = self.node(relation.subject).value, self.node(relation.object).value
                found.setdefault(subject, set()).add((self.ontology.iri(relation.predicate), other))
        for subject in sorted(found):
            yield Resource(subject, (), [(predicate, NamedNode(other)) for predicate, other in sorted(found[subject])])

    def direct_of(self, event: Event) -> Iterator[tuple[str, str, str]]:
        shortcut = self.ontology.direct_properties.get(event.type)
        if not shortcut:
            return
        predicate, roles = shortcut
        actors = {self.stands_for(r.filler) for r in event.roles if r.role == "actor"}
        others = {self.stands_for(r.filler) for r in event.roles if r.role in roles}
        for actor in sorted(actor for actor in actors - {""} if self.acts(actor)):
            for other in sorted(others - {"", actor}):
                if self.in_range(predicate, other):
                    yield self.node(actor).value, self.ontology.iri(predicate), self.node(other).value

    def stands_for(self, key: str) -> str:
        """Who acts or is acted upon in a plain triple: the state of a government or of its forces, else the entity.

        Empty for what only this article knows and no state answers for.
        """
        entity = self.analysis.entities.get(key)
        if entity is None:
            return ""
        if entity.type in STATE_BODIES or (entity.local and entity.sector in STATE_SECTORS):
            state = entity.place or entity.affiliation
            key = state if state in self.analysis.entities else key
        return "" if key.startswith("#") else key

    def acts(self, key: str) -> bool:
        """Whether it can be the subject of a plain triple: an agent or a country, not a town that stayed a town."""
        kind = self.analysis.entities[key].type
        return kind == "Country" or self.ontology.is_a(kind, "Agent")

    def in_range(self, predicate: str, key: str) -> bool:
        """Whether the entity is of the class at which the property ends, where the ontology names one."""
        required = self.ontology.ranges.get(predicate, "Entity")
        return required == "Entity" or self.ontology.is_a(self.analysis.entities[key].type, required)

    def quantities(self) -> Iterator[Resource]:
        for quantity in self.analysis.quantities.values():
            about: Properties = []
            for name, number in (("minimum", quantity.minimum), ("maximum", quantity.maximum)):
                about += [(KG + name, _decimal(number))] if number is not None else []
            about += _strings(KG + "unit", quantity.unit) + _strings(KG + "approximation", quantity.approximation)
            yield Resource(self.node(quantity.key).value, (KG + "Quantity",), about + self.offsets(quantity.span))

    def times(self) -> Iterator[Resource]:
        for time in self.analysis.times.values():
            about: Properties = []
            for name, day in (("earliest", time.earliest), ("latest", time.latest)):
                about += [(KG + name, Literal(day, datatype=DATE))] if day else []
            about += _strings(KG + "timeBasis", time.basis)
            yield Resource(self.node(time.key).value, (KG + "TimeExpression",), about + self.offsets(time.span))

    def mentions(self) -> Iterator[Resource]:
        seen: dict[Span, int] = {}
        for mention in self.analysis.mentions:
            number = seen[mention.span] = seen.get(mention.span, 0) + 1
            suffix = f"-{number}" if number > 1 else ""
            key = f"#mention-{mention.span.begin}-{mention.span.end}{suffix}"
            yield Resource(self.node(key).value, (KG + "Mention",), self.mention(mention))

    def mention(self, mention: Mention) -> Properties:
        about: Properties = [(KG + "refersTo", self.node(mention.entity))]
        about += [(KG + "placeNamed", self.node(mention.place))] if mention.place in self.analysis.entities else []
        about += _strings(KG + "mentionKind", mention.kind) + _strings(KG + "usage", mention.usage)
        about += _strings(KG + "rule", mention.rule)
        return [*about, *self.offsets(mention.span), (NIF + "referenceContext", self.context)]

    def words(self) -> Iterator[Resource]:
        for span in sorted(self.spans):
            about = [*self.offsets(span), (NIF + "referenceContext", self.context)]
            yield Resource(self.span(span).value, (NIF + "OffsetBasedString",), about)


def _asserted(relation: Relation) -> bool:
    local = relation.subject.startswith("#") or relation.object.startswith("#")
    return relation.factuality == "CT+" and not relation.claims and not local


def _storable(text: str) -> str:
    """Lone surrogates cannot be written in UTF-8; each becomes one replacement character, so offsets hold."""
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text


def _strings(predicate: str, *values: str) -> Properties:
    return [(predicate, Literal(_storable(value))) for value in values if value]


def _decimal(number: float) -> Literal:
    text = f"{number:.4f}".rstrip("0").rstrip(".")
    return Literal(text if text not in ("", "-0") else "0", datatype=DECIMAL)
