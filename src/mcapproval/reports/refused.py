"""Moves that were refused: who tried what, what stood against it, whether it was made later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mcapproval.reports.chart import Chart
from mcapproval.reports.named import KIND, in_words
from mcapproval.reports.paging import Page
from mcapproval.reports.table import Cell, Column, Table, cells

COLUMNS = (
    Column("row", "Row", right=True, only="data"),
    Column("on", "On", day=True),
    Column("ref", "Case", whole=True),
    Column("title", "Title", only="data"),
    Column("provider", "Provider", only="data"),
    Column("state", "State"),
    Column("move", "Move", names=KIND),
    Column("by", "By"),
    Column("by_ref", "", only="data"),
    Column("acts_for", "For", only="data"),
    Column("acts_for_ref", "", only="data"),
    Column("override", "Past conditions", only="data"),
    Column("done_on", "Done on", only="data"),
    Column("done", "Done", only="text", day=True),
    Column("reasons", "because", below=True),
)

BY = {"reason": "Reason", "move": "Move", "person": "By"}
"""By what they can be counted, as the command has it."""

COUNTS = (
    Column("says", "What it says", only="data"),
    Column("refused", "Refused", right=True),
    Column("done_later", "Done later", right=True),
    Column("about", "", below=True, only="text"),
)
REF = Column("person_ref", "", only="data")
NONE = "No move was refused."


@dataclass(frozen=True, slots=True)
class Attempted:
    """`row` is the row of the journal. `reasons` are codes; `done_on` is empty where the move was
    not made later. `override` says that an administrator meant to go past conditions. `by_ref` and
    `acts_for_ref` are the references of the people named.
    """

    row: int
    ref: str
    title: str
    provider: str
    on: str
    state: str
    move: str
    by: str
    acts_for: str
    override: bool
    reasons: tuple[str, ...]
    done_on: str
    by_ref: str = ""
    acts_for_ref: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """So many attempts of one kind, of which `done` were made later; `says` is a reason in words,
    `ref` the reference of a person.

    An attempt with several reasons counts for each of them.
    """

    key: str
    says: str
    count: int
    done: int
    ref: str = ""


def table(page: Page[Attempted]) -> Table:
    done = sum(1 for row in page.rows if row.done_on)
    sums = f"; {done} of these {_was(done)} made later"
    return Table(
        COLUMNS,
        tuple(_row(row) for row in page.rows),
        empty=NONE,
        note=f"{page.said('refused attempt')}{page.of_all(sums)}.",
    )


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _row(row: Attempted) -> dict[str, str | int]:
    return {
        **cells(row),
        "override": "yes" if row.override else "no",
        "by": f"{row.by} for {row.acts_for}" if row.acts_for else row.by,
        "reasons": ", ".join(row.reasons),
        "done": row.done_on or "no",
    }


def counts(by: str, found: Sequence[Count]) -> Table:
    key = Column(by, BY[by], whole=True, names=KIND if by == "move" else "")
    rows: tuple[dict[str, Cell], ...] = tuple(
        {
            by: each.key,
            "person_ref": each.ref,
            "says": each.says,
            "refused": each.count,
            "done_later": each.done,
            "about": each.says,
        }
        for each in found
    )
    shown = COUNTS if by == "reason" else COUNTS[1:3]
    shown = (REF, *shown) if by == "person" else shown
    several = "An attempt counts for each of its reasons." if by == "reason" else ""
    return Table((key, *shown), rows, empty=NONE, note=several)


def chart(by: str, found: Sequence[Count]) -> Chart:
    """How often it was refused, those most often first."""
    bars = tuple((in_words(each.key) if by == "move" else each.key, each.count) for each in found)
    return Chart(f"Refused attempts by {by}", "attempts", bars)
