"""`report evidence`: which evidence of need there is, how old it is, and what nothing shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.report_options import Shown, put_report, report_options
from mcapproval.cli.report_pages import all_are_counted, by_option, pages, tell_next
from mcapproval.cli.view import view

if TYPE_CHECKING:
    from mcapproval.reports.paging import Slice

TITLE = "Evidence of need"


@click.command(
    name="evidence",
    help="""Evidence of need: of which kinds there is some, how old the newest is, what is missing.

\b
Examples:
  mcapproval report evidence
  mcapproval report evidence --by kind
  mcapproval report evidence --by both --csv
  mcapproval report evidence --provider otago-polytechnic --as-at 2027-12-31 --pdf evidence.pdf

It covers micro-credentials, with what their re-evaluations gathered afresh, and applications under
way. The provider's policy says how many months old evidence may be ([evidence] need_months); what
is older than the time between two reviews is said too. `nothing serves` names the criteria that no
evidence serves.

Which piece serves what, of an application: mcapproval evidence coverage REF

--by kind adds all of them up by kind; --by both has a line for each kind of each case.
""",
)
@by_option("case", "kind", "both", says="A line for each of these.", usual=("case",))
@click.option("--provider", metavar="KEY", help="Only of this provider.")
@report_options
@pages("REF", "case")
@seat.seat
def report_evidence(shown: Shown, asked: Slice, by: str, provider: str | None) -> None:
    from mcapproval.actions.reporting.evidence import evidence, evidence_sums
    from mcapproval.reports import evidence as report

    if by == "kind":
        all_are_counted()
        sums, count, without = evidence_sums(view(), provider)
        picture = report.chart_of_kinds(sums) if sums else None
        put_report(shown, TITLE, report.by_kind(sums, count, without), picture)
        return
    page = evidence(view(), provider, asked)
    table = report.by_case(page) if by == "case" else report.by_both(page)
    picture = report.chart_of_standing(page.rows) if page.rows else None
    put_report(shown, TITLE, table, picture, page=page)
    tell_next(shown, page)
