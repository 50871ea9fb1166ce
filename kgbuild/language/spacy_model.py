"""The spaCy pipeline: which one, and an article's text through it with all offsets kept.

The text that spaCy reads has the length of the article's text, character for character: what is no part of the article
is blanked, curly quotation marks are straightened, headlines in capitals are truecased. So ``token.idx`` is an
offset into the article's own text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import get_package_version, is_package
from thinc.api import NumpyOps, set_current_ops

from kgbuild.language.models import DEFAULT_MODELS
from kgbuild.model import ANALYSED_PARTS, Article

STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‛": "'"})


@cache
def load(name: str = "") -> Language:
    """The spaCy pipeline of that name, or the default. Raises OSError where there is none."""
    set_current_ops(NumpyOps(use_blis=False))
    for candidate in (name,) if name else DEFAULT_MODELS:
        if name or is_package(candidate):
            nlp = spacy.load(candidate)
            if "paragraphs" not in nlp.pipe_names:
                nlp.add_pipe("paragraphs", before="parser")
            return nlp
    raise OSError(f"none of the spaCy pipelines {', '.join(DEFAULT_MODELS)} is installed; pip install one of them")


def version(nlp: Language) -> str:
    """Name and version, as the graph records it."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


@Language.component("paragraphs")
def paragraphs(doc: Doc) -> Doc:
    """A sentence ends where its paragraph does: the first word after a blank line begins one."""
    broken = False
    for token in doc:
        if token.is_space:
            broken = broken or "\n" in token.text
        elif broken:
            token.is_sent_start = True
            broken = False
    return doc


def readable(article: Article) -> str:
    """The article's text for the parser: same length, blank outside the analysed parts, straight quotes."""
    text = article.text.translate(STRAIGHT)
    if not article.parts:
        return text
    pieces, at = [], 0
    for span, kind in article.parts:
        if kind in ANALYSED_PARTS:
            pieces += ["\n" * (span.begin - at), text[span.begin : span.end]]
            at = span.end
    return "".join(pieces) + "\n" * (len(text) - at)


def parse(articles: Iterable[Article], nlp: Language) -> Iterator[tuple[Article, Doc]]:
    """Each article with its Doc."""
    pairs = ((readable(article), article) for article in articles)
    for doc, article in nlp.pipe(pairs, as_tuples=True, batch_size=16):
        yield article, doc
