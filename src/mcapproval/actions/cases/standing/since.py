"""Since when a case is in its state, where anybody knows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from mcapproval.clock import nz_day, read_stamp
from mcapproval.store.events import Event
from mcapproval.store.tables import Case
from mcapproval.store.whole import histories


def not_known_since(connection: Connection, cases: Iterable[Case]) -> frozenset[str]:
    """Micro-credentials that an import brought and nothing moved since, but for one that is
    current and of which the day of its approval or listing was told: other days stand in for it.
    """
    imported = {case.ref: case for case in cases if case.track == "listing" and case.imported}
    if not imported:
        return frozenset()
    told = histories(connection, imported)
    return frozenset(ref for ref, events in told if not _known(imported[ref], events))


def _known(case: Case, events: Sequence[Event]) -> bool:
    first, *rest = events
    if any(event.act == "moved" and event.data["to"] != event.data["from"] for event in rest):
        return True
    recorded = nz_day(read_stamp(first.recorded_at)).isoformat()
    return case.state == "current" and first.effective_on != recorded
