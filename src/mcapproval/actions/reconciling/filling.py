"""Take over what a register says and the records do not know: never what they have otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mcapproval.actions.desk import Desk
from mcapproval.actions.importing.planning import NOTHING
from mcapproval.actions.importing.taking import may
from mcapproval.actions.importing.work import Making, learn
from mcapproval.actions.lookup import listing_row
from mcapproval.actions.reconciling.comparing import FILLED, UNKNOWN, Compared, Found


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
            learn(Making(desk, writer, "", NOTHING), ref, facts)
    return Filled(ref, rows[0].title, facts)
