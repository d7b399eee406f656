"""`item`: conditions, requests for information, advice, actions, comments, what is to be ready."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mcapproval.cli import seat
from mcapproval.cli.item_changes import (
    item_agree,
    item_answer,
    item_close,
    item_correct,
    item_extend,
    item_not_applicable,
    item_own,
)
from mcapproval.cli.lazy import Group
from mcapproval.cli.official_forms import COLUMN, tell_of_table
from mcapproval.cli.say import formats, next_step, put, put_table

if TYPE_CHECKING:
    from datetime import date

KINDS = ("condition", "information", "advice", "support", "action", "comment", "readiness")
WEIGHTS = ("editorial", "substantive")


@seat.seat
@click.group(
    name="item",
    cls=Group,
    help="""Conditions, requests for information, advice, actions, comments, what is to be ready.

\b
Examples:
  mcapproval item list APP-2026-0001
  mcapproval item answer APP-2026-0001 2 --text "See section 5 of the plan" --as ana
  mcapproval item close ACC-0001 fee --text "$590, set on 2 June" --as tane
""",
)
def item_command() -> None:
    pass


for _command in (
    item_answer,
    item_agree,
    item_extend,
    item_correct,
    item_own,
    item_close,
    item_not_applicable,
):
    item_command.add_command(_command)


@item_command.command(
    name="list",
    help="""The items of a case.

\b
Example:
  mcapproval item list APP-2026-0001
""",
)
@click.argument("ref", type=seat.REF)
@formats
@seat.seat
def item_list(ref: str, as_json: bool, as_csv: bool) -> None:
    from mcapproval.actions.cases.items.of_case import list_items
    from mcapproval.reports.table import Column, Table

    columns = (
        Column("number", "No.", right=True),
        Column("kind", "Kind", only="data"),
        Column("about", "Kind", only="text"),
        Column("state", "State"),
        Column("round", "Round", only="data"),
        Column("topic", "Topic", only="data"),
        Column("weight", "Weight", only="data"),
        Column("owner", "Owner"),
        Column("due", "Due", only="data"),
        Column("when", "Due", only="text"),
        Column("overdue", "Overdue", only="data"),
        Column("touches", "Touches"),
        Column("proof", "Proof", only="data"),
        Column("shown", "Proof", only="text"),
        Column("version", "Version", only="data"),
        Column("says", "", below=True),
        Column("reply", "reply", below=True),
        Column("changed", "changed", below=True, only="text"),
    )
    rows = tuple(_row(asdict(line)) for line in list_items(seat.desk(), ref))
    put_table(Table(columns, rows, f"{ref} has no items."), as_json, as_csv)


def _row(line: dict[str, Any]) -> dict[str, Any]:
    """What people read of an item beside what programs do: fewer columns, more words."""
    turn = f"round {line['round']}" if line["round"] else ""
    about = turn or line["topic"] or line["weight"]
    late = " overdue" if line["overdue"] == "yes" else ""
    return {
        **line,
        "about": f"{line['kind']}, {about}" if about else line["kind"],
        "when": f"{line['due']}{late}",
        "shown": f"{line['proof']} file{'s' * (line['proof'] > 1)}" if line["proof"] else "",
        "changed": f"version {line['version']}" if line["version"] else "",
    }


@item_command.command(
    name="add",
    help="""A new item.

\b
Examples:
  mcapproval item add APP-2026-0001 --kind action --text "Ask the hui" --due 2026-07-01 --as mele
  mcapproval item add APP-2026-0001 --weight substantive --text "Outcome 3 is not assessed" --as bo
  mcapproval item add ACC-0001 --kind readiness --topic assessors --as mele
  mcapproval item add APP-2026-0001 --from request.docx --due 2026-07-28 --as hemi

--from takes each row of the table in which a request for information came; where it begins a new
round, make the move with it: mcapproval move REF request-information --items-from FILE
""",
)
@click.argument("ref", type=seat.REF)
@click.option("--kind", type=click.Choice(KINDS), help="A comment where nothing else is said.")
@click.option("--text", metavar="T", help="What it says; a readiness item has words of its own.")
@click.option("--weight", type=click.Choice(WEIGHTS), help="Of a comment: only the latter blocks.")
@click.option("--topic", metavar="KEY", help="Of a readiness item: its key in our policy.")
@click.option("--owner", metavar="ROLE", help="Whose it is.")
@click.option("--due", type=seat.DAY, metavar="DAY")
@click.option("--evidence", metavar="T", help="Of a condition: what will show that it is met.")
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
@click.option("--from", "table", type=seat.PLACE, metavar="FILE", help="A .docx.")
@COLUMN
@seat.standing_in
@seat.seat
def item_add(
    ref: str,
    kind: str | None,
    text: str | None,
    weight: str | None,
    topic: str | None,
    owner: str | None,
    due: date | None,
    evidence: str | None,
    effective: date | None,
    table: Path | None,
    columns: tuple[str, ...],
) -> None:
    from mcapproval.actions.cases.items.of_case import add_item

    more = {"weight": weight, "topic": topic, "evidence": evidence}
    if table is not None:
        if text or kind not in (None, "information") or any(more.values()):
            raise click.UsageError("--from takes rows of a request for information, and no words")
        _add_rows(ref, table, columns, owner, due, effective)
        return
    kind = kind or "comment"
    number = add_item(seat.desk(), ref, kind, text or "", owner, due, effective, **more)
    put(f"{ref}: item {number} added ({kind})")
    next_step("item", "list", ref)


def _add_rows(
    ref: str,
    table: Path,
    columns: tuple[str, ...],
    owner: str | None,
    due: date | None,
    effective: date | None,
) -> None:
    from mcapproval.actions.cases.items.from_table import add_rows, columns_named

    named = columns_named(columns)
    added = add_rows(seat.desk(), ref, table, named, owner, due, effective)
    first, last = added.numbers[0], added.numbers[-1]
    told = f"items {first} to {last}" if last > first else f"item {first}"
    put(f"{ref}: {told} added (information)")
    tell_of_table(added.taken, added.passed)
    next_step("item", "list", ref)
