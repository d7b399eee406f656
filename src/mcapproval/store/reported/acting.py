"""Who acted, by the journal alone: its rows by those who are named in them as who is answerable.

Only rows that have the words that are sought leave the database.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import Connection, select

from mcapproval.store import queries
from mcapproval.store.clauses import table
from mcapproval.store.events import Event, read_rows
from mcapproval.store.queries import holding_words
from mcapproval.store.rows.folded import Journal

JOURNAL = table(Journal)
FEW = 20
"""Words that are sought at once: more take longer to seek than to read the rows."""


def in_place_of_others(connection: Connection) -> Iterator[Event]:
    """The acts of those who stood in for somebody, oldest first. NotWhole at one that can't be
    read."""
    for event in _with(connection, '"for":"'):
        if event.by.acts_for:
            yield event


def naming_any(connection: Connection, words: Collection[str]) -> Iterator[Event]:
    """The rows that may have one of some words, oldest first; of more words than `FEW` all rows."""
    if not words:
        return iter(())
    if len(words) > FEW:
        return queries.events(connection)
    return _with(connection, *(f'"{word}"' for word in words))


def _with(connection: Connection, *words: str) -> Iterator[Event]:
    asked = select(JOURNAL.c.seq, JOURNAL.c.payload).where(holding_words(connection, *words))
    return read_rows(connection.execute(asked.order_by(JOURNAL.c.seq)))
