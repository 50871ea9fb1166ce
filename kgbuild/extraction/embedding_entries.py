"""Which entries of `ontology/lexicon/embedding.ttl` say what an embedder does to what it embeds."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.model import Predication
from kgbuild.ontology import LexicalEntry, Ontology

RAISING = frozenset(("evidential", "possibility"))
CATEGORIES = {"verb": "embeddingVerb", "noun": "embeddingNoun", "adjective": "embeddingAdjective"}


def complement_kind(predication: Predication) -> str:
    """How a complement is built: finite, infinitive, gerund, nominal."""
    participial = predication.category == "noun" and predication.form == "participle"  # "the bans imposed on them"
    if predication.form == "nominal" or (participial and predication.construction == "light-verb"):
        return "nominal"
    return "gerund" if predication.form in ("gerund", "participle") else predication.form


def embedding_entries(above: Predication, below: Predication, ontology: Ontology) -> list[LexicalEntry]:
    """The entries of the embedder: those for this noun before those for this kind of complement, then those for any."""
    category = CATEGORIES[above.category]
    direct = above.index == below.embedder
    phrase = f"{above.lemma} {below.embedding_word}" if direct and below.embedding_word else ""
    named = below.category == "noun" or below.form == "gerund"  # "closing the port prevented an attack"
    subject = named and above.category == "verb" and is_subject(below, above)
    for entries in (
        ontology.lookup(category, above.idiom) if above.idiom else (),
        ontology.lookup(category, phrase) if phrase else (),
        _by_argument(below, above, ontology),
        ontology.lookup(category, above.lemma),
        ontology.lookup("embeddingVerb", above.support)
        if category == "embeddingNoun" and below.form == "infinitive"
        else (),
    ):
        chosen = _fitting(entries, below, direct, subject)
        if chosen:
            return chosen
    return []


def _fitting(entries: Sequence[LexicalEntry], below: Predication, direct: bool, subject: bool) -> list[LexicalEntry]:
    """Of these the most specific that hold for the complement."""
    kinds: tuple[str, ...] = ("subject",) if subject else (complement_kind(below),)
    if direct and not subject:
        kinds = (below.embedding_word, *kinds)
    chosen: dict[int, list[LexicalEntry]] = {}
    for entry in entries:
        raising = group_of(entry) in RAISING
        if subject and not raising and "subject" not in entry.properties.get("complement", ()):
            continue  # "the attack failed to", "the invasion led to": what stands in the subject is no complement
        nouns, complements = entry.properties.get("noun", ()), entry.properties.get("complement", ())
        if (not nouns or below.lemma in nouns) and (not complements or any(k in complements for k in kinds)):
            chosen.setdefault(2 * bool(nouns) + bool(complements), []).append(entry)
    return chosen[max(chosen)] if chosen else []


def marker_entries(above: Predication, below: Predication, ontology: Ontology) -> list[LexicalEntry]:
    """The entries of the conjunction or preposition before what is below: those with the lemma above it come first.

    "died before completing it", "a ban on exports": there "before" and "on" say more than elsewhere.
    """
    word, kind = below.embedding_word, complement_kind(below)
    if not word:
        return []
    after = above.index == below.embedder and below.token > above.token
    own = ontology.lookup("embeddingMarker", f"{above.lemma} {word}") if after else ()
    for entries in (own, ontology.lookup("embeddingMarker", word)):
        fitting = [
            entry
            for entry in entries
            if kind in entry.properties.get("complement", (kind,))
            and below.lemma in entry.properties.get("noun", (below.lemma,))
        ]
        if fitting:
            return fitting
    return []


def content_entries(below: Predication, ontology: Ontology) -> list[LexicalEntry]:
    """The entries of the noun or verb whose content a clause below "be" is: "the hope is that", "what they want is"."""
    kind = complement_kind(below)
    for category in ("embeddingNoun", "embeddingVerb"):
        entries = ontology.lookup(category, below.embedding_word)
        fitting = [e for e in entries if kind in e.properties.get("complement", (kind,))]
        if fitting:
            return fitting
    return []


def _by_argument(below: Predication, above: Predication, ontology: Ontology) -> Sequence[LexicalEntry]:
    """The entries of a verb with the preposition under which it has this noun ("the deal that he walked away from")."""
    if below.category != "noun" or above.category != "verb":
        return []
    for argument in above.arguments:
        if argument.token == below.token and argument.label not in ("subject", "object"):
            for label in (argument.label, argument.label.removeprefix(above.lemma.partition(" ")[2] + " ")):
                entries = ontology.lookup("embeddingVerb", f"{above.lemma} {label}")
                if entries:
                    return entries
    return []


def group_of(entry: LexicalEntry) -> str:
    """The name of the entry's group: factive, implicative, prospective …"""
    return entry.properties.get("factivity", ("",))[0]


def is_subject(below: Predication, above: Predication) -> bool:
    return any(a.token == below.token and a.label == "subject" for a in above.arguments)


def is_object(below: Predication, above: Predication) -> bool:
    return any(a.token == below.token and a.label == "object" and not a.inherited for a in above.arguments)
