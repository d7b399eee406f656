"""`check`: findings on files or cases, in five formats."""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.findings import FOR_PROGRAMS, FORMATS
from mcapproval.cli.say import (
    formats,
    one_form,
    our_fault,
    put_data,
    put_lines,
    talk,
    trouble,
    wrapped,
)
from mcapproval.errors import OtherRecords, OurFault, TextErased, Trouble

if TYPE_CHECKING:
    from datetime import date

    from mcapproval.actions.drafts.checking import Beside, CheckedFile

REFERENCE = re.compile(r"(APP-\d{4}-\d{4,}|(MC|ACC|DEL)-\d{4,}|REV-\d{4}-\d{4,})")


def _beside() -> Beside | None:
    """The records to hold files against, where they are named; those that only happen to lie here
    are left alone. Records of the environment that can't be opened are no fault of a file."""
    if not seat.records_named():
        return None
    from mcapproval.actions.drafts.checking_cases import beside

    try:
        return beside(seat.desk())
    except OtherRecords as fault:
        if seat.asked("records"):
            raise
        talk(f"not held against the records: {fault.message}")
        return None


short_forms = partial(formats, as_json="Short for --format json.", as_csv="Short for --format csv.")


@click.command(
    help="""What the rules and our policy say of a draft, or of a re-evaluation's answers, or of a
case and how it stands. A folder stands for the draft.yaml in it. Files need no records; where
--records or MCAPPROVAL_RECORDS names some, a draft is held against what looks like it there.

\b
Examples:
  mcapproval check my-draft.yaml
  mcapproval check my-draft.docx
  mcapproval check my-draft.yaml --on 2026-06-15
  mcapproval check drafts/*.yaml --format concise
  mcapproval check APP-2026-0001 --json
  mcapproval check review.yaml
  mcapproval check MC-0001 ACC-0001 REV-2027-0001

Exit codes: 0 nothing that must be mended; 1 something must; 2 a file can't be read.
"""
)
@click.argument("what", nargs=-1, required=True, type=seat.NAME_OR_REF, metavar="FILE|REF...")
@click.option("--on", "on", type=seat.DAY, metavar="DAY", help="The law of that day.")
@click.option("--policy", "policy", type=seat.PLACE, metavar="FILE", help="Our policy.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    callback=one_form,
)
@short_forms
@seat.seat
@click.pass_context
def check_command(
    ctx: click.Context,
    what: tuple[str, ...],
    on: date | None,
    policy: Path | None,
    form: str,
    as_json: bool,
    as_csv: bool,
) -> int:
    from mcapproval.actions.drafts.checking import book

    form = "json" if as_json else "csv" if as_csv else form
    day = on or seat.today()
    files = [name for name in what if not REFERENCE.fullmatch(name)]
    beside = _beside() if files else None
    checked: list[CheckedFile] = []
    gone: list[TextErased] = []
    asked_before: list[str] = []
    faults: list[tuple[str, Exception]] = []
    for name in what:
        if REFERENCE.fullmatch(name):
            from mcapproval.actions.drafts.checking_cases import check_case

            try:
                checked.append(check_case(seat.desk(), name, on))
                if form == "text":
                    asked_before += _asked_before(name)
            except TextErased as fault:
                if len(what) == 1:
                    raise
                gone.append(fault)
            continue
        try:
            checked.append(_file(Path(name), day, policy, beside))
        except (Trouble, OSError, click.ClickException):
            raise
        except Exception as fault:
            if len(what) == 1 or os.environ.get("MCAPPROVAL_DEBUG"):
                raise
            faults.append((name, fault))
    if form in FOR_PROGRAMS:
        put_data(FORMATS[form](checked, book()))
    else:  # people are told no hash of the book: it is not worked out for them
        put_lines(FORMATS[form](checked, ""))
    for said in asked_before:
        talk(wrapped(said, "hint: "))
    for name, ours in faults:
        our_fault(ours, name)
    for erased in gone:
        trouble(erased, seat.given())
    codes = [*(one.exit_code for one in checked), *(erased.exit_code for erased in gone)]
    return OurFault.exit_code if faults else max(codes)


def _asked_before(ref: str) -> list[str]:
    """What others were asked, said to whoever drafts this one."""
    from mcapproval.actions.drafts.asked_before import beside_a_check

    return beside_a_check(seat.desk(), ref)


def _file(name: Path, day: date, policy: Path | None, beside: Beside | None) -> CheckedFile:
    from mcapproval.actions.drafts.checking import check_file
    from mcapproval.actions.drafts.checking_answers import check_answers
    from mcapproval.actions.drafts.written_answers import is_answers

    if is_answers(name):
        return check_answers(name, day, policy, seat.today())
    return check_file(name, day, policy, beside, seat.today())
