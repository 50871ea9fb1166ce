"""Where what an article tells comes from: copies, credited agencies, other outlets, or its own reporting.

Each article gets an origin: the outlet whose reporting it is. An article leans on another outlet where it says so
("Original Source: www.bbc.com"), where its byline is that outlet's name, or where its text is a near copy of an earlier
article. Near copies are found with MinHash and locality-sensitive hashing (Broder 1997) over word shingles, and then
compared in full; of copies the earliest is the original. What leans on something counts with it: ten copies are one.

Not handled: paraphrases without credit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit
from zlib import crc32

from datasketch import MinHash, MinHashLSH

from kgbuild.entities.identifiers import slug
from kgbuild.ledger.records import ArticleRecord, ClaimRecord, EntityRecord
from kgbuild.ledger.words import words

SHINGLE = 4  # words
PERMUTATIONS, SEED = 64, 1
CANDIDATE = 0.4  # estimated Jaccard similarity from which two texts are compared in full
COPY = 0.6  # share of the shorter text's shingles that the other holds too
SHORTEST = 30  # shingles; shorter texts are never called copies

_NOT_A_NAME = re.compile(r"^(?:by|from|source|via)[:\s]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lean:
    """An article that leans on an outlet, or on an article of it, and how that is known."""

    article: int
    outlet: str  # key of the outlet's name or host
    other: int | None  # the article leaned on, where it is here
    basis: str  # copy, byline, original source, relayed
    score: float = 1.0


@dataclass(slots=True)
class Sources:
    """The origin of each article (by index of the sorted articles), and what leans on what."""

    origin: list[str]
    leans: list[Lean]


def outlet_key(name: str) -> str:
    """One key for an outlet, however a page writes its name or its address."""
    host = urlsplit(name if "//" in name else "//" + name).hostname or "" if "." in name and " " not in name else ""
    return host.removeprefix("www.") if host else slug(_NOT_A_NAME.sub("", name.strip()))


def find_sources(
    articles: Sequence[ArticleRecord], claims: Mapping[str, ClaimRecord], entities: Mapping[str, EntityRecord]
) -> Sources:
    """The origins of sorted articles. `claims` and `entities` tell which outlets an article cites."""
    hosts: dict[str, str] = {}  # host -> outlet
    for article in articles:
        host = outlet_key(urlsplit(article.url).hostname or "") if article.url else ""
        if host and article.publisher:
            hosts.setdefault(host, outlet_key(article.publisher))
    own = [_own_key(article, hosts) for article in articles]
    known = frozenset(own)
    full = _by_initials({*own, *(outlet_key(each.label) for each in entities.values() if each.type == "MediaOutlet")})
    leans = [
        replace(lean, outlet=full.get(lean.outlet, lean.outlet))
        for number, article in enumerate(articles)
        for lean in _credited(number, article, own, hosts, known)
    ]
    leans = [lean for lean in leans if lean.outlet != own[lean.article]]
    leans += _copies(articles, own, frozenset(lean.article for lean in leans))
    origin = _origins(own, leans)
    leans += _relayed(articles, claims, entities, own)
    leans = sorted(set(leans), key=lambda each: (each.article, each.basis, each.outlet, each.other or -1))
    return Sources(origin, leans)


def _own_key(article: ArticleRecord, hosts: Mapping[str, str]) -> str:
    if article.publisher:
        return outlet_key(article.publisher)
    host = outlet_key(urlsplit(article.url).hostname or "") if article.url else ""
    return hosts.get(host, host) or article.id


def _credited(
    number: int, article: ArticleRecord, own: Sequence[str], hosts: Mapping[str, str], known: frozenset[str]
) -> list[Lean]:
    found = []
    if article.original_source:
        key = outlet_key(article.original_source)
        found.append(Lean(number, hosts.get(key, key), None, "original source"))
    for author in article.authors:
        key = outlet_key(author)
        if key != own[number] and key in known:
            found.append(Lean(number, key, None, "byline"))
    return found


def _by_initials(outlets: Iterable[str]) -> dict[str, str]:
    """The one outlet that initials stand for: "afp" for "agence-france-presse"."""
    found: dict[str, set[str]] = defaultdict(set)
    for outlet in outlets:
        found["".join(part[0] for part in outlet.removeprefix("the-").split("-") if part)].add(outlet)
    return {initials: names.pop() for initials, names in found.items() if len(initials) > 1 and len(names) == 1}


def _shingles(text: str) -> frozenset[str]:
    found = [word.casefold() for word in words(text)]
    return frozenset(" ".join(found[i : i + SHINGLE]) for i in range(max(0, len(found) - SHINGLE + 1)))


def _copies(articles: Sequence[ArticleRecord], own: Sequence[str], credit: frozenset[int]) -> list[Lean]:
    """Near copies of an earlier article of another outlet. Of several, the one it shares most with.

    `credit` are the articles that credit another outlet: of copies of one day they are the later ones.
    """
    sketches: dict[int, MinHash] = {}
    index = MinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS)
    empty = MinHash(num_perm=PERMUTATIONS, seed=SEED, hashfunc=crc32)
    for number, article in enumerate(articles):
        shingles = _shingles(article.text)
        if len(shingles) >= SHORTEST:
            sketch = empty.copy()
            sketch.update_batch([shingle.encode() for shingle in sorted(shingles)])
            sketches[number] = sketch
            index.insert(number, sketch)
    pairs: set[tuple[int, int]] = set()
    for number, sketch in sketches.items():
        pairs.update((number, int(other)) for other in index.query(sketch) if int(other) > number)
    found: dict[int, tuple[float, int]] = {}
    for a, b in sorted(pairs):
        later, earlier = (a, b) if _when(articles, a, credit) > _when(articles, b, credit) else (b, a)
        left, right = _shingles(articles[a].text), _shingles(articles[b].text)
        shared = len(left & right) / min(len(left), len(right))
        if shared >= COPY and own[a] != own[b]:
            found[later] = max(found.get(later, (0.0, 0)), (round(shared, 4), -earlier))
    return [Lean(later, own[-other], -other, "copy", shared) for later, (shared, other) in sorted(found.items())]


def _when(articles: Sequence[ArticleRecord], number: int, credit: frozenset[int]) -> tuple[bool, int, bool, int]:
    """Order of appearance; what has no date comes last, and of one day what credits another."""
    article = articles[number]
    return article.day is None, article.day or 0, number in credit, number


def _origins(own: Sequence[str], leans: Sequence[Lean]) -> list[str]:
    """Follow what each article leans on to its end."""
    following: dict[int, Lean] = {}
    for lean in sorted(leans, key=lambda each: (each.other is None, each.basis, -each.score)):
        following.setdefault(lean.article, lean)
    outlets: dict[str, str] = {}

    def origin(number: int, seen: frozenset[int]) -> str:
        lean = following.get(number)
        if lean is None or number in seen:
            return own[number]
        return origin(lean.other, seen | {number}) if lean.other is not None else outlets.get(lean.outlet, lean.outlet)

    return [origin(number, frozenset()) for number in range(len(own))]


def _relayed(
    articles: Sequence[ArticleRecord],
    claims: Mapping[str, ClaimRecord],
    entities: Mapping[str, EntityRecord],
    own: Sequence[str],
) -> list[Lean]:
    """Outlets that an article quotes or says were told something ("Reuters reported", "told KBS")."""
    index = {article.id: number for number, article in enumerate(articles)}
    found: dict[tuple[int, str], Lean] = {}
    for claim in claims.values():
        number = index.get(claim.article)
        for key in (*claim.claimants, *claim.addressees):
            entity = entities.get(key)
            if number is not None and entity and entity.type == "MediaOutlet" and entity.shared:
                outlet = outlet_key(entity.label)
                if outlet != own[number]:
                    found[number, outlet] = Lean(number, outlet, None, "relayed")
    return list(found.values())
