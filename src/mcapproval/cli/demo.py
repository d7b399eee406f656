"""`demo`: three real micro-credentials, walked from enquiry to their first re-evaluation."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mcapproval.cli import seat
from mcapproval.cli.say import put, put_table
from mcapproval.errors import AskedWrongly


@click.command(
    help="""Walk three real micro-credentials from enquiry to their first re-evaluation.

\b
Leaves records.db, three packs and the due list in a folder of its own.
No network; nothing is sent; the people are invented.

\b
Examples:
  mcapproval demo
  mcapproval demo --into somewhere
  mcapproval demo --live-until 2029-08-31 --records somewhere/records.db --today 2027-09-01

The last one goes on with simulated records, day by day from --today: what falls due is announced
and told, and people whose answers are invented begin, answer and decide it.
"""
)
@click.option(
    "--into",
    type=seat.PLACE,
    default=Path("mcapproval-demo"),
    show_default=True,
    metavar="DIR",
    help="The folder; only one that the demo made itself is replaced.",
)
@click.option("--quiet", is_flag=True, help="Tell the end only, not each step.")
@click.option("--live-until", type=seat.DAY, metavar="DAY", help="Go on with --records until then.")
@seat.seat
def demo_command(into: Path, quiet: bool, live_until: date | None) -> None:
    if live_until is None:
        from mcapproval.actions.demo.stories import run_demo

        told: list[str] = []
        result = run_demo(into, told.append if quiet else put)
        if quiet:
            put(f"{result.records}: {len(result.stories)} micro-credentials, row {result.head[0]}.")
        return
    if seat.asked("today") is None:
        raise AskedWrongly(
            "days are played through from a day of one's own", "give the first with --today DAY"
        )
    from mcapproval.actions.demo.living import live_on
    from mcapproval.reports.year import table

    lived = table(live_on(seat.desk(), live_until), seat.today(), live_until)
    put_table(lived, as_json=False, as_csv=False)
