"""Who may read a file of records: nobody reads a copy who could not read what it is of."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from mcapproval.store.engine import is_url

OWN = 0o600
"""Whoever made it: of new records, of sheets taken out of them, and of a copy of what has no mode
of its own, such as what a server keeps."""


def mode_of(where: str) -> int:
    return OWN if is_url(where) else stat.S_IMODE(Path(where).stat().st_mode)


def made_for(place: Path, mode: int) -> None:
    """An empty file of at most this mode, where there is none; where it can't be made, SQLite
    says why once it is opened.
    """
    if not place.exists():
        with suppress(OSError):
            os.close(os.open(place, os.O_CREAT | os.O_RDWR, mode))
