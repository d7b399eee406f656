"""Gather what waits for a body: cases to decide, chair's actions to ratify, what to note."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.items.still_open import of_situation
from mcapproval.actions.cases.seats import authors
from mcapproval.actions.cases.standing.view import Standing, standing
from mcapproval.actions.committees.meetings import known
from mcapproval.actions.desk import Desk, about
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import title_of
from mcapproval.actions.people.known import names
from mcapproval.clock import spoken
from mcapproval.reports.agenda import Waiting
from mcapproval.store import queries
from mcapproval.store.tables import Application, Approval, Case, Meeting, Review, Version
from mcapproval.workflow import engine
from mcapproval.workflow.model import Definition, Move, Same


def agenda(desk: Desk, body: str, on: date | None = None) -> tuple[list[Waiting], str]:
    """The matters of a body on a day, and a heading that names both."""
    known(body)
    day = on or desk.today
    with desk.reading() as connection:
        provider = about(connection).provider
        title = policy_for(connection, provider, day).title(body)
        rows = [
            *_to_decide(connection, desk, body),
            *_to_ratify(connection, body),
            *_to_note(connection, body, day),
        ]
        called = [
            m.ref
            for m in queries.many(connection, Meeting, body=body, on_day=day.isoformat())
            if m.state != "cancelled"
        ]
    heading = f"{title[:1].upper()}{title[1:]}, {spoken(day)}"
    heading += f" ({', '.join(called)})" if called else ""
    return [row for row in rows if row.since <= day.isoformat()], heading


def _to_decide(connection: Connection, desk: Desk, body: str) -> Iterator[Waiting]:
    for track in ("application", "review"):
        for case in queries.many(connection, Case, track=track):
            definition = definition_of(connection, case)
            if definition.states[case.state].end:
                continue
            moves = [m for m in definition.out_of(case.state) if _is_of(m, body)]
            if moves:
                stands = standing(connection, case, desk.today)
                yield from _waits(connection, stands, definition, moves)


def _is_of(move: Move, body: str) -> bool:
    """A decline of what waits is no matter of its own."""
    spec = move.decision
    return spec is not None and spec.body == body and not spec.declines


def _waits(
    connection: Connection, stands: Standing, definition: Definition, moves: list[Move]
) -> Iterator[Waiting]:
    """A case that waits for a decision; one that was decided on and stands does not."""
    case, situation = stands.case, stands.situation
    spec = moves[0].decision
    assert spec
    given = [
        a
        for a in queries.many(connection, Approval, ref=case.ref, body=spec.body)
        if a.recommends == spec.recommends and a.fell_because != "undone"
    ]
    if spec.recommends and not stands.policy.sub_committee:
        return
    again = all(isinstance(move.target, Same) for move in moves)
    if again and any(a.stands for a in given):
        return
    fell = max((a.fell_on for a in given if a.fell_on), default=case.entered_on)
    if again and not spec.recommends and not given:
        return
    open_moves = {move.name for move in moves}
    reasons = [
        len(option.reasons)
        for option in engine.options(definition, situation, None)
        if option.move in open_moves
    ]
    yield Waiting(
        "recommend" if spec.recommends else "decide",
        case.ref,
        title_of(connection, case),
        situation.kind,
        max(fell, case.entered_on),
        _papers(connection, case),
        min(reasons),
        _conflicts(connection, case),
        _advice(stands),
    )


def _advice(stands: Standing) -> str:
    """Whose advice has not come, and by when it was to."""
    return "; ".join(
        f"{item.who}, due {item.due}{', overdue' * item.overdue}" if item.due else item.who
        for item in of_situation(stands.situation)
        if item.kind == "advice"
    )


def _papers(connection: Connection, case: Case, content: str | None = None) -> str:
    application = queries.one(connection, Application, ref=case.ref)
    if application is None:
        review = queries.one(connection, Review, ref=case.ref)
        return "answers" if review and review.answers else "no answers yet"
    rows = queries.many(connection, Version, ref=case.ref)
    wanted = [row.number for row in rows if row.content == (content or application.content)]
    return f"version {max(wanted, default=application.number)}"


def _conflicts(connection: Connection, case: Case) -> str:
    people = {ref for ref in authors(connection, case) if ref != "system"}
    return ", ".join(sorted(names(connection, people).values()))


def _to_ratify(connection: Connection, body: str) -> Iterator[Waiting]:
    for row in queries.many(connection, Approval, body=body, ratify="pending", stands=True):
        yield _of(connection, row, "ratify", "chair's action")


def _to_note(connection: Connection, body: str, day: date) -> Iterator[Waiting]:
    """What was decided by delegation since the body met last."""
    met = [
        m.on_day
        for m in queries.many(connection, Meeting, body=body)
        if m.state in ("held", "closed") and m.on_day < day.isoformat()
    ]
    for row in queries.many(connection, Approval, body=body, how="delegated"):
        if row.on_day > max(met, default=""):
            yield _of(connection, row, "note", "decided by delegation")


def _of(connection: Connection, row: Approval, asked: str, kind: str) -> Waiting:
    case = queries.one(connection, Case, ref=row.ref)
    assert case is not None
    return Waiting(
        asked,
        case.ref,
        title_of(connection, case),
        kind,
        row.on_day,
        _papers(connection, case, row.content),
        0,
        _conflicts(connection, case),
    )
