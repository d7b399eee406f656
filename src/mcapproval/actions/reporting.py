"""Gather what the reports show. Reports themselves read no records."""

from __future__ import annotations

import json

from mcapproval.actions.cases.standing.paused import intakes
from mcapproval.actions.cases.standing.waived import holding
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people.known import names
from mcapproval.reports.overrides import Overridden
from mcapproval.reports.portfolio import Listed
from mcapproval.reports.waivers import Waived
from mcapproval.store import queries
from mcapproval.store.keep import texts
from mcapproval.store.tables import (
    Accreditation,
    Application,
    Case,
    Listing,
    Override,
    Review,
    Waiver,
)
from mcapproval.store.whole import titles


def portfolio(desk: Desk) -> list[Listed]:
    """Every micro-credential in the order of its reference."""
    with desk.reading() as connection:
        cases = {case.ref: case for case in queries.many(connection, Case, track="listing")}
        accredited: dict[str, int] = {}
        for row in queries.many(connection, Accreditation):
            accredited[row.listing] = accredited.get(row.listing, 0) + 1
        waiting: dict[str, str] = {}
        for review in queries.many(connection, Review, waits=True):
            soonest = waiting.get(review.listing, review.due_on)
            waiting[review.listing] = min(soonest, review.due_on)
        paused = intakes(connection, desk.today)
        return [
            Listed(
                row.ref,
                _number(row),
                row.title,
                row.level,
                row.credits,
                row.nzsced or "",
                cases[row.ref].state,
                cases[row.ref].provider,
                accredited.get(row.ref, 0),
                row.approved_on or "",
                waiting.get(row.ref, ""),
                paused.get(row.ref, ""),
            )
            for row in queries.many(connection, Listing)
        ]


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


def overrides(desk: Desk) -> list[Overridden]:
    """Every override in the order in which they were made."""
    with desk.reading() as connection:
        rows = queries.many(connection, Override)
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
        )
        for row in rows
    ]


def _number(row: Listing) -> str:
    if row.number is None:
        return ""
    return f"{row.number} v{row.number_version}" if row.number_version else row.number
