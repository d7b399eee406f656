"""What a report on paper is made of: columns, rows of texts, and a chart where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mcapproval.documents.house import PLAIN, House
from mcapproval.documents.pictures.counted import Charted


@dataclass(frozen=True, slots=True)
class Headed:
    """A column. Numbers stand `right`; a `whole` text is of no use when it is broken; what is
    `below` stands under its row, for sentences.
    """

    heading: str
    right: bool = False
    whole: bool = False
    below: bool = False


@dataclass(frozen=True, slots=True)
class TabledFacts:
    """`number` is what the paper is known by, `asked` which rows were asked for, in words; `empty`
    is said where there are no rows, `note` of those that there are.
    """

    title: str
    number: str
    asked: str
    columns: tuple[Headed, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str
    note: str
    chart: Charted | None
    as_at: date
    simulated: bool
    house: House = PLAIN
