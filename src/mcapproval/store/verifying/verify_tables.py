"""Do the tables say what the journal folds to?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, select

from mcapproval.store.asking import Spoken, spoken, streamed
from mcapproval.store.clauses import as_it_stands, named
from mcapproval.store.folding.changes import Row, Tables
from mcapproval.store.rows.folded import FOLDED
from mcapproval.store.rows.places import PLACES, ROWS
from mcapproval.store.verifying.readable import readable
from mcapproval.store.verifying.verdict import Fault


def compared(connection: Connection, folded: Tables, broken: set[str]) -> Iterator[Fault]:
    """Every difference; or only that the end is cut off, where the tables know of more rows.

    A folded row is let go of as soon as it was compared.
    """
    cut = readable(connection, "the table counter", partial(_end, connection, folded))
    if cut and cut[0].row:
        yield from cut
        return
    for model in FOLDED:
        name = PLACES[model].table
        if name not in broken:
            look = partial(_compared, connection, name, folded)
            yield from readable(connection, f"the table {name}", look)


def _end(connection: Connection, folded: Tables) -> Iterator[Fault]:
    journal_says = folded["counter"].get(("journal",), {}).get("value", 0)
    counter = named("counter")
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
    names, by_journal = ROWS[name]._fields, folded[name]
    keys = PLACES[ROWS[name]].key
    question = _stored(connection.dialect, name)
    key_of, alone = itemgetter(*map(names.index, keys)), len(keys) == 1
    differ = dict[tuple[Any, ...], tuple[Row | None, Row | None]]()
    for row in streamed(connection, question, {}):
        key = (key_of(row),) if alone else key_of(row)
        ours = by_journal.pop(key, None)
        if ours is None or tuple(ours.values()) != row:
            differ[key] = ours, dict(zip(names, row, strict=True))
    differ |= ((key, (ours, None)) for key, ours in by_journal.items())
    for key in sorted(differ, key=str):
        ours, theirs = differ[key]
        shown = f"{name} {' '.join(str(part) for part in key)}"
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
                for column in names
                if ours[column] != theirs[column]
            )


@lru_cache(maxsize=256)
def _stored(dialect: Dialect, name: str) -> Spoken:
    return spoken(dialect, select(*map(as_it_stands, named(name).columns)))
