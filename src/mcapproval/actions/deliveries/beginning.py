"""The first delivery that runs makes its accreditation deliver, as the program itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sqlalchemy import Connection, select

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.effects import of_move
from mcapproval.actions.cases.effects.moved_row import moved_data
from mcapproval.actions.cases.standing.view import standing
from mcapproval.actions.deliveries.seats import case_for
from mcapproval.actions.deliveries.standing import status_of
from mcapproval.actions.desk import BeingChanged, Desk, settled
from mcapproval.actions.lookup import case_row, listing_row
from mcapproval.errors import Refused
from mcapproval.store import queries
from mcapproval.store.clauses import made, table
from mcapproval.store.conflict import Conflict
from mcapproval.store.rows.folded import Accreditation, Case, Delivery
from mcapproval.workflow import engine
from mcapproval.workflow.situation import SYSTEM

DELIVER = "deliver"
WAITING = ("ready-to-deliver", "idle")
"""The states from which an accreditation begins to deliver."""


@dataclass(frozen=True, slots=True)
class Begun:
    """An accreditation that a delivery made deliver on a day, or could not because of `why`."""

    ref: str
    delivery: str
    was: str
    now: str
    on: str
    row: int | None = None
    why: str = ""


def begin(desk: Desk, row: Delivery, day: date) -> Begun | None:
    """What a delivery sets going on a day; None where it does not run or nothing waits for it."""
    if not runs(row, day):
        return None
    with desk.reading() as connection:
        case = case_for(connection, listing_row(connection, row.listing), row.provider)
        definition, waits = definition_of(connection, case), _waits(connection, case)
    if case.track == "accreditation" and case.state == definition.first:
        label = definition.label(case.state)
        why = f"it is not ready to deliver yet; see: mcapproval next {case.ref}"
        return Begun(case.ref, row.ref, label, label, row.starts or "", why=why)
    if not waits:
        return None
    try:
        return settled(case.ref, partial(_deliver, desk, case.ref, row.ref, day, False))
    except BeingChanged as refusal:
        label = definition.label(case.state)
        why = f"{refusal.message}; the next `mcapproval tick` does it"
        return Begun(case.ref, row.ref, label, label, row.starts or "", why=why)


def runs(row: Delivery, day: date) -> bool:
    """Whether it has begun and is not over; False where one of the two days is not known."""
    return not row.cancelled and status_of(row, day) == "running"


def to_begin(connection: Connection, today: date) -> list[tuple[str, Delivery]]:
    """The accreditations that wait for a delivery which has begun, each with the first of these."""
    delivery, day = table(Delivery), today.isoformat()
    accreditation, case_of = table(Accreditation), table(Case)
    statement = (
        select(delivery)
        .join(accreditation, accreditation.c.listing == delivery.c.listing)
        .join(case_of, case_of.c.ref == accreditation.c.ref)
        .where(
            accreditation.c.provider == delivery.c.provider,
            case_of.c.state.in_(WAITING),
            *(delivery.c.starts <= day, delivery.c.ends >= day, delivery.c.cancelled.is_(False)),
        )
        .order_by(delivery.c.starts, delivery.c.ref)
    )
    found: dict[str, Delivery] = {}
    for row in made(Delivery, connection.execute(statement)):
        case = case_for(connection, listing_row(connection, row.listing), row.provider)
        if _waits(connection, case) and case.last_on <= day:
            found.setdefault(case.ref, row)
    return sorted(found.items(), key=lambda pair: pair[0])


def take_on(desk: Desk, ref: str, row: Delivery, dry: bool) -> Begun | None:
    """As `begin`, of an accreditation that `to_begin` named; Refused where it may not deliver."""
    done = settled(ref, partial(_deliver, desk, ref, row.ref, desk.today, dry))
    if done and done.why:
        raise Refused(done.why)
    return done


def _waits(connection: Connection, case: Case) -> bool:
    """Whether its workflow lets the program itself begin to deliver from its state."""
    move = definition_of(connection, case).move(case.state, DELIVER)
    return case.track == "accreditation" and move is not None and "system" in move.by


def _deliver(desk: Desk, ref: str, delivery: str, day: date, dry: bool) -> Begun | None:
    """None where the delivery does not run any more, or the accreditation waits for none; Conflict
    where others changed it while this was judged.
    """
    system = replace(desk, person="system", channel="tick", acts_for=None)
    with desk.reading() as connection:
        case = case_row(connection, ref)
        definition = definition_of(connection, case)
        waits, stands = _waits(connection, case), standing(connection, case, desk.today)
        row = queries.one(connection, Delivery, ref=delivery)
        cause = list(queries.events(connection, delivery))
    if row is None or not waits or not runs(row, day):
        return None
    was = definition.label(case.state)
    starts = row.starts or ""
    try:
        outcome = engine.step(definition, stands.situation, SYSTEM, DELIVER, {})
    except Refused as refused:
        why = "; ".join(r.message for r in refused.reasons) or str(refused)
        return Begun(ref, row.ref, was, was, starts, why=why)
    now = definition.label(outcome.to)
    if dry:
        return Begun(ref, row.ref, was, now, starts)
    with system.writing() as writer:
        if queries.one(writer.connection, Delivery, ref=delivery) != row:
            raise Conflict(f"{delivery} has moved on")
        data = moved_data(writer, system, stands, outcome, {}, desk.today)
        caused = cause[-1].seq
        event = writer.add(ref, "moved", desk.today, data, seen=case.version, cause=caused)
        values = (outcome.move, outcome.values, desk.today, event.seq, desk.salt)
        of_move.follow(writer, stands, *values)
    return Begun(ref, row.ref, was, now, starts, event.seq)
