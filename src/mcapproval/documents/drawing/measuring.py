"""How wide a line of text is in our typeface, and where it must be broken, without opening a font.

Widths are rounded up, so that nothing measured here runs into what stands beside it. A character
that is not in the table is measured as its code, which is how paper shows it where the font lacks
it.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from mcapproval.documents.cleaning import clean, code
from mcapproval.workflow.drawing.text import lines_that_fit

_THOUSANDTHS = (
    (200, " "),
    (260, "ij|¦ìíîïĩīĭįıĵ"),
    (280, "',.:;Il·ÌÍÎÏĨĪĬĮİĺļ‘’"),
    (320, "ľſ!()-[]f{}¡•"),
    (360, "°ł/\\tªţťŧ"),
    (380, "r²³¹ºŕŗř"),
    (420, "sŀśŝşš"),
    (440, "*?z®¿źżž"),
    (460, "c«»çćĉċč"),
    (480, "JxĴ–"),
    (500, '"#$+0123456789<=>FLY^_evy~¢£¤¥§¬±×Ýèéêë÷ýÿēĕėęěĹĻĽĿŶŷŸ“”≥≤−'),
    (520, "VagkàáâãäåāăąĝğġģĳķĸŁ"),
    (540, "ESTXZÈÉÊËĒĔĖĘĚŚŜŞŠŢŤŦŹŻŽ"),
    (560, "A`bdhnopqu¨¯´¸ÀÁÂÃÄÅðñòóôõöøùúûüþĀĂĄĥħĲńņňŋōŏőũūŭůűų"),
    (600, "CKPRµÇĆĈĊČďđĶŔŖŘB¶Þß"),
    (640, "&DGĎĜĞĠĢ→✓ÐĐŊ"),
    (680, "HNUÑÙÚÛÜĤŃŅŇŨŪŬŮŰŲOQÒÓÔÕÖØŌŎŐ"),
    (720, "wŵĦ"),
    (780, "M©æ"),
    (820, "W¼¾ŉŴ—☐☑½"),
    (860, "%mÆœ@Œ"),
    (960, "…"),
)
"""Thousandths of the size that each letter of Source Sans 3 takes at most; bold takes more."""

BOLD = 1.08
OTHER = 0.62
"""Of the size, for each character of a code such as `[U+1F600]`."""

MORE = "…"


@cache
def _letters() -> dict[str, float]:
    return {letter: wide / 1000 for wide, letters in _THOUSANDTHS for letter in letters}


def plain(text: str) -> str:
    """One line of text as paper has it."""
    return " ".join(clean(text).split())


def known(text: str) -> bool:
    """Whether each character of a text is one of our typeface."""
    return all(letter in _letters() for letter in text)


def width(text: str, size: float, bold: bool = False) -> float:
    """Points that a line takes at most."""
    return sum(_ems(letter) for letter in text) * size * (BOLD if bold else 1)


def _ems(letter: str) -> float:
    found = _letters().get(letter)
    if found is not None:
        return found
    return 0 if unicodedata.combining(letter) else len(code(letter)) * OTHER


def wrapped(text: str, size: float, room: float, bold: bool = False) -> tuple[str, ...]:
    """The lines of a text, none wider than the room; a word too long for one is broken."""
    return lines_that_fit(plain(text), lambda line: width(line, size, bold) <= room)


def shortened(text: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """The first lines of a text that stands in full elsewhere; an ellipsis says that it goes on."""
    begin = plain(text)[: int(most * room / size * 4)]
    seen = next((n for n, letter in enumerate(begin) if letter not in _letters()), len(begin))
    lines = wrapped(begin[:seen], size, room)
    if len(lines) <= most and begin[:seen] == plain(text):
        return lines
    kept = list(lines[:most]) or [""]
    while kept[-1] and width(f"{kept[-1]}{MORE}", size) > room:
        kept[-1] = kept[-1].rpartition(" ")[0] or kept[-1][:-1]
    kept[-1] = f"{kept[-1].rstrip(' ,;:.-')}{MORE}"
    return tuple(kept)
