"""What was sealed on a case: the files that were sent in, as they were."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people.known import names
from mcapproval.actions.telling import by_whom, people_in
from mcapproval.canonical import digest
from mcapproval.documents.cleaning import clean
from mcapproval.documents.file_names import ill_named
from mcapproval.documents.pack import PackFile
from mcapproval.documents.pack_contents import contents, is_archive, members
from mcapproval.documents.pack_files import write
from mcapproval.documents.pack_manifest import inside
from mcapproval.errors import AskedWrongly, NotWhole, Unknown
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.store.keep import file_bytes, files_there, texts

ERASED = "(erased)"
HOW = {"made": "as made", "edited": "edited by hand", "added": "not of the pack"}
"""How a file that was sent in stands to the pack: `edited` has the name of one of its files."""


@dataclass(frozen=True, slots=True)
class SealedFile:
    """`name` and bytes are `ERASED` and None where they were removed; `how` is a key of `HOW`."""

    name: str
    sha256: str
    size: int
    how: str
    there: bool


@dataclass(frozen=True, slots=True)
class Seal:
    """What was sent in, and when that was kept. `number` counts the seals of a case from 1."""

    ref: str
    number: int
    row: int
    on: str
    by: str
    note: str
    files: tuple[SealedFile, ...]


def seals(desk: Desk, ref: str, number: int | None = None) -> tuple[Seal, ...]:
    """Everything that was sealed on a case, oldest first, or the one seal of a number."""
    with desk.reading() as connection:
        every = tuple(seals_of(connection, case_row(connection, ref).ref))
        return every if number is None else (_numbered(every, ref, number),)


def _numbered(every: Sequence[Seal], ref: str, number: int | None) -> Seal:
    """The seal of a number, else the newest; Unknown where there is none."""
    if not every:
        mend = f"seal what was sent in with: mcapproval pack seal {ref} DIR"
        raise Unknown(f"nothing is sealed on {ref}", mend)
    if number is not None and number > len(every):
        there = f"seals 1 to {len(every)} are there" if len(every) > 1 else "seal 1 is there"
        see = f"{there}; see: mcapproval pack sealed {ref}"
        raise Unknown(f"there is no seal {number} on {ref}", see)
    return every[-1 if number is None else number - 1]


def sealed_bytes(desk: Desk, ref: str, number: int | None = None) -> tuple[Seal, dict[str, bytes]]:
    """A seal, by default the newest, and its files that are there, by name; by number where the
    name was erased, or not every folder can hold it. NotWhole where one has other bytes than were
    sealed.
    """
    with desk.reading() as connection:
        case = case_row(connection, ref)
        wanted = _numbered(list(seals_of(connection, case.ref)), case.ref, number)
        found = {}
        ill = {ERASED, *(name for name, _ in ill_named(f.name for f in wanted.files))}
        for at, file in enumerate(wanted.files, 1):
            data = file_bytes(connection, file.sha256)
            if data is None:
                continue
            if digest(data) != file.sha256:
                raise NotWhole(
                    f"{file.name} is not what was sealed: it was changed in the records",
                    "see what else is wrong with: mcapproval audit verify",
                )
            found[f"file-{at:02}" if file.name in ill else file.name] = data
        return wanted, found


def give_back(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files into a folder that is new or empty, and nowhere else; all of them or none."""
    for name in files:
        if not inside(name):
            raise NotWhole(
                f"{clean(name)} leads out of the folder: no file was sealed under such a name",
                "see what else is wrong with: mcapproval audit verify",
            )
    write((PackFile(name, data) for name, data in files.items()), folder, new=True)


def against_seal(desk: Desk, ref: str, place: Path) -> tuple[str, ...]:
    """How the files of a place differ from those that were sealed last; nothing where they don't,
    and where nothing was sealed.
    """
    every = seals(desk, ref)
    if not every:
        return ()
    last = every[-1].files
    nameless = {file.sha256 for file in last if file.name == ERASED and file.there}
    here = _hashes(files_at(place))
    known = {file.name for file in last}
    if is_archive(place) and known.isdisjoint(here) and nameless.isdisjoint(here.values()):
        here = _hashes(contents(place))
    sealed = {file.name: file.sha256 for file in last if file.name != ERASED}
    if len(last) == 1 and _is_zip_elsewhere(last[0].name, here):
        try:
            with desk.reading() as connection:
                sealed = _hashes(members(file_bytes(connection, last[0].sha256) or b""))
        except AskedWrongly:
            return (f"{clean(last[0].name)} was sent in, and its files can't be compared",)
    return tuple(
        [
            f"{clean(name)} was not sent in"
            for name, sha256 in here.items()
            if name not in sealed and sha256 not in nameless
        ]
        + [f"{clean(name)} was sent in and is not here" for name in sealed if name not in here]
        + [
            "a file whose name was erased was sent in and is not here"
            for _ in nameless - {*here.values()}
        ]
        + [
            f"{clean(name)} is not what was sent in"
            for name, sha256 in sealed.items()
            if here.get(name, sha256) != sha256
        ]
    )


def _is_zip_elsewhere(name: str, here: Container[str]) -> bool:
    """Whether the only file that was sent in is a ZIP that is not here: then what lies here may be
    what it holds. Of a ZIP among others that can't be known, since they may share names.
    """
    return name not in here and "/" not in name and name.lower().endswith(".zip")


def _hashes(found: Mapping[str, bytes | None]) -> dict[str, str]:
    return {name: digest(data) for name, data in found.items() if data is not None}


def files_at(place: Path) -> dict[str, bytes | None]:
    """The files of a folder by NFC path, or the one file named; None for a link and what is none.

    OSError where it can't be read.
    """
    if place.is_dir():
        return contents(place)
    name = unicodedata.normalize("NFC", place.name)
    return {name: place.read_bytes() if S_ISREG(place.lstat().st_mode) else None}


def seals_of(connection: Connection, ref: str) -> Iterator[Seal]:
    rows = [event for event in queries.events(connection, ref) if event.act == "sealed"]
    told = texts(connection, {c for event in rows for c in event.data["keeps"].get("text", ())})
    who = names(connection, {ref for event in rows for ref in people_in(event)})
    for number, event in enumerate(rows, 1):
        yield Seal(
            ref,
            number,
            event.seq,
            event.effective_on,
            by_whom(event, who),
            str(told.get(event.data["note"], ERASED)) if event.data["note"] else "",
            tuple(_files(connection, event, told)),
        )


def _files(
    connection: Connection, event: Event, told: Mapping[str, object]
) -> Iterator[SealedFile]:
    called = told.get(event.data["names"])
    there = files_there(connection, {row["sha256"] for row in event.data["files"]})
    for at, row in enumerate(event.data["files"]):
        name = str(called[at]) if isinstance(called, list) else ERASED
        kept = row["sha256"] in there
        yield SealedFile(name, row["sha256"], row["size"], row["how"], kept)
