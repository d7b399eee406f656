"""Do the tables say what the journal folds to?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sqlalchemy import Connection, select, type_coerce
from sqlalchemy.types import NullType

from mcapproval.store.changes import Tables
from mcapproval.store.readable import readable
from mcapproval.store.tables import FOLDED, Base
from mcapproval.store.verdict import Fault


def compared(connection: Connection, folded: Tables, broken: set[str]) -> Iterator[Fault]:
    """Every difference; or only that the end is cut off, where the tables know of more rows."""
    cut = readable(connection, "the table counter", partial(_end, connection, folded))
    if cut and cut[0].row:
        yield from cut
        return
    for model in FOLDED:
        name = str(model.__tablename__)
        if name not in broken:
            look = partial(_compared, connection, name, folded)
            yield from readable(connection, f"the table {name}", look)


def _end(connection: Connection, folded: Tables) -> Iterator[Fault]:
    journal_says = folded["counter"].get(("journal",), {}).get("value", 0)
    counter = Base.metadata.tables["counter"]
    tables_say = connection.execute(
        select(counter.c.value).where(counter.c.series == "journal")
    ).scalar()
    if isinstance(tables_say, int) and tables_say > journal_says:
        yield Fault(
            journal_says + 1,
            f"the journal ends at row {journal_says} but the tables know of row {tables_say}: "
            f"row {journal_says + 1} and what followed were cut off",
        )


def _compared(connection: Connection, name: str, folded: Tables) -> Iterator[Fault]:
    target = Base.metadata.tables[name]
    keys = [column.name for column in target.primary_key.columns]
    # as it is stored: a type of sqlalchemy would take 'abc' for True
    stand = [type_coerce(column, NullType()).label(column.name) for column in target.columns]
    stored = {
        tuple(row[key] for key in keys): dict(row)
        for row in connection.execute(select(*stand)).mappings()
    }
    for key in sorted(folded[name].keys() | stored.keys(), key=str):
        shown = f"{name} {' '.join(str(part) for part in key)}"
        ours, theirs = folded[name].get(key), stored.get(key)
        if theirs is None:
            yield Fault(None, f"{shown} is in the journal but not in the tables")
        elif ours is None:
            yield Fault(None, f"{shown} is in the tables but not in the journal")
        else:
            yield from (
                Fault(
                    None,
                    f"{shown}: {column} is {theirs[column]!r} in the tables, "
                    f"{ours[column]!r} by the journal",
                )
                for column in target.c.keys()  # noqa: SIM118  (a collection of columns, not a dict)
                if ours[column] != theirs[column]
            )
