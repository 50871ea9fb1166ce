"""Which articles tell one story: words of title, lead and text, names, and a soft window of dates.

Vectors are TF-IDF with BM25's saturation of repeated words (Robertson and Zaragoza 2009), compared by cosine. How rare
a word is comes from the articles at hand and, as if they were some articles more, from English at large: in a folder
on on one story the words that make the story are in every article, and are rare all the same. Words that are mostly
written with a capital count more: who and where tells one story from another of its kind. Part of how alike the two
articles are to all others is taken from each cosine, so that a corpus on one subject does not become one story.
Articles are grouped by average linkage, so that one article between two stories does not chain them together.
Candidates come from the heaviest words of each article, so that cost grows near linearly. Dates are evidence, not a
fence: pages state wrong ones, and a hard window of three days loses a quarter of the pairs in real news.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from kgbuild.ledger.linkage import Pair, components, group_by_average
from kgbuild.ledger.records import ArticleRecord
from kgbuild.ledger.words import cased, shares_at_large, stems

SAME_STORY = 0.2  # average cosine within a story, beyond the background
BACKGROUND = 0.6  # share of how alike an article is to all others that is no sign of a story
STRANGERS = 7  # articles like no other that each background takes in: a few articles say little about it
AT_LARGE = 60  # articles of English at large that count beside those at hand
RELATED = 0.07  # cosine from which two articles may speak of the same event at all
READ, READ_WORDS = 2000, 330  # characters, and words in them: what a story is stands at its beginning
LEAD = 300
NAME = 1.25  # how much more a name counts than another word
SATURATION = 2.4
KEY_WORDS = 32  # heaviest words of an article that look for its neighbours
SHARED = 3  # of those words that two articles must share to be compared
BLOCK = 64  # neighbours in one word's list, by date, that are compared
DATE_SLACK, DATE_FADE, DATE_WEIGHT = 3, 30, 0.4  # days without effect, days until full effect, greatest loss


@dataclass(slots=True)
class Stories:
    """The story of each article, by index of the sorted articles, and how alike neighbours are."""

    story: list[int] = field(default_factory=list)
    similarity: dict[Pair, float] = field(default_factory=dict)  # of (lower, higher) index

    def alike(self, a: int, b: int) -> float:
        return 1.0 if a == b else self.similarity.get((a, b) if a < b else (b, a), 0.0)

    def members(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for article, story in enumerate(self.story):
            found[story].append(article)
        return found


def group(articles: Sequence[ArticleRecord]) -> Stories:
    """The stories that the articles tell. `articles` are sorted by id; a story's number is its first article's."""
    vectors = _vectors([_Bag.of(article) for article in articles])
    similarity = _similarities(articles, vectors)
    usual = _background(vectors)
    beyond = {(a, b): value - BACKGROUND * (usual[a] + usual[b]) / 2 for (a, b), value in similarity.items()}
    story = list(range(len(articles)))
    for linked in components(beyond, SAME_STORY):
        for article, name in group_by_average(linked, SAME_STORY).items():
            story[article] = name
    return Stories(story, similarity)


class _Bag(NamedTuple):
    """The stems of an article, counted, and those of them that are mostly written as names."""

    counts: Counter[str]
    names: frozenset[str]

    @classmethod
    def of(cls, article: ArticleRecord) -> _Bag:
        text = article.text[:READ]
        title = article.title or text.strip().partition("\n")[0][:150]
        names, others = cased(text)
        counts = names + others
        counts.update(stems(title))
        counts.update(stems(text[:LEAD]))
        return cls(counts, frozenset(word for word, count in names.items() if count >= others[word]))


Vector = tuple[np.ndarray, np.ndarray]  # word numbers ascending, weights of length 1


def _vectors(bags: list[_Bag]) -> list[Vector]:
    frequency: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for bag in bags:
        frequency.update(bag.counts.keys())
        named.update(bag.names)
    common = sorted(word for word, count in frequency.items() if count > 1)
    number = {word: i for i, word in enumerate(common)}
    shares = shares_at_large(READ_WORDS)
    holding = np.array([frequency[word] + AT_LARGE * shares.get(word, 0.0) for word in common])
    rarity = np.log((len(bags) + AT_LARGE) / holding)
    rarity *= np.array([NAME if 2 * named[word] >= frequency[word] else 1.0 for word in common])
    found = []
    for bag in bags:
        pairs = sorted((number[word], count) for word, count in bag.counts.items() if word in number)
        columns = np.array([column for column, _ in pairs], dtype=np.int64)
        repeated = np.array([count for _, count in pairs], dtype=np.float64)
        weights = repeated / (repeated + SATURATION) * rarity[columns] if pairs else repeated
        length = math.sqrt(float(weights @ weights)) if pairs else 0.0
        found.append((columns, weights / length if length else weights))
    return found


def _background(vectors: list[Vector]) -> list[float]:
    """How alike each article is to the others on average."""
    total = np.zeros(_width(vectors))
    for columns, weights in vectors:
        total[columns] += weights
    others = len(vectors) - 1 + STRANGERS
    return [round(float(total[columns] @ weights - weights @ weights) / others, 6) for columns, weights in vectors]


def _width(vectors: list[Vector]) -> int:
    return 1 + max((int(columns[-1]) for columns, _ in vectors if len(columns)), default=0)


def _similarities(articles: Sequence[ArticleRecord], vectors: list[Vector]) -> dict[Pair, float]:
    """Of all pairs that share enough of their heaviest words: cosine, less where the dates are far apart."""
    found: dict[Pair, float] = {}
    dense = np.zeros(_width(vectors))
    for article, others in _neighbours(articles, vectors):
        columns, weights = vectors[article]
        dense[columns] = weights
        for other in others:
            other_columns, other_weights = vectors[other]
            cosine = float(dense[other_columns] @ other_weights) * _nearness(articles[article], articles[other])
            if cosine >= RELATED:
                found[(article, other) if article < other else (other, article)] = round(cosine, 6)
        dense[columns] = 0.0
    return found


def _neighbours(articles: Sequence[ArticleRecord], vectors: list[Vector]) -> Iterator[tuple[int, list[int]]]:
    """Each article, in the order of dates, with the later ones that share enough of its heaviest words."""
    order = sorted(range(len(articles)), key=lambda i: (articles[i].day is None, articles[i].day or 0, i))
    key_words = [_heaviest(*vectors[article]) for article in order]
    lists: dict[int, list[int]] = defaultdict(list)  # word -> places in the order of dates
    for place, heaviest in enumerate(key_words):
        for column in heaviest:
            lists[column].append(place)
    arrays = {column: np.array(places) for column, places in lists.items() if len(places) > 1}
    for place, article in enumerate(order):
        later = _later(place, [arrays[column] for column in key_words[place] if column in arrays])
        if len(later):
            yield article, [order[number] for number in later.tolist()]


def _heaviest(columns: np.ndarray, weights: np.ndarray) -> list[int]:
    return sorted(columns[np.lexsort((columns, -weights))[:KEY_WORDS]].tolist())


def _later(place: int, lists: list[np.ndarray]) -> np.ndarray:
    """The places after this one that stand in enough of the lists, near it in each."""
    near = []
    for each in lists:
        begin = int(np.searchsorted(each, place, side="right"))
        near.append(each[begin : begin + BLOCK])
    if not near:
        return np.zeros(0, dtype=np.int64)
    found, times = np.unique(np.concatenate(near), return_counts=True)
    return found[times >= SHARED]


def _nearness(a: ArticleRecord, b: ArticleRecord) -> float:
    if a.day is None or b.day is None:
        return 1.0
    far = (abs(a.day - b.day) - DATE_SLACK) / DATE_FADE
    return 1.0 - DATE_WEIGHT * min(1.0, max(0.0, far))
