"""`pack seal` and `pack sealed`: what was sent in, kept as it was."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mcapproval.cli import seat
from mcapproval.cli.say import as_json_option, next_step, put, put_json, put_table, talk

if TYPE_CHECKING:
    from mcapproval.actions.papers.sealed import Seal

FOLDER = seat.PLACE


@click.command(
    name="seal",
    help="""Keep the very files that were sent in, those edited by hand included.

\b
Examples:
  mcapproval pack seal APP-2026-0001 pack --as hemi
  mcapproval pack seal APP-2026-0001 pack.zip --as hemi --note "Uploaded to the portal today"

They are kept as they are, whatever is made again later. It is for whoever may submit, once the
application is ready to be submitted.
""",
)
@click.argument("ref", type=seat.REF)
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--note", default="", metavar="TEXT", help="What should be known of it.")
@as_json_option
@seat.standing_in
@seat.seat
def seal_command(ref: str, folder: Path, note: str, as_json: bool) -> None:
    from mcapproval.actions.papers.sealing import seal

    found = seal(seat.desk(), ref, folder, note)
    if as_json:
        put_json(_plain(found))
        return
    _tell(found)
    next_step("pack", "sealed", found.ref)


@click.command(
    name="sealed",
    help="""The files that were sealed on an application; with --into, the same bytes back.

\b
Examples:
  mcapproval pack sealed APP-2026-0001
  mcapproval pack sealed APP-2026-0001 --into sent-in
""",
)
@click.argument("ref", type=seat.REF)
@click.option("--number", type=click.IntRange(1), metavar="N", help="An earlier seal.")
@click.option("--into", type=FOLDER, metavar="DIR", help="Write them into this new folder.")
@as_json_option
@seat.seat
def sealed_command(ref: str, number: int | None, into: Path | None, as_json: bool) -> None:
    from mcapproval.actions.papers.sealed import ERASED, give_back, sealed_bytes, seals

    desk = seat.desk()
    if into is None:
        found = seals(desk, ref, number)
        if as_json:
            put_json({"seals": [_plain(each) for each in found]})
            return
        for each in found:
            _tell(each)
        if not found:
            put(f"Nothing is sealed on {ref}.")
        return
    seal, files = sealed_bytes(desk, ref, number)
    give_back(files, into)
    if as_json:
        put_json({"seals": [_plain(seal)]})
        return
    put(f"{into}: {len(files)} files as they were sealed on {seal.on}")
    for number, file in enumerate(seal.files, 1):
        if not file.there:
            talk(f"note: {file.name} was erased from the records")
        elif file.name not in {*files, ERASED}:
            talk(f"note: not every folder can hold the name {file.name}: it is file-{number:02}")


def _plain(seal: Seal) -> dict[str, Any]:
    return {
        "ref": seal.ref,
        "number": seal.number,
        "row": seal.row,
        "on": seal.on,
        "by": seal.by,
        "note": seal.note,
        "files": [
            {
                "name": file.name,
                "sha256": file.sha256,
                "size": file.size,
                "how": file.how,
                "there": file.there,
            }
            for file in seal.files
        ],
    }


def _tell(seal: Seal) -> None:
    """A seal for people: its head, and a line for each file."""
    from mcapproval.actions.papers.sealed import HOW
    from mcapproval.reports.table import Column, Table

    put(f"Seal {seal.number} of {seal.ref}, row {seal.row}, {seal.on}, by {seal.by}")
    if seal.note:
        put(seal.note)
    columns = (
        Column("name", "File"),
        Column("how", "Held to the pack"),
        Column("size", "Bytes", right=True),
        Column("sha256", "SHA-256"),
        Column("there", "There"),
    )
    rows = tuple(
        {
            "name": file.name,
            "how": HOW[file.how],
            "size": file.size,
            "sha256": file.sha256[:12],
            "there": "yes" if file.there else "erased",
        }
        for file in seal.files
    )
    put_table(Table(columns, rows, ""), False, False)
