"""`review due` and `report due`: what falls due, a page at a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mcapproval.cli import seat
from mcapproval.cli.page import AFTER, PAGE, rows_asked
from mcapproval.cli.report_options import Shown, day_of_report, put_report, report_options
from mcapproval.cli.report_pages import tell_next
from mcapproval.cli.view import look, view
from mcapproval.errors import AskedWrongly
from mcapproval.reports.ahead import WITHIN, last_day

if TYPE_CHECKING:
    from datetime import date

F = TypeVar("F", bound=Callable[..., Any])


class Within(click.ParamType[int]):
    """A number of days, such as 60d or 60."""

    name = "days"

    def convert(self, value: Any, param: Any, ctx: Any) -> int:
        found = re.fullmatch(r"([0-9]{1,5})d?", str(value))
        if not found:
            self.fail(f"{value!r} is no number of days; write it like 60d", param, ctx)
        return int(found[1])


def which(command: F) -> F:
    """Add the options that say which re-evaluations are wanted, but for the pages of a list."""
    for option in (
        click.option("--provider", metavar="KEY", help="Only of this provider."),
        click.option(
            "--owner",
            metavar="PERSON",
            help="Only theirs; `me` for whoever asks, `none` for what nobody looks after.",
        ),
        click.option("--until", type=seat.DAY, metavar="DAY", help="Due by this day."),
        click.option("--from", "since", type=seat.DAY, metavar="DAY", help="Due from this day on."),
        click.option(
            "--within",
            type=Within(),
            metavar="DAYS",
            help="Due within so many days.",
        ),
    ):
        command = option(command)
    return command


def paged(command: F) -> F:
    """Add the options of a page."""
    for option in (
        click.option("--all", "every", is_flag=True, help="All of them, not a page."),
        click.option(
            "--after",
            type=AFTER,
            metavar="REV",
            help="The page after this re-evaluation; REV@DAY says when it was due then.",
        ),
        click.option(
            "--first",
            type=click.IntRange(1, 10_000),
            metavar="N",
            help=f"So many of them.  [default: {PAGE}; all with --json and --csv]",
        ),
    ):
        command = option(command)
    return command


def put_due(shown: Shown, every: bool, **asked: Any) -> None:
    from mcapproval.actions.finding import whose
    from mcapproval.actions.reviewing.due import Asked, due_at, due_there
    from mcapproval.reports.due import chart, table

    first = rows_asked(asked.pop("first"), every, shown.whole)
    if asked["since"] and asked["within"] is None and asked["until"] is None:
        asked["until"] = last_day(day_of_report(), asked["since"])
    period = within(asked["within"], asked["since"], asked["until"])
    days = asked.pop("within")
    days = WITHIN if days is None else days
    with seat.person_known():
        wanted = Asked(within=days, first=first, **asked)
        if shown.pdf or seat.asked("as_at"):
            page = due_at(view(), wanted)
        else:
            asks = whose.person(look(), seat.person_named())
            page = due_there(look(), seat.records_place(), asks, seat.today(), wanted)
    found, picture = table(page, period), chart(page)
    put_report(shown, "Re-evaluations that fall due", found, picture, page=page)
    tell_next(shown, page)


def within(days: int | None, since: date | None, until: date | None) -> str:
    """The period in words. AskedWrongly where its end is told twice."""
    if days is not None and until is not None:
        raise AskedWrongly("--within and --until both say until when", "leave one of them out")
    ends = f"until {until}" if until else f"within {WITHIN if days is None else days} days"
    return f"from {since} {ends}" if since else ends


@click.command(
    name="due",
    help=f"""Re-evaluations that fall due, the overdue ones first.

\b
Examples:
  mcapproval review due
  mcapproval review due --owner me --as mele
  mcapproval review due --owner none
  mcapproval review due --from 2027-01-01 --until 2027-12-31 --provider otago-polytechnic
  mcapproval review due --within 120d --csv

Without a period, those due within {WITHIN} days; with --from alone, as long from that day on where
it is to come. Each is overdue; due, that is near enough to be
opened ([review] lead_days of its provider's policy); or upcoming. The owner of a re-evaluation is
its own, else that of its micro-credential: see `mcapproval review assign`.
""",
)
@which
@paged
@report_options
@seat.seat
def review_due(shown: Shown, **asked: Any) -> None:
    put_due(shown, **asked)
