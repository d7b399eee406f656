"""`report fallen`: approvals that did not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.report_options import Shown, put_report, report_options
from mcapproval.cli.report_pages import pages, tell_next
from mcapproval.cli.view import view

if TYPE_CHECKING:
    from mcapproval.reports.paging import Slice


@click.command(
    name="fallen",
    help="""Approvals that fell: whose, how long they stood, what was edited, given again or not.

\b
Examples:
  mcapproval report fallen
  mcapproval report fallen --open
  mcapproval report fallen --body academic-board --pdf fallen.pdf
  mcapproval report fallen --provider otago-polytechnic --csv

An approval falls when what it covers is edited; a chair's action, when the meeting does not ratify
it. Recommendations of a sub-committee are listed too. The last to fall comes first.
""",
)
@click.option("--provider", metavar="KEY", help="Only of this provider.")
@click.option("--body", metavar="BODY", help="Only of this body, such as academic-board.")
@click.option("--open", "open_only", is_flag=True, help="Only those not given again.")
@report_options
@pages("ROW", "row of the journal", "DAY")
@seat.seat
def report_fallen(
    shown: Shown, asked: Slice, provider: str | None, body: str | None, open_only: bool
) -> None:
    from mcapproval.actions.reporting.fallen import fallen
    from mcapproval.reports.fallen import chart, table
    from mcapproval.store.reported.fallen import Wanted

    page = fallen(view(), Wanted(provider, body, open_only), asked)
    put_report(shown, "Approvals that fell", table(page, open_only), chart(page), page=page)
    tell_next(shown, page)
