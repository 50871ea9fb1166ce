"""How names become IRIs: articles, what belongs to an article, and entities."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote

_SAFE = re.compile(r"[A-Za-z0-9._-]+")
_LONGEST = 100  # characters of an id that stay readable


def slug(identifier: str) -> str:
    """A name safe in file names and IRIs: the id itself where it can be, else what is readable of it and a hash.

    Two different ids never share a slug: what changes an id adds twelve hexadecimal digits of its SHA-256.
    """
    if _SAFE.fullmatch(identifier) and len(identifier) <= _LONGEST and identifier.strip(".-") == identifier:
        return identifier
    readable = re.sub(r"[^A-Za-z0-9._-]+", "-", identifier).strip("-.")[:60]
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{readable}-{digest}" if readable else digest


def article_iri(base: str, identifier: str) -> str:
    """The IRI of an article, which is also that of its graph."""
    return f"{base}article/{slug(identifier)}"


def key_iri(base: str, article: str, key: str) -> str:
    """The IRI of a model key: a fragment of the article's IRI where it begins with ``#``, else a path below base."""
    if key.startswith("#"):
        return article + "#" + quote(key[1:], safe="-._~!$&'()*+,;=:@/")
    return base + quote(key, safe="/-._~!$&'()*+,;=:@")
