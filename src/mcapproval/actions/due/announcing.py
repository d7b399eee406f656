"""Announcing what comes near: the re-evaluations of which notice is to be given today, moved on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby

from sqlalchemy import Connection

from mcapproval.actions.cases import clocking
from mcapproval.actions.cases.definitions import definition_of, kept_definition
from mcapproval.actions.cases.effects import of_move
from mcapproval.actions.cases.effects.moved_row import moved_data
from mcapproval.actions.cases.standing.view import Standing, standing
from mcapproval.actions.desk import Desk, settled
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row, title_of
from mcapproval.actions.reviewing.alike import TOGETHER, Judging, apart, read
from mcapproval.batches import batched
from mcapproval.clock import add_days
from mcapproval.errors import Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.batch import RowOf, add_all
from mcapproval.store.conflict import Conflict
from mcapproval.store.rows.folded import Case, Review
from mcapproval.workflow import engine
from mcapproval.workflow.situation import SYSTEM

NOTIFY = "notify"
"""The move that opens a re-evaluation, so many days before it is due as our policy says."""

FARTHEST = 365
"""Days: no policy may announce one earlier."""


@dataclass(frozen=True, slots=True)
class Made:
    """A move that was due and was made as `system`; `row` is None where it would only be made."""

    ref: str
    title: str
    move: str
    was: str
    now: str
    due_on: str
    row: int | None


@dataclass(frozen=True, slots=True)
class Announced:
    """What was announced; `would_be` has the cases as they would be where it is only tried, and
    `left_out` what could not be, each with why."""

    moves: tuple[Made, ...] = ()
    would_be: tuple[Case, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()


def announce(desk: Desk, dry: bool) -> Announced:
    """Announce what is near enough: what is alike together, all others each for itself."""
    with desk.reading() as connection:
        refs = _to_announce(connection, desk.today)
        parts = list(batched(refs, TOGETHER))
        for_themselves = {ref for part in parts for ref in apart(connection, part)}
    done = [one for part in parts for one in _of_part(desk, part, for_themselves, dry)]
    return Announced(
        tuple(made for one in done for made in one.moves),
        tuple(case for one in done for case in one.would_be),
        tuple(left for one in done for left in one.left_out),
    )


def _of_part(
    desk: Desk, part: Sequence[str], for_themselves: Set[str], dry: bool
) -> Iterator[Announced]:
    for single, of_one_sort in groupby(part, lambda ref: dry or ref in for_themselves):
        together = list(of_one_sort)
        moves = {} if single else _together(desk, together)
        for ref in together:
            yield Announced((moves[ref],)) if ref in moves else _singly(desk, ref, dry)


def _singly(desk: Desk, ref: str, dry: bool) -> Announced:
    """Nothing of one that is gone since, with the import that it came from, or was announced."""
    try:
        done = settled(ref, partial(_announce, desk, ref, dry))
    except Refused as refusal:
        why = "; ".join(reason.message for reason in refusal.reasons) or str(refusal)
        return Announced(left_out=((ref, why),))
    except Unknown:
        return Announced()
    if done is None:
        return Announced()
    made, after = done
    return Announced((made,), (after,) if after else ())


def _together(desk: Desk, refs: Sequence[str]) -> dict[str, Made]:
    """Those that are alike, in one transaction; nothing of it where one was moved meanwhile."""
    rows: list[RowOf] = []
    made: dict[str, Made] = {}
    try:
        with desk.writing() as writer:
            judging = Judging(writer, desk, NOTIFY, desk.today, lambda *_: SYSTEM)
            for found in read(writer.connection, refs):
                one = judging.alike(found)
                if one is None:
                    continue
                was, now = (one.definition.label(name) for name in (found.state, one.data["to"]))
                due, row = found.review_day, writer.seq + len(rows) + 1
                made[found.ref] = Made(found.ref, found.title, NOTIFY, was, now, due, row)
                rows.append(one.row(found, desk.today, found.last_row))
            add_all(writer, "moved", desk.today, rows)
    except Conflict:
        return {}
    return made


def _to_announce(connection: Connection, today: date) -> list[str]:
    """The re-evaluations that are near enough to be announced and were not: one question for all,
    and one for each provider and workflow.
    """
    near: dict[str, str] = {}
    opens: dict[tuple[str, str], bool] = {}
    found = []
    for row in queries.due_reviews(connection, add_days(today, FARTHEST).isoformat()):
        provider, within = row["provider"], (row["definition_hash"], row["state"])
        if provider not in near:
            ahead = policy_for(connection, provider, today).lead_days
            near[provider] = add_days(today, ahead).isoformat()
        if within not in opens:
            move = kept_definition(connection, within[0], row["ref"]).move(row["state"], NOTIFY)
            opens[within] = move is not None and "system" in move.by
        if (
            row["due_on"] <= near[provider]
            and opens[within]
            and row["last_on"] <= today.isoformat()
        ):
            found.append(row["ref"])
    return found


def _announce(desk: Desk, ref: str, dry: bool) -> tuple[Made, Case | None] | None:
    """The move as it was made; if it would only be made, with the case as it would be then. None
    where it waits for no notice any more.
    """
    with desk.reading() as connection:
        case = case_row(connection, ref)
        definition = definition_of(connection, case)
        if definition.move(case.state, NOTIFY) is None:
            return None
        stands = standing(connection, case, desk.today)
        review = queries.one(connection, Review, ref=ref)
        title = title_of(connection, case)
        assert review is not None
        outcome = engine.step(definition, stands.situation, SYSTEM, NOTIFY, {})
        after = _as_if(connection, case, outcome, desk.today) if dry else None
    row = None if dry else _made(desk, case, stands, outcome)
    was, now = definition.label(case.state), definition.label(outcome.to)
    return Made(ref, title, NOTIFY, was, now, review.due_on, row), after


def _as_if(connection: Connection, case: Case, outcome: engine.Outcome, today: date) -> Case:
    """A case as a move that asks and opens nothing would leave it."""
    data = {"from": case.state, "to": outcome.to, "items": [], "closes": [], "values": {}}
    clock = clocking.as_moved(connection, case, outcome.move, today, data)
    days = {name: clock[name] for name in ("due_on", "remind_on", "escalate_on")}
    return case._replace(**days, state=outcome.to)


def _made(desk: Desk, case: Case, stands: Standing, outcome: engine.Outcome) -> int:
    """The row of a move by the program, caused by the row that changed the case last."""
    with desk.writing() as writer:
        data = moved_data(writer, desk, stands, outcome, {}, desk.today)
        row = writer.add(
            case.ref, "moved", desk.today, data, seen=case.version, cause=case.last_row
        )
        of_move.follow(writer, stands, outcome.move, outcome.values, desk.today, row.seq, desk.salt)
    return row.seq
