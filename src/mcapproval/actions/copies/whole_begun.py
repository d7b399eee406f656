"""A folder that an export writes into: begun, gone on with after it was stopped, finished.

It is written in place: what is named by its hash and has it is left, and what was made for people
is noted in `.unfinished` as it is made. Nothing is written over or removed but what an export
made.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from mcapproval import __version__
from mcapproval.actions.copies.whole_folder import (
    LARGEST,
    MANIFEST,
    PART,
    SUMS,
    UNDER_WAY,
    Manifest,
    is_form,
    shown,
    sum_of,
    summed,
    walk,
)
from mcapproval.errors import AskedWrongly


@dataclass(frozen=True, slots=True)
class Begun:
    """Which records are written out, as they were at one row of their journal; by which program,
    since another may make other papers of the same row.
    """

    first: str
    number: int
    head: str
    by: str = __version__


class Writing:
    """Puts files into the folder, in the order of a walk, and lists their sums."""

    def __init__(self, folder: Path, made: dict[str, str], sums: IO[str], log: IO[str]) -> None:
        self._folder, self._made, self._sums, self._log = folder, made, sums, log

    def put(self, name: str, pieces: Iterable[bytes]) -> str:
        """Write a file beside its place and move it in; gives its sum."""
        told = _put(self._folder / name, pieces)
        self._listed(name, told)
        return told

    def kept(
        self, name: str, told: Callable[[Path], str | None], pieces: Callable[[], Iterable[bytes]]
    ) -> None:
        """A file that is left where `told` gives its sum, having found it right."""
        place = self._folder / name
        found = told(place) if place.is_file() else None
        if found:
            self._listed(name, found)
        else:
            self.put(name, pieces())

    def made(self, name: str, make: Callable[[], bytes | None]) -> None:
        """A file that takes long to make, or none: what was made at this row is not made again."""
        told, place = self._made.get(name), self._folder / name
        if told and place.is_file() and sum_of(place) == told:
            self._listed(name, told)
        elif (data := make()) is not None:
            self._log.write(f"{self.put(name, [data])}  {name}\n")
            self._log.flush()

    def _listed(self, name: str, told: str) -> None:
        self._sums.write(f"{told}  {name}\n")


def _put(place: Path, pieces: Iterable[bytes], *, wait: bool = False) -> str:
    """Write a file beside its place and move it in, once it is on the disk where `wait` says so."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = place.with_name(f"{place.name}{PART}")
    beside.unlink(missing_ok=True)
    hashed = hashlib.sha256()
    with _private(beside, "wb") as out:
        for piece in pieces:
            hashed.update(piece)
            out.write(piece)
        if wait:
            _to_disk(out)
    beside.replace(place)
    return hashed.hexdigest()


def _to_disk(file: IO[Any]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _private(place: Path, mode: str) -> Any:
    """A new file that nobody else on the machine reads, for names stand in it."""
    encoding = None if "b" in mode else "utf-8"
    return open(place, mode, encoding=encoding, opener=lambda name, how: os.open(name, how, 0o600))


@contextmanager
def writing(folder: Path, what: Begun) -> Iterator[Writing]:
    """Begin, or go on; where the block ends well the list of sums is in its place, and what no
    longer belongs there is gone. The manifest is then to be written by `finish`.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = _made(folder, what)
        with _private(folder / f"{UNDER_WAY}{PART}", "w") as log:
            log.write(f"{json.dumps(asdict(what), sort_keys=True)}\n")
            log.writelines(f"{told}  {name}\n" for name, told in made.items())
            _to_disk(log)
        (folder / f"{UNDER_WAY}{PART}").replace(folder / UNDER_WAY)
        (folder / MANIFEST).unlink(missing_ok=True)
        sums = folder / f"{SUMS}{PART}"
        with _private(sums, "w") as listed, (folder / UNDER_WAY).open("a", encoding="utf-8") as log:
            yield Writing(folder, made, listed, log)
        sums.replace(folder / SUMS)
        _clear(folder)
    except OSError as fault:
        raise AskedWrongly(
            f"{folder} can't be written: {fault.strerror or fault}",
            "make room and the right to write there, then give the same command again: it goes on "
            "where it stopped",
        ) from fault


def finish(folder: Path, manifest: Manifest) -> None:
    """The manifest, after all that it vouches for is on the disk: once for all the files, since
    to wait for each takes longer than to write it.
    """
    os.sync()
    _put(folder / MANIFEST, [manifest.as_bytes()], wait=True)
    (folder / UNDER_WAY).unlink()


def under_way(folder: Path) -> Begun | None:
    """Which records an unfinished export is of; None where none is under way."""
    place = folder / UNDER_WAY
    if place.is_symlink() or not place.is_file():
        return None
    try:
        with place.open(encoding="utf-8") as lines:
            raw = json.loads(lines.readline(LARGEST))
        return Begun(str(raw["first"]), int(raw["number"]), str(raw["head"]), str(raw["by"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _made(folder: Path, what: Begun) -> dict[str, str]:
    """The sums of what was made for people at this row already; a line cut short is none."""
    if under_way(folder) != what:
        return {}
    with (folder / UNDER_WAY).open(encoding="utf-8") as lines:
        next(lines)
        found = [re.fullmatch(r"([0-9a-f]{64})  (.+)\n", line) for line in lines]
    return {each[2]: each[1] for each in found if each and is_form(each[2])}


def foreign(folder: Path) -> str | None:
    """The first thing in a folder that no export puts there; None where there is none."""
    for name, ordinary in walk(folder):
        ours = name.removesuffix(PART)
        if not ordinary or not (ours in (MANIFEST, SUMS, UNDER_WAY) or is_form(ours)):
            return shown(name)
    return None


def _clear(folder: Path) -> None:
    """Remove what an earlier export or a run that was stopped left: a person who was erased since
    must not stay in it.
    """
    listed = (name for name, _ in summed(folder))
    wanted = next(listed, None)
    for name, _ in walk(folder):
        if name == wanted:
            wanted = next(listed, None)
        elif name not in (SUMS, UNDER_WAY):
            gone = folder / name
            gone.unlink()
            with suppress(OSError):  # others are still in it
                gone.parent.rmdir()
                gone.parent.parent.rmdir()
