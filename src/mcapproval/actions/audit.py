"""Is the journal whole? The head kept outside answers what the file alone can't."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from mcapproval.actions.desk import Desk
from mcapproval.actions.examined import forged
from mcapproval.canonical import canonical
from mcapproval.documents.pack_files import MANIFEST, is_row, manifest_of
from mcapproval.errors import AskedWrongly, Unreadable
from mcapproval.store import queries
from mcapproval.store.verify import Fault, Verdict, verify

FORMAT = "head/1"


def audit(desk: Desk, against: Path | None = None) -> Verdict:
    """Check the whole journal, held to a head or a pack kept outside where one is given."""
    kept = read_head(against) if against else None
    with desk.reading() as connection:
        verdict = verify(connection, kept)
        if not verdict.whole:
            return verdict
        wrong = next(iter(forged(connection)), None)
    if wrong is None:
        return verdict
    said = f"the findings kept for content {wrong[:16]} are not what a check finds: changed"
    return replace(verdict, faults=(Fault(None, said),))


def keep_head(desk: Desk, file: Path) -> dict[str, Any]:
    """Write the number and hash of the last row to a file to be kept on another machine."""
    with desk.reading() as connection:
        number, row_hash = queries.head(connection)
        records = queries.records_row(connection)
    head = {
        "format": FORMAT,
        "records": records.name if records else "",
        "number": number,
        "hash": row_hash,
    }
    try:
        write_beside(file, canonical(head) + b"\n")
    except OSError as fault:
        raise AskedWrongly(
            f"{file} can't be written: {fault.strerror}", "name a file in a folder that is there"
        ) from fault
    return head


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


def read_head(file: Path) -> tuple[int, str]:
    """The row kept in a head file, in a pack's manifest, or in a pack's folder."""
    if file.is_dir():
        row = manifest_of(file)["row"]
        return int(row["number"]), str(row["hash"])
    try:
        if file.exists() and not file.is_file():
            raise Unreadable(f"{file} is no ordinary file", "name the file that was kept")
        raw = json.loads(file.read_text("utf-8"))
        row = raw["row"] if file.name == MANIFEST else raw
        if not is_row(row):
            raise ValueError("no row of a journal")
        return row["number"], row["hash"]
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
