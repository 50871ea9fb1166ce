"""Factuality: a table of sentences through the real parser, at the author's level and at the source's."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.extraction.factuality import factuality_of, is_called_off, is_denied
from kgbuild.language import spacy_model
from kgbuild.language.predications import find_predications
from kgbuild.model import FACTUALITIES, Article, Predication
from kgbuild.pipeline import Resources, default_resources

TABLES = Path(__file__).parent / "tables"
KINDS = {
    "denied": frozenset(("CT-", "PR-", "PS-")),
    "open": frozenset(FACTUALITIES) - {"CT+", "CT-"},
    "fact": frozenset(("CT+",)),
    "not-fact": frozenset(FACTUALITIES) - {"CT+"},
    "not-open": frozenset(("CT+", "CT-", "PR-", "PS-")),
    "not-denied": frozenset(("CT+", "PR+", "PS+", "CTu", "Uu")),
}


def rows(name: str) -> list[list[str]]:
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def predications(text: str, resources: Resources) -> list[Predication]:
    ((_, doc),) = spacy_model.parse([Article("test", text)], resources.nlp)
    return find_predications(doc, resources.ontology)


@pytest.mark.parametrize("row", rows("factuality.tsv"), ids=lambda row: row[0])
def test_factuality(row: list[str], resources: Resources) -> None:
    sentence, lemma, expected, *of_source = row
    found = predications(sentence, resources)
    chosen = [p for p in found if p.lemma == lemma]
    assert chosen, [p.lemma for p in found]
    assert factuality_of(chosen[0], found, resources.ontology) == expected
    if of_source:
        source = next(p for p in found if p.lemma == of_source[0])
        assert factuality_of(chosen[0], found, resources.ontology, source.index) == of_source[1]


@pytest.mark.parametrize("row", rows("factuality-news.tsv"), ids=lambda row: " ".join(row[:2]))
def test_kind(row: list[str], resources: Resources, request: pytest.FixtureRequest) -> None:
    """Sentences of the news, by kind of value: what is open but spoken of as not happening counts as denied."""
    sentence, lemma, kind, *why_not = row
    if why_not:
        request.applymarker(pytest.mark.xfail(strict=True, reason=why_not[0]))
    found = predications(sentence, resources)
    chosen = [p for p in found if p.lemma == lemma]
    assert chosen, [p.lemma for p in found]
    value = factuality_of(chosen[0], found, resources.ontology)
    if value == "Uu" and is_denied(chosen[0], found, resources.ontology):
        value = "PS-"
    assert value in KINDS[kind], value


@pytest.mark.parametrize(
    ("sentence", "lemma", "expected"),
    [
        ("The envoy cancelled his visit.", "visit", True),
        ("The cancelled visit was to last a day.", "visit", True),
        ("The visit, which the envoy called off, was to last a day.", "visit", True),
        ("The bank postponed the launch.", "launch", True),
        ("The mine ceased operating in May.", "operate", True),
        ("The cancellation of the visit angered Rome.", "visit", True),
        ("The envoy did not visit Rome.", "visit", False),
        ("The envoy failed to visit Rome.", "visit", False),
        ("Guards foiled the attack.", "attack", True),
        ("The smugglers abandoned a plan to seize the ferry.", "seize", True),
        ("The climber narrowly escaped drowning.", "drown", True),
        ("Rome denied the attack.", "attack", False),
    ],
)
def test_called_off(sentence: str, lemma: str, expected: bool, resources: Resources) -> None:
    found = predications(sentence, resources)
    chosen = next(p for p in found if p.lemma == lemma)
    assert is_called_off(chosen, found, resources.ontology) is expected


EMBEDDERS = (
    "{y}, according to {x}.",
    "{x} suspects {y}.",
    "It is unclear whether {y}.",
    "There is no evidence that {y}.",
    "{x} denied that {y}.",
    "{x} doubts that {y}.",
    "{x} said that {y}.",
    "{x} hopes that {y}.",
    "If {y}, {x} will act.",
    "{x} fears that {y}.",
    "{x} asked whether {y}.",
    "It is not true that {y}.",
    "{x} warned that {y}.",
    "Unless {y}, {x} will act.",
    "{x} predicted that {y}.",
    "It is possible that {y}.",
    "{x} does not believe that {y}.",
    "According to plans, {x} expects that {y}.",
    "{x} denied reports that {y}.",
    "{x} rejected the claim that {y}.",
    "{x} dismissed suggestions that {y}.",
    "Claims that {y} are false.",
    "{x} did not say that {y}.",
    "The rumour is that {y}.",
    "The fear is that {y}.",
    "What {x} wants is that {y}.",
    "The question is whether {y}.",
    "{x} hinted that {y}.",
)
SUBJECTS = ("Moscow", "the army", "two officials", "the foreign minister", "North Korean troops")
CLAUSES = (
    "{s} attacked the village",
    "{s} had captured the port",
    "the bridge was destroyed by {s}",
    "{s} killed ten people",
    "{s} carried out a raid on the base",
    "{s}, angered by the vote, attacked the village",
    "{s}, having lost the port, attacked the village",
    "{s} attacked the village and killed ten people",
    "{s} attacked the village, killing ten people",
    "{s} attacked the village because of a raid by rebels",
    "{s} did not attack the village but killed ten people",
)
DENIALS = (
    "There were reports of {s} attacking the village.",
    "{x} accused {s} of attacking the village.",
    "{x} warned of {s} attacking the village.",
    "Fears of {s} attacking the village grew.",
    "There is a risk of {s} attacking the village.",
    "{x} denied attacking the village.",
    "{x} denied having killed ten people.",
    "{x} denied any attack on the village.",
    "{x} denied responsibility for killing ten people.",
    "{x} rejected accusations of killing ten people.",
    "{x} did not attack the village or kill ten people.",
    "{x} neither attacked the village nor killed ten people.",
    "{x} left the village without killing ten people.",
    "{x} failed to attack the village and kill ten people.",
    "{x} refused to attack the village or to kill ten people.",
    "{x} stopped short of attacking the village.",
    "{x} had yet to attack the village.",
    "{x} avoided a raid by leaving.",
    "{x} called off the raid.",
    "{x} ruled out an attack on the village.",
    "{x} never admitted killing ten people.",
    "{x} postponed the raid.",
    "{x} put off attacking the village.",
    "{x} came too late to attack the village.",
    "{x} tried in vain to attack the village.",
    "{x} prepared for a raid on the village.",
    "{x} stood on the brink of a raid.",
    "{x} came close to attacking the village.",
    "{x} agreed to attack the village.",
    "The village ought to be attacked by {s}.",
)
FACTS = frozenset(("attack", "capture", "destroy", "kill", "raid"))


@settings(max_examples=150, deadline=None)
@given(
    embedder=st.sampled_from(EMBEDDERS),
    speaker=st.sampled_from(SUBJECTS),
    subject=st.sampled_from(SUBJECTS),
    clause=st.sampled_from(CLAUSES),
)
def test_nothing_leaks_from_content(embedder: str, speaker: str, subject: str, clause: str) -> None:
    resources = default_resources()
    sentence = embedder.format(x=speaker, y=clause.format(s=subject))
    found = predications(sentence[0].upper() + sentence[1:], resources)
    values = {p.lemma: factuality_of(p, found, resources.ontology) for p in found if p.lemma in FACTS}
    assert values and "CT+" not in values.values(), (sentence, values)


@settings(max_examples=100, deadline=None)
@given(
    denial=st.sampled_from(DENIALS),
    speaker=st.sampled_from(SUBJECTS),
    subject=st.sampled_from(SUBJECTS),
)
def test_nothing_leaks_from_denials(denial: str, speaker: str, subject: str) -> None:
    resources = default_resources()
    sentence = denial.format(x=speaker, s=subject)
    found = predications(sentence[0].upper() + sentence[1:], resources)
    values = {p.lemma: factuality_of(p, found, resources.ontology) for p in found if p.lemma in FACTS}
    assert values and "CT+" not in values.values(), (sentence, values)


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_has_values(text: str) -> None:
    resources = default_resources()
    found = predications(text, resources)
    assert all(factuality_of(p, found, resources.ontology) in FACTUALITIES for p in found)
