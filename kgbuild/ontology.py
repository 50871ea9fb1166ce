"""What `ontology/` says, as Python: classes, roles, stances and the lexicon.

Turtle is the source; nothing of it is repeated in code. A user's own files (`--ontology my.ttl`) are read after the
bundled ones, so they can add classes, roles, words and frames, but take nothing away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import pyoxigraph as ox

from kgbuild.vocabulary import KG, LEX, LEXINFO, ONTOLEX, RDF, RDFS, SKOS, SYNSEM

Subject = ox.NamedNode | ox.BlankNode


@dataclass(frozen=True, slots=True)
class Slot:
    """How one argument of a predication fills a role.

    `arguments` are argument labels (``subject``, ``object``, ``clause``, ``to``, …), any of which may fill it;
    `fillers` the classes (of the ontology, or noun classes of the lexicon) one of which it must be, empty for any;
    a required slot that nothing fills keeps the entry from matching, and so does a barred slot that something fills.
    """

    arguments: tuple[str, ...]
    role: str  # "" for a condition that fills no role
    fillers: frozenset[str]
    required: bool
    lemmas: frozenset[str] = frozenset()  # one of which must be the argument's head; empty for any
    excluded: frozenset[str] = frozenset()  # classes of which the argument must be none
    barred: bool = False  # no role: a condition that must not hold


@dataclass(frozen=True, slots=True)
class LexicalEntry:
    """A group of words of one part of speech that evoke the same thing through the same frame."""

    id: str
    category: str  # verb, noun, adjective, adverb, preposition
    forms: tuple[str, ...]  # lemmas; a particle or second word stands after a space
    evokes: str  # local name: an event class, a stance, or a relation
    slots: tuple[Slot, ...]
    source: str  # the file it came from
    added: bool = False  # the user's own: wins over the bundled ones
    properties: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False, compare=False)


@dataclass(frozen=True)
class Ontology:
    """The classes, properties, stances and lexical entries at hand."""

    superclasses: dict[str, frozenset[str]]  # class -> itself and all above it
    plover_types: dict[str, str]  # event class -> PLOVER type, upper case, inherited
    role_kinds: dict[str, str]  # property -> roleKind of the evidence contract
    direct_properties: dict[str, tuple[str, tuple[str, ...]]]  # event class -> plain property, roles where it ends
    stances: frozenset[str]
    stance_factuality: dict[str, tuple[str, str]]  # stance -> FactBank's value of its content: cue affirmed, negated
    relations: frozenset[str]
    entries: dict[tuple[str, str], tuple[LexicalEntry, ...]]  # (category, form) -> entries
    noun_classes: dict[str, frozenset[str]]  # lemma of a common noun -> the lexicon's noun classes it is of
    announced_types: dict[str, str] = field(default_factory=dict)  # event class -> PLOVER type of its announcement
    negated_types: dict[str, str] = field(default_factory=dict)  # event class -> PLOVER type of not doing it
    ranges: dict[str, str] = field(default_factory=dict)  # property -> the class at which it ends, by rdfs:range
    recipient_sources: dict[str, str] = field(default_factory=dict)  # event class -> CONTENT or PURPOSE: where else
    related_types: frozenset[tuple[str, str]] = frozenset()  # event classes that one event may be told as, both ways
    converse_types: frozenset[tuple[str, str]] = frozenset()  # the same from the other side: actor and recipient change
    iris: dict[str, str] = field(default_factory=dict)  # local name -> IRI, of what a user's own namespace holds

    def iri(self, name: str) -> str:
        """The IRI of a class, property or stance: of kg:, unless only another namespace has the name."""
        return self.iris.get(name, KG + name)

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether the class is the ancestor or below it."""
        return ancestor in self.superclasses.get(name, ()) or name == ancestor

    def lookup(self, category: str, form: str) -> tuple[LexicalEntry, ...]:
        return self.entries.get((category, form), ())

    @cached_property
    def forms(self) -> dict[str, tuple[str, ...]]:
        """The forms of each category, in the order of the lexicon."""
        found: dict[str, list[str]] = {}
        for category, form in self.entries:
            found.setdefault(category, []).append(form)
        return {category: tuple(forms) for category, forms in found.items()}

    @cached_property
    def by_id(self) -> dict[str, LexicalEntry]:
        """The lexical entries by their local names."""
        return {entry.id: entry for entries in self.entries.values() for entry in entries}

    def is_event(self, name: str) -> bool:
        return self.is_a(name, "Event")


ONTOLOGY_FOLDER = Path(__file__).parent / "ontology"
if not ONTOLOGY_FOLDER.is_dir():  # a checkout, where the data stands beside the package
    ONTOLOGY_FOLDER = Path(__file__).parent.parent / "ontology"

_DECLARING = (RDFS + "subClassOf", RDFS + "subPropertyOf", KG + "ploverType", KG + "roleKind")  # of what has a name

NOT_READ = frozenset(("shapes.ttl", "alignments.ttl"))  # for others: nothing is extracted by them


