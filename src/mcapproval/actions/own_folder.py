"""A folder that the program makes anew: it replaces one that it made itself, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mcapproval.actions.audit import write_beside
from mcapproval.errors import AskedWrongly, Refused

DEMO = "demo"
FIRST_LINE = "made by mcapproval {}; it replaces the files listed here"

BESIDE = ("-wal", "-shm")
"""What SQLite lays beside a file of records while it is in use."""


@contextmanager
def made_anew(into: Path, command: str = DEMO) -> Iterator[Path]:
    """An empty folder beside `into`, moved into its place when the block ends well.

    Refused, with nothing touched, where `into` holds anything that was not made by the same
    command. Until the end, and where the block ends badly, what was there before stays.
    """
    place = _place(into)
    fresh, former = (place.with_name(f".{place.name}.{mark}") for mark in ("new", "old"))
    _refuse_foreign(place, into, command)
    for left in (fresh, former):
        _refuse_unmarked(left, command)
    try:
        with _told(into):
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir(parents=True)
            _mark(fresh, command)
        yield fresh
        with _told(into):
            _mark(fresh, command)
            _swap(fresh, place, former)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def _told(into: Path) -> Iterator[None]:
    """A disk that can't be written to is told in a sentence."""
    try:
        yield
    except OSError as fault:
        raise AskedWrongly(
            f"{into} can't be written: {fault.strerror or fault}",
            "name another folder with --into, or make room and the right to write there",
        ) from fault


def _place(into: Path) -> Path:
    if into.is_symlink():
        raise Refused(f"{into} is a link to another place", hint="name the folder itself")
    place = into.resolve()
    if not place.name or place == Path.cwd():
        raise Refused(
            f"{place} can't be replaced: it is "
            f"{'the folder you are in' if place.name else 'the whole disk'}",
            hint="name a folder that is to be made: --into rule-book",
        )
    return place


def marker(command: str) -> str:
    """The name of the file that lists what a command made in a folder."""
    return "-".join((".mcapproval", *command.replace("--", "").split()))


def _refuse_foreign(place: Path, into: Path, command: str) -> None:
    hint = "name another folder with --into, or move away what is yours"
    if not place.exists():
        return
    if not place.is_dir():
        raise Refused(f"{into} is not a folder", hint=hint)
    found = _files(place)
    if not found:
        return
    mark = marker(command)
    if mark not in found:
        said = f"{into} was not made by mcapproval {command}, so it is left alone"
        raise Refused(said, hint=hint)
    listed = set((place / mark).read_text("utf-8", "replace").splitlines()[1:])
    foreign = [name for name in found if name != mark and _ours(name) not in listed]
    if foreign:
        raise Refused(
            f"{into} holds {foreign[0]}, which mcapproval {command} did not make, "
            "so it is left alone",
            hint=hint,
        )


def _ours(name: str) -> str:
    for ending in BESIDE:
        name = name.removesuffix(ending)
    return name


def _refuse_unmarked(left: Path, command: str) -> None:
    """What an interrupted run left is cleared away; what merely has its name is not."""
    if left.is_symlink() or (left.exists() and not (left / marker(command)).is_file()):
        raise Refused(f"{left} is in the way, and was not made here", hint="move it away")


def _mark(folder: Path, command: str) -> None:
    """List what the folder holds, so that a later run knows what it may replace."""
    mark = marker(command)
    lines = [FIRST_LINE.format(command), *(name for name in _files(folder) if name != mark)]
    write_beside(folder / mark, "\n".join((*lines, "")).encode())


def _files(folder: Path) -> list[str]:
    """Everything inside that is no folder, by its path from there."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_symlink() or not path.is_dir()
    )


def _swap(fresh: Path, place: Path, former: Path) -> None:
    """The fresh folder in the place of the former one, which comes back if that fails."""
    shutil.rmtree(former, ignore_errors=True)
    if place.exists():
        place.rename(former)
    try:
        fresh.rename(place)
    except OSError:
        if former.exists():
            former.rename(place)
        raise
    shutil.rmtree(former, ignore_errors=True)
