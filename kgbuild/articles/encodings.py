"""Bytes to text: byte order mark, then the declared encoding, then UTF-8, then a guess from the bytes."""

from __future__ import annotations

import codecs
import re

_MARKS = (  # the longer marks first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}encoding=["']([\w.:-]+)""", re.IGNORECASE
)
_SAMPLE = 100_000  # bytes that are enough to guess from


class NotText(ValueError):
    """The bytes are no text; the message says what they look like."""


def decode(data: bytes, declared: str = "") -> str:
    """The text that the bytes hold, without a byte order mark; line ends stay as they are.

    Raises NotText where the bytes are binary or no encoding fits them.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise NotText(f"it begins as {encoding.upper()} but byte {error.start} is not") from None
    if len(_CONTROL.findall(data[:_SAMPLE])) > len(data[:_SAMPLE]) // 1000:
        raise NotText("it is a binary file, not text")
    for encoding in filter(None, ("utf-8", declared)):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _guess(data)


def declared_encoding(data: bytes) -> str:
    """The encoding that an HTML or XML page states of itself in its first kilobytes, else ``""``."""
    found = _DECLARED.search(data[:4096])
    return (found[1] or found[2]).decode("ascii") if found else ""


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes  # slow to import, rarely needed

    best = from_bytes(data[:_SAMPLE]).best()
    # Western texts with few accented letters leave little to guess from; there the usual answer is the safe one.
    guessed = best.encoding if best else "cp1252"
    candidates = ("cp1252", guessed) if _few_accents(data) else (guessed, "cp1252")
    for encoding in candidates:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise NotText("no known encoding fits its bytes")


def _few_accents(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    return sum(byte > 127 for byte in sample) * 5 < len(sample)
