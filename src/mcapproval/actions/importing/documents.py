"""A folder of documents: each goes to the micro-credential whose number its name begins with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mcapproval.actions.drafts.inside import find_inside
from mcapproval.actions.importing.faults import Faults
from mcapproval.errors import Unreadable

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
    for path in _files(folder):
        _, wrong = find_inside(folder, path)
        if wrong:
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


def _files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not any(part.startswith((".", "~$")) for part in inside.parts):
            yield unicodedata.normalize("NFC", inside.as_posix())
