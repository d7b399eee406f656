"""Look at records that anything may have happened to: what can't be read is a fault of theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from mcapproval.store.events import NOT_OURS
from mcapproval.store.verifying.verdict import Fault

NOT_GIVEN = "42501"
"""How PostgreSQL says that a user has not the right."""

CLOSED = (
    *(NOT_GIVEN, "08", "25P03", "53", "57", "55P03", "40001", "40P01"),
    *("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_NOMEM"),
)
"""How PostgreSQL and SQLite say that they don't let us look, which says nothing of what is there:
no right, no connection any more, no room, others who are in the way."""


def readable(connection: Connection, what: str, look: Callable[[], Iterable[Fault]]) -> list[Fault]:
    """What a look finds, up to where `what` can't be read.

    A savepoint holds each look: PostgreSQL answers nothing more after the first query that failed.
    """
    if connection.invalidated:
        return [_unseen(what, "the connection was lost")]
    found: list[Fault] = []
    try:
        with connection.begin_nested():
            found.extend(look())
    except (SQLAlchemyError, *NOT_OURS) as fault:
        if _stopped(fault):
            raise KeyboardInterrupt from fault
        if isinstance(fault, DBAPIError) and (
            fault.connection_invalidated or code_of(fault).startswith(CLOSED)
        ):
            return [*found, _unseen(what, first_line(fault))]
        said = f"{what} can't be read as it was written: {first_line(fault)}"
        found.append(Fault(None, said))
    return found


def _unseen(what: str, why: str) -> Fault:
    return Fault(None, f"{what} could not be looked at: {why}", unseen=True)


def code_of(fault: DBAPIError) -> str:
    """What SQLite or PostgreSQL call the fault."""
    for name in ("sqlite_errorname", "sqlstate"):
        code = getattr(fault.orig, name, None)
        if code:
            return str(code)
    return ""


def _stopped(fault: BaseException | None) -> bool:
    """Whether Ctrl-C broke the question off: the connection is then in the midst of it."""
    while fault is not None and not isinstance(fault, KeyboardInterrupt):
        fault = fault.__context__
    return fault is not None


def first_line(fault: BaseException) -> str:
    """What went wrong, without the statement that sqlalchemy adds."""
    said = str(fault.orig if isinstance(fault, DBAPIError) else fault).strip().splitlines()
    return said[0] if said else type(fault).__name__


@contextmanager
def every_byte(connection: Connection) -> Iterator[None]:
    """Text that is no UTF-8, which SQLite keeps as well, arrives as text that equals nothing."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        raw.text_factory = str
