"""Who contradicts whom, from the text to the ledger: also within one article, also by a reply that repeats nothing."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Ended
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.ledger.ledger import cluster_analyses
from kgbuild.model import Analysis, Article
from kgbuild.pipeline import Resources, analyse_all, default_resources

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


DISPUTED = [  # text, the words that deny, the words of the events that they dispute
    ("Chad said that Libya had bombed a village. Libya rejected the accusation.", "rejected", ["bombed"]),
    ("The United States said on Monday that Kenya had sent troops to Haiti. Kenya denied the report.", "denied", ["sent"]),
    ("A charity accused Libya of bombing the village with cluster munitions; Tripoli denied any involvement.", "denied",
     ["bombing"]),
    ("Togo said Kenya had sent troops to Haiti. An army spokesman in Nairobi dismissed the report.", "dismissed", ["sent"]),
    ("Rebels shelled a market in Tarvo on Sunday. The rebels denied responsibility.", "denied", ["shelled"]),
    ("The police said that Ana Horvat had stolen a car. Horvat denied it.", "denied", ["stolen"]),
    ("Gunmen killed five farmers near Tarvo on Sunday. The rebels denied responsibility.", "denied", []),  # not of them
    ("Chad said that Libya had bombed a village. Libya did not deny the accusation.", "deny", []),
    ("Libya said that it had bombed a village. Libya denied the report.", "denied", []),  # not its own words
    ("Chad said that Libya had bombed a village. Libya denied that it had sent troops to Chad.", "denied", []),
    ("Chad said that Libya had bombed a village. Libya denied him a visa.", "denied", []),
    ("Togo said Kenya had sent troops to Haiti. Peru had closed its embassy. Kenya rejected Togo's claims.", "rejected", ["sent"]),
    ("Togo said Kenya had sent troops to Haiti. Ghana said it knew nothing. Kenya rejected comments by Peru.", "rejected", []),
    ("Libya denied on Monday that it had bombed a village. Its envoy rejected the reports.", "rejected", []),
    ("If Libya bombed the village, Chad said, it must pay. Libya rejected the accusation.", "rejected", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "events"), DISPUTED, ids=[row[0][-45:] for row in DISPUTED])
def test_what_a_denial_disputes_without_naming_it(text: str, cue: str, events: list[str], analyse: Analyse) -> None:
    analysis = analyse(text)
    words = {e.key: text[e.span.begin : e.span.end] for e in analysis.events}
    found = [words[key] for c in analysis.claims if text[c.cue[0].begin : c.cue[0].end] == cue for key in c.disputes]
    assert found == events


@pytest.mark.parametrize(
    ("text", "word"), [(row[0], row[2][0]) for row in DISPUTED if row[2]], ids=[row[0][-45:] for row in DISPUTED if row[2]]
)
def test_a_disputed_event_is_contested(text: str, word: str, analyse: Analyse, resources: Resources) -> None:
    assert statuses(analyse(text), resources)[word] == "contested"


def test_explain_shows_who_disputes_an_event(tmp_path: Path, command: Callable[..., Ended]) -> None:
    (tmp_path / "a.txt").write_text(DISPUTED[0][0], encoding="utf-8")
    command("build", tmp_path / "a.txt", "--out", tmp_path / "graph")
    rows = command("query", "contested-claims", "--graph", tmp_path / "graph", "--format", "csv").out
    assert "asserts" in rows and "the accusation" in rows
    event = next(csv.DictReader(rows.splitlines()))["event"]
    assert "disputed by: Government of Libya (Rejects" in command("explain", event, "--graph", tmp_path / "graph").out


SIDES = st.sampled_from(["Chad", "Kenya", "Peru", "Norway", "Laos"])
BETWEEN = st.lists(st.sampled_from(["It rained.", "Markets closed early.", "The road is long."]), max_size=5)


@settings(deadline=None, max_examples=40)
@given(
    says=SIDES, does=SIDES, denies=SIDES, between=BETWEEN,
    words=st.sampled_from(["the report", "the accusation", "any involvement", "responsibility", "the allegations"]),
)  # fmt: skip
def test_only_what_others_said_shortly_before_is_disputed(
    says: str, does: str, denies: str, between: list[str], words: str
) -> None:
    text = " ".join([f"{says} said that {does} had bombed a village.", *between, f"{denies} denied {words}."])
    (analysis,) = analyse_all([Article("denial", text)], default_resources())
    (denial,) = (c for c in analysis.claims if c.stance == "Denies")
    events = {event.key: event for event in analysis.events}
    disputed = [events[key] for key in denial.disputes]
    assert all(event.span.end <= denial.cue[0].begin for event in disputed)
    if says == denies or len(between) > 2:
        assert not disputed
    elif does == denies:
        assert [text[event.span.begin : event.span.end] for event in disputed] == ["bombed"]


ACROSS = [  # two articles of 4 and 6 March 2026; a word of the first; who denies it in the second
    ("An air strike hit a crowded bakery in Kebkabiya on Tuesday, killing ten, doctors said. Residents said an army plane "
     "dropped several bombs on the bakery.",
     "The Sudanese army denied that it had bombed the bakery in Kebkabiya on Tuesday.", "dropped", "contested"),
    ("Activists said Sudanese planes bombed a bakery in Kebkabiya.",
     "The Sudanese army rejected accusations that its planes bombed a bakery in Kebkabiya.", "bombed", "contested"),
    ("Five people were killed in protests in Nairobi on Tuesday, the watchdog Ipoa said.",
     "Kenyan interior minister Asha Mwangi said nobody was killed in Tuesday's protests in Nairobi.", "killed", "contested"),
    ("China said Japan would deploy 1,000 troops to the Philippines in July.",
     "Japan denied that it would deploy 1,000 troops to the Philippines in July.", "deploy", "contested"),
    ("Japan said it would deploy 300 troops to the Philippines in July.",
     "Japan denied that it would deploy 1,000 troops to the Philippines in July.", "deploy", "single-source"),
    ("Doctors said 18 people were killed in Kebkabiya in Sudan on Monday.",
     "Four people were killed in Kebkabiya in Sudan on Thursday, the BBC reported.", "killed", "single-source"),
    ("A charity in Chad blamed the Sudanese army for the raid on Kebkabiya.",
     "The Rapid Support Forces accused the military of a massacre in Kebkabiya.", "blamed", "single-source"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "word", "status"), ACROSS, ids=[f"{s}-{w}" for _, _, w, s in ACROSS])
def test_two_articles_on_one_story(first: str, second: str, word: str, status: str, resources: Resources) -> None:
    articles = [
        Article("one", first, date="2026-03-04", publisher="Reuters"),
        Article("two", second, date="2026-03-06", publisher="Le Monde"),
    ]
    one, two = analyse_all(articles, resources)
    found = cluster_analyses([one, two], resources.ontology)
    assert [found["one", e.key][1] for e in one.events if first[e.span.begin : e.span.end] == word] == [status]
