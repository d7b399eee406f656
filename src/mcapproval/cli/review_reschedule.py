"""`review reschedule`: what waits, moved to the days that our policy gives now."""

from __future__ import annotations

import click

from mcapproval.cli import seat
from mcapproval.cli.results import put_results
from mcapproval.cli.say import as_json_option
from mcapproval.errors import AskedWrongly


@click.command(
    name="reschedule",
    help="""Move what waits to the days that our policy gives now.

\b
Examples:
  mcapproval review reschedule --all --dry-run --as hemi
  mcapproval review reschedule --all --as hemi
  mcapproval review reschedule MC-0001 MC-0002 --as hemi

A round month ([review] month), another interval or counted_from is for what is scheduled from then
on; this moves what was scheduled before. NZQA's day stays, and nothing moves past it. What was
announced, begun or is overdue stays, and so does a day that was set with a decision. Each has a
line of its own; the exit code is 1 where one was refused.
""",
)
@click.argument("mcs", type=seat.REF, nargs=-1, metavar="MC...")
@click.option("--all", "everything", is_flag=True, help="Every one that waits.")
@click.option("--dry-run", "dry", is_flag=True, help="Say what would be moved; write nothing.")
@as_json_option
@seat.standing_in
@seat.seat
def review_reschedule(mcs: tuple[str, ...], everything: bool, dry: bool, as_json: bool) -> int:
    from mcapproval.actions.reviewing.rescheduling import (
        MOVED,
        REFUSED,
        Rescheduled,
        reschedule,
    )

    if bool(mcs) == everything:
        raise AskedWrongly("say which are to be moved", "name them (MC-0001), or give --all")
    lines = reschedule(seat.desk(), None if everything else mcs, dry)

    def line(each: Rescheduled) -> str:
        to = f"-> {each.due_on}" if each.was != each.due_on else f"still, answers to {each.covers}"
        said = {
            "moved": f"{each.was} {to}, {each.form}",
            "same": f"{each.was} already",
            "stays": f"{each.was} stays: {each.why}",
            "refused": "refused",
        }[each.how]
        return f"{each.ref or '-':13}  {each.listing}  {said}  {each.title}"

    moved, refused = (sum(each.how == how for each in lines) for how in (MOVED, REFUSED))
    would = "would be moved" if dry else "moved"
    stay = len(lines) - moved - refused
    return put_results(lines, as_json, line, f"{moved} {would}, {stay} stay, {refused} refused.")
