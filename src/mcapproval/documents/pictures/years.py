"""Counts of a few years as bars, each with its number behind it: small pictures of one scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mcapproval.documents.content import Block
from mcapproval.documents.picture import Box, Line, Shape
from mcapproval.documents.pictures.sheet import WIDE, figure, lines, middle

LABELS, NUMBER, GAP = 34.0, 68.0, 10.0
"""Points: the column of years, the room behind a bar for what it says, and between two columns."""

HEAD, ROW, BAR = 20.0, 15.0, 9.0
"""Points: above the bars, a year, a bar."""

Rows = Sequence[tuple[str, Sequence[str]]]


def by_year(kinds: Sequence[str], rows: Rows, of: str) -> tuple[Block, ...]:
    """The picture; `rows` have a year and its counts as they are shown: no bar is drawn of one that
    is not a number.
    """
    if not rows:
        return ()
    high = HEAD + len(rows) * ROW + 4
    told = "; ".join(
        f"{year}: " + ", ".join(f"{k.lower()} {n}" for k, n in zip(kinds, counts, strict=True))
        for year, counts in rows
    )
    caption = f"{of}, by year"
    return (figure(_drawn(kinds, rows, high), high, f"Bars for each year. {told}.", caption),)


def _drawn(kinds: Sequence[str], rows: Rows, high: float) -> Iterator[Shape]:
    known = [int(n) for _, counts in rows for n in counts if n.isdigit()]
    most = max(1, *known) if known else 1
    column = (WIDE - LABELS) / len(kinds)
    room = column - GAP - NUMBER
    for number, (year, counts) in enumerate(rows):
        top = HEAD + number * ROW
        yield from lines([year], 0, middle(1, top, ROW))
        for n, said in enumerate(counts):
            left = LABELS + n * column
            wide = round(room * int(said) / most, 2) if said.isdigit() else 0.0
            if wide:
                yield Box(left, top + (ROW - BAR) / 2, wide, BAR, "accent")
            yield from lines([said], left + wide + 3, middle(1, top, ROW))
    for n, kind in enumerate(kinds):
        left = LABELS + n * column
        yield from lines([kind], left, 2, bold=True)
        yield Line(((left, HEAD - 3), (left, high - 2)), "quiet", 0.8)
