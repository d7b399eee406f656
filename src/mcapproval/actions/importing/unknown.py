"""What we do not know yet: of how many micro-credentials each fact is missing, by column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.deliveries.standing import reported
from mcapproval.actions.importing.headings import sheets
from mcapproval.clock import MONTHS_A_YEAR, add_months
from mcapproval.store import queries
from mcapproval.store.rows.folded import Accreditation, Case, Delivery, Listing, Review
from mcapproval.workflow.vocabulary import LISTING_ENDS

EXPIRING = "expiring"
LISTED = {
    "number": "number",
    "version": "number_version",
    "reporting_code": "reporting_code",
    "level": "level",
    "credits": "credits",
    "nzsced": "nzsced",
    "approved_on": "approved_on",
    "review_period": "review_years",
    "nzqa_review_on": "nzqa_review_on",
    "owner": "owner",
}
"""Columns of the sheet by the fact that the listing keeps. A title in te reo Māori may not be: to
have none is no gap."""

COUNTED = ("starts", "enrolled", "completed")


@dataclass(frozen=True, slots=True)
class Gap:
    """A column of a sheet, and the references of those of which it is not known, out of `of`."""

    sheet: str
    column: str
    label: str
    refs: tuple[str, ...]
    of: int


def gaps(connection: Connection, today: date) -> tuple[Gap, ...]:
    """Over all records: micro-credentials that are not at their end, and their cohorts."""
    ended = {case.ref for case in queries.many(connection, Case) if case.state in LISTING_ENDS}
    listings = [row for row in queries.many(connection, Listing) if row.ref not in ended]
    refs = {row.ref for row in listings}
    accredited = {row.listing for row in queries.many(connection, Accreditation)}
    reviewed = {row.listing for row in queries.many(connection, Review) if row.decided_on}
    cohorts = [
        row for row in queries.many(connection, Delivery, cancelled=False) if row.listing in refs
    ]
    counted = {row.listing for row in cohorts}
    found = [
        _gap("micro-credentials", column, listings, lambda row, fact=fact: getattr(row, fact))
        for column, fact in LISTED.items()
    ]
    has: dict[str, Callable[[Listing], object]] = {
        "providers": lambda row: row.ref in accredited or None,
        "last_review_on": lambda row: row.ref in reviewed or None,
    }
    found += [_gap("micro-credentials", column, listings, known) for column, known in has.items()]
    last_days = {row.ref: row.due_on for row in queries.many(connection, Case, state=EXPIRING)}
    expiring = [row for row in listings if row.ref in last_days]
    found.append(_gap("micro-credentials", "teach_out", expiring, lambda row: last_days[row.ref]))
    none = tuple(row.ref for row in listings if row.ref not in counted)
    found.append(Gap("cohorts", "cohort", "Any cohort", none, len(listings)))
    found += [
        _gap("cohorts", column, cohorts, lambda row, fact=column: getattr(row, fact))
        for column in COUNTED
    ]
    found.append(_gap("cohorts", "reported_on", ended_lately(cohorts, today), reported))
    return tuple(gap for gap in found if gap.refs)


def ended_lately(cohorts: Iterable[Delivery], today: date) -> list[Delivery]:
    """Those with completions in the last year: older ones NZQA has, or will not ask for now."""
    since = add_months(today, -MONTHS_A_YEAR).isoformat()
    return [
        row for row in cohorts if row.completed and (row.completed_on or row.ends or "") >= since
    ]


def _gap(
    sheet: str,
    column: str,
    rows: Sequence[Listing] | Sequence[Delivery],
    known: Callable[..., object],
) -> Gap:
    listed: list[Listing | Delivery] = [*rows]
    columns = {each.name: each for each in sheets()[sheet].columns}
    missing = tuple(row.ref for row in listed if known(row) is None)
    return Gap(sheet, column, columns[column].heads[0], missing, len(listed))
