"""Counts by month, a column of bars for each kind: small pictures of one scale, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mcapproval.documents.answers import listed
from mcapproval.documents.content import Block, TableBlock
from mcapproval.documents.picture import Box, Line, Shape
from mcapproval.documents.pictures.sheet import WIDE, figure, lines, middle
from mcapproval.documents.pictures.timeline import MONTHS

LABELS, GAP, NUMBER = 58.0, 10.0, 20.0
"""Points: the column of months, between two columns of bars, and of the number behind a bar."""

HEAD, ROW, CLOSE, BAR, YEAR = 20.0, 15.0, 13.0, 9.0, 5.0
"""Points: above the bars, a month, one of many, a bar, and what is left free before a new year."""

MANY = 18
"""Months beyond which they stand closer: two years have room below the head of their paper."""

MOST = 36
"""Months that can be read in one picture; beyond that the table alone tells them."""

Rows = Sequence[tuple[str, Sequence[int]]]


def by_month(kinds: Sequence[str], rows: Rows, caption: str) -> tuple[Block, ...]:
    """The picture, and the table of its numbers; `rows` have a month ("2028-03") and its counts."""
    if not rows:
        return ()
    table = TableBlock(
        ("Month", *kinds),
        tuple((_spoken(month), *map(str, counts)) for month, counts in rows),
        f"{caption}, in numbers",
        (3, *(2 for _ in kinds)),
        dense=True,
        row_heads=True,
    )
    if len(rows) > MOST:
        return (table,)
    row = ROW if len(rows) <= MANY else CLOSE
    tops, high = _tops(rows, row)
    told = listed(
        f"{kind.lower()} {sum(counts[n] for _, counts in rows)}" for n, kind in enumerate(kinds)
    )
    alternative = f"{caption}, as bars for each month. In all: {told}."
    return figure(_drawn(kinds, rows, tops, row, high), high, alternative, caption), table


def _spoken(month: str) -> str:
    return f"{MONTHS[int(month[5:]) - 1]} {month[:4]}"


def _tops(rows: Rows, row: float) -> tuple[list[float], float]:
    """The top of each month, and the height of all."""
    found, top = [], HEAD
    for number, (month, _) in enumerate(rows):
        if number and month.endswith("-01"):
            top += YEAR
        found.append(top)
        top += row
    return found, top + 4


def _drawn(
    kinds: Sequence[str], rows: Rows, tops: Sequence[float], row: float, high: float
) -> Iterator[Shape]:
    most = max(1, *(count for _, counts in rows for count in counts))
    column = (WIDE - LABELS) / len(kinds)
    room = column - GAP - NUMBER
    for (month, _), top in zip(rows, tops, strict=True):
        yield from lines([_spoken(month)], 0, middle(1, top, row))
    for n, kind in enumerate(kinds):
        left = LABELS + n * column
        yield from lines([kind], left, 2, bold=True)
        yield Line(((left, HEAD - 3), (left, high - 2)), "quiet", 0.8)
        for (_, counts), top in zip(rows, tops, strict=True):
            if counts[n]:
                wide = round(room * counts[n] / most, 2)
                yield Box(left, top + (row - BAR) / 2, wide, BAR, "accent")
                yield from lines([str(counts[n])], left + wide + 3, middle(1, top, row))
