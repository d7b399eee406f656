"""`move-records`: all that records hold, in another place, on either engine."""

from __future__ import annotations

import click

from mcapproval.cli import seat
from mcapproval.cli.again import whole
from mcapproval.cli.places import at_home
from mcapproval.cli.say import Progress, counted, put, talk
from mcapproval.cli.stopping import if_stopped


@click.command(
    name="move-records",
    help="""Copy everything that records hold to an empty place, every hash checked.

\b
Examples:
  mcapproval move-records records.db postgresql://ana@records.example.ac.nz/records --as ana
  mcapproval move-records postgresql:///records records.db --as ana

FROM and TO are files, or addresses such as postgresql://USER@HOST/DATABASE. It can be stopped at
any time, and goes on where it stopped when it is given again. The old records stay as they are.

Exit codes: 0 both places hold the same; 1 not whole, or others still write in the old place.
""",
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@seat.seat
def move_records_command(source: str, target: str) -> int:
    from mcapproval.actions.copies.moving import move_records
    from mcapproval.actions.desk import sit_down
    from mcapproval.store.addresses import shown, to_keep, without_password
    from mcapproval.store.setting_aside import commands
    from mcapproval.store.unusable import named_otherwise

    source, target = at_home(source), at_home(target)
    given = {**seat.given(), "records": None}
    again = whole(
        ("move-records", without_password(source), without_password(target)),
        {**given, "person": seat.person_named()},
    )
    seat.given()["records"] = source  # what is said of records is said of these
    telling = Telling()
    kept = "what is copied stays, and the old records are as they were"
    try:
        with named_otherwise("FROM names the records that are copied: give their place there"):
            desk = sit_down(source, seat.person_named(), seat.asked("today"))
        elsewhere = named_otherwise("TO is where they are copied to: choose an empty place")
        with elsewhere, if_stopped(f"{kept}\ngo on with: {again}"):
            moved = move_records(desk, target, telling.tell)
    finally:
        telling.clear()
    held = moved.held
    put(f"{shown(target)} holds all that {shown(source)} holds, and it verifies:")
    put(
        f"  {counted(held.rows, 'row')} of the journal, {counted(held.contents, 'content')}, "
        f"{counted(held.texts, 'text')}, {counted(held.files, 'file')}"
    )
    put(f"  head in both: row {moved.head[0]}, {moved.head[1]}")
    if moved.later:
        talk(f"{counted(moved.later, 'row')} came to {shown(source)} meanwhile: let nobody write")
        talk(f"there any more, and bring the rest over with: {again}")
        return 1
    aside = commands(source)
    talk("next: let everybody use the new place; findings that were kept are not copied: the next")
    talk("check finds them again.")
    talk(f'  in mcapproval.toml: records = "{to_keep(target)}"')
    talk("  or in the environment: MCAPPROVAL_RECORDS")
    if to_keep(target) != target:
        talk("  its password belongs in ~/.pgpass or PGPASSWORD")
    talk("the old place takes what is written there still: let it only be read from now on")
    talk(f"  {aside.aside}")
    talk(f"  back, should it be needed: {aside.back}")
    return 0


class Telling:
    """How far a copy is, kind by kind, on one line of a terminal."""

    def __init__(self) -> None:
        self._what, self._progress = "", Progress()

    def tell(self, what: str, done: int, of: int) -> None:
        if what != self._what:
            self._progress.clear()
            self._what, self._progress = what, Progress(what)
        self._progress.tell(done, of)

    def clear(self) -> None:
        self._progress.clear()
