"""`report undelivered`: what was approved and is taught to nobody."""

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
    name="undelivered",
    help="""What was approved and has no cohort: since when, who may deliver it, what is planned.

\b
Examples:
  mcapproval report undelivered
  mcapproval report undelivered --months 12
  mcapproval report undelivered --provider otago-polytechnic --pdf undelivered.pdf

A delivery is a cohort that began and was not called off. With --months those too of which the last
one ended so many months ago or more, and of which no re-evaluation counted learners since. What was
delivered before an import brought a micro-credential here nobody knows: its months are left empty.
Learners whom a re-evaluation counted are told beside the cohorts: an accreditation may lapse only
so long after both. Where nothing but the accreditation shows delivery, that is said, and it does
not lapse. What came to its end is left out.
""",
)
@click.option("--months", type=click.IntRange(1, 600), metavar="N", help="Not for so many months.")
@click.option("--provider", metavar="KEY", help="Only of this provider.")
@report_options
@pages("MC", "micro-credential", "DAY")
@seat.seat
def report_undelivered(
    shown: Shown, asked: Slice, months: int | None, provider: str | None
) -> None:
    from mcapproval.actions.reporting.undelivered import lapse_on, undelivered
    from mcapproval.reports.undelivered import chart, table, title

    desk = view()
    sums = not (shown.as_json or shown.as_csv)
    page = undelivered(desk, months, provider, asked, sums)
    laid_out = table(page, months, lapse_on(desk.today))
    picture = chart(page) if page.rows else None
    put_report(shown, title(months), laid_out, picture, page=page)
    tell_next(shown, page)
