"""The findings that people let stand, as their report shows them."""

from __future__ import annotations

from mcapproval.actions.cases.standing.waived import holding
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people.known import names
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.reports.waivers import Waived
from mcapproval.store import paging
from mcapproval.store.keep import texts
from mcapproval.store.tables import Waiver
from mcapproval.store.whole import titles


def waivers(desk: Desk, ref: str | None = None) -> list[Waived]:
    """Every waiver given until today in the order in which they were, or those of one application.

    The day on which one lapsed is not kept: `standing` is as the records stand now.
    """
    return list(waivers_page(desk, ref=ref).rows)


def waivers_page(
    desk: Desk, asked: Slice = EVERYTHING, after: int | None = None, ref: str | None = None
) -> Page[Waived]:
    """The same a page at a time, which begins after a row of the journal."""
    key = {} if ref is None else {"ref": ref}
    with desk.reading() as connection:
        rows, more, found = paging.by_number(
            connection, Waiver, asked.first, after, desk.today.isoformat(), **key
        )
        of = titles(connection, {row.ref for row in rows})
        who = names(connection, {row.by for row in rows})
        told = texts(connection, {row.note for row in rows})
        holds = {
            waiver.seq
            for of_one in {row.ref for row in rows}
            for waiver in holding(connection, case_row(connection, of_one), desk.today)
        }
    shown = tuple(
        Waived(
            row.ref,
            of[row.ref],
            row.code,
            row.path,
            row.on_day,
            who[row.by],
            "stands" if row.seq in holds else "lapsed",
            told.get(row.note, "(erased)"),
        )
        for row in rows
    )
    return Page(shown, found, paging.MANY, str(rows[-1].seq) if more else None)
