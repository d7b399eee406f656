"""`evidence`: add or take out an item of need, list and verify files, see what serves what."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mcapproval.cli import seat
from mcapproval.cli.check import REFERENCE
from mcapproval.cli.lazy import Group
from mcapproval.cli.say import formats, next_step, put, put_json, put_table, talk

if TYPE_CHECKING:
    from datetime import date

KINDS = (
    "letter",
    "attestation",
    "survey",
    "hui",
    "meeting",
    "advisory-group",
    "workforce-data",
    "regulation",
    "community-support",
    "pilot",
    "market-analysis",
    "regulator-or-industry-body-letter",
    "other",
)

CLAIMS = ("in-demand", "assessment-reflects-job")

CRITERIA = (
    "title-and-outcomes",
    "need-and-acceptability",
    "requirements",
    "review",
    "delivery",
    "assessment-and-moderation",
    "resources-and-support",
    "delivery-review",
)


@seat.seat
@click.group(
    name="evidence",
    cls=Group,
    help="""The evidence of an application.

\b
Examples:
  mcapproval evidence list APP-2026-0001
  mcapproval evidence verify APP-2026-0001
  mcapproval evidence coverage my-draft.yaml
""",
)
def evidence_command() -> None:
    pass


@evidence_command.command(
    name="add",
    help="""Add an item of evidence of need as a new version, with its file. It is in the records,
and in no file of yours: before you write on, take the draft afresh (mcapproval draft take).

\b
Examples:
  mcapproval evidence add APP-2026-0001 letter.pdf --kind letter \\
      --from inspiring-communities --dated 2026-03-04 --claims in-demand --as ana
  mcapproval evidence add APP-2026-0001 letter.pdf --id N2 --as ana

A file that a draft could not name is refused: one with nothing in it, or larger than 25 MB. What a
check finds at the item is told. --claims, --criteria and --outcomes may be given more than once.
""",
)
@click.argument("ref", type=seat.REF)
@click.argument("file", type=seat.PLACE)
@click.option("--kind", type=click.Choice(KINDS), help="What it is.")
@click.option(
    "--id", "item", type=seat.ID, metavar="N1", help="Fill the file of this item instead."
)
@click.option("--from", "organisation", metavar="ORGANISATION", help="Whose it is, by key.")
@click.option("--person", metavar="person-N", help="Whose it is, by the draft's id.")
@click.option("--dated", type=seat.DAY, metavar="DAY")
@click.option("--received", type=seat.DAY, metavar="DAY")
@click.option("--says", metavar="TEXT", help="What it says, in a sentence.")
@click.option("--claims", multiple=True, type=click.Choice(CLAIMS), help="What a letter claims.")
@click.option("--criteria", multiple=True, type=click.Choice(CRITERIA), help="What it serves.")
@click.option("--outcomes", multiple=True, type=seat.ID, metavar="LO1", help="For which outcomes.")
@click.option(
    "--confidential",
    type=click.Choice(("yes", "no")),
    help="Whether it stays with you: named in the pack, and not in it.",
)
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
@seat.standing_in
@seat.seat
def evidence_add(
    ref: str,
    file: Path,
    kind: str | None,
    item: str | None,
    organisation: str | None,
    person: str | None,
    dated: date | None,
    received: date | None,
    says: str | None,
    claims: tuple[str, ...],
    criteria: tuple[str, ...],
    outcomes: tuple[str, ...],
    confidential: str | None,
    effective: date | None,
) -> None:
    from mcapproval.actions.drafts.evidence import add_evidence

    origin = {k: v for k, v in (("organisation", organisation), ("person", person)) if v}
    given: dict[str, Any] = {
        "id": item,
        "type": kind,
        "from": origin or None,
        "dated": dated.isoformat() if dated else None,
        "received": received.isoformat() if received else None,
        "says": says,
        "claims": list(claims),
        "criteria": list(criteria),
        "outcomes": list(outcomes),
        "confidential": confidential,
    }
    seat.ordinary(file)
    added = add_evidence(seat.desk(), ref, file, given, effective)
    opened = added.opened
    put(f"{opened.ref}  version {opened.version}: {file.name} is in the records")
    for said in added.told:
        talk(f"note: {said}")
    next_step("check", opened.ref)


@evidence_command.command(
    name="remove",
    help="""Take an item of evidence of need out, as a new version.

\b
Example:
  mcapproval evidence remove APP-2026-0001 N2 --as ana

The versions before keep it and its file, and so does the history of the case.
""",
)
@click.argument("ref", type=seat.REF)
@click.argument("item", type=seat.ID, metavar="N1")
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
@seat.standing_in
@seat.seat
def evidence_remove(ref: str, item: str, effective: date | None) -> None:
    from mcapproval.actions.drafts.evidence import remove_evidence

    opened = remove_evidence(seat.desk(), ref, item, effective)
    put(f"{opened.ref}  version {opened.version}: {item} is not in it any more")
    next_step("check", opened.ref)


def _table(ref: str, as_json: bool, as_csv: bool) -> list[str]:
    from mcapproval.actions.drafts.evidence import list_evidence
    from mcapproval.reports.table import Column, Table

    columns = (
        Column("name", "File"),
        Column("title", "What"),
        Column("serves", "For"),
        Column("size", "Bytes", right=True),
        Column("sha256", "SHA-256", only="data"),
        Column("short", "SHA-256", only="text"),
        Column("there", "There"),
    )
    lines = list_evidence(seat.desk(), ref)
    rows = tuple(asdict(line) | {"short": line.sha256[:12]} for line in lines)
    put_table(Table(columns, rows, f"{ref} has no files."), as_json, as_csv)
    return [line.name for line in lines if line.there == "damaged"]


@evidence_command.command(
    name="list",
    help="""The files of the newest version, with their hashes.

\b
Examples:
  mcapproval evidence list APP-2026-0001
  mcapproval evidence list APP-2026-0001 --csv
""",
)
@click.argument("ref", type=seat.REF)
@formats
@seat.seat
def evidence_list(ref: str, as_json: bool, as_csv: bool) -> None:
    _table(ref, as_json, as_csv)


@evidence_command.command(
    name="verify",
    help="""Whether each file still has its hash.

\b
Example:
  mcapproval evidence verify APP-2026-0001

Exit codes: 0 every file has its hash or was erased; 1 one is damaged.
""",
)
@click.argument("ref", type=seat.REF)
@formats
@seat.seat
def evidence_verify(ref: str, as_json: bool, as_csv: bool) -> int:
    damaged = _table(ref, as_json, as_csv)
    for name in damaged:
        talk(f"{name} is not what was taken in: restore the records from a backup")
    return 1 if damaged else 0


@evidence_command.command(
    name="coverage",
    help="""Which evidence serves which criterion, and where there is none. Files need no records.

\b
Examples:
  mcapproval evidence coverage my-draft.yaml
  mcapproval evidence coverage APP-2026-0001 --csv
""",
)
@click.argument("what", type=seat.NAME_OR_REF, metavar="FILE|REF")
@formats
@seat.seat
def evidence_coverage(what: str, as_json: bool, as_csv: bool) -> None:
    from mcapproval.actions.drafts.coverage import coverage_of_case, coverage_of_file
    from mcapproval.cli.coverage_text import as_json as plain
    from mcapproval.cli.coverage_text import matrix

    if REFERENCE.fullmatch(what):
        found = coverage_of_case(seat.desk(), what)
    else:
        found = coverage_of_file(Path(what))
    if as_json:
        put_json(plain(found))
    else:
        put_table(matrix(found), False, as_csv)
