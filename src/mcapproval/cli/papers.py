"""`paper`: one paper about one case, on the screen or in a file."""

from __future__ import annotations

from pathlib import Path

import click

from mcapproval.cli import seat
from mcapproval.cli.made_by_name import MadeByName
from mcapproval.cli.say import formats, put, put_lines, put_table, talk


@seat.seat
@click.group(
    cls=MadeByName,
    name="paper",
    help="""One paper about a case: a letter, an agenda, a checklist, a report.

\b
Examples:
  mcapproval paper list
  mcapproval paper evidence-of-need APP-2026-0001
  mcapproval paper evidence-of-need APP-2026-0001 --into need.docx
  mcapproval paper agenda MTG-2026-0001 --into agenda.pdf

What belongs to a submission is in its pack as well: mcapproval pack.
""",
)
def paper_command() -> None:
    pass


@paper_command.command(
    name="list",
    help="""The papers that can be asked for, and what each is made of.

\b
Example:
  mcapproval paper list
""",
)
@formats
@seat.seat
def paper_list(as_json: bool, as_csv: bool) -> None:
    from mcapproval.actions.papers.subjects import offered
    from mcapproval.reports.table import Column, Table

    columns = (
        Column("name", "Name", whole=True),
        Column("title", "Paper"),
        Column("subject", "Made of"),
    )
    rows = tuple({"name": o.name, "title": o.title, "subject": o.subject} for o in offered())
    put_table(Table(columns, rows, "There are no papers."), as_json, as_csv)


@paper_command.command(
    name="make",
    help="""One paper, as the case stands at its last move.

\b
Examples:
  mcapproval paper evidence-of-need APP-2026-0001
  mcapproval paper evidence-of-need APP-2026-0001 --into need.pdf
  mcapproval paper redline APP-2026-0001 --from 3

The end of the file's name says which look: .pdf, .docx, .html or .txt; without a file the text is
printed. The word `make` may be left out.
""",
)
@click.argument("name")
@click.argument("ref", type=seat.REF)
@click.option("--into", type=seat.PLACE, metavar="FILE", help="A file that is not there yet.")
@click.option(
    "--from",
    "since",
    type=click.IntRange(min=1),
    metavar="VERSION",
    help="With redline: the earlier version. Without it, a change is held to what is approved, "
    "anything else to the version before the newest.",
)
@seat.seat
def paper_make(name: str, ref: str, into: Path | None, since: int | None) -> None:
    from mcapproval.actions.papers.printing import look_of, put_into, unprinted
    from mcapproval.actions.papers.subjects import goes_out, judged_since, made
    from mcapproval.documents.text import render
    from mcapproval.documents.unwritten import open_places, unwritten

    if into:
        look_of(into)
    document = made(seat.desk(), name, ref, since)
    if into is None:
        put_lines(render(document))
    else:
        put_into(document, into)
        put(f"{into}: {document.kind}, {document.number}")
        for said in unprinted(document, into):
            talk(f"note: {said}")
    for said in judged_since(seat.desk(), ref, document):
        talk(f"note: {said}")
    missing = unwritten(document) if goes_out(name) else ()
    if missing:
        talk(open_places(missing))
