"""The moves past conditions, as their report shows them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk
from mcapproval.actions.people.known import names
from mcapproval.actions.reporting.slices import numbered
from mcapproval.reports.overrides import Overridden
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Override
from mcapproval.store.whole import titles


def overrides_page(desk: Desk, asked: Slice = EVERYTHING) -> Page[Overridden]:
    """The overrides in the order in which they were made; a page begins after a row of the
    journal."""
    with desk.reading() as connection:
        return numbered(connection, Override, asked, lambda rows: _told(connection, rows))


def _told(connection: Connection, rows: Sequence[Override]) -> list[Overridden]:
    of = titles(connection, {row.ref for row in rows})
    who = names(connection, {row.by for row in rows})
    told = texts(connection, {row.note for row in rows})
    return [
        Overridden(
            row.ref,
            of.get(row.ref, ""),
            row.move,
            row.on_day,
            who[row.by],
            ", ".join(json.loads(row.reasons)),
            str(told.get(row.note, "(erased)")),
            row.by,
        )
        for row in rows
    ]
