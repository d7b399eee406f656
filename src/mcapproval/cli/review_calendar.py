"""`review calendar`: the days of the year for a calendar program."""

from __future__ import annotations

from pathlib import Path

import click

from mcapproval.cli import seat
from mcapproval.cli.say import put


@click.command(
    name="calendar",
    help="""Every day on which something is due, as iCalendar, for a calendar program.

\b
Examples:
  mcapproval review calendar --into year.ics
  mcapproval review calendar --into mine.ics --owner me --as mele

Re-evaluations, their actions, changes to be sent to NZQA, completions to be reported, and the last
days of a teach-out. Written again after a day has moved, the entry moves in the calendar. For a
year what was done is told as done, and what is no longer due as called off. An action stands there
in its own words, and no person by name beside it. The same records give the same bytes.
""",
)
@click.option("--into", type=seat.PLACE, required=True, metavar="FILE", help="The file: .ics.")
@click.option(
    "--owner",
    metavar="PERSON",
    help="Only what is theirs; `me` for whoever asks, `none` for what nobody looks after.",
)
@click.option("--provider", metavar="KEY", help="Only of this provider.")
@seat.seat
def review_calendar(into: Path, owner: str | None, provider: str | None) -> None:
    from mcapproval.actions.audit import write_beside
    from mcapproval.actions.reviewing.feeding import calendar, may_be_written

    data = calendar(seat.desk(), owner, provider)
    may_be_written(into, data)
    write_beside(into, data)
    put(f"{data.count(b'BEGIN:VEVENT')} entries in {into}")
