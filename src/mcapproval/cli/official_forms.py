"""`pack REF --form FILE --map MAP`: somebody else's Word form, and what is in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.say import (
    as_json_option,
    counted,
    formats,
    next_step,
    put,
    put_json,
    put_table,
    talk,
    wrapped,
)

if TYPE_CHECKING:
    from mcapproval.actions.papers.official_forms import FormSeen

FILE = seat.PLACE
COLUMN = click.option(
    "--column", "columns", multiple=True, metavar="WHAT=HEAD", help="Which column of it is what."
)


def tell_of_table(taken: Mapping[str, str], passed: Sequence[tuple[str, str]]) -> None:
    """What each column of a request was taken for, and every row that became no item."""
    talk(f"columns taken as {', '.join(f'{what}: `{head}`' for what, head in taken.items())}")
    for row, why in passed:
        talk(wrapped(f"no item: {row}: {why}"))


def word_for(args: Sequence[str]) -> str:
    """The command that is meant where a reference stands first."""
    given = {arg.partition("=")[0] for arg in args}
    if "--form" in given or "--map" in given:
        return "fill"
    return "reply" if "--reply" in given else "make"


@click.command(
    name="fill",
    help="""A Word form that was handed in, filled by a map from an application.

\b
Example:
  mcapproval pack APP-2026-0001 --form form-2.docx --map form-2.map.yaml --into filled.docx

The word `fill` may be left out. Every box that could not be filled is told, with why; nothing else
in the file is changed. `mcapproval pack form-boxes FILE` begins a map.
""",
)
@click.argument("ref", type=seat.REF)
@click.option("--form", required=True, type=FILE, metavar="FILE", help="The form, a .docx.")
@click.option("--map", "by", required=True, type=FILE, metavar="MAP", help="Its map, in YAML.")
@click.option("--into", required=True, type=FILE, metavar="FILE", help="A new .docx.")
@as_json_option
@seat.seat
def fill_command(ref: str, form: Path, by: Path, into: Path, as_json: bool) -> None:
    from mcapproval.actions.papers.official_forms import fill_form

    done = fill_form(seat.desk(), ref, form, by, into)
    for said in done.told:
        talk(f"note: {said}")
    filled = done.filled
    if as_json:
        put_json(
            {
                "ref": done.ref,
                "version": done.version,
                "file": str(done.file),
                "filled": [
                    {"box": p.box, "style": p.style, "answer": p.answer, "characters": p.characters}
                    for p in filled.placed
                ],
                "left": list(filled.left),
                "not_filled": [
                    {"box": n.box, "code": n.code, "why": n.why, "mend": n.mend}
                    for n in filled.not_filled
                ],
            }
        )
        return
    boxes = counted(len(filled.placed), "box", "boxes")
    put(f"{done.file}: {boxes} filled from {done.ref}, version {done.version}")
    if filled.left:
        put(wrapped(f"Left empty, as the map says: {', '.join(filled.left)}"))
    if filled.not_filled:
        put(f"Not filled: {len(filled.not_filled)}")
    for nothing in filled.not_filled:
        put(wrapped(f"{nothing.box}: {nothing.why}  [{nothing.code}]", "  "))
        put(wrapped(nothing.mend, "      ", "      "))


@click.command(
    name="form-boxes",
    help="""The boxes of a Word form; with a map, what each gets.

\b
Examples:
  mcapproval pack form-boxes form-2.docx
  mcapproval pack form-boxes form-2.docx --into form-2.map.yaml
  mcapproval pack form-boxes form-2.docx --map form-2.map.yaml

