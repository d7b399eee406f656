"""`pack`: make the submission pack, and verify one."""

from __future__ import annotations

from pathlib import Path

import click

from mcapproval.cli import seat
from mcapproval.cli.say import as_json_option, next_step, put, put_json, talk

FOLDER = click.Path(path_type=Path)


class _PackGroup(click.Group):
    """`pack REF --into DIR` beside `pack verify DIR`: any other first word is a reference."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["make", *args]
        return super().parse_args(ctx, args)


@seat.seat
@click.command(
    cls=_PackGroup,
    name="pack",
    help="""The submission pack: the documents of one submission, their annexes and a manifest.

\b
Examples:
  mcapproval pack APP-2026-0001 --into pack
  mcapproval pack verify pack

The content is for the current NZQA form; it is never the form itself.
""",
)
def pack_command() -> None:
    pass


@pack_command.command(
    name="make",
    help="""The pack of an application, as it stands at its own last move.

\b
Example:
  mcapproval pack APP-2026-0001 --into pack

The word `make` may be left out.
""",
)
@click.argument("ref")
@click.option("--into", required=True, type=FOLDER, metavar="DIR", help="A new or empty folder.")
@as_json_option
@seat.seat
def pack_make(ref: str, into: Path, as_json: bool) -> None:
    from mcapproval.actions.papers.packs import pack

    made = pack(seat.desk(), ref, into)
    if as_json:
        put_json(
            {
                "ref": made.ref,
                "folder": str(made.folder),
                "files": made.files,
                "row": {"number": made.row[0], "hash": made.row[1]},
            }
        )
        return
    put(f"{made.folder}: {made.files} files for {made.ref}, with manifest.json")
    put(f"Made as of row {made.row[0]} of the journal, {made.row[1][:16]}")
    next_step("pack", "verify", str(made.folder))


@pack_command.command(
    name="verify",
    help="""The files of a pack against their manifest; with records, rebuilt and compared.

\b
Examples:
  mcapproval pack verify pack
  mcapproval pack verify pack --records records.db
""",
)
@click.argument("folder", type=FOLDER)
@as_json_option
@seat.seat
def pack_verify(folder: Path, as_json: bool) -> int:
    from mcapproval.actions.papers.pack_proof import verify_pack

    place = seat.records_place()
    has_records = seat.asked("records") is not None or "://" in place or Path(place).is_file()
    desk = seat.desk() if has_records else None
    verdict = verify_pack(folder, desk)
    faults = verdict.faults
    compared = desk is not None and not verdict.notes
    level = "its manifest and the records" if compared else "its manifest"
    if as_json:
        put_json(
            {
                "whole": not faults and not verdict.notes,
                "against": level,
                "faults": list(faults),
                "notes": list(verdict.notes),
            }
        )
    elif faults:
        for fault in faults:
            put(f"BROKEN  {fault}")
    elif verdict.notes:
        put(f"{folder} is as its manifest says, but it is not all proven.")
        for note in verdict.notes:
            put(f"Not compared: {note}.")
    else:
        put(f"{folder} is whole: every file is as {level} {'say' if compared else 'says'}.")
        if desk is None:
            talk("hint: add --records PLACE to rebuild it from the records and compare")
    return 1 if faults or verdict.notes else 0
