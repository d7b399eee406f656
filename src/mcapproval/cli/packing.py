"""`pack`: make the submission pack, verify one, and keep what was sent in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mcapproval.cli import seat
from mcapproval.cli.lazy import Group
from mcapproval.cli.official_forms import COMMANDS as FORM_COMMANDS
from mcapproval.cli.official_forms import word_for
from mcapproval.cli.say import as_json_option, next_step, put, put_json, talk
from mcapproval.cli.sealing import seal_command, sealed_command

FOLDER = seat.PLACE


class _PackGroup(Group):
    """`pack REF --into DIR` beside `pack verify DIR`: any other first word is a reference, and
    none is needed with `--all`.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        first = args[0] if args else "-"
        if first not in self.commands and (first[:1] != "-" or "--all" in args):
            args = [word_for(args), *args]
        return super().parse_args(ctx, args)


@seat.seat
@click.command(
    cls=_PackGroup,
    name="pack",
    help="""The submission pack: the documents of one submission, their annexes and a manifest.

\b
Examples:
  mcapproval pack APP-2026-0001 --into pack
  mcapproval pack APP-2026-0001 --into pack.zip
  mcapproval pack --all --into packs --jobs 2
  mcapproval pack verify pack
  mcapproval pack seal APP-2026-0001 pack --as hemi
  mcapproval pack APP-2026-0001 --form form-2.docx --map form-2.map.yaml --into filled.docx

The content is for the current NZQA form; it is never the form itself.
""",
)
def pack_command() -> None:
    pass


class _Looks(click.ParamType[tuple[str, ...]]):
    """Looks with commas between them, in the order in which they are made."""

    name = "looks"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        from mcapproval.documents.pack_manifest import LOOKS

        asked = {word.strip().lower() for word in str(value).split(",")}
        odd = sorted(asked - set(LOOKS))
        if odd:
            self.fail(
                f"{', '.join(map(repr, odd))}: give {' or '.join(LOOKS)}, or both", param, ctx
            )
        return tuple(look for look in LOOKS if look in asked)


@pack_command.command(
    name="make",
    help="""The pack of an application, as it stands at its own last move.

\b
Examples:
  mcapproval pack APP-2026-0001 --into pack
  mcapproval pack APP-2026-0001 --into pack.zip --format pdf
  mcapproval pack --all --into packs --jobs 2

The word `make` may be left out. With several applications, or --all, each gets a folder of its own
in DIR; one that holds its whole pack already is left as it is.
""",
)
@click.argument("refs", type=seat.REF, nargs=-1, metavar="[REF]...")
@click.option(
    "--into", required=True, type=FOLDER, metavar="DIR", help="A new folder, or a FILE.zip."
)
@click.option(
    "--format", "looks", type=_Looks(), default="pdf,docx", metavar="pdf,docx", help="The looks."
)
@click.option("--all", "everything", is_flag=True, help="Every application in the records.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, help="How many work side by side.")
@as_json_option
@seat.seat
def pack_make(
    refs: tuple[str, ...],
    into: Path,
    looks: tuple[str, ...],
    everything: bool,
    jobs: int,
    as_json: bool,
) -> int:
    if bool(refs) == everything:
        said = "references are given, and --all" if refs else "it is not said which application"
        raise click.UsageError(f"{said}: give references such as APP-2026-0001, or --all")
    if into.suffix.lower() in (".pdf", ".docx") and not into.is_dir():
        raise click.UsageError(
            f"{into} names one paper, and a pack is a folder or a .zip: --format says how they look"
        )
    if everything or len(refs) > 1:
        from mcapproval.cli.packing_many import pack_many

        return pack_many(refs, into, looks, jobs, as_json)
    from mcapproval.actions.papers.packs import pack

    made = pack(seat.desk(), refs[0], into, looks)
    for said in made.told:
        talk(f"note: {said}")
    if as_json:
        put_json(
            {
                "ref": made.ref,
                "folder": str(made.folder),
                "files": made.files,
                "row": {"number": made.row[0], "hash": made.row[1]},
                "notes": list(made.told),
            }
        )
        return 0
    put(f"{made.folder}: {made.files} files for {made.ref}, with manifest.json")
    put(f"Made as of row {made.row[0]} of the journal, {made.row[1][:16]}")
    next_step("pack", "verify", str(made.folder))
    return 0


@pack_command.command(
    name="verify",
    help="""The files of a pack against their manifest; with records, rebuilt and compared.

\b
Examples:
  mcapproval pack verify pack
  mcapproval pack verify pack.zip
  mcapproval pack verify pack --records records.db

Where the case has a seal, it is also told what differs from the files that were sent in.
Exit codes: 0 as it was made; 1 a file is not, or can't be compared; 2 there is no pack.
""",
)
@click.argument("folder", type=FOLDER, metavar="DIR")
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
                "said": list(verdict.said),
                "sealed": list(verdict.sealed),
            }
        )
        return 1 if faults or verdict.notes else 0
    if faults:
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
    for said in verdict.said:
        put(f"Compared otherwise: {said}.")
    for said in verdict.sealed:
        put(f"Not as sealed: {said}")
    return 1 if faults or verdict.notes else 0


pack_command.add_command(seal_command)
pack_command.add_command(sealed_command)

for _command in FORM_COMMANDS:
    pack_command.add_command(_command)
