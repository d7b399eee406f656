"""`report where`: where everything is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.again import completed
from mcapproval.cli.report_options import Shown, day_of_report, put_report, report_options
from mcapproval.cli.report_pages import all_are_counted, by_option, pages, tell_next
from mcapproval.cli.view import view
from mcapproval.workflow.tracks import TRACKS

if TYPE_CHECKING:
    from mcapproval.reports.paging import Slice


@click.command(
    name="where",
    help="""Where everything is, since when, whose turn it is, and when it is due.

\b
Examples:
  mcapproval report where
  mcapproval report where APP-2026-0001
  mcapproval report where --track application
  mcapproval report where --owner mele --overdue
  mcapproval report where --overdue
  mcapproval report where --by turn
  mcapproval report where --by state --pdf where.pdf
  mcapproval report where --state evaluation --provider otago-polytechnic --csv

What is at its end is left out. What is due first comes first, then what is due on no day. Days
count since the case came into its state; who is named looks after it, or wrote it where the author
has the turn. What waits for you alone: mcapproval next --as PERSON
""",
)
@click.argument("ref", type=seat.REF, required=False)
@by_option("state", "turn", says="Counts by this.")
@click.option("--provider", metavar="KEY", help="Only of this provider.")
@click.option("--track", type=click.Choice(TRACKS), help="Only of this track.")
@click.option("--state", metavar="STATE", help="Only in this state, such as drafting.")
@click.option(
    "--owner",
    metavar="PERSON",
    help="Only what they look after, or opened; `me` for whoever asks, `none` for what nobody "
    "looks after.",
)
@click.option("--overdue", is_flag=True, help="Only what is overdue.")
@report_options
@pages("REF", "case", "DAY")
@seat.seat
def report_where(
    shown: Shown,
    asked: Slice,
    ref: str | None,
    by: str | None,
    provider: str | None,
    track: str | None,
    state: str | None,
    owner: str | None,
    overdue: bool,
) -> None:
    from mcapproval.actions.reporting.where import where, where_by
    from mcapproval.reports.where import NONE, NONE_SUCH, NOT_SO, chart, counts, table
    from mcapproval.store.reported.whereabouts import Wanted

    day = day_of_report().isoformat() if overdue else None
    states = () if state is None else (state,)
    wanted = Wanted(provider, track, states, day, ref, owner)
    if by:
        all_are_counted()
        found = where_by(view(), by, wanted)
        put_report(shown, "Where everything is", counts(by, found), chart(by, found))
        return
    page = where(view(), wanted, asked)
    picture = chart("state", where_by(view(), "state", wanted)) if shown.pdf else None
    empty = NONE if wanted == Wanted() else NONE_SUCH
    empty = completed(NOT_SO.format(ref=ref), seat.given()) if ref else empty
    put_report(shown, "Where everything is", table(page, empty), picture)
    tell_next(shown, page)
