"""The findings that people let stand, as their report shows them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.waived import holding
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people.known import names
from mcapproval.actions.reporting.slices import numbered
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.reports.waivers import Waived
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Waiver
from mcapproval.store.whole import titles


def waivers_page(desk: Desk, asked: Slice = EVERYTHING, ref: str | None = None) -> Page[Waived]:
    """The waivers given until today in the order in which they were, or those of one application; a
    page begins after a row of the journal.

    The day on which one lapsed is not kept: `standing` is as the records stand now.
    """
    key = {} if ref is None else {"ref": ref}
    today = desk.today
    with desk.reading() as connection:
        return numbered(
            connection,
            Waiver,
            asked,
            lambda rows: _told(connection, rows, today),
            today.isoformat(),
            **key,
        )


def _told(connection: Connection, rows: Sequence[Waiver], today: date) -> list[Waived]:
    of = titles(connection, {row.ref for row in rows})
    who = names(connection, {row.by for row in rows})
    told = texts(connection, {row.note for row in rows})
    holds = {
        waiver.seq
        for of_one in {row.ref for row in rows}
        for waiver in holding(connection, case_row(connection, of_one), today)
    }
    return [
        Waived(
            row.ref,
            of[row.ref],
            row.code,
            row.path,
            row.on_day,
            who[row.by],
            "stands" if row.seq in holds else "lapsed",
            told.get(row.note, "(erased)"),
            row.by,
        )
        for row in rows
    ]
