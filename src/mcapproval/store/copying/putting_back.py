"""A copy that verified, put in the place of records at once: all of it or nothing.

A file is not replaced but written over in one transaction, while nobody else can have it open:
who comes after finds the new records under the old name, and no log of SQLite beside them that
belongs to the old ones. What was there is kept in a file of its own, as it was under that lock.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from mcapproval.errors import Busy, NotWhole
from mcapproval.progress import HowFar
from mcapproval.store import engine as engines
from mcapproval.store import queries
from mcapproval.store.addresses import shown
from mcapproval.store.beside import ENDINGS, beside, move_in, name_also, sync
from mcapproval.store.copying.rights import give_again, rights
from mcapproval.store.copying.whole_tables import copy_tables, copy_to_file, drop_tables
from mcapproval.store.schema import HEAD, revision
from mcapproval.store.unusable import copy_told, damage_told
from mcapproval.store.verifying.verify import verify

Head = tuple[int, str]


def put_in_empty(fresh: Path, place: Path) -> None:
    """Put records where nothing is, or an empty file. Busy where others made some there since."""
    if place.exists() and place.stat().st_size:
        raise _written_meanwhile(str(place))
    place.unlink(missing_ok=True)
    move_in(fresh, place)


def put_in_file(fresh: Path, place: Path, before: Path, seen: Head) -> None:
    """Write over records in a file, which go to `before`. Busy where others have it open, or wrote
    since it was `seen`.
    """
    with damage_told(str(place)), _alone(place) as raw:
        if _last(raw) != seen:
            raise _written_meanwhile(str(place))
        with beside(before) as kept:
            with copy_told(before, str(place)), closing(sqlite3.connect(kept)) as copy:
                engines.copy_pages(raw, copy)
            kept.chmod(place.stat().st_mode & 0o777)
            move_in(kept, before)
        with closing(sqlite3.connect(fresh)) as source:
            ends = _last(source)
            try:
                engines.copy_pages(source, raw)
            except BaseException:
                # an interruption is told when the last page is written: only what still ends as it
                # did needs no copy
                with suppress(DatabaseError):
                    if _last(raw) == seen != ends:
                        before.unlink()
                raise


def _last(raw: sqlite3.Connection) -> Head:
    """The last row of the journal in a file."""
    with _as_ours():
        asked = "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1"
        number, hashed = raw.execute(asked).fetchone() or (0, "")
    return number, hashed


def put_for_file(fresh: Path, place: Path, before: Path) -> None:
    """Put records for a file that is no database any more, which goes to `before`."""
    sync(fresh)
    name_also(place, before)
    for ending in ENDINGS:
        if os.path.lexists(f"{place}{ending}"):
            name_also(Path(f"{place}{ending}"), Path(f"{before}{ending}"))
            Path(f"{place}{ending}").unlink(missing_ok=True)
    fresh.replace(place)
    sync(place.absolute().parent)


def put_in_database(
    fresh: Path, where: str, before: Path, seen: Head | None, told: HowFar
) -> tuple[str, ...]:
    """The same for a PostgreSQL database; where nothing was `seen` there, nothing is kept.

    Who had rights to its tables has them again; gives the statements of those that this user could
    not give.
    """
    with damage_told(where), engines.writing(engines.connect(where)) as target:
        found = queries.head(target) if revision(target) else None
        if found != seen:
            raise _written_meanwhile(where)
        if found is not None:
            with beside(before) as kept:
                with copy_told(before, where):
                    copy_to_file(target, kept)
                move_in(kept, before)
        try:
            given = rights(target)
            drop_tables(target)
            with engines.reading(engines.connect_still(str(fresh))) as source:
                copy_tables(source, target, told)
            if revision(target) == HEAD and (faults := verify(target).faults):
                raise NotWhole(
                    f"what was put into {shown(where)} is not whole: {faults[0].message}",
                    "nothing was replaced: see that no other program writes there, then restore",
                )
            return give_again(target, given)
        except BaseException:
            before.unlink(missing_ok=True)
            raise


@contextmanager
def _alone(place: Path) -> Iterator[sqlite3.Connection]:
    """A connection beside which nobody else can open the file, until it is closed."""
    with _as_ours():
        patience = engines.PATIENCE / 1000
        raw = sqlite3.connect(place, timeout=patience, isolation_level=None)
    try:
        with _as_ours():
            for asked in ("locking_mode=EXCLUSIVE", "synchronous=FULL", "secure_delete=ON"):
                raw.execute(f"PRAGMA {asked}")
            raw.execute("BEGIN EXCLUSIVE")
            raw.execute("COMMIT")
        yield raw
    finally:
        raw.close()


@contextmanager
def _as_ours() -> Iterator[None]:
    """What sqlite3 itself says, as sqlalchemy would."""
    try:
        yield
    except sqlite3.Error as fault:
        raise DatabaseError("restore", {}, fault) from fault


def _written_meanwhile(where: str) -> Busy:
    return Busy(
        f"others wrote in the records at {shown(where)} while this looked at them",
        "nothing was done: see again what would be lost, then restore",
    )
