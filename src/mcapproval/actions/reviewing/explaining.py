"""Why the next re-evaluation is due when it is: what the records know of it, gathered."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.effects.further_review import BY_LETTER
from mcapproval.actions.cases.standing.approved import under_old_rules
from mcapproval.actions.cases.standing.brought_over import review_day
from mcapproval.actions.cases.standing.decided import FURTHER, last_of_ours
from mcapproval.actions.cases.standing.imported import taken_back
from mcapproval.actions.cases.standing.next_review import imported_on, known_of
from mcapproval.actions.cases.standing.paused import intake
from mcapproval.actions.cases.standing.review_facts import last_decided
from mcapproval.actions.desk import Desk
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row, listing_row
from mcapproval.rules.legacy_kept import KEEPING, change_by
from mcapproval.rules.review_because import Because, Letter, Waiting, former_day
from mcapproval.rules.review_schedule import Known, planned
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.store.rows.folded import Application, Case, Listing, Review

PUT_OFF = ("pause", FURTHER)
"""The decisions that set the day of the next re-evaluation themselves."""


def because(desk: Desk, listing: str) -> Because:
    """All that the day of the next re-evaluation of a micro-credential comes from."""
    with desk.reading() as connection:
        return _because(connection, listing_row(connection, listing), desk.today)


def _because(connection: Connection, row: Listing, today: date) -> Because:
    case = case_row(connection, row.ref)
    policy = policy_for(connection, case.provider, today)
    reviews = queries.many(connection, Review, listing=row.ref)
    before = last_decided(reviews)
    known = known_of(row, before, imported_on(connection, row.ref, today))
    state = definition_of(connection, case).states[case.state]
    due = planned(known, policy)
    window, kept = _change_by(connection, row, reviews, due.nzqa if due else None)
    waiting = _waiting(connection, reviews, before, due.next_due if due else None)
    ends = state.end or (case.state == "expiring" and waiting is None)
    return Because(
        listing=row.ref,
        application=row.application,
        known=known,
        policy=policy,
        today=today,
        imported=case.imported,
        letter=_letter(connection, row, case, known),
        further=_further(connection, waiting.ref) if waiting else None,
        answered_by=before.ref if before else None,
        waiting=waiting,
        change_by=None if ends else window,
        kept=kept and not ends,
        ended=state.label if ends else None,
        intake="" if ends else intake(connection, row.ref, today),
    )


def _waiting(
    connection: Connection, reviews: list[Review], before: Review | None, planned_on: date | None
) -> Waiting | None:
    """The re-evaluation that is still to be decided, the soonest first.

    One that answers for no more than was answered for already is due on a day that was set; one
    that waited when NZQA set its day is not on the day that was planned for it.
    """
    cases = {c.ref: c for c in queries.among(connection, Case, "ref", {r.ref for r in reviews})}
    for review in sorted(reviews, key=lambda each: each.due_on):
        state = cases[review.ref].state
        if state in queries.OPEN_REVIEWS:
            set_so = before is not None and before.decision in PUT_OFF
            on = date.fromisoformat(review.due_on)
            again = before is not None and review.covers <= before.covers
            put_off = set_so and (again or on != planned_on)
            return Waiting(review.ref, review.form, on, state, put_off)
    return None


def _letter(connection: Connection, row: Listing, case: Case, known: Known) -> Letter | None:
    """The row by which NZQA's day came into the records, and the day that was set before it."""
    gone = taken_back(connection)
    telling = [
        event
        for event in queries.holding(queries.events(connection, row.ref))
        if event.act in ("opened", "moved", "noted")
        and not gone(event.seq)
        and event.data["facts"].get("nzqa_review_on") is not None
    ]
    if not telling or known.nzqa_date is None:
        return None
    last = telling[-1]
    days = [date.fromisoformat(event.data["facts"]["nzqa_review_on"]) for event in telling]
    earlier = [day for day in days if day != known.nzqa_date]
    was = earlier[-1] if earlier else None
    if was is None and last.act == "moved":
        was = former_day(known, known.nzqa_date)
    if last.act == "opened" and case.imported:
        since = known.known_since or date.fromisoformat(last.effective_on)
        return Letter(since, row.ref, last.seq)
    told = _cause(connection, last) if last.act != "moved" else last
    if told is None:
        corrected = "was" in last.data
        on = date.fromisoformat(last.effective_on)
        return Letter(on, row.ref, last.seq, was=was if corrected else None)
    on = date.fromisoformat(told.effective_on)
    return Letter(on, told.ref, told.seq, told.data["move"], was)


def _further(connection: Connection, ref: str) -> Letter | None:
    """The letter that set the day of a further review, which is waiting; None where none did."""
    told = [
        (event, _cause(connection, event))
        for event in queries.holding(queries.events(connection, ref))
        if event.act in ("opened", "noted") and event.data["facts"].get("due_on") is not None
    ]
    set_so = [by is not None and by.data.get("move") == BY_LETTER for _, by in told]
    if not told or not set_so[-1]:
        return None
    now, by = told[-1]
    assert by is not None
    due = now.data["facts"]["due_on"]
    earlier = [
        event.data["facts"]["due_on"] for (event, _), so in zip(told, set_so, strict=True) if so
    ]
    was = next((day for day in reversed(earlier) if day != due), None)
    moved = date.fromisoformat(was) if was else None
    return Letter(date.fromisoformat(by.effective_on), by.ref, by.seq, BY_LETTER, moved)


def _cause(connection: Connection, event: Event) -> Event | None:
    """The move that brought a fact about: the outcome that was recorded on an application."""
    return queries.event(connection, event.cause) if event.cause else None


def _change_by(
    connection: Connection, row: Listing, reviews: list[Review], nzqa: date | None
) -> tuple[date | None, bool]:
    """Until when a change is applied for, of what was approved under older rules; and whether it
    was kept already, or only would be.
    """
    if queries.one(connection, Application, ref=row.application) is None:
        return None, False
    if not under_old_rules(connection, row):
        return None, False
    last = last_of_ours(connection, reviews)
    if last and last.decision in KEEPING and not _applied(connection, row):
        by = change_by(review_day(row, last.review))
        if by is not None:
            return by, True
    return (change_by(nzqa) if nzqa else None), False


def _applied(connection: Connection, row: Listing) -> bool:
    """Whether an application for a change of it was sent."""
    changes = queries.many(connection, Application, of_ref=row.ref, kind="change")
    return any(change.law_day for change in changes)
