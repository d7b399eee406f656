"""The typefaces of our papers: Source Sans 3, which has every macron, and DejaVu Sans for the rest.

Both are always embedded. A face is known to reportlab from the moment that `glyphs` is asked.
"""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cache
from io import BytesIO
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from mcapproval.shipped import in_room

BODY, BOLD, ITALIC, BOLD_ITALIC = (
    "SourceSans3-Regular",
    "SourceSans3-Bold",
    "SourceSans3-Italic",
    "SourceSans3-BoldItalic",
)
FACES = (BODY, BOLD, ITALIC, BOLD_ITALIC)
FALLBACK = "DejaVuSans"
_PLANE = 0xFFFF
"""reportlab's table from shapes back to characters has no place for a character beyond."""
_TURNED = frozenset(
    ("R", "AL", "AN", "RLE", "RLO", "LRE", "LRO", "PDF", "RLI", "LRI", "FSI", "PDI")
)
"""Classes of characters that are set from right to left, which we can't: better the code than a
word turned around."""
_REMEMBERED = 40_000
_widths: dict[str, dict[str, float]] = {}


def _bytes(face: str) -> bytes:
    return in_room("documents", "fonts").joinpath(f"{face}.ttf").read_bytes()


@cache
def font(name: str) -> Any:
    """A face, made known to reportlab the first time that it is asked for."""
    made = TTFont(name, BytesIO(_bytes(name)))
    pdfmetrics.registerFont(made)
    return made


def wide(text: str, face: str) -> float:
    """How wide a stretch is, in thousandths of its size."""
    known = _widths.setdefault(face, {})
    found = known.get(text)
    if found is None:
        if len(known) > _REMEMBERED:
            known.clear()
        widths, other = font(face).face.charWidths, font(face).face.defaultWidth
        found = known[text] = sum(widths.get(ord(c), other) for c in text.replace("\u00a0", " "))
    return found


@cache
def glyphs() -> frozenset[int]:
    """The code points that all four faces of Source Sans 3 have."""
    return frozenset.intersection(*(frozenset(font(name).face.charToGlyph) for name in FACES))


@cache
def fallback_glyphs() -> frozenset[int]:
    """The code points for which DejaVu Sans stands in."""
    has = font(FALLBACK).face.charToGlyph
    return frozenset(
        code
        for code in has
        if code <= _PLANE
        and code not in glyphs()
        and unicodedata.bidirectional(chr(code)) not in _TURNED
        and unicodedata.category(chr(code)) not in ("Cc", "Cf", "Co", "Cn", "Cs")
    )


@cache
def all_glyphs() -> frozenset[int]:
    """The code points that can be printed."""
    return glyphs() | fallback_glyphs()


@cache
def fingerprint() -> str:
    """SHA-256 over the files in the order of `FACES`, then the fallback: which letters made a
    paper's bytes."""
    return hashlib.sha256(b"".join(_bytes(face) for face in (*FACES, FALLBACK))).hexdigest()
