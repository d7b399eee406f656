"""The records as a whole: where they are, whether this program can use them, and how to begin."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from shutil import disk_usage

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import DatabaseError, OperationalError

from mcapproval.errors import NotWhole, OlderRecords, OtherRecords, Refused, Unmet
from mcapproval.store import engine as engines
from mcapproval.store import shaking
from mcapproval.store.events import Author
from mcapproval.store.readable import first_line
from mcapproval.store.rebuilding import rebuild
from mcapproval.store.schema import HEAD, ours, revision, upgrade
from mcapproval.store.writer import Writer

DAMAGE = ("no such table", "no such column", "does not exist", "malformed", "decode to UTF-8")
"""In what a database says when tables or text are not as we left them."""


ROOM = 64 * 1024
"""Bytes that SQLite needs beside the records before it writes anything."""


class Records:
    """Records that exist and have the version that this program writes."""

    def __init__(self, where: str, engine: Engine) -> None:
        self.where = where
        self._engine = engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with _damage_told(self.where), engines.reading(self._engine) as connection:
            yield connection

    @contextmanager
    def writing(self, by: Author, at: datetime) -> Iterator[Writer]:
        """One transaction: when the block ends, all that was added is kept, or nothing."""
        with _damage_told(self.where), engines.writing(self._engine) as connection:
            yield Writer(connection, by, at)

    def shake_out(self) -> None:
        """Rewrite the file without what was deleted, so that no byte of it is left behind.

        Unmet where others hold it back or there is no room; it can be done again at any time.
        """
        held_back = shaking.shake_out(self._engine, shaking.PATIENCE)
        if held_back:
            raise Unmet(
                f"it is erased, but bytes of it may remain in {_shown(self.where)}, which could "
                f"not be rewritten: {held_back}",
                "close other programs that use these records, see that the disk has room, and "
                "give the same command again: it only does the rest",
            )


def make(where: str) -> Records:
    """New records, with their tables and nothing in them. Refused where there are some already."""
    engines.supported(where)
    if not engines.is_url(where):
        path = Path(where)
        if path.exists() and path.stat().st_size and not _begun(where):
            raise Refused(f"{where} is there already", hint="choose another place with --records")
        path.parent.mkdir(parents=True, exist_ok=True)
    engine = engines.connect(where)
    with _told(where), engines.writing(engine) as connection:
        if revision(connection) is not None:
            raise Refused(f"{_shown(where)} holds records already", hint="choose another database")
        upgrade(connection)
    return Records(where, engine)


def _begun(where: str) -> bool:
    """Whether a file is what a full disk left of records that could not be made: no table in it."""
    try:
        with engines.reading(engines.connect(where, ours=False)) as connection:
            return not inspect(connection).get_table_names()
    except DatabaseError:
        return False


def bring_up(where: str, backup: Path | None) -> str | None:
    """Bring older records up to HEAD; gives the revision that they had, None where it was HEAD.

    `backup` is where an SQLite file is copied to first: going back is putting that copy in place.
    All of the upgrade happens in one transaction, or nothing of it. Raises as `open_records` does.
    """
    try:
        open_records(where)
    except OlderRecords:
        pass
    else:
        return None
    engine = engines.connect(where)
    if backup and not engines.is_url(where):
        if backup.exists():
            raise Refused(
                f"{backup} is there already: a backup of an earlier upgrade",
                hint="move it elsewhere, then upgrade again",
            )
        engines.copy_to(engine, backup)
    with _told(where), engines.writing(engine) as connection:
        found = revision(connection)
        upgrade(connection)
        rebuild(connection)
    return found


def open_records(where: str) -> Records:
    """Records to work with. Raises OtherRecords where there are none, or older or newer ones."""
    engines.supported(where)
    if not engines.is_url(where) and not Path(where).is_file():
        raise OtherRecords(
            f"there are no records at {where}",
            f"make some with: mcapproval --records {shlex.quote(where)} init --as YOUR-NAME",
        )
    with _told(where):
        found, engine = _looked_at(where)
    if found is None:
        raise OtherRecords(
            f"{_shown(where)} holds no records of mcapproval",
            "give the place of the records with --records",
        )
    if found < HEAD:
        raise OlderRecords(
            f"{_shown(where)} was made by an older mcapproval (tables {found}, now {HEAD})",
            "upgrade it, after a backup, with: mcapproval init --upgrade",
        )
    if found > HEAD:
        raise OtherRecords(
            f"{_shown(where)} was made by a newer mcapproval (tables {found}, here {HEAD})",
            "use a newer mcapproval with these records",
        )
    return Records(where, engine)


def _looked_at(where: str) -> tuple[str | None, Engine]:
    """The revision (None where these are no records of ours), and the engine to work with.

    SQLite can't look into a folder where it may not write, unless told that nobody writes there.
    """
    try:
        return _revision(engines.connect(where, ours=False)), engines.connect(where)
    except OperationalError:
        if engines.is_url(where) or not engines.lies_still(where):
            raise
        still = engines.connect_still(where)
        return _revision(still), still


def _revision(engine: Engine) -> str | None:
    with engines.reading(engine) as connection:
        found = revision(connection)
        return found if found is None or ours(connection) else None


@contextmanager
def _told(where: str) -> Iterator[None]:
    """A database that can't be used is told in a sentence."""
    try:
        yield
    except OperationalError as fault:
        code = getattr(fault.orig, "sqlite_errorname", "") or ""
        full = code.startswith(("SQLITE_FULL", "SQLITE_IOERR")) or _no_room(where)
        raise OtherRecords(
            f"the records at {_shown(where)} can't be opened: {first_line(fault)}",
            "nothing was done: make room on the disk, then try again"
            if full
            else "check the address, that the server runs, and that you may write there",
        ) from fault
    except DatabaseError as fault:
        raise OtherRecords(
            f"{_shown(where)} is not a database of records: {first_line(fault)}",
            "give the place of the records with --records",
        ) from fault


@contextmanager
def _damage_told(where: str) -> Iterator[None]:
    """Records that can't be read or written any more are told in a sentence, once they were open.

    A program that asks what the tables never had has a fault of its own: that is passed on.
    """
    try:
        yield
    except DatabaseError as fault:
        code = getattr(fault.orig, "sqlite_errorname", "") or ""
        unwritten = code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN"))
        if code.startswith(("SQLITE_FULL", "SQLITE_IOERR")) or (unwritten and _no_room(where)):
            said = "the disk is full" if _no_room(where) else first_line(fault)
            raise OtherRecords(
                f"the records at {_shown(where)} can't be written: {said}",
                "nothing was half done: make room on the disk, then try again",
            ) from fault
        if unwritten:
            raise OtherRecords(
                f"the records at {_shown(where)} can only be read: {first_line(fault)}",
                "copy them to a folder in which you may write, or ask for the right to",
            ) from fault
        if any(sign in first_line(fault) for sign in DAMAGE):
            raise NotWhole(
                f"the records at {_shown(where)} are damaged: {first_line(fault)}",
                "see what else is wrong with: mcapproval audit verify",
            ) from fault
        raise


def _no_room(where: str) -> bool:
    """Whether the disk of a file is full: SQLite then says that it may only be read."""
    if engines.is_url(where):
        return False
    with suppress(OSError):
        return disk_usage(Path(where).absolute().parent).free < ROOM
    return False


def _shown(where: str) -> str:
    """The place without a password."""
    return where.rpartition("@")[2] if engines.is_url(where) else where
