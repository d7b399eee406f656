"""The days of an application to scale: a row for each stay in a state, the oldest at the top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from mcapproval.clock import add_months, spoken
from mcapproval.documents.answers import listed
from mcapproval.documents.content import Block, TableBlock
from mcapproval.documents.drawing.measuring import width, wrapped
from mcapproval.documents.picture import Box, Dot, Line, Shade, Shape
from mcapproval.documents.pictures.sheet import LINE, SIZE, SMALLER, WIDE, figure, lines, middle
from mcapproval.documents.pictures.stays import Stay, by_state
from mcapproval.workflow.drawing.walked import days

ROWS = 20
"""Stays that have a row each; beyond that the stays of one state share a row."""

LEFT, RIGHT, PAD = 112.0, 318.0, 8.0
"""Points: between them the days are to scale, with the states before and whose they were after."""

HEAD, ROW, BAR, LEAST, FOOT = 22.0, 22.0, 11.0, 1.5, 20.0
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

MONTH, STEPS = 46.0, (1, 2, 3, 6, 12, 24, 60, 120)
"""Points that a month's name takes with what is left free beside it; from one named to the next."""

SHADES: dict[str, tuple[Shade, Shade | None, bool]] = {
    "ours": ("accent", None, False),
    "outside": ("soft", "accent", False),
    "aside": ("paper", "quiet", True),
}
"""By kind of stay: the fill, the edge, and whether the edge is dashed."""

MEANS = {
    "ours": "with somebody of ours",
    "outside": "with a body outside",
    "aside": "put aside",
    "ended": "ended",
}

Row = tuple[Stay, ...]


def timeline(all_stays: Sequence[Stay], as_at: date) -> tuple[Block, ...]:
    """The picture and the table of its numbers; nothing for a case that was nowhere yet."""
    if not all_stays:
        return ()
    rows: Sequence[Row] = [(stay,) for stay in all_stays]
    if len(rows) > ROWS:
        rows = tuple(by_state(all_stays).values())
    texts = [_texts(row) for row in rows]
    highs = [max(ROW, max(map(len, pair)) * LINE + 3) for pair in texts]
    tops = [HEAD + sum(highs[:number]) for number in range(len(rows))]
    foot = HEAD + sum(highs)
    scale = _Scale(all_stays[0].first, _last_day(all_stays[-1], as_at))
    shapes = (
        *_months(scale, foot),
        *(
            shape
            for row, pair, top, high in zip(rows, texts, tops, highs, strict=True)
            for shape in _row(row, pair, top, high, scale)
        ),
        *_legend([stay.kind for stay in all_stays], foot),
    )
    caption = f"The days from {spoken(scale.first)} to {spoken(scale.last)}"
    return figure(shapes, foot + FOOT, _told(rows, caption), caption), _table(rows)


def _last_day(stay: Stay, as_at: date) -> date:
    """The day of the paper; of a case that has ended, the day on which it did."""
    return stay.first if stay.kind == "ended" else max(as_at, stay.first)


class _Scale:
    """Where a day stands between `LEFT` and `RIGHT`."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.whole = max(1, (last - first).days)

    def at(self, day: date) -> float:
        part = min(1.0, max(0.0, (day - self.first).days / self.whole))
        return round(LEFT + (RIGHT - LEFT) * part, 2)


def spent(row: Row) -> str:
    """`12 days`, `12 days in 2 visits`; an end has only the day on which it came."""
    if row[0].kind == "ended":
        return f"on {listed(spoken(stay.first) for stay in row)}"
    visits = f" in {len(row)} visits" if len(row) > 1 else ""
    return f"{days(sum(stay.days for stay in row))}{visits}"


def _texts(row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands before the days of a row, and after."""
    told = spent(row) if row[0].kind == "ended" else f"{spent(row)}, {row[0].whose}"
    return (
        wrapped(row[0].label, SIZE, LEFT - PAD, bold=True),
        wrapped(told, SIZE, WIDE - RIGHT - PAD),
    )


def _row(
    row: Row,
    texts: tuple[Sequence[str], Sequence[str]],
    top: float,
    high: float,
    scale: _Scale,
) -> Iterator[Shape]:
    before, after = texts
    yield Line(((0, top + high), (WIDE, top + high)), "soft", 0.5)
    yield from lines(before, 0, middle(len(before), top, high), bold=True)
    centre = top + high / 2
    for stay in row:
        start, stop = scale.at(stay.first), scale.at(stay.until)
        if stay.kind == "ended":
            yield Dot(start, centre, 4, "paper", "accent")
            yield Dot(start, centre, 2, "accent")
            continue
        fill, edge, dashed = SHADES[stay.kind]
        wide = max(LEAST, round(stop - start, 2))
        left, dashed = min(start, RIGHT - wide), dashed and wide > BAR / 2
        yield Box(left, centre - BAR / 2, wide, BAR, fill, edge, dashed=dashed)
    yield from lines(after, RIGHT + PAD, middle(len(after), top, high))


def _months(scale: _Scale, foot: float) -> Iterator[Shape]:
    """The first days of months, of each second or third where not all names have room."""
    yield Line(((LEFT, HEAD), (LEFT, foot)), "quiet", 0.8)
    yield Line(((RIGHT, HEAD), (RIGHT, foot)), "quiet", 0.8)
    months = (RIGHT - LEFT) / (scale.whole / 30)
    step = next((step for step in STEPS if months * step >= MONTH), STEPS[-1])
    for month in _firsts(scale, step):
        at = scale.at(month)
        yield Line(((at, HEAD - 4), (at, foot)), "soft", 0.8)
        said = f"{MONTHS[month.month - 1]} {month.year}"
        yield from lines([said], at, 5, size=SMALLER, anchor="middle")


def _firsts(scale: _Scale, step: int) -> Iterator[date]:
    month = scale.first.replace(day=1)
    while (month := add_months(month, 1)) <= scale.last:
        if (12 * month.year + month.month - 1) % step == 0:
            yield month


def _legend(kinds: Sequence[str], foot: float) -> Iterator[Shape]:
    x = 0.0
    for kind, means in MEANS.items():
        if kind not in kinds:
            continue
        if kind == "ended":
            yield Dot(x + 8, foot + 12, 4, "paper", "accent")
            yield Dot(x + 8, foot + 12, 2, "accent")
        else:
            fill, edge, dashed = SHADES[kind]
            yield Box(x + 0.5, foot + 8, 16, 8, fill, edge, dashed=dashed)
        yield from lines([means], x + 22, foot + 7, size=SMALLER)
        x += 22 + width(means, SMALLER) + 14


def _told(rows: Sequence[Row], caption: str) -> str:
    said = [
        f"{row[0].label} {spent(row)}"
        if row[0].kind == "ended"
        else f"{row[0].label}, {spent(row)} from {spoken(row[0].first)}, {row[0].whose}"
        for row in rows
    ]
    return f"{caption}, to scale: {'; '.join(said)}."


def _table(rows: Sequence[Row]) -> TableBlock:
    return TableBlock(
        ("State", "From", "Time there", "With whom"),
        tuple(
            (row[0].label, spoken(row[0].first), spent(row), row[0].whose.removeprefix("with "))
            for row in rows
        ),
        "The days in numbers",
        (4, 3, 3, 4),
        dense=True,
        row_heads=True,
    )
