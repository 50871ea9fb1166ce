"""What the lexicon says about predicates: light verbs, event nouns, prepositions of several words, control."""

from __future__ import annotations

from dataclasses import dataclass

from kgbuild.ontology import LexicalEntry, Ontology


@dataclass(frozen=True, slots=True)
class LightVerb:
    """One use of a light verb: whose role its subject takes, and with which nouns."""

    support: str  # agentive, patientive, occurrence, affecting
    preposition: str  # before the noun; "" where the noun is the object
    nouns: frozenset[str]  # empty: any event noun


@dataclass(frozen=True, slots=True)
class EventNoun:
    """A noun that names an event. `frame` says what its possessive and its *of* phrase are."""

    verb: str  # the verb that it nominalises, or ""
    frame: str  # transitive, intransitive, patient, reciprocal, communication, ""


@dataclass(frozen=True)
class PredicateLexicon:
    light_verbs: dict[str, tuple[LightVerb, ...]]
    event_nouns: dict[str, EventNoun]
    prepositions: frozenset[str]  # of several words
    impersonal: frozenset[str]  # adjectives of what it is good or bad that anybody does
    control: dict[str, str]  # embedding word -> whose the infinitive below it is
    partitives: frozenset[str]  # nouns that count or measure what their "of" phrase names ("a series of")
    institutions: frozenset[str]  # nouns whose "of" phrase is a field, not an event ("ministry of defence")
    adjectives: frozenset[str]
    ditransitive: frozenset[str]
    transitive: frozenset[str]  # verbs that always have an object
    shared_subject: frozenset[str]  # verbs whose subject is also that of the event noun which is their object
    planning: frozenset[str]  # verbs whose subject also does what their object is to bring ("drop a plan to")
    witnessing: frozenset[str]  # verbs whose passive only tells of an event ("clashes were reported near Gao")
    scheduling: frozenset[
        str
    ]  # verbs whose passive says when and where an event is to be ("talks are planned in Oslo")
    remarks: frozenset[str]  # verbs of saying that, as participles after what was said, have the speaker for subject
    consequence: frozenset[str]  # verbs of what follows from an event, and from no place ("which may allow …")
    verbs: frozenset[str]  # every verb that the lexicon has, with particles
    complement_verbs: dict[str, frozenset[str]]  # embedding verb -> names of its groups (factive, prospective …)
    content_nouns: frozenset[str]  # nouns with an infinitive for their content ("plan to", "refusal to")
    verb_prepositions: dict[str, frozenset[str]]  # verb -> prepositions that its lexicon entries give a role


VERBAL = frozenset(("verb", "lightVerb", "controlVerb", "embeddingVerb"))
_UNKNOWN = EventNoun("", "")
_made: dict[int, tuple[Ontology, PredicateLexicon]] = {}


def predicate_lexicon(ontology: Ontology) -> PredicateLexicon:
    """The part of the lexicon that the predications need, made once for each ontology."""
    known = _made.get(id(ontology))
    if known is None:
        known = _made[id(ontology)] = (ontology, _make(ontology))
    return known[1]


def _first(entry: LexicalEntry, name: str) -> str:
    return entry.properties.get(name, ("",))[0]


def _make(ontology: Ontology) -> PredicateLexicon:
    light: dict[str, list[LightVerb]] = {}
    nouns: dict[str, EventNoun] = {}
    prepositions, adjectives, ditransitive = set(), set(), set()
    partitives: set[str] = set()
    shared_subject: set[str] = set()
    impersonal: set[str] = set()
    transitive: set[str] = set()
    planning: set[str] = set()
    witnessing: set[str] = set()
    scheduling: set[str] = set()
    remarks: set[str] = set()
    consequence: set[str] = set()
    institutions: set[str] = set()
    content_nouns: set[str] = set()
    control: dict[str, str] = {}
    verb_prepositions: dict[str, set[str]] = {}
    verbs: set[str] = set()
    complement_verbs: dict[str, set[str]] = {}
    for (category, form), entries in ontology.entries.items():
        if category in VERBAL:
            verbs.add(form)
        for entry in entries:
            if category == "lightVerb":
                restriction = frozenset(entry.properties.get("noun", ()))
                use = LightVerb(_first(entry, "support"), _first(entry, "preposition"), restriction)
                light.setdefault(form, []).append(use)
            elif category == "eventNoun":
                nouns[form] = EventNoun(_first(entry, "nominalises"), _first(entry, "frame"))
                verbs.add(nouns[form].verb)
            elif category == "noun" and (ontology.is_event(entry.evokes) or entry.evokes in ontology.stances):
                nouns.setdefault(form, _UNKNOWN)
            elif category == "preposition":
                prepositions.add(form)
            elif category == "adjective":
                adjectives.add(form)
            elif category == "partitiveNoun":
                partitives.add(form)
            elif category == "institutionNoun":
                institutions.add(form)
            elif category == "impersonalAdjective":
                impersonal.add(form)
            elif category == "transitiveVerb":
                transitive.add(form)
            elif category == "sharedSubjectVerb":
                shared_subject.add(form)
            elif category == "witnessingVerb":
                witnessing.add(form)
            elif category == "schedulingVerb":
                scheduling.add(form)
            elif category == "remarkVerb":
                remarks.add(form)
            elif category == "consequenceVerb":
                consequence.add(form)
            elif category == "planningVerb":
                planning.add(form)
            elif category == "ditransitiveVerb":
                ditransitive.add(form)
            elif category == "controlVerb":
                control[form] = _first(entry, "control")
            elif category == "embeddingNoun":
                content_nouns.add(form)
            elif category == "embeddingVerb":
                complement_verbs.setdefault(form, set()).add(_first(entry, "factivity"))
            elif category == "verb":
                labels = {label for slot in entry.slots for label in slot.arguments}
                verb_prepositions.setdefault(form, set()).update(labels)
    return PredicateLexicon(
        light_verbs={form: tuple(uses) for form, uses in light.items()},
        event_nouns=nouns,
        prepositions=frozenset(prepositions),
        impersonal=frozenset(impersonal),
        control=control,
        partitives=frozenset(partitives),
        institutions=frozenset(institutions),
        transitive=frozenset(transitive),
        shared_subject=frozenset(shared_subject),
        planning=frozenset(planning),
        witnessing=frozenset(witnessing),
        scheduling=frozenset(scheduling),
        remarks=frozenset(remarks),
        consequence=frozenset(consequence),
        content_nouns=frozenset(content_nouns),
        ditransitive=frozenset(ditransitive),
        adjectives=frozenset(adjectives),
        verbs=frozenset(verbs),
        complement_verbs={form: frozenset(groups) for form, groups in complement_verbs.items()},
        verb_prepositions={form: frozenset(labels) for form, labels in verb_prepositions.items()},
    )
