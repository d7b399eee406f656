"""`import FOLDER`: the same records from everything that an export wrote."""

from __future__ import annotations

import json
from pathlib import Path

from mcapproval.cli import seat
from mcapproval.cli.say import Progress, counted, next_step, put, put_json
from mcapproval.cli.stopping import ANEW, GOES_ON, if_stopped
from mcapproval.errors import AskedWrongly

PACKED = (".zip", ".tar", ".tgz", ".gz", ".7z")


def unpacked(file: Path) -> None:
    """AskedWrongly for what must be unpacked before anything can be taken in of it."""
    if file.suffix.lower() in PACKED and file.is_file():
        raise AskedWrongly(
            f"{file} is packed",
            "unpack it first; an export is then named by its folder: mcapproval import FOLDER/",
        )


def import_everything(folder: Path, dry_run: bool, as_json: bool) -> None:
    from mcapproval.actions.copies.whole_in import everything_in
    from mcapproval.store.addresses import shown

    where = seat.records_place()
    checked, taken = Progress("checked"), Progress("taken in")
    kept = "what is taken in stays, and can't be opened before all of it is"
    said = f"nothing was taken in\n{ANEW}" if dry_run else f"{kept}\n{GOES_ON}"
    try:
        with if_stopped(said):
            done = everything_in(folder, where, checked.tell, taken.tell, dry_run=dry_run)
    finally:
        checked.clear()
        taken.clear()
    if as_json:
        put_json(json.loads(done.as_bytes()))
        return
    held = done.held
    if dry_run:
        put(f"{folder} is as it was written, up to row {done.number}; nothing was taken in:")
    else:
        put(f"{shown(where)} has everything of {folder}, up to row {done.number} of the journal:")
    put(f"  {counted(held.cases, 'case')}, {counted(held.contents, 'content')}")
    put(f"  {counted(held.files, 'file')}, {counted(held.texts, 'personal text')}")
    if not dry_run:
        next_step("audit", "verify")
