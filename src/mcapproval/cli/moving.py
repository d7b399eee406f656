"""`next` and `move`: what can be done now and why not the rest, and doing it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mcapproval.cli import seat
from mcapproval.cli.say import as_json_option, put_json, talk
from mcapproval.errors import AskedWrongly, Unreadable

if TYPE_CHECKING:
    from datetime import date

    from mcapproval.actions.moves import Possible, Said

SET = click.option(
    "--set", "sets", multiple=True, metavar="K=V", help="An answer that the move asks for."
)
WITH = click.option(
    "--with",
    "answers",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The answers in a YAML file.",
)


@click.command(
    help="""Which moves are possible now, by whom, and every reason against the others.

\b
Examples:
  mcapproval next APP-2026-0001 --as ana
  mcapproval next APP-2026-0001 --json
  mcapproval next APP-2026-0001 submit --as hemi     (tries it; changes nothing)
"""
)
@click.argument("ref")
@click.argument("move", required=False)
@SET
@WITH
@as_json_option
@seat.seat
def next_command(
    ref: str, move: str | None, sets: tuple[str, ...], answers: Path | None, as_json: bool
) -> None:
    from mcapproval.actions.moves import possible, try_move

    desk = seat.desk()
    if move:
        label = try_move(desk, ref, move, said(sets, answers, ()))
        click.echo(f"{move} is possible: {ref} would be in '{label}'. Nothing was changed.")
        return
    found = possible(desk, ref)
    if as_json:
        put_json(_as_json(found))
    else:
        _told(found)


def _as_json(found: Possible) -> dict[str, Any]:
    return {
        "ref": found.ref,
        "state": found.state,
        "moves": [
            {
                "move": option.move,
                "to": list(option.to),
                "by": list(option.by),
                "possible": option.possible,
                "reasons": [
                    {"code": r.code, "message": r.message, "mend": r.mend, "who": r.who}
                    for r in option.reasons
                ],
            }
            for option in found.options
        ],
    }


def _told(found: Possible) -> None:
    click.echo(f"{found.ref}  {found.title}".rstrip())
    click.echo(f"{found.label} since {found.since}.")
    can = [option for option in found.options if option.possible]
    not_yet = [option for option in found.options if not option.possible]
    if can:
        click.echo("\nYou can" if seat.person_named() else "\nPossible now, for whoever may")
    for option in can:
        click.echo(f"  {option.move:<24} {option.label}   ({', '.join(option.by)})")
        asks = [f"{a.name}{' (may be left out)' if a.optional else ''}" for a in option.asks]
        if asks:
            click.echo(f"  {'':<24} asks for {', '.join(asks)}")
    if not_yet:
        click.echo("\nNot yet")
    for option in not_yet:
        click.echo(f"  {option.move:<24} {option.label}   ({', '.join(option.by)})")
        for reason in option.reasons:
            click.echo(f"    x {reason.message}  [{reason.code}]")
            if reason.mend:
                click.echo(
                    f"      {reason.who}: {reason.mend}" if reason.who else f"      {reason.mend}"
                )
    if not found.options:
        click.echo("It is at an end: no move leads on.")


@click.command(
    help="""Make one move. A refusal gives every reason, and is recorded.

\b
Examples:
  mcapproval move APP-2026-0001 show-need --as ana
  mcapproval move APP-2026-0001 record-receipt --as hemi --set application_reference=C99011
  mcapproval move APP-2026-0001 record-outcome --as hemi --attach letter.pdf --with outcome.yaml
  mcapproval move APP-2026-0001 approve --as bo --effective 2026-06-10 --note "..."
"""
)
@click.argument("ref")
@click.argument("move")
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
@click.option("--note", metavar="TEXT", help="A note, kept apart from the journal.")
@click.option("--attach", "attached", multiple=True, metavar="FILE", help="A letter or proof.")
@SET
@WITH
@as_json_option
@seat.seat
def move_command(
    ref: str,
    move: str,
    effective: date | None,
    note: str | None,
    attached: tuple[str, ...],
    sets: tuple[str, ...],
    answers: Path | None,
    as_json: bool,
) -> None:
    from mcapproval.actions import moves

    done = moves.move(seat.desk(), ref, move, said(sets, answers, attached, note), effective)
    if as_json:
        put_json(
            {
                "ref": done.ref,
                "move": done.move,
                "from": done.was,
                "to": done.now,
                "row": done.row,
                "opened": list(done.opened),
            }
        )
        return
    click.echo(f"{done.ref}: {done.was} -> {done.now}")
    for opened in done.opened:
        click.echo(f"opened {opened}")
    talk(f"next: mcapproval next {done.ref}")


def said(
    sets: tuple[str, ...],
    answers: Path | None,
    attached: tuple[str, ...],
    note: str | None = None,
) -> Said:
    """What the shell gives with a move. A key given more than once becomes a list."""
    from mcapproval.actions.moves import Said

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
    return Said(given, _answers(answers), seat.files_given(attached), note)


def _answers(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {}
    from mcapproval.draft.answers import read_answers

    found = read_answers(file)
    if not isinstance(found, dict):
        raise Unreadable(f"{file} holds no answers by name", source=str(file))
    return found
