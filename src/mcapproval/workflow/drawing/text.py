"""Text in a picture: how wide it is, where its lines end, and how it stays nothing but text.

Nobody knows which font a reader has behind `sans-serif`: widths are those of a wide one (DejaVu
Sans), a little rounded up, so that text in a narrower one has room to spare.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

LINE = 15
"""Pixels from one line of text to the next."""

NARROW, SLIM, BROAD = "ijlI.,:;'|!`", 'frt()[]{}/\\-" ', "mwMW@%—"


def plain(text: str) -> str:
    """One line of printable text: what controls a reader's machine or turns writing is a blank."""
    kept = "".join(
        sign if sign.isprintable() else " " for sign in unicodedata.normalize("NFC", text)
    )
    return " ".join(kept.split())


def escaped(text: str) -> str:
    """Plain text as XML holds it, in an element or an attribute."""
    for sign, name in (("&", "amp"), ("<", "lt"), (">", "gt"), ('"', "quot"), ("'", "#39")):
        text = text.replace(sign, f"&{name};")
    return text


def width(text: str, size: int, bold: bool = False) -> int:
    """Pixels that a text takes at most, in a font of that size."""
    ems = sum(_ems(sign) for sign in text) * (1.12 if bold else 1)
    return int(ems * size) + 1


def _ems(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.05
    if sign in NARROW:
        return 0.34
    if sign in SLIM:
        return 0.43
    if sign in BROAD:
        return 1.0
    if ord(sign) > 0x24F:
        return 1.0
    return 0.72 if sign.isupper() else 0.64


def wrapped(text: str, size: int, room: int, bold: bool = False) -> tuple[str, ...]:
    """The lines of a plain text, each no wider than the room."""
    return lines_that_fit(plain(text), lambda line: width(line, size, bold) <= room)


def lines_that_fit(text: str, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """The words of a text in lines of which each fits, however they are measured; a word that fits
    in none is broken.
    """
    lines: list[str] = []
    now = ""
    for word in text.split():
        both = f"{now} {word}".strip()
        if fits(both):
            now = both
            continue
        if now:
            lines.append(now)
        *full, now = _broken(word, fits)
        lines += full
    return (*lines, now) if now else tuple(lines)


def _broken(word: str, fits: Callable[[str], bool]) -> list[str]:
    parts = [""]
    for sign in word:
        if parts[-1] and not fits(parts[-1] + sign):
            parts.append("")
        parts[-1] += sign
    return parts
