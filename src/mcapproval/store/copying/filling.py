"""Fresh records, filled from outside in pieces: what was moved from another place, or read back.

Every piece is a short transaction of its own and harmless to repeat, so that a long copy can be
stopped at any instant and goes on where it stopped. Until `finish` has made the tables from the
journal and verified everything, the records can't be opened: their version says so.

The findings that were kept are not copied: no hash in the journal binds them, and the next check
finds them again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import randbits
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select, text

from mcapproval.errors import NotWhole, Refused
from mcapproval.store import engine as engines
from mcapproval.store import keep, queries
from mcapproval.store.addresses import shown
from mcapproval.store.beside import ENDINGS
from mcapproval.store.clauses import pieces, table
from mcapproval.store.copying import checks
from mcapproval.store.copying.beside_others import ended, others_told, told_as_filled
from mcapproval.store.copying.whole_tables import drop_tables
from mcapproval.store.events import GENESIS
from mcapproval.store.modes import OWN, made_for
from mcapproval.store.records import only_ours
from mcapproval.store.rows.folded import Journal
from mcapproval.store.schema import FILLING, HEAD, revision, stamp, upgrade
from mcapproval.store.unusable import closed_told
from mcapproval.store.verifying.verdict import Verdict

BEING_FILLED = FILLING + HEAD

Head = tuple[int, str]
"""The number and the hash of a row of the journal; (0, GENESIS) before the first."""

HashOf = Callable[[int], str | None]
"""The hash of a row of the source's journal, by its number; None where it has no such row."""

KEYS = {"content": keep.CONTENT.c.hash, "text": keep.TEXT.c.commitment, "file": keep.FILE.c.sha256}
"""By kind of what is kept, the column of its names."""

FORGET = {
    "content": keep.forget_contents,
    "text": keep.forget_texts,
    "file": keep.forget_files,
}


