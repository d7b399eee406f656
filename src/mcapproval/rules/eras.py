"""Days between which the law stays as it is: what holds on one of them holds on all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date

from mcapproval.clock import add_days


def changes(spans: Iterable[tuple[date, date | None]]) -> tuple[date, ...]:
    """The days on which something begins, or is over, of what holds from one day until another."""
    firsts: set[date] = set()
    for since, until in spans:
        firsts |= {since} if until is None else {since, add_days(until, 1)}
    return tuple(sorted(firsts))


def era(changed: Sequence[date], day: date) -> date:
    """The last of these days up to a day; the first day there is where none was before it."""
    before = bisect_right(changed, day)
    return changed[before - 1] if before else date.min
