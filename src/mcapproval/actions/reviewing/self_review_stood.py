"""How a provider's micro-credentials stood at the end of a year: what was current, due and open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.desk import Desk
from mcapproval.actions.people.known import ERASED
from mcapproval.documents.reviews.year_facts import Drafted, OpenAction, Overdue
from mcapproval.errors import AskedWrongly
from mcapproval.policy.model import Policy
from mcapproval.store import queries
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Application, Case, Item, Listing
from mcapproval.store.whole import of_provider
from mcapproval.workflow.vocabulary import ITEM_ENDS


class Stood(NamedTuple):
    """`listings` counts micro-credentials by state; `drafted` are changes that were not submitted
    by then."""

    on: date
    listings: dict[str, int]
    overdue: tuple[Overdue, ...]
    actions: tuple[OpenAction, ...]
    drafted: tuple[Drafted, ...]


def stood_at_the_end(desk: Desk, provider: str, policy: Policy, year: int) -> Stood:
    """As at the last day of the year, by what was recorded until then; as at today where the year
    is not over, or the records were made after it.
    """
    last = date(year, 12, 31)
    if last < desk.today:
        try:
            with desk.back_to(last).reading() as connection:
                return _stood(connection, provider, policy, last)
        except AskedWrongly:  # the records were made after that day
            pass
    with desk.reading() as connection:
        return _stood(connection, provider, policy, desk.today, last)


def _stood(
    connection: Connection, provider: str, policy: Policy, on: date, until: date | None = None
) -> Stood:
    """`until` is the last day of what could be due where that is not the day itself."""
    listings = {row.ref for row in of_provider(connection, Listing, provider)}
    return Stood(
        on,
        _states(connection, provider),
        tuple(_overdue(connection, listings, on, until)),
        tuple(_open(connection, provider, policy)),
        tuple(_drafted(connection, provider, listings)),
    )


def _states(connection: Connection, provider: str) -> dict[str, int]:
    """How many micro-credentials are in each state."""
    cases = queries.many(connection, Case, provider=provider, track="listing")
    return dict(Counter(case.state for case in cases))


def _overdue(
    connection: Connection, listings: set[str], on: date, until: date | None
) -> Iterator[Overdue]:
    """Due by the end of the year, or before today where the year is not over, and undecided."""
    last = min(on, until) if until else on
    for row in queries.due_reviews(connection, last.isoformat()):
        due = date.fromisoformat(row["due_on"])
        if row["listing"] in listings and (until is None or due < on):
            yield Overdue(row["ref"], row["title"], row["form"], due)


def _open(connection: Connection, provider: str, policy: Policy) -> Iterator[OpenAction]:
    """The actions of re-evaluations that were still to be done."""
    rows = of_provider(connection, Item, provider, track="review", kind="action")
    still = [row for row in rows if row.state not in ITEM_ENDS]
    said = texts(connection, {row.says for row in still})
    known = queries.organisations_at(connection, queries.head(connection)[0])
    for row in sorted(still, key=lambda row: (row.due or "9", row.ref, row.number)):
        yield OpenAction(
            row.ref,
            str(said.get(row.says, ERASED)),
            known.get(row.owner) or policy.title(row.owner) if row.owner else "nobody named",
            date.fromisoformat(row.due) if row.due else None,
        )


def _drafted(connection: Connection, provider: str, listings: set[str]) -> Iterator[Drafted]:
    """The changes that were begun, had not come to their end, and were never submitted."""
    rows = of_provider(connection, Application, provider, kind="change")
    changes = {row.ref: row for row in rows if row.of_ref in listings and not row.law_day}
    for case in queries.among(connection, Case, "ref", changes):
        state = definition_of(connection, case).states[case.state]
        if not state.end:
            due = date.fromisoformat(case.due_on) if case.due_on else None
            yield Drafted(case.ref, changes[case.ref].title, state.label, due)
