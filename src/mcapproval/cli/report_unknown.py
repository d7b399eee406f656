"""`report unknown`: what we do not know yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.report_options import Shown, put_report, report_options
from mcapproval.cli.report_pages import no_pages, pages, tell_next
from mcapproval.cli.view import view
from mcapproval.errors import AskedWrongly

if TYPE_CHECKING:
    from mcapproval.reports.paging import Slice


@click.command(
    name="unknown",
    help="""What we do not know yet of micro-credentials and their cohorts, column by column.

\b
Examples:
  mcapproval report unknown
  mcapproval report unknown --list
  mcapproval report unknown --list --column level --csv

Those that are at their end are left out. A column is called as in the sheets of an import. A list
comes in pages, which begin after so many lines.
""",
)
@click.option("--list", "which", is_flag=True, help="Of which ones, a line each.")
@click.option("--column", metavar="NAME", help="Only this column, such as level.")
@report_options
@pages("N", "number of lines, or after the line that the page before tells")
@seat.seat
def report_unknown(which: bool, column: str | None, shown: Shown, asked: Slice) -> None:
    from mcapproval.actions.importing.headings import sheets
    from mcapproval.actions.importing.unknown_counts import counted
    from mcapproval.actions.importing.unknown_list import gaps, unknown
    from mcapproval.reports.unknown import chart, counts, listed

    title = "What is not known yet"
    if not which:
        no_pages("only --list has pages", "add --list")
    known = [
        each.name for name in ("micro-credentials", "cohorts") for each in sheets()[name].columns
    ]
    if column is not None and column not in known:
        raise AskedWrongly(
            f"there is no column {column}", f"there are: {', '.join(dict.fromkeys(known))}"
        )
    every = unknown(view()) if which else counted(view())
    found = [each for each in every if column in (None, each.column)]
    if not which:
        put_report(shown, title, counts(found), chart(found))
        return
    page = gaps(found, asked)
    put_report(shown, title, listed(page))
    tell_next(shown, page)
