"""The ledger's parts on records made by hand, and its promise that the order of things changes nothing."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgbuild import ontology as ontologies
from kgbuild.ledger.comparison import Profiler, reason, score
from kgbuild.ledger.findings import compute
from kgbuild.ledger.from_graphs import read_folder
from kgbuild.ledger.identity import same_events
from kgbuild.ledger.ledger import cluster_analyses, rebuild, write
from kgbuild.ledger.linkage import components, group_by_average
from kgbuild.ledger.records import (
    ArticleRecord,
    ClaimRecord,
    EntityRecord,
    EventRecord,
    Figure,
    Filler,
    Interval,
    Records,
    containers,
    day_of,
)
from kgbuild.ledger.sources import find_sources, outlet_key
from kgbuild.ledger.status import Assessor, attitude_of, attitude_to, source_of
from kgbuild.ledger.stories import group
from kgbuild.ledger.words import sentences, stem, stems
from kgbuild.model import Analysis
from kgbuild.pipeline import Resources

ONTOLOGY = ontologies.load()


# ---- words and records


@pytest.mark.parametrize(
    ("some", "same"),
    [
        ("attacked", "attacks"),
        ("attacking", "attack"),
        ("stopped", "stopping"),
        ("countries", "country"),
        ("Kyiv's", "Kyiv"),
        ("killings", "killing"),
        ("raises", "raising"),
        ("12,000", "12000"),
    ],
)
def test_inflections_share_a_stem(some: str, same: str) -> None:
    assert stem(some) == stem(same) != ""


@pytest.mark.parametrize("word", ["the", "of", "a", "would", "they"])
def test_closed_class_words_have_no_stem(word: str) -> None:
    assert stem(word) == ""


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(stems(text))
    assert all(text[begin:end].strip() for begin, end in sentences(text))


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ((10, 12), (12, 14), 0),
        ((10, 12), (15, 16), 3),
        ((15, 16), (10, 12), 3),
        ((None, 12), (15, None), 3),
        ((10, None), (15, 16), 0),
        ((None, None), (15, 16), 0),
    ],
)
def test_days_between_intervals(a: tuple[int | None, int | None], b: tuple[int | None, int | None], apart: int) -> None:
    assert Interval(*a).apart(Interval(*b)) == apart


@pytest.mark.parametrize(
    ("a", "b", "excludes"),
    [
        ((990, 1210), (3000, None), True),
        ((10000, None), (10500, 11500), False),
        ((None, 500), (501, 501), True),
        ((300, 900), (100, None), False),
        ((None, None), (5, 5), False),
    ],
)
def test_figures_that_cannot_both_hold(
    a: tuple[float | None, float | None], b: tuple[float | None, float | None], excludes: bool
) -> None:
    assert Figure("soldier", *a).excludes(Figure("soldier", *b)) is excludes
    assert Figure("soldier", *b).excludes(Figure("soldier", *a)) is excludes


def test_places_and_what_they_lie_in() -> None:
    assert containers("kursk", {"kursk": "oblast", "oblast": "russia"}) == {"kursk", "oblast", "russia"}
    assert containers("a", {"a": "b", "b": "a"}) == {"a", "b"}  # a circle ends
    assert containers("", {}) == frozenset()


@pytest.mark.parametrize(("text", "known"), [("2024-11-05", True), ("2024-11-05T10:00:00Z", True), ("", False), ("soon", False)])
def test_days(text: str, known: bool) -> None:
    assert (day_of(text) is not None) is known


# ---- linkage


def test_one_link_does_not_chain_two_groups() -> None:
    pairs = {(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.6, (0, 2): 0.0, (0, 3): 0.0, (1, 3): 0.0}
    assert group_by_average(pairs, 0.5) == {0: 0, 1: 0, 2: 2, 3: 2}


def test_pairs_that_were_never_compared_count_as_absent() -> None:
    pairs = {(0, 1): 0.9, (1, 2): 0.8}
    assert group_by_average(pairs, 0.3, absent=0.0) == {0: 0, 1: 0, 2: 0}
    assert group_by_average(pairs, 0.3, absent=-1.0) == {0: 0, 1: 0, 2: 2}


PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda p: p[0] < p[1]), st.floats(-2, 2), max_size=40
)


@given(PAIRS, st.randoms(use_true_random=False))
def test_linkage_does_not_depend_on_the_order_of_pairs(pairs: dict[tuple[int, int], float], chance: random.Random) -> None:
    rounded = {pair: round(value, 4) for pair, value in pairs.items()}
    shuffled = list(rounded.items())
    chance.shuffle(shuffled)
    assert group_by_average(dict(shuffled), 0.2, -1.0) == group_by_average(rounded, 0.2, -1.0)


@given(PAIRS)
def test_components_hold_every_group(pairs: dict[tuple[int, int], float]) -> None:
    rounded = {pair: round(value, 4) for pair, value in pairs.items()}
    whole = group_by_average(rounded, 0.2, -1.0)
    parts: dict[int, int] = {}
    for linked in components(rounded, 0.2):
        parts |= group_by_average(linked, 0.2, -1.0)
    assert {item: name for item, name in whole.items() if parts.get(item, item) != name} == {}


# ---- stories

QUAKE = "A strong earthquake shook the port of Varna on Sunday and brought down the harbour's old grain tower, officials said."
QUAKE_TOO = "The old grain tower in the harbour of Varna fell when an earthquake shook the port on Sunday. Nobody was hurt."
FERRY = "A ferry from Piraeus ran aground off Paros in thick fog; the coastguard took all 210 passengers to the island."
FERRY_TOO = "All 210 passengers were taken off a ferry that ran aground in fog off Paros on its way from Piraeus, the coastguard said."


def test_articles_of_one_story() -> None:
    articles = [ArticleRecord(str(i), text=text) for i, text in enumerate((QUAKE, FERRY, QUAKE_TOO, FERRY_TOO))]
    assert group(articles).story == [0, 1, 0, 1]


def test_a_folder_on_one_story_is_one_story() -> None:
    tellings = (
        QUAKE,
        QUAKE_TOO,
        "Varna's harbour stays shut on Monday after the earthquake that brought down its grain tower.",
        "Engineers in Varna said that the grain tower had been weak long before Sunday's earthquake.",
        "No ship may enter the port of Varna until divers have searched for parts of the fallen grain tower.",
        "The earthquake in Varna was the strongest in the port for ninety years, and felled its grain tower.",
    )
    assert len(set(group([ArticleRecord(str(i), text=text) for i, text in enumerate(tellings)]).story)) == 1


def test_dates_far_apart_count_against_one_story() -> None:
    near = [ArticleRecord("a", text=QUAKE, day=739000), ArticleRecord("b", text=QUAKE_TOO, day=739001)]
    far = [near[0], ArticleRecord("b", text=QUAKE_TOO, day=739090)]
    assert group(far).alike(0, 1) < group(near).alike(0, 1)


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["word"], ["\n\n", QUAKE]])
def test_little_to_read(texts: list[str]) -> None:
    articles = [ArticleRecord(str(i), text=text) for i, text in enumerate(texts)]
    assert group(articles).story == list(range(len(texts)))


# ---- comparing events

ENTITIES = {
    "russia": EntityRecord("russia", "Country", "Russia", "RUS", places=frozenset(("russia",)), is_place=True),
    "japan": EntityRecord("japan", "Country", "Japan", "JPN", places=frozenset(("japan",)), is_place=True),
    "kursk": EntityRecord("kursk", "City", "Kursk", "RUS", places=frozenset(("kursk", "russia")), is_place=True),
    "kyoto": EntityRecord("kyoto", "City", "Kyoto", "JPN", places=frozenset(("kyoto", "japan")), is_place=True),
    "#victim": EntityRecord("#victim", "Thing", "a woman", shared=False),
    "#grandmother": EntityRecord("#grandmother", "Thing", "a grandmother", shared=False),
}


def told(article: str, kind: str, *fillers: tuple[str, str], words: str = "", **more: object) -> EventRecord:
    roles = {"actor": "actor", "recipient": "recipient", "place": "place"}
    return EventRecord(
        id=f"{article}#event-{kind}",
        article=article,
        type=kind,
        begin=0,
        end=5,
        stems=(stem(kind),),
        fillers=tuple(Filler(role, roles[role], key, frozenset(stems(key))) for role, key in fillers),
        context=tuple(stems(words)),
        sentence=5,
        **more,  # type: ignore[arg-type]
    )


def agreement(
    a: EventRecord, b: EventRecord, days: tuple[int | None, int | None] = (None, None), kin: str = "same type"
) -> float:
    profiler = Profiler(ENTITIES, {}, {})
    left, right = profiler.profile(a, days[0], 1), profiler.profile(b, days[1], 1)
    found = profiler.evidence(left, right, kin, 0.4, True)
    assert reason(found) or score(found) < 0
    return score(found)


def test_same_kind_and_word_are_not_enough() -> None:
    assert agreement(told("a", "Attack"), told("b", "Attack")) < 0


def test_agreeing_participants_make_one_event() -> None:
    first = told("a", "Attack", ("actor", "russia"), ("place", "kursk"))
    assert agreement(first, told("b", "Attack", ("actor", "russia"), ("place", "russia"))) > 0


@pytest.mark.parametrize(
    "other",
    [
        told("b", "Attack", ("actor", "japan"), ("place", "kursk")),
        told("b", "Attack", ("actor", "russia"), ("place", "kyoto")),
        told("b", "Attack", ("actor", "russia"), ("place", "kursk"), time=Interval(739100, 739100)),
    ],
)
def test_what_disagrees_counts_against(other: EventRecord) -> None:
    same = told("b", "Attack", ("actor", "russia"), ("place", "kursk"), time=Interval(739000, 739000))
    first = told("a", "Attack", ("actor", "russia"), ("place", "kursk"), time=Interval(739000, 739000))
    assert agreement(first, other) < agreement(first, same)


def test_a_report_that_returns_months_later_tells_another_event() -> None:
    words = "troops attacked the town in the morning"
    first = told("a", "Attack", ("actor", "russia"), ("recipient", "kursk"), words=words)
    second = told("b", "Attack", ("actor", "russia"), words=words)
    assert agreement(first, second, (739000, 739001)) > agreement(first, second, (739000, 739014))
    assert agreement(first, second, (739000, 739014)) - agreement(first, second, (739000, 739060)) > 1


def test_the_same_deed_from_the_other_side() -> None:
    gained = told("a", "CaptureOfTerritory", ("actor", "russia"), ("recipient", "japan"))
    lost = told("b", "LossOfTerritory", ("actor", "japan"), ("recipient", "russia"))
    assert agreement(gained, lost, kin="converse type") > 0 > agreement(gained, lost, kin="related type")


def test_deeds_of_unrelated_kinds_need_more_in_common() -> None:
    words = "invited the rebels to the capital on Tuesday"
    first = told("a", "Offer", ("actor", "russia"), words=words)
    second = told("b", "Recognition", ("actor", "russia"), words=words)
    assert agreement(first, second, kin="another type") < 0 < agreement(first, second, kin="related type")


def test_the_dead_of_a_day_are_not_those_of_the_war() -> None:
    def killed(article: str, number: int) -> EventRecord:
        return told(article, "Killing", ("recipient", "kursk"), figures=(Figure("people", number, number),))

    assert agreement(killed("a", 54), killed("b", 48)) > 0 > agreement(killed("a", 54), killed("b", 20_000))


def test_descriptions_that_differ_are_hardly_a_conflict() -> None:
    first = told("a", "Killing", ("recipient", "#victim"))
    described = agreement(first, told("b", "Killing", ("recipient", "#grandmother")))
    silent = agreement(first, told("b", "Killing"))
    assert silent - 0.5 < described <= silent


def test_the_acts_of_different_people_are_not_one() -> None:
    words = "confirmed on Tuesday that the troops had fought in the region"
    first = told("a", "Announcement", ("actor", "russia"), words=words)
    assert agreement(first, told("b", "Announcement", ("actor", "japan"), words=words)) < 0
    assert agreement(first, told("b", "Announcement", ("actor", "russia"), words=words)) > 0


# ---- sources


def test_outlet_names() -> None:
    assert outlet_key("www.bbc.com") == outlet_key("https://www.bbc.com/news") == "bbc.com"
    assert outlet_key("By MERIDIAN WIRE") == outlet_key("Meridian Wire") == "meridian-wire"


LONG = " ".join(f"{word} {number}" for number, word in enumerate(QUAKE.split() * 4))


def test_of_copies_the_earliest_is_the_original() -> None:
    articles = [
        ArticleRecord("a", text=LONG + " More on page two.", day=739002, publisher="Second"),
        ArticleRecord("b", text=LONG, day=739001, publisher="First"),
        ArticleRecord("c", text="Read this. " + LONG, publisher="Third"),
    ]
    assert find_sources(articles, {}, {}).origin == ["first", "first", "first"]


def test_credits() -> None:
    articles = [
        ArticleRecord("a", text=QUAKE, publisher="Wire", url="https://www.wire.example/1"),
        ArticleRecord("b", text=FERRY, publisher="Blog", original_source="www.wire.example"),
        ArticleRecord("c", text=QUAKE_TOO, publisher="Paper", authors=("Wire",)),
        ArticleRecord("d", text=FERRY_TOO, publisher="Other", authors=("Jane Roe",)),
    ]
    sources = find_sources(articles, {}, {})
    assert sources.origin == ["wire", "wire", "wire", "other"]
    assert {(lean.article, lean.basis) for lean in sources.leans} == {(1, "original source"), (2, "byline")}


def test_of_copies_of_one_day_the_one_that_credits_the_other_is_the_copy() -> None:
    articles = [
        ArticleRecord("a", text=LONG, day=739001, publisher="Second", original_source="FW"),
        ArticleRecord("b", text=LONG, day=739001, publisher="First Wire", original_source="First Wire"),
    ]
    sources = find_sources(articles, {}, {})
    assert sources.origin == ["first-wire", "first-wire"]
    assert {(lean.article, lean.other) for lean in sources.leans} == {(0, None), (0, 1)}


def test_articles_that_credit_each_other_end() -> None:
    articles = [
        ArticleRecord("a", text=LONG, day=739001, publisher="One", original_source="Two"),
        ArticleRecord("b", text=LONG, day=739001, publisher="Two", original_source="One"),
    ]
    assert len(find_sources(articles, {}, {}).origin) == 2


# ---- standing

OFFICES = {
    "minister": EntityRecord("minister", "Person", "A", "UKR", "GOV"),
    "president": EntityRecord("president", "Person", "B", "UKR", "GOV"),
    "ally": EntityRecord("ally", "Government", "C", "POL", "GOV"),
    "#source": EntityRecord("#source", "UnnamedSource", "officials", shared=False),
    "agency": EntityRecord("agency", "MediaOutlet", "Some Agency", "UKR", "MED"),
    "spokesman": EntityRecord("spokesman", "Person", "D", affiliation="firm"),
    "firm": EntityRecord("firm", "Company", "E"),
}


@pytest.mark.parametrize(
    ("claimant", "source"),
    [
        ("minister", "state/UKR"),
        ("president", "state/UKR"),
        ("ally", "state/POL"),
        ("#source", "paper"),
        ("agency", "some-agency"),
        ("spokesman", "firm"),
        ("unknown", "paper"),
    ],
)
def test_who_vouches(claimant: str, source: str) -> None:
    assert source_of(claimant, OFFICES, "paper") == source


@pytest.mark.parametrize(
    ("stance", "factuality", "attitude"),
    [
        ("States", "CT+", "asserts"),
        ("States", "CT-", "denies"),
        ("Denies", "CT-", "denies"),
        ("Denies", "Uu", "open"),  # did not deny
        ("Rejects", "Uu", "open"),
        ("Doubts", "PS-", "doubts"),
        ("Doubts", "PR+", "asserts"),  # did not doubt
        ("Questions", "Uu", "doubts"),
        ("Predicts", "PS+", "open"),
        ("Demands", "Uu", "open"),
    ],
)
def test_attitudes(stance: str, factuality: str, attitude: str) -> None:
    assert attitude_of(ClaimRecord("c", "a", stance, factuality)) == attitude


@pytest.mark.parametrize(
    ("stance", "factuality", "claimed", "attitude"),
    [
        ("Denies", "CT-", "CT-", "denies"),  # denied that it had attacked
        ("Denies", "CT-", "CT+", "asserts"),  # denied responsibility for the attack
        ("Denies", "CT-", "Uu", "denies"),
        ("Doubts", "PS-", "PR-", "doubts"),
        ("States", "CT+", "CT+", "asserts"),
        ("States", "CT+", "CT-", "denies"),  # said that the attack had been prevented
        ("States", "CT+", "Uu", "open"),  # said that it planned to attack
        ("States", "CT+", "", "asserts"),
    ],
)
def test_attitudes_to_one_event(stance: str, factuality: str, claimed: str, attitude: str) -> None:
    assert attitude_to(told("a", "Attack", claimed=claimed), ClaimRecord("c", "a", stance, factuality)) == attitude


def assess(*said: tuple[str, str, str]) -> str:
    """The status of one event told by (outlet, claimant or "", factuality)."""
    records, origins = Records(entities=dict(OFFICES)), {}
    for number, (outlet, claimant, factuality) in enumerate(said):
        article, claim = f"article-{number}", f"claim-{number}"
        origins[article] = outlet
        if claimant:
            records.claims[claim] = ClaimRecord(claim, article, "States", factuality, (claimant,))
        event = told(article, "Attack", factuality="Uu" if claimant else factuality)
        event.claims = (claim,) if claimant else ()
        records.events.append(event)
    return Assessor(records, origins).standing(range(len(said))).status


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ([("one", "", "CT+")], "single-source"),
        ([("one", "", "CT+"), ("two", "", "CT+")], "corroborated"),
        ([("one", "", "CT+"), ("one", "", "CT+")], "single-source"),
        ([("one", "minister", "CT+"), ("two", "president", "CT+")], "single-source"),  # one state
        ([("one", "minister", "CT+"), ("two", "ally", "CT+")], "corroborated"),
        ([("one", "minister", "CT+"), ("two", "ally", "CT-")], "contested"),
        ([("one", "minister", "CT+"), ("two", "ally", "PS-")], "contested"),
        ([("one", "minister", "CT+"), ("one", "", "CT+")], "single-source"),  # the outlet has it from the minister
        ([("one", "", "CT-"), ("two", "", "CT-")], "single-source"),
        ([("one", "#source", "CT+"), ("two", "#source", "CT+")], "corroborated"),
    ],
)
def test_status(said: list[tuple[str, str, str]], status: str) -> None:
    assert assess(*said) == status


@pytest.mark.parametrize(
    ("later", "status"),
    [
        ("The army of Chad did not withdraw from Tarvo.", "contested"),
        ("Chad's army never withdrew from Tarvo, an envoy of Libya said.", "contested"),
        ("Chad called off the withdrawal of its army from Tarvo.", "single-source"),
        ("Chad's withdrawal from Tarvo was put on hold.", "single-source"),
        ("Chad's army postponed its withdrawal from Tarvo.", "single-source"),
        ("Chad's police did not withdraw from Tarvo.", "single-source"),  # not of the army
        ("Libya prevented the withdrawal of Chad's army from Tarvo.", "single-source"),
    ],
)
def test_what_was_called_off_denies_nothing(
    later: str, status: str, analyse: Callable[..., Analysis], resources: Resources
) -> None:
    first = analyse("Chad's army withdrew from Tarvo on Monday.", id="one", publisher="Harbour Times", date="2024-05-08")
    second = analyse(later, id="two", publisher="Coastal Courier", date="2024-05-07")
    found = cluster_analyses([first, second], resources.ontology)
    assert {found[a.article.id, e.key][1] for a in (first, second) for e in a.events if e.type == "Withdrawal"} == {status}


def test_who_speaks_together_is_one_source(analyse: Callable[..., Analysis], resources: Resources) -> None:
    """Two people in one statement are no two sources, two states are."""
    for speakers, status in (("Ana Horvat and Ivan Petrov", "single-source"), ("Chad and Libya", "corroborated")):
        article = analyse(f"{speakers} said that rebels had bombed a village in Niger.", id="one")
        found = cluster_analyses([article], resources.ontology)
        assert [found["one", e.key][1] for e in article.events if e.type == "Bombing"] == [status]


def test_footnotes_do_not_hide_the_end_of_a_sentence() -> None:
    text = "Troops left Tarvo.[3] Rebels shelled a market.[4][5] An envoy resigned."
    assert [text[begin:end] for begin, end in sentences(text)] == [
        "Troops left Tarvo.", "Rebels shelled a market.", "An envoy resigned.",
    ]  # fmt: skip


# ---- the whole


def test_events_without_anything() -> None:
    records = Records()
    assert same_events(records, group(records.articles), ONTOLOGY).cluster == []
    assert "kg:Ledger" in write(compute(records, ONTOLOGY))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_incremental_is_full(newsroom_graph: Path, data: st.DataObject) -> None:
    """After any sequence of adding, editing and removing articles, the ledger is what a full rebuild gives."""
    pool = sorted((newsroom_graph / "articles").glob("*.ttl"))
    with tempfile.TemporaryDirectory() as place:
        grown, fresh = Path(place) / "grown", Path(place) / "fresh"
        (grown / "articles").mkdir(parents=True)
        for _ in range(data.draw(st.integers(1, 6), label="changes")):
            source = data.draw(st.sampled_from(pool), label="article")
            target = grown / "articles" / source.name
            change = data.draw(st.sampled_from(["add", "edit", "remove"]), label="change")
            if change == "remove":
                target.unlink(missing_ok=True)
            else:
                text = source.read_text(encoding="utf-8")
                target.write_text(text.replace("2024-11-0", "2024-10-0") if change == "edit" else text, encoding="utf-8")
            rebuild(grown, ONTOLOGY)
        shutil.copytree(grown / "articles", fresh / "articles")
        rebuild(fresh, ONTOLOGY)
        assert (grown / "ledger.ttl").read_bytes() == (fresh / "ledger.ttl").read_bytes()


def test_the_order_of_articles_changes_nothing(newsroom_graph: Path) -> None:
    records = read_folder(newsroom_graph / "articles", ONTOLOGY)
    expected = write(compute(records, ONTOLOGY))
    chance = random.Random(7)
    for _ in range(2):
        shuffled = Records(list(records.articles), list(records.events), {}, {})
        chance.shuffle(shuffled.articles)
        chance.shuffle(shuffled.events)
        for name in ("claims", "entities"):
            items = list(getattr(records, name).items())
            chance.shuffle(items)
            setattr(shuffled, name, dict(items))
        shuffled.sort()
        assert write(compute(shuffled, ONTOLOGY)) == expected
    assert "_:" not in expected
