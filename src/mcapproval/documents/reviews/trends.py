"""The years of micro-credentials on paper: a small picture of each, and its numbers beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mcapproval.documents.about import paper_about
from mcapproval.documents.answers import words
from mcapproval.documents.content import Block, Document, Heading, Prose, TableBlock
from mcapproval.documents.house import PLAIN, House
from mcapproval.documents.pictures.years import Row, by_year


@dataclass(frozen=True, slots=True)
class YearsOf:
    """A micro-credential: of each year those who enrolled and who completed, as they are shown,
    and what else is told of it.
    """

    title: str
    counts: tuple[Row, ...]
    told: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TrendFacts:
    """`note` says what the figures are."""

    each: tuple[YearsOf, ...]
    note: str
    as_at: date
    simulated: bool
    house: House = PLAIN


def trends(facts: TrendFacts) -> Document:
    return paper_about(
        facts,
        title="Micro-credentials over the years",
        subtitle="Learners, need, feedback and decisions",
        kind="Report of re-evaluations",
        number=f"TRENDS {facts.as_at.isoformat()}",
        blocks=_blocks(facts),
    )


def _blocks(facts: TrendFacts) -> Iterator[Block]:
    yield Prose(facts.note)
    for of in facts.each:
        yield Heading(1, of.title)
        yield from by_year(("Enrolled", "Completed"), of.counts, of.title)
        yield TableBlock(
            ("Year", "Counts", "Trend", "Of those who ended", "Needed", "Learners said", "Decided"),
            tuple((*(cell or "-" for cell in row), words(last or "-")) for *row, last in of.told),
            f"{of.title}: what was found and decided",
            (2, 5, 3, 3, 3, 4, 4),
            dense=True,
            row_heads=True,
        )
