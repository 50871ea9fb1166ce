"""Articles from HTML pages: main text by trafilatura (Barbaresi 2021, ACL system demonstrations).

The article's text is the text extracted from the page: its headline, then a paragraph a block, a blank line between.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from datetime import date

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction, load_html

from kgbuild.articles.blocks import wrapped
from kgbuild.articles.boilerplate import is_furniture
from kgbuild.articles.dates import iso_date
from kgbuild.articles.encodings import declared_encoding, decode
from kgbuild.articles.metadata import host, read_metadata, unarchived
from kgbuild.model import Article

# Only dates that a page marks as its own. Nor may its date depend on the day it is read: without a maximum, dates after
# today are refused.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
_SENTENCE_WORDS = 5  # a page without a block of so many words holds buttons only
_BLOCKS = frozenset(("body", "div", "head", "item", "lb", "list", "p", "quote"))  # of trafilatura's output
_NO_TEXT = frozenset(("script", "style"))
_SEPARATOR = re.compile(r"\s+[|·•»~–—-]+\s+|(?<=\w):\s+")  # between a headline and a site's or a section's name
_TOP_BLOCKS = 4  # among which the headline may stand again
_ADDRESS = re.compile(r"(?:https?|www)\b", re.IGNORECASE)
_AND = re.compile(r"\s*;\s*")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what is wrong with a page is said once, by the reader
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


class NoArticle(ValueError):
    """The page holds no article; the message says what it is instead."""


def article_of_page(identifier: str, data: bytes) -> Article:
    """The article of a page. Raises NotText where the bytes are no text, NoArticle where the page holds none."""
    page = decode(data, declared_encoding(data))
    tree = load_html(page) if page.strip() else None
    if tree is None:
        raise NoArticle("no article text was found in this page")
    stated = read_metadata(tree)
    if stated.is_home:
        raise NoArticle("this is the home page of a site, not an article")
    if stated.is_list:
        raise NoArticle("this page lists articles and is none itself")
    found = bare_extraction(
        tree, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=_DATES
    )
    if found is None or isinstance(found, dict):  # a dict only where one is asked for
        raise NoArticle("no article text was found in this page")
    blocks = _blocks(found.body)
    if not any(len(block.split()) >= _SENTENCE_WORDS and not is_furniture(block) for block in blocks):
        raise NoArticle("no article text was found in this page")
    address = stated.address or unarchived(found.url or "")
    publisher = stated.publisher or _site(found.sitename or "", address)
    title = _title(" ".join((found.title or "").split()), publisher, [*stated.headlines, *blocks[:_TOP_BLOCKS]])
    if title:
        again = {_plain(each) for each in (title, found.title or "", *stated.headlines)}
        blocks = [block for i, block in enumerate(blocks) if i >= _TOP_BLOCKS or _plain(block) not in again]
    return Article(
        id=identifier,
        text="\n\n".join([title, *blocks] if title else blocks) + "\n",
        title=title,
        date=_date(page, found.date or "", stated.date),
        authors=stated.authors or _authors(found.author or ""),
        publisher=publisher,
        url=address,
    )


def _blocks(body: HtmlElement) -> list[str]:
    """The text of each paragraph, heading and list item; line ends and indents within one are only layout.

    Where trafilatura finds no paragraphs, it gives all strings of the page in one, a line each.
    """
    if len(body) == 1 and not len(body[0]):
        lines = [line.strip() for line in (body[0].text or "").splitlines() if line.strip()]
        return [" ".join(" ".join(lines).split())] if wrapped(lines) else lines
    blocks: list[str] = []
    pieces: list[str] = []

    def end_block() -> None:
        block = " ".join("".join(pieces).split())
        pieces.clear()
        if block:
            blocks.append(block)

    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS:
            end_block()
        if event == "start":
            pieces.append("" if element.tag in _NO_TEXT else element.text or "")
        elif element is not body:
            pieces.append(element.tail or "")
    end_block()
    return blocks


def _title(title: str, publisher: str, headlines: Iterable[str]) -> str:
    """The headline without the names of site and section that a page's title has before or after it."""
    site = _plain(publisher)
    if _plain(title) == site:  # the page names its site only: the headline is the text's own
        return ""
    known = {_plain(headline) for headline in headlines} - {_plain(title)}
    cuts = list(_SEPARATOR.finditer(title))
    begins, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(title)]
    parts = [title[begin:end] for begin in begins for end in ends if begin < end]
    for part in sorted(parts, key=len, reverse=True):
        if " " in part and _plain(part) in known:
            return part
    if cuts and site and f"{_plain(title[begins[-1] :])} ".startswith(f"{site} "):
        return title[: ends[-2]]
    return title


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words)).casefold()


def _authors(written: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in _AND.split(written) if name and not _ADDRESS.match(name)))


def _site(name: str, address: str) -> str:
    name = " ".join(name.split())
    return host(address) if not name or name.startswith("http") or name == "web.archive.org" else name


def _date(page: str, day: str, stated: str) -> str:
    """The day of publication, with its time where one is stated. `day` is from the page's address or words.

    A stated time may fall on the next day in UTC; then the publisher's own day holds, as the article's "Tuesday" is
    told from that.
    """
    if stated and day:
        apart = date.fromisoformat(stated[:10]) - date.fromisoformat(day)
        stated = day if abs(apart.days) == 1 else stated
    found = stated or day
    if len(found) != len("2024-11-05"):
        return found
    timed = re.search(rf'"({re.escape(found)}T\d\d:\d\d[^"]{{0,20}})"', page)
    return iso_date(timed[1]) if timed else found
