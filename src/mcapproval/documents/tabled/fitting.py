"""Which columns of a table stand side by side on a page, and which below their row.

A page stands upright where the columns have room on it, else it lies. What has no room there
either goes below its row: of the texts the widest first, then the last of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mcapproval.documents.columns import DENSE_CELL, HEAD_CELL, SIDE
from mcapproval.documents.content import CELL_LIMIT
from mcapproval.documents.pdf.paper import LYING, UPRIGHT
from mcapproval.documents.tabled.facts import Headed
from mcapproval.documents.typeface import BODY, BOLD, wide

WORD, CODE, TEXT, SHORT = 140.0, 180.0, 130.0, 60.0
"""Points: of a word and of a code the most that a column is made wide for; what a longer text gets
at least; and up to which a text stays in one line."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Places of columns, from 0; `shares` are those of the ones that stand side by side."""

    beside: tuple[int, ...]
    below: tuple[int, ...]
    shares: tuple[int, ...]
    lying: bool


@dataclass(frozen=True, slots=True)
class _Wish:
    """Points that a column needs, and those at which no text of it is broken."""

    needs: float
    whole: float


def fitted(columns: Sequence[Headed], rows: Sequence[Sequence[str]]) -> Fitted:
    """At least one column stands in the table."""
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    below = {n for n, c in enumerate(columns) if c.below or _long(cells[n])}
    beside = [n for n in range(len(columns)) if n not in below] or [0]
    wishes = {n: _wish(columns[n], cells[n]) for n in beside}
    lying = sum(wishes[n].needs for n in beside) > UPRIGHT.width
    room = (LYING if lying else UPRIGHT).width
    while len(beside) > 1 and sum(wishes[n].needs for n in beside) > room:
        texts = [n for n in beside[1:] if not (columns[n].right or columns[n].whole)]
        beside.remove(max(texts, key=lambda n: (wishes[n].needs, n)) if texts else beside[-1])
    spare = max(0.0, room - sum(wishes[n].needs for n in beside))
    more = sum(wishes[n].whole - wishes[n].needs for n in beside) or 1
    share = min(1.0, spare / more)
    shares = (wishes[n].needs + share * (wishes[n].whole - wishes[n].needs) for n in beside)
    return Fitted(
        tuple(beside),
        tuple(n for n in range(len(columns)) if n not in beside),
        tuple(max(1, round(each)) for each in shares),
        lying,
    )


def _long(cells: Sequence[str]) -> bool:
    return any(len(cell) > CELL_LIMIT for cell in cells)


def _wish(column: Headed, cells: Sequence[str]) -> _Wish:
    texts = [_points(cell, BODY, DENSE_CELL) for cell in {*cells}]
    texts.append(_points(column.heading, BOLD, HEAD_CELL))
    word, whole = (max(lengths) for lengths in zip(*texts, strict=True))
    if whole <= SHORT or column.whole:
        needs = min(whole, CODE)
    else:
        needs = min(max(word, min(whole, TEXT)), max(WORD, TEXT))
    return _Wish(needs + 2 * SIDE + 1, whole + 2 * SIDE + 1)


def _points(text: str, face: str, size: float) -> tuple[float, float]:
    """The longest word of a text, and all of it in one line."""
    words = [wide(word, face) * size / 1000 for word in text.split()]
    blanks = wide(" ", face) * size / 1000 * max(0, len(words) - 1)
    return max(words, default=0.0), sum(words) + blanks
