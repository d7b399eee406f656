"""What looks like a person in a text, where only counts, roles and bodies may stand.

A name can't be told from other words for certain; a list of them can, and an address or a number.
"""

from __future__ import annotations

import re

_MAIL = re.compile(r"[^\s@<>()]@[^\s@<>()]+\.[A-Za-z]{2}")
_LONG_NUMBER = re.compile(r"(?<![\w.-])(?:\d{9,10}|\d{3}[ -]\d{3}[ -]\d{3,4})(?![\w-])")
_ADDRESSED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.? [A-ZĀĒĪŌŪ]")
_NAME = re.compile(r"[A-ZĀĒĪŌŪ][\w'’-]+(?: [A-ZĀĒĪŌŪ]\.?)?(?: [A-ZĀĒĪŌŪ][\w'’-]+){1,2}")
_SURNAME_FIRST = re.compile(r"[A-ZĀĒĪŌŪ][\w'’-]+, [A-ZĀĒĪŌŪ][\w'’-]+")
_PARTED = re.compile(r"[;,\n]|\band\b|\bme\b")
_LIST = 3
"""So many names one after another are a list of them."""


def personal(text: str, bodies: bool = False) -> str | None:
    """What a text has that looks like a person's, in words; None where nothing does. `bodies` says
    that names of organisations belong there, which look like people's.
    """
    if _MAIL.search(text):
        return "an e-mail address"
    if _LONG_NUMBER.search(text):
        return "a number as long as a National Student Number"
    if _ADDRESSED.search(text):
        return "a person's name"
    if not bodies and _names(text):
        return "a list of names"
    return None


def _names(text: str) -> bool:
    lines = [line.strip(" .-•") for line in re.split(r"[;\n]", text)]
    parts = [part.strip(" .-•") for part in _PARTED.split(text)]
    listed = sum(bool(_NAME.fullmatch(part)) for part in parts)
    surnames = sum(bool(_SURNAME_FIRST.fullmatch(line)) for line in lines)
    return listed >= _LIST or surnames >= _LIST
