"""Whole records as one SQLite file: copied while others write, verified before it is trusted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mcapproval.errors import NotWhole
from mcapproval.progress import HowFar, unheard
from mcapproval.store import engine as engines
from mcapproval.store import queries
from mcapproval.store.beside import beside
from mcapproval.store.copying.upgrading import bring_up
from mcapproval.store.copying.whole_tables import copy_to_file
from mcapproval.store.modes import mode_of
from mcapproval.store.records import looked_at
from mcapproval.store.schema import HEAD, revision
from mcapproval.store.standing_of import of_ours
from mcapproval.store.unusable import closed_told, copy_told, damage_told
from mcapproval.store.verifying.verify import verify


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that verified: the version of its tables, its last row, by number and hash, and a file
    of the same records with the tables of today.
    """

    version: str
    head: tuple[int, str]
    today: Path


def copy_whole(where: str, fresh: Path, told: HowFar = unheard) -> None:
    """All that is in a place at one instant, as readable as the place is. OtherRecords where no
    records are there, or newer or unfinished ones. The place itself is only looked at.
    """
    with closed_told(where):
        found, engine = looked_at(where, ours=False)
    of_ours(where, found)
    with damage_told(where), copy_told(fresh, where):
        if engines.is_url(where):
            with engines.reading(engine) as source:
                copy_to_file(source, fresh, told)
        else:
            engines.copy_to(engine, fresh)
    fresh.chmod(mode_of(where))


@contextmanager
def verified(copy: Path, whose: str, hint: str) -> Iterator[Copied]:
    """Verify a file that nobody uses; one of an older program by what becomes of it at an upgrade.

    NotWhole, with the `hint`, where anything in it is not as it was written; `whose` it is said to
    be then.
    """
    with damage_told(whose), engines.reading(engines.connect_still(str(copy))) as connection:
        version = of_ours(whose, revision(connection))
        head = queries.head(connection)
    if version == HEAD:
        _whole(copy, whose, hint)
        yield Copied(version, head, copy)
        return
    with beside(copy) as later:
        shutil.copyfile(copy, later)
        bring_up(str(later), None)
        _whole(later, whose, hint)
        yield Copied(version, head, later)


def _whole(copy: Path, whose: str, hint: str) -> None:
    with damage_told(whose), engines.reading(engines.connect_still(str(copy))) as connection:
        verdict = verify(connection)
    if not verdict.whole:
        raise NotWhole(f"{whose} is not whole: {verdict.faults[0].message}", hint)
