"""`tick`: what is due today is done and told, once, however often it runs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sqlalchemy import Connection

from mcapproval.actions.cases import clocking
from mcapproval.actions.cases.definitions import definition_of, kept_definition
from mcapproval.actions.cases.effects import of_move
from mcapproval.actions.cases.effects.moved_row import moved_data
from mcapproval.actions.cases.standing.view import Standing, standing
from mcapproval.actions.deliveries.beginning import DELIVER, Begun, take_on, to_begin
from mcapproval.actions.desk import Desk, settled
from mcapproval.actions.due.outbox import overtaken
from mcapproval.actions.due.watching import cases_with_dues, fresh, lines
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row, title_of
from mcapproval.actions.reviewing.self_review_sent import asked_for
from mcapproval.clock import add_days
from mcapproval.errors import Refused
from mcapproval.reports.outbox import Notice
from mcapproval.store import queries
from mcapproval.store.tables import Case, Review
from mcapproval.workflow import engine
from mcapproval.workflow.situation import SYSTEM
from mcapproval.working_days import Calendar

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
class Ticked:
    """What was done, or would be; `left_out` has moves that could not be made, each with why, and
    `asked_for` the providers of which a summary of their self-review is asked, each with why.
    """

    today: date
    dry: bool
    moves: tuple[Made, ...]
    notices: tuple[Notice, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    asked_for: tuple[tuple[str, str], ...] = ()


def as_system(desk: Desk) -> Desk:
    """The desk at which nobody sits: what is done there is done by the program itself."""
    return replace(desk, person="system", channel="tick", acts_for=None)


def tick(desk: Desk, dry: bool = False) -> Ticked:
    """Do and tell what is due today. Nothing is written where nothing is due.

    Each case has a transaction of its own, in which it is looked at again. Raises NotInForce for a
    day past those for which Matariki is set: no working day could be counted.
    """
    Calendar().is_working(desk.today)
    desk = as_system(desk)
    moves: list[Made] = []
    would_be: list[Case] = []
    left_out: list[tuple[str, str]] = []
    with desk.reading() as connection:
        announced = _to_announce(connection, desk.today)
        begun = to_begin(connection, desk.today)
    for ref, delivery in begun:
        try:
            moves.append(_begun(desk, ref, take_on(desk, ref, delivery, dry)))
        except Refused as refusal:
            left_out.append((ref, str(refusal)))
    for ref in announced:
        try:
            made, after = settled(ref, partial(_announce, desk, ref, dry))
        except Refused as refusal:
            left_out.append((ref, "; ".join(r.message for r in refusal.reasons) or str(refusal)))
        else:
            moves.append(made)
            would_be += [after] if after else []
    notices = _would_tell(desk, would_be) if dry else _told(desk)
    with desk.reading() as connection:
        summaries = tuple(asked_for(connection, desk.today))
    return Ticked(desk.today, dry, tuple(moves), tuple(notices), tuple(left_out), summaries)


def _begun(desk: Desk, ref: str, begun: Begun) -> Made:
    """An accreditation that delivers from now on, because a delivery runs."""
    with desk.reading() as connection:
        title = title_of(connection, case_row(connection, ref))
    return Made(ref, title, DELIVER, begun.was, begun.now, begun.on, begun.row)


def _told(desk: Desk) -> list[Notice]:
    """Write what is due, and mark what waits in the outbox and is no longer true."""
    with desk.reading() as connection:
        due = list(fresh(connection, cases_with_dues(connection, desk.today), desk.today))
        passed = overtaken(connection, desk.today)
    for ref in passed:
        settled(ref, partial(_pass_over, desk, ref))
    return [notice for ref in due for notice in settled(ref, partial(_write, desk, ref))]


def _would_tell(desk: Desk, would_be: list[Case]) -> list[Notice]:
    """What would be written, of a case that would be announced as it would be then."""
    with desk.reading() as connection:
        now = {case.ref: case for case in cases_with_dues(connection, desk.today)}
        cases = {**now, **{case.ref: case for case in would_be}}
        told = fresh(connection, [case for _, case in sorted(cases.items())], desk.today)
        return [
            notice
            for ref, new in told.items()
            for notice in lines(connection, cases[ref], new, desk.today)
        ]


def _pass_over(desk: Desk, ref: str) -> None:
    with desk.writing() as writer:
        case = case_row(writer.connection, ref)
        rows = overtaken(writer.connection, desk.today, ref).get(ref)
        if rows:
            data = {"notices": rows}
            writer.add(ref, "overtaken", desk.today, data, seen=case.version, cause=case.last_row)


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


def _announce(desk: Desk, ref: str, dry: bool) -> tuple[Made, Case | None]:
    """The move as it was made; if it would only be made, with the case as it would be then."""
    with desk.reading() as connection:
        case = case_row(connection, ref)
        definition = definition_of(connection, case)
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
    return Case(**{**case.model_dump(), **days, "state": outcome.to})


def _made(desk: Desk, case: Case, stands: Standing, outcome: engine.Outcome) -> int:
    """The row of a move by the program, caused by the row that changed the case last."""
    with desk.writing() as writer:
        data = moved_data(writer, desk, stands, outcome, {}, desk.today)
        row = writer.add(
            case.ref, "moved", desk.today, data, seen=case.version, cause=case.last_row
        )
        of_move.follow(writer, stands, outcome.move, outcome.values, desk.today, row.seq, desk.salt)
    return row.seq


def _write(desk: Desk, ref: str) -> list[Notice]:
    """Write what is to be told of a case, looked at again inside the transaction."""
    with desk.writing() as writer:
        case = case_row(writer.connection, ref)
        told = fresh(writer.connection, [case], desk.today).get(ref, ())
        said = list(lines(writer.connection, case, told, desk.today))
        rows = [
            writer.add(
                ref,
                "noticed",
                desk.today,
                {
                    "kind": each.kind,
                    "about": each.about,
                    "due_on": each.due_on.isoformat(),
                    "to_role": each.to_role,
                },
                seen=case.version,
                cause=case.last_row,
            )
            for each in told
        ]
    return [replace(notice, row=row.seq) for notice, row in zip(said, rows, strict=True)]
