"""The findings that people let stand, as their report shows them."""

from __future__ import annotations

from mcapproval.actions.cases.standing.waived import holding
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people.known import names
from mcapproval.reports.waivers import Waived
from mcapproval.store import queries
from mcapproval.store.keep import texts
from mcapproval.store.tables import Application, Waiver


def waivers(desk: Desk, ref: str | None = None) -> list[Waived]:
    """Every waiver given until today in the order in which they were, or those of one application.

    The day on which one lapsed is not kept: `standing` is as the records stand now.
    """
    today = desk.today.isoformat()
    with desk.reading() as connection:
        found = queries.many(connection, Waiver, **({} if ref is None else {"ref": ref}))
        rows = [row for row in found if row.on_day <= today]
        titles = {row.ref: row.title for row in queries.many(connection, Application)}
        who = names(connection, {row.by for row in rows})
        told = texts(connection, {row.note for row in rows})
        holds = {
            waiver.seq
            for of in {row.ref for row in rows}
            for waiver in holding(connection, case_row(connection, of), desk.today)
        }
    return [
        Waived(
            row.ref,
            titles[row.ref],
            row.code,
            row.path,
            row.on_day,
            who[row.by],
            "stands" if row.seq in holds else "lapsed",
            told.get(row.note, "(erased)"),
        )
        for row in rows
    ]
