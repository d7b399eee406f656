"""`report delegations`: who stood in for whom, and what they did meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.report_options import Shown, put_report, report_options
from mcapproval.cli.report_pages import number, pages, tell_next

if TYPE_CHECKING:
    from mcapproval.reports.paging import Slice


@click.command(
    name="delegations",
    help="""Who stands in for whom, from when till when, by whose word, and what they did so.

\b
Examples:
  mcapproval report delegations
  mcapproval report delegations --as-at 2027-06-30
  mcapproval report delegations --pdf delegations.pdf

Acts are those that the journal has of the one in place of the other on the days of the delegation.
To enter one or end it: `mcapproval people delegate --help`.
""",
)
@report_options
@pages("NUMBER", "delegation")
@seat.seat
def report_delegations(shown: Shown, asked: Slice) -> None:
    from mcapproval.actions.reporting.delegations import delegations
    from mcapproval.reports.delegations import chart, table

    page = delegations(seat.desk(), asked, number(asked.after))
    put_report(shown, "Who stood in for whom", table(page), chart(page))
    tell_next(shown, page)
