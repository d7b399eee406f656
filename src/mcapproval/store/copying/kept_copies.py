"""Files beside records that hold what these held: backups, and what was kept of an act."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path

from mcapproval.store.addresses import as_uri
from mcapproval.store.beside import led_to
from mcapproval.store.engine import is_url

SIGNED = b"SQLite format 3\0"
HELD = "SELECT 1 FROM personal_text WHERE commitment = ?"
KEPT = (".before-restore", ".before-upgrade")
"""What stands in the names of files in which an act keeps what it replaces."""


def copies_with(where: str, commitments: Collection[str]) -> Iterator[Path]:
    """Files in the folder of the records, or of a server's in the one in which somebody works, that
    hold any of these texts; of those that an act kept also what can't be read.
    """
    records = None if is_url(where) else led_to(where)
    folder = records.parent if records else Path()
    for place in sorted(folder.iterdir()) if os.access(folder, os.R_OK) else ():
        ours = records is not None and place.name == records.name
        if not ours and not place.is_symlink() and place.is_file() and _holds(place, commitments):
            yield place


def _holds(place: Path, commitments: Collection[str]) -> bool:
    try:
        with place.open("rb") as file:
            if file.read(len(SIGNED)) != SIGNED:
                return any(said in place.name for said in KEPT)
        uri = as_uri(place.absolute(), "mode=ro&immutable=1")
        with closing(sqlite3.connect(uri, uri=True)) as raw:
            return any(raw.execute(HELD, (name,)).fetchone() for name in commitments)
    except (OSError, sqlite3.Error):
        return any(said in place.name for said in KEPT)
