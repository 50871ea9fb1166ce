"""Safety: nothing that is only said, denied, doubted, planned, wished, asked or supposed is stated as fact.

Thousands of sentences are made from templates. In each, what happens stands under something that is not veridical; so
no event of it may be certain to the article's author without a claim above it, and no direct triple may be written.
"""

from __future__ import annotations

from itertools import islice, product

from kgbuild.model import Analysis, Article, Span
from kgbuild.pipeline import Resources, analyse_all

ACTORS = ("North Korea", "Russia", "the rebels", "Ukraine's army", "two soldiers", "the government")
SPEAKERS = ("Seoul", "the minister", "a senior US official", "Anna Petrova", "Reuters", "they")
FINITE = (
    "{a} had attacked the village", "{a} deployed troops to Kursk", "{a} invaded the island", "{a} killed ten people",
    "{a} signed an agreement with Poland", "{a} bombed the port", "{a} sent missiles to Iran", "{a} arrested a journalist",
    "the town was captured by {a}", "{a} carried out a raid on the base",
)  # fmt: skip
BARE = (
    "attack the village", "deploy troops to Kursk", "invade the island", "kill ten people", "bomb the port",
    "send missiles to Iran", "arrest a journalist", "carry out a raid on the base",
)  # fmt: skip
UNDER_FINITE = (
    "{s} said that {f}.", "{s} said {f}.", "{s} denied that {f}.", "{s} doubted that {f}.", "{s} claimed that {f}.",
    "{s} did not say that {f}.", "{s} believes that {f}.", "{s} fears that {f}.", "{s} warned that {f}.",
    "{s} asked whether {f}.", "{s} suggested that {f}.", "{s} could not confirm that {f}.", "{s} hopes that {f}.",
    "According to {s}, {f}.", "{f}, according to {s}.", "{f}, {s} said.", "“{f},” {s} said.", "{s} said: “{f}.”",
    "It is not true that {f}.", "It is unclear whether {f}.", "If {f}, the war will spread.", "Unless {f}, talks go on.",
    "There were fears that {f}.", "The claim that {f} could not be verified.", "{s} rejected reports that {f}.",
    "It is believed that {f}.", "Perhaps {f}.", "It is possible that {f}.", "{s} told reporters that {f}.",
    "{s} would be shocked if {f}.", "{s} said it was false that {f}.",
)  # fmt: skip
UNDER_BARE = (
    "{a} plans to {b}.", "{a} wants to {b}.", "{a} threatened to {b}.", "{a} promised to {b}.", "{a} refused to {b}.",
    "{a} may {b}.", "{a} might {b}.", "{a} did not {b}.", "{a} will not {b}.", "{a} failed to {b}.", "Did {a} {b}?",
    "{s} asked {a} to {b}.", "{s} urged {a} to {b}.", "{a} is accused of planning to {b}.", "{a} could {b}.",
    "{a} hopes to {b}.", "{a} should {b}.", "{a} would {b}.", "{a} is expected to {b}.", "{a} is said to {b}.",
    "{a} never tried to {b}.", "{a} is ready to {b}.", "{a} was unable to {b}.", "{a} agreed not to {b}.",
)  # fmt: skip
BATCH = 60  # sentences in one article, each a paragraph


STEP = 4  # a quarter of all, spread over the templates: more than two thousand


def sentences() -> list[tuple[str, str]]:
    """Each sentence with the words in it that nobody vouches for."""
    made: dict[str, str] = {}
    for template, speaker, finite, actor in product(UNDER_FINITE, SPEAKERS, FINITE, ACTORS):
        inner = finite.format(a=actor)
        made[template.format(s=speaker, f=inner)] = inner
    for template, speaker, actor, inner in product(UNDER_BARE, SPEAKERS[:2], ACTORS, BARE):
        made[template.format(s=speaker, a=actor, b=inner)] = inner
    return [(sentence[0].upper() + sentence[1:], inner) for sentence, inner in islice(made.items(), 0, None, STEP)]


def test_nothing_leaks(resources: Resources) -> None:
    made = sentences()
    assert len(made) > 2000
    found = []
    for start in range(0, len(made), BATCH):
        text, unsafe = "", []
        for sentence, inner in made[start : start + BATCH]:
            at = sentence.lower().rfind(inner.lower())
            unsafe.append((Span(len(text) + at, len(text) + at + len(inner)), sentence))
            text += sentence + "\n\n"
        (analysis,) = analyse_all([Article(f"batch-{start}", text)], resources)
        found += leaks(analysis, unsafe)
    assert not found, f"leak rate {len(found) / len(made):.4f} of {len(made)}:\n" + "\n".join(found[:60])


def leaks(analysis: Analysis, unsafe: list[tuple[Span, str]]) -> list[str]:
    text, found = analysis.article.text, []
    for span, sentence in unsafe:
        for event in analysis.events:
            if span.covers(event.span) and event.factuality == "CT+":
                found.append(f"event {event.type} {text[slice(*event.span)]!r} in: {sentence}")
    return found
