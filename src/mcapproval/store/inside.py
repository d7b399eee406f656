"""Records as one transaction has them: what is done there goes the way of the transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection

from mcapproval.store.events import Author
from mcapproval.store.records import Records
from mcapproval.store.writer import Writer


class Inside(Records):
    """For several acts, each with a transaction of its own, that are tried together."""

    def __init__(self, where: str, connection: Connection) -> None:
        super().__init__(where, connection.engine)
        self._connection = connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        yield self._connection

    @contextmanager
    def writing(self, by: Author, at: datetime) -> Iterator[Writer]:
        with self._connection.begin_nested():
            yield Writer(self._connection, by, at)

    @contextmanager
    def trying(self, by: Author, at: datetime) -> Iterator[Writer]:
        with self._connection.begin_nested() as tried:
            yield Writer(self._connection, by, at)
            tried.rollback()
