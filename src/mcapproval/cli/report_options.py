"""How every report can be asked for: a table, for programs, on paper, as at an earlier day."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from mcapproval.cli import seat
from mcapproval.cli.say import (
    COMMANDLINE,
    formats,
    one_form,
    one_line,
    put,
    put_table,
    roomy,
    talk,
    wrapped,
)
from mcapproval.cli.view import look, view
from mcapproval.reports.catalogue import FILLED_BY_IMPORTS

if TYPE_CHECKING:
    from mcapproval.reports.chart import Chart
    from mcapproval.reports.named import Names
    from mcapproval.reports.paging import Page
    from mcapproval.reports.table import Table

F = TypeVar("F", bound=Callable[..., Any])

NO_CHART = "A chart is drawn only where all of them are asked for, without --first and --after."
"""Said on the paper of a page: a picture of some rows would be taken for one of all."""


class Shown(NamedTuple):
    """How a report is wanted; as a table for people where nothing is said."""

    as_json: bool
    as_csv: bool
    pdf: Path | None

    @property
    def whole(self) -> bool:
        """Whether all of it is wanted, and no page."""
        return self.as_json or self.as_csv or self.pdf is not None


def report_options(command: F) -> F:
    """Add --json, --csv, --pdf and --as-at; the command gets the first three as `shown`."""

    @wraps(command)
    def asked(*given: Any, as_json: bool, as_csv: bool, pdf: Path | None, **rest: Any) -> Any:
        if pdf is not None:
            from mcapproval.actions.papers.report_paper import file_may_be_made

            file_may_be_made(pdf)
        return command(*given, shown=Shown(as_json, as_csv, pdf), **rest)

    paper = click.option(
        "--pdf",
        type=seat.PLACE,
        metavar="FILE",
        callback=one_form,
        help="On paper, into a new file; .docx, .html and .txt are for other looks.",
    )
    return seat.back_to_a_day(formats(paper(asked)))  # type: ignore[return-value]


def put_report(
    shown: Shown,
    title: str,
    table: Table,
    chart: Chart | None = None,
    narrow: Table | None = None,
    page: Page[Any] | None = None,
) -> None:
    """A report as it was asked for; `narrow` are the same rows for a terminal with less room.
    Where the chart is of the rows of a `page`, it is left out of a paper that has not all of them.
    """
    if shown.as_json or shown.as_csv:
        put_table(table, shown.as_json, shown.as_csv)
        context = click.get_current_context()
        if said := _recorded_later(str(context.info_name), context.params.get("provider")):
            talk(f"note: {said}")
        return
    from mcapproval.actions.naming import names_for
    from mcapproval.reports.named import worded, worded_chart

    context = click.get_current_context()
    provider = context.params.get("provider")
    also = filter(None, (provider,))
    names = names_for(look, table, *also)
    table = _with_what_came_later(worded(table, names), str(context.info_name), provider)
    if shown.pdf is not None:
        from mcapproval.actions.papers.report_paper import write_report

        if chart and page and not page.whole:
            chart, table = None, replace(table, note=f"{table.note} {NO_CHART}")
        lacking = write_report(
            view(),
            shown.pdf,
            title,
            table,
            worded_chart(chart, names) if chart else None,
            number=str(context.info_name),
            asked=_asked(context, names),
            provider=provider,
            sums=_sums(context),
        )
        put(f"{shown.pdf}: {title}")
        for each in lacking:
            talk(f"note: {each}")
        return
    put_head(title, names)
    fits = table
    if narrow is not None:
        fits = roomy(table, replace(worded(narrow, names), note=table.note, empty=table.empty))
    put_table(fits, as_json=False, as_csv=False)
    told_as_at()


def _with_what_came_later(table: Table, report: str, provider: str | None) -> Table:
    """Of an earlier day, the note says how many had been approved by then and were not recorded."""
    said = _recorded_later(report, provider)
    note, empty = (f"{each} {said}".strip() for each in (table.note, table.empty))
    return replace(table, note=note, empty=empty)


def _recorded_later(report: str, provider: str | None) -> str:
    if seat.asked("as_at") is None or report not in FILLED_BY_IMPORTS:
        return ""
    from mcapproval.actions.reporting.later import recorded_later

    return recorded_later(view(), provider)


def _sums(context: click.Context) -> str:
    """The first of what a report can be counted by, as it is asked for; empty where it can't."""
    by = next((each for each in context.command.params if each.name == "by"), None)
    if by is None or not isinstance(by.type, click.Choice):
        return ""
    usual = by.default if isinstance(by.default, tuple) else ()
    return f"--by {next(key for key in by.type.choices if key not in usual)}"


def put_head(title: str, names: Names) -> None:
    """What a report is of, which rows were asked for, and its day: so that a file of it says so."""
    from mcapproval.clock import spoken

    which = _asked(click.get_current_context(), names, but=("--first", "--after", "--all"))
    said = f"{title}: {which}" if which else title
    put(wrapped(one_line(f"{said}. As at {spoken(day_of_report())}."), after="  "))
    put()


def _asked(context: click.Context, names: Names, but: Collection[str] = ()) -> str:
    """Which rows were asked for, in the words of the options that were given, `but` for some."""
    from mcapproval.clock import spoken
    from mcapproval.reports.named import KEYS, SAYS

    words = []
    for param in context.command.params:
        name = param.name or ""
        given = context.get_parameter_source(name) is COMMANDLINE
        if not given or param.opts[0] in ("--pdf", *but) or name.startswith(seat.OURS):
            continue
        value = context.params.get(name)
        option = param.opts[0].removeprefix("--")
        said = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        said = SAYS[KEYS[name]](said, names) if name in KEYS else said
        said = _owner(said) if name == "owner" else said
        said = spoken(value) if isinstance(value, date) else said
        said = f"{said} days" if param.type.name == "days" else said
        words.append(
            option
            if value is True
            else said
            if isinstance(param, click.Argument)
            else f"{option} {said}"
        )
    return "; ".join(words)


def _owner(said: str) -> str:
    from mcapproval.actions.people.owner_words import told

    return told(said, seat.person_named())


def told_as_at() -> None:
    """Where a report is of an earlier day, whoever reads it is told."""
    from mcapproval.clock import spoken

    day: date | None = seat.asked("as_at")
    if day is not None:
        talk(f"note: as at {spoken(day)}: what had been recorded by the end of that day")


def day_of_report() -> date:
    """The day for which a report is asked: that of --as-at, else today."""
    found: date = seat.asked("as_at") or seat.today()
    return found
