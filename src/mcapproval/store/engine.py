"""The database behind the records: one SQLite file, or PostgreSQL by URL; one way to begin."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from mcapproval.errors import OtherRecords
from mcapproval.store.addresses import as_uri, is_address, without_password
from mcapproval.store.asking import sent
from mcapproval.store.beside import begun, opened_again
from mcapproval.store.server import WRITTEN, how_to_connect, url_of
from mcapproval.store.transactions import (
    IDLE,
    Idle,
    begin,
    implied,
    put_back,
    taken,
    transaction,
    undo,
)

PATIENCE = 10_000
"""Milliseconds for which a write waits for whoever else writes."""

A_LOOK = 1_000
"""Milliseconds for which what is only tried waits for whoever writes."""

for driver in ("psycopg", "sqlalchemy"):
    logging.getLogger(driver).addHandler(logging.NullHandler())  # what goes wrong, is raised


def is_url(records: str) -> bool:
    return records.startswith(("postgresql://", "postgres://", "postgresql+psycopg://"))


def supported(records: str) -> None:
    """OtherRecords for the address of a database that is neither SQLite nor PostgreSQL, or that is
    not written as one: it is never taken for the name of a file, for a password may be in it.
    """
    if is_url(records):
        url_of(records)
    elif "://" in records:
        raise OtherRecords(
            f"records at {records.split('://')[0]}:// are not supported",
            "give a path to an SQLite file, or a postgresql:// address",
        )
    elif is_address(records):
        raise OtherRecords(f"{without_password(records)} is no address of records", WRITTEN)


def connect(records: str, *, ours: bool = True, kept: bool = False) -> Engine:
    """An engine for a path or a PostgreSQL URL. Nothing is opened yet, and no file is made then:
    whoever makes records begins with an empty one.

    `ours` is False for a file that is only looked at: switching to WAL would change it. `kept`
    connections stay open until the engine is closed; others are closed after each transaction,
    so that a file lies still between them, and may be copied, moved or put back.
    """
    supported(records)
    engine = _engine(records, ours)
    event.listen(engine, "begin", implied)
    if kept:
        engine.update_execution_options(**{IDLE: Idle()})
    return engine


def _engine(records: str, ours: bool) -> Engine:
    if is_url(records):
        url = url_of(records)
        return create_engine(
            url,
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            connect_args=how_to_connect(url),
        )
    place = as_uri(Path(records).absolute(), "mode=rw")  # one that is gone is not made again
    prepared = _prepared if ours else _looked_at

    def opened() -> sqlite3.Connection:
        if ours:
            opened_again(records)
        return prepared(sqlite3.connect(place, uri=True, check_same_thread=False))

    return _sqlite(opened)


def close(engine: Engine) -> None:
    """Close the connections that were kept open."""
    idle: Idle | None = engine.get_execution_options().get(IDLE)
    if idle is not None:
        idle.close()
    engine.dispose()


def lies_still(records: str) -> bool:
    """Whether a file of records is whole without its `-wal`, in which others may still write."""
    beside = Path(f"{records}-wal")
    return not beside.exists() or beside.stat().st_size == 0


def connect_still(records: str) -> Engine:
    """An engine for a file in a folder where nobody writes: a backup, a medium that is closed.

    SQLite then makes no files beside it and takes no locks, and refuses to write.
    """
    place = as_uri(Path(records).resolve(), "immutable=1")
    engine = _sqlite(lambda: _looked_at(sqlite3.connect(place, uri=True)))
    engine.update_execution_options(still=True)
    event.listen(engine, "begin", implied)
    return engine


@contextmanager
def going_on(raw: sqlite3.Connection) -> Iterator[Connection]:
    """The view of a file that a connection has open already; it is closed at the end."""
    with _sqlite(lambda: raw).connect() as connection:
        yield connection


@cache
def _like_every_sqlite() -> Engine:
    """What SQLite engines have in common, among it the statements that any of them compiled.

    An engine that begins without them takes longer to compile a move than to make it.
    """
    engine = create_engine("sqlite://", poolclass=NullPool)
    engine.connect().close()  # it asks once what SQLite can do
    return engine.execution_options(compiled_cache={})


def _sqlite(creator: Callable[[], Any]) -> Engine:
    like, options = _like_every_sqlite(), _like_every_sqlite().get_execution_options()
    return Engine(
        NullPool(creator, dialect=like.dialect), like.dialect, like.url, execution_options=options
    )


def _looked_at(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={PATIENCE}").close()
    return connection


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    """FULL: with NORMAL a power cut loses moves that were acknowledged."""
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={PATIENCE}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        try:
            connection.execute(f"PRAGMA {pragma}").close()
        except sqlite3.OperationalError as fault:
            if not fault.sqlite_errorname.startswith("SQLITE_READONLY"):
                raise  # what may only be read can't be switched to WAL, and needs not be
    return connection


def copy_to(engine: Engine, place: Path) -> None:
    """A whole copy of an SQLite file as it is now, while others may go on reading and writing."""
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        copy = begun(place)
        try:
            copy_pages(raw, copy)
        finally:
            copy.close()


def copy_pages(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Make one database of SQLite what another is, all at once. DatabaseError where it can't be."""
    try:
        source.backup(target, progress=_patiently())
    except sqlite3.Error as fault:
        raise DatabaseError("backup", {}, fault) from fault


def _patiently() -> Callable[[int, int, int], None]:
    """Ends a copy of an SQLite file that others hold up: it would wait for them without end."""
    until = time.monotonic() + PATIENCE / 1000

    def told(status: int, _left: int, _of: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            held = sqlite3.OperationalError("database is locked")
            held.sqlite_errorname = "SQLITE_BUSY"
            raise held

    return told


def reading(engine: Engine) -> AbstractContextManager[Connection]:
    """One consistent view of the records."""
    return transaction(engine)


def writing(engine: Engine) -> AbstractContextManager[Connection]:
    """The one transaction of a move: all of it, or nothing."""
    return transaction(engine, PATIENCE)


@contextmanager
def trying(engine: Engine) -> Iterator[Connection]:
    """The same with nothing kept; where others write, it gives up after a moment."""
    connection = taken(engine)
    try:
        _wait_for(connection, A_LOOK)
        begin(connection, A_LOOK)
        yield connection
    finally:
        try:
            undo(connection)
            _wait_for(connection, PATIENCE)
        finally:
            put_back(engine, connection)


def _wait_for(connection: Connection, patience: int) -> None:
    """SQLite waits so long on a connection; PostgreSQL is told with each transaction."""
    if connection.dialect.name == "sqlite" and not connection.invalidated:
        sent(connection, f"PRAGMA busy_timeout={patience}")
