"""Since when a case is in its state, where anybody knows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlalchemy import Connection

from mcapproval.clock import nz_day, read_stamp
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.store.rows.folded import Case, ImportBatch
from mcapproval.store.whole import histories

FROM = {"current": "approved_on", "ready-to-deliver": "granted_on", "delivering": "granted_on"}
"""By state of an imported micro-credential or accreditation the fact from whose day it counts; of
any other state an import tells no first day."""

IMPORTED = ("listing", "accreditation")
"""Tracks of which an import tells no day since when something is in its state."""


def since(connection: Connection, cases: Iterable[Case]) -> dict[str, str | None]:
    """By case the day; None where nobody knows it: it was imported so, nothing moved it since, and
    no day of its approval, listing or accreditation was told. A day that was put right counts.
    """
    found: dict[str, str | None] = {}
    imported = {}
    for case in cases:
        found[case.ref] = case.entered_on
        if case.imported and case.track in IMPORTED:
            imported[case.ref] = case
    return {**found, **dict(_told(connection, imported))} if imported else found


def _told(connection: Connection, imported: dict[str, Case]) -> Iterator[tuple[str, str | None]]:
    undone = [row for row in queries.many(connection, ImportBatch) if row.undone_on]

    def gone(seq: int) -> bool:
        return any(row.first <= seq <= row.last for row in undone)

    for ref, events in histories(connection, imported):
        if not any(event.act == "moved" and _elsewhere(event) for event in events):
            yield ref, _as_imported(imported[ref], events, gone)


def _elsewhere(event: Event) -> bool:
    return bool(event.data["to"] != event.data["from"])


def _as_imported(case: Case, events: Sequence[Event], gone: Callable[[int], bool]) -> str | None:
    fact = FROM.get(case.state)
    first, *rest = events
    recorded = nz_day(read_stamp(first.recorded_at)).isoformat()
    day = first.effective_on if first.effective_on != recorded else None
    for event in rest:
        facts = event.data["facts"] if event.act == "noted" and not gone(event.seq) else {}
        if fact in facts and event.data.get("was", {}).get(fact) == day:
            day = facts[fact]
    return day if fact else None
