"""Contents, personal texts and evidence, kept by hash beside the journal that holds the hashes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, bindparam, delete, insert, select

from mcapproval.canonical import canonical, commitment, digest
from mcapproval.store.asking import Spoken, asked, done, spoken
from mcapproval.store.clauses import table
from mcapproval.store.finding.search_index import forget
from mcapproval.store.queries import among
from mcapproval.store.rows.kept import Content, FilePiece, FileRow, TextRow

PIECE_BYTES = 256 * 1024

CONTENT, TEXT, FILE, FILE_PIECE = (
    table(Content),
    table(TextRow),
    table(FileRow),
    table(FilePiece),
)


@lru_cache(maxsize=16)
def _content_body(dialect: Dialect) -> Spoken:
    return spoken(dialect, select(CONTENT.c.body).where(CONTENT.c.hash == bindparam("name")))


@lru_cache(maxsize=16)
def _text_kept(dialect: Dialect) -> Spoken:
    return spoken(dialect, insert(TEXT), TEXT.c.keys())


@dataclass(frozen=True, slots=True)
class Text:
    """A personal text to be kept apart: `about` is the person it is about, where that is known."""

    value: Any
    salt: bytes
    about: str | None = None
    handle: str | None = None

    @property
    def commitment(self) -> str:
        return commitment(self.salt, self.value)


def keep_content(connection: Connection, value: object) -> str:
    """Keep a content once; gives its hash."""
    body = canonical(value)
    name = digest(body)
    if not connection.execute(select(CONTENT.c.hash).where(CONTENT.c.hash == name)).first():
        connection.execute(insert(CONTENT), {"hash": name, "body": body})
    return name


def content_bytes(connection: Connection, name: str) -> bytes | None:
    """The bytes as stored; None where they were erased."""
    found = asked(connection, _content_body(connection.dialect), {"name": name})
    return bytes(found[0][0]) if found else None


def contents_there(connection: Connection) -> set[str]:
    """The hashes of all contents that were not erased."""
    return set(connection.execute(select(CONTENT.c.hash)).scalars())


def content(connection: Connection, name: str) -> Any:
    body = content_bytes(connection, name)
    return None if body is None else json.loads(body)


def keep_text(connection: Connection, text: Text) -> str:
    """Keep a personal text; gives the commitment that the journal may hold."""
    name = text.commitment
    done(
        connection,
        _text_kept(connection.dialect),
        {
            "commitment": name,
            "salt": text.salt,
            "body": canonical(text.value),
            "about": text.about,
            "handle": text.handle,
        },
    )
    return name


def texts(connection: Connection, names: set[str]) -> Mapping[str, Any]:
    """The texts still there, by commitment; an erased one is missing."""
    rows = among(connection, TextRow, "commitment", names)
    return {row.commitment: json.loads(row.body) for row in rows}


def keep_file(connection: Connection, data: bytes) -> str:
    """Keep a file once, in pieces; gives its SHA-256."""
    name = digest(data)
    if connection.execute(select(FILE.c.sha256).where(FILE.c.sha256 == name)).first():
        return name
    connection.execute(insert(FILE), {"sha256": name, "size": len(data)})
    for number, start in enumerate(range(0, len(data), PIECE_BYTES)):
        connection.execute(
            insert(FILE_PIECE),
            {"sha256": name, "number": number, "body": data[start : start + PIECE_BYTES]},
        )
    return name


def file_pieces(connection: Connection, name: str) -> Iterator[bytes]:
    """The bytes of a file, one piece in memory at a time on either engine."""
    question, last = _piece_after(connection.dialect), -1
    while found := asked(connection, question, {"name": name, "last": last}):
        last, body = found[0]
        yield bytes(body)


@lru_cache(maxsize=16)
def _piece_after(dialect: Dialect) -> Spoken:
    wanted = select(FILE_PIECE.c.number, FILE_PIECE.c.body).where(
        FILE_PIECE.c.sha256 == bindparam("name"), FILE_PIECE.c.number > bindparam("last")
    )
    return spoken(dialect, wanted.order_by(FILE_PIECE.c.number).limit(1))


def file_bytes(connection: Connection, name: str) -> bytes | None:
    """The whole file; None where it was erased."""
    if not connection.execute(select(FILE.c.sha256).where(FILE.c.sha256 == name)).first():
        return None
    return b"".join(file_pieces(connection, name))


def files_there(connection: Connection, names: set[str]) -> set[str]:
    """Which of these files are there."""
    rows = connection.execute(select(FILE.c.sha256).where(FILE.c.sha256.in_(sorted(names))))
    return set(rows.scalars())


def forget_texts(connection: Connection, names: set[str]) -> None:
    forget(connection, names)
    connection.execute(delete(TEXT).where(TEXT.c.commitment.in_(sorted(names))))


def forget_files(connection: Connection, names: set[str]) -> None:
    connection.execute(delete(FILE_PIECE).where(FILE_PIECE.c.sha256.in_(sorted(names))))
    connection.execute(delete(FILE).where(FILE.c.sha256.in_(sorted(names))))


def forget_contents(connection: Connection, names: set[str]) -> None:
    forget(connection, names)
    connection.execute(delete(CONTENT).where(CONTENT.c.hash.in_(sorted(names))))
