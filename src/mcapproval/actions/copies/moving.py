"""Whole records moved to another place, every hash checked: from one engine to the other, too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from mcapproval.actions.desk import Desk
from mcapproval.actions.people.roles import require
from mcapproval.batches import batched
from mcapproval.errors import AskedWrongly
from mcapproval.store import keep, queries
from mcapproval.store.copying import everything
from mcapproval.store.copying.everything import Held
from mcapproval.store.copying.filling import Filling, Head, begin, is_another
from mcapproval.store.engine import is_url
from mcapproval.store.modes import OWN, mode_of

ROWS, CONTENTS = 1000, 200
"""Rows of the journal, and contents or texts, of one transaction."""

ROUNDS = 5
"""How often what others wrote meanwhile is brought over before it is told that they still do."""

Tell = Callable[[str, int, int], None]
"""What is being copied, and how many of how many are."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What is in both places: the last row of the journal, and how much of each kind there is.

    `later` rows were written in the old place after it was copied; they are not in the new one.
    """

    head: Head
    held: Held
    later: int


def move_records(desk: Desk, target: str, tell: Tell) -> Moved:
    """Copy all that records hold to an empty place, or go on where an earlier run stopped.

    For an administrator, since everybody's names are in it. What was erased since an earlier run is
    dropped; findings that were kept are not copied, since the next check finds them again. Refused
    where the place holds anything that these records don't go on from; NotWhole for what is
    damaged.
    """
    for _ in range(ROUNDS):
        filling, last, held = _round(desk, target, tell)
        if _head(desk) == last:
            break
    tell("rows verified", 0, held.rows)
    filling.finish(last)
    return Moved(last, held, _head(desk)[0] - last[0])


def _round(desk: Desk, target: str, tell: Tell) -> tuple[Filling, Head, Held]:
    """Copy what is there at one instant and not yet in the new place."""
    with desk.reading() as connection:
        require(connection, desk, "administrator")
        _elsewhere(connection, desk.records.where, target)
        last, held = queries.head(connection), everything.held(connection)
        source = desk.records.where
        filling = begin(target, lambda number: _hash(connection, number), mode_of(source) | OWN)
        _copy(connection, filling, held, tell)
    return filling, last, held


def _head(desk: Desk) -> Head:
    with desk.reading() as connection:
        return queries.head(connection)


def _hash(connection: Connection, number: int) -> str | None:
    return next(iter(everything.journal_hashes(connection, number, number)), None)


def _elsewhere(connection: Connection, source: str, target: str) -> None:
    """AskedWrongly where both are the same place: records that are being filled can't be read."""
    if is_url(source) and is_url(target):
        same = not is_another(connection, target)
    elif is_url(source) or is_url(target):
        same = False
    else:
        same = Path(source).resolve() == Path(target).resolve() or (
            Path(target).exists() and Path(source).samefile(target)
        )
    if same:
        raise AskedWrongly(
            "both are the same records: there is nothing to move", "name another place to move to"
        )


def _copy(connection: Connection, filling: Filling, held: Held, tell: Tell) -> None:
    first = filling.head()[0] + 1
    for piece in batched(everything.journal_rows(connection, first, held.rows), ROWS):
        filling.put_journal([(bytes(payload), hashed) for _, hashed, payload in piece])
        tell("rows", piece[-1][0], held.rows)
    _contents(connection, filling, held.contents, tell)
    _texts(connection, filling, held.texts, tell)
    _files(connection, filling, held.files, tell)


def _contents(connection: Connection, filling: Filling, of: int, tell: Tell) -> None:
    bodies = select(keep.CONTENT.c.hash, keep.CONTENT.c.body)
    for done, names in _named(everything.content_names(connection)):
        for piece in batched(filling.lacking("content", names), CONTENTS):
            rows = connection.execute(bodies.where(keep.CONTENT.c.hash.in_(piece)))
            filling.put_contents({row.hash: bytes(row.body) for row in rows})
        tell("contents", done, of)
    if filling.count("content") != of:
        filling.drop_others("content", set(everything.content_names(connection)))


def _texts(connection: Connection, filling: Filling, of: int, tell: Tell) -> None:
    """What was erased goes first: a short name in it may be somebody else's by now."""
    done = 0
    if filling.count("text"):
        names = {row.commitment for row in everything.text_rows(connection)}
        filling.drop_others("text", names)
    for piece in batched(everything.text_rows(connection), CONTENTS):
        lacking = set(filling.lacking("text", [row.commitment for row in piece]))
        if lacking:
            filling.put_texts([row._asdict() for row in piece if row.commitment in lacking])
        tell("texts", done := done + len(piece), of)


def _files(connection: Connection, filling: Filling, of: int, tell: Tell) -> None:
    names = [row.sha256 for row in everything.file_rows(connection)]
    there = set(names) - set(filling.lacking("file", names))
    for done, name in enumerate(names, 1):
        if name not in there:
            filling.put_file(name, keep.file_pieces(connection, name))
        tell("files", done, of)
    if filling.count("file") != of:
        filling.drop_others("file", set(names))


def _named(names: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """The names in pieces, each with how many they are with those before."""
    done = 0
    for piece in batched(names, ROWS):
        done += len(piece)
        yield done, piece
