"""`report stages`: how long it takes to get on."""

from __future__ import annotations

import click

from mcapproval.cli import seat
from mcapproval.cli.report_options import Shown, put_report, report_options
from mcapproval.cli.view import view
from mcapproval.workflow.tracks import TRACKS


@click.command(
    name="stages",
    help="""The time spent in each stage of a track: median, nine in ten, the longest; the slowest.

\b
Examples:
  mcapproval report stages
  mcapproval report stages --workflow university-application
  mcapproval report stages --track review --provider otago-polytechnic
  mcapproval report stages --pdf stages.pdf

Only stays that ended make the figures; those that go on are counted beside them. The median is the
middle one; of two in the middle the mean, half a day rounded up to whole days. "9 of 10" is the
shortest time that nine in ten of them did not exceed: one of them really took it. Of fewer than ten
that is the longest, and people are told it once. Days are calendar days. Working is the median in
working days, which the clocks of many stages count: those of the provider, else of those whose
records these are. A move that was taken back leaves no stay. An import does not say since when a
micro-credential or accreditation has been in its state, so that first stay is left out.
""",
)
@click.option(
    "--track",
    type=click.Choice(TRACKS),
    default="application",
    show_default=True,
    help="Of which track.",
)
@click.option("--workflow", metavar="NAME", help="Only of this workflow.")
@click.option("--provider", metavar="KEY", help="Only of this provider.")
@report_options
@seat.seat
def report_stages(shown: Shown, track: str, workflow: str | None, provider: str | None) -> None:
    from mcapproval.actions.reporting.stages import stages
    from mcapproval.reports.stages import chart, table

    found = stages(view(), track, workflow, provider)
    whose = f" of {provider}" if provider else ""
    put_report(shown, "Time in each stage", table(found, whose), chart(found))
