"""`import correct`: put right what came in wrong, or was recorded wrong from NZQA's answer."""

from __future__ import annotations

from dataclasses import asdict

import click

from mcapproval.cli import seat
from mcapproval.cli.again import completed
from mcapproval.cli.say import as_json_option, next_step, put, put_json, talk, wrapped
from mcapproval.cli.sets import pairs


@click.command(
    name="correct",
    help="""Put right a value that came in wrong, or that was recorded wrong of NZQA's answer.

\b
Examples:
  mcapproval import correct MC-0020 --set level=4 --note "typing slip" --as ana
  mcapproval import correct MC-0001 --set number=4977 --note "two digits changed places" --as ana
  mcapproval import correct MC-0001 --set number=4977 --exchange --note "rows mixed up" --as ana

By the heading of their column, --set "NZQA review date=DAY": NZQA's number, version, reporting
code, day of approval, review period and review date of any micro-credential; title, level, credits
and codes of one that was imported, where no decision changed them since. Days that follow are
worked out anew. `4977-2` is number 4977 and its version 2. The history keeps what stood before, and
why. It is taken back as an import is. What NZQA has otherwise than you had it approved is no slip:
that is a change of the listing.
""",
)
@click.argument("ref", type=seat.REF)
@click.option("--set", "sets", multiple=True, required=True, metavar="COLUMN=VALUE")
@click.option(
    "--exchange", is_flag=True, help="Whoever has that number gets the one of this in return."
)
@click.option("--note", required=True, metavar="WHY", help="How it came to be wrong.")
@as_json_option
@seat.seat
def import_correct(
    ref: str, sets: tuple[str, ...], exchange: bool, note: str, as_json: bool
) -> None:
    from mcapproval.actions.importing.correcting import correct
    from mcapproval.actions.telling_facts import fact_said

    done = correct(seat.desk(), ref, pairs(sets, "level=4"), note, exchange=exchange)
    if as_json:
        put_json(
            {
                "ref": done.ref,
                "import": done.batch,
                "corrected": [
                    {"column": column, "was": was, "now": now}
                    for column, (was, now) in done.values.items()
                ],
                "exchanged": asdict(done.exchanged) if done.exchanged else None,
                "notes": list(done.notes),
            }
        )
        return
    for told in done.notes:
        talk(wrapped(told, "note: ", "  "))
    for column, (was, now) in done.values.items():
        before = "was not known, and is" if was is None else f"{was} is"
        put(wrapped(f"{done.ref}: {fact_said(column)} {before} now {now}"))
    if other := done.exchanged:
        put(wrapped(f"{other.ref}: number {other.was} is now {other.now or 'not known'}"))
    back = f"this is {done.batch}; to take it back: mcapproval import undo {done.batch}"
    talk(completed(back, seat.given()))
    next_step("show", done.ref)
