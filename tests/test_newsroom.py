"""The sample newsroom, end to end: what `articles/newsroom/README.md` promises is found, and nothing else is merged."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from kgbuild import ontology
from kgbuild.ledger.findings import Findings, compute
from kgbuild.ledger.from_graphs import read_folder
from kgbuild.ledger.positions import positions
from kgbuild.ledger.status import Standing

ARRIVAL = "meridian-2024-10-24-kursk-arrival"
DENIAL = "channel-nine-2024-10-25-denial.html"
STATEMENT = "alliance-2024-10-28-statement.html"
MISSILE = "meridian-2024-10-31-missile"
CLASH = "meridian-2024-11-05-first-clash"
BATTLES = "channel-nine-2024-11-05-battles.html"
REPRINT = "coastal-courier-2024-11-06-reprint.html"
REWRITE = "global-pulse-rewrite.txt"
BRIEFING = "seoul-2024-11-06-briefing.txt"
CONFIRMS = "meridian-2024-11-12-us-confirms"
TREATY = "harbour-times-2024-11-12-treaty"
SPY_AGENCY = "han-river-2024-11-13-spy-agency.html"
CASUALTIES = "meridian-2024-12-23-casualties"
LOSSES = "channel-nine-2024-12-23-losses.html"

MAY_SHARE = (  # articles that tell of one thing
    {ARRIVAL, DENIAL, STATEMENT, CONFIRMS},
    {CLASH, BATTLES, REPRINT, REWRITE},
    {BATTLES, CLASH, BRIEFING, CONFIRMS, SPY_AGENCY},
    {CASUALTIES, LOSSES},
)

Where = tuple[str, str]  # an article, and words of it that hold the event's words between brackets


@pytest.fixture(scope="module")
def ledger(newsroom_graph: Path) -> Findings:
    resources = ontology.load()
    return compute(read_folder(newsroom_graph / "articles", resources), resources)


@pytest.fixture(scope="module")
def cluster(ledger: Findings) -> Callable[[Where], int]:
    """The cluster of the event that words show: ``(article, "has [sent] troops")``."""
    names = {article.id: article.identifier for article in ledger.records.articles}
    texts = {article.identifier: article.text for article in ledger.records.articles}

    def find(where: Where) -> int:
        article, shown = where
        before, _, rest = shown.partition("[")
        words, _, after = rest.partition("]")
        assert texts[article].count(before + words + after) >= 1, "not in the article"
        begin = texts[article].index(before + words + after) + len(before)
        for number, event in enumerate(ledger.records.events):
            if names[event.article] == article and event.begin < begin + len(words) and begin < event.end:
                return ledger.identity.cluster[number]
        pytest.fail(f"no event at {shown!r} in {article}")

    return find


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((ARRIVAL, "North Korea had [sent] troops to Russia"), (STATEMENT, "North Korea has [sent] troops to Russia")),
        ((DENIAL, "denied that it has [sent] troops to Russia"), (STATEMENT, "North Korea has [sent] troops to Russia")),
        ((ARRIVAL, "North Korea has [deployed] its first"), (STATEMENT, "have been [deployed] to the Kursk region")),
        ((CLASH, "Ukrainian forces have [attacked] a small group"), (BATTLES, "soldiers had [attacked] a small group")),
        ((CLASH, "Ukrainian forces have [attacked] a small group"), (REWRITE, "his forces had [attacked] a small group")),
        ((CLASH, "Ukrainian forces have [attacked] a small"), (REPRINT, "Ukrainian forces have [attacked] a small group")),
        ((CLASH, "troops had [come] under fire"), (REWRITE, "troops had [come] under fire")),
        ((CONFIRMS, "North Korean troops have [fought]"), (SPY_AGENCY, "North Korean troops have [fought]")),
        ((CASUALTIES, "soldiers have been [killed] or wounded"), (LOSSES, "soldiers have been [killed] or wounded")),
    ],
)
def test_the_same_event_is_found(cluster: Callable[[Where], int], first: Where, second: Where) -> None:
    assert cluster(first) == cluster(second)


def test_nothing_else_is_merged(ledger: Findings) -> None:
    names = {article.id: article.identifier for article in ledger.records.articles}
    events = ledger.records.events
    wrong = []
    for members in ledger.identity.members.values():
        articles = sorted({names[events[member].article] for member in members})
        for a, b in combinations(articles, 2):
            if not any({a, b} <= group for group in MAY_SHARE):
                wrong.append((a, b, sorted({events[member].label for member in members})))
    assert not wrong


def standing_of(ledger: Findings, cluster: Callable[[Where], int], where: Where) -> Standing:
    return ledger.standings[cluster(where)]


def test_a_deployment_is_denied(ledger: Findings, cluster: Callable[[Where], int]) -> None:
    standing = standing_of(ledger, cluster, (STATEMENT, "North Korea has [sent] troops to Russia"))
    assert standing.status == "contested"
    assert {each.source for each in standing.statements if each.attitude == "denies"} == {"state/PRK"}
    assert len(standing.sources) >= 2


def test_combat_is_corroborated_and_was_doubted(ledger: Findings, cluster: Callable[[Where], int]) -> None:
    where = (SPY_AGENCY, "North Korean troops have [fought]")
    standing = standing_of(ledger, cluster, where)
    assert {"state/KOR", "state/USA"} <= set(standing.sources)
    assert standing.status == "contested"
    doubts = {each.source for each in standing.statements if each.attitude == "doubts"}
    assert doubts == {"state/KOR"}
    days = {article.id: article.day for article in ledger.records.articles}
    moved = [p for p in positions(ledger.identity.members[cluster(where)], standing, ledger.records, days) if p.moved]
    assert [p.source for p in moved] == ["state/KOR"]
    assert [stand.attitude for stand in moved[0].stands] == ["doubts", "asserts"]


def test_copies_are_one_source(ledger: Findings, cluster: Callable[[Where], int]) -> None:
    origin = {a.identifier: o for a, o in zip(ledger.records.articles, ledger.sources.origin, strict=True)}
    assert origin[CLASH] == origin[REPRINT] == origin[REWRITE] == "meridian-wire"
    assert origin[BATTLES] == "channel-nine-news"
    bases = {ledger.records.articles[lean.article].identifier: set() for lean in ledger.sources.leans}
    for lean in ledger.sources.leans:
        bases[ledger.records.articles[lean.article].identifier].add(lean.basis)
    assert bases[REPRINT] >= {"copy", "byline"}
    assert bases[REWRITE] >= {"original source"}
    attack = standing_of(ledger, cluster, (CLASH, "Ukrainian forces have [attacked] a small group"))
    assert attack.sources == ("state/UKR",)  # four articles, one voice
    assert attack.relays == 4
    assert attack.status == "single-source"
    fire = standing_of(ledger, cluster, (CLASH, "troops had [come] under fire"))
    assert fire.sources == ("state/UKR",)  # the minister, and the head of a centre


def test_figures_that_do_not_fit(ledger: Findings) -> None:
    names = {article.id: article.identifier for article in ledger.records.articles}
    found = {
        frozenset(names[figure.node.partition("#")[0]] for figure in (conflict.first, conflict.second))
        for standing in ledger.standings.values()
        for conflict in standing.conflicts
    }
    assert found == {frozenset((CASUALTIES, LOSSES)), frozenset((ARRIVAL, DENIAL)), frozenset((LOSSES,))}


def test_stories(ledger: Findings) -> None:
    stories = {
        frozenset(ledger.records.articles[member].identifier for member in members)
        for members in ledger.stories.members().values()
    }
    assert {frozenset((MISSILE,)), frozenset((TREATY,)), frozenset((CASUALTIES, LOSSES))} <= stories
    assert any({CLASH, REPRINT, REWRITE} <= story for story in stories)
