"""The next re-evaluation of a micro-credential: when it is due, why then, and opening its case."""

from __future__ import annotations

from datetime import date
from typing import Any

from mcapproval.actions.cases import clocking
from mcapproval.actions.cases.effects import further_review
from mcapproval.actions.cases.standing.decided import FURTHER
from mcapproval.actions.cases.standing.next_review import imported_on, known_of
from mcapproval.actions.cases.standing.review_facts import last_decided
from mcapproval.actions.cases.standing.view import Standing
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import listing_row
from mcapproval.policy.model import Policy
from mcapproval.rules.review_schedule import Schedule, moved_to, planned
from mcapproval.store import queries
from mcapproval.store.events import Author
from mcapproval.store.rows.folded import Case, Listing, Review
from mcapproval.store.writer import Writer


def due_facts(
    writer: Writer, listing_ref: str, stands: Standing, day: date
) -> dict[str, Any] | None:
    """The facts of the next review case; None where it can be counted from nothing that is known,
    or where one is waiting already.
    """
    before = queries.one(writer.connection, Review, ref=stands.case.ref)
    return next_facts(writer, listing_ref, stands.case.provider, day, before, stands.case.ref)


def next_facts(
    writer: Writer,
    listing_ref: str,
    provider: str,
    day: date,
    before: Review | None = None,
    but: str = "",
) -> dict[str, Any] | None:
    """The same without a case that moves; `before` is the review that it follows, else the last
    that was decided, and `but` a case that is not taken for one that waits.
    """
    listing = listing_row(writer.connection, listing_ref)
    if _waiting(writer, listing.ref, but):
        return None
    if before is None:
        before = last_decided(queries.many(writer.connection, Review, listing=listing.ref))
    policy = policy_for(writer.connection, provider, day)
    due = next_review(listing, before, policy, imported_on(writer.connection, listing.ref, day))
    if due is None:
        return None
    return {
        "listing": listing.ref,
        "form": due.form,
        "due_on": due.next_due.isoformat(),
        "covers": due.covers.isoformat(),
        "answers": None,
        "decision": None,
        "decided_on": None,
    }


def asked_facts(
    writer: Writer,
    listing: Listing,
    stands: Standing,
    due: str,
    cause: int,
    by: Author,
    day: date,
) -> dict[str, Any] | None:
    """The facts of a review that is due on a day that was set; it answers for what this one did.

    Where NZQA set the day, it is a full one. None where one is waiting already: that one is then
    due on the day.
    """
    review = queries.one(writer.connection, Review, ref=stands.case.ref)
    assert review is not None
    facts = {"due_on": due, "form": review.form}
    if review.decision == FURTHER:
        policy = policy_for(writer.connection, stands.case.provider, day)
        imported = imported_on(writer.connection, listing.ref, day)
        plan = next_review(listing, review, policy, imported)
        facts = further_review.facts(review, due, plan, policy.together_days)
    for case in _waiting(writer, listing.ref, stands.case.ref):
        told = {"track": "review", "facts": facts}
        clock = clocking.with_review_day(writer.connection, case, due, day)
        writer.add(case.ref, "noted", day, {**told, **clock}, cause=cause, by=by)
        return None
    return {
        "listing": listing.ref,
        "covers": review.covers,
        **facts,
        "answers": None,
        "decision": None,
        "decided_on": None,
    }


def _waiting(writer: Writer, listing: str, but: str) -> list[Case]:
    """The reviews of it that are still to be decided, other than the one that moves.

    One that is decided and not yet reported waits for nobody: the next one is due all the same.
    """
    refs = {r.ref for r in queries.many(writer.connection, Review, listing=listing)} - {but}
    cases = queries.among(writer.connection, Case, "ref", refs)
    return [case for case in cases if case.state in queries.OPEN_REVIEWS]


def reschedule(
    writer: Writer, listing: Listing, provider: str, cause: int, by: Author, day: date
) -> None:
    """The reviews that wait are due anew, after what is known of the listing changed.

    The day and the form follow, and what the review answers for; what was answered in it stays. A
    day to which ours was put off stays too, unless NZQA's is earlier, and so does the one that it
    set for a further review. No round month makes one overdue that is not.
    """
    before = last_decided(queries.many(writer.connection, Review, listing=listing.ref))
    policy = policy_for(writer.connection, provider, day)
    known = known_of(listing, before, imported_on(writer.connection, listing.ref, day))
    plan = planned(known, policy)
    for case in _waiting(writer, listing.ref, listing.ref) if plan else ():
        review = queries.one(writer.connection, Review, ref=case.ref)
        assert review is not None
        makes_late = plan is not None and plan.next_due < day <= date.fromisoformat(review.due_on)
        due = moved_to(known, policy, day) if makes_late else plan
        assert due is not None
        if _day_stays(before.decision if before else None, review.due_on, due):
            continue
        facts = {
            "form": due.form,
            "due_on": due.next_due.isoformat(),
            "covers": due.covers.isoformat(),
        }
        if all(getattr(review, name) == value for name, value in facts.items()):
            continue
        clock = clocking.with_review_day(writer.connection, case, facts["due_on"], day)
        told = {"track": "review", "facts": facts}
        writer.add(case.ref, "noted", day, {**told, **clock}, cause=cause, by=by)


def _day_stays(decision: str | None, due_on: str, plan: Schedule) -> bool:
    if decision == FURTHER:
        return plan.nzqa is None or plan.nzqa.isoformat() >= due_on
    return decision == "pause" and plan.next_due.isoformat() >= due_on


def next_review(
    listing: Listing, before: Review | None, policy: Policy, imported: date | None = None
) -> Schedule | None:
    """When a micro-credential is next reviewed, after a review or after its approval; None where
    neither its approval nor a day of NZQA nor a review is known. `imported` is the day on which it
    was, where it was: what fell due earlier is not asked for.
    """
    return planned(known_of(listing, before, imported), policy)
