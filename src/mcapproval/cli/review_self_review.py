"""`review self-review`: the yearly summary over all micro-credentials, and that it was sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.attaching import files_given
from mcapproval.cli.say import put, put_lines, talk
from mcapproval.errors import AskedWrongly

if TYPE_CHECKING:
    from datetime import date


@click.command(
    name="self-review",
    help="""The summary of a provider's self-review of a year, drafted from its re-evaluations: what
was decided, who was taught, what people said, what is owed. What only people can say is left open.

\b
Examples:
  mcapproval review self-review --year 2027
  mcapproval review self-review --year 2027 --into summary.docx
  mcapproval review self-review --year 2027 --sent 2028-02-20 --attach summary.pdf --as hemi

What was current, due and open is told as at the last day of a year that is over, as at today of one
that is not; what was decided, closed and applied for, of the year. A change that is only drafted is
told as that. NZQA asks for one every year since 2026, of universities none. The look is that of the
file's name: .docx, .pdf, .html, .txt or .yaml.
""",
)
@click.option("--year", required=True, type=click.IntRange(2018, 2100), help="The year told of.")
@click.option("--into", type=seat.PLACE, metavar="FILE", help="A file that is not there yet.")
@click.option("--sent", type=seat.DAY, metavar="DAY", help="Record that it was sent on this day.")
@click.option(
    "--attach", "attached", type=seat.NAME, multiple=True, metavar="FILE", help="It as it was sent."
)
@click.option("--provider", metavar="KEY", help="Whose, where the records are of several.")
@seat.seat
def review_self_review(
    year: int, into: Path | None, sent: date | None, attached: tuple[str, ...], provider: str | None
) -> None:
    if sent is not None:
        _record(year, sent, attached, provider, into)
        return
    if attached:
        raise AskedWrongly("--attach goes with --sent", "say on which day it was sent: --sent DAY")
    from mcapproval.actions.reviewing.self_review import draft_into, drafted
    from mcapproval.documents.text import render

    if into is None:
        put_lines(render(drafted(seat.desk(), provider, year)))
        return
    facts, lacking = draft_into(seat.desk(), provider, year, into)
    put(f"{into}: the self-review summary {year} of {facts.name or facts.provider}, a draft")
    for said in lacking:
        talk(f"note: {said}")
    if facts.so_far:
        talk(f"note: {facts.so_far}")
    talk("what is marked (to be written: ...) is for people to say")


def _record(
    year: int, sent: date, attached: tuple[str, ...], provider: str | None, into: Path | None
) -> None:
    from mcapproval.actions.reviewing.self_review_sent import record_sent, unfinished

    if into is not None:
        raise AskedWrongly("--into drafts a summary and --sent records one", "give one of the two")
    files = files_given(attached)
    left_open = unfinished(files)
    of = record_sent(seat.desk(), provider, year, sent, files)
    put(f"{of}: the summary of {year} was sent to NZQA on {sent.isoformat()}")
    for name in left_open:
        talk(
            f"note: {name} says still of parts that they are to be written: if it was not sent so, "
            "record it again with --attach and the file that was sent"
        )
