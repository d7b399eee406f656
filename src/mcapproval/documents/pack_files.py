"""A pack on a disk: written whole or not at all, and held against its own manifest."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Protocol

from mcapproval.canonical import digest
from mcapproval.documents.cleaning import clean
from mcapproval.documents.pack_contents import each_file, folders, is_archive, members, names
from mcapproval.documents.pack_manifest import MANIFEST, entries
from mcapproval.errors import AskedWrongly, Refused, Trouble
from mcapproval.stored_zip import stored_zip


class File(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def data(self) -> bytes: ...


def write(files: Iterable[File], folder: Path, *, new: bool = False) -> None:
    """Puts a pack into a folder that does not exist, is empty, or holds a former pack and no more;
    or into one ZIP, where the name ends so, in the place of nothing or of a former pack. What is
    `new` goes into a folder, whatever its name, and in the place of no former pack.

    The files are written beside their place, synced and then moved in at once: after a power cut
    there is the former pack or the new one. Refused where the folder holds anything else.
    """
    try:
        folder = folder.resolve() if folder.name in ("", "..") else folder.absolute()
        (_refuse_used if new else _refuse_foreign)(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        _write_beside(files, folder, zipped=is_archive(folder) and not new)
    except (OSError, RuntimeError) as fault:  # links that lead in a circle: RuntimeError
        what = "files" if new else "pack"
        raise AskedWrongly(
            f"the {what} can't be written to {folder}: {getattr(fault, 'strerror', None) or fault}",
            "name another folder, or make room and the right to write there",
        ) from fault


def _write_beside(files: Iterable[File], folder: Path, zipped: bool) -> None:
    """Writes in a folder of this run's own, beside the place; nothing else is ever cleared away."""
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name[:40]}.", dir=folder.parent))
    fresh, former = beside / "new", beside / "old"
    try:
        if zipped:
            _put(fresh, stored_zip((file.name, file.data) for file in files))
        else:
            _fill(files, fresh)
        _swap(fresh, folder, former)
    finally:
        if folder.exists() or not former.exists():
            shutil.rmtree(beside, ignore_errors=True)


def _fill(files: Iterable[File], fresh: Path) -> None:
    fresh.mkdir()
    for file in files:
        _put(fresh / file.name, file.data)
    for inside in (*(path for path in fresh.rglob("*") if path.is_dir()), fresh):
        _sync(inside)


def verify(place: Path) -> tuple[str, ...]:
    """What is wrong with the files of a pack by its own manifest; nothing where all is as made.

    This is the first level: it can't see a pack whose manifest was made anew to fit.
    """
    try:
        named = entries(place)
        found = {name: _seen(data) for name, data in each_file(place) if name != MANIFEST}
    except Trouble as fault:
        return (fault.message,)
    needed = {parent.as_posix() for name in named for parent in PurePosixPath(name).parents}
    empty = [
        f"the folder {clean(name)} is not in the manifest"
        for name in folders(place)
        if name not in needed
    ]
    missing = [f"{name} is missing" for name in named if name not in found]
    extra = [f"{clean(name)} is not in the manifest" for name in found if name not in named]
    changed = [
        f"{name} was changed: it does not have the bytes that the manifest names"
        for name, seen in found.items()
        if name in named and seen != (named[name].get("size"), named[name].get("sha256"))
    ]
    faults = tuple(sorted((*missing, *extra, *empty, *changed)))
    if not faults and is_archive(place) and _packed_otherwise(place):
        return (f"{place.name} was changed: its files are whole, but it is packed otherwise",)
    return faults


def _packed_otherwise(place: Path) -> bool:
    """Whether a ZIP with the right files has other bytes than ours would have."""
    return place.read_bytes() != stored_zip(members(place).items())


def _seen(data: bytes | None) -> tuple[int, str] | None:
    """Size and hash, so that no more than one file is held at a time."""
    return None if data is None else (len(data), digest(data))


def _refuse_foreign(folder: Path) -> None:
    hint = "name a folder that is new or empty, or one that holds a pack and nothing else"
    archive = is_archive(folder)
    if folder.is_symlink() or (folder.exists() and not folder.is_dir() and not archive):
        raise Refused(f"{folder} is not a folder", hint=hint)
    if not folder.exists() or (not archive and not any(folder.iterdir())):
        return
    try:
        named = entries(folder)
    except Trouble as fault:
        raise Refused(
            f"{folder} holds files that are no pack: {fault.message}", hint=hint
        ) from fault
    foreign = [name for name in names(folder) if name not in named and name != MANIFEST]
    if foreign:
        raise Refused(f"{folder} holds a file that is of no pack: {foreign[0]}", hint=hint)


def _refuse_used(folder: Path) -> None:
    if os.path.lexists(folder) and (
        not folder.is_dir() or folder.is_symlink() or any(folder.iterdir())
    ):
        raise Refused(f"{folder} is there already", hint="name a folder that is new or empty")


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def _sync(folder: Path) -> None:
    """A folder's own entry on disk; Windows can't and need not."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _swap(fresh: Path, folder: Path, former: Path) -> None:
    """The fresh folder in the place of the former one, which comes back if that fails."""
    if folder.exists():
        folder.rename(former)
    try:
        fresh.rename(folder)
    except OSError:
        if former.exists():
            former.rename(folder)
        raise
    _sync(folder.parent)
