"""`report requests`: what outside bodies asked about applications, how often, and about what."""

from __future__ import annotations

import click

from mcapproval.cli import seat
from mcapproval.cli.page import PAGE, rows_asked
from mcapproval.cli.report_options import Shown, put_report, report_options
from mcapproval.cli.report_pages import by_option, is_given, no_pages
from mcapproval.cli.say import talk
from mcapproval.cli.view import view
from mcapproval.errors import AskedWrongly


@click.command(
    name="requests",
    help="""Requests for information: how often they come, how long replies take, what about.

\b
Examples:
  mcapproval report requests
  mcapproval report requests --by cause
  mcapproval report requests --by cause --pdf causes.pdf
  mcapproval report requests --cause learning_outcomes
  mcapproval report requests --provider otago-polytechnic --csv

Years are those in which applications were sent. Of the days until the reply the first figure is the
median: the middle one, of two in the middle the mean, half a day rounded up. "9 of 10" is the
shortest time that nine in ten did not exceed. --by cause tells which questions of the draft are
asked about again and again, by the words of the last requests; --cause lists these as they were
put. Whoever drafts is told of them by `mcapproval check REF` and in the file that `mcapproval
draft new FILE --records PLACE` writes.
""",
)
@by_option("year", "cause", says="Counts: by year and kind (as without it), or by cause.")
@click.option("--cause", metavar="KEY", help="Each request about this, such as level.")
@click.option("--list", "each", is_flag=True, help="Each request, whatever it is about.")
@click.option("--provider", metavar="KEY", help="Only of this provider.")
@click.option(
    "--last",
    type=click.IntRange(1, 1_000_000),
    default=10_000,
    show_default=True,
    metavar="N",
    help="With --by cause: so many of the last requests.",
)
@click.option(
    "--first",
    type=click.IntRange(1, 1_000_000),
    metavar="N",
    help=f"Of a list so many.  [default: {PAGE}; all with --json, --csv and --pdf]",
)
@report_options
@seat.seat
def report_requests(
    shown: Shown,
    by: str | None,
    cause: str | None,
    each: bool,
    provider: str | None,
    last: int,
    first: int | None,
) -> None:
    from mcapproval.actions.reporting import requests as gathered
    from mcapproval.reports import requests as told
    from mcapproval.reports.paging import Slice

    title = "Requests for information"
    if by and (cause or each):
        raise AskedWrongly("--by counts them and --cause lists them", "leave one of them out")
    if is_given("last") and by != "cause":
        raise AskedWrongly("--last says of how many requests --by cause tells", "add --by cause")
    if not (cause or each):
        no_pages("only --list and --cause have pages", "add --list")
    if cause or each:
        many = rows_asked(first, False, shown.whole)
        page = gathered.listed(view(), cause, provider, Slice(many))
        put_report(shown, title, told.listed(page))
        if (shown.as_json or shown.as_csv) and not page.whole:
            talk(f"note: {page.said('request')}, the last first")
        return
    if by == "cause":
        found, looked_at, cases = gathered.causes(view(), provider, last)
        put_report(shown, title, told.causes(found, looked_at, cases), told.cause_chart(found))
        return
    rates, imported = gathered.rates(view(), provider)
    put_report(shown, title, told.rates(rates, *imported), told.rate_chart(rates))
