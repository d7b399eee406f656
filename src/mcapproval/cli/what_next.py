"""`next`: what waits for whoever asks; of one case, what can be done now and why not the rest."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mcapproval.cli import seat
from mcapproval.cli.again import whole
from mcapproval.cli.moving import ATTACH, SET, WITH, said
from mcapproval.cli.say import as_json_option, counted, put, put_json, put_table, wrapped
from mcapproval.errors import AskedWrongly, Reason, Refused
from mcapproval.policy.model import capital

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from mcapproval.actions.cases.items.still_open import OpenItem
    from mcapproval.actions.cases.moves import Possible, Said
    from mcapproval.actions.desk import Desk
    from mcapproval.actions.due.waiting import WorkList


MOST = 10_000
"""Cases and items that are looked at closely at once, some minutes of it."""


@click.command(
    help="""What waits for you, the overdue first. Of one case: which moves are possible now, by
whom, and every reason against the others.

\b
Examples:
  mcapproval next --as ana
  mcapproval next --everybody                        (by whose turn it is)
  mcapproval next APP-2026-0001 --as ana
  mcapproval next APP-2026-0001 --json
  mcapproval next APP-2026-0001 submit --as hemi     (tries it; changes nothing)
"""
)
@click.argument("ref", type=seat.REF, required=False)
@click.argument("move", required=False)
@click.option("--everybody", is_flag=True, help="Not only yours: for whoever may.")
@click.option(
    "--limit",
    type=click.IntRange(1, MOST),
    metavar="N",
    help="Without a case: how many of those that may be yours are looked at closely (50).",
)
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
@ATTACH
@SET
@WITH
@as_json_option
@seat.standing_in
@seat.seat
def next_command(
    ref: str | None,
    move: str | None,
    everybody: bool,
    limit: int | None,
    attached: tuple[str, ...],
    sets: tuple[str, ...],
    answers: Path | None,
    effective: date | None,
    as_json: bool,
) -> int:
    given_along = bool(sets or answers or attached or effective)
    _asked_for_something(ref, move, everybody, given_along, limit)
    if ref is None:
        return _work_list(everybody, limit, as_json)
    from mcapproval.actions.cases.moves import possible, quorum_of, try_move

    desk = seat.desk()
    if move and as_json:
        return _tried(desk, ref, move, said(sets, answers, attached), effective)
    if move:
        from mcapproval.cli.options import brought_about

        given = said(sets, answers, attached)
        quorum, told = quorum_of(desk, ref, move, given, effective)
        if quorum and (quorum.met or not quorum.present):
            put(wrapped(f"{capital(told)}."))
        made = try_move(desk, ref, move, given, effective)
        put(f"{move} is possible: {ref} would be in '{made.now}'. Nothing was changed.")
        for line in brought_about(made):
            put(line)
        return 0
    found = possible(replace(desk, person=None) if everybody else desk, ref)
    if as_json:
        put_json(_as_json(found))
        return 0
    from mcapproval.cli.options import lines

    for line in lines(found, seat.given(), None if everybody else seat.person_named()):
        put(line)
    return 0


def _asked_for_something(
    ref: str | None, move: str | None, everybody: bool, answers: bool, limit: int | None
) -> None:
    """AskedWrongly for what would be passed over: answers without a move, a limit with a case."""
    if answers and move is None:
        what = f"mcapproval next {ref} MOVE" if ref else "mcapproval next REF MOVE"
        raise AskedWrongly(
            "--set, --with, --attach and --effective say how a move is made, and none is named",
            f"name the move that is to be tried: {what} --set NAME=VALUE",
        )
    if move and everybody:
        raise AskedWrongly("a move is tried by one person", "leave --everybody out")
    if ref and limit:
        raise AskedWrongly("--limit is for the list of all that waits", "leave it out, or the case")


def _work_list(everybody: bool, limit: int | None, as_json: bool) -> int:
    from mcapproval.actions.due.waiting import LOOKED_AT, of_everybody, of_person
    from mcapproval.reports.waiting import table

    desk = seat.desk()
    everybody = everybody or desk.person is None
    if everybody and limit:
        raise AskedWrongly("--limit is for what waits for one person", "say who with --as PERSON")
    if everybody and desk.acts_for:
        mend = "leave it out, or --everybody, and say who with --as PERSON"
        raise AskedWrongly("--for is for what waits for one person", mend)
    found = of_everybody(desk) if everybody else of_person(desk, limit or LOOKED_AT)
    if as_json:
        put_json(
            {
                "today": found.today.isoformat(),
                "person": found.person,
                "looked_at": found.looked_at,
                "left_out": found.left_out,
                "waits": [asdict(row) for row in found.rows],
            }
        )
    else:
        put_table(
            table(found.rows, everybody, note(found, seat.given())), as_json=False, as_csv=False
        )
    return 0


def note(found: WorkList, given: Mapping[str, Any]) -> str:
    """How many wait, of how many steps that were looked at; and how to look at those left out, as
    far as so many are looked at."""
    things = (
        counted(len(found.rows), "thing waits", "things wait") if found.rows else "Nothing waits"
    )
    if found.person is None:
        return f"{things}."
    told = f"{things} for you."
    if found.looked_at > len(found.rows):
        told += (
            f" {found.looked_at} in which you have a role were looked at; those not told wait for"
            " others."
        )
    if found.left_out:
        told += (
            f" {found.left_out} more may wait for you, due later or never, and were not looked at"
        )
        if found.looked_at >= MOST:
            return f"{told}: {MOST} are the most at once."
        limit = str(min(MOST, found.looked_at + found.left_out))
        whom = ("--for", given["acts_for"]) if given.get("acts_for") else ()
        told += f":\n{whole(('next', '--limit', limit, *whom), given)}"
    return told


def _tried(desk: Desk, ref: str, move: str, said: Said, effective: date | None) -> int:
    """One move as JSON, in the shape of all: with the reasons against it if it is refused."""
    from mcapproval.actions.cases.moves import possible, quorum_of, try_move

    found = possible(desk, ref)
    quorum, _ = quorum_of(desk, ref, move, said, effective)
    reasons: tuple[Reason, ...] = ()
    told: tuple[str, ...] = ()
    opens: tuple[OpenItem, ...] = ()
    try:
        made = try_move(desk, ref, move, said, effective)
        told, opens = made.told, made.items
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
                    "told": list(told),
                    "opens": [asdict(item) for item in opens],
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
        **({"intake": found.intake} if found.intake else {}),
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
