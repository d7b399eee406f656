"""Approvals that fell: whose, how long they stood, why, and whether they were given again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from mcapproval.reports.chart import Chart
from mcapproval.reports.paging import Page
from mcapproval.reports.table import Column, Table, cells

COLUMNS = (
    Column("row", "Row", right=True, only="data"),
    Column("fell_on", "Fell", day=True),
    Column("ref", "Case", whole=True),
    Column("what", "What"),
    Column("given_on", "Given", day=True),
    Column("stood", "Stood", right=True),
    Column("again", "Given again", only="text", day=True),
    Column("again_on", "Given again on", only="data"),
    Column("provider", "Provider", only="data"),
    Column("title", "Title", only="data"),
    Column("because", "Because", only="data"),
    Column("sections", "Edited", only="data"),
    Column("why", "", below=True, only="text"),
)

WORDS = {
    "edited": "what it covers was edited",
    "lapsed": "the meeting that was to ratify it did not",
    "undone": "the approval itself was taken back",
    "reopened": "the case was opened again",
}
"""By the word in the records: why an approval stands no more."""


@dataclass(frozen=True, slots=True)
class Fallen:
    """`row` is the row of the journal that gave it. `stood` are days; `sections` of the draft were
    edited when it fell, where that can be told; `again_on` is empty where it was not given again.
    """

    row: int
    ref: str
    title: str
    provider: str
    what: str
    given_on: str
    fell_on: str
    stood: int
    because: str
    sections: tuple[str, ...]
    again_on: str


NONE = "No approval fell."
NONE_OPEN = "No approval that fell is still to be given again."


def table(page: Page[Fallen], open_only: bool = False) -> Table:
    again = sum(1 for row in page.rows if row.again_on)
    given = f"{again} of these {'was' if again == 1 else 'were'} given again"
    return Table(
        COLUMNS,
        tuple(_row(row) for row in page.rows),
        empty=NONE_OPEN if open_only else NONE,
        note=f"{page.said('approval')} fell{page.of_all(f'; {given}')}.",
    )


def _row(row: Fallen) -> dict[str, str | int]:
    sections = ", ".join(row.sections)
    why = _why(row)
    why = f"{why}: {sections.replace('_', ' ')}" if sections else why
    told = {**cells(row), "sections": sections, "why": f"{row.title}: {why}"}
    return {**told, "again": row.again_on or "no"}


def _why(row: Fallen) -> str:
    return WORDS.get(row.because, row.because)


def chart(page: Page[Fallen]) -> Chart:
    """Which sections were edited when approvals fell, those most often first."""
    often = Counter(name for row in page.rows for name in row.sections or (_why(row),))
    bars = tuple((name.replace("_", " "), many) for name, many in often.most_common())
    return Chart("What was edited when approvals fell", "approvals", bars)
