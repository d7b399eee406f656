"""`next` and `move`: what can be done now and why not the rest, and doing it."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mcapproval.cli import seat
from mcapproval.cli.say import as_json_option, next_step, put, put_json, wrapped
from mcapproval.errors import AskedWrongly, Reason, Refused, Unreadable

if TYPE_CHECKING:
    from datetime import date

    from mcapproval.actions.cases.moves import Possible, Said
    from mcapproval.actions.desk import Desk

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

ATTACH = click.option(
    "--attach", "attached", multiple=True, metavar="FILE", help="A letter or proof."
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
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
@ATTACH
@SET
@WITH
@as_json_option
@seat.standing_in
@seat.seat
def next_command(
    ref: str,
    move: str | None,
    attached: tuple[str, ...],
    sets: tuple[str, ...],
    answers: Path | None,
    effective: date | None,
    as_json: bool,
) -> int:
    from mcapproval.actions.cases.moves import possible, quorum_of, try_move

    desk = seat.desk()
    if move and as_json:
        return _tried(desk, ref, move, said(sets, answers, attached), effective)
    if move:
        given = said(sets, answers, attached)
        quorum, told = quorum_of(desk, ref, move, given, effective)
        if quorum and (quorum.met or not quorum.present):
            put(wrapped(f"{told[:1].upper()}{told[1:]}."))
        label = try_move(desk, ref, move, given, effective)
        put(f"{move} is possible: {ref} would be in '{label}'. Nothing was changed.")
        return 0
    found = possible(desk, ref)
    if as_json:
        put_json(_as_json(found))
        return 0
    from mcapproval.cli.options import lines

    for line in lines(found, seat.given(), seat.person_named()):
        put(line)
    return 0


def _tried(desk: Desk, ref: str, move: str, said: Said, effective: date | None) -> int:
    """One move as JSON, in the shape of all: with the reasons against it if it is refused."""
    from mcapproval.actions.cases.moves import possible, quorum_of, try_move

    found = possible(desk, ref)
    quorum, _ = quorum_of(desk, ref, move, said, effective)
    reasons: tuple[Reason, ...] = ()
    try:
        try_move(desk, ref, move, said, effective)
    except Refused as refused:
        reasons = refused.reasons
    here = next((option for option in found.options if option.move == move), None)
    put_json(
        {
            "ref": found.ref,
            "state": found.state,
            **asdict(found.turn),
            "moves": [
                {
                    "move": move,
                    "to": list(here.to) if here else [],
                    "by": list(here.by) if here else [],
                    "possible": not reasons,
                    "reasons": [asdict(reason) for reason in reasons],
                    "for": here.acts_for if here else None,
                    "quorum": asdict(quorum) if quorum else None,
                }
            ],
            "items": [asdict(item) for item in found.items],
            "fallen": [asdict(reason) for reason in found.fallen],
        }
    )
    return int(bool(reasons))


def _as_json(found: Possible) -> dict[str, Any]:
    return {
        "ref": found.ref,
        "state": found.state,
        **asdict(found.turn),
        "moves": [
            {
                "move": option.move,
                "to": list(option.to),
                "by": list(option.by),
                "possible": option.possible,
                "reasons": [asdict(reason) for reason in option.reasons],
                "for": option.acts_for,
                "quorum": asdict(option.quorum) if option.quorum else None,
            }
            for option in found.options
        ],
        "items": [asdict(item) for item in found.items],
        "fallen": [asdict(reason) for reason in found.fallen],
    }


@click.command(
    help="""Make one move. A refusal gives every reason, and is recorded.

\b
Examples:
  mcapproval move APP-2026-0001 show-need --as ana
  mcapproval move APP-2026-0001 record-receipt --as hemi --set application_reference=C99011
  mcapproval move APP-2026-0001 record-outcome --as hemi --attach letter.pdf --with outcome.yaml
  mcapproval move APP-2026-0001 approve --as bo --effective 2026-06-10 --note "..."
  mcapproval move APP-2026-0001 submit --override --note "..." --as ana

An override is for an administrator: it goes past unmet conditions, never past what a move asks for
or what is not open, and marks the case for ever (mcapproval report overrides).
"""
)
@click.argument("ref")
@click.argument("move")
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
@click.option("--note", metavar="TEXT", help="A note, kept apart from the journal.")
@click.option("--override", is_flag=True, help="As administrator, past unmet conditions.")
@ATTACH
@SET
@WITH
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
    as_json: bool,
) -> None:
    from mcapproval.actions.cases import moves

    given = replace(said(sets, answers, attached, note), override=override)
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
            }
        )
        return
    put(f"{done.ref}: {done.was} -> {done.now}")
    if done.passed:
        put(f"OVERRIDE past {', '.join(done.passed)}: the case is marked for ever")
    for opened in done.opened:
        put(f"opened {opened}")
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
    return Said(given, _answers(answers), seat.files_given(attached), note)


def _answers(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {}
    from mcapproval.draft.answers import read_answers

    found = read_answers(file)
    if not isinstance(found, dict):
        raise Unreadable(f"{file} holds no answers by name", source=str(file))
    return found
