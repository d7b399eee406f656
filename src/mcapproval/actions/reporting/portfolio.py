"""The micro-credentials, as the report of the portfolio shows them and adds them up."""

from __future__ import annotations

from collections.abc import Sequence

from mcapproval.actions.cases.standing.paused import intakes
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import known_provider
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.reports.portfolio import Listed, Sum
from mcapproval.store import listed, paging
from mcapproval.store.listed import Wanted
from mcapproval.store.undelivered import UndeliveredRow

ALL = Wanted()


def portfolio(desk: Desk) -> list[Listed]:
    """Every micro-credential in the order of its reference."""
    return list(portfolio_page(desk).rows)


def portfolio_page(desk: Desk, wanted: Wanted = ALL, asked: Slice = EVERYTHING) -> Page[Listed]:
    """Those that are wanted, in the order of references. Unknown for a provider nobody knows."""
    with desk.reading() as connection:
        if wanted.provider is not None:
            known_provider(connection, wanted.provider)
        found = listed.page(connection, wanted, asked.one_more, asked.after)
        rows = found[: asked.first]
        refs = [row.ref for row in rows]
        accredited = listed.accredited(connection, refs)
        waiting = listed.next_reviews(connection, refs)
        paused = intakes(connection, desk.today, None if asked.first is None else refs)
        alone = len(found) == len(rows) and asked.after is None
        count = len(rows) if alone else listed.counted(connection, wanted)
    return Page(
        tuple(
            Listed(
                row.ref,
                number(row),
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
            )
            for row in rows
        ),
        count,
        paging.MANY if not alone else count,
        rows[-1].ref if len(found) > len(rows) else None,
    )


def portfolio_sums(desk: Desk, by: Sequence[str], wanted: Wanted = ALL) -> list[Sum]:
    """How many there are by each of `reports.portfolio.BY`, with their credits."""
    with desk.reading() as connection:
        if wanted.provider is not None:
            known_provider(connection, wanted.provider)
        found = listed.groups(connection, wanted, by)
    return [Sum(row.keys, row.number, row.known, row.credits) for row in found]


def number(row: listed.ListedRow | UndeliveredRow) -> str:
    """NZQA's number with its version; empty where it is not known."""
    if row.number is None:
        return ""
    return f"{row.number} v{row.number_version}" if row.number_version else row.number
