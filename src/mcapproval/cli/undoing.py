"""`undo` and `note`: take back the last move; note what was seen, which moves nothing."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.say import as_json_option, next_step, put, put_json

if TYPE_CHECKING:
    from datetime import date


@click.command(
    help="""Take back the last move of a case, where nothing hangs on it. It stays in the history.

\b
Examples:
  mcapproval undo APP-2026-0001 --as mele
  mcapproval undo APP-2026-0001 --note "the wrong case" --as mele

For whoever made the move, within the time that our policy gives ([approval] undo_hours; 24 as
shipped). What came later, or another case that hangs on it, stands against it.
"""
)
@click.argument("ref", type=seat.REF)
@click.option("--note", metavar="TEXT", help="Why, kept apart from the journal.")
@as_json_option
@seat.seat
def undo_command(ref: str, note: str | None, as_json: bool) -> None:
    from mcapproval.actions.cases.undoing import undo

    done = undo(seat.desk(), ref, note)
    if as_json:
        put_json(
            {
                "ref": done.ref,
                "move": done.move,
                "from": done.was,
                "to": done.now,
                "row": done.row,
            }
        )
        return
    put(f"{done.ref}: {done.move} is taken back, {done.was} -> {done.now}")
    next_step("next", done.ref)


@click.command(
    help="""Note what somebody saw in the portal on a day. It moves nothing.

\b
Examples:
  mcapproval note APP-2026-0001 --text "With an evaluator, says the portal" --as hemi
  mcapproval note APP-2026-0001 --text "Not begun" --seen-on 2026-07-03 --seen-by mele --as hemi
"""
)
@click.argument("ref", type=seat.REF)
@click.option("--text", required=True, metavar="TEXT", help="What was seen.")
@click.option("--seen-on", "on", type=seat.DAY, metavar="DAY", help="The day; else today.")
@click.option("--seen-by", "by", metavar="PERSON", help="Who saw it; else you.")
@as_json_option
@seat.standing_in
@seat.seat
def note_command(ref: str, text: str, on: date | None, by: str | None, as_json: bool) -> None:
    from mcapproval.actions.cases.seeing import note_seen
    from mcapproval.clock import spoken

    seen = note_seen(seat.desk(), ref, text, on, by)
    if as_json:
        put_json({"ref": ref, **asdict(seen), "on": seen.on.isoformat()})
        return
    put(f"{ref}: seen in the portal on {spoken(seen.on)} by {seen.by}: {seen.text}")
    next_step("history", ref)
