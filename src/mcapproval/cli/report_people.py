"""`report delegations` and `report part`: who stood in for whom, and what is held about one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.report_options import Shown, put_report, report_options
from mcapproval.cli.report_pages import pages, tell_next
from mcapproval.cli.view import view

if TYPE_CHECKING:
    from mcapproval.reports.paging import Slice


@click.command(
    name="delegations",
    help="""Who stands in for whom, from when till when, by whose word, and what they did in
their place.

\b
Examples:
  mcapproval report delegations
  mcapproval report delegations --as-at 2027-06-30
  mcapproval report delegations --pdf delegations.pdf

Acts are those that the journal has of the one in place of the other on the days of the delegation.
To enter one or end it: `mcapproval people delegate --help`.
""",
)
@report_options
@pages("NUMBER", "delegation")
@seat.seat
def report_delegations(shown: Shown, asked: Slice) -> None:
    from mcapproval.actions.reporting.delegations import delegations
    from mcapproval.reports.delegations import chart, table

    page = delegations(view(), asked)
    put_report(shown, "Who stood in for whom", table(page), chart(page), page=page)
    tell_next(shown, page)


@click.command(
    name="part",
    help="""What the records hold about one person, to answer them when they ask (Privacy Act 2020).

\b
Examples:
  mcapproval report part mele --as mele
  mcapproval report part "Mele Tupou-Reid" --as admin
  mcapproval report part PER-0009 --json --as admin
  mcapproval report part PER-0009 --pdf part.pdf --as admin

Their entry, roles and delegations, what they opened and look after, where drafts name them, files
about them, what they did and wrote, what others did in their place, and what says their name
besides. `If erased` tells what `mcapproval people erase` would remove and what would stay. For
somebody who was erased, give the reference: it tells what remains. A name is taken with or without
macrons, in any case. It is for that person and for the administrator.

All texts, contents and files are searched for the name; --bound leaves that out.
""",
)
@click.argument("person")
@click.option("--bound", is_flag=True, help="Only what is bound to them: search nothing.")
@report_options
@pages("N", "number", "LINE")
@seat.seat
def report_part(shown: Shown, asked: Slice, person: str, bound: bool) -> None:
    from mcapproval.actions.reporting.part import part_of
    from mcapproval.reports.part import chart, table

    part = part_of(view(), person, asked, search=not bound)
    put_report(shown, "What is held about a person", table(part), chart(part))
    tell_next(shown, part.page)
