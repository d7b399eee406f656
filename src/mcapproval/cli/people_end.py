"""`people end`: the last day of a role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.say import next_step, put

if TYPE_CHECKING:
    from datetime import date


@click.command(
    name="end",
    help="""The last day of a role. What was done in it before stays done.

\b
Examples:
  mcapproval people end bo board-member --as ana
  mcapproval people end mele quality-adviser --unit school-of-it --on 2026-07-31 --as ana
""",
)
@click.argument("person")
@click.argument("role")
@click.option("--unit", metavar="KEY", help="The role that was granted for this unit.")
@click.option(
    "--case", "case", type=seat.REF, metavar="REF", help="The role that was granted for this case."
)
@click.option("--on", "last", type=seat.DAY, metavar="DAY", help="The last day; else today.")
@seat.seat
def end_command(
    person: str, role: str, unit: str | None, case: str | None, last: date | None
) -> None:
    from mcapproval.actions.people.ending_roles import end_role
    from mcapproval.cli.still_theirs import tell_what_is_theirs

    until = end_role(seat.desk(), person, role, unit, case, last)
    put(f"{person} holds the role {role} until {until.isoformat()}")
    tell_what_is_theirs(person)
    next_step("people", "list")
