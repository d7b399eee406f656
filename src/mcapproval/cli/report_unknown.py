"""`report unknown`: what we do not know yet."""

from __future__ import annotations

import click

from mcapproval.cli import seat
from mcapproval.cli.report_options import Shown, put_report, report_options
from mcapproval.errors import AskedWrongly


@click.command(
    name="unknown",
    help="""What we do not know yet of micro-credentials and their cohorts, column by column.

\b
Examples:
  mcapproval report unknown
  mcapproval report unknown --list
  mcapproval report unknown --list --column level --csv

Those that are at their end are left out. A column is called as in the sheets of an import.
""",
)
@click.option("--list", "which", is_flag=True, help="Of which ones, a line each.")
@click.option("--column", metavar="NAME", help="Only this column, such as level.")
@report_options
@seat.seat
def report_unknown(which: bool, column: str | None, shown: Shown) -> None:
    from mcapproval.actions.importing.headings import sheets
    from mcapproval.actions.importing.unknown_counts import counted
    from mcapproval.actions.importing.unknown_list import unknown
    from mcapproval.reports.unknown import chart, counts, listed

    known = [
        each.name for name in ("micro-credentials", "cohorts") for each in sheets()[name].columns
    ]
    if column is not None and column not in known:
        raise AskedWrongly(
            f"there is no column {column}", f"there are: {', '.join(dict.fromkeys(known))}"
        )
    every = unknown(seat.desk()) if which else counted(seat.desk())
    found = [each for each in every if column in (None, each.column)]
    made = listed(found) if which else counts(found)
    put_report(shown, "What is not known yet", made, None if which else chart(found))
