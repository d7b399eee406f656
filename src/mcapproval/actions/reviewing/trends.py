"""How micro-credentials do over the years, from their deliveries and their re-evaluations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import Connection

from mcapproval.actions.deliveries.counted import cohorts
from mcapproval.actions.desk import Desk, about
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import known_provider, listing_row
from mcapproval.actions.papers.house import house_of
from mcapproval.actions.reporting.slices import after_ref
from mcapproval.actions.reviewing.counted_once import COHORTS
from mcapproval.actions.reviewing.trend_rows import PARTS, years_of
from mcapproval.clock import months_between
from mcapproval.documents.pictures.years import Row
from mcapproval.documents.reviews.trends import TrendFacts, YearsOf
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.reports.trends import Year, note
from mcapproval.store.reported import listed
from mcapproval.store.reported.listed import ListedRow, Wanted
from mcapproval.store.rows.folded import Listing
from mcapproval.store.whole import Decided, decided


def trends(
    desk: Desk,
    years: int,
    provider: str | None = None,
    listing: str | None = None,
    shared: bool = False,
) -> tuple[Year, ...]:
    """Each of so many years up to this one, by micro-credential, in the order of the references.

    `shared`: counts that could say who learners were are left out, with what would tell them.
    """
    return trends_page(desk, years, provider, listing, shared).rows


def trends_page(
    desk: Desk,
    years: int,
    provider: str | None = None,
    listing: str | None = None,
    shared: bool = False,
    asked: Slice = EVERYTHING,
) -> Page[Year]:
    """The same of so many micro-credentials at a time, after one of them."""
    with desk.reading() as connection:
        found = _found(connection, provider, listing, asked)
        rows = found[: asked.first]
        least = {
            of: policy_for(connection, of, desk.today).share_at_least if shared else None
            for of in {row.provider for row in rows}
        }
        today = desk.today
        wanted = range(today.year - years + 1, today.year + 1)
        delivered = cohorts(connection, [row.ref for row in rows])
        reviews: dict[str, list[Decided]] = {}
        for review in decided(connection, [row.ref for row in rows], PARTS):
            reviews.setdefault(review.listing, []).append(review)
    shown = tuple(
        year
        for row in rows
        for year in years_of(
            row,
            delivered.get(row.ref, {}),
            reviews.get(row.ref, ()),
            today,
            wanted,
            least[row.provider],
        )
    )
    last = rows[-1].ref if len(found) > len(rows) else None
    whole = last is None and asked.after is None
    return Page(shown, len(shown) if whole else None, last=last)


def trend_facts(
    desk: Desk, rows: Iterable[Year], provider: str | None, shared: bool = False
) -> TrendFacts:
    """The same, to be drawn."""
    by: dict[str, list[Year]] = {}
    for row in rows:
        by.setdefault(row.listing, []).append(row)
    with desk.reading() as connection:
        records = about(connection)
        house = house_of(connection, provider or records.provider, desk.today)
    each = tuple(
        YearsOf(
            f"{found[0].title} ({ref})",
            tuple(
                Row(str(y.year), (y.enrolled, y.completed), period(y, desk.today)) for y in found
            ),
            tuple(
                (str(y.year), y.counts, y.went, y.of_ended, y.need, y.said, y.decision)
                for y in found
            ),
        )
        for ref, found in by.items()
    )
    return TrendFacts(each, note(shared), desk.today, records.simulated, house)


YEAR = range(365 - 31, 366 + 31 + 1)
"""Days of about a year: as long as what may be compared with one, by a month at most."""


def period(row: Year, today: date) -> str:
    """Of what a row counts where that is not about a year; empty where it is, or counts nothing."""
    if row.last_day is None:
        return ""
    last = date.fromisoformat(row.last_day)
    if row.source == COHORTS:
        return "not over" if last > today else ""
    if row.first_day is None:
        return "first day not known"
    first, end = date.fromisoformat(row.first_day), last + timedelta(days=1)
    days, months = (end - first).days, months_between(first, end)
    if days in YEAR:
        return ""
    many, unit = (months, "month") if months else (days, "day")
    return f"{many} {unit}{'' if many == 1 else 's'}"


def _found(
    connection: Connection, provider: str | None, listing: str | None, asked: Slice
) -> list[ListedRow]:
    """The micro-credentials of a page, and the one after it."""
    known_provider(connection, provider)
    one = listing_row(connection, listing).ref if listing else None
    wanted = Wanted(provider=provider, ref=one)
    after = after_ref(connection, asked, Listing)
    return listed.page(connection, wanted, asked.one_more, after)
