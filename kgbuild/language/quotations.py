"""Quotations: what stands between quotation marks."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from kgbuild.model import Article, Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks. `span` is without the marks, `outer` with them."""

    span: Span
    outer: Span


def find_quotations(article: Article, doc: Doc) -> list[Quotation]:
    return []
