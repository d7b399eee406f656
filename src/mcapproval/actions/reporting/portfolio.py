"""The micro-credentials, as the report of the portfolio shows them and adds them up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.paused import intakes
from mcapproval.actions.desk import Desk
from mcapproval.actions.finding.worded import states_meant
from mcapproval.actions.lookup import known_provider
from mcapproval.actions.reporting.slices import after_ref, page_of
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.reports.portfolio import Listed, Sum
from mcapproval.store.ask import over
from mcapproval.store.reported import listed
from mcapproval.store.reported.listed import TRACK, ListedRow, Wanted
from mcapproval.store.rows.folded import Listing

ALL = Wanted()


def portfolio_page(desk: Desk, wanted: Wanted = ALL, asked: Slice = EVERYTHING) -> Page[Listed]:
    """Those that are wanted, in the order of references; states as people say them. Unknown for a
    provider nobody knows, or a state that no workflow has.
    """
    with desk.reading() as connection:
        wanted = _known(connection, wanted)
        after = after_ref(connection, asked, Listing)
        found = listed.page(connection, wanted, asked.one_more, after)
        some = None if asked.first is None else [row.ref for row in found]
        paused = intakes(connection, desk.today, some)
        page = page_of(
            found,
            asked,
            lambda rows: _told(connection, rows, paused),
            lambda: listed.counted(connection, wanted),
            lambda row: row.ref,
        )
        return page if page.whole else replace(page, sums=_sums(connection, wanted, page))


def _sums(connection: Connection, wanted: Wanted, page: Page[Listed]) -> dict[str, int]:
    """What all come to: credits, and how many of them do not have each; of very many, nothing."""
    if page.found is None or page.found > page.counted:
        return {}
    known = listed.known(connection, wanted)
    lacking = {key: known.number - getattr(known, key) for key in ("credits", "level", "field")}
    return {"sum": known.sum, **lacking}


def _told(
    connection: Connection, rows: Sequence[ListedRow], paused: Mapping[str, str]
) -> list[Listed]:
    refs = [row.ref for row in rows]
    accredited = listed.accredited(connection, refs)
    waiting = listed.next_reviews(connection, refs)
    return [
        Listed(
            row.ref,
            row.number or "",
            row.title,
            row.level,
            row.credits,
            row.nzsced or "",
            row.status,
            row.provider,
            accredited.get(row.ref, 0),
            row.approved_on or "",
            waiting.get(row.ref, ""),
            paused.get(row.ref, ""),
            row.number_version if row.number else None,
        )
        for row in rows
    ]


def portfolio_sums(desk: Desk, by: Sequence[str], wanted: Wanted = ALL) -> list[Sum]:
    """How many there are by each of `reports.portfolio.BY`, with their credits."""
    with desk.reading() as connection:
        found = listed.groups(connection, _known(connection, wanted), by)
    return [Sum(row.keys, row.number, row.known, row.credits) for row in found]


def _known(connection: Connection, wanted: Wanted) -> Wanted:
    known_provider(connection, wanted.provider)
    return wanted._replace(states=states_meant(over(connection), wanted.states, TRACK))
