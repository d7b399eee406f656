"""`export`: everything as plain files in a folder, or the sheets that an import reads."""

from __future__ import annotations

from pathlib import Path

import click

from mcapproval.cli import seat
from mcapproval.cli.say import Progress, counted, next_step, put, talk, wrapped
from mcapproval.cli.stopping import GOES_ON, if_stopped
from mcapproval.errors import AskedWrongly, typed

SHEETS = ("micro-credentials", "cohorts", "applications", "actions")


@click.command(
    name="export",
    help="""Take out everything that the records hold, or the sheets that an import reads.

\b
Examples:
  mcapproval export everything/ --as ana
  mcapproval export ours.xlsx --as ana
  mcapproval export cohorts.csv --sheet cohorts --as ana

Into a folder (a name without an ending, or with a / behind it) goes everything, as plain files:
the journal, the drafts, the evidence by hash, the personal texts, and what people can read. For an
administrator, since everybody's names are in it. The same records give the same bytes. One that was
stopped goes on with the same command; a finished one is brought up to date. `mcapproval import
FOLDER --records NEW-PLACE` makes the same records from it.

Into a file go the sheets: micro-credentials, their cohorts, applications under way and open
actions, to look at and to bring in again. Into these records that changes nothing; into empty ones
it brings the same sheets. A .csv file has one sheet, the first where none is named.
""",
)
@click.argument("place", type=seat.NAME, metavar="FOLDER|FILE")
@click.option("--sheet", type=click.Choice(SHEETS), help="Only this one.")
@seat.seat
def export_command(place: str, sheet: str | None) -> None:
    into = Path(place)
    if not place.endswith(("/", "\\")) and into.suffix and not into.is_dir():
        _sheets(into, sheet)
    elif sheet:
        raise AskedWrongly(
            f"{place} is a folder, and everything goes into it; --sheet asks for one sheet",
            f"name a file: {typed(f'{sheet}.csv')}",
        )
    else:
        _everything(into)


def _everything(into: Path) -> None:
    from mcapproval.actions.copies.whole_out import everything_out

    progress = Progress("written")
    try:
        with if_stopped(f"what is written stays, and is not all yet\n{GOES_ON}"):
            done = everything_out(seat.desk(), into, progress.tell)
    finally:
        progress.clear()
    held = done.held
    put(f"{into} has everything up to row {done.number} of the journal:")
    put(f"  {counted(held.cases, 'case')}, {counted(held.contents, 'content')}")
    put(f"  {counted(held.files, 'file')}, {counted(held.texts, 'personal text')}")
    talk("note: names, contacts and notes are in it: keep it as safe as the records")
    next_step("import", typed(str(into)), "--records", "NEW-PLACE")


def _sheets(file: Path, sheet: str | None) -> None:
    from mcapproval.actions.importing.exporting import export
    from mcapproval.actions.papers.printing import put_new
    from mcapproval.store.modes import OWN

    done = export(seat.desk(), file, sheet)
    put_new(done.data, file, OWN)
    put(f"{file} has")
    width = max(len(str(many)) for many in done.rows.values())
    for title, many in done.rows.items():
        put(f"  {many:>{width}} in {title}")
    if file.suffix.lower() == ".csv" and sheet is None:
        talk(wrapped("a .csv file has one sheet: name another with --sheet, or give an .xlsx file"))
    next_step("import", str(file), "--dry-run")
