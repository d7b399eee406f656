"""`check`: findings on files or cases, in five formats."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.findings import FOR_PROGRAMS, FORMATS
from mcapproval.cli.say import put_data, put_lines

if TYPE_CHECKING:
    from datetime import date

    from mcapproval.actions.drafts.checking import CheckedFile

REFERENCE = re.compile(r"(APP-\d{4}-\d{4,}|(MC|ACC|DEL)-\d{4,}|REV-\d{4}-\d{4,})")


@click.command(
    help="""What the rules and our policy say of a draft. Files need no records.

\b
Examples:
  mcapproval check my-draft.yaml
  mcapproval check my-draft.yaml --on 2026-06-15
  mcapproval check drafts/*.yaml --format concise
  mcapproval check APP-2026-0001 --json

Exit codes: 0 nothing that must be mended; 1 something must; 2 a file can't be read.
"""
)
@click.argument("what", nargs=-1, required=True, metavar="FILE|REF...")
@click.option("--on", "on", type=seat.DAY, metavar="DAY", help="The law of that day.")
@click.option(
    "--policy", "policy", type=click.Path(path_type=Path), metavar="FILE", help="Our policy."
)
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True
)
@click.option("--json", "form", flag_value="json", help="Short for --format json.")
@click.option("--csv", "form", flag_value="csv", help="Short for --format csv.")
@seat.seat
@click.pass_context
def check_command(
    ctx: click.Context, what: tuple[str, ...], on: date | None, policy: Path | None, form: str
) -> int:
    from mcapproval.actions.drafts.checking import book, check_file

    day = on or seat.today()
    checked: list[CheckedFile] = []
    for name in what:
        if REFERENCE.fullmatch(name):
            from mcapproval.actions.drafts.checking_cases import check_case

            checked.append(check_case(seat.desk(), name, on))
        else:
            checked.append(check_file(Path(name), day, policy))
    (put_data if form in FOR_PROGRAMS else put_lines)(FORMATS[form](checked, book()))
    return max(one.exit_code for one in checked)
