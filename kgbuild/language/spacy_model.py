"""The spaCy pipeline: which one, and an article's text through it with all offsets kept.

The text that spaCy reads has the length of the article's text, character for character: what is no part of the article
is blanked, wrapped lines are joined, curly quotation marks are straightened, headlines truecased. So ``token.idx``
is an offset into the article's own text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import is_package
from thinc.api import NumpyOps, set_current_ops

from kgbuild.language.models import DEFAULT_MODELS
from kgbuild.language.truecasing import CommonWords, is_title_case, observed_case, place_case, truecase
from kgbuild.model import ANALYSED_PARTS, Article, Part

STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‛": "'"})
UNENCODABLE = re.compile("[\ud800-\udfff]")  # half a character, as broken JSON escapes leave it: spaCy refuses it
UNBROKEN = re.compile(r"\S{1000,}")  # no words of English; the tokenizer's time grows with the square of their length
_NOTE_MARK = re.compile(r"(?<=[^\s\[(])\[\d{1,3}\]")  # [12], which the tokenizer leaves on the word before
LONGEST = 50_000  # characters that spaCy reads at once; memory grows with them
_LINE_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CUTS = (re.compile(r"\n\s*"), re.compile(r"[.!?][\"')\]]*\s+"), re.compile(r"\s+"))


@cache
def load(name: str = "") -> Language:
    """The spaCy pipeline of that name or folder, or the default. Raises OSError where there is none."""
    set_current_ops(NumpyOps(use_blis=False))
    for candidate in (name,) if name else DEFAULT_MODELS:
        if name or is_package(candidate):
            nlp = spacy.load(candidate)
            if "paragraphs" not in nlp.pipe_names:
                nlp.add_pipe("paragraphs", before="parser" if "parser" in nlp.pipe_names else None)
            return nlp
    raise OSError(f"none of the spaCy pipelines {', '.join(DEFAULT_MODELS)} is installed; pip install one of them")


def version(nlp: Language) -> str:
    """Name and version, as the graph records it."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


@Language.component("paragraphs")
def paragraphs(doc: Doc) -> Doc:
    """A sentence ends where its paragraph does: the first word after a line break begins one."""
    broken = False
    for token in doc:
        if token.is_space:
            broken = broken or "\n" in token.text
        elif broken:
            token.is_sent_start = True
            broken = False
    return doc


@cache
def common_words(nlp: Language | None = None) -> CommonWords:
    """The lemmas by part of speech that the pipeline's lemmatizer knows, else the default pipeline's, else none."""
    nlp = nlp or load()
    if not nlp.has_pipe("lemmatizer"):
        return {}
    lookups = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    if not lookups.has_table("lemma_index"):
        return {}
    regular, irregular = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc", {})
    kinds = ("noun", "verb", "adj", "adv")
    return {kind: frozenset((*regular.get(kind, ()), *irregular.get(kind, ()))) for kind in kinds}


def readable(article: Article, common: CommonWords | None = None) -> str:
    """The article's text for the parser: same length, blank outside the analysed parts, in plain running text."""
    text = UNENCODABLE.sub("\N{REPLACEMENT CHARACTER}", article.text.translate(STRAIGHT))
    text = UNBROKEN.sub(lambda match: "\n" * len(match[0]), text)
    text = _NOTE_MARK.sub(lambda match: " " * len(match[0]), text)
    if not article.parts:
        return text
    parts = [part for part in article.parts if part.kind in ANALYSED_PARTS]
    case: dict[str, str] | None = None
    pieces, at = [], 0
    for span, kind in parts:
        words = _LINE_BREAK.sub(" ", text[span.begin : span.end])
        if kind == "headline" and is_title_case(words):
            case = observed_case(_sentences(text, parts)) if case is None else case
            words = truecase(words, case, common_words() if common is None else common)
        elif kind == "dateline":
            words = place_case(words)
        pieces += ["\n" * (span.begin - at), words]
        at = span.end
    return "".join(pieces) + "\n" * (len(text) - at)


def _sentences(text: str, parts: list[Part]) -> str:
    return "\n".join(text[part.span.begin : part.span.end] for part in parts if part.kind == "paragraph")


def parse(articles: Iterable[Article], nlp: Language) -> Iterator[tuple[Article, Doc]]:
    """Each article with its Doc, in order."""
    for article in articles:
        yield article, read(article, nlp)


def read(article: Article, nlp: Language) -> Doc:
    """The article's Doc.

    Each article is read by itself: in a batch, the length of its neighbours would change the last bits of the
    numbers inside, and the same article could be read differently in another company.
    """
    text = readable(article)
    return nlp(text) if len(text) <= LONGEST else _read_long(text, nlp)


def _read_long(text: str, nlp: Language) -> Doc:
    """A long text, read in pieces that end with a paragraph, else a sentence, else a word, as one Doc."""
    docs = [nlp(text[begin:end]) for begin, end in pieces(text, LONGEST)]
    return Doc.from_docs(docs, ensure_whitespace=False)


def pieces(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """Where to cut a text so that no piece is longer than `longest`; the pieces together are the text."""
    begin = 0
    while len(text) - begin > longest:
        end = begin + longest
        for pattern in _CUTS:
            cuts = [match.end() for match in pattern.finditer(text, begin + longest // 2, end)]
            if cuts:
                end = cuts[-1]
                break
        yield begin, end
        begin = end
    yield begin, len(text)
