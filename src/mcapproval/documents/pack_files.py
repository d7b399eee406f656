"""A pack on a disk: written whole or not at all, and held against its own manifest."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from mcapproval.canonical import canonical, digest
from mcapproval.clock import read_day
from mcapproval.documents.cleaning import clean
from mcapproval.errors import AskedWrongly, Refused, Trouble

FORMAT = "pack/1"
MANIFEST = "manifest.json"
LARGEST_ROW = 2**31 - 1
"""Rows of a journal are numbered up to this."""

_HASH = re.compile(r"[0-9a-f]{64}")
_REF = re.compile(r"[A-Z]+(-[0-9]+)+", re.ASCII)


class File(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def data(self) -> bytes: ...


def write(files: Iterable[File], folder: Path) -> None:
    """Puts a pack into a folder that does not exist, is empty, or holds a former pack and no more.

    The files are written beside their place, synced and then moved in at once: after a power cut
    there is the former pack or the new one. Refused where the folder holds anything else.
    """
    try:
        folder = folder.resolve() if folder.name in ("", "..") else folder.absolute()
        _refuse_foreign(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        _write_beside(files, folder)
    except (OSError, RuntimeError) as fault:  # links that lead in a circle: RuntimeError
        raise AskedWrongly(
            f"the pack can't be written to {folder}: {getattr(fault, 'strerror', None) or fault}",
            "name another folder, or make room and the right to write there",
        ) from fault


def _write_beside(files: Iterable[File], folder: Path) -> None:
    """Writes in a folder of this run's own, beside the place; nothing else is ever cleared away."""
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name[:40]}.", dir=folder.parent))
    fresh, former = beside / "new", beside / "old"
    try:
        fresh.mkdir()
        for file in files:
            _put(fresh / file.name, file.data)
        for inside in (*(path for path in fresh.rglob("*") if path.is_dir()), fresh):
            _sync(inside)
        _swap(fresh, folder, former)
    finally:
        if folder.exists() or not former.exists():
            shutil.rmtree(beside, ignore_errors=True)


def verify(folder: Path) -> tuple[str, ...]:
    """What is wrong with the files of a pack by its own manifest; nothing where all is as made.

    This is the first level: it can't see a pack whose manifest was made anew to fit.
    """
    try:
        entries = _entries(folder)
    except Trouble as fault:
        return (fault.message,)
    found = _found(folder)
    needed = {parent.as_posix() for name in entries for parent in PurePosixPath(name).parents}
    empty = [
        f"the folder {clean(name)} is not in the manifest"
        for name in _folders(folder)
        if name not in needed
    ]
    missing = [f"{name} is missing" for name in entries if name not in found]
    extra = [f"{clean(name)} is not in the manifest" for name in found if name not in entries]
    changed = [
        f"{name} was changed: it does not have the bytes that the manifest names"
        for name, path in found.items()
        if name in entries and _differs(path, entries[name])
    ]
    return tuple(sorted((*missing, *extra, *empty, *changed)))


def manifest_of(folder: Path) -> dict[str, Any]:
    """The manifest of a pack; AskedWrongly, in a sentence, where it can't be read as one.

    Every key that is read has the type that `schemas/pack.schema.json` gives it.
    """
    file = folder / MANIFEST
    if file.is_symlink() or (file.exists() and not file.is_file()):
        raise AskedWrongly(f"{MANIFEST} can't be read: it is a link or no ordinary file")
    try:
        data = file.read_bytes()
    except OSError as fault:
        raise AskedWrongly(f"{MANIFEST} can't be read: {fault.strerror or fault}") from fault
    try:
        value = json.loads(data)
        whole = canonical(value) + b"\n" == data
    except (ValueError, RecursionError) as fault:
        raise AskedWrongly(f"{MANIFEST} can't be read: it is not JSON of ours") from fault
    if not whole:
        raise AskedWrongly(f"{MANIFEST} was changed: it is not written as mcapproval writes it")
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise AskedWrongly(f"{MANIFEST} is not the manifest of a pack of format {FORMAT}")
    odd = _odd(value)
    if odd:
        raise AskedWrongly(f"{MANIFEST} can't be read: its `{odd}` is not as we write it")
    return value


def _odd(value: Mapping[str, Any]) -> str | None:
    """The first key whose value is missing or of another kind than we write; None for none."""
    if not _fits(_REF, value.get("ref")):
        return "ref"
    for name in ("as_at", "law_day"):
        if not _is_day(value.get(name)):
            return name
    if not isinstance(value.get("rule_book"), str):
        return "rule_book"
    made = value.get("made_with")
    if not isinstance(made, dict) or not all(isinstance(release, str) for release in made.values()):
        return "made_with"
    row = value.get("row")
    return None if isinstance(row, dict) and is_row(row) else "row"


def is_row(row: Mapping[str, Any]) -> bool:
    """Whether a number and a hash could be those of a journal's row; a journal may be empty."""
    number, row_hash = row.get("number"), row.get("hash")
    if type(number) is not int or not 0 <= number <= LARGEST_ROW:
        return False
    return _fits(_HASH, row_hash) or (number == 0 and row_hash == "")


def _fits(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(read_day(value))
    except ValueError:
        return False


def _entries(folder: Path) -> dict[str, dict[str, Any]]:
    """The files that the manifest names, by name."""
    files = manifest_of(folder).get("files")
    named = [f for f in files if isinstance(f, dict)] if isinstance(files, list) else []
    names = [f.get("name") for f in named]
    if not named or len(named) != len(files or ()) or not all(_inside(name) for name in names):
        raise AskedWrongly(f"{MANIFEST} can't be read: its list of files is not as we write it")
    if len(set(names)) != len(names):
        raise AskedWrongly(f"{MANIFEST} can't be read: it names a file twice")
    return {entry["name"]: entry for entry in named}


def _inside(name: object) -> bool:
    """Whether a name is a plain path below the pack's folder."""
    if not isinstance(name, str) or not name or "\\" in name or "\0" in name:
        return False
    return not any(part in ("", ".", "..") for part in name.split("/")) and ":" not in name


def _found(folder: Path) -> dict[str, Path]:
    """Everything in the folder that is not a folder, by NFC name (macOS may decompose names)."""
    return {
        unicodedata.normalize("NFC", path.relative_to(folder).as_posix()): path
        for path in sorted(folder.rglob("*"))
        if (path.is_symlink() or not path.is_dir()) and path != folder / MANIFEST
    }


def _folders(folder: Path) -> list[str]:
    """The folders inside, by NFC path."""
    return [
        unicodedata.normalize("NFC", path.relative_to(folder).as_posix())
        for path in sorted(folder.rglob("*"))
        if path.is_dir() and not path.is_symlink()
    ]


def _differs(path: Path, entry: dict[str, Any]) -> bool:
    if path.is_symlink() or not path.is_file() or path.stat().st_size != entry.get("size"):
        return True
    return digest(path.read_bytes()) != entry.get("sha256")


def _refuse_foreign(folder: Path) -> None:
    hint = "name a folder that is new or empty, or one that holds a pack and nothing else"
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Refused(f"{folder} is not a folder", hint=hint)
    if not folder.exists() or not any(folder.iterdir()):
        return
    try:
        entries = _entries(folder)
    except Trouble as fault:
        raise Refused(
            f"{folder} holds files that are no pack: {fault.message}", hint=hint
        ) from fault
    foreign = [name for name in _found(folder) if name not in entries]
    if foreign:
        raise Refused(f"{folder} holds a file that is of no pack: {foreign[0]}", hint=hint)


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
