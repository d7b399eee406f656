"""`draft`, `open`, `update`, `waive`: from an empty page to a version in the records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.say import as_json_option, next_step, one_line, put, put_json
from mcapproval.errors import AskedWrongly, Refused

if TYPE_CHECKING:
    from datetime import date

    from mcapproval.actions.drafts.applications import Opened

ROUTES = ("nzqa", "university", "skills-board")
KINDS = ("listing-and-approval", "listing-approval-and-accreditation", "accreditation", "change")
FILE = click.Path(path_type=Path)


@seat.seat
@click.group(
    name="draft",
    help="""A commented draft to fill in.

\b
Example:
  mcapproval draft new my-draft.yaml
""",
)
def draft_command() -> None:
    pass


@draft_command.command(
    name="new",
    help="""Write a commented draft that can be filled in without reading anything else.

\b
Examples:
  mcapproval draft new my-draft.yaml
  mcapproval draft new my-draft.yaml --route university
  mcapproval draft new my-draft.yaml --kind accreditation
  mcapproval draft new call.yaml --enquiry
""",
)
@click.argument("file", type=FILE)
@click.option("--route", type=click.Choice(ROUTES), default="nzqa", show_default=True)
@click.option("--kind", type=click.Choice(KINDS), help="What is asked for.")
@click.option("--enquiry", is_flag=True, help="Only what the first telephone call says.")
@seat.seat
def draft_new(file: Path, route: str, kind: str | None, enquiry: bool) -> None:
    from mcapproval.actions.policies import policy_above
    from mcapproval.draft.template import new_draft
    from mcapproval.workflow.routes import route_for

    usual = KINDS[0] if route == "skills-board" else KINDS[1]
    route_for(route, kind or usual)
    own = policy_above(file.parent, seat.today()).questions
    text = new_draft(route, kind or usual, own, enquiry=enquiry, standing=_standing())
    try:
        out = file.open("x", encoding="utf-8", newline="\n")
        try:
            with out:
                out.write(text)
        except BaseException:
            file.unlink(missing_ok=True)  # ours: it was not there before
            raise
    except FileExistsError as fault:
        raise Refused(f"{file} is there already", hint="choose another name") from fault
    except OSError as fault:
        raise AskedWrongly(
            f"{file} can't be written: {fault.strerror}", "name a file in a folder that is there"
        ) from fault
    put(f"{file} is ready to be filled in.")
    next_step("check", str(file))


def _standing() -> dict[str, str]:
    """The texts that the provider of the records keeps, where records are named."""
    if not seat.records_named():
        return {}
    from mcapproval.actions.texts.placing import in_place_of_questions

    return in_place_of_questions(seat.desk())


@click.command(
    help="""Put a draft into the records, with every file that it names. You become its author.

\b
Examples:
  mcapproval open my-draft.yaml --as ana
  mcapproval open my-draft.yaml --as ana --effective 2026-02-02
"""
)
@click.argument("file", type=FILE)
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
@as_json_option
@seat.seat
def open_command(file: Path, effective: date | None, as_json: bool) -> None:
    from mcapproval.actions.drafts.applications import open_application

    _told(open_application(seat.desk(), file, effective), as_json)


@click.command(
    help="""A new version of an application's content. Approvals of what changed fall.

\b
Examples:
  mcapproval update APP-2026-0001 my-draft.yaml --as ana
  mcapproval update APP-2026-0001 my-draft.yaml --base 3 --as ana
  mcapproval update APP-2026-0001 my-draft.yaml --answers 1,2 --as ana
"""
)
@click.argument("ref")
@click.argument("file", type=FILE)
@click.option("--base", type=int, metavar="N", help="The version your file was made from.")
@click.option("--answers", metavar="N,N", help="The items because of which it changed.")
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
@as_json_option
@seat.standing_in
@seat.seat
def update_command(
    ref: str,
    file: Path,
    base: int | None,
    answers: str | None,
    effective: date | None,
    as_json: bool,
) -> None:
    from mcapproval.actions.drafts.applications import update_application

    items = _numbers(answers or "")
    _told(update_application(seat.desk(), ref, file, base, effective, items), as_json)


def _numbers(answers: str) -> list[int]:
    """The numbers of items, as they are listed: `1,2`."""
    words = [word.strip() for word in answers.split(",") if word.strip()]
    wrong = [word for word in words if not word.isascii() or not word.isdecimal()]
    if wrong:
        raise AskedWrongly(f"--answers takes numbers of items such as 1,2; {wrong[0]} is none")
    return [int(word) for word in words]


def _told(opened: Opened, as_json: bool) -> None:
    if as_json:
        put_json(
            {
                "ref": opened.ref,
                "version": opened.version,
                "title": opened.title,
                "fell": list(opened.fell),
                "lapsed": list(opened.lapsed),
            }
        )
        return
    put(f"{opened.ref}  version {opened.version}  {opened.title}")
    for given in opened.fell_named:
        put(f"The {given} fell: what it covers has changed.")
    for code in opened.lapsed:
        put(f"The waiver of {code} lapsed: what the rule reads has changed.")
    next_step("next", opened.ref)


@click.command(
    help="""Let a waivable finding stand, with the reason, until what its rule reads changes.

\b
Example:
  mcapproval waive APP-2026-0001 HOURS-10 --as mele --note "agreed on 3 June: ..."
"""
)
@click.argument("ref")
@click.argument("code")
@click.option("--path", metavar="P", help="Only at this place (a JSON pointer).")
@click.option("--note", required=True, metavar="REASON", help="Why.")
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
@seat.standing_in
@seat.seat
def waive_command(ref: str, code: str, path: str | None, note: str, effective: date | None) -> None:
    from mcapproval.actions.drafts.waivers import waive

    for finding in waive(seat.desk(), ref, code, note, path, effective):
        put(f"{ref}: {finding.code} at {finding.path} is waived: {one_line(finding.message)}")
