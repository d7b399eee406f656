"""The fold in memory: the whole journal for verification, a case's own rows for taking back."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from mcapproval.store.changes import Add, Drop, Row, Set, Tables
from mcapproval.store.events import Event
from mcapproval.store.fold import changes
from mcapproval.store.tables import FOLDED, Base


def empty() -> Tables:
    return {str(model.__tablename__): {} for model in FOLDED}


def fold(tables: Tables, event: Event, *, part: bool = False) -> None:
    """Make the changes of one event. KeyError where it changes a row that is not there.

    In a `part` of a journal such a row may be another's: it is left alone.
    """
    for change in changes(event):
        names, columns = _columns(change.table)
        rows = tables[change.table]
        if isinstance(change, Add):
            key = tuple([change.values[name] for name in names])
            rows[key] = {**columns, **change.values}
            continue
        key = tuple([change.key[name] for name in names])
        if isinstance(change, Drop):
            rows.pop(key, None)
            continue
        if key not in rows and isinstance(change, Set) and part:
            continue
        if key not in rows and not isinstance(change, Set):
            rows[key] = {**columns, **change.key}
        rows[key].update(change.values)


@cache
def _columns(name: str) -> tuple[tuple[str, ...], Row]:
    """The names of a table's key, and a row of it in which nothing stands."""
    target = Base.metadata.tables[name]
    key = tuple(column.name for column in target.primary_key.columns)
    return key, dict.fromkeys(target.columns.keys())


def refold(events: Iterable[Event]) -> Tables:
    """The tables as the journal says they are."""
    tables = empty()
    for event in events:
        fold(tables, event)
    return tables
