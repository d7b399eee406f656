"""What people write in cells, as values: `5 cr`, `L5`, `3/04/2023`, `$1,250.00`.

Each reader gives None for an empty cell, and raises CellError, which names the cell, for what it
can't take: a formula, or words that say something else or two things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from math import isfinite
from typing import Literal, overload
from unicodedata import normalize

from mcapproval.sheets.cells import Cell, plain
from mcapproval.sheets.days import FROM_1904, day_of, why_no_day
from mcapproval.sheets.no_answer import says_not_known, says_nothing

PUT_THE_VALUE = (
    "put its value in its place: copy the cell, then Paste Special, Values; if words are meant,"
    " type ' before them"
)


class NotKnown(Enum):
    """An answer, and not zero: who was asked does not know."""

    NOT_KNOWN = "not known"


NOT_KNOWN = NotKnown.NOT_KNOWN

_NUMBER = r"([0-9]{1,3}(?:[,\s][0-9]{3})+|[0-9]+)"
_WHOLE = re.compile(rf"{_NUMBER}(?:\.0+)?\s*([^\W\d].*)?", re.DOTALL)
_MONEY = re.compile(rf"(?:NZ)?\s*\$?\s*{_NUMBER}(?:\.([0-9]{{1,2}})0*)?(?:\s*NZD)?", re.IGNORECASE)
_LEVEL = re.compile(r"(?:level|lvl|l|taumata)?\.?\s*([0-9]{1,2})(?:\.0+)?", re.IGNORECASE)
_LARGEST = 1_000_000_000
_ERROR = re.compile(r"#(?:[A-Z]+!|DIV/0!|NAME\?|N/A|GETTING_DATA)|NaN")
"""What a spreadsheet has where a formula could not be worked out, or a program had no number."""


class CellError(ValueError):
    """A cell that can't be taken: what is wrong with it, and what to write instead."""

    def __init__(self, address: str, message: str, mend: str) -> None:
        super().__init__(f"{address}: {message}; {mend}")
        self.address = address
        self.message = message
        self.mend = mend


def empty(cell: Cell) -> bool:
    return cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())


def known(cell: Cell) -> bool:
    """Whether the cell says anything; `not known` is an answer, and says something."""
    return not empty(cell)


def text(cell: Cell) -> str | None:
    """As written, NFC, with its lines; blanks about it are nobody's words, and a no-break space is
    a space. A number or day that a spreadsheet made of a text is written as people write it.
    """
    value = _value(cell)
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str) and spoilt(value):
        raise CellError(
            cell.address,
            f"the letters of `{_short(value)}` were spoilt when a file was opened in other letters",
            "write it again, or open the first file as UTF-8 and save that",
        )
    lines = normalize("NFC", str(value)).replace("\xa0", " ").splitlines()
    return "\n".join(line.strip() for line in lines).strip()


def spoilt(text: str) -> bool:
    """Whether it is UTF-8 that was read as the letters of Windows: `MÄori` for `Māori`. Words that
    anybody writes do not come out as UTF-8 when they are turned back.
    """
    if text.isascii():
        return False
    try:
        data = b"".join(_windows(letter) for letter in text)
        return bool(data.decode())
    except UnicodeError:
        return False


def _windows(letter: str) -> bytes:
    """As Windows has it; five bytes stand for no letter there, and are passed on as they are."""
    return letter.encode("latin-1" if "\x80" <= letter <= "\x9f" else "cp1252")


@overload
def whole(
    cell: Cell, unit: Iterable[str] = ..., *, unknown: Literal[False] = ...
) -> int | None: ...
@overload
def whole(
    cell: Cell, unit: Iterable[str] = ..., *, unknown: Literal[True]
) -> int | NotKnown | None: ...
def whole(cell: Cell, unit: Iterable[str] = (), *, unknown: bool = False) -> int | NotKnown | None:
    """A count: 0 or more, without a part; `unit` are the words that may follow it (`5 cr`)."""
    said = _said(cell, unknown)
    if said is None or isinstance(said, NotKnown):
        return said
    mend = "write a whole number, such as 5, or leave the cell empty"
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value < 0 or value != int(value) or value > _LARGEST:
            raise CellError(cell.address, f"`{_short(said)}` is no whole number from 0 up", mend)
        return int(value)
    found = _WHOLE.fullmatch(said)
    units = {plain(word).rstrip(".") for word in unit}
    if found is None or (found[2] and plain(found[2]).rstrip(".") not in units):
        raise CellError(cell.address, f"`{_short(said)}` is no whole number", mend)
    number = _counted(found[1])
    if number > _LARGEST:
        raise CellError(cell.address, f"`{_short(said)}` is larger than any count here", mend)
    return number


