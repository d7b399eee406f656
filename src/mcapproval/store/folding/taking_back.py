"""What must be put back so that a case is as it was before one of its moves: pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from mcapproval.store.events import Event
from mcapproval.store.folding.changes import Row, Tables
from mcapproval.store.folding.refolding import empty, fold
from mcapproval.store.rows.places import PLACES, ROWS

KEPT = {"case_record": ("version", "last_row", "overridden")}
"""Columns that no taking back touches: a case counts on, and an override marks it for ever."""

LASTING = ("override", "counter", "step")
"""Tables whose rows stay: what was done past conditions was done. Its step the fold takes back."""


def put_back(events: Iterable[Event], seq: int, day: str) -> list[dict[str, Any]]:
    """The rows that the move of row `seq` changed, each with the values that it had before.

    `events` are the case's own rows. An item that the move opened is withdrawn and an approval that
    it gave stands no more, on `day`; any other row that it made is dropped, which has `values` of
    None.
    """
    before = empty()
    made: Event | None = None
    for event in events:
        if event.seq == seq:
            made = event
            break
        fold(before, event, part=True)
    assert made is not None
    after = deepcopy(before)
    fold(after, made, part=True)
    return list(_differences(before, after, day))


def _differences(before: Tables, after: Tables, day: str) -> Iterator[dict[str, Any]]:
    for table in sorted(set(after) - set(LASTING)):
        was, now = before[table], after[table]
        for key in sorted({*was, *now}, key=str):
            values = _values(table, was.get(key), now.get(key), day)
            if values != {}:
                yield {"table": table, "key": _named(table, key), "values": values}


def _values(table: str, was: Row | None, now: Row | None, day: str) -> Row | None:
    if was is None:
        return _made(table, day)
    if now is None:
        return was
    kept = KEPT.get(table, ())
    return {name: value for name, value in was.items() if now[name] != value and name not in kept}


def _made(table: str, day: str) -> Row | None:
    """What becomes of a row that the move made."""
    if table == "approval":
        return {"stands": False, "fell_on": day, "fell_because": "undone"}
    if table == "item":
        return {"state": "withdrawn", "closed_on": day}
    return None


def _named(table: str, key: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(PLACES[ROWS[table]].key, key, strict=True))
