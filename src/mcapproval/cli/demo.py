"""`demo`: three real micro-credentials, walked from enquiry to their first re-evaluation."""

from __future__ import annotations

from pathlib import Path

import click

from mcapproval.cli.say import put
from mcapproval.cli.seat import PLACE, seat


@click.command(
    help="""Walk three real micro-credentials from enquiry to their first re-evaluation.

\b
Leaves records.db, three packs and the due list in a folder of its own.
No network; nothing is sent; the people are invented.

\b
Examples:
  mcapproval demo
  mcapproval demo --into somewhere
"""
)
@click.option(
    "--into",
    type=PLACE,
    default=Path("mcapproval-demo"),
    show_default=True,
    metavar="DIR",
    help="The folder; only one that the demo made itself is replaced.",
)
@seat
def demo_command(into: Path) -> None:
    from mcapproval.actions.demo.stories import run_demo

    run_demo(into, put)
