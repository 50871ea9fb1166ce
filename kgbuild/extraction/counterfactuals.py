"""What hangs on a condition that the past did not meet: "if they had met, they would have signed": they did not.

The past perfect in the condition and "would have" in the main clause say so together (Quirk et al. 1985, 15.36). One
alone does not: "would have signed by now", "if he had left by then, he will be in Rome". Not handled: the value of the
condition itself, "but for", wishes.
"""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.extraction.factuality_values import CERTAIN, Value
from kgbuild.model import Predication

NEAR = 12  # predications either way among which a condition is sought
CONCESSIVE = frozenset(("even",))


def counterfactual(p: Predication, predications: Sequence[Predication]) -> Value | None:
    """What an unmet condition makes of the clause that depends on it; None where there is none.

    "Would not have died had they come": they died.
    """
    if p.modal != "would" or not p.perfect or p.question or p.category != "verb":
        return None
    around = predications[max(0, p.index - NEAR) : p.index + NEAR]
    unmet = any(each.embedder == p.index and _is_unmet(each) for each in around)
    return Value(1 if p.negated else -1, CERTAIN) if unmet and not CONCESSIVE.intersection(p.adverbs) else None


def _is_unmet(clause: Predication) -> bool:
    """Whether a clause is a condition in the past perfect."""
    past = clause.perfect and clause.tense == "past" and not clause.modal
    return past and clause.embedding == "condition" and not CONCESSIVE.intersection(clause.adverbs)
