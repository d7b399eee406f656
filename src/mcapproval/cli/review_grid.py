"""`review grid`: all re-evaluations of a year, a line each."""

from __future__ import annotations

from pathlib import Path

import click

from mcapproval.cli import seat
from mcapproval.cli.say import put, put_lines, talk
from mcapproval.errors import AskedWrongly


@click.command(
    name="grid",
    help="""All re-evaluations that fall due in a year, a line each: how it stands, what was
answered and decided, and what comes first. As a PDF sixty are two pages.

\b
Examples:
  mcapproval review grid --year 2027
  mcapproval review grid --year 2027 --into grid.pdf
  mcapproval review grid --provider otago-polytechnic --shared --into grid.docx
  mcapproval review grid --into grid.xlsx
  mcapproval review grid --from grid.xlsx --dry-run --as mele

The end of the file's name says which look: .pdf, .docx, .html or .txt; without a file the text is
printed. As .xlsx it has all that wait, of any year, to be filled in: owners, what is to begin, and
the answers that fit a cell. With --from it comes in again; what is wrong, or was changed by others
since it was written, is told cell by cell, and nothing of it is kept then.
""",
)
@click.option(
    "--year", type=click.IntRange(1900, 9999), metavar="YEAR", help="The running one by default."
)
@click.option("--provider", metavar="KEY", help="Only those of one provider.")
@click.option(
    "--shared", is_flag=True, help="For readers outside: without small counts of learners."
)
@click.option("--into", type=seat.PLACE, metavar="FILE", help="A file that is not there yet.")
@click.option("--from", "of", type=seat.PLACE, metavar="FILE", help="The sheet, filled in.")
@click.option("--dry-run", is_flag=True, help="With --from: only tell what it would change.")
@seat.seat
def review_grid(
    year: int | None,
    provider: str | None,
    shared: bool,
    into: Path | None,
    of: Path | None,
    dry_run: bool,
) -> int:
    if of is not None or dry_run or (into is not None and into.suffix.lower() == ".xlsx"):
        from mcapproval.cli.review_grid_sheet import put_sheet, take_sheet

        if of is None and dry_run:
            raise AskedWrongly("--dry-run goes with --from", "name the sheet")
        if year or shared or (into and of):
            raise AskedWrongly("a sheet has all that wait", "give --into or --from alone")
        return take_sheet(of, dry_run) if of is not None else put_sheet(into, provider)
    from mcapproval.actions.papers.printing import look_of, put_into, unprinted
    from mcapproval.actions.reviewing.grid_paper import grid_paper
    from mcapproval.documents.renderers import FORMATS
    from mcapproval.documents.text import render

    if into:
        look_of(into, (*FORMATS, "xlsx"))
    document = grid_paper(seat.desk(), year or seat.today().year, provider, shared)
    if into is None:
        put_lines(render(document))
        return 0
    put_into(document, into)
    put(f"{into}: {document.kind}, {document.number}")
    for said in unprinted(document, into):
        talk(f"note: {said}")
    return 0
