"""How every report can be asked for: a table, for programs, on paper, as at an earlier day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from mcapproval.cli import seat
from mcapproval.cli.say import COMMANDLINE, formats, one_form, put_table, roomy, talk

if TYPE_CHECKING:
    from mcapproval.reports.chart import Chart
    from mcapproval.reports.table import Table

F = TypeVar("F", bound=Callable[..., Any])


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
) -> None:
    """A report as it was asked for; `narrow` are the same rows for a terminal with less room."""
    if shown.pdf is not None:
        from mcapproval.actions.papers.report_paper import write_report
        from mcapproval.cli.say import put

        context = click.get_current_context()
        lacking = write_report(
            seat.desk(),
            shown.pdf,
            title,
            table,
            chart,
            number=str(context.info_name),
            asked=_asked(context),
            provider=context.params.get("provider"),
        )
        put(f"{shown.pdf}: {title}")
        for each in lacking:
            talk(f"note: {each}")
        return
    fits = table if narrow is None or shown.whole else roomy(table, narrow)
    put_table(fits, shown.as_json, shown.as_csv)
    if not shown.whole:
        told_as_at()


def _asked(context: click.Context) -> str:
    """Which rows were asked for, in the words of the options that were given."""
    words = []
    for param in context.command.params:
        name = param.name or ""
        given = context.get_parameter_source(name) is COMMANDLINE
        if not given or name == "pdf" or name.startswith(seat.OURS):
            continue
        value = context.params.get(name)
        option = param.opts[0].removeprefix("--")
        said = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        words.append(
            option if value is True else said if param.opts[0] == name else f"{option} {said}"
        )
    return "; ".join(words)


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
