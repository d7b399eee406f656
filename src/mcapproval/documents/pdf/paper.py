"""How our papers look: sizes, colours and styles of an A4 page. Lengths are in points."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle

from mcapproval.documents.typeface import BODY, BOLD, BOLD_ITALIC, ITALIC

PAGE = A4
LEFT = RIGHT = 68
TOP = 62
BOTTOM = 78
WIDTH = A4[0] - LEFT - RIGHT

INK = HexColor("#1f2a30")
NOTE_COLOUR = "#5b6770"
QUIET = HexColor(NOTE_COLOUR)
LABEL_INK = HexColor("#3c4a52")
ACCENT = HexColor("#0b5560")
RULE = HexColor("#c6d0d3")
TINT = HexColor("#eef4f4")
WARN = HexColor("#8a4b00")
WARN_TINT = HexColor("#fdf4e3")


def _style(name: str, size: float, leading: float, **more: Any) -> Any:
    given = {
        "fontName": BODY,
        "bulletFontName": BODY,
        "textColor": INK,
        "splitLongWords": 1,
        "allowWidows": 0,
        "allowOrphans": 0,
        **more,
    }
    return ParagraphStyle(name, fontSize=size, leading=leading, **given)


KIND = _style("kind", 9.5, 13, fontName=BOLD, textColor=ACCENT)
TITLE = _style("title", 20, 25, fontName=BOLD, spaceBefore=3, spaceAfter=5)
SUBTITLE = _style("subtitle", 11.5, 16, textColor=QUIET, spaceAfter=3)
META = _style("meta", 9.5, 14, textColor=QUIET)
HEADINGS = {
    1: _style("h1", 15, 20, fontName=BOLD, textColor=ACCENT, spaceBefore=20, spaceAfter=5),
    2: _style("h2", 12, 16, fontName=BOLD, spaceBefore=13, spaceAfter=3),
    3: _style("h3", 10.5, 14, fontName=BOLD_ITALIC, spaceBefore=9, spaceAfter=2),
}
PROSE = _style("prose", 10.5, 15, spaceBefore=3, spaceAfter=4)
LABEL = _style("label", 9.5, 13.5, fontName=BOLD, textColor=LABEL_INK, spaceBefore=7)
ANSWER = _style("answer", 10.5, 15, spaceAfter=3)
UNWRITTEN = _style("unwritten", 10.5, 15, fontName=ITALIC, textColor=WARN, spaceAfter=3)
BULLET = _style(
    "bullet", 10.5, 15, leftIndent=13, bulletIndent=2, bulletFontSize=10.5, spaceAfter=2
)
NOTICE = _style(
    "notice",
    10,
    14,
    textColor=WARN,
    backColor=WARN_TINT,
    borderPadding=(6, 8, 7, 8),
    leftIndent=8,
    rightIndent=8,
    spaceBefore=16,
    spaceAfter=20,
)
CAPTION = _style(
    "caption", 9.5, 13, fontName=BOLD, textColor=LABEL_INK, spaceBefore=8, spaceAfter=3
)
CELL = _style("cell", 9.5, 12.5)
DENSE_CELL = _style("dense-cell", 8.7, 10.8)
HEAD_CELL = _style("head-cell", 9, 12, fontName=BOLD, textColor=ACCENT)

LABEL_AND_ANSWER = 82
"""Two lines of label and the three lines of text that can't be torn apart."""
HEAD_AND_ROW = 112
"""Caption, header and a first row of four lines."""
UNDER_HEADING = {1: 160, 2: 130, 3: 108}
"""A heading, a lesser one right under it, and what must stand with them on a page."""

GRID = [
    ("FONT", (0, 0), (-1, -1), BODY),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("BACKGROUND", (0, 0), (-1, 0), TINT),
    ("LINEBELOW", (0, 0), (-1, 0), 0.8, ACCENT),
    ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
    ("LEFTPADDING", (0, 0), (-1, -1), 5),
    ("RIGHTPADDING", (0, 0), (-1, -1), 5),
    ("TOPPADDING", (0, 0), (-1, -1), 4),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
]
DENSE_GRID = [*GRID, ("TOPPADDING", (0, 1), (-1, -1), 2), ("BOTTOMPADDING", (0, 1), (-1, -1), 3)]
