"""Which assessment shows which outcome, and the hours of each outcome: a grid with marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mcapproval.documents.answers import count, listed
from mcapproval.documents.content import Block, Prose, TableBlock
from mcapproval.documents.drawing.measuring import shortened, width
from mcapproval.documents.picture import Box, Dot, Line, Shape
from mcapproval.documents.pictures.sheet import (
    LINE,
    SIZE,
    SMALLER,
    WIDE,
    figure,
    lines,
    middle,
)

OUTCOMES, ASSESSMENTS = 16, 10
"""As many as can be read in one picture; beyond that the numbers are told in words and a table."""

LABELS, HOURS, COLUMN = 150.0, 84.0, 44.0
"""Points: the columns of outcomes and of hours, and the widest that an assessment's is."""

NAME = 34.0
"""Points: the room of an outcome's id."""

ROW, HEAD, FOOT = 23.0, 28.0, 18.0
NUMBER = 24.0
"""Points at the right end of the hours, for their number."""


@dataclass(frozen=True, slots=True)
class Outcome:
    id: str
    statement: str
    hours: int | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """`weight` in per cent; `shows` are the outcomes by id."""

    id: str
    weight: int | None
    shows: frozenset[str]


def coverage(
    outcomes: Sequence[Outcome],
    assessments: Sequence[Assessment],
    tables: tuple[TableBlock, ...],
) -> tuple[Block, ...]:
    """The picture with the tables that have its numbers; a sentence in its place where there is
    more than can be read in one.
    """
    if not _readable(outcomes, assessments):
        told = f"{count(len(outcomes), 'outcome')} and {count(len(assessments), 'assessment')}"
        return Prose(f"{told} are more than a picture can show: the table has them all."), *tables
    high = HEAD + ROW * len(outcomes) + FOOT
    caption = "Which assessment shows which outcome, and the hours of each outcome"
    shapes = (*_grid(outcomes, assessments), *_hours(outcomes, assessments))
    return (figure(shapes, high, _told(outcomes, assessments), caption), *tables)


def _readable(outcomes: Sequence[Outcome], assessments: Sequence[Assessment]) -> bool:
    """Whether there are few enough, and every id has the room that it takes."""
    if len(outcomes) > OUTCOMES or len(assessments) > ASSESSMENTS:
        return False
    heads = (max(width(a.id, SIZE, True), width(_weight(a), SMALLER)) for a in assessments)
    narrow = all(wide <= _column(assessments) - 2 for wide in heads)
    return narrow and all(width(outcome.id, SIZE, True) <= NAME for outcome in outcomes)


def _weight(assessment: Assessment) -> str:
    return "" if assessment.weight is None else f"{assessment.weight} %"


def _told(outcomes: Sequence[Outcome], assessments: Sequence[Assessment]) -> str:
    """The picture in words, with its numbers."""
    rows = []
    for outcome in outcomes:
        by = listed(each.id for each in assessments if outcome.id in each.shows)
        hours = f" ({count(outcome.hours, 'hour')})" if outcome.hours is not None else ""
        rows.append(f"{outcome.id}{hours} by {by or 'none'}")
    weights = listed(
        each.id if each.weight is None else f"{each.id} ({each.weight} per cent)"
        for each in assessments
    )
    return (
        f"A grid with a dot where an assessment shows an outcome: {'; '.join(rows)}. "
        f"The assessments with their weights: {weights}."
    )


def _column(assessments: Sequence[Assessment]) -> float:
    return min(COLUMN, (WIDE - LABELS - HOURS - 16) / max(1, len(assessments)))


def _grid(outcomes: Sequence[Outcome], assessments: Sequence[Assessment]) -> Iterator[Shape]:
    wide = _column(assessments)
    right = LABELS + wide * len(assessments)
    foot = HEAD + ROW * len(outcomes)
    for number, outcome in enumerate(outcomes):
        top = HEAD + ROW * number
        if number % 2 == 0:
            yield Box(0, top, WIDE, ROW, "tint")
        yield from _named(outcome, top)
        for place, assessment in enumerate(assessments):
            if outcome.id in assessment.shows:
                yield Dot(LABELS + wide * (place + 0.5), top + ROW / 2, 5.5, "accent")
    for place, assessment in enumerate(assessments):
        centre = LABELS + wide * (place + 0.5)
        yield from lines([assessment.id], centre, 2, bold=True, anchor="middle")
        if weight := _weight(assessment):
            yield from lines([weight], centre, 2 + LINE, size=SMALLER, anchor="middle")
    for place in range(len(assessments) + 1):
        x = LABELS + wide * place
        yield Line(((x, HEAD), (x, foot)), "quiet", 0.5)
    yield Line(((0, HEAD), (WIDE, HEAD)), "accent", 0.8)
    yield Line(((0, foot), (right, foot)), "quiet", 0.5)
    yield Dot(5.5, foot + FOOT / 2 + 1, 4, "accent")
    yield from lines(["The assessment shows the outcome"], 14, foot + 4, size=SMALLER)


def _named(outcome: Outcome, top: float) -> Iterator[Shape]:
    """The outcome's id, and the first words of its statement, which stands in full in the paper."""
    yield from lines([outcome.id], 4, middle(1, top, ROW), bold=True)
    said = shortened(outcome.statement, SMALLER, LABELS - NAME - 12, 2)
    yield from lines(said, NAME + 6, middle(len(said), top, ROW), size=SMALLER)


def _hours(outcomes: Sequence[Outcome], assessments: Sequence[Assessment]) -> Iterator[Shape]:
    """A bar and its number for each outcome, beside the grid."""
    if all(outcome.hours is None for outcome in outcomes):
        return
    left = LABELS + _column(assessments) * len(assessments) + 12
    yield from lines(["Hours"], left, 2, bold=True)
    most = max(1, *(outcome.hours or 0 for outcome in outcomes))
    room = min(WIDE - left - NUMBER - 4, 120)
    for number, outcome in enumerate(outcomes):
        if outcome.hours is None:
            continue
        top = HEAD + ROW * number
        wide = round(room * max(0, outcome.hours) / most, 2)
        if wide:
            yield Box(left, top + ROW / 2 - 5, wide, 10, "accent")
        yield from lines([str(outcome.hours)], left + wide + 4, middle(1, top, ROW), bold=True)
