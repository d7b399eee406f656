"""Is what the journal names by hash still there, and is it what was named?"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, select

from mcapproval.canonical import digest
from mcapproval.store.events import Event
from mcapproval.store.keep import file_pieces
from mcapproval.store.kept_tables import Content, FileRow, TextRow
from mcapproval.store.tables import table
from mcapproval.store.verdict import Fault


def kept_faults(connection: Connection, events: list[Event]) -> Iterator[Fault]:
    """Contents, texts and files: there, unless erased by a recorded act, and unchanged."""
    named, erased = _named(events)
    for kind, there in (
        ("content", dict(_contents(connection))),
        ("text", dict(_texts(connection, _bound(events, named["text"])))),
        ("file", dict(_files(connection))),
    ):
        for name, sound in there.items():
            if not sound:
                yield Fault(named[kind].get(name), f"{kind} {name[:16]} was changed")
        for name, row in named[kind].items():
            if name not in there and name not in erased[kind]:
                yield Fault(
                    row,
                    f"{kind} {name[:16]}, named in row {row}, is gone without a word",
                )


def _named(
    events: list[Event],
) -> tuple[dict[str, dict[str, int]], dict[str, set[str]]]:
    """By kind, the hashes that the journal names (with the first row) and those it erased."""
    named: dict[str, dict[str, int]] = {"content": {}, "text": {}, "file": {}}
    erased: dict[str, set[str]] = {"content": set(), "text": set(), "file": set()}
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
    for row in connection.execute(select(target)):
        yield row.hash, digest(bytes(row.body)) == row.hash


def _bound(events: list[Event], named: Mapping[str, int]) -> dict[str, str | None]:
    """By commitment, the person whom a text is about: an erasure must find it again."""
    acts = ("person-entered", "person-changed")
    about = {event.data["commitment"]: event.ref for event in events if event.act in acts}
    return dict.fromkeys(named) | about


def _texts(connection: Connection, bound: Mapping[str, str | None]) -> Iterator[tuple[str, bool]]:
    """The commitment binds the text; its columns must say what the text and the journal say."""
    for row in connection.execute(select(table(TextRow))):
        body = bytes(row.body)
        told = hmac.new(bytes(row.salt), body, hashlib.sha256).hexdigest()
        yield (
            row.commitment,
            told == row.commitment
            and row.handle == _handle(body)
            and row.about == bound.get(row.commitment, row.about),
        )


def _handle(body: bytes) -> str | None:
    """The short name by which somebody signs in, where the text is of such a person."""
    value = json.loads(body)
    return value.get("handle") if isinstance(value, dict) else None


def _files(connection: Connection) -> Iterator[tuple[str, bool]]:
    target = table(FileRow)
    for row in connection.execute(select(target)).all():
        hashed, size = hashlib.sha256(), 0
        for piece in file_pieces(connection, row.sha256):
            hashed.update(piece)
            size += len(piece)
        yield row.sha256, hashed.hexdigest() == row.sha256 and size == row.size
