"""`report where`, `report stages`: where everything is, and how long it takes to get on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.report_options import Shown, day_of_report, put_report, report_options
from mcapproval.cli.report_pages import pages, tell_next
from mcapproval.errors import AskedWrongly

if TYPE_CHECKING:
    from mcapproval.reports.paging import Slice

TRACKS = click.Choice(("application", "listing", "accreditation", "review"))


@click.command(
    name="where",
    help="""Where everything is, since when, whose turn it is, and when it is due.

\b
Examples:
  mcapproval report where
  mcapproval report where --track application
  mcapproval report where --overdue
  mcapproval report where --by turn
  mcapproval report where --by state --pdf where.pdf
  mcapproval report where --state evaluation --provider otago-polytechnic --csv

What is at its end is left out. What is due first comes first, then what is due on no day. Days
count since the case came into its state; who is named looks after it, or wrote it where the author
has the turn. What waits for you alone: mcapproval next --as PERSON
""",
)
@click.option("--by", type=click.Choice(("state", "turn")), help="Counts by this.")
@click.option("--provider", metavar="KEY", help="Only of this provider.")
@click.option("--track", type=TRACKS, help="Only of this track.")
@click.option("--state", metavar="STATE", help="Only in this state, such as drafting.")
@click.option("--overdue", is_flag=True, help="Only what is overdue.")
@report_options
@pages("REF", "case")
@seat.seat
def report_where(
    shown: Shown,
    asked: Slice,
    by: str | None,
    provider: str | None,
    track: str | None,
    state: str | None,
    overdue: bool,
) -> None:
    from mcapproval.actions.reporting.where import where, where_by
    from mcapproval.reports.where import chart, counts, table
    from mcapproval.store.whereabouts import Wanted

    day = day_of_report().isoformat() if overdue else None
    wanted = Wanted(provider, track, state, day)
    if by:
        if asked.after is not None:
            raise AskedWrongly("--by counts them all: there is no page after one of them")
        found = where_by(seat.desk(), by, wanted)
        put_report(shown, "Where everything is", counts(by, found), chart(by, found))
        return
    page = where(seat.desk(), wanted, asked)
    picture = chart("state", where_by(seat.desk(), "state", wanted)) if shown.pdf else None
    put_report(shown, "Where everything is", table(page), picture)
    tell_next(shown, page)


@click.command(
    name="stages",
    help="""The time spent in each stage of a track: median, nine in ten, the longest; the slowest.

\b
Examples:
  mcapproval report stages
  mcapproval report stages --workflow university-application
  mcapproval report stages --track review --provider otago-polytechnic
  mcapproval report stages --pdf stages.pdf

Only stays that ended make the figures; those that go on are counted beside them. The median is what
half of the stays took at most, "9 of 10" what nine in ten of them did: each a length that one stay
really had. Days are calendar days. Working is the median in working days, which the clocks of many
stages count: those of the provider, else of those whose records these are. A move that was taken
back leaves no stay. Nobody told since when an imported micro-credential or accreditation was in its
state: that first stay is left out.
""",
)
@click.option("--track", type=TRACKS, default="application", show_default=True, help="Of which.")
@click.option("--workflow", metavar="NAME", help="Only of this workflow.")
@click.option("--provider", metavar="KEY", help="Only of this provider.")
@report_options
@seat.seat
def report_stages(shown: Shown, track: str, workflow: str | None, provider: str | None) -> None:
    from mcapproval.actions.reporting.stages import stages
    from mcapproval.reports.stages import chart, table

    found = stages(seat.desk(), track, workflow, provider)
    whose = f" of {provider}" if provider else ""
    put_report(shown, "Time in each stage", table(found, whose), chart(found))
