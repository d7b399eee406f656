"""`kit`: what is sent out with a draft to be filled in, and read when it comes back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.again import whole
from mcapproval.cli.check import REFERENCE
from mcapproval.cli.made_by_name import MadeByName
from mcapproval.cli.say import formats, next_step, put, put_lines, put_table, talk

if TYPE_CHECKING:
    from mcapproval.documents.kits.facts import KitFacts


@seat.seat
@click.group(
    cls=MadeByName,
    name="kit",
    help="""Letters, surveys and records to send out, and to read when they come back.

\b
Examples:
  mcapproval kit list
  mcapproval kit letter my-draft.yaml --into letter.docx
  mcapproval kit survey APP-2026-0001 --into survey.csv
  mcapproval kit read letter-from-the-trust.docx

A draft in a file needs no records. Nothing is sent by itself.
""",
)
def kit_command() -> None:
    pass


@kit_command.command(
    name="list",
    help="""The kits there are, and what each comes back as.

\b
Example:
  mcapproval kit list
""",
)
@formats
@seat.seat
def kit_list(as_json: bool, as_csv: bool) -> None:
    from mcapproval.actions.papers.kits import looks_of
    from mcapproval.documents.kits.catalogue import KITS
    from mcapproval.reports.table import Column, Table

    columns = (
        Column("name", "Name", whole=True),
        Column("title", "Kit"),
        Column("looks", "Looks"),
        Column("returns", "Comes back as evidence"),
    )
    rows = tuple(
        {
            "name": kit.slug,
            "title": kit.title,
            "looks": ", ".join(looks_of(kit)),
            "returns": kit.returns or "-",
        }
        for kit in KITS
    )
    put_table(Table(columns, rows, "There are no kits."), as_json, as_csv)


@kit_command.command(
    name="make",
    help="""One kit, from a draft in a file or from an application.

\b
Examples:
  mcapproval kit attestation my-draft.yaml
  mcapproval kit letter my-draft.yaml --into letter.docx
  mcapproval kit industry-mail APP-2026-0001 --into mail.eml

The end of the file's name says which look: .docx comes back filled in and can be read again;
.pdf, .html and .txt are to look at; a survey is also a sheet (.csv), the mail also an .eml.
The word `make` may be left out.
""",
)
@click.argument("name")
@click.argument("what", type=seat.NAME_OR_REF, metavar="FILE|REF")
@click.option("--into", type=seat.PLACE, metavar="FILE", help="A file that is not there yet.")
@seat.seat
def kit_make(name: str, what: str, into: Path | None) -> None:
    from mcapproval.actions.papers.kits import kit_bytes, kit_named
    from mcapproval.actions.papers.printing import put_new, unprinted
    from mcapproval.documents.kits.facts import left_out
    from mcapproval.documents.text import render
    from mcapproval.documents.unwritten import unwritten

    kit = kit_named(name)
    facts = _facts(what)
    made = kit.make(facts)
    if into is None:
        put_lines(render(made))
    else:
        put_new(kit_bytes(kit, facts, into), into)
        put(f"{into}: {kit.title}")
        for said in unprinted(made, into):
            talk(f"note: {said}")
    missing = (*left_out(facts), *unwritten(made))
    if missing:
        talk(f"the draft does not say yet: {'; '.join(missing)}")
    if into and kit.returns and into.suffix.lower() in (".docx", ".csv"):
        draft = () if REFERENCE.fullmatch(what) else ("--draft", what)
        next_step("kit", "read", str(into), *draft)


def _facts(what: str) -> KitFacts:
    from mcapproval.actions.papers.kits import of_case, of_file

    if REFERENCE.fullmatch(what):
        return of_case(seat.desk(), what)
    path = Path(what)
    seat.ordinary(path)
    return of_file(path, seat.today())


@kit_command.command(
    name="read",
    help="""Kits that came back, each as a half-filled item of evidence to paste into a draft.

\b
Examples:
  mcapproval kit read letter-from-the-trust.docx
  mcapproval kit read answers.csv --draft my-draft.yaml
  mcapproval kit read survey-1.docx survey-2.docx

Word files that were filled in, and the sheet of a survey. Surveys of several people become one
item. Nothing is written anywhere: read it again, finish it, and put it under "Evidence of need".
""",
)
@click.argument("files", type=seat.PLACE, nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--draft",
    type=seat.PLACE,
    metavar="FILE",
    help="Your draft, to number the items on, and say them as it is written; it is only read.",
)
@seat.seat
def kit_read(files: tuple[Path, ...], draft: Path | None) -> None:
    from mcapproval.actions.papers.kits import read_kits

    for path in (*files, *((draft,) if draft else ())):
        seat.ordinary(path)
    for found in read_kits(files, draft):
        put_lines(found.said)
        known = {"--kind": found.type, "--from": found.organisation, "--dated": found.dated}
        told = [word for option, value in known.items() if value for word in (option, value)]
        command = whole(("evidence", "add", "REF", found.files[0], *told), seat.given())
        talk(f"of an application in the records: {command}")
        if others := found.files[1:]:
            said = f"the answers of {', '.join(others)} are in it too"
            talk(f"{said}: put all of the files into one, and name that")
