"""Is the journal whole? The head kept outside answers what the file alone can't."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.examined import forged
from mcapproval.actions.desk import Desk
from mcapproval.canonical import canonical
from mcapproval.documents.pack_contents import is_archive
from mcapproval.documents.pack_manifest import MANIFEST, is_row, manifest_of
from mcapproval.errors import AskedWrongly, OtherRecords, Refused, Unreadable
from mcapproval.store import queries
from mcapproval.store.verifying.readable import readable
from mcapproval.store.verifying.verdict import Fault, Head, Verdict
from mcapproval.store.verifying.verify import held_to, verify
from mcapproval.store.verifying.verify_chain import verify_chain
from mcapproval.store.verifying.verify_indexes import slower

FORMAT = "head/1"
UNSEEN = (
    "nothing was found wrong as far as it looked: verify again as a user who may read every "
    "table, when the server runs and nobody else is in the way"
)
LARGEST_HEAD = 64 * 1024
"""Bytes; a name can be long, but not so long."""


def audit(desk: Desk, against: Path | None = None, *, chain: bool = False) -> Verdict:
    """Check the records, or the journal's chain alone, held to a head or a pack kept outside where
    one is given. OtherRecords where nothing is found wrong, but not all could be looked at.
    """
    kept = read_head(against) if against else None
    with desk.reading() as connection:
        verdict = _looked(connection, kept, chain)
    if verdict.unseen:
        raise OtherRecords(
            f"it can't be said whether these records are whole: {verdict.faults[0].message}", UNSEEN
        )
    return verdict


def _looked(connection: Connection, kept: Head | None, chain: bool) -> Verdict:
    if chain:
        return verify_chain(connection, kept)
    verdict = verify(connection, kept)
    if not verdict.whole:
        return verdict
    wrong = readable(connection, "the table finding_cache", lambda: _forged(connection))
    return replace(verdict, faults=tuple(wrong[:1]), notes=tuple(slower(connection)))


def _forged(connection: Connection) -> Iterator[Fault]:
    for name in forged(connection):
        said = f"the findings kept for content {name[:16]} are not what a check finds: changed"
        yield Fault(None, said)


def keep_head(desk: Desk, file: Path) -> dict[str, Any]:
    """Write the number and hash of the last row to a file to be kept on another machine.

    AskedWrongly where another file than a former head is there: nothing else is written over.
    Refused where the journal does not go on from a former head: it is what proves that rows are
    gone.
    """
    try:
        former = _former_head(file) if os.path.lexists(file) else None
        with desk.reading() as connection:
            if former and former.number:
                _goes_on(connection, former, file)
            head = _head(connection)
        write_beside(file, canonical(head) + b"\n")
    except OSError as fault:
        raise AskedWrongly(
            f"{file} can't be written: {fault.strerror or fault}",
            "name a file in a folder that is there, has room and lets you write",
        ) from fault
    return head


def _head(connection: Connection) -> dict[str, Any]:
    number, row_hash = queries.head(connection)
    records = queries.records_row(connection)
    first = queries.journal_row(connection, 1)
    return {
        "format": FORMAT,
        "records": records.name if records else "",
        "number": number,
        "hash": row_hash,
        "first": first[1] if first else "",
    }


def _former_head(file: Path) -> Head:
    """What a file says that is a head of format 1, by what it says and not by its name."""
    if file.is_file() and file.stat().st_size <= LARGEST_HEAD:
        try:
            head = json.loads(file.read_bytes())
            if head.get("format") == FORMAT and is_row(head):
                return _as_head(head)
        except (ValueError, TypeError, AttributeError, RecursionError):
            pass
    raise AskedWrongly(
        f"{file} is there already and is no head: it is left as it is",
        "name a new file, or a former head, which is written over",
    )


def _goes_on(connection: Connection, former: Head, file: Path) -> None:
    for fault in held_to(connection, former):
        raise Refused(
            f"{file} is left as it is, for this journal does not go on from it: {fault.message}",
            hint="name the records of which it was kept with --records, or a new file; look at "
            f"both with: mcapproval audit verify --against {shlex.quote(str(file))}",
        )


def _as_head(said: Mapping[str, Any]) -> Head:
    first = said.get("first", "")
    return Head(said["number"], said["hash"], first if isinstance(first, str) else "")


def write_beside(file: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside its place, synced, then moved in."""
    fresh = file.with_name(f".{file.name[:40]}.{os.urandom(4).hex()}")
    try:
        with fresh.open("xb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(file)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def read_head(file: Path) -> Head:
    """The row kept in a head file, in a pack's manifest, or in a pack's folder."""
    if file.is_dir() or is_archive(file):
        row = manifest_of(file)["row"]
        return Head(int(row["number"]), str(row["hash"]))
    try:
        if file.exists() and not file.is_file():
            raise Unreadable(f"{file} is no ordinary file", "name the file that was kept")
        raw = json.loads(file.read_text("utf-8"))
        row = raw["row"] if file.name == MANIFEST else raw
        if not is_row(row):
            raise ValueError("no row of a journal")
        return _as_head(row)
    except OSError as fault:
        raise Unreadable(
            f"{file} can't be read: {fault.strerror}", "check the name of the file"
        ) from fault
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise Unreadable(
            f"{file} is no head and no pack",
            "give a file written by `mcapproval audit head --to FILE`, or the folder of a pack",
            source=str(file),
        ) from fault
