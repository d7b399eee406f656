"""`open`, `update`, `waive`: from a draft in a file to a version in the records."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.again import whole
from mcapproval.cli.say import (
    as_json_option,
    counted,
    next_step,
    one_line,
    put,
    put_json,
    talk,
    wrapped,
)
from mcapproval.cli.version_text import changes_told
from mcapproval.errors import AskedWrongly

if TYPE_CHECKING:
    from datetime import date

    from mcapproval.actions.drafts.opened import Opened

FILE = seat.PLACE


@click.command(
    help="""Put a draft into the records, with every file that it names. You become its author.

\b
Examples:
  mcapproval open my-draft.yaml --as ana
  mcapproval open my-draft.docx --as ana
  mcapproval open my-draft.yaml --as ana --effective 2026-02-02

Refused where the same title, or a change of the same micro-credential, is applied for already;
what is listed under the same title is told.
"""
)
@click.argument("file", type=FILE)
@click.option("--another", is_flag=True, help="Beside one that is like it and under way.")
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
@as_json_option
@seat.seat
def open_command(file: Path, another: bool, effective: date | None, as_json: bool) -> None:
    from mcapproval.actions.drafts.applications import open_application

    _told(open_application(seat.desk(), file, effective, alone=not another), as_json)


@click.command(
    help="""A new version of an application's content. Approvals of what changed fall. A file that
has no more a part, or a piece of evidence, that stands in the records is refused: `evidence add`
puts evidence there alone.

\b
Examples:
  mcapproval update APP-2026-0001 my-draft.yaml --as ana
  mcapproval update APP-2026-0001 my-draft.yaml --without N3,funding --as ana
  mcapproval update APP-2026-0001 my-draft.yaml --base 3 --as ana
  mcapproval update APP-2026-0001 my-draft.yaml --answers 1,2 --as ana
"""
)
@click.argument("ref", type=seat.REF)
@click.argument("file", type=FILE)
@click.option("--base", type=int, metavar="N", help="The version your file was made from.")
@click.option("--answers", metavar="N,N", help="The items because of which it changed.")
@click.option(
    "--without", metavar="N3,KEY", help="Evidence and parts that your file leaves out on purpose."
)
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
@as_json_option
@seat.standing_in
@seat.seat
def update_command(
    ref: str,
    file: Path,
    base: int | None,
    answers: str | None,
    without: str | None,
    effective: date | None,
    as_json: bool,
) -> None:
    from mcapproval.actions.drafts.applications import update_application

    items, gone = _numbers(answers or ""), _words(without or "")
    _told(update_application(seat.desk(), ref, file, base, effective, items, gone), as_json)


def _numbers(answers: str) -> list[int]:
    """The numbers of items, as they are listed: `1,2`."""
    words = _words(answers)
    wrong = [word for word in words if not word.isascii() or not word.isdecimal()]
    if wrong:
        raise AskedWrongly(f"--answers takes numbers of items such as 1,2; {wrong[0]} is none")
    return [int(word) for word in words]


def _words(several: str) -> list[str]:
    return [word.strip() for word in several.split(",") if word.strip()]


def _told(opened: Opened, as_json: bool) -> None:
    if as_json:
        put_json(
            {
                "ref": opened.ref,
                "version": opened.version,
                "title": opened.title,
                "fell": list(opened.fell),
                "lapsed": list(opened.lapsed),
                "remarks": list(opened.remarks),
                "new_version": opened.new,
                "changed": [asdict(one) for one in opened.otherwise.parts],
                "title_was": opened.otherwise.was,
                "taken_back": [
                    {"version": number, "paths": list(paths)}
                    for number, paths in opened.otherwise.back
                ],
                "approvals": [
                    {"body": one.body, "version": one.version, "stands": not one.changed}
                    for one in opened.given
                ],
                "slips": list(opened.slips),
                "listed": list(opened.listed),
            }
        )
        return
    still = "" if opened.new else "still "
    put(f"{opened.ref}  {still}version {opened.version}  {opened.title}")
    if not opened.new:
        put("The answers say the same, so there is no new version.")
    for line in changes_told(opened):
        put(line)
    if opened.remarks:
        many = counted(len(opened.remarks), "comment")
        see = whole(("item", "list", opened.ref), seat.given())
        put(f"{many} of the form kept with it: see {see}")
    for code in opened.lapsed:
        put(f"The waiver of {code} lapsed: what the rule reads has changed.")
    for said in opened.listed:
        talk(wrapped(said, "warning: "))
    for slip in opened.slips:
        talk(wrapped(slip, "warning: "))
    next_step("next", opened.ref)


@click.command(
    help="""Let a waivable finding stand, with the reason, until what its rule reads changes.

\b
Example:
  mcapproval waive APP-2026-0001 HOURS-10 --as mele --note "agreed on 3 June: ..."
"""
)
@click.argument("ref", type=seat.REF)
@click.argument("code")
@click.option("--path", metavar="P", help="Only at this place, as check tells it.")
@click.option("--note", required=True, metavar="REASON", help="Why.")
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
@seat.standing_in
@seat.seat
def waive_command(ref: str, code: str, path: str | None, note: str, effective: date | None) -> None:
    from mcapproval.actions.drafts.waivers import waive

    for finding in waive(seat.desk(), ref, code, note, path, effective):
        put(f"{ref}: {finding.code} at {finding.place} is waived: {one_line(finding.message)}")
