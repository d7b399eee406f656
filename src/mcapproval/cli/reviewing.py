"""`review`: what is due, opening it, answering it, and why it is due when it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mcapproval.cli import seat
from mcapproval.cli.lazy import Entry, LazyGroup
from mcapproval.cli.review_bulk import open_many
from mcapproval.cli.review_due import which
from mcapproval.cli.say import as_json_option, next_step, put, put_json, talk, wrapped
from mcapproval.errors import AskedWrongly

if TYPE_CHECKING:
    from datetime import date


DO, ASK, YEAR = "One re-evaluation", "Others", "The year"

COMMANDS = {
    "due": Entry("review_due", "What falls due, the overdue first.", YEAR, "review_due"),
    "digest": Entry("review_digest", "What people are told of it, by mail.", YEAR, "review_digest"),
    "calendar": Entry("review_calendar", "The days as iCalendar.", YEAR, "review_calendar"),
    "assign": Entry("review_assign", "Who looks after which.", YEAR, "review_assign"),
    "reschedule": Entry(
        "review_reschedule", "What waits, by our policy of now.", YEAR, "review_reschedule"
    ),
    "grid": Entry("review_grid", "All of a year, a line each.", YEAR, "review_grid"),
    "self-review": Entry(
        "review_self_review", "A provider's year in summary.", YEAR, "review_self_review"
    ),
    "open": Entry("reviewing", "Begin it, where it waits.", DO, "review_open"),
    "form": Entry("review_form", "Its file, to fill in.", DO, "review_form"),
    "answer": Entry("reviewing", "Put the answers of its file in.", DO, "review_answer"),
    "explain": Entry("reviewing", "Why it is due when it is.", DO, "review_explain"),
    "collect": Entry(
        "review_collect", "What only accredited providers know.", ASK, "review_collect"
    ),
}
"""Loaded when they run: what is due is asked every day, and must not wait for the others."""


@seat.seat
@click.group(
    name="review",
    cls=LazyGroup,
    entries=COMMANDS,
    help="""Re-evaluation: what is due, opening it, answering it, and why it is due.

\b
Examples:
  mcapproval review due --within 120d
  mcapproval review open MC-0001 --as mele
""",
)
def review_command() -> None:
    pass


@click.command(
    name="open",
    help="""Begin the re-evaluation of a micro-credential, where it is not begun; with --into the
review file to fill in is written too, with what the records know: a Word form where it ends in
.docx, else a commented text.

\b
Examples:
  mcapproval review open MC-0001 --as mele
  mcapproval review open MC-0001 --into REV-2027-0001.yaml --as mele
  mcapproval review open MC-0001 --into REV-2027-0001.docx --as mele
  mcapproval review open MC-0001 MC-0002 MC-0003 --as mele
  mcapproval review open --due --within 90d --owner me --as mele

Of several, or of all that are due (within 90 days, unless a period is named), each has a line of
its own; the exit code is 1 where one was refused.
""",
)
@click.argument("mcs", type=seat.REF, nargs=-1, metavar="MC...")
@click.option("--due", is_flag=True, help="Instead of MC: all that `review due` would list.")
@which
@click.option("--into", type=seat.PLACE, metavar="FILE", help="A new file: .yaml or .docx.")
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
@as_json_option
@seat.standing_in
@seat.seat
def review_open(
    mcs: tuple[str, ...],
    due: bool,
    into: Path | None,
    effective: date | None,
    as_json: bool,
    **asked: Any,
) -> int:
    from mcapproval.actions.reviewing.opening import begun_already, open_review
    from mcapproval.actions.reviewing.prefilled import may_be_form

    if bool(mcs) == due:
        raise AskedWrongly("say what is to begin", "name it (MC-0001), or give --due")
    if mcs and any(value is not None for value in asked.values()):
        raise AskedWrongly("a period, an owner or a provider goes with --due", "leave it out")
    if due or len(mcs) > 1 or as_json:
        if into:
            raise AskedWrongly("--into writes the file of one re-evaluation", "name one MC")
        return open_many(mcs, effective, as_json, **asked)
    (mc,) = mcs
    if into:
        may_be_form(into)
    ref = begun_already(seat.desk(), mc) if into else None
    if ref is None:
        done = open_review(seat.desk(), mc, effective)
        ref = done.ref
        put(f"{ref}: {done.was} -> {done.now}")
    if into:
        from mcapproval.cli.review_form import put_form

        put_form(ref, into)
    else:
        next_step("review", "form", ref, "--into", f"{ref}.yaml")
    return 0


@click.command(
    name="answer",
    help="""Put the answers of a file, a text or a Word form, into a re-evaluation; it says what is
still open. A file that would undo what was answered since it was written is refused.

\b
Examples:
  mcapproval review answer REV-2027-0001 review.yaml --as mele
  mcapproval review answer REV-2027-0001 review.docx --as mele
  mcapproval review answer REV-2027-0001 review.yaml --over --as mele
""",
)
@click.argument("ref", type=seat.REF)
@click.argument("file", type=seat.PLACE)
@click.option("--over", is_flag=True, help="In place of what was answered since.")
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
@seat.standing_in
@seat.seat
def review_answer(ref: str, file: Path, over: bool, effective: date | None) -> None:
    from mcapproval.actions.reviewing.answering import answer_with

    done = answer_with(seat.desk(), ref, file, effective, over)
    put(f"{ref}: the answers of {file.name} are in the records")
    for said in done.stays:
        talk(said)
    for said in done.not_taken:
        talk(f"not taken: {said}")
    for part in done.still_open:
        put(f"  still open: {part}")
    for part in done.in_the_way:
        put(f"  stands in the way of {done.move}: {part}")
    for part in done.warned:
        put(f"  look at: {part}")
    next_step("next", ref)


@click.command(
    name="explain",
    help="""Why the next re-evaluation is due when it is: from which approval, period and clause.

\b
Example:
  mcapproval review explain MC-0001
""",
)
@click.argument("mc", type=seat.REF, metavar="MC")
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
        put(wrapped(sentence, after="  "))
    if why.next_on is None and not why.ended:
        next_step("next", why.listing)