class Filling:
    """Records that are being filled. Its methods raise as reading and writing records do."""

    def __init__(self, where: str, engine: Engine, fresh: bool) -> None:
        self.where = where
        self._engine, self._fresh = engine, fresh

    def head(self) -> Head:
        """The last row that is there."""
        with self._reading() as connection:
            return _head(connection)

    def count(self, kind: str) -> int:
        """How many contents, texts or files are there."""
        with self._reading() as connection:
            return int(connection.execute(select(func.count(KEYS[kind]))).scalar() or 0)

    def lacking(self, kind: str, names: Iterable[str]) -> list[str]:
        """Which of these contents, texts or files are not there yet, in order."""
        with self._reading() as connection:
            return [name for piece in pieces(names) for name in _lacking(connection, kind, piece)]

    def put_journal(self, rows: Sequence[tuple[bytes, str]]) -> None:
        """Rows in order, each its payload and hash. NotWhole at one that does not follow."""
        journal = table(Journal)
        twice = checks.each_once("two rows of the journal have one number in the same case")
        with self._writing() as connection, twice:
            last = _head(connection)
            fresh = list(checks.follows_on(last, rows))
            if fresh:
                connection.execute(insert(journal), fresh)

    def put_contents(self, rows: Mapping[str, bytes]) -> None:
        """Contents by hash. NotWhole for one that has another hash."""
        checks.checked_contents(rows)
        with self._writing() as connection:
            fresh = _lacking(connection, "content", sorted(rows))
            if fresh:
                made = [{"hash": name, "body": rows[name]} for name in fresh]
                connection.execute(insert(keep.CONTENT), made)

    def put_texts(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Texts with all their columns. NotWhole for one that its commitment does not bind, or that
        has the short name of another.
        """
        checks.checked_texts(rows)
        named = {row["commitment"]: dict(row) for row in rows}
        with self._writing() as connection, checks.each_once("two texts have one short name"):
            fresh = _lacking(connection, "text", sorted(named))
            if fresh:
                connection.execute(insert(keep.TEXT), [named[name] for name in fresh])

    def put_file(self, name: str, parts: Iterable[bytes]) -> None:
        """One file in parts of any size. NotWhole where it has another hash: nothing is kept."""
        with self._writing() as connection:
            if not _lacking(connection, "file", [name]):
                return
            found = checks.FileSum(name)
            for number, body in enumerate(found.cut(parts)):
                row = {"sha256": name, "number": number, "body": body}
                connection.execute(insert(keep.FILE_PIECE), row)
            connection.execute(insert(keep.FILE), {"sha256": name, "size": found.size()})

    def drop_others(self, kind: str, wanted: set[str]) -> int:
        """Drop what the source erased since an earlier piece; gives how many there were."""
        with self._writing() as connection:
            gone = set(connection.execute(select(KEYS[kind])).scalars()) - wanted
            for piece in pieces(gone):
                FORGET[kind](connection, set(piece))
            return len(gone)

    def finish(self, wanted: Head) -> Verdict:
        """Make the tables, verify everything, and let the records be opened: all or nothing.

        NotWhole where they are not those that end with the row `wanted`, and whole.
        """
        with self._writing() as connection:
            if _head(connection) != wanted:
                raise NotWhole(
                    f"{shown(self.where)} ends with another row than the records it is filled from",
                    "give the same command again: it goes on where it stopped",
                )
            verdict = checks.made_whole(connection, wanted)
            if not verdict.whole:
                raise NotWhole(
                    f"what was copied is not whole: {verdict.faults[0].message}",
                    "see what is wrong where it came from with: mcapproval audit verify",
                )
            stamp(connection, HEAD)
        return verdict

    def give_up(self) -> bool:
        """Leave the place as empty as it was; False, with nothing done, where an earlier command
        had put something there.
        """
        if self._fresh and engines.is_url(self.where):
            with self._writing() as connection:
                drop_tables(connection)
        elif self._fresh:
            for ending in (*ENDINGS, ""):
                Path(f"{self.where}{ending}").unlink(missing_ok=True)
        return self._fresh

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told_as_filled(self.where), engines.reading(self._engine) as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            others_told(self.where),
            told_as_filled(self.where),
            engines.writing(self._engine) as connection,
        ):
            found = revision(connection)
            if found != BEING_FILLED:
                raise ended(self.where, found)
            yield connection


def begin(where: str, hash_of: HashOf, mode: int = OWN) -> Filling:
    """Begin in an empty place, or go on where an earlier copy stopped; `hash_of` asks the source.

    A new file gets no more than the `mode`.
    Records that were filled before are gone on with where the source only continues them. Refused
    where anything else is there.
    """
    engines.supported(where)
    only_ours(where)
    if not engines.is_url(where):
        Path(where).parent.mkdir(parents=True, exist_ok=True)
        made_for(Path(where), mode)
    engine = engines.connect(where)
    with others_told(where), closed_told(where), engines.writing(engine) as connection:
        found = revision(connection)
        if found is None:
            upgrade(connection)
        elif found not in (HEAD, BEING_FILLED):
            raise Refused(
                f"{shown(where)} holds records of another mcapproval already",
                hint="choose an empty place",
            )
        else:
            _continues(where, _head(connection), hash_of)
        stamp(connection, BEING_FILLED)
    return Filling(where, engine, found is None)


def _continues(where: str, there: Head, hash_of: HashOf) -> None:
    """Refused unless the journal that is there is the beginning of the source's."""
    number, hashed = there
    if number and hash_of(number) != hashed:
        raise Refused(
            f"{shown(where)} holds other records already: their row {number} is not that of the "
            "records it would be filled from",
            hint="choose an empty place",
        )


def _head(connection: Connection) -> Head:
    number, hashed = queries.head(connection)
    return number, hashed or GENESIS


def _lacking(connection: Connection, kind: str, names: Sequence[str]) -> list[str]:
    column = KEYS[kind]
    there = set(connection.execute(select(column).where(column.in_(names))).scalars())
    return [name for name in names if name not in there]


def is_another(connection: Connection, where: str) -> bool:
    """Whether an address leads to another PostgreSQL database than a connection has.

    Two addresses may name the same one: a lock that one of them holds is then closed to the other.
    """
    key = {"key": randbits(62)}
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), key)
    with closed_told(where), engines.reading(engines.connect(where)) as there:
        return bool(there.execute(text("SELECT pg_try_advisory_xact_lock(:key)"), key).scalar())