def load(extra: Iterable[Path] = ()) -> Ontology:
    """The bundled ontology and lexicon, with the user's files added.

    Raises OSError where a file cannot be read and SyntaxError (with line and column) where it is not Turtle.
    """
    return _load(tuple(Path(path) for path in extra))


@cache
def _load(extra: tuple[Path, ...]) -> Ontology:
    store = ox.Store()
    files = sorted(path for path in ONTOLOGY_FOLDER.glob("*.ttl") if path.name not in NOT_READ)
    files += sorted((ONTOLOGY_FOLDER / "lexicon").glob("*.ttl"))
    for path in (*files, *extra):
        graph = ox.NamedNode(path.absolute().as_uri())
        store.load(path=str(path), format=ox.RdfFormat.TURTLE, to_graph=graph)
    return _Reader(store).ontology()


def local_name(iri: str) -> str:
    """What stands after the last ``#`` or ``/``."""
    return iri.rstrip("#/").replace("/", "#").rpartition("#")[2]


def _slot_order(slot: Slot) -> tuple[bool, str, tuple[str, ...], list[str], list[str], list[str]]:
    conditions = sorted(slot.fillers), sorted(slot.lemmas), sorted(slot.excluded)
    return (not slot.required, slot.role, slot.arguments, *conditions)


