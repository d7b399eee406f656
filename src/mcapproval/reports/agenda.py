"""What waits for a body: what it is asked to ratify, to decide and to note, with the papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from mcapproval.reports.named import KIND
from mcapproval.reports.paging import Page
from mcapproval.reports.table import Column, Table


def _columns(narrow: bool) -> tuple[Column, ...]:
    return (
        Column("item", "Item", right=True),
        Column("asked", "To"),
        Column("ref", "Case", whole=True),
        Column("title", "" if narrow else "Title", below=narrow, bare=True),
        Column("kind", "Kind", names=KIND),
        Column("since", "Since", day=True),
        Column("papers", "Papers"),
        Column("not_yet", "Not yet", right=True),
        Column("conflicts", "known to have a part in it", below=True)
        if narrow
        else Column("conflicts", "Known to have a part in it"),
        Column("advice", "advice awaited", below=True),
        Column("provider", "Provider", only="data"),
        Column("body", "Body", only="data"),
    )


COLUMNS, NARROW = _columns(narrow=False), _columns(narrow=True)
"""Where a line has no room for it, the title and who has a part in it stand below."""

ASKED = ("ratify", "recommend", "decide", "note")
"""What a body is asked to do, in the order of an agenda."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One matter. `since` is the day from which it waits; `papers` the version before the body.

    `not_yet` counts the conditions that still stand in the way; `conflicts` names the authors.
    `advice` says from whom advice is still awaited, which stands in nobody's way.
    """

    asked: str
    ref: str
    title: str
    kind: str
    since: str
    papers: str
    not_yet: int
    conflicts: str
    advice: str = ""
    provider: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Agenda:
    """A page of the matters of one body of one provider; `heading` names it and the day. `after`
    are those of the pages before.
    """

    heading: str
    page: Page[Waiting]
    after: int = 0

    @property
    def rows(self) -> tuple[Waiting, ...]:
        return self.page.rows


def table(agenda: Agenda, narrow: bool = False) -> Table:
    """The matters numbered as an agenda has them."""
    ordered = sorted(agenda.rows, key=lambda row: (ASKED.index(row.asked), row.since, row.ref))
    many, start = agenda.page.said("matter"), agenda.after + 1
    return Table(
        NARROW if narrow else COLUMNS,
        tuple({"item": number, **asdict(row)} for number, row in enumerate(ordered, start)),
        empty=f"{agenda.heading}: nothing waits.",
        note=f"{agenda.heading}: {many}. Not yet: conditions that stand in the way.",
    )


def joined(agendas: Sequence[Agenda]) -> Table:
    """Every agenda in one, for programs and on paper; each has its own numbers."""
    rows = [{**row, "of": each.heading} for each in agendas for row in table(each).rows]
    whose = Column("of", "Agenda", only="text")
    return Table((*COLUMNS, whose), tuple(rows), empty="", note="")
