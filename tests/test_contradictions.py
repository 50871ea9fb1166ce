"""Who contradicts whom, from the text to the ledger: also within one article, also by a reply that repeats nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.ledger.ledger import cluster_analyses
from kgbuild.model import Analysis
from kgbuild.pipeline import Resources

Analyse = Callable[..., Analysis]


def statuses(analysis: Analysis, resources: Resources) -> dict[str, str]:
    """Words of each event -> status of its cluster."""
    text, found = analysis.article.text, cluster_analyses([analysis], resources.ontology)
    return {text[e.span.begin : e.span.end]: found[analysis.article.id, e.key][1] for e in analysis.events}


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The United States said that Kenya had sent troops to Haiti. Kenya denied sending troops to Haiti.", "sent", "contested"),
        ("The army accused the rebels of shelling a market in Tarvo. The rebels denied shelling the market.", "shelling", "contested"),
        ("Chad said that Libya had bombed a village. Amnesty International said Libya had bombed the village.", "bombed", "corroborated"),
        ("Chad said that Libya had bombed a village. Chad added that Libya had bombed the village at dawn.", "bombed", "single-source"),
        ("Chad said that Libya had bombed a village. Niger said that Togo had arrested a reporter.", "bombed", "single-source"),
    ],
)  # fmt: skip
def test_two_sides_in_one_article(text: str, word: str, status: str, analyse: Analyse, resources: Resources) -> None:
    assert statuses(analyse(text), resources)[word] == status
