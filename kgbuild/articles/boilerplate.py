"""Page furniture told from the article by its structure, and what the page says of itself.

An article in plain text is prose between a head (navigation, headline, byline, date) and a tail (source, author's
biography, buttons). Head and tail are found by where blocks stand, how long they are and whether they end as sentences
do; ``patterns.toml`` adds what such blocks look like in general. Whatever may be a paragraph stays one: between its
first and last sentences an article loses only blocks that match a pattern as a whole.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

from kgbuild.articles.blocks import Block, blocks_of
from kgbuild.articles.dates import find_date
from kgbuild.model import Article, Part, PartKind, Span

_NAME = r"(?:[A-ZÀ-Þ][\w'’.-]*\s+){1,3}[A-ZÀ-Þ][\w'’-]+"
_DAY = r"(?:[A-Z][a-z]{2,5}day,? )?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? (?:19|20)\d\d)?"
_DATELINE = re.compile(  # KYIV, Nov 5 (Agency) — in capitals; Kyiv, 5 November 2024 — with a day or an agency
    r"(?:(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{2,40}(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?)"
    rf"|[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){{0,2}}(?=,? (?:{_DAY}|\([A-Z][^()]{{1,40}}\))))"
    rf"(?:,? (?P<day>{_DAY}))?"
    r"(?:(?:,? \((?P<agency>[A-Z][^()]{1,40})\))?\s?[-–—�]{1,2}|,? \((?P<wire>[A-Z][^()]{1,40})\):)\s"
)
_AGENCY = re.compile(rf"(?:(?P<day>{_DAY}),? )?\((?P<agency>[A-Z][^()]{{1,40}})\)\s?[-–—]{{1,2}}\s")  # Nov 5 (Agency) -
_TIME_STAMP = re.compile(  # From 26 Jul 2022 21.35 – what a live page writes before each of its entries
    r"(?:From )?\d{1,2} [A-Z][a-z]{2,8}\.? \d{4},? \d{1,2}[.:]\d\d(?: [A-Z]{2,4}\b)?[ :–—-]*\s"
)
_HEADLINE_WORDS = 4  # a line with fewer may be navigation as well
_HEADLINE_LONGEST = 40
_BUTTON_WORDS = 3  # a line with as few words that the page repeats, or that stands below its end, says nothing


class _Patterns:
    def __init__(self, table: dict[str, dict[str, list[str]]]) -> None:
        self.whole = {
            kind: re.compile("|".join(_numbered(p, i) for i, p in enumerate(rows["whole"])), re.IGNORECASE | re.DOTALL)
            for kind, rows in table.items()
        }
        verbs, writers = table["biography"]["verbs"], table["biography"]["writers"]
        self.about_person = re.compile(rf"(?P<name>{_NAME})(?:,[^.]{{2,80}},)? (?:{verbs})\b")
        self.writers = re.compile(rf"\b(?:{writers})\b", re.IGNORECASE)

    def match(self, kind: str, text: str) -> re.Match[str] | None:
        return self.whole[kind].fullmatch(text) if len(text) < 700 else None


def _numbered(pattern: str, number: int) -> str:
    """Groups of one name in several alternatives need names of their own."""
    return "(?:" + re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{number}>", pattern) + ")"


def _group(match: re.Match[str], name: str) -> str:
    return next((v for k, v in match.groupdict().items() if v and k.startswith(name + "_")), "").strip()


@cache
def _patterns() -> _Patterns:
    return _Patterns(tomllib.loads(Path(__file__).with_name("patterns.toml").read_text(encoding="utf-8")))


def is_furniture(block: str) -> bool:
    """Whether a block looks like a page's button, notice or link, wherever it stands."""
    return bool(_patterns().match("furniture", block))


def divide(article: Article) -> Article:
    """The article with its text divided into parts, and with what the text says of title, date, authors and source.

    What the metadata states already is kept. The parts stand in the order of the text and do not overlap.
    """
    return _Division(article).result()


