"""Claims: a table of sentences with claimants, cue, stance, factuality and content; chains, sources, the lexicon."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.model import FACTUALITIES, Analysis, Article, Claim
from kgbuild.pipeline import Resources, analyse_all, default_resources

TABLE = Path(__file__).parent / "tables" / "claims.jsonl"
ROWS = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
Analyse = Callable[..., Analysis]


def words(analysis: Analysis, claim: Claim, part: str) -> list[str]:
    return [analysis.article.text[span.begin : span.end] for span in getattr(claim, part)]


def claim_of(analysis: Analysis, cue: str) -> Claim:
    found = [claim for claim in analysis.claims if cue in words(analysis, claim, "cue")[0]]
    assert found, [words(analysis, claim, "cue") for claim in analysis.claims]
    return found[0]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['text'][:50]}-{row['cue']}" for row in ROWS])
def test_table(row: dict[str, Any], analyse: Analyse) -> None:
    analysis = analyse(row["text"])
    if row["cue"] == "NONE":
        assert not analysis.claims
        return
    claim = claim_of(analysis, row["cue"])
    text = analysis.article.text
    claimants = [text[s.span.begin : s.span.end] if s.span else "" for s in claim.speakers]
    assert (claimants, claim.stance, claim.factuality, words(analysis, claim, "content")) == (
        row["claimants"],
        row["stance"],
        row["factuality"],
        row["content"],
    )


def test_relayed_claims_make_a_chain(analyse: Analyse) -> None:
    analysis = analyse("Yonhap said that Seoul had reported that Pyongyang denied that the soldiers were dead.")
    said, reported, denied = (claim_of(analysis, cue) for cue in ("said", "reported", "denied"))
    assert (said.within, reported.within, denied.within) == ("", said.key, reported.key)


def test_unnamed_sources(analyse: Analyse) -> None:
    analysis = analyse("A senior US official said the missiles had arrived.")
    (speaker,) = claim_of(analysis, "said").speakers
    entity = analysis.entities[speaker.entity]
    assert (entity.type, entity.country) == ("UnnamedSource", "USA")


def test_capitals_that_speak_are_governments(analyse: Analyse) -> None:
    analysis = analyse("Seoul doubted that direct combat had occurred.")
    (speaker,) = claim_of(analysis, "doubted").speakers
    assert analysis.entities[speaker.entity].type == "Government"
    assert analysis.entities[speaker.entity].country == "KOR"


def test_who_an_apposition_says_more_of_speaks(analyse: Analyse) -> None:
    analysis = analyse("Volmar, the country's biggest carmaker, which has said it may shut plants, fell.")
    assert [each.label for each in claim_of(analysis, "said").speakers] == ["Volmar"]


@pytest.mark.parametrize(
    ("text", "cue", "addressee"),
    [
        ("Umerov told KBS that the soldiers had left.", "told", "KBS"),
        ("The minister said to reporters that he would go.", "said", "reporters"),
        ('"The dam is safe," the mayor told the crowd.', "told", "the crowd"),
    ],
)
def test_addressees(text: str, cue: str, addressee: str, analyse: Analyse) -> None:
    assert [each.label for each in claim_of(analyse(text), cue).addressees] == [addressee]


def test_no_content_is_certain_to_the_author(analyse: Analyse) -> None:
    for row in ROWS[:40]:
        assert all(claim.author_factuality == "Uu" for claim in analyse(row["text"]).claims)


def test_a_quotation_without_a_cue_goes_on_with_the_claim_before(analyse: Analyse) -> None:
    analysis = analyse('The mayor said the road was closed. "Trucks cannot pass. We wait for the snow to melt."')
    content = words(analysis, claim_of(analysis, "said"), "content")
    assert content == ["the road was closed", "Trucks cannot pass. We wait for the snow to melt."]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ('Ola Brandt said the ferry is safe. Peter Lang was less sure. "It may sink. We need a new one."', 2),
        ('Ola Brandt said the ferry is safe. She was proud of it. "It may last for years."', 1),
        ('Ola Brandt said the ferry is safe. The ferry was built in Turku. "It may last for years."', 1),
        ('Ola Brandt said the ferry is safe. Peter Lang was hurt by a rope. "It may last for years."', 1),
    ],
)
def test_whom_a_sentence_brings_in_says_the_quotation_after_it(text: str, speakers: int, analyse: Analyse) -> None:
    found = {speaker.entity for claim in analyse(text).claims for speaker in claim.speakers}
    assert len(found) == speakers


def test_stances_are_documented_and_have_values(resources: Resources) -> None:
    ontology = resources.ontology
    assert ontology.stances >= {"States", "Denies", "Doubts", "Confirms", "Believes", "Accuses", "Demands", "Warns"}
    for stance in sorted(ontology.stances):
        affirmed, negated = ontology.stance_factuality[stance]
        assert affirmed in FACTUALITIES and negated in FACTUALITIES


def test_the_lexicon_is_broad(resources: Resources) -> None:
    cues = {key for key, entries in resources.ontology.entries.items()
            for entry in entries if entry.evokes in resources.ontology.stances}  # fmt: skip
    assert len(cues) >= 500


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="ab .,\"“”‘’'\n—said?", max_size=120))
def test_any_marks_are_read(text: str) -> None:
    (analysis,) = analyse_all([Article("odd", text)], default_resources())
    for claim in analysis.claims:
        for span in [*claim.cue, *claim.content]:
            assert 0 <= span.begin < span.end <= len(text)


def test_a_channel_stands_for_those_it_comes_from(analyse: Analyse) -> None:
    text = "According to intelligence from South Korea, the United States and NATO, about 11,000 troops are in Kursk."
    claim = claim_of(analyse(text), "According to")
    assert [speaker.label for speaker in claim.speakers] == ["South Korea", "the United States", "NATO"]


def test_quotations_that_nothing_attributes_are_claims(analyse: Analyse) -> None:
    analysis = analyse('"It rained all week. They left at noon." — Anna Roth\n\nThe market opened on Friday.')
    (claim,) = analysis.claims
    assert [speaker.label for speaker in claim.speakers] == ["Anna Roth"]
    assert words(analysis, claim, "content") == ["It rained all week. They left at noon."]


def test_a_later_verb_of_saying_goes_on_with_the_speaker(analyse: Analyse) -> None:
    analysis = analyse("Petra Hahn said that the vote was a success, adding that the party was strong.")
    claim = claim_of(analysis, "adding")
    assert [speaker.label for speaker in claim.speakers] == ["Petra Hahn"]
    assert words(analysis, claim_of(analysis, "said"), "content") == ["that the vote was a success"]


def test_who_is_cited_says_it_within_what_the_other_says(analyse: Analyse) -> None:
    analysis = analyse("Yonhap, citing the NIS, said that Kyiv had told Seoul of the plan.")
    citing, said, told = (claim_of(analysis, cue) for cue in ("citing", "said", "told"))
    assert [speaker.label for speaker in citing.speakers] == ["the NIS"]
    assert (citing.within, told.within) == (said.key, citing.key)


@pytest.mark.parametrize(
    ("headline", "speaker", "content"),
    [
        ("Ukraine: North Korean troops are in Kursk", "Ukraine", "North Korean troops are in Kursk"),
        ("Troops crossed the river at night: Zelensky", "Zelensky", "Troops crossed the river at night"),
        ("Moscow 'to respond' to missile strikes", "Moscow", "to respond"),
        ("Analysis: why the front has stalled", None, None),
        ("Ukraine: a timeline", None, None),
    ],
)
def test_headlines_with_a_colon(
    headline: str, speaker: str | None, content: str | None, analyse: Callable[..., Analysis]
) -> None:
    body = "The war went on through the night, and residents fled to the west of the region.\n\nIt was cold."
    analysis = analyse(f"{headline}\n\n{body}")
    found = [claim for claim in analysis.claims if claim.form == "headline"]
    text = analysis.article.text
    said = [(claim.speakers[0].label, *(text[s.begin : s.end] for s in claim.content)) for claim in found]
    assert said == ([(speaker, content)] if speaker else [])


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Russian and Belarusian officials said the border was closed.", ["RUS", "BLR"]),
        ("According to Turkish and Syrian officials, the road was cut.", ["TUR", "SYR"]),
        ("Peruvian officials said the road was cut.", ["PER"]),
    ],
)
def test_one_phrase_may_name_several_claimants(text: str, countries: list[str], analyse: Analyse) -> None:
    analysis = analyse(text)
    (claim,) = analysis.claims
    assert [analysis.entities[speaker.entity].country for speaker in claim.speakers] == countries
    assert len({speaker.span for speaker in claim.speakers}) == 1


@pytest.mark.parametrize(
    ("sentence", "word", "claimed"),
    [
        ("Moscow denied that it had attacked the town.", "attacked", "CT-"),
        ("Iran denied responsibility for the attack on the tanker.", "attack", "CT+"),
        ("The government denied that the men who attacked the bank had escaped.", "attacked", "CT+"),
        ("The Taliban denied sheltering militants, days after Pakistan's air strikes on Khost.", "strikes", "CT+"),
        ("The company denied it was in talks to buy its rival.", "talks", "CT-"),
        ("The office said that it had not seen a real battle.", "battle", "Uu"),
        ("Kyiv said that it had not attacked the bridge.", "attacked", "CT-"),
        ("According to the ministry, rebels attacked two towns.", "attacked", "CT+"),
        ("The rebels attacked two towns.", "attacked", ""),
    ],
)
def test_what_the_claimant_holds_of_an_event(sentence: str, word: str, claimed: str, analyse: Analyse) -> None:
    found = {sentence[event.span.begin : event.span.end]: event.claimed for event in analyse(sentence).events}
    assert found[word] == claimed
