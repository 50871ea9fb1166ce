"""Number words, approximators, currencies and units, as `ontology/lexicon/quantities.ttl` gives them."""

from __future__ import annotations

from dataclasses import dataclass

from kgbuild.ontology import Ontology


@dataclass(frozen=True)
class QuantityLexicon:
    numerals: dict[str, float]
    multipliers: dict[str, float]
    vague: dict[str, tuple[float | None, float | None]]
    before: dict[str, str]  # approximator -> approximation
    after: dict[str, str]
    currencies: dict[str, str]
    measures: dict[str, str]
    fractions: dict[str, float]
    durations: dict[str, float]  # unit of time -> seconds
    months: frozenset[str]
    triggers: frozenset[str]  # first words of numbers and vague amounts


_made: dict[int, tuple[Ontology, QuantityLexicon]] = {}


def quantity_lexicon(ontology: Ontology) -> QuantityLexicon:
    """The part of the lexicon that quantities need, made once for each ontology."""
    known = _made.get(id(ontology))
    if known is None:
        known = _made[id(ontology)] = (ontology, _make(ontology))
    return known[1]


def _make(ontology: Ontology) -> QuantityLexicon:
    tables: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {}
    after: dict[str, str] = {}
    for (category, form), entries in ontology.entries.items():
        for entry in entries:
            if category == "approximator" and "side" in entry.properties:
                after[form] = entry.properties["approximation"][0]
            else:
                tables.setdefault(category, {})[form] = entry.properties
    numbers = {c: {f: float(p["value"][0]) for f, p in tables.get(c, {}).items()} for c in ("numeral", "multiplier")}
    vague = {
        form: (_bound(p.get("minimum")), _bound(p.get("maximum"))) for form, p in tables.get("vagueAmount", {}).items()
    }
    return QuantityLexicon(
        numerals=numbers["numeral"],
        multipliers=numbers["multiplier"],
        vague=vague,
        before={form: p["approximation"][0] for form, p in tables.get("approximator", {}).items()},
        after=after,
        currencies={form: p["code"][0] for form, p in tables.get("currency", {}).items()},
        measures={form: p["unit"][0] for form, p in tables.get("measure", {}).items()},
        fractions={form: float(p["value"][0]) for form, p in tables.get("fraction", {}).items()},
        durations={form: float(p["value"][0]) for form, p in tables.get("duration", {}).items()},
        months=frozenset(form.lower() for form in tables.get("month", {})),
        triggers=frozenset(numbers["numeral"]) | {form.split()[0] for form in (*vague, *tables.get("fraction", {}))}
        | {"dozen", "hundred", "thousand"},
    )


def _bound(value: tuple[str, ...] | None) -> float | None:
    return float(value[0]) if value else None
