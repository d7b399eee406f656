"""`item`: conditions, requests for information, advice, actions, comments."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.say import formats, next_step, put, put_table

if TYPE_CHECKING:
    from datetime import date

KINDS = ("condition", "information", "advice", "support", "action", "comment")
EFFECTIVE = click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
ATTACH = click.option("--attach", "attached", multiple=True, metavar="FILE", help="Proof.")


@seat.seat
@click.group(
    name="item",
    help="""Conditions, requests for information, advice, actions, comments.

\b
Examples:
  mcapproval item list APP-2026-0001
  mcapproval item answer APP-2026-0001 2 --text "See section 5 of the plan" --as ana
""",
)
def item_command() -> None:
    pass


@item_command.command(
    name="list",
    help="""The items of a case.

\b
Example:
  mcapproval item list APP-2026-0001
""",
)
@click.argument("ref")
@formats
@seat.seat
def item_list(ref: str, as_json: bool, as_csv: bool) -> None:
    from mcapproval.actions.cases.items import list_items
    from mcapproval.reports.table import Column, Table

    columns = (
        Column("number", "No.", right=True),
        Column("kind", "Kind"),
        Column("state", "State"),
        Column("owner", "Owner"),
        Column("due", "Due"),
        Column("touches", "Touches"),
        Column("says", "", below=True),
        Column("reply", "reply", below=True),
    )
    rows = tuple(asdict(line) for line in list_items(seat.desk(), ref))
    put_table(Table(columns, rows, f"{ref} has no items."), as_json, as_csv)


@item_command.command(
    name="add",
    help="""A new item.

\b
Example:
  mcapproval item add APP-2026-0001 --kind action --text "Ask the hui" --due 2026-07-01 --as mele
""",
)
@click.argument("ref")
@click.option("--kind", type=click.Choice(KINDS), default="comment", show_default=True)
@click.option("--text", required=True, metavar="T")
@click.option("--owner", metavar="ROLE", help="Whose it is.")
@click.option("--due", type=seat.DAY, metavar="DAY")
@EFFECTIVE
@seat.seat
def item_add(
    ref: str,
    kind: str,
    text: str,
    owner: str | None,
    due: date | None,
    effective: date | None,
) -> None:
    from mcapproval.actions.cases.items import add_item

    number = add_item(seat.desk(), ref, kind, text, owner, due, effective)
    put(f"{ref}: item {number} added ({kind})")
    next_step("item", "list", ref)


def _change(
    ref: str,
    number: int,
    state: str,
    text: str | None,
    attached: tuple[str, ...],
    effective: date | None,
) -> None:
    from mcapproval.actions.cases.items import change_item

    files = seat.files_given(attached)
    change_item(seat.desk(), ref, number, state, text, files, effective)
    put(f"{ref}: item {number} is {state}")
    next_step("next", ref)


@item_command.command(
    name="answer",
    help="""Answer an item.

\b
Example:
  mcapproval item answer APP-2026-0001 2 --text "See section 5 of the plan" --as ana
""",
)
@click.argument("ref")
@click.argument("item", type=int)
@click.option("--text", required=True, metavar="T")
@ATTACH
@EFFECTIVE
@seat.seat
def item_answer(
    ref: str, item: int, text: str, attached: tuple[str, ...], effective: date | None
) -> None:
    _change(ref, item, "answered", text, attached, effective)


@item_command.command(
    name="close",
    help="""Close an item, with proof where there is any.

\b
Example:
  mcapproval item close APP-2026-0001 3 --text "Met on 3 July" --attach minutes.pdf --as hemi
""",
)
@click.argument("ref")
@click.argument("item", type=int)
@click.option("--text", metavar="T")
@ATTACH
@EFFECTIVE
@seat.seat
def item_close(
    ref: str, item: int, text: str | None, attached: tuple[str, ...], effective: date | None
) -> None:
    _change(ref, item, "closed", text, attached, effective)
