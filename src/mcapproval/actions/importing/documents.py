"""A folder of documents: each goes to the micro-credential whose number its name begins with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mcapproval.actions.drafts.inside import OUTSIDE, Fault, find_inside
from mcapproval.actions.importing.faults import Faults
from mcapproval.errors import Unreadable

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
    """Every file below the folder; a fault for each that can't be taken in."""
    if not folder.is_dir():
        raise Unreadable(
            f"{folder} is no folder", "give the folder with the documents", source=str(folder)
        )
    found = []
    for path in _inside(folder):
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
    paths: dict[str, tuple[str, ...]] = {}
    for document in found:
        of = next((number for number in document.numbers if number in known), "")
        paths[of] = (*paths.get(of, ()), document.path)
    return paths


def _why_not(folder: Path, path: str) -> Fault | None:
    file = folder / path
    if file.is_symlink() and (not file.exists() or file.is_dir()):
        return "it is a link that leads to no file", COPY
    if file.exists() and not file.is_file():
        return "it is no ordinary file but a pipe or a device", "take it out of the folder"
    wrong = find_inside(folder, path)[1]
    return ("it is a link that leads out of the folder", COPY) if wrong == OUTSIDE else wrong


def _inside(folder: Path) -> Iterator[str]:
    """All but the folders, which are looked into where they are no links, and what is hidden."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith((".", "~$")) for part in inside.parts)
        if not hidden and (path.is_symlink() or not path.is_dir()):
            yield unicodedata.normalize("NFC", inside.as_posix())
