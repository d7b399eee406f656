"""The records as a whole: where they are, whether this program can use them, and how to begin."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import OperationalError

from mcapproval.errors import Refused, Unmet
from mcapproval.store import engine as engines
from mcapproval.store import shaking
from mcapproval.store.addresses import shown
from mcapproval.store.changed import changed_told
from mcapproval.store.events import Author
from mcapproval.store.modes import OWN, made_for
from mcapproval.store.plain_file import plainly_ours
from mcapproval.store.schema import ours, revision, upgrade
from mcapproval.store.server import every_letter
from mcapproval.store.standing_of import holds_nothing, of_this_version
from mcapproval.store.unusable import (
    closed_told,
    damage_told,
    is_gone,
    is_held,
    none_at,
)

if TYPE_CHECKING:
    from mcapproval.store.writer import Writer


class Records:
    """Records that exist and have the version that this program writes."""

    def __init__(self, where: str, engine: Engine | None = None) -> None:
        self.where = where
        if engine is not None:
            self._engine = engine

    @cached_property
    def _engine(self) -> Engine:
        """Made when it is asked for: whoever has the records in view needs no other."""
        return engines.connect(self.where)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self.told(), engines.reading(self._engine) as connection:
            yield connection

    @contextmanager
    def told(self) -> Iterator[None]:
        """What may be wrong with them while they are used, told in a sentence."""
        with (
            changed_told(self.where, lambda: engines.reading(self._engine)),
            damage_told(self.where),
        ):
            yield

    @contextmanager
    def kept_open(self) -> Iterator[Records]:
        """The same records, with connections that stay open until the block ends: to open one for
        each of many acts takes longer than to act. A file is not put back meanwhile: that is Busy.
        What may only be read is opened each time as before.
        """
        if self._engine.get_execution_options().get("still"):
            yield self
            return
        kept, engine = copy(self), engines.connect(self.where, kept=True)
        kept._engine = engine
        try:
            yield kept
        finally:
            engines.close(engine)

    @contextmanager
    def writing(self, by: Author, at: datetime) -> Iterator[Writer]:
        """One transaction: when the block ends, all that was added is kept, or nothing."""
        with self.told(), engines.writing(self._engine) as connection:
            yield _writer(self.where, connection, by, at)

    @contextmanager
    def trying(self, by: Author, at: datetime) -> Iterator[Writer]:
        """One transaction of which nothing is kept. Busy where others write for long."""
        with self.told(), engines.trying(self._engine) as connection:
            yield _writer(self.where, connection, by, at)

    def shake_out(self) -> None:
        """Rewrite the file without what was deleted, so that no byte of it is left behind.

        Unmet where others hold it back or there is no room; it can be done again at any time.
        """
        held_back = shaking.shake_out(self._engine, shaking.PATIENCE)
        if held_back:
            by_whom = (
                "name the records by an address of that user"
                if held_back == shaking.NOT_THEIRS
                else "close other programs that use these records, see that the disk has room"
            )
            raise Unmet(
                f"it is erased, but bytes of it may remain in {shown(self.where)}, which could "
                f"not be rewritten: {held_back}",
                f"{by_whom}, and give the same command again: it only does the rest",
            )


def _writer(where: str, connection: Connection, by: Author, at: datetime) -> Writer:
    """The version is asked for again: another program may have upgraded the records since they were
    opened, and what this one would write then is not whole.
    """
    from mcapproval.store.writer import Writer  # those who only look need not load it

    writer = Writer(connection, by, at)
    if writer.tables is not None:
        of_this_version(where, writer.tables)
    return writer


def make(where: str) -> Records:
    """New records, with their tables and nothing in them; a new file is its owner's alone to read,
    since everybody's names will be in it. Refused where there are some already, or tables of
    others.
    """
    engines.supported(where)
    if not engines.is_url(where):
        path = Path(where)
        if path.exists() and path.stat().st_size and not holds_nothing(where):
            raise Refused(f"{where} is there already", hint="choose another place with --records")
        path.parent.mkdir(parents=True, exist_ok=True)
        made_for(path, OWN)
    only_ours(where)
    engine = engines.connect(where)
    with closed_told(where), engines.writing(engine) as connection:
        if revision(connection) is not None:
            raise Refused(f"{shown(where)} holds records already", hint="choose another database")
        upgrade(connection)
    return Records(where, engine)


def only_ours(where: str) -> None:
    """Refused for a place with tables of others; a file of theirs is only looked at. OtherRecords
    for a database that can't keep every letter.
    """
    if not engines.is_url(where):
        place = Path(where)
        if not place.exists() or (place.is_file() and not place.stat().st_size):
            return
    with closed_told(where), engines.reading(engines.connect(where, ours=False)) as connection:
        every_letter(connection)
        known = revision(connection) is not None and ours(connection)
        if not known and inspect(connection).get_table_names():
            raise Refused(
                f"{shown(where)} holds tables of another program",
                hint="choose an empty place",
            )


def open_records(where: str) -> Records:
    """Records to work with. Raises OtherRecords where there are none, or older or newer ones."""
    _there(where)
    raw = plainly_ours(where)
    if raw is None:
        return _looked_over(where)
    raw.close()
    return Records(where)


@contextmanager
def in_view(where: str) -> Iterator[tuple[Records, Connection]]:
    """Records and one consistent view of them, for whoever only looks: to open a file takes longer
    than most questions, so the view goes on from the look by which it was recognised. Raises as
    `open_records` and reading do.
    """
    _there(where)
    raw = plainly_ours(where, "rw")
    if raw is None:
        records = _looked_over(where)
        with records.reading() as connection:
            yield records, connection
        return
    records = Records(where)
    with records.told(), engines.going_on(raw) as connection:
        yield records, connection


def _there(where: str) -> None:
    engines.supported(where)
    if is_gone(where):
        raise none_at(where)


def _looked_over(where: str) -> Records:
    """Records that need more than a glance."""
    with closed_told(where):
        found, engine = looked_at(where)
    of_this_version(where, found)
    return Records(where, engine)


def looked_at(where: str, *, ours: bool = True) -> tuple[str | None, Engine]:
    """The revision (None where these are no records of ours), and the engine to work with.

    SQLite can't look into a folder where it may not write, unless told that nobody writes there.
    """
    try:
        found = _revision(engines.connect(where, ours=False))
        return found, engines.connect(where, ours=ours)
    except OperationalError as fault:
        if engines.is_url(where) or is_held(fault) or not engines.lies_still(where):
            raise
        still = engines.connect_still(where)
        return _revision(still), still


def _revision(engine: Engine) -> str | None:
    with engines.reading(engine) as connection:
        found = revision(connection)
        return found if found is None or ours(connection) else None
