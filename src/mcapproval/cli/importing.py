"""`import`: take in what a provider has, take an import back, and a workbook to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from mcapproval.cli import seat
from mcapproval.cli.import_correct import import_correct
from mcapproval.cli.import_everything import import_everything, unpacked
from mcapproval.cli.import_reconcile import import_reconcile
from mcapproval.cli.import_told import plain, tell
from mcapproval.cli.lazy import Group
from mcapproval.cli.say import Progress, as_json_option, next_step, put, put_json
from mcapproval.cli.stopping import ANEW, THE_REST, if_stopped
from mcapproval.errors import AskedWrongly, typed

FILE = "file"
SEATED = ("--as", "--today", "--records")


class FileOrCommand(Group):
    """A group in which a word that is no subcommand is a file; `./undo` is always one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        at = 0
        while at < len(args) and args[at].split("=")[0] in SEATED:
            at += 1 if "=" in args[at] else 2
        if at < len(args) and args[at] not in (*self.commands, "--help", "-h"):
            args = [*args[:at], FILE, *args[at:]]
        return super().parse_args(ctx, args)


@seat.seat
@click.group(
    name="import",
    cls=FileOrCommand,
    subcommand_metavar="FILE|COMMAND [ARGS]...",
    help="""Take in what you have: micro-credentials, cohorts, applications under way, documents.

\b
Examples:
  mcapproval import template --into ours.xlsx
  mcapproval import ours.xlsx --dry-run --as ana
  mcapproval import ours.xlsx --documents letters --as ana
  mcapproval import everything/ --records NEW-PLACE
  mcapproval import undo IMP-0001 --as ana
  mcapproval import reconcile register.html

All of a file is taken in, or nothing: every fault is named by its sheet and cell. What it does not
say stays not known, and is counted. `./undo` forces a file. See all options: mcapproval import
file --help
""",
)
def import_command() -> None:
    pass


@import_command.command(
    name=FILE,
    hidden=True,
    help="""Take in a workbook (.xlsx), separated values (.csv), or the folder of an export.

\b
Examples:
  mcapproval import ours.xlsx --dry-run --as ana
  mcapproval import ours.csv --map ours.toml --cohorts cohorts.csv --as ana
  mcapproval import everything/ --records NEW-PLACE

The sheets are Micro-credentials, Cohorts, Applications and Actions; only a title is needed. A later
file fills what is not known yet; what it says otherwise is told by its cell and not taken over.

The folder of `mcapproval export FOLDER/` makes the same records in a place where there are none,
once all of it is found to be as it was written. What people can read in it is left alone.
""",
)
@click.argument("file", type=seat.PLACE)
@click.option(
    "--map",
    "mapped",
    type=seat.PLACE,
    metavar="MAP.toml",
    help='Your own headings: credits = "Kredits", ignore = ["Notes"].',
)
@click.option("--cohorts", type=seat.PLACE, metavar="FILE", help="Cohorts in a file of their own.")
@click.option(
    "--documents",
    "folder",
    type=seat.PLACE,
    metavar="DIR",
    help="Documents, each named by a number: 4977-letter.pdf, or in a folder 4977.",
)
@click.option(
    "--add-organisations", is_flag=True, help="Enter the organisations that are not known."
)
@click.option("--dry-run", is_flag=True, help="Say what would be made; write nothing.")
@as_json_option
@seat.seat
def import_file(
    file: Path,
    mapped: Path | None,
    cohorts: Path | None,
    folder: Path | None,
    add_organisations: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    from mcapproval.actions.importing.headings import read_map
    from mcapproval.actions.importing.taking import import_file as take

    seat.ordinary(file)
    unpacked(file)
    if file.is_dir():
        if mapped or cohorts or folder or add_organisations:
            raise AskedWrongly(
                f"{file} is a folder: of an export everything is taken in, as it stands",
                "leave --map, --cohorts, --documents and --add-organisations out",
            )
        import_everything(file, dry_run, as_json)
        return
    progress = Progress("rows taken in")
    try:
        with if_stopped(f"nothing was taken in\n{ANEW}") as now:

            def told(done: int, of: int) -> None:
                progress.tell(done, of)
                if done == of and not dry_run:
                    now(f"all of it was made, and may be taken in\n{THE_REST}")

            done = take(
                seat.desk(),
                file,
                own=read_map(mapped) if mapped else None,
                cohorts=cohorts,
                folder=folder,
                add_organisations=add_organisations,
                dry_run=dry_run,
                told=told,
            )
    finally:
        progress.clear()
    if as_json:
        put_json(plain(done, dry_run))
    else:
        tell(done, file, dry_run)


@import_command.command(
    name="undo",
    help="""Take back a whole import, while nothing of it was touched.

\b
Example:
  mcapproval import undo IMP-0001 --as ana

Within the time that our policy gives ([approval] undo_hours; 24 as shipped). No number is given
again, and the history keeps both.
""",
)
@click.argument("ref", type=seat.REF)
@as_json_option
@seat.seat
def import_undo(ref: str, as_json: bool) -> None:
    from mcapproval.actions.importing.undoing import undo_import

    done = undo_import(seat.desk(), ref)
    if as_json:
        put_json({"ref": done.ref, "gone": list(done.gone), "organisations": list(done.stay)})
        return
    gone = f"{len(done.gone)} cases and cohorts that it made are gone"
    put(f"{done.ref} is taken back: {gone if done.gone else 'what it changed is as before'}")
    if done.stay:
        put(f"organisations that it entered stay: {', '.join(done.stay)}")


@import_command.command(
    name="template",
    help="""An empty workbook to fill in: its headings, an example, and what each column means.

\b
Example:
  mcapproval import template --into ours.xlsx
""",
)
@click.option("--into", type=seat.PLACE, required=True, metavar="FILE.xlsx")
@seat.seat
def import_template(into: Path) -> None:
    from mcapproval.actions.importing.template import template
    from mcapproval.actions.papers.printing import put_new

    if into.suffix.lower() != ".xlsx":
        named = into / "ours.xlsx" if into.is_dir() else into.with_suffix(".xlsx")
        hint = f"name it so: --into {typed(str(named))}"
        raise AskedWrongly("the template is an Excel workbook, and its name ends in .xlsx", hint)
    put_new(template(), into)
    put(f"{into} is ready to be filled in")
    next_step("import", str(into), "--dry-run")


import_command.add_command(import_correct)
import_command.add_command(import_reconcile)
