"""Everything of some records written out as plain files, the same bytes each time."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from mcapproval.actions.copies.whole_begun import (
    Begun,
    Writing,
    finish,
    foreign,
    under_way,
    writing,
)
from mcapproval.actions.copies.whole_checked import parts
from mcapproval.actions.copies.whole_folder import (
    MANIFEST,
    README,
    SUMS,
    TEXTS,
    Manifest,
    content_name,
    file_name,
    journal_name,
    manifest_in,
    of_a_system,
    sum_of,
)
from mcapproval.actions.copies.whole_readme import readme
from mcapproval.actions.copies.whole_texts import text_line, text_row
from mcapproval.actions.copies.whole_told import Told
from mcapproval.actions.desk import Desk, about
from mcapproval.actions.people.roles import require
from mcapproval.canonical import digest
from mcapproval.errors import NotWhole, Refused, Trouble
from mcapproval.progress import HowFar
from mcapproval.store import keep, queries
from mcapproval.store.copying import everything
from mcapproval.store.events import NOT_OURS
from mcapproval.store.rows.folded import Case
from mcapproval.store.verifying.verify import verify


def everything_out(desk: Desk, into: Path, tell: HowFar) -> Manifest:
    """Write all that the records hold into a folder, and go on where an earlier run stopped.

    For an administrator, since everybody's names are in it; it is recorded nowhere, for it would
    be another row of what it writes. Refused where the folder holds anything but an earlier export
    of these records; NotWhole where the records are damaged.
    """
    with desk.reading() as connection:
        require(connection, desk, "administrator")
        number, head = queries.head(connection)
        what = Begun(everything.first_hash(connection), number, head)
        _may_be_written(connection, into, what)
        whose, held = about(connection), everything.held(connection)
        with writing(into, what) as out, _damage_told(connection):
            of = held.cases + held.contents + held.files + len([*parts(number)])
            steps = _all_of_it(out, connection, number, Told(desk, connection))
            for done, _ in enumerate(steps, 1):
                tell(done, of)
        manifest = Manifest(
            whose.name, whose.simulated, what.first, number, head, held, sum_of(into / SUMS)
        )
        finish(into, manifest)
    return manifest


def _all_of_it(out: Writing, connection: Connection, number: int, told: Told) -> Iterator[None]:
    """Each file, in the order of a walk through the folder."""
    out.put(README, [readme()])
    for ref in everything.keys(connection, Case, "ref"):
        out.made(f"cases/{ref}/case.yaml", partial(told.case, ref))
        out.made(f"cases/{ref}/draft.yaml", partial(told.draft, ref))
        yield
    for name in everything.content_names(connection):
        out.kept(content_name(name), partial(_named, name), partial(_content, connection, name))
        yield
    out.put("deliveries.yaml", told.deliveries())
    for row in everything.file_rows(connection):
        pieces = partial(_file, connection, row.sha256)
        out.kept(file_name(row.sha256), partial(_named, row.sha256), pieces)
        yield
    for first, last in parts(number):
        told_by = partial(_rows_told, connection, first, last)
        out.kept(journal_name(first), told_by, partial(_lines, connection, first, last))
        yield
    out.put("meetings.yaml", told.meetings())
    out.put("organisations.yaml", told.organisations())
    out.put("people.yaml", told.people())
    for name, data in told.policies():
        out.put(name, [data])
    out.put(TEXTS, _texts(connection))


def _named(name: str, place: Path) -> str | None:
    return name if sum_of(place) == name else None


def _content(connection: Connection, name: str) -> Iterator[bytes]:
    body = keep.content_bytes(connection, name)
    if body is None or digest(body) != name:
        raise damaged(f"content {name[:16]}")
    yield body


def _file(connection: Connection, name: str) -> Iterator[bytes]:
    hashed = hashlib.sha256()
    for piece in keep.file_pieces(connection, name):
        hashed.update(piece)
        yield piece
    if hashed.hexdigest() != name:
        raise damaged(f"file {name[:16]}")


def _lines(connection: Connection, first: int, last: int) -> Iterator[bytes]:
    """Rows as they stand, one a line: what is canonical has no line ends."""
    expected = first
    for seq, row_hash, payload in everything.journal_rows(connection, first, last):
        if seq != expected or digest(payload) != row_hash:
            raise damaged(f"row {expected}")
        expected += 1
        yield payload + b"\n"
    if expected != last + 1:
        raise damaged(f"row {expected}")


def _rows_told(connection: Connection, first: int, last: int, place: Path) -> str | None:
    """The sum of a file of the journal that has these rows and no more."""
    hashes = everything.journal_hashes(connection, first, last)
    with place.open("rb") as lines:
        found = [digest(line.removesuffix(b"\n")) for line in lines]
    return sum_of(place) if found == list(hashes) else None


def _texts(connection: Connection) -> Iterator[bytes]:
    for row in everything.text_rows(connection):
        try:
            line = text_line(row)
            text_row(line)
        except NOT_OURS as fault:
            raise damaged(f"text {row.commitment[:16]}") from fault
        yield line


@contextmanager
def _damage_told(connection: Connection) -> Iterator[None]:
    """What papers can't be made of, where the records are not what they were."""
    try:
        yield
    except NOT_OURS as fault:
        verdict = verify(connection)
        if verdict.whole:
            raise
        raise NotWhole(
            f"the records are damaged, and not written out: {verdict.faults[0].message}",
            "see what else is wrong with: mcapproval audit verify",
        ) from fault


def damaged(what: str) -> NotWhole:
    return NotWhole(
        f"{what} of the records was changed: they are not written out",
        "see what is wrong with: mcapproval audit verify",
    )


def _may_be_written(connection: Connection, into: Path, what: Begun) -> None:
    hint = "name another folder, or move away what is yours"
    if into.is_symlink() or (into.exists() and not into.is_dir()):
        raise Refused(f"{into} is no folder, or a link to another place", hint=hint)
    if not into.exists() or all(of_a_system(each.name) for each in into.iterdir()):
        return
    before = under_way(into) or _finished(into)
    if before is None:
        said = f"{into} was not made by mcapproval export, so it is left alone"
        raise Refused(said, hint=hint)
    if found := foreign(into):
        said = f"{into} holds {found}, which no export put there: it is left alone"
        raise Refused(said, hint=hint)
    if before.first != what.first:
        raise Refused(f"{into} holds the export of other records", hint="name another folder")
    if queries.journal_row(connection, before.number) != (before.number, before.head):
        raise Refused(
            f"{into} goes to row {before.number}, which is not in these records: they are older, "
            "or went another way",
            hint="name another folder",
        )


def _finished(folder: Path) -> Begun | None:
    if not os.path.lexists(folder / MANIFEST):
        return None
    try:
        found = manifest_in(folder)
    except Trouble:
        return None
    return Begun(found.first, found.number, found.head)
