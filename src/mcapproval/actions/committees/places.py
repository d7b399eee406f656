"""Where a page of an agenda begins: after so many matters, or after one of them where it stood, so
that what is decided meanwhile takes no other from the page."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.actions.reporting.slices import number
from mcapproval.reports import places
from mcapproval.reports.agenda import ASKED
from mcapproval.store.reported.before_bodies import Thin

Matter = tuple[str, Thin]
"""What is asked, and of what."""

Place = tuple[int, str, str, int]
"""What is asked, by its place in `ASKED`; since which day; of which case; by which row."""


def after(said: str | None) -> int | Place:
    """AskedWrongly for what is neither a number of matters nor a place."""
    ref, values = places.read(said or "0", BY)
    if values is None:
        return number(ref)
    what, since, row = values
    return ASKED.index(what or ASKED[0]), since or "", ref, row or 0


def written(matter: Matter) -> str:
    what, row = matter
    return places.written(row.ref, what, row.since, row.seq or None)


def before(there: Iterator[Matter], start: int | Place) -> tuple[list[Matter], int]:
    """The matters taken to find where the page begins, and how many of these stand before it."""
    if isinstance(start, int):
        return [], start
    taken: list[Matter] = []
    for matter in there:
        taken.append(matter)
        if _place(matter) > start:
            return taken, len(taken) - 1
    return taken, len(taken)


def _place(matter: Matter) -> Place:
    what, row = matter
    return ASKED.index(what), row.since, row.ref, row.seq


def _asked(said: str) -> str:
    if said not in ASKED:
        raise ValueError(said)
    return said


BY = {
    "what is asked": _asked,
    "the day since which it waits": places.day,
    "the row of the journal": places.number,
}
"""What an agenda is in the order of."""
