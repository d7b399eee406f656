"""What becomes of an item at the shell: answered, agreed, put off, handed over, closed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.attaching import files_given
from mcapproval.cli.say import next_step, put, talk

if TYPE_CHECKING:
    from datetime import date

ITEM = click.argument("item")
EFFECTIVE = click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
ATTACH = click.option(
    "--attach", "attached", type=seat.NAME, multiple=True, metavar="FILE", help="Proof."
)
LETTER = click.option(
    "--attach",
    "attached",
    type=seat.NAME,
    multiple=True,
    metavar="FILE",
    help="The letter that says so.",
)
TEXT = click.option("--text", required=True, metavar="T")


def _done(ref: str, item: str, said: str, told: Iterable[str]) -> None:
    put(f"{ref}: item {item} {said}")
    for note in told:
        talk(f"note: {note}")
    next_step("next", ref)


@click.command(
    name="answer",
    help="""Answer an item.

\b
Example:
  mcapproval item answer APP-2026-0001 2 --text "See section 5 of the plan" --as ana
""",
)
@click.argument("ref", type=seat.REF)
@ITEM
@TEXT
@ATTACH
@EFFECTIVE
@seat.standing_in
@seat.seat
def item_answer(
    ref: str, item: str, text: str, attached: tuple[str, ...], effective: date | None
) -> None:
    _change(ref, item, "answered", text, attached, effective)


@click.command(
    name="close",
    help="""Close an item, by number or topic, with proof where there is any.

\b
Examples:
  mcapproval item close APP-2026-0001 3 --text "Met on 3 July" --attach minutes.pdf --as hemi
  mcapproval item close ACC-0001 published-page --attach page.html --as mele
""",
)
@click.argument("ref", type=seat.REF)
@ITEM
@click.option("--text", metavar="T")
@ATTACH
@EFFECTIVE
@seat.standing_in
@seat.seat
def item_close(
    ref: str, item: str, text: str | None, attached: tuple[str, ...], effective: date | None
) -> None:
    _change(ref, item, "closed", text, attached, effective)


@click.command(
    name="not-applicable",
    help="""Say why an item of the ready-to-deliver list is not applicable.

\b
Example:
  mcapproval item not-applicable ACC-0001 third-party-agreement --text "We do all of it" --as tane
""",
)
@click.argument("ref", type=seat.REF)
@ITEM
@TEXT
@EFFECTIVE
@seat.standing_in
@seat.seat
def item_not_applicable(ref: str, item: str, text: str, effective: date | None) -> None:
    _change(ref, item, "not-applicable", text, (), effective)


def _change(
    ref: str,
    item: str,
    state: str,
    text: str | None,
    attached: tuple[str, ...],
    effective: date | None,
) -> None:
    from mcapproval.actions.cases.items.answering import change_item

    files = files_given(attached)
    told = change_item(seat.desk(), ref, item, state, text, files, effective)
    _done(ref, item, f"is {state.replace('-', ' ')}", told)


@click.command(
    name="agree",
    help="""What NZQA agreed will follow by a day; the case can go back before it does.

\b
Example:
  mcapproval item agree APP-2026-0001 3 --by 2026-09-01 --attach mail.txt --text "..." --as hemi
""",
)
@click.argument("ref", type=seat.REF)
@ITEM
@click.option("--by", type=seat.DAY, required=True, metavar="DAY", help="The day agreed.")
@TEXT
@LETTER
@EFFECTIVE
@seat.standing_in
@seat.seat
def item_agree(
    ref: str,
    item: str,
    by: date,
    text: str,
    attached: tuple[str, ...],
    effective: date | None,
) -> None:
    from mcapproval.actions.cases.items.days import agree_item

    files = files_given(attached)
    told = agree_item(seat.desk(), ref, item, by, text, files, effective)
    _done(ref, item, f"is agreed to follow by {by.isoformat()}", told)


@click.command(
    name="extend",
    help="""A later day for an item; for what NZQA or the board asked, with the letter that says so.

\b
Example:
  mcapproval item extend APP-2026-0001 2 --due 2026-08-11 --attach letter.pdf --text "..." --as hemi
""",
)
@click.argument("ref", type=seat.REF)
@ITEM
@click.option("--due", type=seat.DAY, required=True, metavar="DAY", help="The new day.")
@TEXT
@LETTER
@EFFECTIVE
@seat.standing_in
@seat.seat
def item_extend(
    ref: str,
    item: str,
    due: date,
    text: str,
    attached: tuple[str, ...],
    effective: date | None,
) -> None:
    from mcapproval.actions.cases.items.days import extend_item

    files = files_given(attached)
    told = extend_item(seat.desk(), ref, item, due, text, files, effective)
    _done(ref, item, f"is due on {due.isoformat()} now", told)


@click.command(
    name="correct",
    help="""Put right a day that was written down wrongly: an earlier one than the item has.

\b
Example:
  mcapproval item correct APP-2026-0001 2 --due 2026-08-11 --text "2060 was a slip" --as hemi
""",
)
@click.argument("ref", type=seat.REF)
@ITEM
@click.option("--due", type=seat.DAY, required=True, metavar="DAY", help="The right day.")
@TEXT
@ATTACH
@EFFECTIVE
@seat.standing_in
@seat.seat
def item_correct(
    ref: str,
    item: str,
    due: date,
    text: str,
    attached: tuple[str, ...],
    effective: date | None,
) -> None:
    from mcapproval.actions.cases.items.days import correct_item

    files = files_given(attached)
    told = correct_item(seat.desk(), ref, item, due, text, files, effective)
    _done(ref, item, f"is due on {due.isoformat()}, as it should have been", told)


@click.command(
    name="own",
    help="""Hand an item to another role, or to an organisation.

\b
Example:
  mcapproval item own APP-2026-0001 2 --owner quality-adviser --as hemi
""",
)
@click.argument("ref", type=seat.REF)
@ITEM
@click.option("--owner", required=True, metavar="ROLE", help="Whose it is from now on.")
@EFFECTIVE
@seat.standing_in
@seat.seat
def item_own(ref: str, item: str, owner: str, effective: date | None) -> None:
    from mcapproval.actions.cases.items.days import own_item

    _done(ref, item, f"is the {owner}'s now", own_item(seat.desk(), ref, item, owner, effective))
