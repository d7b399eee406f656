"""Are the tables and the triggers those that this program made?"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text

from mcapproval.store.rows.places import ROWS
from mcapproval.store.triggers import expected, there
from mcapproval.store.verifying.verdict import Fault

COLUMNS = {
    "sqlite": """
        SELECT lower(m.name), m.type = 'view', p.name
        FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type IN ('table', 'view')
    """,
    "postgresql": """
        SELECT c.relname, c.relkind <> 'r', a.attname
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'v', 'm', 'f')
        AND a.attnum > 0 AND NOT a.attisdropped
    """,
}
"""By dialect, the columns of every table: its name, whether it is no real table, the column's."""


def trigger_faults(connection: Connection) -> Iterator[Fault]:
    """Ours must be there and say what we wrote; nobody else's may work on our tables."""
    found = there(connection)
    for key, ours in expected(connection.dialect.name).items():
        made = found.pop(key, None)
        if made is None:
            said = f"the trigger {key[1]} is missing: rows can be changed without a word"
            yield Fault(None, said)
        elif made != ours:
            said = f"the trigger {key[1]} is not the one that was made with the records: changed"
            yield Fault(None, said)
    for on, name in sorted(found):
        if on in ROWS:
            said = f"the trigger {name} on {on} is not one of ours: it may change what is written"
            yield Fault(None, said)


def table_faults(connection: Connection, broken: set[str]) -> Iterator[Fault]:
    """Fill `broken` with the tables that lack something, so that they need not be read."""
    columns: dict[str, set[str]] = {}
    views: set[str] = set()
    for name, view, column in connection.execute(text(COLUMNS[connection.dialect.name])):
        columns.setdefault(name, set()).add(column)
        if view:
            views.add(name)
    for name in sorted(ROWS):
        gone = [c for c in ROWS[name]._fields if c not in columns.get(name, ())]
        if name not in columns:
            yield Fault(None, f"the table {name} can't be read, for it is not there: dropped")
        elif gone:
            yield Fault(None, f"the table {name} has no column {', '.join(gone)}: dropped")
        elif name in views:
            yield Fault(None, f"{name} is a view in the place of the table: replaced")
        if gone:
            broken.add(name)
