"""`report reviews` and `report actions`: how micro-credentials do, and what is still to be done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.report_options import Shown, put_report, report_options
from mcapproval.cli.report_pages import pages, tell_next
from mcapproval.cli.say import one_form, put
from mcapproval.cli.view import view
from mcapproval.errors import AskedWrongly

if TYPE_CHECKING:
    from mcapproval.reports.paging import Slice


@click.command(
    name="reviews",
    help="""How each micro-credential does over the years: learners, need, feedback, decisions.

\b
Examples:
  mcapproval report reviews
  mcapproval report reviews --mc MC-0001 --years 10
  mcapproval report reviews --shared --into years.pdf

Learners are counted from the cohorts of a calendar year, else as its re-evaluation counted the
period that it looked at, where no cohort and no earlier one counts them already. A trend is told
between periods that follow each other and are of about the same length. What is not known is not
zero. With --shared small counts are left out. --into draws it: .pdf, .docx, .html or .txt.
""",
)
@click.option("--years", type=click.IntRange(1, 30), default=5, show_default=True, metavar="N")
@click.option("--mc", type=seat.REF, metavar="MC", help="Only this micro-credential.")
@click.option("--provider", metavar="KEY", help="Only of this provider.")
@click.option("--shared", is_flag=True, help="To be shared: small counts are not shown.")
@click.option(
    "--into",
    type=seat.PLACE,
    metavar="FILE",
    callback=one_form,
    help="A file that is not there yet.",
)
@report_options
@pages("MC", "micro-credential")
@seat.seat
def report_reviews(
    years: int,
    mc: str | None,
    provider: str | None,
    shared: bool,
    into: Path | None,
    shown: Shown,
    asked: Slice,
) -> None:
    from mcapproval.actions.reviewing.trends import trend_facts, trends_page
    from mcapproval.reports.paging import EVERYTHING
    from mcapproval.reports.trends import table

    desk = view()
    page = trends_page(desk, years, provider, mc, shared, EVERYTHING if into else asked)
    into = into or shown.pdf
    if into is None:
        put_report(shown, "Over the years", table(page.rows, shared))
        tell_next(shown, page)
        return
    from mcapproval.actions.papers.printing import look_of, put_into
    from mcapproval.documents.reviews import trends as paper

    look_of(into)
    document = paper.trends(trend_facts(desk, page.rows, provider, shared))
    put_into(document, into)
    put(f"{into}: {document.kind}, {document.subtitle}")


@click.command(
    name="actions",
    help="""What was agreed to be done: whose it is, by when, how late, and when it was closed.

\b
Examples:
  mcapproval report actions
  mcapproval report actions --overdue --owner quality-manager
  mcapproval report actions --owner me --as sina
  mcapproval report actions --owner none
  mcapproval report actions --closed --csv

A person's are those of the roles that they hold on the case. Where a micro-credential or
re-evaluation is looked after by somebody, what is a quality adviser's is theirs alone: see
`mcapproval review assign`.
""",
)
@click.option(
    "--owner",
    metavar="WHOSE",
    help="Only those of this role, organisation or person; `me` for whoever asks, `none` for those "
    "that name nobody.",
)
@click.option("--overdue", is_flag=True, help="Only those that are late.")
@click.option("--closed", is_flag=True, help="Those too that are done.")
@report_options
@pages("REF:NUMBER", "action", "DAY")
@seat.seat
def report_actions(
    owner: str | None, overdue: bool, closed: bool, shown: Shown, asked: Slice
) -> None:
    from mcapproval.actions.reviewing.actions import actions_page
    from mcapproval.reports.actions import chart, table

    if overdue and closed:
        said = "--overdue tells what is late and still to be done, --closed adds what is done"
        raise AskedWrongly(said, "leave one of them out")
    page = actions_page(view(), owner, overdue, closed, asked)
    put_report(shown, "What is to be done", table(page), chart(page.rows), page=page)
    tell_next(shown, page)
