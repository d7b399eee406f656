"""Is what the journal names by hash still there, and is it what was named?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import partial

from sqlalchemy import Connection, func, select

from mcapproval.canonical import bound, digest
from mcapproval.store.asking import spoken, streamed
from mcapproval.store.clauses import as_it_stands, table
from mcapproval.store.events import Event
from mcapproval.store.keep import file_pieces
from mcapproval.store.rows.kept import Content, FilePiece, FileRow, TextRow
from mcapproval.store.verifying.readable import readable
from mcapproval.store.verifying.verdict import Fault

ABOUT = ("person-entered", "person-changed", "contact-given")
"""The acts that bind a text to a person."""

KINDS: Mapping[str, tuple[str, ...]] = {
    "content": ("content",),
    "text": ("personal_text",),
    "file": ("evidence_file", "evidence_piece"),
}
"""What the journal names by hash, and the tables that hold it."""


class Kept:
    """What the rows name by hash that were read so far: by kind, with the first row that names it;
    and what was erased since.
    """

    def __init__(self) -> None:
        self.named: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
        self.erased: dict[str, set[str]] = {kind: set() for kind in KINDS}
        self._about: dict[str, str] = {}

    def add(self, event: Event) -> None:
        """ValueError, TypeError or KeyError where it names things as no row of ours does."""
        data, keeps = event.data, event.data.get("keeps", {})
        if keeps != {}:
            _hashes(keeps)
        if event.act == "erased":
            gone = {kind: data["erased"][kind] for kind in KINDS}
            _hashes(gone)
            for kind, names in gone.items():
                self.erased[kind].update(names)
        if event.act in ABOUT:
            _hashes({"text": [data["commitment"]]})
            self._about[data["commitment"]] = event.ref
        for kind, names in keeps.items():
            for name in names:
                self.named[kind].setdefault(name, event.seq)
                self.erased[kind].discard(name)

    def about(self) -> dict[str, str | None]:
        """By commitment, the person whom a text is about: an erasure must find it again."""
        return dict.fromkeys(self.named["text"]) | self._about


def kept_faults(connection: Connection, kept: Kept, broken: Container[str] = ()) -> Iterator[Fault]:
    """Contents, texts and files: there, unless erased by a recorded act, and unchanged.

    What lies in a broken table is not looked at.
    """
    look = {
        "content": partial(_contents, connection),
        "text": partial(_texts, connection, kept.about()),
        "file": partial(_files, connection),
    }
    for kind, tables in KINDS.items():
        if not any(name in broken for name in tables):
            faults = partial(_kind_faults, kind, look[kind], kept.named[kind], kept.erased[kind])
            yield from readable(connection, f"the table {tables[0]}", faults)


def first_changed(connection: Connection) -> tuple[str, str] | None:
    """The first content or personal text that is not what it was written as: its kind, and its hash
    or commitment. None where all are."""
    looks = {"content": _contents(connection), "text": _texts(connection, {})}
    wrong = ((kind, name) for kind, look in looks.items() for name, sound in look if not sound)
    return next(wrong, None)


def _kind_faults(
    kind: str,
    look: Callable[[], Iterable[tuple[str, bool]]],
    named: Mapping[str, int],
    erased: Container[str],
) -> Iterator[Fault]:
    there = dict(look())
    for name, sound in there.items():
        if not sound:
            yield Fault(named.get(name), f"{kind} {name[:16]} was changed")
    for name, row in named.items():
        if name not in there and name not in erased:
            yield Fault(row, f"{kind} {name[:16]}, named in row {row}, is gone without a word")


def _hashes(names: object) -> None:
    if not isinstance(names, dict) or not names.keys() <= KINDS.keys():
        raise ValueError("it keeps what nothing keeps")
    for each in names.values():
        if not isinstance(each, list) or not all(isinstance(name, str) for name in each):
            raise ValueError("it names by something that is no hash")


def _contents(connection: Connection) -> Iterator[tuple[str, bool]]:
    target = table(Content)
    question = spoken(connection.dialect, select(target.c.hash, as_it_stands(target.c.body)))
    for name, body in streamed(connection, question, {}):
        yield name, digest(body if isinstance(body, bytes) else b"") == name


def _texts(connection: Connection, known: Mapping[str, str | None]) -> Iterator[tuple[str, bool]]:
    """The commitment binds the text; its columns must say what the text and the journal say."""
    target = table(TextRow).c
    asked = map(as_it_stands, (target.salt, target.body))
    question = spoken(
        connection.dialect, select(target.commitment, *asked, target.about, target.handle)
    )
    for name, *stored, about, handle in streamed(connection, question, {}):
        salt, body = (each if isinstance(each, bytes) else b"" for each in stored)
        yield (
            name,
            bound(salt, body) == name
            and (handle,) == _handle(body)
            and about == known.get(name, about),
        )


def _handle(body: bytes) -> tuple[str | None, ...]:
    """The short name by which somebody signs in, where the text is of such a person.

    Nothing for bytes that are no text of ours.
    """
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return ()
    return (value.get("handle") if isinstance(value, dict) else None,)


def _files(connection: Connection) -> Iterator[tuple[str, bool]]:
    target, numbered = table(FileRow), _numbered(connection)
    for row in connection.execute(select(target)).all():
        hashed, size = hashlib.sha256(), 0
        for piece in file_pieces(connection, row.sha256):
            hashed.update(piece)
            size += len(piece)
        sound = hashed.hexdigest() == row.sha256 and size == row.size
        yield row.sha256, sound and numbered.get(row.sha256, True)


def _numbered(connection: Connection) -> dict[str, bool]:
    """By file, whether the numbers of its pieces go up from 0 by one."""
    piece = table(FilePiece).c
    number = piece.number
    asked = select(piece.sha256, func.count(), func.min(number), func.max(number))
    rows = connection.execute(asked.group_by(piece.sha256)).all()
    return {sha256: (first, last + 1) == (0, count) for sha256, count, first, last in rows}