class _Division:
    def __init__(self, article: Article) -> None:
        self.article = article
        self.patterns = _patterns()
        self.blocks = blocks_of(article.text)
        self.kinds: list[PartKind] = ["paragraph"] * len(self.blocks)
        self.title, self.date, self.source = article.title, article.date, article.original_source
        self.authors = article.authors

    def result(self) -> Article:
        self.mark_furniture()
        headline = self.find_headline()
        prose = [i for i, b in enumerate(self.blocks) if b.prose and self.kinds[i] == "paragraph"]
        if prose:
            self.head(range(prose[0]), headline)
            self.biographies(prose)
            last = max(i for i in prose if self.kinds[i] == "paragraph")
            self.tail(range(last + 1, len(self.blocks)))
        parts = tuple(self.parts(prose[0] if prose else -1))
        return replace(
            self.article,
            title=self.title,
            date=self.date,
            original_source=self.source,
            authors=self.authors,
            parts=parts,
        )

    def mark_furniture(self) -> None:
        """Blocks that match a pattern as a whole, short ones that the page repeats, and lists of other articles."""
        repeated = Counter(block.text for block in self.blocks if not block.prose)
        begun = in_links = False
        for i, block in enumerate(self.blocks):
            source = self.patterns.match("source", block.text)
            heads_links = begun and bool(self.patterns.match("links", block.text))
            in_links = heads_links or (in_links and block.words <= _HEADLINE_LONGEST and block.text[-1] not in ".”\"")
            if source and not block.prose:
                self.kinds[i] = "source"
            elif (
                in_links
                or self.patterns.match("furniture", block.text)
                or (repeated[block.text] > 1 and block.words <= _BUTTON_WORDS and not block.ends_sentence)
            ):
                self.kinds[i] = "furniture"
            begun = begun or (block.prose and self.kinds[i] == "paragraph")
        if all(kind != "paragraph" for kind in self.kinds):  # a text of a few words is not only furniture
            self.kinds = ["paragraph"] * len(self.kinds)

    def find_headline(self) -> int | None:
        """The block that is the headline: the title that is known, else the first long enough line above the prose."""
        if len(self.blocks) < 2:
            return None
        first = next((i for i, b in enumerate(self.blocks) if b.prose and self.kinds[i] == "paragraph"), 0)
        known = _normal(self.article.title)
        candidates = []
        for i, block in enumerate(self.blocks[: first + 1]):
            if known and _normal(block.text) == known:
                return self.headline(i)
            if self.kinds[i] == "paragraph" and block.words <= _HEADLINE_LONGEST and not self.is_marginal(block):
                candidates.append(i)
        if candidates and candidates[0] == first:  # "Troops Leave Border Town." is a headline, if prose follows
            followed = any(b.prose for b in self.blocks[first + 1 :])
            return self.headline(first) if followed and self.blocks[first].title_case else None
        candidates = [i for i in candidates if i != first]
        long_enough = [i for i in candidates if self.blocks[i].words >= _HEADLINE_WORDS]
        if long_enough:
            return self.headline(long_enough[0])
        return self.headline(candidates[-1]) if candidates and self.blocks[candidates[-1]].words > 1 else None

    def headline(self, i: int) -> int:
        self.kinds[i] = "headline"
        self.title = self.title or " ".join(self.blocks[i].text.split())
        return i

    def is_marginal(self, block: Block) -> bool:
        letters = sum(character.isalpha() for character in block.text)
        return bool(self.byline(block) or self.dated(block)) or 2 * letters < len(block.text)

    def byline(self, block: Block) -> re.Match[str] | None:
        found = self.patterns.match("byline", block.text)
        sentence = found and block.prose and _group(found, "names")  # "By Monday the wind had dropped."
        return None if sentence else found

    def dated(self, block: Block) -> str:
        found = self.patterns.match("dateline", block.text) if block.words <= 12 else None
        return find_date(_group(found, "date")) if found else ""

    def head(self, above: range, headline: int | None) -> None:
        """Above the prose: byline, date, and lines too short to say anything."""
        for i in above:
            if self.kinds[i] != "paragraph":
                continue
            block = self.blocks[i]
            byline, date = self.byline(block), self.dated(block)
            if date:
                self.kinds[i] = "dateline"
                self.date = self.date or date
            elif byline:
                self.kinds[i] = "byline"
                self.date = self.date or find_date(block.text)
                self.authors = self.authors or _names(_group(byline, "names"))
            elif block.words < _HEADLINE_WORDS and not block.ends_sentence and headline is not None:
                self.kinds[i] = "furniture"

    def tail(self, below: range) -> None:
        """Below the prose: the source, bylines and, beyond the article's end, lines too short to say anything."""
        ended = False
        for i in below:
            block, kind = self.blocks[i], self.kinds[i]
            if kind == "source":
                match = self.patterns.match("source", block.text)
                self.source = self.source or (_group(match, "source").rstrip(". ") if match else "")
            elif kind == "paragraph" and self.byline(block):
                self.kinds[i] = "byline"
            elif kind == "paragraph" and self.patterns.match("biography", block.text):
                self.kinds[i] = "biography"
            elif kind == "paragraph" and ended and block.words <= _BUTTON_WORDS and not block.ends_sentence:
                self.kinds[i] = "furniture"
            ended = ended or self.kinds[i] != "paragraph"

    def biographies(self, prose: list[int]) -> None:
        """The last paragraphs, as long as they are about whoever wrote the article."""
        for i in reversed(prose[1:]):
            text = self.blocks[i].text
            if self.byline(self.blocks[i]):
                self.kinds[i] = "byline"
                continue
            person = self.patterns.about_person.match(text)
            about_author = bool(person and person["name"] in self.authors)
            announced = self.patterns.match("biography", self.blocks[i - 1].text)
            if not announced and not self.patterns.match("biography", text):
                if person is None or not (about_author or self.introduces_writer(i, person["name"])):
                    return
                self.authors = self.authors or (" ".join(person["name"].split()),)
            self.kinds[i] = "biography"

    def introduces_writer(self, i: int, name: str) -> bool:
        """Whether a paragraph is about a writer whom the article does not speak of."""
        first_sentence = re.split(r"(?<=[a-z)]{2}[.!?])\s", self.blocks[i].text, maxsplit=1)[0]
        if not self.patterns.writers.search(first_sentence):
            return False
        surname = name.split()[-1]
        return not any(
            surname in block.text
            for block, kind in zip(self.blocks[:i], self.kinds, strict=False)
            if kind == "paragraph"
        )

    def parts(self, first: int) -> list[Part]:
        found = []
        for i, (block, kind) in enumerate(zip(self.blocks, self.kinds, strict=True)):
            opens = i == first and kind == "paragraph"
            dateline = (_DATELINE.match(block.text) or _AGENCY.match(block.text)) if opens else None
            stamp = _TIME_STAMP.match(block.text) if kind in ("paragraph", "headline") else None
            if dateline and dateline.end() < len(block.text):
                agency = dateline["agency"] or dateline.groupdict().get("wire") or ""
                if not any(character.isdigit() for character in agency):  # not "(Jan 5)"
                    self.source = self.source or agency
                self.date = self.date or find_date(dateline["day"] or "")
                cut = block.span.begin + dateline.end()
                place = Span(block.span.begin, block.span.begin + len(dateline[0].rstrip()))
                found += [Part(place, "dateline"), Part(Span(cut, block.span.end), "paragraph")]
            elif stamp and stamp.end() < len(block.text):
                cut = block.span.begin + stamp.end()
                written = Span(block.span.begin, block.span.begin + len(stamp[0].rstrip()))
                found += [Part(written, "furniture"), Part(Span(cut, block.span.end), kind)]
            else:
                found.append(Part(block.span, kind))
        return found


def _normal(title: str) -> str:
    return " ".join(re.findall(r"\w+", title)).casefold()


def _names(written: str) -> tuple[str, ...]:
    """The names of a byline; an outlet's or a desk's stays as it is."""
    written = re.split(r"\s+(?:for|in|at|of)\s+", written)[0]
    names = [name.strip(" .,") for name in re.split(r",\s*(?:and\s+)?|\s+and\s+|\s*&\s*", written)]
    return tuple(dict.fromkeys(name for name in names if name and name[0].isupper()))
