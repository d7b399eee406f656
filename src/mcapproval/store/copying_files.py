"""Whole records as one SQLite file: copied while others write, verified before it is trusted."""

from __future__ import annotations

import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from mcapproval.errors import NotWhole
from mcapproval.store import engine as engines
from mcapproval.store import queries
from mcapproval.store.beside import beside
from mcapproval.store.copying_tables import Told, copy_to_file, untold
from mcapproval.store.records import looked_at, of_ours
from mcapproval.store.schema import HEAD
from mcapproval.store.unusable import closed_told, damage_told
from mcapproval.store.upgrading import bring_up
from mcapproval.store.verify import verify

OWN = 0o600
"""Who may read a copy of what a server keeps: whoever made it."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that verified: the version of its tables, and its last row, by number and hash."""

    version: str
    head: tuple[int, str]


def copy_whole(where: str, fresh: Path, told: Told = untold) -> None:
    """All that is in a place at one instant, as readable as the place is. OtherRecords where no
    records are there, or newer or unfinished ones.
    """
    with closed_told(where):
        found, engine = looked_at(where)
    of_ours(where, found)
    with damage_told(where):
        if engines.is_url(where):
            with engines.reading(engine) as source:
                copy_to_file(source, fresh, told)
        else:
            engines.copy_to(engine, fresh)
    fresh.chmod(OWN if engines.is_url(where) else stat.S_IMODE(Path(where).stat().st_mode))


def verified(copy: Path) -> Copied:
    """Verify a file that nobody uses; one of an older program by what becomes of it at an upgrade.

    NotWhole where anything in it is not as it was written.
    """
    with closed_told(str(copy)), engines.reading(engines.connect_still(str(copy))) as connection:
        version = of_ours(str(copy), looked_at(str(copy))[0])
        head = queries.head(connection)
    if version == HEAD:
        _whole(copy)
        return Copied(version, head)
    with beside(copy) as later:
        shutil.copyfile(copy, later)
        bring_up(str(later), None)
        _whole(later)
    return Copied(version, head)


def _whole(copy: Path) -> None:
    with damage_told(str(copy)), engines.reading(engines.connect_still(str(copy))) as connection:
        verdict = verify(connection)
    if not verdict.whole:
        raise NotWhole(
            f"{copy} is not whole: {verdict.faults[0].message}",
            "use another backup; for what is wrong with records, see: mcapproval audit verify",
        )
