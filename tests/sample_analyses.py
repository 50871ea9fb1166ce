"""Analyses made by hand, so that graphs and queries are tested apart from the extraction."""

from __future__ import annotations

from kgbuild.model import (
    Analysis,
    Article,
    Claim,
    Entity,
    Event,
    Mention,
    Quantity,
    Relation,
    RoleFiller,
    Span,
    Speaker,
    TimeExpression,
)  # fmt: skip

HOSTILE_IDS = ["../../x", "a b", "<>", '"quoted"', "Ünïcödé 名", "", "a\nb", "x" * 300, ".", "#", "%2e%2e", "a/b?c=d"]


def find(text: str, words: str, occurrence: int = 1) -> Span:
    """Where the words stand in the text."""
    begin = -1
    for _ in range(occurrence):
        begin = text.index(words, begin + 1)
    return Span(begin, begin + len(words))


def deployment() -> Analysis:
    """One deployment that the article itself asserts, one that Seoul doubts, with a figure, a time and a metonym."""
    text = (
        "Pyongyang sent about 10,000 troops to the Kursk region in October. "
        'Seoul doubted that Ukraine, as "officials" said, had attacked them.'
    )
    entities = [
        Entity("country/PRK", "Country", "North Korea", ("http://www.wikidata.org/entity/Q423",), "PRK"),
        Entity("government/PRK", "Government", "Government of North Korea", (), "PRK", "GOV", place="country/PRK"),
        Entity("city/pyongyang", "City", "Pyongyang", ("https://sws.geonames.org/1871859/",), "PRK"),
        Entity("country/KOR", "Country", "South Korea", ("http://www.wikidata.org/entity/Q884",), "KOR"),
        Entity("government/KOR", "Government", "Government of South Korea", (), "KOR", "GOV", place="country/KOR"),
        Entity("city/seoul", "City", "Seoul", (), "KOR"),
        Entity("country/RUS", "Country", "Russia", ("http://www.wikidata.org/entity/Q159",), "RUS"),
        Entity(
            "region/kursk", "Region", "Kursk Oblast",
            ("http://www.wikidata.org/entity/Q3178", "https://sws.geonames.org/538555/"), "RUS",
            contained_in="country/RUS", latitude=51.75, longitude=36.02,
        ),
        Entity("country/UKR", "Country", "Ukraine", ("http://www.wikidata.org/entity/Q212",), "UKR"),
        Entity("#group-1", "GroupOfPeople", "about 10,000 troops", (), "PRK", "MIL", affiliation="country/PRK"),
        Entity("#source-1", "UnnamedSource", '"officials"'),
    ]  # fmt: skip
    pyongyang, troops, kursk = find(text, "Pyongyang"), find(text, "about 10,000 troops"), find(text, "the Kursk region")
    seoul, ukraine, officials = find(text, "Seoul"), find(text, "Ukraine"), find(text, '"officials"')
    sent, october = find(text, "sent"), find(text, "October")
    attacked, them = find(text, "attacked"), find(text, "them")
    mentions = [
        Mention(pyongyang, pyongyang, "government/PRK", "name", "metonymic", "city/pyongyang", "capital for government"),
        Mention(troops, troops, "#group-1", "nominal"),
        Mention(kursk, kursk, "region/kursk", "name", "literal", rule="gazetteer"),
        Mention(seoul, seoul, "government/KOR", "name", "metonymic", "city/seoul", "capital for government"),
        Mention(ukraine, ukraine, "country/UKR", "name", "literal"),
        Mention(officials, officials, "#source-1", "nominal"),
        Mention(them, them, "#group-1", "pronoun", rule="pronoun"),
    ]
    events = [
        Event(
            "#event-10-14", "Deployment", sent, "CT+",
            [
                RoleFiller("actor", "government/PRK", pyongyang, pyongyang),
                RoleFiller("theme", "#group-1", troops, troops),
                RoleFiller("destination", "region/kursk", kursk, kursk),
                RoleFiller("quantity", "#quantity-1", find(text, "about 10,000"), find(text, "10,000")),
                RoleFiller("time", "#time-1", october, october),
            ],
            entry="deploy", construction="active", plover="MOBILIZE",
        ),
        Event(
            f"#event-{attacked.begin}-{attacked.end}", "Attack", attacked, "Uu",
            [RoleFiller("actor", "country/UKR", ukraine, ukraine), RoleFiller("recipient", "#group-1", them, them)],
            ["#claim-doubt", "#claim-said"], entry="attack", plover="ASSAULT",
        ),
        Event("#event-bare", "Deployment", find(text, "attacked"), "Uu", [], ["#claim-doubt"]),
    ]  # fmt: skip
    claims = [
        Claim(
            "#claim-doubt", "Doubts", "PR-", [find(text, "doubted")],
            [find(text, "Ukraine,"), find(text, "had attacked them")],
            [Speaker("government/KOR", seoul, "Government of South Korea")], form="indirect", entry="cue-doubt",
        ),
        Claim(
            "#claim-said", "States", "CT+", [find(text, "said")], [find(text, "had attacked them")],
            [Speaker("#source-1", officials, '"officials"')], within="#claim-doubt", form="parenthetical",
        ),
    ]  # fmt: skip
    return Analysis(
        article=Article("deployment", text, "Troops sent", "2024-11-01T08:00:00Z", ("A. Writer",), "Harbour Times"),
        model="test 1.0",
        entities={entity.key: entity for entity in entities},
        mentions=mentions,
        quantities={
            "#quantity-1": Quantity("#quantity-1", find(text, "about 10,000"), 9000, 11000, "troop", "About")
        },
        times={"#time-1": TimeExpression("#time-1", october, "2024-10-01", "2024-10-31", "2024-11-01")},
        events=events,
        claims=claims,
        relations=[],
    )


def position() -> Analysis:
    """A person with an office who denies; no date, no title, a character beyond the basic plane and a line break."""
    text = "😀 Foreign Minister Anna Ek\nof Norway denied it in \\Oslo\t. “Anna”"
    anna, minister, norway = find(text, "Anna Ek"), find(text, "Foreign Minister"), find(text, "Norway")
    entities = [
        Entity("person/anna-ek", "Person", "Anna Ek", (), "NOR", "GOV", affiliation="country/NOR"),
        Entity("position/NOR/foreign-minister", "Position", "foreign minister of Norway", (), "NOR"),
        Entity("country/NOR", "Country", "Norway", ("http://www.wikidata.org/entity/Q20",), "NOR"),
    ]
    return Analysis(
        article=Article("../../x <\">", text),
        model="test 1.0",
        entities={entity.key: entity for entity in entities},
        mentions=[
            Mention(anna, anna, "person/anna-ek", "name"),
            Mention(minister, minister, "position/NOR/foreign-minister", "nominal"),
            Mention(norway, norway, "country/NOR", "name", "literal"),
        ],
        claims=[
            Claim(
                "#claim-1", "Denies", "CT-", [find(text, "denied")], [find(text, "it")],
                [Speaker("person/anna-ek", anna, "Anna Ek")],
            ),
            Claim("#claim-2", "Expresses", "Uu", [], [find(text, "“Anna”")], []),
        ],
        relations=[
            Relation(
                "person/anna-ek", anna, "holdsPosition", "position/NOR/foreign-minister", minister,
                Span(minister.begin, anna.end), rule="title",
            )
        ],
    )  # fmt: skip
