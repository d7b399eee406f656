"""One person's part in the records, to answer them when they ask what is held about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mcapproval.reports.chart import Chart
from mcapproval.reports.paging import Page
from mcapproval.reports.table import Column, Table, cells

COLUMNS = (
    Column("part", "What"),
    Column("ref", "Of", whole=True),
    Column("row", "Row", right=True),
    Column("day", "Day", day=True),
    Column("what", "Which"),
    Column("erasing", "If erased"),
    Column("says", "", below=True),
)

PARTS = {
    "entry": "what was entered about them",
    "role": "roles that they were granted",
    "delegation": "for whom they stood in, and who for them",
    "looks after": "what they opened or look after",
    "draft": "where drafts name them",
    "file": "files that are about them",
    "did": "what they did",
    "for them": "what others did in their place",
    "named": "where what others did names them",
    "says the name": "what says their name besides",
    "stands in the way": "why they could not be erased now",
}
"""What a row tells of, in the order of the report."""

GOES, STAYS, REFERENCE = "goes", "stays", "reference stays"
"""What becomes of it when the person is erased: removed; kept; or only their reference is in it,
which leads to nobody any more."""


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that is held. `part` is of `PARTS`; `row` of the journal where one tells of it;
    `says` what is written there, as it stands."""

    part: str
    ref: str
    row: int | None
    day: str
    what: str
    erasing: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A page of what is held about a person, with the counts of all of it; `unseen` are files that
    can't be looked into, `searched` says whether what only says their name was looked for.
    """

    person: str
    erased_on: str
    page: Page[Held]
    counts: tuple[tuple[str, int], ...]
    unseen: int
    searched: bool


def counts(rows: Sequence[Held]) -> tuple[tuple[str, int], ...]:
    found = Counter(row.part for row in rows)
    return tuple((part, found[part]) for part in PARTS if found[part])


def table(part: Part) -> Table:
    return Table(
        COLUMNS,
        tuple(cells(row) for row in part.page.rows),
        empty=f"Nothing is held about {part.person}.",
        note="\n".join(_notes(part)),
    )


def _notes(part: Part) -> list[str]:
    listed = ", ".join(f"{name} {count}" for name, count in part.counts)
    notes = [f"{part.person}: {part.page.said('thing')}: {listed}."]
    if part.erased_on:
        notes.append(f"Erased on {part.erased_on}: this is what remains.")
    if not part.searched:
        notes.append("Texts and files that only say the name were not looked for.")
    if part.unseen:
        many = "file" if part.unseen == 1 else "files"
        notes.append(
            f"{part.unseen} {many} can't be looked into (pictures, locked files): see for yourself."
        )
    notes.append("Look through it before you hand it over: it may be about others too.")
    return notes


def chart(part: Part) -> Chart:
    return Chart("What is held, by what it is", "things", part.counts)
