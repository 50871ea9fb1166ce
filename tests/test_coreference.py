"""Coreference: short names, acronyms, descriptions, pronouns; and what must stay unlinked.

Precision was measured by reading links. On 30 articles of British and American outlets and a think tank, which were not
looked at while the rules were written, and before the last mends that their errors led to: short names and acronyms 72
of 74 right, offices 12 of 12, "the company" and "the party" 4 of 4, the same noun 21 of 21, "he" 149 of 159,
"she" 57 of 61, "they" 46 of 49, "it" 19 of 19. On 24 other articles the former rules had: short names 145 of 151,
offices 8 of 10, "he" 120 of 130, "she" 65 of 72, "they" 37 of 54, "it" 58 of 63.
Of descriptions of places and bodies of state some 200 links in 150 news articles were read while the rules were mended:
"the country" and "the nation" 118 of 123 right, "the state" 30 of 31, "the city" and "the town" 21 of 23, "the government"
and "the army" 19 of 20. Other kinds ("the region" between countries, "the capital", "the administration", "the ministry"
of the one country) were below nine in ten and are not linked; "the company" is only one that the article is about.
Mostly wrong: "his" and "him" where two people of one gender are near. Not linked: "they" after another plural, "it" of
what is no subject, "he" inside a quotation of one named outside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kgbuild.model import Analysis

Analyse = Callable[..., Analysis]
TABLE = Path(__file__).parent / "tables" / "coreference.jsonl"
PASSAGES = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]

LINKED = [  # text, later words (in order of the text, by number from 0), label of what they refer to
    ("Elena Petrova met the press. Petrova said little.", ("Petrova", 1), "Elena Petrova"),
    ("Omar al-Rashid left the room. Later Rashid returned.", ("Rashid", 1), "Omar al-Rashid"),
    ("Park Min Soo visited Tokyo. Park said he was content.", ("Park", 1), "Park Min Soo"),
    ("Defence Minister Elena Petrova arrived. The minister spoke to reporters.", ("The minister", 0), "Elena Petrova"),
    ("Elena Petrova, the governor, arrived. He heard the governor was ill.", ("the governor", 1), "Elena Petrova"),
    ("John Hale said he would resign.", ("he", 0), "John Hale"),
    ("Maria Costa met Paul Weber. She thanked the voters.", ("She", 0), "Maria Costa"),
    ("Maria Costa met Paul Weber. He thanked the voters.", ("He", 0), "Paul Weber"),
    ("John Hale praised his brother.", ("his", 0), "John Hale"),
    ("NATO said it would send troops to Poland.", ("it", 0), "NATO"),
    ("Three soldiers were wounded. The soldiers had been on patrol.", ("The soldiers", 0), "Three soldiers"),
    ("Rebels said they had taken the town.", ("they", 0), "Rebels"),
    ("The Northern Harvest Agency (NHA) was founded in May. The NHA has ten members.", ("NHA", 1),
     "Northern Harvest Agency"),
]
UNLINKED = [  # text, words that must have no mention
    ("It is clear that Paul Weber lied.", "It"),
    ("Paul Weber met John Hale after he had returned with Peter Scott and Mark Stone.", "her"),
    ("John Hale saw him.", "him"),
    ("Maria Costa spoke. He left.", "He"),
    ("The committee met. It rained in London.", "It"),
    ('Paul Weber said: "He is a liar."', "He"),
]


def mention_label(analysis: Analysis, words: str, number: int) -> str:
    text, begin = analysis.article.text, -1
    for _ in range(number + 1):
        begin = text.index(words, begin + 1)
    span = (begin, begin + len(words))
    keys = [m.entity for m in analysis.mentions if (m.span.begin, m.span.end) == span]
    return analysis.entities[keys[0]].label if keys else ""


@pytest.mark.parametrize(("text", "words", "label"), LINKED, ids=[f"{w[0]}: {t[:30]}" for t, w, _ in LINKED])
def test_linked(analyse: Analyse, text: str, words: tuple[str, int], label: str) -> None:
    assert mention_label(analyse(text), *words).casefold() == label.casefold()


@pytest.mark.parametrize(("text", "words"), UNLINKED)
def test_not_linked(analyse: Analyse, text: str, words: str) -> None:
    analysis = analyse(text)
    mentions = [m for m in analysis.mentions if text[m.span.begin : m.span.end] == words and m.kind == "pronoun"]
    assert not mentions


def labels_of(analysis: Analysis, words: str, number: int) -> set[str]:
    """What the words, at their occurrence of that number, refer to; a government also as its country."""
    found = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", analysis.article.text))[number]
    keys = (m.entity for m in analysis.mentions if (m.span.begin, m.span.end) == found.span())
    labels = {analysis.entities[key].label.casefold() for key in keys}
    return labels | {label.removeprefix("government of ") for label in labels}


@pytest.mark.parametrize("passage", PASSAGES, ids=[passage["text"][:50] for passage in PASSAGES])
def test_passage(analyse: Analyse, passage: dict[str, Any]) -> None:
    """`links` and `not` of a passage: [words, number of their occurrence from 0, label]."""
    analysis = analyse(passage["text"])
    missed = [link for link in passage["links"] if link[2].casefold() not in labels_of(analysis, link[0], link[1])]
    wrong = [link for link in passage["not"] if link[2].casefold() in labels_of(analysis, link[0], link[1])]
    assert (missed, wrong) == ([], [])


def test_possessed_force_has_its_owners_country(analyse: Analyse) -> None:
    analysis = analyse("Ethiopia said its troops had left the town.")
    (group,) = [e for e in analysis.entities.values() if e.label == "its troops"]
    assert (group.country, group.sector) == ("ETH", "MIL")


def test_every_mention_has_an_entity(analyse: Analyse) -> None:
    """Short names that were merged leave no mention, holder or relation behind."""
    analysis = analyse(
        "Defence Minister Elena Petrova met John Hale. Petrova said Hale was right. He thanked Minister Petrova, the"
        " Bulgarian minister. Hale, head of the Northern Harvest Agency (NHA), said the NHA would help its members."
    )
    keys = {m.entity for m in analysis.mentions} | {r.subject for r in analysis.relations}
    keys |= {r.object for r in analysis.relations} | {s.entity for c in analysis.claims for s in c.speakers}
    keys |= {r.filler for e in analysis.events for r in e.roles}
    assert keys <= analysis.entities.keys() | analysis.quantities.keys() | analysis.times.keys()


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        ("Peru shut two ports. Protesters blocked the country on Monday.", "country", "country/PER"),
        ("Rebels entered Aleppo. A drone attacked the city on Monday.", "city", "city/aleppo-170063"),
        ("Peru shut two ports. Protesters attacked the government.", "government", "government/PER"),
        ("Peru shut two ports. Protesters attacked the army.", "army", "armed-force/PER"),
        ("Peru and Chile shut two ports. Protesters blocked the country on Monday.", "country", ""),
        ("Peru shut two ports. Protesters blocked the southern country on Monday.", "country", ""),
        ("US forces attacked rebels in the country on Monday.", "country", ""),
        ("Lima and Cusco were calm. Drones attacked the city on Monday.", "city", ""),
        ("Thousands marched through the Kenyan capital.", "capital", "city/nairobi-184745"),
        ("Troops attacked Peru's capital.", "capital", "city/lima-3936456"),
        ("Peru shut two ports. Protesters marched in the capital on Monday.", "capital", "city/lima-3936456"),
        ("Peru shut two ports. Protesters marched in the provincial capital on Monday.", "capital", ""),
        ("Protesters marched through the former Kenyan capital.", "capital", ""),
    ],
)
def test_descriptions_of_places_fill_roles(analyse: Analyse, text: str, noun: str, expected: str) -> None:
    analysis = analyse(text)
    begin = text.index(noun)
    fillers = {f.filler for e in analysis.events for f in e.roles if f.head.begin == begin}
    assert {key for key in fillers if not key.startswith("#")} == ({expected} if expected else set())
