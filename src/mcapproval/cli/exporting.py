"""`export`: the records as the sheets that an import reads."""

from __future__ import annotations

from pathlib import Path

import click

from mcapproval.cli import seat
from mcapproval.cli.say import next_step, put, talk, wrapped

SHEETS = ("micro-credentials", "cohorts", "applications", "actions")


@click.command(
    name="export",
    help="""Take out what is in the records, as the sheets that an import reads.

\b
Examples:
  mcapproval export ours.xlsx --as ana
  mcapproval export cohorts.csv --sheet cohorts --as ana

Micro-credentials, their cohorts, applications under way and open actions: to look at, and to bring
in again (`mcapproval import FILE`). Into these records that changes nothing; into empty ones it
brings the same sheets. It is no copy of the records: drafts, evidence, decisions and the journal
stay in them. A .csv file has one sheet, the first where none is named.
""",
)
@click.argument("file", type=seat.PLACE)
@click.option("--sheet", type=click.Choice(SHEETS), help="Only this one.")
@seat.seat
def export_command(file: Path, sheet: str | None) -> None:
    from mcapproval.actions.importing.exporting import export
    from mcapproval.actions.papers.printing import put_new

    done = export(seat.desk(), file, sheet)
    put_new(done.data, file)
    put(f"{file} has")
    width = max(len(str(many)) for many in done.rows.values())
    for title, many in done.rows.items():
        put(f"  {many:>{width}} in {title}")
    if file.suffix.lower() == ".csv" and sheet is None:
        talk(wrapped("a .csv file has one sheet: name another with --sheet, or give an .xlsx file"))
    next_step("import", str(file), "--dry-run")
