"""Older records brought up to this program: after a backup, and all of it or nothing."""

from __future__ import annotations

import stat
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from mcapproval.errors import OlderRecords, Refused
from mcapproval.store import engine as engines
from mcapproval.store import queries
from mcapproval.store.beside import beside, move_in
from mcapproval.store.copying.whole_tables import copy_to_file
from mcapproval.store.finding import search
from mcapproval.store.folding.rebuilding import rebuild
from mcapproval.store.records import open_records
from mcapproval.store.sampling import sample
from mcapproval.store.schema import HEAD, revision, upgrade
from mcapproval.store.unusable import closed_told


def bring_up(where: str, backup: Path | None) -> str | None:
    """Bring older records up to HEAD; gives the revision that they had, None where it was HEAD: of
    those, what things are found by is made anew.

    `backup` is the SQLite file to which they are copied first: going back is restoring it. All of
    the upgrade happens in one transaction, or nothing of it. Raises as `open_records` does.
    """
    with suppress(OlderRecords):
        open_records(where)
    engine = engines.connect(where)
    with closed_told(where), engines.writing(engine) as connection:
        found = revision(connection)
        if found == HEAD:
            search.rebuild(connection)
            sample(connection)
            return None
        if backup:
            _keep(where, engine, connection, backup)
        upgrade(connection)
        rebuild(connection)
    return found


def _keep(where: str, engine: Engine, connection: Connection, backup: Path) -> None:
    """Copy records that nobody else can write in now. The same copy may be there already, from an
    upgrade that was cut short; Refused where another file is.
    """
    if backup.exists():
        if _as_it_stands(backup, connection):
            return
        raise Refused(
            f"{backup} is there already: a backup of an earlier upgrade",
            hint="move it elsewhere, then upgrade again",
        )
    with beside(backup) as fresh:
        if engines.is_url(where):
            copy_to_file(connection, fresh)
        else:
            engines.copy_to(engine, fresh)
            fresh.chmod(stat.S_IMODE(Path(where).stat().st_mode))
        move_in(fresh, backup)


def _as_it_stands(backup: Path, connection: Connection) -> bool:
    """Whether a file holds the version and the last row that these records have."""
    try:
        with engines.reading(engines.connect_still(str(backup))) as kept:
            return (revision(kept), queries.head(kept)) == (
                revision(connection),
                queries.head(connection),
            )
    except DatabaseError:
        return False
