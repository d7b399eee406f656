"""`report portfolio`: what micro-credentials there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.report_options import Shown, put_report, report_options
from mcapproval.cli.report_pages import all_are_counted, pages, tell_next
from mcapproval.cli.view import view

if TYPE_CHECKING:
    from mcapproval.reports.paging import Slice

BY = ("level", "credits", "nzsced", "status", "provider")
TITLE = "Portfolio of micro-credentials"


@click.command(
    name="portfolio",
    help="""Every micro-credential: level, credits, status, provider, next review.

\b
Examples:
  mcapproval report portfolio
  mcapproval report portfolio --provider otago-polytechnic --level 5
  mcapproval report portfolio --by level
  mcapproval report portfolio --by nzsced --by status --pdf fields.pdf
  mcapproval report portfolio --as-at 2027-12-31 --csv

--by counts them and adds up their credits, a line for each level, size, broad field of study,
status or provider; given again, a line for each pair. NZSCED codes are added up by their broad
field, their first two digits.
""",
)
@click.option(
    "--by", type=click.Choice(BY), multiple=True, help="Counts by this; more than once together."
)
@click.option("--provider", metavar="KEY", help="Only of this provider.")
@click.option("--status", metavar="STATE", help="Only in this state, such as current.")
@click.option("--level", type=click.IntRange(1, 10), metavar="N", help="Only at this level.")
@report_options
@pages("MC", "micro-credential")
@seat.seat
def report_portfolio(
    shown: Shown,
    asked: Slice,
    by: tuple[str, ...],
    provider: str | None,
    status: str | None,
    level: int | None,
) -> None:
    from mcapproval.actions.reporting.portfolio import portfolio_page, portfolio_sums
    from mcapproval.reports.portfolio import breakdown, chart, table
    from mcapproval.store.reported.listed import Wanted

    wanted = Wanted(provider, () if status is None else (status,), level)
    filtered = wanted != Wanted()
    if by:
        all_are_counted()
        each = tuple(dict.fromkeys(by))
        sums = portfolio_sums(view(), each, wanted)
        put_report(shown, TITLE, breakdown(each, sums, filtered), chart(each, sums))
        return
    page = portfolio_page(view(), wanted, asked)
    level_sums = portfolio_sums(view(), ("level",), wanted) if shown.pdf else ()
    picture = chart(("level",), level_sums) if level_sums else None
    put_report(shown, TITLE, table(page, filtered), picture)
    tell_next(shown, page)
