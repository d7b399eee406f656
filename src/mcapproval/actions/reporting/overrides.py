"""The moves past conditions, as their report shows them."""

from __future__ import annotations

import json

from mcapproval.actions.desk import Desk
from mcapproval.actions.people.known import names
from mcapproval.reports.overrides import Overridden
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.store import paging
from mcapproval.store.keep import texts
from mcapproval.store.tables import Override
from mcapproval.store.whole import titles


def overrides(desk: Desk) -> list[Overridden]:
    """Every override in the order in which they were made."""
    return list(overrides_page(desk).rows)


def overrides_page(
    desk: Desk, asked: Slice = EVERYTHING, after: int | None = None
) -> Page[Overridden]:
    """The same a page at a time, which begins after a row of the journal."""
    with desk.reading() as connection:
        rows, more, found = paging.by_number(connection, Override, asked.first, after)
        of = titles(connection, {row.ref for row in rows})
        who = names(connection, {row.by for row in rows})
        told = texts(connection, {row.note for row in rows})
    shown = tuple(
        Overridden(
            row.ref,
            of.get(row.ref, ""),
            row.move,
            row.on_day,
            who[row.by],
            ", ".join(json.loads(row.reasons)),
            str(told.get(row.note, "(erased)")),
        )
        for row in rows
    )
    return Page(shown, found, paging.MANY, str(rows[-1].seq) if more else None)
