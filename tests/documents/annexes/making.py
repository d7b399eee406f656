"""Annexes made up for tests: small, and each of a sort."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable


def pages(count: int) -> bytes:
    """A PDF of somebody else's, each page with its own words."""
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    for number in range(1, count + 1):
        canvas.drawString(90, 700, f"Their page {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(change: Callable[[Any], None], **saving: Any) -> bytes:
    """A PDF of one page after a change."""
    with pikepdf.open(BytesIO(pages(1))) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out, **saving)
    return out.getvalue()


def as_is(_: Any) -> None:
    """No change."""


def picture(look: str, size: tuple[int, int] = (60, 40), turn: int = 1, mode: str = "RGB") -> bytes:
    """A picture whose upper left quarter is red."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    exif = Image.Exif()
    exif[0x0112] = turn
    out = BytesIO()
    image.convert(mode).save(out, look, exif=exif, quality=95)
    return out.getvalue()


MAIL = b"From: board@example.ac.nz\nSubject: Support\n\nWe support it.\n"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
SHEET = b"PK\x03\x04....[Content_Types].xml....xl/workbook.xml"
