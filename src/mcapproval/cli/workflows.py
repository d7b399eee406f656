"""`workflow`: the workflows that ship, any one checked or shown."""

from __future__ import annotations

from pathlib import Path

import click

from mcapproval.cli import seat
from mcapproval.cli.say import counted, formats, put, put_table
from mcapproval.errors import AskedWrongly


@seat.seat
@click.group(
    name="workflow",
    help="""The workflows, and any one checked or shown.

\b
Examples:
  mcapproval workflow list
  mcapproval workflow show nzqa-application
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
        Column("hash", "Hash"),
    )
    put_table(Table(columns, tuple(rows), "None."), as_json, as_csv)


@workflow_command.command(
    name="check",
    help="""Prove a workflow sound; every fault with the shortest path that shows it.

\b
Example:
  mcapproval workflow check my-workflow.toml
""",
)
@click.argument("file", type=click.Path(path_type=Path))
@seat.seat
def workflow_check(file: Path) -> int:
    from mcapproval.workflow.definition import Unsound, parse

    try:
        text = file.read_text("utf-8")
    except OSError as fault:
        raise AskedWrongly(
            f"{file} can't be read: {fault.strerror}", "check the name of the file"
        ) from fault
    except UnicodeDecodeError as fault:
        raise AskedWrongly(f"{file} isn't saved as UTF-8", "save it again as UTF-8") from fault
    try:
        found = parse(text, str(file))
    except Unsound as unsound:
        for line in unsound.faults:
            put(f"{file}: {line}")
        put(f"{counted(len(unsound.faults), 'fault')}: not sound.")
        return 1
    put(f"{file}: sound, {len(found.states)} states and {len(found.moves)} moves.")
    return 0


@workflow_command.command(
    name="show",
    help="""A workflow as a table of its moves, or as Mermaid text.

\b
Examples:
  mcapproval workflow show nzqa-application
  mcapproval workflow show review --mermaid
""",
)
@click.argument("name")
@click.option("--mermaid", is_flag=True, help="Mermaid text, for documentation.")
@seat.seat
def workflow_show(name: str, mermaid: bool) -> None:
    from mcapproval.workflow import picture
    from mcapproval.workflow.definition import load

    found = load(name)
    put((picture.mermaid(found) if mermaid else picture.table(found)).rstrip("\n"))
