"""Articles from HTML pages: main text and metadata by trafilatura (Barbaresi 2021, ACL system demonstrations).

The article's text is the text extracted from the page: its headline, then a paragraph a block, a blank line between.
"""

from __future__ import annotations

import logging
import re

from trafilatura import bare_extraction

from kgbuild.articles.dates import iso_date
from kgbuild.articles.encodings import declared_encoding, decode
from kgbuild.model import Article

# A page's date must not depend on the day it is read: without this, dates after today are refused.
_DATES = {"original_date": True, "extensive_search": True, "max_date": "2999-12-31"}
_SENTENCE_WORDS = 5  # a page without a block of so many words holds buttons only
_AND = re.compile(r"\s*;\s*")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what is wrong with a page is said once, by the reader
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def article_of_page(identifier: str, data: bytes) -> Article | None:
    """The article of a page, None where it holds none. Raises NotText where the bytes are no text."""
    page = decode(data, declared_encoding(data))
    if not page.strip():
        return None
    found = bare_extraction(
        page,
        include_comments=False,
        include_tables=False,
        favor_precision=False,
        date_extraction_params=_DATES,
        with_metadata=True,
    )
    if found is None or isinstance(found, dict):  # a dict only where one is asked for
        return None
    blocks = [line.strip() for line in (found.text or "").split("\n") if line.strip()]
    if not any(len(block.split()) >= _SENTENCE_WORDS for block in blocks):
        return None
    title, site = (" ".join((words or "").split()) for words in (found.title, found.sitename))
    if _same(title, site):  # the page names its site only: the headline is the text's own
        title = ""
    if title and _same(title, blocks[0]):
        blocks = blocks[1:]
    return Article(
        id=identifier,
        text="\n\n".join([title, *blocks] if title else blocks) + "\n",
        title=title,
        date=_date(page, found.date or ""),
        authors=tuple(dict.fromkeys(name for name in _AND.split(found.author or "") if name)),
        publisher=site,
        url=(found.url or "").strip(),
    )


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _date(page: str, found: str) -> str:
    """The day that trafilatura found, with its time where the page states it in the usual metadata."""
    day = iso_date(found)
    stated = re.search(rf'"({re.escape(day)}T\d\d:\d\d[^"]{{0,20}})"', page) if day else None
    return iso_date(stated[1]) if stated else day
