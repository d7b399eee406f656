"""The one typeface of our papers: Source Sans 3, which has every macron; always embedded."""

from __future__ import annotations

import hashlib
from functools import cache
from io import BytesIO

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


def _bytes(face: str) -> bytes:
    return in_room("documents", "fonts").joinpath(f"{face}.ttf").read_bytes()


@cache
def glyphs() -> frozenset[int]:
    """Makes the faces known to reportlab, once; gives the code points that all of them have."""
    shared: set[int] | None = None
    for name in FACES:
        font = TTFont(name, BytesIO(_bytes(name)))
        pdfmetrics.registerFont(font)
        has = set(font.face.charToGlyph)
        shared = has if shared is None else shared & has
    pdfmetrics.registerFontFamily(BODY, BODY, BOLD, ITALIC, BOLD_ITALIC)
    return frozenset(shared or ())


@cache
def fingerprint() -> str:
    """SHA-256 over the four files in the order of `FACES`: which letters made a paper's bytes."""
    return hashlib.sha256(b"".join(_bytes(face) for face in FACES)).hexdigest()
