"""Counts of a few years as bars, each with its number behind it: small pictures of one scale. What
is counted of more or less than a year has an outline alone, and its years say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mcapproval.documents.content import Block
from mcapproval.documents.drawing.measuring import width
from mcapproval.documents.picture import Box, Line, Shade, Shape
from mcapproval.documents.pictures.sheet import SIZE, WIDE, figure, lines, middle

LABELS, NUMBER, GAP = 34.0, 68.0, 10.0
"""Points: the column of years at least, the room behind a bar for what it says, and between two
columns."""

HEAD, ROW, BAR = 20.0, 15.0, 9.0
"""Points: above the bars, a year, a bar."""


class Row(NamedTuple):
    """A year and its counts as they are shown; `period` says of what they are where that is not
    about a year, such as `74 months`."""

    year: str
    counts: Sequence[str]
    period: str = ""

    @property
    def label(self) -> str:
        return f"{self.year} ({self.period})" if self.period else self.year


Rows = Sequence[Row]


def by_year(kinds: Sequence[str], rows: Rows, of: str) -> tuple[Block, ...]:
    """The picture; no bar is drawn of a count that is not a number."""
    if not rows:
        return ()
    high = HEAD + len(rows) * ROW + 4
    told = "; ".join(
        f"{row.label}: "
        + ", ".join(f"{k.lower()} {n}" for k, n in zip(kinds, row.counts, strict=True))
        for row in rows
    )
    unlike = "; outlined where it is not of about a year"
    caption = f"{of}, by year{unlike if any(row.period for row in rows) else ''}"
    return (figure(_drawn(kinds, rows, high), high, f"Bars for each year. {told}.", caption),)


def _drawn(kinds: Sequence[str], rows: Rows, high: float) -> Iterator[Shape]:
    known = [int(n) for row in rows for n in row.counts if n.isdigit()]
    most = max(1, *known) if known else 1
    labels = max(LABELS, *(width(row.label, SIZE) + GAP for row in rows))
    column = (WIDE - labels) / len(kinds)
    room = column - GAP - NUMBER
    for number, row in enumerate(rows):
        top = HEAD + number * ROW
        fill, edge = _SHADES[bool(row.period)]
        yield from lines([row.label], 0, middle(1, top, ROW))
        for n, said in enumerate(row.counts):
            left = labels + n * column
            wide = round(room * int(said) / most, 2) if said.isdigit() else 0.0
            if wide:
                yield Box(left, top + (ROW - BAR) / 2, wide, BAR, fill, edge)
            yield from lines([said], left + wide + 3, middle(1, top, ROW))
    for n, kind in enumerate(kinds):
        left = labels + n * column
        yield from lines([kind], left, 2, bold=True)
        yield Line(((left, HEAD - 3), (left, high - 2)), "quiet", 0.8)


_SHADES: tuple[tuple[Shade, Shade | None], ...] = (("accent", None), ("paper", "accent"))
"""How a bar is drawn of about a year, and of what is not."""
