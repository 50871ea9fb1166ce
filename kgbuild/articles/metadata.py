"""What a page says of itself for machines: JSON-LD (schema.org Article), Open Graph (ogp.me), canonical address.

A page saved by the Internet Archive counts as the page that it is a copy of. Microdata and RDFa are not read here.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from kgbuild.articles.dates import iso_date

_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_]*/(?=https?:)")
_ARTICLE_TYPES = re.compile(r"(?:https?://schema\.org/)?(?:\w*Article|Report|(?:Live)?BlogPosting)")
_LISTS = frozenset(("CollectionPage", "SearchResultsPage"))
_TAGLINE = re.compile(r"\s*[|~»]\s")

Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """`headlines` are the article's, the shortest form first; the other fields are ``""`` where the page is silent."""

    headlines: tuple[str, ...]
    date: str
    authors: tuple[str, ...]
    publisher: str
    address: str
    is_home: bool  # the first page of a site
    is_list: bool  # a page of links to articles: of a topic, a tag, an author


def read_metadata(tree: HtmlElement) -> PageMetadata:
    """The metadata of a parsed page."""
    records = list(_records(tree))
    article = next((r for r in records if _is_article(r)), {})
    address = unarchived(_first(tree, "//link[@rel='canonical']/@href") or _property(tree, "og:url"))
    kind = _property(tree, "og:type").lower()
    stated = (_text(article.get("headline")), *_headings(tree), _property(tree, "og:title"))
    return PageMetadata(
        headlines=tuple(sorted(dict.fromkeys(filter(None, stated)), key=len)),
        date=iso_date(_text(article.get("datePublished"))) or iso_date(_property(tree, "article:published_time")),
        authors=tuple(dict.fromkeys(_names(article.get("author"), records))),
        publisher=_publisher(tree, article, records),
        address=address,
        is_home=bool(address) and _is_root(address) and kind != "article",
        is_list=not article and any(_LISTS & set(_types(record)) for record in records),
    )


def unarchived(address: str) -> str:
    """The page's own address where this is that of an archive's copy; ``""`` where it is no address of the web."""
    address = _ARCHIVED.sub("", address.strip())
    return address if address.startswith(("http://", "https://")) else ""


def host(address: str) -> str:
    """``news.example`` of ``https://www.news.example/today``."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_root(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.hostname) and not parts.path.strip("/") and not parts.query


def _records(tree: HtmlElement) -> Iterator[Record]:
    """The objects of the page's JSON-LD, outer before inner."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            waiting = deque([json.loads(script.text or "", strict=False)])
        except (ValueError, RecursionError):  # broken, as many are
            continue
        while waiting:
            value = waiting.popleft()
            if isinstance(value, dict):
                yield value
                waiting.extend(value.values())
            elif isinstance(value, list):
                waiting.extend(value)


def _types(record: Record) -> list[str]:
    stated = record.get("@type")
    return [each for each in (stated if isinstance(stated, list) else [stated]) if isinstance(each, str)]


def _is_article(record: Record) -> bool:
    return "headline" in record and any(_ARTICLE_TYPES.fullmatch(each) for each in _types(record))


def _names(value: object, records: list[Record]) -> Iterator[str]:
    """The names of persons and organisations, which may be strings, objects, or references to objects."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            if "name" not in each:
                each = next((r for r in records if r.get("@id") == each.get("@id") and "name" in r), {})
            each = each.get("name")
        name = _text(each)
        if name and not re.match(r"https?:", name):
            yield name


def _publisher(tree: HtmlElement, article: Record, records: list[Record]) -> str:
    site = _TAGLINE.split(_property(tree, "og:site_name"))[0]
    return site or next(_names(article.get("publisher"), records), "")


def _headings(tree: HtmlElement) -> list[str]:
    """The heading of the page, where it has only one."""
    found = list(filter(None, (_text(heading.text_content()) for heading in tree.iter("h1"))))
    return found if len(found) == 1 else []


def _property(tree: HtmlElement, name: str) -> str:
    return _first(tree, f"//meta[@property='{name}' or @name='{name}']/@content")


def _first(tree: HtmlElement, path: str) -> str:
    return next((text for text in map(_text, tree.xpath(path)) if text), "")


def _text(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str) else ""
