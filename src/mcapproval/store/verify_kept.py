"""Is what the journal names by hash still there, and is it what was named?"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import partial

from sqlalchemy import Connection, select

from mcapproval.canonical import digest
from mcapproval.store.asking import spoken, streamed
from mcapproval.store.base import as_it_stands
from mcapproval.store.events import Event
from mcapproval.store.keep import file_pieces
from mcapproval.store.kept_tables import Content, FileRow, TextRow
from mcapproval.store.readable import readable
from mcapproval.store.tables import table
from mcapproval.store.verdict import Fault

ABOUT = ("person-entered", "person-changed", "contact-given")
"""The acts that bind a text to a person."""

KINDS: Mapping[str, tuple[str, ...]] = {
    "content": ("content",),
    "text": ("personal_text",),
    "file": ("evidence_file", "evidence_piece"),
}
"""What the journal names by hash, and the tables that hold it."""


def kept_faults(
    connection: Connection, events: list[Event], broken: Container[str] = ()
) -> Iterator[Fault]:
    """Contents, texts and files: there, unless erased by a recorded act, and unchanged.

    What lies in a broken table is not looked at.
    """
    named, erased = _named(events)
    look = {
        "content": partial(_contents, connection),
        "text": partial(_texts, connection, _bound(events, named["text"])),
        "file": partial(_files, connection),
    }
    for kind, tables in KINDS.items():
        if not any(name in broken for name in tables):
            faults = partial(_kind_faults, kind, look[kind], named[kind], erased[kind])
            yield from readable(connection, f"the table {tables[0]}", faults)


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


def checked(event: Event) -> None:
    """ValueError, TypeError or KeyError where a row names things as no row of ours does."""
    _hashes(event.data.get("keeps", {}))
    if event.act == "erased":
        _hashes({kind: event.data["erased"][kind] for kind in KINDS})
    if event.act in ABOUT:
        _hashes({"text": [event.data["commitment"]]})


def _hashes(names: object) -> None:
    if not isinstance(names, dict) or not names.keys() <= KINDS.keys():
        raise ValueError("it keeps what nothing keeps")
    for each in names.values():
        if not isinstance(each, list) or not all(isinstance(name, str) for name in each):
            raise ValueError("it names by something that is no hash")


def _named(
    events: list[Event],
) -> tuple[dict[str, dict[str, int]], dict[str, set[str]]]:
    """By kind, the hashes that the journal names (with the first row) and those it erased."""
    named: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
    erased: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for event in events:
        if event.act == "erased":
            for kind in erased:
                erased[kind].update(event.data["erased"][kind])
        for kind, names in event.data.get("keeps", {}).items():
            for name in names:
                named[kind].setdefault(name, event.seq)
                erased[kind].discard(name)
    return named, erased


def _contents(connection: Connection) -> Iterator[tuple[str, bool]]:
    target = table(Content)
    question = spoken(connection.dialect, select(target.c.hash, as_it_stands(target.c.body)))
    for name, body in streamed(connection, question, {}):
        yield name, digest(body if isinstance(body, bytes) else b"") == name


def _bound(events: list[Event], named: Mapping[str, int]) -> dict[str, str | None]:
    """By commitment, the person whom a text is about: an erasure must find it again."""
    about = {event.data["commitment"]: event.ref for event in events if event.act in ABOUT}
    return dict.fromkeys(named) | about


def _texts(connection: Connection, bound: Mapping[str, str | None]) -> Iterator[tuple[str, bool]]:
    """The commitment binds the text; its columns must say what the text and the journal say."""
    for row in connection.execute(select(table(TextRow))):
        body = bytes(row.body)
        told = hmac.new(bytes(row.salt), body, hashlib.sha256).hexdigest()
        yield (
            row.commitment,
            told == row.commitment
            and (row.handle,) == _handle(body)
            and row.about == bound.get(row.commitment, row.about),
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
    target = table(FileRow)
    for row in connection.execute(select(target)).all():
        hashed, size = hashlib.sha256(), 0
        for piece in file_pieces(connection, row.sha256):
            hashed.update(piece)
            size += len(piece)
        yield row.sha256, hashed.hexdigest() == row.sha256 and size == row.size
