"""The findings of all applications by rule: how many have each, and which ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

from mcapproval.findings import SPOKEN, Severity
from mcapproval.reports.chart import Chart
from mcapproval.reports.paging import Page
from mcapproval.reports.table import Cell, Column, Table

COLUMNS = (
    Column("code", "Rule", whole=True),
    Column("title", "What it asks", bare=True),
    Column("severity", "Severity", only="data"),
    Column("weighs", "Weighs", only="text"),
    Column("applications", "Applications", right=True),
    Column("under_way", "Under way", right=True),
    Column("blocking", "To mend", right=True),
    Column("findings", "Findings", right=True),
    Column("waived", "Waived", right=True),
)

APPLICATIONS = (
    Column("ref", "Application", whole=True),
    Column("label", "Where it is"),
    Column("severity", "Severity", only="data"),
    Column("weighs", "Weighs", only="text"),
    Column("findings", "Findings", right=True),
    Column("waived", "Waived", right=True),
    Column("law_day", "By the law of", day=True),
    Column("provider", "Provider", only="data"),
    Column("title", "Title", only="data"),
    Column("message", "Message", only="data"),
    Column("said", "", below=True, only="text"),
)
ORDER = tuple(Severity)
NONE = "No application has a finding."


@dataclass(frozen=True, slots=True)
class ByRule:
    """So many `applications` have a finding of a rule now; `under_way` of them are not at their
    end, and in `blocking` of them it must be mended still. `severity` is the worst of its
    `findings`; `waived` of these were let stand.
    """

    code: str
    title: str
    severity: Severity
    applications: int
    under_way: int
    blocking: int
    findings: int
    waived: int


class Looked(NamedTuple):
    """So many applications were looked at, `erased` of which can't be. Of as many as are
    `elsewhere`, approved before they were imported, there is nothing to look at."""

    at: int
    erased: int = 0
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class Having:
    """An application that has findings of one rule; `message` is that of the first."""

    ref: str
    title: str
    provider: str
    label: str
    severity: Severity
    findings: int
    waived: int
    law_day: str
    message: str


def worst_first(found: Sequence[ByRule]) -> list[ByRule]:
    return sorted(found, key=lambda row: (ORDER.index(row.severity), -row.blocking, *_often(row)))


def most_common_first(found: Sequence[ByRule]) -> list[ByRule]:
    return sorted(found, key=_often)


def _often(row: ByRule) -> tuple[int, int, str]:
    return -row.applications, -row.findings, row.code


def table(found: Sequence[ByRule], looked: Looked) -> Table:
    words = "application was" if looked.at == 1 else "applications were"
    gone = f" {looked.erased} could not be: their text was erased." if looked.erased else ""
    said = "Each was examined under the law of its own day."
    if looked.elsewhere:
        were = "was" if looked.elsewhere == 1 else "were"
        said += (
            f" {looked.elsewhere} {were} left out: approved before an import, which brought no "
            "text to examine."
        )
    told = f"{looked.at} {words} looked at.{gone} {said}"
    return Table(
        COLUMNS,
        tuple(_row(row) for row in found),
        empty=f"{NONE} {told}",
        note=told,
    )


def _row(row: ByRule | Having) -> dict[str, Cell]:
    return {**asdict(row), "severity": row.severity.value, "weighs": SPOKEN[row.severity]}


def having(page: Page[Having]) -> Table:
    one = len(page.rows) == 1 and page.last is None
    return Table(
        APPLICATIONS,
        tuple({**_row(row), "said": f"{row.title}: {row.message}"} for row in page.rows),
        empty="No application has that finding.",
        note=f"{page.said('application')} {'has' if one else 'have'} it.",
    )


def chart(found: Sequence[ByRule]) -> Chart | None:
    """In how many applications something is to be mended by each rule; None where nothing is."""
    to_mend = sorted((-row.blocking, row.code) for row in found if row.blocking)
    bars = tuple((code, -many) for many, code in to_mend)
    return (
        Chart("Applications with something to mend, by rule", "applications", bars)
        if bars
        else None
    )
