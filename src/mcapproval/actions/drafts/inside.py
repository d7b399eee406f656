"""The files that a draft names, looked for beside it: `check` tells what `open` would refuse.

Both look with the same function, so a draft that `check` lets pass is not refused for its files.
To look costs a few calls of the disk; only `open` reads what is in them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from mcapproval.actions.drafts.written import read_any
from mcapproval.draft.faults import form_finding
from mcapproval.draft.files import LARGEST_FILE, NamedFile, named_files
from mcapproval.draft.model import Draft
from mcapproval.draft.reader import Reading
from mcapproval.draft.words import shown
from mcapproval.findings import Finding, in_reading_order

Fault = tuple[str, str]
"""What is wrong with a file, and what to do."""

_LATER = "or take the line out until you have it"
OUTSIDE = "it lies outside the draft's folder", "put a copy of it into the draft's folder"
TO_ITSELF = "it can't be read (a link that leads to itself)", "put the file there, not a link"
FOLDER = "it is a folder, not a file", "name a file inside it"
MISSING = "there is no such file", f"put the file there under this name, {_LATER}"
TOO_LARGE = "it is larger than 25 MB", "make it smaller, or name it in parts"
EMPTY = "there is nothing in it", f"put the finished file there, {_LATER}"


def read_with_files(path: Path) -> Reading:
    """A draft, of text or in a Word form, with what is wrong with the files that it names."""
    reading = read_any(path)
    return looked_at(reading, named_files(reading.draft), path.parent)


def looked_at(reading: Reading, files: Iterable[NamedFile], folder: Path) -> Reading:
    """A reading with a finding more for each file that can't be taken in, where it is named."""
    found = ((named, find_inside(folder, named.file)[1]) for named in files)
    faults = (file_finding(reading.draft, named, fault) for named, fault in found if fault)
    return replace(reading, findings=in_reading_order((*reading.findings, *faults)))


def file_finding(draft: Draft, named: NamedFile, fault: Fault) -> Finding:
    path, (said, mend) = named.path_in_draft, fault
    told = f"{shown(named.file)}: {said}"
    return form_finding("FORM-FILE", path, draft.place(path), told, mend)


def find_inside(folder: Path, name: str) -> tuple[Path, Fault | None]:
    """Where a file of the folder really lies, and why it can't be taken in; None where it can."""
    path = folder / name
    try:
        home = folder.resolve()
        path = path if path.exists() else _twin(path)
        real = path.resolve()
        if not real.is_relative_to(home):
            return path, OUTSIDE
        if real.is_symlink():  # a link to itself; before Python 3.13 resolve() raises RuntimeError
            return path, TO_ITSELF
        if real.is_dir():
            return path, FOLDER
        if not real.is_file():
            return path, MISSING
        size = real.stat().st_size
        if size == 0 or size > LARGEST_FILE:
            return path, TOO_LARGE if size else EMPTY
        with real.open("rb"):
            return real, None
    except (OSError, ValueError, RuntimeError) as fault:
        return path, _unreadable(fault)


def read_inside(folder: Path, name: str) -> tuple[Fault | None, bytes]:
    """A file of the folder as (None, bytes), or (what is wrong, no bytes)."""
    path, wrong = find_inside(folder, name)
    if wrong:
        return wrong, b""
    try:
        return None, path.read_bytes()
    except OSError as fault:
        return _unreadable(fault), b""


def _unreadable(fault: Exception) -> Fault:
    reason = getattr(fault, "strerror", None) or fault
    return f"it can't be read ({reason})", "see that you may read it, and that the disk is there"


def _twin(path: Path) -> Path:
    """The file whose name differs in how its macrons are stored only; the path where none is."""
    wanted = unicodedata.normalize("NFC", path.name)
    if path.parent.is_dir():
        for found in path.parent.iterdir():
            if unicodedata.normalize("NFC", found.name) == wanted:
                return found
    return path
