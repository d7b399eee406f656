"""`review form`: the review file to fill in, with what the records know."""

from __future__ import annotations

from pathlib import Path

import click

from mcapproval.cli import seat
from mcapproval.cli.say import next_step, put


@click.command(
    name="form",
    help="""The review file of a re-evaluation, to fill in: what the records know is there, what was
answered last time stands beside each question, and all else is asked. It is a Word form where the
file ends in .docx, else a commented text.

\b
Examples:
  mcapproval review form REV-2027-0001 --into REV-2027-0001.yaml
  mcapproval review form REV-2027-0001 --into REV-2027-0001.docx
""",
)
@click.argument("ref", type=seat.REF)
@click.option(
    "--into", required=True, type=seat.PLACE, metavar="FILE", help="A new file: .yaml or .docx."
)
@seat.seat
def review_form(ref: str, into: Path) -> None:
    put_form(ref, into)


def put_form(ref: str, into: Path) -> None:
    """Write the file and say what comes next."""
    from mcapproval.actions.reviewing.prefilled import write_form

    write_form(seat.desk(), ref, into)
    put(f"{into} is ready to be filled in.")
    next_step("review", "answer", ref, str(into))
