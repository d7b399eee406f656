"""What a column can say: what can't be is a fault, what seldom is so is taken and told.

The bounds are data: `headings.toml` beside this module has them, or names a value of the law.
"""

from __future__ import annotations

from datetime import date
from enum import Enum, auto
from functools import cache
from typing import TypeVar

from mcapproval.actions.importing.faults import Kind, Row
from mcapproval.actions.importing.headings import Bound, Column, sheets
from mcapproval.clock import MONTHS_A_YEAR, add_months, spoken
from mcapproval.rules.law import Law

T = TypeVar("T", int, date)

LOOK = "taken as it is; look at it"
MEND = "correct it, or leave the cell empty where it is not known"


class Passed(Enum):
    """Which of two bounds was passed."""

    LEAST = auto()
    MOST = auto()


def within(
    row: Row, sheet: str, column: str, value: T | None, today: date, written: str = ""
) -> T | None:
    """The value; None, with the fault kept, where it can't be. `written` is how messages say it."""
    if value is None:
        return None
    found = _column(sheet, column)
    bounds, head = found.bounds, found.heads[0]
    said = written or _said(value)
    least, most = _of_law(bounds.least, today), _of_law(bounds.most, today)
    ahead = bounds.years_ahead
    if ahead is not None:
        most = add_months(today, ahead * MONTHS_A_YEAR)
    if passed := _passed(value, least, most):
        late = ahead is not None and passed[0] is Passed.MOST
        why = f"{ahead} years from now" if late else bounds.because
        wrong = _outside(*passed)
        row.wrong(
            column, f"{head} can't be {said}: that is {wrong}{_because(why)}", bounds.mend or MEND
        )
        return None
    below, above = _of_law(bounds.seldom_below, today), _of_law(bounds.seldom_above, today)
    if passed := _passed(value, below, above):
        seldom = f"{_outside(*passed)}{_because(bounds.seldom_because)}"
        row.note(column, f"{head}: {said} is {seldom}: {LOOK}", Kind.SELDOM)
    return value


@cache
def _column(sheet: str, column: str) -> Column:
    return next(each for each in sheets()[sheet].columns if each.name == column)


def _of_law(bound: Bound, today: date) -> int | date | None:
    """A bound, of those in words the value of the law of the day; None where it has none."""
    if not isinstance(bound, str):
        return bound
    held = Law(today).maybe(*bound.split("/"))
    if held is None:
        return None
    found = max(held.value) if isinstance(held.value, list) else held.value
    assert isinstance(found, int)
    return found


def _passed(
    value: int | date, least: int | date | None, most: int | date | None
) -> tuple[Passed, int | date] | None:
    """Which bound a value lies beyond, and what that bound is; None where it is within both."""
    if least is not None and _rank(value) < _rank(least):
        return Passed.LEAST, least
    if most is not None and _rank(value) > _rank(most):
        return Passed.MOST, most
    return None


def _outside(passed: Passed, bound: int | date) -> str:
    """In words how what passed a bound lies outside."""
    day = isinstance(bound, date)
    if passed is Passed.LEAST:
        return f"{'before' if day else 'less than'} {_said(bound)}"
    return f"{'after' if day else 'more than'} {_said(bound)}"


def _rank(value: int | date) -> int:
    return value.toordinal() if isinstance(value, date) else value


def _said(value: int | date) -> str:
    return spoken(value) if isinstance(value, date) else f"{value:,}"


def _because(why: str) -> str:
    return f" ({why})" if why else ""
