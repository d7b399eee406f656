"""Change records as anybody can who has the file: with sqlite3, past every rule of ours."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def meddled(folder: Path, script: str) -> None:
    """Run SQL on the records of a folder, the journal's triggers away and back afterwards."""
    with closing(sqlite3.connect(folder / "records.db")) as raw:
        triggers = raw.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        away = [f'DROP TRIGGER "{name}";' for name, _ in triggers]
        back = [f"{sql};" for _, sql in triggers]
        raw.executescript("\n".join([*away, script, *back]))


def unguarded(folder: Path) -> None:
    """Only the triggers go."""
    with closing(sqlite3.connect(folder / "records.db")) as raw:
        names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        raw.executescript("".join(f'DROP TRIGGER "{name}";' for (name,) in names))
        assert names


def rows(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "records.db")) as raw:
        found: int = raw.execute("SELECT count(*) FROM journal").fetchone()[0]
        return found
