"""`report year`: what happened to re-evaluations, month by month."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from mcapproval.cli import seat
from mcapproval.cli.report_options import Shown, put_report, report_options
from mcapproval.cli.say import one_form, put
from mcapproval.cli.view import view


@click.command(
    name="year",
    help="""What happened to re-evaluations, month by month: announced, begun, overdue, decided; and
those brought in, decided before an import brought them into these records.

\b
Examples:
  mcapproval report year
  mcapproval report year --from 2028-01-01 --until 2029-12-31
  mcapproval report year --into year.pdf

Without days it tells the calendar year of today, up to its month. --into draws it: .pdf, .docx,
.html or .txt.
""",
)
@click.option("--from", "first", type=seat.DAY, metavar="DAY", help="The first day.")
@click.option("--until", "last", type=seat.DAY, metavar="DAY", help="The last day.")
@click.option("--provider", metavar="KEY", help="Only of this provider.")
@click.option(
    "--into",
    type=seat.PLACE,
    metavar="FILE",
    callback=one_form,
    help="A file that is not there yet.",
)
@report_options
@seat.seat
def report_year(
    first: date | None,
    last: date | None,
    provider: str | None,
    into: Path | None,
    shown: Shown,
) -> None:
    from mcapproval.actions.reviewing.year import overdue, year, year_facts
    from mcapproval.reports.year import table, to_come

    desk = view()
    first = first or date((last or desk.today).year, 1, 1)
    last = last or date(first.year, 12, 31)
    into = into or shown.pdf
    if into is None:
        rows = year(desk, first, last, provider)
        told = f"{to_come(last, desk.today)} {overdue(desk, provider)}".strip()
        found = table(rows, first, min(last, desk.today), told)
        put_report(shown, "A year of re-evaluations", found)
        return
    from mcapproval.actions.papers.printing import look_of, put_into
    from mcapproval.documents.reviews import year as paper

    look_of(into)
    document = paper.year(year_facts(desk, first, last, provider))
    put_into(document, into)
    put(f"{into}: {document.kind}, {document.subtitle}")
