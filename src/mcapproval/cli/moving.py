"""`move`: making one move, and what is said with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mcapproval.cli import seat
from mcapproval.cli.attaching import files_given
from mcapproval.cli.official_forms import COLUMN, tell_of_table
from mcapproval.cli.say import as_json_option, next_step, put, put_json
from mcapproval.errors import AskedWrongly, Unreadable

if TYPE_CHECKING:
    from datetime import date

    from mcapproval.actions.cases.moves import Said

SET = click.option(
    "--set", "sets", multiple=True, metavar="K=V", help="An answer that the move asks for."
)
WITH = click.option(
    "--with",
    "answers",
    type=seat.PLACE,
    metavar="FILE",
    help="The answers in a YAML file.",
)

ATTACH = click.option(
    "--attach", "attached", type=seat.NAME, multiple=True, metavar="FILE", help="A letter or proof."
)


@click.command(
    help="""Make one move. A refusal gives every reason, and is recorded.

\b
Examples:
  mcapproval move APP-2026-0001 show-need --as ana
  mcapproval move APP-2026-0001 record-receipt --as hemi --set application_reference=C99011
  mcapproval move APP-2026-0001 record-outcome --as hemi --attach letter.pdf --with outcome.yaml
  mcapproval move APP-2026-0001 request-information --as hemi --items-from request.docx \\
      --due 2026-07-28
  mcapproval move APP-2026-0001 approve --as bo --effective 2026-06-10 --note "..."
  mcapproval move APP-2026-0001 submit --override --note "..." --as ana

An override is for an administrator: it goes past unmet conditions, never past what a move asks for
or what is not open, and marks the case for ever (mcapproval report overrides).
"""
)
@click.argument("ref", type=seat.REF)
@click.argument("move")
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
@click.option("--note", metavar="TEXT", help="A note, kept apart from the journal.")
@click.option("--override", is_flag=True, help="As administrator, past unmet conditions.")
@ATTACH
@SET
@WITH
@click.option("--items-from", type=seat.PLACE, metavar="FILE", help="Their table: a .docx.")
@COLUMN
@click.option("--due", type=seat.DAY, metavar="DAY", help="When the rows are due that name no day.")
@as_json_option
@seat.standing_in
@seat.seat
def move_command(
    ref: str,
    move: str,
    effective: date | None,
    note: str | None,
    override: bool,
    attached: tuple[str, ...],
    sets: tuple[str, ...],
    answers: Path | None,
    items_from: Path | None,
    columns: tuple[str, ...],
    due: date | None,
    as_json: bool,
) -> None:
    from mcapproval.actions.cases import moves

    given = replace(said(sets, answers, attached, note), override=override)
    if items_from is not None:
        given = _with_table(given, items_from, columns, due)
    elif due is not None:
        raise AskedWrongly(
            "--due is of the rows of --items-from", "give a day with --set items='text; due=DAY'"
        )
    done = moves.move(seat.desk(), ref, move, given, effective)
    if as_json:
        put_json(
            {
                "ref": done.ref,
                "move": done.move,
                "from": done.was,
                "to": done.now,
                "row": done.row,
                "opened": list(done.opened),
                **({"override": list(done.passed)} if done.passed else {}),
                **({"told": list(done.told)} if done.told else {}),
            }
        )
        return
    put(f"{done.ref}: {done.was} -> {done.now}")
    if done.passed:
        put(f"OVERRIDE past {', '.join(done.passed)}: the case is marked for ever")
    for opened in done.opened:
        put(f"opened {opened}")
    for told in done.told:
        put(told)
    next_step("next", done.ref)


def said(
    sets: tuple[str, ...],
    answers: Path | None,
    attached: tuple[str, ...],
    note: str | None = None,
) -> Said:
    """What the shell gives with a move. A key given more than once becomes a list."""
    from mcapproval.actions.cases.moves import Said

    given: dict[str, Any] = {}
    for pair in sets:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise AskedWrongly(f"--set takes name=value; {pair!r} is none")
        key = key.strip()
        if key in given:
            before = given[key]
            given[key] = [*before, value] if isinstance(before, list) else [before, value]
        else:
            given[key] = value
    return Said(given, _answers(answers), files_given(attached), note)


def _with_table(given: Said, file: Path, columns: tuple[str, ...], due: date | None) -> Said:
    """What is asked for from the table of a Word file, which is kept with the letter; it is the
    letter itself where none is attached. `due` is the letter's day, of rows that name none.
    """
    from mcapproval.actions.cases.attached import by_name
    from mcapproval.actions.cases.items.from_table import asked_in, columns_named

    if "items" in given.sets or "items" in given.answers:
        raise AskedWrongly("the items are given twice", "leave out --items-from or the others")
    table = asked_in(file, columns_named(columns))
    days = ((row, row.due or due) for row in table.rows)
    rows = [{"says": row.says, **({"due": day.isoformat()} if day else {})} for row, day in days]
    letter = dict(given.sets)
    if len(given.files) == 1 and "letter" not in given.answers:
        letter.setdefault("letter", next(iter(given.files)))
    tell_of_table(table.taken, table.passed)
    files = by_name([*given.files.items(), *files_given((str(file),)).items()])
    return replace(given, sets=letter, answers={**given.answers, "items": rows}, files=files)


def _answers(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {}
    from mcapproval.draft.answers import read_answers

    found = read_answers(file)
    if not isinstance(found, dict):
        raise Unreadable(f"{file} holds no answers by name", source=str(file))
    return found
