"""A folder of documents: each goes to the micro-credential whose number its name begins with."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from mcapproval.actions.drafts.inside import OUTSIDE, Fault, find_inside
from mcapproval.actions.importing.faults import Faults
from mcapproval.errors import Unreadable

MOST, DEEPEST = 20_000, 8
"""Files and folders that are looked at, and how deep they may lie: five hundred micro-credentials
with forty papers each, by school, year and kind. Beyond it the folder is another one than is meant,
such as a whole disk.
"""

MEANT = "give the folder that has the documents and nothing else"
COPY = "put a copy of what is meant into the folder, or take the link out"
_NUMBER = re.compile(r"(MC-[0-9]{4,}|[0-9]{1,8})(?![0-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the folder: its path in it, with /, and what may be the number that names it: of
    its own name first, then of the folders it lies in.
    """

    path: str
    numbers: tuple[str, ...]


def documents(folder: Path, faults: Faults) -> list[Document]:
    """Every file below the folder; a fault for each that can't be taken in. Unreadable for a folder
    that has more than is taken, before any of it is.
    """
    if not folder.is_dir():
        raise Unreadable(
            f"{folder} is no folder", "give the folder with the documents", source=str(folder)
        )
    found = []
    for path in _inside(folder, faults):
        if wrong := _why_not(folder, path):
            said, mend = wrong
            faults.of_file(str(folder / path), said, mend)
            continue
        begins = (_NUMBER.match(part) for part in reversed(path.split("/")))
        found.append(Document(path, tuple(each[1].upper() for each in begins if each)))
    return found


def by_number(found: Iterable[Document], known: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The paths of the documents of each number or reference that is known; under "" those of none.

    A year that a name begins with is not taken for a number while its folder has one.
    """
    paths: dict[str, list[str]] = {}
    for document in found:
        of = next((number for number in document.numbers if number in known), "")
        paths.setdefault(of, []).append(document.path)
    return {of: tuple(named) for of, named in paths.items()}


def _why_not(folder: Path, path: str) -> Fault | None:
    file = folder / path
    if file.is_symlink() and (not file.exists() or file.is_dir()):
        return "it is a link that leads to no file", COPY
    if file.exists() and not file.is_file():
        return "it is no ordinary file but a pipe or a device", "take it out of the folder"
    wrong = find_inside(folder, path)[1]
    return ("it is a link that leads out of the folder", COPY) if wrong == OUTSIDE else wrong


def _inside(folder: Path, faults: Faults) -> list[str]:
    """All but the folders, which are looked into where they are no links, and what is hidden; in
    the order of their names.
    """
    found: list[str] = []
    looked = 0
    todo = [folder]
    while todo:
        within = todo.pop()
        if len(within.relative_to(folder).parts) > DEEPEST:
            raise _too_large(folder, f"has folders more than {DEEPEST} deep in one another")
        try:
            with os.scandir(within) as entries:
                for entry in entries:
                    looked += 1
                    if looked > MOST:
                        raise _too_large(folder, f"has more than {MOST:,} files and folders in it")
                    if entry.name.startswith((".", "~$")):
                        continue
                    path = within / entry.name
                    if entry.is_dir(follow_symlinks=False):
                        todo.append(path)
                    else:
                        found.append(path.relative_to(folder).as_posix())
        except OSError as fault:
            said = f"this folder can't be looked into ({fault.strerror})"
            faults.of_file(str(within), said, "see that you may read it, or take it out")
    return [unicodedata.normalize("NFC", path) for path in sorted(found, key=_parts)]


def _parts(path: str) -> list[str]:
    return path.split("/")


def _too_large(folder: Path, what: str) -> Unreadable:
    said = f"this folder {what}: more than the documents of a provider; none was read"
    return Unreadable(said, MEANT, source=str(folder))