def level(cell: Cell) -> int | None:
    """A level: `5`, `L5`, `Level 5`. Whether there is such a level is for the rules to say."""
    said = text(cell)
    if said is None:
        return None
    found = _LEVEL.fullmatch(said)
    if found is None:
        mend = "write its number, such as 5"
        raise CellError(cell.address, f"`{_short(said)}` is no level", mend)
    return int(found[1])


@overload
def day(cell: Cell, *, unknown: Literal[False] = ...) -> date | None: ...
@overload
def day(cell: Cell, *, unknown: Literal[True]) -> date | NotKnown | None: ...
def day(cell: Cell, *, unknown: bool = False) -> date | NotKnown | None:
    """A day, as a New Zealander reads it: `3/04/2023` is 3 April 2023, and so are `2023-04-03`,
    `3 Apr 23`, and 45019, which a spreadsheet counts from 1900 (43557 where it counts from 1904). A
    month or year alone is none.
    """
    said = _said(cell, unknown)
    if said is None or isinstance(said, NotKnown):
        return said
    value = cell.value if isinstance(cell.value, date | int | float) else said
    found = day_of(value, FROM_1904) if cell.from_1904 else day_of(value)
    if found is None:
        raise CellError(cell.address, *why_no_day(_short(said)))
    return found


def choice(cell: Cell, words: Mapping[str, str]) -> str | None:
    """What `words` gives for what is written, whatever its case, blanks, hyphens and commas."""
    said = text(cell)
    if said is None:
        return None
    known_words = {_loose(word): value for word, value in words.items()}
    if _loose(said) not in known_words:
        shown = ", ".join(words)
        raise CellError(
            cell.address,
            f"`{_short(said)}` is none of the words used here",
            f"write one of: {shown}",
        )
    return known_words[_loose(said)]


def money(cell: Cell) -> int | None:
    """An amount in cents: `$1,250.00` and `1250` are 125000."""
    said = text(cell)
    if said is None:
        return None
    if isinstance(cell.value, float) and cell.value < _LARGEST:
        said = f"{cell.value:.2f}"
    found = _MONEY.fullmatch(said)
    if found is None:
        mend = "write dollars as a number, such as 1250 or 1,250.00"
        raise CellError(cell.address, f"`{_short(said)}` is no amount of money", mend)
    whole_dollars = _counted(found[1])
    if whole_dollars > _LARGEST:
        said = f"`{_short(said)}` is larger than any amount here"
        raise CellError(cell.address, said, "write dollars as a number, such as 1250")
    return whole_dollars * 100 + int((found[2] or "0").ljust(2, "0"))


def _counted(digits: str) -> int:
    """Beyond `_LARGEST` only that it is beyond: Python makes no number of 4,301 digits."""
    return int(re.sub(r"\D", "", digits).lstrip("0")[: len(str(_LARGEST)) + 1] or "0")


def names(cell: Cell) -> tuple[str, ...]:
    """Several in one cell, parted by `;` or on lines of their own; `n/a` among them is none."""
    said = text(cell)
    if said is None:
        return ()
    parts = (part.strip() for part in re.split(r"[;\n]", said))
    return tuple(part for part in parts if part and not says_nothing(Cell(cell.address, part)))


def a_formula(cell: Cell) -> str:
    """What to say of a cell that is one, or a text that a spreadsheet would take for one."""
    said = _short(str(cell.value))
    if said.startswith(("=", "＝")):
        return f"a formula stands here (`{said}`)"
    return f"`{said}` would be taken for a formula by a spreadsheet"


def _value(cell: Cell) -> str | int | float | date | bool | None:
    if cell.formula:
        raise CellError(cell.address, f"{a_formula(cell)}, and none is taken", PUT_THE_VALUE)
    value = cell.value
    broken = isinstance(value, float) and not isfinite(value)
    if broken or (isinstance(value, str) and _ERROR.fullmatch(value.strip())):
        raise CellError(
            cell.address,
            f"`{_short(str(value))}` stands here: a formula could not be worked out",
            "write the value itself, or leave the cell empty",
        )
    return None if empty(cell) else value


def _said(cell: Cell, unknown: bool) -> str | NotKnown | None:
    said = text(cell)
    if unknown and says_not_known(said):
        return NOT_KNOWN
    return said


def _loose(words: str) -> str:
    return " ".join(re.sub(r"[-_‐‑–—,]", " ", plain(normalize("NFC", words))).split())


def _short(said: str) -> str:
    said = " ".join(said.split())
    return said if len(said) <= 40 else said[:39] + "…"
