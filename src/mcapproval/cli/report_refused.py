"""`report refused`: moves that were not let through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.report_options import Shown, put_report, report_options
from mcapproval.cli.report_pages import all_are_counted, by_option, pages, tell_next
from mcapproval.cli.view import view
from mcapproval.workflow.tracks import TRACKS

if TYPE_CHECKING:
    from mcapproval.reports.paging import Slice


@click.command(
    name="refused",
    help="""Moves that were refused: who tried what, why it was not let through, done later or not.

\b
Examples:
  mcapproval report refused
  mcapproval report refused --by reason
  mcapproval report refused --by move --pdf refused.pdf
  mcapproval report refused --case APP-2026-0001
  mcapproval report refused --as-at 2026-12-31 --csv

The last comes first. What a reason means: mcapproval rules explain CODE. --by reason counts an
attempt for each of its reasons.
""",
)
@by_option("reason", "move", "person", says="Counts by this.")
@click.option("--provider", metavar="KEY", help="Only of this provider.")
@click.option("--track", type=click.Choice(TRACKS), help="Only of this track.")
@click.option("--case", "ref", type=seat.REF, metavar="REF", help="Only of this case.")
@click.option("--move", metavar="MOVE", help="Only of this move, such as submit.")
@report_options
@pages("ROW")
@seat.seat
def report_refused(
    shown: Shown,
    asked: Slice,
    by: str | None,
    provider: str | None,
    track: str | None,
    ref: str | None,
    move: str | None,
) -> None:
    from mcapproval.actions.reporting.refused import refused, refused_by
    from mcapproval.reports.refused import chart, counts, table
    from mcapproval.store.reported.attempts import Wanted

    wanted = Wanted(provider, track, ref, move)
    if by:
        all_are_counted()
        found = refused_by(view(), by, wanted)
        put_report(shown, "Refused attempts", counts(by, found), chart(by, found))
        return
    page = refused(view(), wanted, asked)
    picture = chart("reason", refused_by(view(), "reason", wanted)) if shown.pdf else None
    put_report(shown, "Refused attempts", table(page), picture)
    tell_next(shown, page)
