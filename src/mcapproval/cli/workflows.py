"""`workflow`: the workflows that ship, any one checked or shown, and cases taken to another."""

from __future__ import annotations

import click

from mcapproval.cli import seat
from mcapproval.cli.lazy import Group
from mcapproval.cli.say import formats, put_table
from mcapproval.cli.workflow_check import check_command
from mcapproval.cli.workflow_migrate import migrate_command
from mcapproval.cli.workflow_show import show_command


@seat.seat
@click.group(
    name="workflow",
    cls=Group,
    help="""The workflows, and any one checked or shown.

\b
Examples:
  mcapproval workflow list
  mcapproval workflow show nzqa-application
  mcapproval workflow migrate nzqa-application --to my-workflow.toml --dry-run
""",
)
def workflow_command() -> None:
    pass


@workflow_command.command(
    name="list",
    help="""The workflows that ship.

\b
Examples:
  mcapproval workflow list
  mcapproval workflow list --json
""",
)
@formats
@seat.seat
def workflow_list(as_json: bool, as_csv: bool) -> None:
    from mcapproval.reports.table import Column, Table
    from mcapproval.workflow.definition import load, names

    rows: list[dict[str, str | int | None]] = []
    for name in names():
        found = load(name)
        rows.append(
            {
                "workflow": found.name,
                "title": found.title,
                "case": found.case,
                "states": len(found.states),
                "moves": len(found.moves),
                "hash": found.hash[:16],
            }
        )
    columns = (
        Column("workflow", "Workflow"),
        Column("title", "Title"),
        Column("case", "Track"),
        Column("states", "States", right=True),
        Column("moves", "Moves", right=True),
        Column("hash", "Hash", whole=True),
    )
    put_table(Table(columns, tuple(rows), "None."), as_json, as_csv)


workflow_command.add_command(check_command)
workflow_command.add_command(show_command)
workflow_command.add_command(migrate_command)
