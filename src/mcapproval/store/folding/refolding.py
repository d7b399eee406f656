"""The fold in memory: the whole journal for verification, a case's own rows for taking back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import Any, NamedTuple

from mcapproval.errors import NotWhole
from mcapproval.store.events import NOT_OURS, Event
from mcapproval.store.folding.changes import Add, Drop, Put, Row, Tables
from mcapproval.store.folding.fold import told
from mcapproval.store.rows.folded import FOLDED
from mcapproval.store.rows.places import PLACES


def empty() -> Tables:
    return {PLACES[model].table: {} for model in FOLDED}


def fold(tables: Tables, event: Event, *, part: bool = False) -> None:
    """Make the changes of one event. NotWhole where this program can't have written it: it changes
    a row that is not there.

    In a `part` of a journal such a row may be another's: it is left alone.
    """
    try:
        _fold(tables, event, part)
    except NOT_OURS as fault:
        said = f"row {event.seq} can't be folded ({fault!r}): it was not written by mcapproval"
        raise NotWhole(said, "see: mcapproval audit verify") from fault


def _fold(tables: Tables, event: Event, part: bool) -> None:
    tables["counter"]["journal",] = {"series": "journal", "value": event.seq}
    for change in told(event):
        rows = tables[change.table]
        key_of, columns = _SHAPES[change.table]
        if isinstance(change, Add):
            rows[key_of(change.values)] = {**columns, **change.values}
            continue
        key = key_of(change.key)
        if isinstance(change, Drop):
            rows.pop(key, None)
        elif row := rows.get(key):
            row.update(change.values)
        elif isinstance(change, Put):
            rows[key] = {**columns, **change.key, **change.values}
        elif not part:
            raise KeyError(key)


def _shape(model: type[NamedTuple]) -> tuple[Callable[[Mapping[str, Any]], tuple[Any, ...]], Row]:
    """How to take a table's key out of values, and a row of it in which nothing stands."""
    key, columns = PLACES[model].key, dict.fromkeys(model._fields)
    if len(key) > 1:
        return itemgetter(*key), columns
    only = key[0]
    return lambda values: (values[only],), columns


_SHAPES = {PLACES[model].table: _shape(model) for model in FOLDED}


def refold(events: Iterable[Event]) -> Tables:
    """The tables as the journal says they are."""
    tables = empty()
    for event in events:
        fold(tables, event)
    return tables
