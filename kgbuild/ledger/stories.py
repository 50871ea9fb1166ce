"""Which articles tell one story: words of title, lead and text, names, and a soft window of dates.

Vectors are TF-IDF with BM25's saturation of repeated words (Robertson and Zaragoza 2009), compared by cosine. Articles
are grouped by average linkage, so that one article between two stories does not chain them together. Candidates come
from the heaviest words of each article, so that cost grows near linearly. Dates are evidence, not a fence: pages state
wrong ones, and a hard window of three days loses a quarter of the pairs in real news.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from kgbuild.ledger.linkage import average_linkage
from kgbuild.ledger.records import ArticleRecord
from kgbuild.ledger.words import stems

SAME_STORY = 0.23  # average cosine within a story
RELATED = 0.07  # cosine from which two articles may speak of the same event at all
READ = 3000  # characters: what a story is stands at its beginning
LEAD = 300
SATURATION = 1.2
KEY_WORDS = 32  # heaviest words of an article that look for its neighbours
BLOCK = 64  # neighbours in one word's list, by date, that are compared
DATE_SLACK, DATE_FADE, DATE_WEIGHT = 3, 30, 0.3  # days without effect, days until full effect, greatest loss


@dataclass(slots=True)
class Stories:
    """The story of each article, by index of the sorted articles, and how alike neighbours are."""

    story: list[int] = field(default_factory=list)
    similarity: dict[tuple[int, int], float] = field(default_factory=dict)  # of (lower, higher) index

    def alike(self, a: int, b: int) -> float:
        return 1.0 if a == b else self.similarity.get((a, b) if a < b else (b, a), 0.0)

    def members(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for article, story in enumerate(self.story):
            found[story].append(article)
        return found


def group(articles: Sequence[ArticleRecord]) -> Stories:
    """The stories that the articles tell. `articles` are sorted by id; a story's number is its first article's."""
    vectors = _vectors([_counts(article) for article in articles])
    similarity = _similarities(articles, vectors)
    return Stories(average_linkage(len(articles), similarity, SAME_STORY), similarity)


def _counts(article: ArticleRecord) -> Counter[str]:
    text = article.text[:READ]
    title = article.title or text.strip().partition("\n")[0][:150]
    counts = Counter(stems(text))
    counts.update(stems(title))
    counts.update(stems(text[:LEAD]))
    return counts


Vector = tuple[np.ndarray, np.ndarray]  # word numbers ascending, weights of length 1


def _vectors(counts: list[Counter[str]]) -> list[Vector]:
    frequency: Counter[str] = Counter()
    for each in counts:
        frequency.update(each.keys())
    common = sorted(word for word, count in frequency.items() if count > 1)
    number = {word: i for i, word in enumerate(common)}
    rarity = np.array([math.log((1 + len(counts)) / frequency[word]) for word in common])
    found = []
    for each in counts:
        pairs = sorted((number[word], count) for word, count in each.items() if word in number)
        columns = np.array([column for column, _ in pairs], dtype=np.int64)
        repeated = np.array([count for _, count in pairs], dtype=np.float64)
        weights = repeated / (repeated + SATURATION) * rarity[columns] if pairs else repeated
        length = math.sqrt(float(weights @ weights)) if pairs else 0.0
        found.append((columns, weights / length if length else weights))
    return found


def _candidates(articles: Sequence[ArticleRecord], vectors: list[Vector]) -> Iterator[tuple[int, np.ndarray]]:
    """For each article, the later ones that share one of its heaviest words, near in date where the word is common."""
    order = sorted(range(len(articles)), key=lambda i: (articles[i].day is None, articles[i].day or 0, i))
    lists: dict[int, list[int]] = defaultdict(list)
    for article in order:
        columns, weights = vectors[article]
        heaviest = np.lexsort((columns, -weights))[:KEY_WORDS]
        for column in columns[heaviest].tolist():
            lists[column].append(article)
    near: list[set[int]] = [set() for _ in articles]
    for column in sorted(lists):
        block = lists[column]
        for place, article in enumerate(block):
            for other in block[place + 1 : place + 1 + BLOCK]:
                near[min(article, other)].add(max(article, other))
    for article, others in enumerate(near):
        if others:
            yield article, np.array(sorted(others), dtype=np.int64)


def _similarities(articles: Sequence[ArticleRecord], vectors: list[Vector]) -> dict[tuple[int, int], float]:
    found: dict[tuple[int, int], float] = {}
    width = 1 + max((int(columns[-1]) for columns, _ in vectors if len(columns)), default=0)
    dense = np.zeros(width)
    for article, others in _candidates(articles, vectors):
        columns, weights = vectors[article]
        dense[columns] = weights
        for other in others.tolist():
            other_columns, other_weights = vectors[other]
            cosine = float(dense[other_columns] @ other_weights) * _nearness(articles[article], articles[other])
            if cosine >= RELATED:
                found[article, other] = round(cosine, 6)
        dense[columns] = 0.0
    return found


def _nearness(a: ArticleRecord, b: ArticleRecord) -> float:
    if a.day is None or b.day is None:
        return 1.0
    far = (abs(a.day - b.day) - DATE_SLACK) / DATE_FADE
    return 1.0 - DATE_WEIGHT * min(1.0, max(0.0, far))