--into writes a map to begin with, its answers proposed by the labels. No records are needed.
Exit codes: 0 read, and a map fits; 1 the map and the form do not fit.
""",
)
@click.argument("form", type=FILE, metavar="FILE")
@click.option("--map", "by", type=FILE, metavar="MAP", help="Hold this map against the form.")
@click.option("--into", type=FILE, metavar="MAP", help="Write a map to begin with: a new file.")
@formats
@seat.seat
def form_boxes_command(
    form: Path, by: Path | None, into: Path | None, as_json: bool, as_csv: bool
) -> int:
    from mcapproval.actions.papers.official_forms import look_through
    from mcapproval.actions.papers.printing import put_new
    from mcapproval.reports.table import Column, Table

    seen = look_through(form, by)
    if into is not None:
        put_new(seen.proposal.encode("utf-8"), into)
    columns = (
        Column("box", "Box"),
        Column("number", "No.", right=True, only="data"),
        Column("takes", "Takes"),
        Column("style", "Made as", only="data"),
        Column("names", "Tag or bookmark"),
        Column("offers", "Offers", below=True),
        Column("answer", "Answer", only="" if by else "data"),
        Column("holds", "holds", below=True),
        Column("code", "Fault", only="data"),
        Column("why", "", below=True),
    )
    put_table(Table(columns, tuple(_rows(seen)), f"{form} has no boxes."), as_json, as_csv)
    if into is not None and not (as_json or as_csv):
        put(f"{into}: a map to begin with; read every line of it")
        next_step("pack", "form-boxes", str(form), "--map", str(into))
    return 1 if any(match.code for match in seen.matches or ()) else 0


def _rows(seen: FormSeen) -> list[dict[str, str | int]]:
    """A row for each box that takes something, and for each entry that came to nothing."""
    if seen.matches is None:
        in_rows = [element for box in seen.boxes for element in box.covers]
        return [
            {
                "box": box.called, "number": box.number, "takes": box.kind, "style": box.style,
                "names": ", ".join(box.names), "offers": ", ".join(box.choices), "answer": "",
                "holds": box.held, "code": "shut" if box.shut else "", "why": box.shut,
            }
            for box in seen.boxes
            if not (box.style == "cell" and box.held)
            and not any(box.element is part for part in in_rows)
        ]  # fmt: skip
    return [
        {
            "box": match.called,
            "number": match.box.number if match.box else 0,
            "takes": match.box.kind if match.box else "",
            "style": match.box.style if match.box else "",
            "names": ", ".join(match.box.names) if match.box else "",
            "offers": ", ".join(match.box.choices) if match.box else "",
            "answer": (match.entry.gives or "(left empty)") if match.entry else "",
            "holds": match.box.held if match.box else "",
            "code": match.code,
            "why": f"{match.why}; {match.mend}" if match.why else "",
        }
        for match in seen.matches
    ]


@click.command(
    name="form-answers",
    help="""The ready-made answers that a map can name beside a path of the draft.

\b
Example:
  mcapproval pack form-answers
""",
)
@formats
@seat.seat
def form_answers_command(as_json: bool, as_csv: bool) -> None:
    from mcapproval.documents.official_forms.ready_made import READY
    from mcapproval.reports.table import Column, Table

    columns = (Column("name", "Name", whole=True), Column("says", "What it is"))
    rows = tuple({"name": name, "says": made.says} for name, made in READY.items())
    put_table(Table(columns, rows, "There are none."), as_json, as_csv)


@click.command(
    name="reply",
    help="""The replies to a request for information, written into the table in which it came.

\b
Example:
  mcapproval pack APP-2026-0001 --reply request.docx --into reply.docx

The word `reply` may be left out. Rows whose item has no reply yet are told; nothing else in the
file is changed. `mcapproval item add REF --from FILE` took its rows in.
""",
)
@click.argument("ref", type=seat.REF)
@click.option("--reply", "file", required=True, type=FILE, metavar="FILE", help="As it came.")
@click.option("--into", required=True, type=FILE, metavar="FILE", help="A new .docx.")
@COLUMN
@as_json_option
@seat.seat
def reply_command(
    ref: str, file: Path, into: Path, columns: tuple[str, ...], as_json: bool
) -> None:
    from mcapproval.actions.cases.items.from_table import columns_named, reply_in

    done = reply_in(seat.desk(), ref, file, into, columns_named(columns))
    if as_json:
        put_json(
            {
                "ref": done.ref,
                "file": str(into),
                "answered": list(done.answered.written),
                "not_answered": [{"row": row, "why": why} for row, why in done.answered.bare],
            }
        )
        return
    put(f"{into}: {counted(len(done.answered.written), 'reply', 'replies')} of {done.ref}")
    if done.answered.bare:
        put(f"Without a reply: {len(done.answered.bare)}")
    for row, why in done.answered.bare:
        put(wrapped(row, "  "))
        put(wrapped(why, "      ", "      "))


COMMANDS = (fill_command, form_boxes_command, form_answers_command, reply_command)
