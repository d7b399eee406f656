"""`backup`: whole records as one file."""

from __future__ import annotations

from pathlib import Path

import click

from mcapproval.cli import seat
from mcapproval.cli.say import Progress, next_step, put, talk
from mcapproval.cli.stopping import ANEW, if_stopped


@click.command(
    name="backup",
    help="""Copy whole records into one file while others go on working, and verify it.

\b
Examples:
  mcapproval backup --as ana
  mcapproval backup --into records-2027-09.db --as ana
  mcapproval backup --into /media/disk --as ana

Without --into it is made beside the records, with the day and the time in its name; in a folder
that is named there, it gets the same name. It holds everybody's names and files: keep it where
nobody else can read it, and on another machine.
""",
)
@click.option(
    "--into",
    type=seat.PLACE,
    metavar="PLACE",
    help="Another file, or a folder for it; none is written over.",
)
@seat.seat
def backup_command(into: Path | None) -> None:
    from mcapproval.actions.copies.backing_up import back_up

    progress = Progress("rows copied")
    try:
        with if_stopped(f"no backup was made\n{ANEW}"):
            made = back_up(seat.desk(), into, progress.tell)
    finally:
        progress.clear()
    put(f"{made.place}: whole, up to row {made.head[0]} of the journal")
    put(f"  {made.head[1]}")
    talk("Keep it on another machine. People who are erased later are still in it.")
    next_step("restore", str(made.place), "--dry-run")
