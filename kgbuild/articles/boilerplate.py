"""Page furniture told from the article by its structure."""

from __future__ import annotations

import re
from dataclasses import replace

from kgbuild.model import Article, Part, Span


def divide(article: Article) -> Article:
    """The article with its text divided into parts."""
    parts = [Part(Span(*found.span()), "paragraph") for found in re.finditer(r"\S(?:.*\S)?", article.text)]
    return replace(article, parts=tuple(parts))
