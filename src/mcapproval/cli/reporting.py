"""`report`: tables for whoever reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from mcapproval.cli import seat
from mcapproval.cli.lazy import Group
from mcapproval.cli.report_evidence import report_evidence
from mcapproval.cli.report_fallen import report_fallen
from mcapproval.cli.report_findings import report_findings
from mcapproval.cli.report_list import report_list
from mcapproval.cli.report_options import Shown, put_head, put_report, report_options, told_as_at
from mcapproval.cli.report_pages import pages, tell_next
from mcapproval.cli.report_people import report_delegations, report_part
from mcapproval.cli.report_portfolio import report_portfolio
from mcapproval.cli.report_refused import report_refused
from mcapproval.cli.report_requests import report_requests
from mcapproval.cli.report_reviews import report_actions, report_reviews
from mcapproval.cli.report_stages import report_stages
from mcapproval.cli.report_undelivered import report_undelivered
from mcapproval.cli.report_unknown import report_unknown
from mcapproval.cli.report_where import report_where
from mcapproval.cli.report_year import report_year
from mcapproval.cli.review_due import paged, put_due, which
from mcapproval.cli.say import put, put_table, roomy
from mcapproval.cli.view import look, view

if TYPE_CHECKING:
    from datetime import date

    from mcapproval.reports.agenda import Agenda
    from mcapproval.reports.paging import Slice


@seat.seat
@click.group(
    name="report",
    cls=Group,
    help="""Tables for whoever reports.

\b
Examples:
  mcapproval report portfolio
  mcapproval report due --within 365d --csv
""",
)
def report_command() -> None:
    pass


report_command.add_command(report_list)
report_command.add_command(report_portfolio)
report_command.add_command(report_undelivered)
report_command.add_command(report_evidence)
report_command.add_command(report_delegations)
report_command.add_command(report_part)
report_command.add_command(report_year)
report_command.add_command(report_reviews)
report_command.add_command(report_actions)
report_command.add_command(report_unknown)
report_command.add_command(report_where)
report_command.add_command(report_stages)
report_command.add_command(report_requests)
report_command.add_command(report_findings)
report_command.add_command(report_fallen)
report_command.add_command(report_refused)


@report_command.command(
    name="agenda",
    help="""What waits for a body: to ratify, to decide, to note; with papers and known conflicts.

\b
Examples:
  mcapproval report agenda
  mcapproval report agenda --body sub-committee --on 2026-06-10
  mcapproval report agenda --provider otago-polytechnic --csv
  mcapproval report agenda --body academic-board --after 25

Each body of each provider has an agenda of its own. Matters that are not ready are listed too:
`not yet` counts the conditions that stand in the way. Who holds roles for some providers alone sees
theirs.
""",
)
@click.option("--body", metavar="BODY", help="Only of this body, such as academic-board.")
@click.option("--provider", metavar="KEY", help="Only of this provider.")
@click.option("--on", "on", type=seat.DAY, metavar="DAY", help="The day of the meeting.")
@report_options
@pages("N", "number of matters, or after the matter that the page before tells")
@seat.seat
def report_agenda(
    body: str | None, provider: str | None, on: date | None, shown: Shown, asked: Slice
) -> None:
    from mcapproval.actions.committees.agenda import agendas
    from mcapproval.actions.naming import names_for
    from mcapproval.reports.agenda import joined, table
    from mcapproval.reports.named import worded

    found = agendas(view(), body, on, provider, asked)
    title, every = "What waits for a body", joined(found)
    if shown.whole:
        put_report(shown, title, every)
        for each in found:
            _tell_next(shown, each)
        return
    put_head(title, names_for(look, every, *filter(None, (provider,))))
    for place, each in enumerate(found):
        if place:
            put()
        laid_out = roomy(*(worded(table(each, narrow), {}) for narrow in (False, True)))
        put_table(laid_out, as_json=False, as_csv=False)
        _tell_next(shown, each)
    told_as_at()


def _tell_next(shown: Shown, agenda: Agenda) -> None:
    """The command for the next page of the agenda of one body."""
    if agenda.rows:
        of = ("--provider", agenda.rows[0].provider, "--body", agenda.rows[0].body)
        tell_next(shown, agenda.page, *of)


@report_command.command(
    name="due",
    help="""Re-evaluations that fall due, the overdue ones first.

\b
Example:
  mcapproval report due --within 365d --csv
""",
)
@which
@paged
@report_options
@seat.seat
def report_due(shown: Shown, **asked: Any) -> None:
    put_due(shown, **asked)


@report_command.command(
    name="outbox",
    help="""What people are told of what is due, and whether it was sent: `mcapproval tick` writes.

\b
Examples:
  mcapproval report outbox
  mcapproval report outbox --case APP-2026-0001 --json
""",
)
@click.option("--case", "ref", type=seat.REF, metavar="REF", help="Only of this case.")
@report_options
@pages("ROW", "row of the journal")
@seat.seat
def report_outbox(ref: str | None, shown: Shown, asked: Slice) -> None:
    from mcapproval.actions.due.outbox import outbox_page
    from mcapproval.reports.outbox import table

    page = outbox_page(view(), asked, ref)
    put_report(shown, "What people are told", table(page), narrow=table(page, narrow=True))
    tell_next(shown, page)


@report_command.command(
    name="overrides",
    help="""Moves that an administrator made past conditions: which ones, and why.

\b
Examples:
  mcapproval report overrides
  mcapproval report overrides --csv
""",
)
@report_options
@pages("ROW", "row of the journal")
@seat.seat
def report_overrides(shown: Shown, asked: Slice) -> None:
    from mcapproval.actions.reporting.overrides import overrides_page
    from mcapproval.reports.overrides import table

    page = overrides_page(view(), asked)
    put_report(shown, "Moves past conditions", table(page))
    tell_next(shown, page)


@report_command.command(
    name="waivers",
    help="""Findings that people let stand, why, and which have lapsed since.

\b
Examples:
  mcapproval report waivers
  mcapproval report waivers --csv

Whether one has lapsed is told as the records stand now; with --as-at, as they stood then.
""",
)
@report_options
@pages("ROW", "row of the journal")
@seat.seat
def report_waivers(shown: Shown, asked: Slice) -> None:
    from mcapproval.actions.reporting.waivers import waivers_page
    from mcapproval.reports.waivers import table

    page = waivers_page(view(), asked)
    put_report(shown, "Findings let stand", table(page))
    tell_next(shown, page)
