"""Is what comes in from outside what its hash says? Asked of each piece before it is kept, and of
all of it before it can be opened.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError

from mcapproval.canonical import bound, digest
from mcapproval.errors import NotWhole
from mcapproval.store.events import NOT_OURS, Event, read_rows, row_hash
from mcapproval.store.folding.rebuilding import rebuild
from mcapproval.store.keep import PIECE_BYTES
from mcapproval.store.queries import LARGEST
from mcapproval.store.verifying.readable import first_line
from mcapproval.store.verifying.verdict import Head, Verdict
from mcapproval.store.verifying.verify import verify


def follows_on(
    last: tuple[int, str], rows: Iterable[tuple[bytes, str]]
) -> Iterator[dict[str, Any]]:
    """The rows of the journal after the `last` that is there, as its table has them.

    Rows from before are passed over. NotWhole at the first that was changed or does not follow.
    """
    number, hashed = last
    for payload, told in rows:
        if row_hash(payload) != told:
            raise _changed(
                f"the row after row {number} of the journal has not its hash: it was changed"
            )
        (event,) = read_rows([(number + 1, payload)])
        if not _could_be_ours(event):
            raise _changed(f"row {number + 1} of the journal was not written by mcapproval")
        if event.seq <= last[0]:
            if event.seq == last[0] and told != last[1]:
                raise _changed(f"row {event.seq} of the journal is another than is there already")
            continue
        if (event.seq, event.prev) != (number + 1, hashed):
            raise _changed(f"row {event.seq} of the journal does not follow row {number}")
        number, hashed = event.seq, told
        yield {
            "seq": event.seq,
            "ref": event.ref,
            "ref_seq": event.ref_seq,
            "prev": event.prev,
            "hash": told,
            "payload": payload,
        }


def _could_be_ours(event: Event) -> bool:
    """Whether the table of the journal has room for what the row says of itself."""
    return (
        isinstance(event.seq, int)
        and isinstance(event.ref, str)
        and event.ref.isprintable()
        and isinstance(event.ref_seq, int)
        and 0 < event.ref_seq <= LARGEST
    )


@contextmanager
def each_once(said: str) -> Iterator[None]:
    """NotWhole, in what is `said`, for what the tables take only once."""
    try:
        yield
    except IntegrityError as fault:
        raise _changed(said) from fault


def checked_contents(rows: Mapping[str, bytes]) -> None:
    for name, body in rows.items():
        if digest(body) != name:
            raise _changed(f"content {name[:16]} is not what its hash says: changed")


def checked_texts(rows: Sequence[Mapping[str, Any]]) -> None:
    for row in rows:
        if bound(bytes(row["salt"]), bytes(row["body"])) != row["commitment"]:
            raise _changed(f"text {row['commitment'][:16]} is not what its hash says: changed")


def made_whole(connection: Connection, wanted: tuple[int, str]) -> Verdict:
    """Make the tables and verify everything, as it ends with the row `wanted`. NotWhole where no
    tables can be made of it.
    """
    try:
        rebuild(connection)
    except (*NOT_OURS, IntegrityError, DataError, ProgrammingError) as fault:
        said = f"no tables can be made of what the journal says: {first_line(fault)}"
        raise _changed(said) from fault
    return verify(connection, Head(*wanted))


def _changed(said: str) -> NotWhole:
    return NotWhole(
        said, "nothing of it is kept: compare where it comes from with a backup of that"
    )


class FileSum:
    """A file cut into the pieces that records keep, hashed on the way."""

    def __init__(self, name: str) -> None:
        self._name, self._hashed, self._size = name, hashlib.sha256(), 0

    def cut(self, parts: Iterable[bytes]) -> Iterator[bytes]:
        held = bytearray()
        for part in parts:
            held += part
            whole = len(held) - len(held) % PIECE_BYTES
            for start in range(0, whole, PIECE_BYTES):
                yield self._counted(bytes(held[start : start + PIECE_BYTES]))
            del held[:whole]
        if held:
            yield self._counted(bytes(held))

    def _counted(self, piece: bytes) -> bytes:
        self._hashed.update(piece)
        self._size += len(piece)
        return piece

    def size(self) -> int:
        """Bytes of the whole file. NotWhole where it is not the one of that name."""
        if self._hashed.hexdigest() != self._name:
            raise _changed(f"file {self._name[:16]} is not what its hash says: changed")
        return self._size
