"""`review`: what is due, opening it, answering it, and why it is due when it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.review_collect import review_collect
from mcapproval.cli.review_due import review_due
from mcapproval.cli.review_form import put_form, review_form
from mcapproval.cli.review_self_review import review_self_review
from mcapproval.cli.say import as_json_option, next_step, put, put_json

if TYPE_CHECKING:
    from datetime import date


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


review_command.add_command(review_due)
review_command.add_command(review_collect)
review_command.add_command(review_form)
review_command.add_command(review_self_review)


@review_command.command(
    name="open",
    help="""Begin the re-evaluation of a micro-credential, where it is not begun; with --into the
review file to fill in is written too, with what the records know.

\b
Examples:
  mcapproval review open MC-0001 --as mele
  mcapproval review open MC-0001 --into REV-2027-0001.yaml --as mele
""",
)
@click.argument("mc", metavar="MC")
@click.option("--into", type=seat.PLACE, metavar="FILE", help="A new file to fill in: .yaml.")
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
@seat.seat
def review_open(mc: str, into: Path | None, effective: date | None) -> None:
    from mcapproval.actions.reviewing.opening import begun_already, open_review

    ref = begun_already(seat.desk(), mc) if into else None
    if ref is None:
        done = open_review(seat.desk(), mc, effective)
        ref = done.ref
        put(f"{ref}: {done.was} -> {done.now}")
    if into:
        put_form(ref, into)
    else:
        next_step("review", "form", ref, "--into", f"{ref}.yaml")


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
    from mcapproval.actions.reviewing.explained import as_json as told
    from mcapproval.actions.reviewing.explaining import because
    from mcapproval.rules.review_explained import four_lines

    why = because(seat.desk(), mc)
    if as_json:
        put_json(told(why, mc))
        return
    for sentence in four_lines(why):
        put(sentence)
