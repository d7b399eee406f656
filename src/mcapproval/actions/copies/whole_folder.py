"""The folder in which everything of some records stands: its names, its sums and its manifest.

Every name is one of the forms in `FORMS`; another is not ours and is never followed, and nothing
in the folder is a link. `SHA256SUMS` names each file in the order of a walk, so that a folder of
any size is held against it without either in memory. The manifest holds the sum of that list and
is written last: a folder without one is not finished.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from mcapproval.errors import NotWhole, Refused, Unreadable
from mcapproval.store.copying.everything import Held

FORMAT = "export/1"
ADDED = "was added"
MANIFEST, SUMS, README, TEXTS = "manifest.json", "SHA256SUMS", "README.txt", "texts.jsonl"
UNDER_WAY = ".unfinished"
"""The file that says that an export is under way here, of which records, and how far it is."""

PART = ".part"
"""Ends the name of a file that is being written; it is moved into its place when it is whole."""

ROWS = 10_000
"""Rows of the journal in a file."""

LARGEST = 64 * 1024
"""Bytes of a manifest; the name of records can be long, but not so long."""

LARGEST_LINE = 32 * 1024 * 1024
"""Bytes of a row or a text with its line end; what it says was read from a file far smaller."""

FORMS = tuple(
    re.compile(form)
    for form in (
        r"README\.txt",
        r"cases/[A-Z]{2,9}-[0-9-]{1,20}/(case|draft)\.yaml",
        r"contents/([0-9a-f]{2})/\1[0-9a-f]{62}\.json",
        r"deliveries\.yaml",
        r"files/([0-9a-f]{2})/\1[0-9a-f]{62}",
        r"journal/[0-9]{10}\.jsonl",
        r"meetings\.yaml",
        r"organisations\.yaml",
        r"people\.yaml",
        r"policies/[0-9]{10}\.yaml",
        r"texts\.jsonl",
    )
)
"""What the files of an export may be called, in the order in which they are written."""

OF_SYSTEMS = (".ds_store", "thumbs.db", "desktop.ini", ".directory")
"""What a desktop lays into a folder that somebody looks at, in small letters; macOS also has a `._`
before the names of files on a disk of others."""

DEPTH = 2
"""Folders within folders."""


def is_form(name: str) -> bool:
    return any(form.fullmatch(name) for form in FORMS)


def journal_name(first: int) -> str:
    """The file of the rows from one on."""
    return f"journal/{first:010}.jsonl"


def content_name(name: str) -> str:
    return f"contents/{name[:2]}/{name}.json"


def file_name(name: str) -> str:
    return f"files/{name[:2]}/{name}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """`first` is the hash of row 1, by which records are known again; `sums` that of the list."""

    records: str
    simulated: bool
    first: str
    number: int
    head: str
    held: Held
    sums: str

    def as_bytes(self) -> bytes:
        told = {
            "format": FORMAT,
            "records": self.records,
            "simulated": self.simulated,
            "first": self.first,
            "head": {"number": self.number, "hash": self.head},
            "counts": asdict(self.held),
            "sums": self.sums,
        }
        return f"{json.dumps(told, ensure_ascii=False, indent=2)}\n".encode()


def manifest_in(folder: Path) -> Manifest:
    """The manifest of a finished export. Refused where an export is under way, Unreadable where
    there is no manifest, NotWhole where it is not as it was written.
    """
    if os.path.lexists(folder / UNDER_WAY):
        raise Refused(
            f"the export in {folder} is not finished",
            hint="give the export again that began it, into the same folder",
        )
    plain_file(folder, MANIFEST)
    with (folder / MANIFEST).open("rb") as file:
        data = file.read(LARGEST + 1)
    try:
        found = _manifest(json.loads(data))
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise Unreadable(
            f"{folder / MANIFEST} is no manifest of an export",
            "give the folder that an export wrote, as it was",
        ) from fault
    if found.as_bytes() != data:
        raise not_as_written(MANIFEST, "was changed")
    return found


def _manifest(raw: Any) -> Manifest:
    if raw["format"] != FORMAT:
        raise ValueError(f"format {raw['format']}")
    counts = {each.name: int(raw["counts"][each.name]) for each in fields(Held)}
    head = raw["head"]
    return Manifest(
        str(raw["records"]),
        bool(raw["simulated"]),
        str(raw["first"]),
        int(head["number"]),
        str(head["hash"]),
        Held(**counts),
        str(raw["sums"]),
    )


def plain_file(folder: Path, name: str) -> None:
    """Unreadable where an export lacks a file, or has a link or anything else in its place."""
    place = folder / name
    if place.is_symlink() or not place.is_file():
        what = "is no ordinary file" if os.path.lexists(place) else "is not there"
        raise Unreadable(
            f"{folder} is no export: its {name} {what}",
            "give the folder that an export wrote, as it was",
        )


def not_as_written(name: str, what: str) -> NotWhole:
    return NotWhole(
        f"{shown(name)} {what} after the export was written: nothing is taken in",
        "take that file out of the folder, then import it again"
        if what == ADDED
        else "export the records again, or take the folder from where you keep it as it was",
    )


def of_a_system(name: str) -> bool:
    """Whether a file is no part of a folder to anybody but a desktop: it is passed over."""
    return name.casefold() in OF_SYSTEMS or name.startswith("._")


def shown(name: str) -> str:
    """A name as it can be printed, whatever its bytes are."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def walk(folder: Path, within: str = "", depth: int = 0) -> Iterator[tuple[str, bool]]:
    """Everything in a folder that is no folder, in order, and whether it is an ordinary file.

    Links are not followed; what lies deeper than anything of ours is not looked into, and a
    desktop's own files are passed over.
    """
    with os.scandir(folder / within) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        name = f"{within}/{entry.name}" if within else entry.name
        if entry.is_dir(follow_symlinks=False) and depth < DEPTH:
            yield from walk(folder, name, depth + 1)
        elif not (entry.is_file(follow_symlinks=False) and of_a_system(entry.name)):
            yield name, entry.is_file(follow_symlinks=False)


def order(name: str) -> list[str]:
    """What a walk sorts by."""
    return name.split("/")


def summed(folder: Path) -> Iterator[tuple[str, str]]:
    """Each name of the list of sums with its sum. NotWhole at a line that is not one of ours."""
    last: list[str] = []
    with (folder / SUMS).open(encoding="utf-8", errors="replace", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            found = re.fullmatch(r"([0-9a-f]{64})  ([^\n]{1,200})\n", line)
            if not found or not is_form(found[2]) or order(found[2]) <= last:
                raise not_as_written(SUMS, f"was changed (line {number})")
            last = order(found[2])
            yield found[2], found[1]


def sum_of(place: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    with place.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()
