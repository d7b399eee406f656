"""A report as a paper: what it comes to, its chart, and its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mcapproval.documents.about import paper_about
from mcapproval.documents.content import CELL_LIMIT, Block, Document, Prose, TableBlock
from mcapproval.documents.pictures.counted import counted
from mcapproval.documents.tabled.facts import TabledFacts
from mcapproval.documents.tabled.fitting import Fitted, fitted


def report(facts: TabledFacts) -> Document:
    there = bool(facts.rows and facts.columns)
    places = fitted(facts.columns, facts.rows) if there else None
    return paper_about(
        facts,
        title=facts.title,
        subtitle=facts.asked,
        kind="Report",
        number=facts.number,
        blocks=_blocks(facts, places),
        lying=places.lying if places else False,
    )


def _blocks(facts: TabledFacts, places: Fitted | None) -> Iterator[Block]:
    if places is None:
        yield Prose(facts.empty)
        return
    if facts.note.strip():
        yield Prose(facts.note)
    if facts.chart:
        yield from counted(facts.chart, places.lying)
    yield TableBlock(
        tuple(facts.columns[n].heading for n in places.beside),
        tuple(tuple(row[n] for n in places.beside) for row in facts.rows),
        shares=places.shares,
        dense=True,
        under=tuple(_under(facts, row, places.below) for row in facts.rows),
        right=frozenset(at for at, n in enumerate(places.beside) if facts.columns[n].right),
    )


def _under(facts: TabledFacts, row: Sequence[str], below: Sequence[int]) -> str:
    """What stands below a row: what had no room beside, run on, and each sentence on its own line,
    after the head of its column.
    """
    told: list[tuple[bool, str]] = []
    for n in below:
        column, said = facts.columns[n], " ".join(row[n].split())
        if said:
            head = f"{column.heading}: " if column.heading else ""
            told.append((column.below or len(said) > CELL_LIMIT, head + said))
    run_on = "; ".join(said for alone, said in told if not alone)
    return "\n".join(filter(None, (run_on, *(said for alone, said in told if alone))))
