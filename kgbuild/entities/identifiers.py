"""How things become IRIs: the key of an entity, the path of its IRI below the data namespace.

=====================  =============================  ==============================================================
what                   key                            identity
=====================  =============================  ==============================================================
country, territory     ``country/UKR``                ISO 3166-1 alpha-3 (``XKX`` for Kosovo)
its government         ``government/UKR``             the country's
first-level division   ``region/RU-KRS``              ISO 3166-2
other region           ``region/bekaa-276785``        name, and GeoNames id where it has one
city                   ``city/kursk-538560``          name and GeoNames id
gazetteer's own        ``organisation/nato``, …       as its Turtle names it
organisation           ``organisation/acme-holding``  kind and name; ``organisation/UKR/…`` where its country is known
person                 ``person/UKR/rustem-umerov``   full name and country; ``person/…`` where none is known
one name only          ``#person-10-17``              this article only: a surname alone identifies nobody
=====================  =============================  ==============================================================

Two people of one name in different countries have two keys. The same person, once with and once without a country
known, has two as well: a missed merge can be mended later, a wrong one cannot. Keys hold ASCII letters, digits and
hyphens; words in other scripts keep their letters, which the graph writer percent-encodes.
"""

from __future__ import annotations

import re
import unicodedata

from kgbuild.model import Span

_APART = re.compile(r"[\W_]+")
_PLAIN = str.maketrans({"ß": "ss", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L",
                        "ı": "i", "ð": "d", "þ": "th", "œ": "oe", "ʼ": "'", "ʻ": "'"})


def plain(name: str) -> str:
    """The name without diacritics."""
    if name.isascii():
        return name
    decomposed = unicodedata.normalize("NFKD", name.translate(_PLAIN))
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def slug(name: str) -> str:
    """Lower case, without diacritics, words joined by hyphens; never empty."""
    words = plain(plain(name).casefold()).replace("'", "").replace("’", "").casefold()
    return _APART.sub("-", words).strip("-") or "unnamed"


def country_key(code: str) -> str:
    return f"country/{code}"


def government_key(code: str) -> str:
    return f"government/{code}"


def city_key(name: str, geonames: str) -> str:
    return f"city/{slug(name)}-{geonames}"


def region_key(iso: str, name: str, geonames: str) -> str:
    if iso:
        return f"region/{iso}"
    return f"region/{slug(name)}-{geonames}" if geonames else f"region/{slug(name)}"


def name_key(kind: str, name: str, country: str = "") -> str:
    """Of a thing that only its name identifies; `kind` is the lower-case kind: person, organisation, place …"""
    return f"{kind}/{country}/{slug(name)}" if country else f"{kind}/{slug(name)}"


def local_key(kind: str, span: Span) -> str:
    """Of a thing known in its article only."""
    return f"#{kind}-{span.begin}-{span.end}"
