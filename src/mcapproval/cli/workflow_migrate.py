"""`workflow migrate`: running cases over to another version of their workflow, all or none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.say import counted, formats, put, put_table, wrapped
from mcapproval.cli.workflow_show import definition_in, text_of
from mcapproval.errors import AskedWrongly, Unreadable

if TYPE_CHECKING:
    from datetime import date

    from mcapproval.actions.migrating import Line
    from mcapproval.reports.table import Table


@click.command(
    name="migrate",
    help="""Take running cases over to another version of their workflow: all of them, or none.

\b
Examples:
  mcapproval workflow migrate nzqa-application --to my-workflow.toml --dry-run
  mcapproval workflow migrate nzqa-application --to my-workflow.toml \\
      --map need=enquiry --note "The board asked for one step fewer" --as ana

A case keeps the version with which it began. The file has a version to go to; states keep their
names unless a map says where they went. With --dry-run, each case is listed with its new state, or
with what keeps it from going, and nothing is changed. New cases begin with the version that ships.

A map in a file is TOML, a line for each state: need = "enquiry"
""",
)
@click.argument("name")
@click.option(
    "--to",
    "file",
    required=True,
    type=seat.PLACE,
    metavar="FILE",
    help="The version to go to.",
)
@click.option("--map", "pairs", multiple=True, metavar="OLD=NEW", help="Where a state went.")
@click.option(
    "--map-file",
    type=seat.PLACE,
    metavar="FILE",
    help="Where states went, in TOML.",
)
@click.option(
    "--case", "cases", type=seat.REF, multiple=True, metavar="REF", help="Only this case."
)
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day on which it happens.")
@click.option("--note", metavar="REASON", help="The reason, kept apart from the journal.")
@formats
@seat.seat
def migrate_command(
    name: str,
    file: Path,
    pairs: tuple[str, ...],
    map_file: Path | None,
    cases: tuple[str, ...],
    dry_run: bool,
    effective: date | None,
    note: str | None,
    as_json: bool,
    as_csv: bool,
) -> int:
    from mcapproval.actions.migrating import Wanted, migrate, plan_migration

    desk = seat.desk()
    wanted = Wanted(name, definition_in(file), _renames(pairs, map_file), cases, effective)
    lines = plan_migration(desk, wanted)
    caught = [line for line in lines if line.reasons]
    if not dry_run and not (caught and (as_json or as_csv)):
        lines = migrate(desk, wanted, note or "")
    put_table(_table(lines, name), as_json, as_csv)
    if lines and not (as_json or as_csv):
        put()
        put(wrapped(_summary(len(lines), len(caught), dry_run)))
    return int(bool(caught))


def _summary(number: int, caught: int, dry_run: bool) -> str:
    if not dry_run:
        return f"{counted(number, 'case')} went over to the new version."
    if caught:
        return (
            f"{caught} of {counted(number, 'case')} can't go over as asked, so none would. "
            "Nothing was changed."
        )
    return f"{counted(number, 'case')} would go over to the new version. Nothing was changed."


def _renames(pairs: tuple[str, ...], file: Path | None) -> dict[str, str]:
    found = _map_in(file) if file else {}
    for pair in pairs:
        old, equals, new = (part.strip() for part in pair.partition("="))
        if not (old and equals and new):
            raise AskedWrongly(f"--map takes OLD=NEW; {pair!r} is none", "such as need=enquiry")
        if found.get(old, new) != new:
            raise AskedWrongly(
                f"the map sends {old} to {found[old]} and to {new}", "say where it goes once"
            )
        found[old] = new
    return found


def _map_in(file: Path) -> dict[str, str]:
    from mcapproval.workflow.proving.limits import read_table

    found = read_table(text_of(file), str(file))
    for old, new in found.items():
        if not isinstance(new, str):
            raise Unreadable(
                f"{file}: {old} leads to no name of a state",
                'write a line for each state: need = "enquiry"',
                source=str(file),
            )
    return found


def _table(lines: Sequence[Line], name: str) -> Table:
    from mcapproval.reports.table import Column, Table

    columns = (
        Column("ref", "Case", whole=True),
        Column("title", "Title"),
        Column("pinned", "Version"),
        Column("state", "State", only="data"),
        Column("label", "Is in"),
        Column("to", "To", only="data"),
        Column("to_label", "Goes to"),
        Column("row", "Row", right=True, only="data"),
        Column("possible", "Possible", only="data"),
        Column("codes", "Codes", only="data"),
        Column("because", "can't go", below=True),
        Column("mend", "mend", below=True),
    )
    rows = tuple(
        {
            **{key: getattr(line, key) for key in ("ref", "title", "pinned", "state", "label")},
            "to": line.to,
            "to_label": line.to_label,
            "row": line.row,
            "possible": "no" if line.reasons else "yes",
            "codes": ", ".join(reason.code for reason in line.reasons),
            "because": "; ".join(reason.message for reason in line.reasons),
            "mend": "; ".join(reason.mend for reason in line.reasons),
        }
        for line in lines
    )
    return Table(columns, rows, f"No running case of {name} is on another version.")
