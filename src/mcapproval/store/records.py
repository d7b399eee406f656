"""The records as a whole: where they are, whether this program can use them, and how to begin."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError, OperationalError

from mcapproval.errors import OtherRecords, Refused
from mcapproval.store import engine as engines
from mcapproval.store.events import Author
from mcapproval.store.schema import HEAD, revision, upgrade
from mcapproval.store.writer import Writer


class Records:
    """Records that exist and have the version that this program writes."""

    def __init__(self, where: str, engine: Engine) -> None:
        self.where = where
        self._engine = engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with engines.reading(self._engine) as connection:
            yield connection

    @contextmanager
    def writing(self, by: Author, at: datetime) -> Iterator[Writer]:
        """One transaction: when the block ends, all that was added is kept, or nothing."""
        with engines.writing(self._engine) as connection:
            yield Writer(connection, by, at)

    def shake_out(self) -> None:
        """Rewrite the file without what was deleted, so that no byte of it is left behind."""
        if self._engine.dialect.name == "postgresql":
            with self._engine.connect() as connection:
                plain = connection.execution_options(isolation_level="AUTOCOMMIT")
                plain.exec_driver_sql("VACUUM FULL")
            return
        raw = self._engine.raw_connection()
        try:
            cursor = raw.cursor()
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.close()
        finally:
            raw.close()


def make(where: str) -> Records:
    """New records, with their tables and nothing in them. Refused where there are some already."""
    engines.supported(where)
    if not engines.is_url(where):
        path = Path(where)
        if path.exists() and path.stat().st_size:
            raise Refused(f"{where} is there already", hint="choose another place with --records")
        path.parent.mkdir(parents=True, exist_ok=True)
    engine = engines.connect(where)
    with _told(where), engines.writing(engine) as connection:
        if revision(connection) is not None:
            raise Refused(f"{_shown(where)} holds records already", hint="choose another database")
        upgrade(connection)
    return Records(where, engine)


def open_records(where: str) -> Records:
    """Records to work with. Raises OtherRecords where there are none, or older or newer ones."""
    engines.supported(where)
    if not engines.is_url(where) and not Path(where).is_file():
        raise OtherRecords(
            f"there are no records at {where}",
            f"make some with: mcapproval --records {where} init --as YOUR-NAME",
        )
    with _told(where), engines.reading(engines.connect(where, ours=False)) as connection:
        found = revision(connection)
    if found is None:
        raise OtherRecords(
            f"{_shown(where)} holds no records of mcapproval",
            "give the place of the records with --records",
        )
    if found < HEAD:
        raise OtherRecords(
            f"{_shown(where)} was made by an older mcapproval (tables {found}, now {HEAD})",
            "upgrade it, after a backup, with: mcapproval init --upgrade",
        )
    if found > HEAD:
        raise OtherRecords(
            f"{_shown(where)} was made by a newer mcapproval (tables {found}, here {HEAD})",
            "use a newer mcapproval with these records",
        )
    return Records(where, engines.connect(where))


@contextmanager
def _told(where: str) -> Iterator[None]:
    """A database that can't be used is told in a sentence."""
    try:
        yield
    except OperationalError as fault:
        raise OtherRecords(
            f"the records at {_shown(where)} can't be opened: {_first_line(fault)}",
            "check the address, that the server runs, and that you may write there",
        ) from fault
    except DatabaseError as fault:
        raise OtherRecords(
            f"{_shown(where)} is not a database of records: {_first_line(fault)}",
            "give the place of the records with --records",
        ) from fault


def _first_line(fault: DatabaseError) -> str:
    return str(fault.orig).strip().splitlines()[0]


def _shown(where: str) -> str:
    """The place without a password."""
    return where.rpartition("@")[2] if engines.is_url(where) else where
