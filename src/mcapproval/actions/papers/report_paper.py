"""A report on paper: its table and its chart, in the name of a provider."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from mcapproval.actions.desk import Desk, about
from mcapproval.actions.papers.house import house_of
from mcapproval.actions.papers.printing import look_of, may_be_new, put_new, unprinted
from mcapproval.clock import read_day, spoken
from mcapproval.documents.content import Document
from mcapproval.documents.renderers import rendered
from mcapproval.documents.tabled.facts import Headed, TabledFacts
from mcapproval.documents.tabled.paper import report
from mcapproval.errors import AskedWrongly
from mcapproval.reports.chart import Chart
from mcapproval.reports.table import Table

ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

MOST = 5_000
"""Rows that a paper holds: two hundred pages, made in some seconds; nobody leafs through more."""


def write_report(
    desk: Desk,
    file: Path,
    title: str,
    table: Table,
    chart: Chart | None = None,
    *,
    number: str = "",
    asked: str = "",
    provider: str | None = None,
    sums: str = "",
) -> tuple[str, ...]:
    """Writes a report into a file that is not there yet, in the look that its name asks for.

    `number` is what the paper is known by, such as "report due"; `asked` says which rows were
    asked for; `provider` is whose paper it is, else the records' own; `sums` are the words that ask
    for counts in the place of rows, where there are any. Returns what is to be told of
    letters that could not be printed. Refused where the file is there; AskedWrongly where its name
    asks for no look that there is, or the rows are more than a paper holds.
    """
    file_may_be_made(file)
    _may_be_leafed_through(file, table, sums)
    document = report_paper(desk, title, table, chart, number, asked, provider)
    put_new(rendered(document, look_of(file)), file)
    return unprinted(document, file)


def file_may_be_made(file: Path) -> None:
    """Refused or AskedWrongly as `write_report` would, before any row is gathered."""
    look_of(file)
    may_be_new(file)


def _may_be_leafed_through(file: Path, table: Table, sums: str) -> None:
    if len(table.rows) > MOST:
        raise AskedWrongly(
            f"{len(table.rows)} rows are too many for {file.name}: a paper holds {MOST}",
            f"narrow down what is asked for, {f'count them with `{sums}`, ' if sums else ''}"
            "or use --csv, which takes all of them",
        )


def report_paper(
    desk: Desk,
    title: str,
    table: Table,
    chart: Chart | None = None,
    number: str = "",
    asked: str = "",
    provider: str | None = None,
) -> Document:
    """The paper of a table, as at the desk's day: what people read of it, and no more. It carries
    the name of the records where the provider has none.
    """
    columns = [column for column in table.columns if column.only != "data"]
    with desk.reading() as connection:
        records = about(connection)
        house = house_of(connection, provider or records.provider, desk.today)
    return report(
        TabledFacts(
            title=title,
            number=number or title,
            asked=asked,
            columns=tuple(Headed(c.heading, c.right, c.whole or c.day, c.below) for c in columns),
            rows=tuple(tuple(_shown(row.get(c.key), c.day) for c in columns) for row in table.rows),
            empty=table.empty,
            note=table.note,
            chart=chart,
            as_at=desk.today,
            simulated=records.simulated,
            house=replace(house, name=house.name or records.name),
        )
    )


def _shown(cell: str | int | None, day: bool) -> str:
    said = "" if cell is None else " ".join(str(cell).split())
    return spoken(read_day(said)) if day and ISO_DAY.fullmatch(said) else said
