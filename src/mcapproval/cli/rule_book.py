"""`rules book`: the rule book as pages for a browser."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mcapproval.cli import seat
from mcapproval.cli.say import counted, put


@click.command(
    help="""The whole rule book as pages that open in any browser and need no server.

\b
Examples:
  mcapproval rules book --into rule-book
  mcapproval rules book --into rule-book-2022 --on 2022-06-01

Every rule, clause and value with its days and sources, a draft that fails and one that passes.
The folder is made anew: it replaces one that it made itself, and nothing else.
"""
)
@click.option(
    "--into",
    type=seat.PLACE,
    required=True,
    metavar="DIR",
    help="A new or empty folder, or one that this made.",
)
@click.option("--on", "on", type=seat.DAY, metavar="DAY", help="The law of that day.")
@seat.seat
def book_command(into: Path, on: date | None) -> None:
    from mcapproval.actions.rulebook.publishing import publish
    from mcapproval.clock import spoken

    day = on or seat.today()
    number = publish(into, day)
    put(f"{counted(number, 'page')} of the rules on {spoken(day)}: {into / 'index.html'}")
