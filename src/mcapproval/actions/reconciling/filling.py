"""Take over what a register says and the records do not know: never what they have otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mcapproval.actions.cases.effects.scheduling import reschedule
from mcapproval.actions.desk import Desk
from mcapproval.actions.importing.planning import Plan
from mcapproval.actions.importing.taking import may
from mcapproval.actions.importing.work import Making, next_review
from mcapproval.actions.lookup import case_row, listing_row
from mcapproval.actions.reconciling.comparing import FILLED, UNKNOWN, Compared, Found
from mcapproval.store.events import Author
from mcapproval.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Filled:
    """What a micro-credential learnt, by fact; empty where somebody else had filled all of it."""

    ref: str
    title: str
    facts: dict[str, str | int]


def fill(desk: Desk, compared: Compared) -> list[Filled]:
    """One act for each micro-credential. Its review is due anew where that follows."""
    with desk.reading() as connection:
        may(connection, desk, "taking over what the register says")
    by_ref: dict[str, list[Found]] = {}
    for found in compared.found:
        if found.kind == UNKNOWN and found.field in FILLED:
            by_ref.setdefault(found.ref, []).append(found)
    return [_fill(desk, ref, rows) for ref, rows in by_ref.items()]


def _fill(desk: Desk, ref: str, rows: Sequence[Found]) -> Filled:
    with desk.writing() as writer:
        listing = listing_row(writer.connection, ref)
        facts = {
            row.field: row.theirs
            for row in rows
            if row.theirs is not None and getattr(listing, row.field) is None
        }
        if facts:
            _learn(desk, writer, ref, facts)
    return Filled(ref, rows[0].title, facts)


def _learn(desk: Desk, writer: Writer, ref: str, facts: dict[str, str | int]) -> None:
    case = case_row(writer.connection, ref)
    day = max(desk.today, date.fromisoformat(case.last_on))
    event = writer.add(ref, "noted", day, {"track": "listing", "facts": facts})
    if case.state != "current":
        return
    if "nzqa_review_on" in facts:
        by = Author(desk.who(), desk.channel, None)
        listing = listing_row(writer.connection, ref)
        reschedule(writer, listing, case.provider, event.seq, by, day)
    plan = Plan((), (), (), (), (), {}, None)
    next_review(Making(desk, writer, "", plan), ref, case.provider, case.unit)
