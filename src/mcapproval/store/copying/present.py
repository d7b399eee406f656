"""What stands where a backup is to be put, and what of it the backup does not have."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from mcapproval.errors import NotWhole
from mcapproval.store import engine as engines
from mcapproval.store import queries
from mcapproval.store.records import looked_at
from mcapproval.store.standing_of import of_ours
from mcapproval.store.unusable import closed_told, damage_told


@dataclass(frozen=True, slots=True)
class Present:
    """Records that would be replaced. `version` is that of their tables; without it they can't be
    read any more, and nothing is known of them.

    `head` is their last row, by number and hash; `common` the last that the backup has as well, 0
    where they are other records. `erased` are the people who were erased since.
    """

    version: str | None
    head: tuple[int, str] = (0, "")
    common: int = 0
    erased: tuple[str, ...] = ()

    @property
    def lost(self) -> int:
        """Rows of the journal that only they have."""
        return self.head[0] - self.common


def present(where: str, backup: Path) -> Present | None:
    """What is there, beside a backup in a file that nobody uses; None for an empty place.

    OtherRecords for what is no file of records, or is newer or unfinished.
    """
    if not engines.is_url(where) and not _holds_anything(Path(where)):
        return None
    try:
        found, engine = looked_at(where)
    except DatabaseError:
        if engines.is_url(where):
            with closed_told(where):
                raise
        return Present(None)
    if found is None and engines.is_url(where):
        return None
    version = of_ours(where, found)
    kept = engines.connect_still(str(backup))
    try:
        with engines.reading(engine) as now, engines.reading(kept) as then:
            head = queries.head(now)
            common = _common(now, then, head[0])
            erased = queries.erasures_after(now, common) if common else ()
            return Present(version, head, common, tuple(event.ref for event in erased))
    except (DatabaseError, NotWhole):
        if engines.is_url(where):
            with damage_told(where):
                raise
        return Present(None)


def _holds_anything(place: Path) -> bool:
    return place.exists() and place.stat().st_size > 0


def _common(now: Connection, then: Connection, last: int) -> int:
    """The last row that both have: with a hash, all rows before it are the same."""
    low, high = 0, min(last, queries.head(then)[0])
    while low < high:
        middle = (low + high + 1) // 2
        if queries.journal_row(now, middle) == queries.journal_row(then, middle):
            low = middle
        else:
            high = middle - 1
    return low
