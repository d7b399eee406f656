"""What in a text tells of a person: an e-mail address, a learner's or telephone number, names.

For every cell and word that is kept where only counts, roles and bodies may stand. A name can't be
told from other words for certain; a list of them can, and an address or a number. Each look goes
over the text once, so that the fullest cell of a spreadsheet takes milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import normalize

MAIL = "an e-mail address"
TELEPHONE = "a telephone number"
NUMBER = "a number as long as a learner's"
NAME = "a person's name"
NAMES = "a list of names"

SHORTEST, LONGEST = 7, 10
"""Digits of a learner's number: nine or ten in a National Student Number, seven or more in those
that providers give. NZQA's numbers, reporting codes and NZSCED have six or fewer, a New Zealand
Business Number thirteen.
"""

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_PAGE = re.compile(r"(?:https?://|\bwww\.)\S+")
_DAY = re.compile(
    r"(?<![^\W_])(?:(?:19|20)\d\d-[01]?\d-[0-3]?\d|[0-3]?\d[ .-][01]?\d[ .-](?:19|20)\d\d)"
    r"(?![^\W_])"
)
_MAIL = re.compile(r"(?<=[\w.+%-])(?:@| ?[(\[]at[)\]] ?)[^\W\d_]")
_DIGITS = re.compile(r"(?<![^\W_])[$€£+(]{0,3}\d+(?:[ .()\u2010-\u2013-]{1,3}\d+)*(?![^\W_])")
_WITH_LETTERS = re.compile(
    r"(?<![^\W_])(?:[A-Za-z]{1,3}\d{9,10}|[A-Za-z]\d{7,8}|\d{9,10}[A-Za-z])(?![^\W_])"
)
_LEARNER = (
    r"(?<![^\W_])(?:nsn|(?:student|learner|ākonga|tauira)(?: ?(?:id|no|number|code))?)\W{0,3}"
)
_OF_LEARNER = re.compile(f"{_LEARNER}$", re.IGNORECASE)
_LEARNERS = re.compile(
    rf"{_LEARNER}(?:[a-z]{{1,3}}\d{{5,10}}|\d{{5,10}}[a-z])(?![^\W_])"
    r"|(?<![^\W_])nsn\W{0,3}\d(?:[ ,/:.-]?\d){8,9}(?![^\W_])",
    re.IGNORECASE,
)
"""A number that is called a learner's, also where letters or other signs stand in it."""
_OF_TELEPHONE = re.compile(
    r"(?<![^\W_])(?:tel|telephone|ph|phone|mob|mobile|cell|waea)\W{0,3}$", re.IGNORECASE
)
_BEFORE = 24
"""So many letters before a number are looked at for what it is called."""
_CALLED = 5
"""Digits from which on a number is a learner's where it is called so."""
_SPACED = re.compile(
    r"0\d{1,2} \d{3,4} ?\d{3,5}|0(?:800|508|900) \d{3} ?\d{3,4}"
    r"|(?:00)?64 (?:0 )?\d{1,2} \d{3,4} ?\d{3,5}|(?:00)?64\d{8,10}"
)
"""A telephone number in New Zealand as it is grouped, from here or from abroad."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_PACKED_DAY = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d"
)
"""`20260803` or `03082026`."""

_ADDRESSED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.? [A-ZĀĒĪŌŪ]")
_NAME = re.compile(r"[A-ZĀĒĪŌŪ][\w'’-]+(?: [A-ZĀĒĪŌŪ]\.?)?(?: [A-ZĀĒĪŌŪ][\w'’-]+){1,2}")
_SURNAME_FIRST = re.compile(r"[A-ZĀĒĪŌŪ][\w'’-]+, [A-ZĀĒĪŌŪ][\w'’-]+")
_PARTED = re.compile(r"[;,\n]|\band\b|\bme\b")
_LIST = 3
"""So many names one after another are a list of them."""


def personal(text: str, bodies: bool = False) -> str | None:
    """What a text has that looks like a person's, in words; None where nothing does. `bodies` says
    that titles, places or names of organisations belong there, which look like people's names.
    """
    plain = _DAY.sub(";", _PAGE.sub(";", normalize("NFKC", text).translate(_UNSEEN)))
    if _MAIL.search(plain):
        return MAIL
    if found := _number(plain):
        return found
    if bodies:
        return None
    if _ADDRESSED.search(plain):
        return NAME
    return NAMES if _listed(plain) else None


def _number(text: str) -> str | None:
    for match in _DIGITS.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if found := _of_digits(match[0], before):
            return found
    return NUMBER if _WITH_LETTERS.search(text) or _LEARNERS.search(text) else None


def _of_digits(written: str, before: str) -> str | None:
    """What digits are, with what stands between and before them. Money and years are nobody's."""
    groups = re.findall(r"\d+", written)
    many = sum(map(len, groups))
    years = [group for group in groups if _YEAR.fullmatch(group)]
    if "$" in written or "€" in written or "£" in written or many < _CALLED:
        return None
    if _OF_LEARNER.search(before) and len(years) < len(groups):
        return NUMBER
    if many < SHORTEST:
        return None
    if _OF_TELEPHONE.search(before) and len(years) < len(groups):
        return TELEPHONE
    if "+" in written and many <= 15:
        return TELEPHONE
    if _SPACED.fullmatch(" ".join(groups)) and len(years) < 2:
        return TELEPHONE
    return NUMBER if _as_long(groups, written, many) and not _decimal(groups, written) else None


def _as_long(groups: Sequence[str], written: str, many: int) -> bool:
    if any(
        SHORTEST <= len(group) <= LONGEST and not _PACKED_DAY.fullmatch(group) for group in groups
    ):
        return True
    sizes = [*map(len, groups)]
    spread = len(groups) > 2 and min(sizes) > 1 and 2 < max(sizes) < SHORTEST
    return spread and many in (9, 10) and not any(map(_YEAR.fullmatch, groups))


def _decimal(groups: Sequence[str], written: str) -> bool:
    return len(groups) == 2 and f"{groups[0]}.{groups[1]}" in written


def _listed(text: str) -> bool:
    lines = [line.strip(" .-•") for line in re.split(r"[;\n]", text)]
    parts = [part.strip(" .-•") for part in _PARTED.split(text)]
    listed = sum(bool(_NAME.fullmatch(part)) for part in parts)
    surnames = sum(bool(_SURNAME_FIRST.fullmatch(line)) for line in lines)
    return listed >= _LIST or surnames >= _LIST
