"""`report findings`: what stands against how many applications, by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.report_options import Shown, put_report, report_options
from mcapproval.cli.report_pages import no_pages, pages, tell_next
from mcapproval.cli.say import Progress
from mcapproval.cli.view import view
from mcapproval.errors import AskedWrongly

if TYPE_CHECKING:
    from mcapproval.reports.paging import Slice


LEAVE_OUT = "leave one of them out"


@click.command(
    name="findings",
    help="""Findings by rule over all applications: how many have each now, the worst first.

\b
Examples:
  mcapproval report findings
  mcapproval report findings --common
  mcapproval report findings --code NEED-EVID
  mcapproval report findings --provider otago-polytechnic --pdf findings.pdf

Each application is examined under the law of its own day, as `mcapproval check REF` does: that on
which it was sent, else today's. What was approved before it was imported is left out, and counted
apart: its text is not in these records. Only what drafts say is looked at; `check` tells how a case
stands and what else looks like it. --code lists the applications that have that finding.
""",
)
@click.option("--code", metavar="RULE", help="The applications that have it, such as NEED-EVID.")
@click.option("--common", is_flag=True, help="The most common first.")
@click.option("--provider", metavar="KEY", help="Only of this provider.")
@report_options
@pages("REF", "application")
@seat.seat
def report_findings(
    shown: Shown, asked: Slice, code: str | None, common: bool, provider: str | None
) -> None:
    from mcapproval.actions.reporting import findings as gathered
    from mcapproval.reports import findings as told

    if code is None:
        no_pages("all rules are shown at once: only --code has pages", "add --code RULE")
    elif common:
        raise AskedWrongly("--common puts rules in order, and --code asks for one", LEAVE_OUT)
    progress = Progress()
    try:
        if code is not None:
            page = gathered.having(view(), code.upper(), provider, asked, progress.tell)
        else:
            found, looked = gathered.by_rule(view(), provider, progress.tell)
    finally:
        progress.clear()
    title = "Findings by rule"
    if code is not None:
        put_report(shown, f"Applications with {code.upper()}", told.having(page))
        tell_next(shown, page)
        return
    ordered = told.most_common_first(found) if common else told.worst_first(found)
    put_report(shown, title, told.table(ordered, looked), told.chart(found))
