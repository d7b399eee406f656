"""Text as it can be set on paper: one spelling, no control characters, lines as lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = {ord("\t"): " ", 0x1F: " "}  # Python strips a unit separator as it strips a blank
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\ufe0e\ufe0f"))
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # what turns the order of reading
)


def clean(text: str) -> str:
    """NFC, since a decomposed macron is drawn beside its letter; line ends as newlines; marks that
    have no shape (soft hyphen, zero-width space, byte-order mark) left out; control characters,
    lone surrogates, what is no character, and what would turn the order of reading shown by
    their code.
    """
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text)).translate(_UNSEEN)
    return _UNPRINTABLE.sub(lambda found: code(found[0]), text).translate(_BLANKS)


def code(character: str) -> str:
    """How a character that can't be printed is shown: `[U+1F600]`."""
    return f"[U+{ord(character):04X}]"


def lacking(text: str, glyphs: Container[int]) -> str:
    """The characters of a text that are shown by their code, each once, by code point."""
    if text.isascii() and text.isprintable():
        return ""
    known = clean("".join(c for c in text if not _UNPRINTABLE.match(c)))
    told = _UNPRINTABLE.findall(_LINE_ENDS.sub("\n", text))
    return "".join(sorted({*told, *(c for c in known if ord(c) not in glyphs and not c.isspace())}))


def printable(text: str, glyphs: Container[int]) -> str:
    """Cleaned text in which a character that the font lacks is shown by its code, never dropped.

    `glyphs` are the code points that the font has a shape for.
    """
    return "".join(c if ord(c) in glyphs or c.isspace() else code(c) for c in clean(text))
