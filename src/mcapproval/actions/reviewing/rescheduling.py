"""Moving what waits to the days that our policy gives now, after a round month or an interval of
another kind was adopted: what was scheduled before stays otherwise where it was.

Only what is scheduled moves: what was announced or begun is under way, and what is overdue is held
as it is. The plan keeps NZQA's day, so nothing moves past it; a day that was set with a decision,
ours or NZQA's, stays. Nothing moves to a day that is over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases import clocking
from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.standing.next_review import imported_on, known_of
from mcapproval.actions.cases.standing.review_facts import last_decided
from mcapproval.actions.desk import Desk, effective_day, settled
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row, listing_row, title_of
from mcapproval.actions.people.roles import actor
from mcapproval.actions.reviewing.explaining import PUT_OFF
from mcapproval.actions.reviewing.owners import MAY
from mcapproval.clock import spoken
from mcapproval.errors import Reason, Refused, Unknown
from mcapproval.rules.review_schedule import Schedule, moved_to
from mcapproval.store import queries
from mcapproval.store.events import Author
from mcapproval.store.rows.folded import Case, Listing, Review
from mcapproval.workflow.acting import Part, part

MOVED, SAME, STAYS, REFUSED = "moved", "same", "stays", "refused"


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """What came of one: the day it was due, the one it is due now and the last day that it answers
    for, and why it stays where it was. `ref` is empty where none waits.
    """

    ref: str
    listing: str
    title: str
    was: str
    due_on: str
    covers: str
    form: str
    how: str
    why: str = ""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    case: Case
    acting: Part


def reschedule(
    desk: Desk, listings: Sequence[str] | None = None, dry: bool = False
) -> tuple[Rescheduled, ...]:
    """Those that wait of the micro-credentials named, of all where none is; with `dry` nothing is
    written.
    """
    return settled("one of them", lambda: _rescheduled(desk, listings, dry))


def _rescheduled(desk: Desk, listings: Sequence[str] | None, dry: bool) -> tuple[Rescheduled, ...]:
    desk.who()
    with desk.reading() as connection:
        looked = list(_looked(connection, desk, listings))
    todo = [(found, line) for found, line in looked if found and line.how == MOVED]
    if todo and not dry:
        with desk.writing() as writer:
            for found, line in todo:
                by = Author(desk.who(), desk.channel, found.acting.acts_for)
                facts = {"form": line.form, "due_on": line.due_on, "covers": line.covers}
                case = found.case
                clock = clocking.with_review_day(writer.connection, case, line.due_on, desk.today)
                told = {"track": "review", "facts": facts, **clock}
                writer.add(case.ref, "noted", desk.today, told, seen=case.version, by=by)
    return tuple(line for _, line in looked)


def _looked(
    connection: Connection, desk: Desk, listings: Sequence[str] | None
) -> Iterator[tuple[_Found | None, Rescheduled]]:
    if listings is None:
        waiting = queries.many(connection, Review, waits=True)
        for review in sorted(waiting, key=lambda row: (row.due_on, row.ref)):
            yield _of_review(connection, desk, listing_row(connection, review.listing), review)
        return
    for name in dict.fromkeys(listings):
        try:
            listing = listing_row(connection, name)
        except Unknown as fault:
            yield None, _none(name, "UNKNOWN", fault.message, fault.hint)
            continue
        rows = [row for row in queries.many(connection, Review, listing=listing.ref) if row.waits]
        for review in rows:
            yield _of_review(connection, desk, listing, review)
        if not rows:
            mend = f"see: mcapproval review explain {listing.ref}"
            yield None, _none(listing.ref, "NONE-WAITS", "no re-evaluation of it waits", mend)


def _none(listing: str, code: str, message: str, mend: str) -> Rescheduled:
    why = (Reason(code, message, mend, "you"),)
    return Rescheduled("", listing, "", "", "", "", "", REFUSED, reasons=why)


def _of_review(
    connection: Connection, desk: Desk, listing: Listing, review: Review
) -> tuple[_Found | None, Rescheduled]:
    case = case_row(connection, review.ref)
    title = title_of(connection, case)
    due, covers = review.due_on, review.covers
    line = Rescheduled(review.ref, listing.ref, title, due, due, covers, review.form, STAYS)
    before = last_decided(queries.many(connection, Review, listing=listing.ref))
    policy = policy_for(connection, case.provider, desk.today)
    known = known_of(listing, before, imported_on(connection, listing.ref, desk.today))
    plan = moved_to(known, policy, desk.today)
    why = _stays(case, review, before, plan, desk.today)
    if why or plan is None:
        return None, replace(line, why=why)
    now = replace(
        line, due_on=plan.next_due.isoformat(), covers=plan.covers.isoformat(), form=plan.form
    )
    if now == line:
        return None, replace(line, how=SAME)
    definition = definition_of(connection, case)
    acting = part(actor(connection, desk, case, definition), MAY)
    reasons = list(acting.reasons)
    if not reasons and not acting.roles & set(MAY):
        who = ", ".join(policy.title(role) for role in MAY)
        said = f"{who} of {case.provider} may move it"
        reasons.append(Reason("ROLE", said, "ask one of them", who))
    try:
        effective_day(desk, None, case.last_on)
    except Refused as refusal:
        reasons += refusal.reasons
    if reasons:
        return None, replace(line, how=REFUSED, reasons=tuple(reasons))
    return _Found(case, acting), replace(now, how=MOVED)


def _stays(
    case: Case, review: Review, before: Review | None, plan: Schedule | None, today: date
) -> str:
    """Why one stays where it is; empty where it may move."""
    if case.state == "in-progress":
        return "it is under way"
    if case.state != "scheduled":
        return "it was announced"
    if plan is None:
        return "its day can be counted from nothing that is recorded"
    if before is not None and before.decision in PUT_OFF:
        return f"its day was set when {before.ref} was decided"
    if review.due_on < today.isoformat():
        return "it is overdue"
    if plan.next_due < today:
        return f"{spoken(plan.next_due)}, as our policy has it now, is over"
    return ""
