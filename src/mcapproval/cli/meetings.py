"""`meeting`: meetings of a body, from the day they are called to their confirmed minutes."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.again import completed
from mcapproval.cli.lazy import Group
from mcapproval.cli.say import formats, next_step, put, put_table, talk, wrapped

if TYPE_CHECKING:
    from datetime import date


@seat.seat
@click.group(
    name="meeting",
    cls=Group,
    help="""Meetings of the board: called, held and closed with their minutes, or cancelled.

\b
Examples:
  mcapproval meeting call academic-board --on 2026-06-10 --as sina
  mcapproval meeting hold MTG-2026-0001 --present "bo,hemi,mele for tui" --as sina
  mcapproval meeting ratify MTG-2026-0001 APP-2026-0003 --as sina
  mcapproval meeting close MTG-2026-0001 --minutes AB-2026/4 --as sina
  mcapproval meeting cancel MTG-2026-0002 --reason "No quorum in sight" --as sina
  mcapproval meeting list
""",
)
def meeting_command() -> None:
    pass


@meeting_command.command(
    name="call",
    help="""A meeting on a day, to come or past.

\b
Examples:
  mcapproval meeting call academic-board --on 2026-06-10 --as sina
  mcapproval meeting call sub-committee --on 2026-06-03 --provider otago-polytechnic --as sina
""",
)
@click.argument("body")
@click.option("--on", "on", type=seat.DAY, required=True, metavar="DAY", help="Its day.")
@click.option("--provider", metavar="KEY", help="Whose body; the records' own if left out.")
@seat.seat
def meeting_call(body: str, on: date, provider: str | None) -> None:
    from mcapproval.actions.committees.meetings import beside, call

    desk = seat.desk()
    ref = call(desk, body, on, provider)
    put(f"{ref}  called for {on.isoformat()}")
    if others := beside(desk, ref):
        cancel = f"mcapproval meeting cancel {ref} --reason TEXT"
        said = f"the same body meets on that day already: {', '.join(others)}; to cancel this one"
        talk(completed(wrapped(f"{said}: {cancel}", "note: ", "  "), seat.given()))
    whose = ("--provider", provider) if provider else ()
    next_step("report", "agenda", "--body", body, *whose)


@meeting_command.command(
    name="hold",
    help="""Who was there: members, their delegates, and others, who do not count.

\b
Examples:
  mcapproval meeting hold MTG-2026-0001 --present bo,hemi,tui --as sina
  mcapproval meeting hold MTG-2026-0001 --present "bo,mele for tui" --apologies tui --as sina

A delegate is written after whom they act for: mele for tui. Give it again to correct it, as long as
no decision rests on it.
""",
)
@click.argument("ref", type=seat.REF)
@click.option("--present", multiple=True, required=True, metavar="PEOPLE", help="Who was there.")
@click.option("--apologies", multiple=True, metavar="PEOPLE", help="Who sent apologies.")
@seat.seat
def meeting_hold(ref: str, present: tuple[str, ...], apologies: tuple[str, ...]) -> None:
    from mcapproval.actions.committees.meetings import hold
    from mcapproval.workflow.people_answers import read_people

    there = read_people("people", list(present))
    away = read_people("people", list(apologies)) if apologies else []
    done = hold(seat.desk(), ref, there, away)
    put(f"{ref}  held on {done.on}")
    put(wrapped(f"{done.told}."))
    next_step("meeting", "close", ref, "--minutes", "REFERENCE")


@meeting_command.command(
    name="ratify",
    help="""Record that a meeting made a chair's action its own. One that it did
not lapses when it is closed.

\b
Examples:
  mcapproval meeting ratify MTG-2026-0001 APP-2026-0003 --as sina
  mcapproval meeting ratify MTG-2026-0001 APP-2026-0003 --as sina \\
    --conflict "tui: partner of the applicant; left=yes"
""",
)
@click.argument("ref", type=seat.REF)
@click.argument("case", type=seat.REF)
@click.option(
    "--conflict",
    "conflicts",
    multiple=True,
    metavar="TEXT",
    help="A conflict declared, and whether they left the room.",
)
@seat.seat
def meeting_ratify(ref: str, case: str, conflicts: tuple[str, ...]) -> None:
    from mcapproval.actions.committees.ratifying import ratify
    from mcapproval.workflow.people_answers import read_people

    told = read_people("conflicts", list(conflicts)) if conflicts else []
    done = ratify(seat.desk(), ref, case, told)
    put(f"{case}  ratified by {ref} of {done.on}")
    put(wrapped(f"{done.told}."))
    next_step("next", case)


@meeting_command.command(
    name="close",
    help="""Confirm the minutes. Chair's actions from before it that it did not ratify lapse.

\b
Example:
  mcapproval meeting close MTG-2026-0001 --minutes AB-2026/4 --as sina
""",
)
@click.argument("ref", type=seat.REF)
@click.option("--minutes", required=True, metavar="REF", help="The reference of the minutes.")
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day they were confirmed.")
@seat.seat
def meeting_close(ref: str, minutes: str, effective: date | None) -> None:
    from mcapproval.actions.committees.meetings import close

    done = close(seat.desk(), ref, minutes, effective)
    put(f"{ref}  closed, minutes {minutes}")
    for case in done.cases:
        talk(f"{case}: the chair's action has lapsed, since this meeting did not ratify it")
        next_step("next", case)


@meeting_command.command(
    name="cancel",
    help="""A meeting that will not be held, or that was recorded under a wrong day, as long as no
decision rests on it. What waits for the body goes on waiting.

\b
Examples:
  mcapproval meeting cancel MTG-2026-0001 --reason "No quorum in sight" --as sina
  mcapproval meeting cancel MTG-2026-0002 --reason "It was on 12 June" --as sina
""",
)
@click.argument("ref", type=seat.REF)
@click.option("--reason", required=True, metavar="TEXT", help="Why; it stands in the list.")
@seat.seat
def meeting_cancel(ref: str, reason: str) -> None:
    from mcapproval.actions.committees.cancelling import cancel

    done = cancel(seat.desk(), ref, reason)
    put(f"{ref}  of {done.on} is cancelled")
    next_step("meeting", "list")


@meeting_command.command(
    name="list",
    help="""Meetings, the earliest first, with who was there and how many count.

\b
Examples:
  mcapproval meeting list
  mcapproval meeting list --body academic-board --json
""",
)
@click.option("--body", help="Only of this body, such as academic-board.")
@formats
@seat.seat
def meeting_list(body: str | None, as_json: bool, as_csv: bool) -> None:
    from mcapproval.actions.committees.listing import list_meetings
    from mcapproval.reports.table import Column, Table

    columns = (
        Column("ref", "Meeting", whole=True),
        Column("on", "On", day=True),
        Column("provider", "Provider", only="data"),
        Column("body", "Body", only="data"),
        Column("title", "Body"),
        Column("state", "State"),
        Column("counted", "Count", right=True),
        Column("needed", "Needed", right=True),
        Column("minute_reference", "Minutes"),
        Column("present", "", below=True),
        Column("reason", "cancelled because", below=True),
        Column("apologies", "Apologies", only="data"),
    )
    rows = tuple(asdict(line) for line in list_meetings(seat.desk(), body))
    none = "No meetings. Call one with: mcapproval meeting call academic-board --on DAY"
    put_table(Table(columns, rows, none), as_json, as_csv)
