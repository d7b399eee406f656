"""`review`: what is due, opening it, answering it, and why it is due when it is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mcapproval.cli import seat
from mcapproval.cli.say import as_json_option, formats, next_step, put, put_json, put_table

if TYPE_CHECKING:
    from datetime import date


class Within(click.ParamType[int]):
    """A number of days, such as 60d or 60."""

    name = "days"

    def convert(self, value: Any, param: Any, ctx: Any) -> int:
        found = re.fullmatch(r"([0-9]{1,5})d?", str(value))
        if not found:
            self.fail(f"{value!r} is no number of days; write it like 60d", param, ctx)
        return int(found[1])


WITHIN = click.option(
    "--within", type=Within(), default="60d", show_default=True, help="How far ahead, in days."
)


@seat.seat
@click.group(
    name="review",
    help="""Re-evaluation: what is due, opening it, answering it, and why it is due.

\b
Examples:
  mcapproval review due --within 120d
  mcapproval review open MC-0001 --as mele
""",
)
def review_command() -> None:
    pass


def put_due(within: int, as_json: bool, as_csv: bool) -> None:
    from mcapproval.actions.reviewing.due import due
    from mcapproval.reports.due import table

    put_table(table(due(seat.desk(), within), within), as_json, as_csv)


@review_command.command(
    name="due",
    help="""Re-evaluations that fall due, the overdue ones first.

\b
Examples:
  mcapproval review due
  mcapproval review due --within 120d --csv
""",
)
@WITHIN
@formats
@seat.seat
def review_due(within: int, as_json: bool, as_csv: bool) -> None:
    put_due(within, as_json, as_csv)


@review_command.command(
    name="open",
    help="""Begin the re-evaluation of a micro-credential.

\b
Example:
  mcapproval review open MC-0001 --as mele
""",
)
@click.argument("mc", metavar="MC")
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
@seat.seat
def review_open(mc: str, effective: date | None) -> None:
    from mcapproval.actions.reviewing.opening import open_review

    done = open_review(seat.desk(), mc, effective)
    put(f"{done.ref}: {done.was} -> {done.now}")
    next_step("review", "answer", done.ref, "FILE")


@review_command.command(
    name="answer",
    help="""Put the answers of a file into a re-evaluation; it says what is still open.

\b
Example:
  mcapproval review answer REV-2027-0001 review.yaml --as mele
""",
)
@click.argument("ref")
@click.argument("file", type=seat.PLACE)
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
@seat.standing_in
@seat.seat
def review_answer(ref: str, file: Path, effective: date | None) -> None:
    from mcapproval.actions.reviewing.answering import answer

    still_open = answer(seat.desk(), ref, file, effective)
    put(f"{ref}: the answers of {file.name} are in the records")
    for part in still_open:
        put(f"  still open: {part}")
    next_step("next", ref)


@review_command.command(
    name="explain",
    help="""Why the next re-evaluation is due when it is: from which approval, period and clause.

\b
Example:
  mcapproval review explain MC-0001
""",
)
@click.argument("mc", metavar="MC")
@as_json_option
@seat.seat
def review_explain(mc: str, as_json: bool) -> None:
    from mcapproval.actions.reviewing.explaining import explain_due

    sentences = explain_due(seat.desk(), mc)
    if as_json:
        put_json({"micro_credential": mc, "because": list(sentences)})
        return
    for sentence in sentences:
        put(sentence)