class _Reader:
    def __init__(self, store: ox.Store) -> None:
        self.store = store

    def objects(self, subject: Subject, iri: str) -> list[Subject | ox.Literal]:
        quads = self.store.quads_for_pattern(subject, ox.NamedNode(iri), None)
        found = {q.object for q in quads if isinstance(q.object, (ox.NamedNode, ox.BlankNode, ox.Literal))}
        return sorted(found, key=str)

    def nodes(self, subject: Subject, iri: str) -> list[Subject]:
        return [term for term in self.objects(subject, iri) if not isinstance(term, ox.Literal)]

    def names(self, subject: Subject, iri: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(local_name(term.value) for term in self.objects(subject, iri)))

    def values(self, subject: Subject, iri: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(term.value for term in self.objects(subject, iri)))

    def pairs(self, iri: str) -> list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]:
        """Named subjects with the objects of a property that are no blank nodes."""
        quads = self.store.quads_for_pattern(None, ox.NamedNode(iri), None)
        found = {
            (q.subject, q.object)
            for q in quads
            if isinstance(q.subject, ox.NamedNode) and isinstance(q.object, (ox.NamedNode, ox.Literal))
        }
        return sorted(found, key=str)

    def instances(self, iri: str) -> list[tuple[ox.NamedNode, str]]:
        """Named nodes of a class, with the graph (the file) that says so."""
        quads = self.store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(iri))
        found = {
            (q.subject, q.graph_name.value)
            for q in quads
            if isinstance(q.subject, ox.NamedNode) and isinstance(q.graph_name, ox.NamedNode)
        }
        return sorted(found, key=str)

    def ontology(self) -> Ontology:
        superclasses = self.superclasses()
        return Ontology(
            superclasses=superclasses,
            plover_types=self.inherited(superclasses, KG + "ploverType"),
            announced_types=self.inherited(superclasses, KG + "announcedType"),
            negated_types=self.inherited(superclasses, KG + "negatedType"),
            recipient_sources=self.inherited(superclasses, KG + "recipientFrom"),
            related_types=self.both_ways(SKOS + "related"),
            converse_types=self.both_ways(KG + "converseOf"),
            ranges={local_name(s.value): local_name(o.value) for s, o in self.pairs(RDFS + "range")},
            role_kinds={local_name(s.value): o.value for s, o in self.pairs(KG + "roleKind")},
            direct_properties=self.direct_properties(superclasses),
            stance_factuality=self.stance_factuality(),
            stances=frozenset(local_name(node.value) for node, _ in self.instances(KG + "Stance")),
            relations=self.below(KG + "relation", RDFS + "subPropertyOf"),
            entries=self.entries(),
            noun_classes=self.noun_classes(),
            iris=self.iris(),
        )

    def iris(self) -> dict[str, str]:
        """Full IRIs of classes, properties and stances outside kg: whose local names kg: does not have."""
        said = [iri for prop in _DECLARING for iri, _ in self.pairs(prop)]
        said += [iri for iri, _ in self.instances(KG + "Stance")]
        said += [iri for _, iri in self.pairs(KG + "directProperty") if isinstance(iri, ox.NamedNode)]
        bundled = {local_name(iri.value) for iri in said if iri.value.startswith(KG)}
        own = sorted({iri.value for iri in said if not iri.value.startswith((KG, LEX))}, reverse=True)
        return {local_name(iri): iri for iri in own if local_name(iri) not in bundled}

    def below(self, ancestor: str, property_iri: str) -> frozenset[str]:
        """Local names of all that is directly or indirectly below the ancestor."""
        found: set[str] = set()
        todo = [ancestor]
        while todo:
            above = todo.pop()
            new = {s.value for s, o in self.pairs(property_iri) if o.value == above} - found
            found |= new
            todo += sorted(new)
        return frozenset(local_name(iri) for iri in found)

    def superclasses(self) -> dict[str, frozenset[str]]:
        above: dict[str, set[str]] = defaultdict(set)
        for child, parent in self.pairs(RDFS + "subClassOf"):
            if isinstance(parent, ox.NamedNode):
                above[local_name(child.value)].add(local_name(parent.value))

        def closure(name: str, seen: frozenset[str]) -> frozenset[str]:
            parents = above.get(name, set()) - seen
            return frozenset({name}).union(*(closure(p, seen | {name}) for p in parents))

        return {name: closure(name, frozenset()) for name in sorted(above)}

    def both_ways(self, iri: str) -> frozenset[tuple[str, str]]:
        """The pairs of local names that a symmetric property relates, each in both orders."""
        said = [(local_name(s.value), local_name(o.value)) for s, o in self.pairs(iri)]
        return frozenset(said) | frozenset((b, a) for a, b in said)

    def inherited(self, superclasses: dict[str, frozenset[str]], iri: str) -> dict[str, str]:
        """An upper-case value for each class that has one, itself or from the nearest class above."""
        stated = {local_name(s.value): local_name(o.value).upper() for s, o in self.pairs(iri)}
        found = dict(stated)
        for name, above in superclasses.items():
            nearest = [a for a in above if a in stated]  # the lowest stated ancestor wins
            nearest.sort(key=lambda a: (-len(superclasses.get(a, ())), a))
            if name not in found and nearest:
                found[name] = stated[nearest[0]]
        return found

    def stance_factuality(self) -> dict[str, tuple[str, str]]:
        affirmed = {local_name(s.value): o.value for s, o in self.pairs(KG + "contentFactuality")}
        negated = {local_name(s.value): o.value for s, o in self.pairs(KG + "negatedFactuality")}
        return {name: (value, negated.get(name, "Uu")) for name, value in affirmed.items()}

    def direct_properties(self, superclasses: dict[str, frozenset[str]]) -> dict[str, tuple[str, tuple[str, ...]]]:
        stated: dict[str, tuple[str, tuple[str, ...]]] = {}
        for node, shortcut in self.pairs(KG + "directProperty"):
            roles = self.names(node, KG + "directRoles") or ("recipient",)
            stated[local_name(node.value)] = local_name(shortcut.value), roles
        found = dict(stated)
        for name, above in superclasses.items():
            nearest = sorted(above & stated.keys(), key=lambda a: (-len(superclasses.get(a, ())), a))
            if nearest:
                found[name] = stated[nearest[0]]
        return found

    def entries(self) -> dict[tuple[str, str], tuple[LexicalEntry, ...]]:
        found: dict[tuple[str, str], list[LexicalEntry]] = defaultdict(list)
        for node, graph in self.instances(ONTOLEX + "LexicalEntry"):
            evokes = self.names(node, ONTOLEX + "evokes")
            category = self.names(node, LEXINFO + "partOfSpeech")
            frames = self.nodes(node, SYNSEM + "synBehavior")
            own = {
                local_name(q.predicate.value): self.values(node, q.predicate.value)
                for q in self.store.quads_for_pattern(node, None, None)
                if q.predicate.value.startswith(LEX) and local_name(q.predicate.value) not in ("form", "slot")
            }
            own = {name: tuple(local_name(value) for value in values) for name, values in sorted(own.items())}
            slots = [self.slot(each) for owner in (*frames, node) for each in self.nodes(owner, LEX + "slot")]
            slots.sort(key=_slot_order)
            entry = LexicalEntry(
                id=local_name(node.value),
                category=category[0] if category else "verb",
                forms=self.values(node, LEX + "form"),
                evokes=evokes[0] if evokes else "",
                slots=tuple(slots),
                source=graph,
                added=not graph.startswith(ONTOLOGY_FOLDER.absolute().as_uri() + "/"),
                properties=own,
            )
            for form in entry.forms:
                found[entry.category, form].append(entry)
        return {key: tuple(sorted(some, key=lambda e: e.id)) for key, some in sorted(found.items())}

    def slot(self, node: Subject) -> Slot:
        role = self.names(node, LEX + "role")
        return Slot(
            arguments=self.values(node, LEX + "argument"),
            role=role[0] if role else "",
            fillers=frozenset(self.names(node, LEX + "filler")),
            required="true" in self.values(node, LEX + "required"),
            lemmas=frozenset(self.values(node, LEX + "lemma")),
            excluded=frozenset(self.names(node, LEX + "excludes")),
            barred="true" in self.values(node, LEX + "barred"),
        )

    def noun_classes(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for node, _ in self.instances(LEX + "NounClass"):
            for form in self.values(node, LEX + "form"):
                found[form].add(local_name(node.value))
        return {form: frozenset(classes) for form, classes in sorted(found.items())}
