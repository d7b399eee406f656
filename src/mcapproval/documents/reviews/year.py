"""A year of re-evaluation on paper: its months as a picture, and the table of its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mcapproval.clock import spoken
from mcapproval.documents.about import paper_about
from mcapproval.documents.answers import listed
from mcapproval.documents.content import Block, Document, Heading, Prose
from mcapproval.documents.house import PLAIN, House
from mcapproval.documents.pictures.months import by_month


@dataclass(frozen=True, slots=True)
class YearFacts:
    """`kinds` are what is counted, in words; `rows` a month ("2028-03") and its counts each;
    `note` says of a kind what more is to be known.
    """

    first: date
    last: date
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    kinds: tuple[str, ...]
    as_at: date
    simulated: bool
    house: House = PLAIN
    note: str = ""


def year(facts: YearFacts) -> Document:
    return paper_about(
        facts,
        title="Re-evaluation, month by month",
        subtitle=f"{spoken(facts.first)} to {spoken(facts.last)}",
        kind="Report of a year",
        number=f"YEAR {facts.first.isoformat()} {facts.last.isoformat()}",
        blocks=_blocks(facts),
    )


def _blocks(facts: YearFacts) -> Iterator[Block]:
    sums = [sum(counts[n] for _, counts in facts.rows) for n in range(len(facts.kinds))]
    told = listed(f"{n} {kind.lower()}" for kind, n in zip(facts.kinds, sums, strict=True))
    yield Heading(1, "In all")
    yield Prose(
        f"Re-evaluations and what was told of them: {told}. A re-evaluation is announced before it "
        "is due, reminded of as its day comes near, and overdue where its day passed undecided."
    )
    if facts.note:
        yield Prose(facts.note)
    yield Heading(1, "By month")
    yield from by_month(facts.kinds, facts.rows, "Re-evaluation, month by month")
