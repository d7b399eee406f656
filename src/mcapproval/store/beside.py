"""Files written beside their place, synced, then moved in: whole or not at all."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mcapproval.errors import AskedWrongly, OtherRecords, Refused

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

ENDINGS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file while it is used."""

OURS = ".mcapproval"
"""Ends the names of fresh files."""

ELSEWHERE = (
    "ask for the right to write there, or make room; what is kept of records that a server has is "
    "written in the folder in which one is: give the command in another"
)

LEFT_OVER = re.compile(rf"\..+\.[0-9a-f]{{8}}{re.escape(OURS)}({'|'.join(ENDINGS)})?", re.DOTALL)


def left_closed(where: str) -> Iterator[Path]:
    """What SQLite left beside a file with a mode under which its owner can't write, though the
    file's can: it was looked at by somebody who could only read it.
    """
    with suppress(OSError):
        if Path(where).stat().st_mode & stat.S_IWUSR:
            for ending in ENDINGS:
                each = Path(f"{where}{ending}")
                if each.exists() and not each.stat().st_mode & stat.S_IWUSR:
                    yield each


def opened_again(where: str) -> None:
    """Give what was left so the file's own mode, where it is ours: it would hold back writes."""
    for each in left_closed(where):
        with suppress(OSError):
            each.chmod(stat.S_IMODE(Path(where).stat().st_mode))


def led_to(where: str) -> Path:
    """The file itself where its name is a link to it: what is made beside it stands there."""
    place = Path(where)
    return Path(os.path.realpath(place)) if place.is_symlink() else place


@contextmanager
def beside(place: Path, hint: str = ELSEWHERE) -> Iterator[Path]:
    """A fresh file in the folder of `place`, which is gone at the end unless it was moved in.
    AskedWrongly, with the `hint`, where none can be made there.

    What programs that were killed left of theirs in that folder is removed first: whole records
    may stand in it.
    """
    fresh = place.absolute().with_name(f".{place.name[:40]}.{os.urandom(4).hex()}{OURS}")
    with _used(fresh.parent):
        _made(fresh, place, hint)
        fresh.chmod(0o600)  # whatever new files may be elsewhere, we read and write this one
        try:
            yield fresh
        finally:
            for ending in ("", *ENDINGS):
                Path(f"{fresh}{ending}").unlink(missing_ok=True)


def begun(fresh: Path) -> sqlite3.Connection:
    """A database in a fresh file. OtherRecords where SQLite takes no such place."""
    try:
        return sqlite3.connect(fresh)
    except sqlite3.Error as fault:
        raise OtherRecords(
            f"the copy can't be begun where it is to be: {fault}",
            "nothing was done: choose a place with a shorter path, such as another folder",
        ) from fault


def _made(fresh: Path, place: Path, hint: str) -> None:
    try:
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as fault:
        raise AskedWrongly(
            f"{place.name} can't be written in {fresh.parent}: {fault.strerror or fault}", hint
        ) from fault


@contextmanager
def _used(folder: Path) -> Iterator[None]:
    """Whoever has a fresh file in a folder shares a lock of it, which goes with the process: what
    is there while nobody has it is left over. Systems without such locks keep what is left over.
    """
    if fcntl is None or not os.access(folder, os.R_OK):
        yield
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for each in folder.iterdir():
                if LEFT_OVER.fullmatch(each.name):
                    each.unlink(missing_ok=True)
        with suppress(OSError):
            fcntl.flock(number, fcntl.LOCK_SH)
        yield
    finally:
        os.close(number)


def move_in(fresh: Path, place: Path) -> None:
    """Put a file in its place at once. Refused where anything is there: nothing is written over."""
    sync(fresh)
    name_also(fresh, place)
    fresh.unlink(missing_ok=True)
    sync(place.absolute().parent)


def name_also(old: Path, new: Path) -> None:
    """Give a file a new name; where files can't have two, the old one is gone. Refused where
    anything has the new one.
    """
    try:
        os.link(old, new)
    except FileExistsError:
        raise taken(new) from None
    except OSError:  # a file system without links
        if os.path.lexists(new):
            raise taken(new) from None
        old.replace(new)


def taken(place: Path) -> Refused:
    return Refused(f"{place} is there already: it is left as it is", hint="name another file")


def sync(place: Path) -> None:
    """Have a file or a folder on the disk itself; some systems don't do that for folders."""
    with suppress(OSError):
        number = os.open(place, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
