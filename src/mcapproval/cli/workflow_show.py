"""`workflow show`: a workflow, or a case on its way through it, as table, picture or text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.check import REFERENCE
from mcapproval.cli.say import (
    formats,
    one_form,
    put,
    put_data,
    put_lines,
    put_table,
    roomy,
    wrapped,
)
from mcapproval.errors import AskedWrongly

if TYPE_CHECKING:
    from mcapproval.actions.workflows import Shown
    from mcapproval.policy.model import Policy
    from mcapproval.reports.table import Cell, Table
    from mcapproval.workflow.model import Definition

ENDING = ".toml"
OF_STATE = ("state_label", "waits_for", "position", "days")


@click.command(
    name="show",
    help="""A workflow, or where a case stands in it: a table, a picture, or Mermaid text.

\b
Examples:
  mcapproval workflow show nzqa-application
  mcapproval workflow show APP-2026-0001
  mcapproval workflow show APP-2026-0001 --svg --into where-it-is.svg
  mcapproval workflow show review --mermaid
  mcapproval workflow show my-workflow.toml --svg --into my-workflow.svg

A workflow is named, or is a file of your own. With a case, the workflow that it is pinned to is
shown, with the present state, those it passed through, the days spent in each, and who is waited
for.
""",
)
@click.argument("name", type=seat.NAME_OR_REF, metavar="NAME|REF|FILE")
@click.option("--mermaid", is_flag=True, callback=one_form, help="Mermaid text, for documentation.")
@click.option("--svg", is_flag=True, callback=one_form, help="A picture, with its words inside.")
@click.option(
    "--into",
    type=seat.PLACE,
    metavar="FILE",
    help="Where the picture of --svg goes; else it is printed.",
)
@formats
@seat.seat
def show_command(
    name: str, mermaid: bool, svg: bool, into: Path | None, as_json: bool, as_csv: bool
) -> None:
    if into and not svg:
        raise AskedWrongly("--into names a file for a picture", "add --svg")
    shown = _shown(name)
    if mermaid:
        from mcapproval.workflow.drawing.picture import mermaid as mermaid_text

        put_lines(mermaid_text(shown.definition, shown.policy, shown.case))
    elif svg:
        _draw(shown, into)
    else:
        _tell(shown, as_json, as_csv)


def _shown(name: str) -> Shown:
    from mcapproval.actions.workflows import Shown, shown_case
    from mcapproval.workflow.definition import load

    if REFERENCE.fullmatch(name):
        return shown_case(seat.desk(), name)
    if name.endswith(ENDING):
        return Shown(definition_in(Path(name)), _policy())
    return Shown(load(name), _policy())


def definition_in(file: Path) -> Definition:
    """The workflow that a file says. AskedWrongly where it can't be read or is not sound."""
    from mcapproval.workflow.definition import parse

    return parse(text_of(file), str(file))


def text_of(file: Path) -> str:
    from mcapproval.workflow.proving.limits import LARGEST, too_large

    seat.ordinary(file)
    try:
        size = file.stat().st_size
        if size > LARGEST:
            raise too_large(str(file), size)
        return file.read_text("utf-8-sig")
    except OSError as fault:
        raise AskedWrongly(
            f"{file} can't be read: {fault.strerror}", "check the name of the file"
        ) from fault
    except UnicodeDecodeError as fault:
        raise AskedWrongly(f"{file} isn't saved as UTF-8", "save it again as UTF-8") from fault


def _policy() -> Policy:
    """Whose titles are printed: those of the records, where there are some; else of the folder."""
    place = seat.records_place()
    if seat.records_named() or "://" in place or Path(place).is_file():
        from mcapproval.actions.setup import show_policy

        return show_policy(seat.desk(), None).policy
    from mcapproval.actions.policies import policy_above

    return policy_above(Path.cwd(), seat.today())


def _draw(shown: Shown, into: Path | None) -> None:
    from mcapproval.workflow.drawing.svg import svg

    picture = svg(shown.definition, shown.policy, shown.case)
    if into is None:
        put_data(picture)
        return
    from mcapproval.actions.workflows import write_picture

    write_picture(into, picture)
    put(f"{into}: {shown.case.ref if shown.case else shown.definition.name}, drawn and told.")


def _tell(shown: Shown, as_json: bool, as_csv: bool) -> None:
    from mcapproval.workflow.drawing.told import walk_told

    if as_json or as_csv:
        put_table(_table(shown), as_json, as_csv)
        return
    if shown.case:
        put(f"{shown.case.ref}  {shown.case.title}".rstrip())
        for sentence in walk_told(shown.definition, shown.case, shown.policy):
            put(wrapped(sentence))
        put()
    ways = [_table(shown), _table(shown, "by"), _table(shown, "by", "waits_for")]
    once = [replace(table, rows=tuple(_each_state_once(table.rows))) for table in ways]
    put_table(roomy(*once), as_json, as_csv)


def _table(shown: Shown, *below: str) -> Table:
    """One row for each move; `below` are the columns for which a line has no room."""
    from mcapproval.reports.table import Column, Table
    from mcapproval.workflow.drawing.rows import rows

    def told(key: str, heading: str) -> Column:
        set_in = key in below
        return Column(key, heading.lower() if set_in else heading, below=set_in)

    of_case = "" if shown.case else "data"
    columns = (
        Column("state", "State", only="data"),
        Column("state_label", "In"),
        Column("end", "End", only="data"),
        told("waits_for", "Waits for"),
        Column("position", "Case", only=of_case),
        Column("days", "Days", right=True, only=of_case),
        Column("visits", "Visits", only="data"),
        Column("move", "Move", whole=True),
        Column("move_label", "What it does", only="data"),
        Column("to", "To", only="data"),
        Column("to_label", "Leads to"),
        told("by", "Who"),
        Column("needs", "needs", below=True),
    )
    found = rows(shown.definition, shown.policy, shown.case)
    return Table(columns, tuple(found), "No states.")


def _each_state_once(rows: Sequence[Mapping[str, Cell]]) -> Iterator[Mapping[str, Cell]]:
    """What is said of a state stands in the first of its rows only."""
    before: Cell = None
    for row in rows:
        once = row["state"] == before
        yield {**row, **dict.fromkeys(OF_STATE, "")} if once else row
        before = row["state"]
