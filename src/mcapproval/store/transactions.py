"""How a transaction begins and ends: by the driver itself, on a connection that stays open or not.

What sqlalchemy makes for each transaction takes longer than the database takes for it. A statement
that goes by sqlalchemy within finds the transaction open, and is part of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from mcapproval.errors import OurFault
from mcapproval.store.asking import driver, ended, sent
from mcapproval.store.server import every_letter

WRITER_LOCK = 4_716_201_500
"""PostgreSQL advisory lock held by whoever appends to the journal: one chain, one writer."""

TO_WRITE = (
    "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = {patience}; "
    "SELECT pg_advisory_xact_lock({key})"
)
"""In one round trip: who writes waits for other writers, and then sees what they wrote, whatever
the database is set to.

No lock of the transaction is waited for longer than its patience: the writer's, or that of a table
which an upgrade alters.
"""

IDLE = "idle"
"""The option of an engine that has its connections of which nobody makes use just now."""


class Idle:
    """Connections that are kept open. Once closed it keeps none: whoever comes then has one of
    their own, and what is still in use is closed after it.
    """

    def __init__(self) -> None:
        self._open: deque[Connection] = deque()
        self._closed = False

    def take(self) -> Connection | None:
        try:
            return self._open.pop()
        except IndexError:  # none is left, or another thread took it
            return None

    def keep(self, connection: Connection) -> None:
        if connection.invalidated or is_open(connection):
            connection.close()
            return
        self._open.append(connection)
        if self._closed:
            self.drop()

    def drop(self) -> None:
        """Close all: the server that one of them lost has lost the others, too."""
        while connection := self.take():
            connection.close()

    def close(self) -> None:
        self._closed = True
        self.drop()


@contextmanager
def transaction(engine: Engine, patience: int | None = None) -> Iterator[Connection]:
    """All of it or nothing. One that writes has a `patience`, in milliseconds."""
    connection = taken(engine)
    try:
        begin(connection, patience)
        yield connection
        _keep(connection, wrote=patience is not None)
    except BaseException:
        with suppress(DBAPIError):  # of what a connection leaves open, the database keeps nothing
            undo(connection)
        raise
    finally:
        put_back(engine, connection)


def taken(engine: Engine) -> Connection:
    """A connection for one user: where they are kept open, one that is idle."""
    idle: Idle | None = engine.get_execution_options().get(IDLE)
    return (idle.take() if idle else None) or engine.connect()


def put_back(engine: Engine, connection: Connection) -> None:
    """Keep it open for whoever comes next, unless it was left in a transaction."""
    idle: Idle | None = engine.get_execution_options().get(IDLE)
    if idle is None:
        connection.close()
        return
    if connection.invalidated:
        idle.drop()
    idle.keep(connection)


def implied(connection: Connection) -> None:
    """What sqlalchemy does before its first statement: begin, unless that was done."""
    options = connection.get_execution_options()
    if options.get("isolation_level") != "AUTOCOMMIT" and not is_open(connection):
        begin(connection)


def is_open(connection: Connection) -> bool:
    """Whether a transaction is open on a connection."""
    raw = driver(connection)
    if connection.dialect.name == "sqlite":
        return bool(raw.in_transaction)
    return bool(raw.pgconn.transaction_status)


def begin(connection: Connection, patience: int | None = None) -> None:
    """OtherRecords where one writes to a database that can't keep every letter."""
    if connection.dialect.name == "sqlite":
        sent(connection, "BEGIN" if patience is None else "BEGIN IMMEDIATE")
    elif patience is None:
        sent(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ", None)
    else:
        every_letter(connection)
        sent(connection, TO_WRITE.format(patience=patience, key=WRITER_LOCK), None)


def _keep(connection: Connection, *, wrote: bool) -> None:
    if connection.invalidated and not wrote:
        return  # whoever looked knows that the connection was lost
    if not is_open(connection) or (wrote and _failed(connection)):
        raise OurFault("a transaction was broken off, and nothing of it is kept")
    _end(connection, "commit")


def _failed(connection: Connection) -> bool:
    """Whether PostgreSQL keeps nothing of a transaction, in which a statement failed."""
    if connection.dialect.name == "sqlite":
        return False
    return bool(driver(connection).pgconn.transaction_status == FAILED)


FAILED = 3
"""`INERROR` of psycopg's `TransactionStatus`."""


def undo(connection: Connection) -> None:
    if not connection.invalidated:
        _end(connection, "rollback")


def _end(connection: Connection, how: str) -> None:
    """By sqlalchemy where it took part."""
    if connection.get_transaction() is not None:
        getattr(connection, how)()
    else:
        ended(connection, how)
