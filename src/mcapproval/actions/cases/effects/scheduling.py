"""The next re-evaluation of a micro-credential: when it is due, why then, and opening its case."""

from __future__ import annotations

from datetime import date
from typing import Any

from mcapproval.actions.cases import clocking
from mcapproval.actions.cases.standing.review_facts import last_decided
from mcapproval.actions.cases.standing.view import Standing
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import listing_row
from mcapproval.policy.model import Policy
from mcapproval.rules.review_schedule import Schedule, explain, legacy, schedule
from mcapproval.store import queries
from mcapproval.store.events import Author
from mcapproval.store.tables import Case, Listing, Review
from mcapproval.store.writer import Writer


def due_facts(
    writer: Writer, listing_ref: str, stands: Standing, day: date
) -> dict[str, Any] | None:
    """The facts of the next review case; None before approval, or where one is waiting already."""
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
    if listing.approved_on is None or _one_is_waiting(writer, listing.ref, but):
        return None
    if before is None:
        before = last_decided(queries.many(writer.connection, Review, listing=listing.ref))
    due = next_review(listing, before, policy_for(writer.connection, provider, day))
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

    None where one is waiting already: that one is then due on the day.
    """
    review = queries.one(writer.connection, Review, ref=stands.case.ref)
    assert review is not None
    for case in _waiting(writer, listing.ref, stands.case.ref):
        told = {"track": "review", "facts": {"due_on": due, "form": review.form}}
        clock = clocking.with_review_day(writer.connection, case, due, day)
        writer.add(case.ref, "noted", day, {**told, **clock}, cause=cause, by=by)
        return None
    return {
        "listing": listing.ref,
        "form": review.form,
        "due_on": due,
        "covers": review.covers,
        "answers": None,
        "decision": None,
        "decided_on": None,
    }


def _one_is_waiting(writer: Writer, listing: str, but: str) -> bool:
    return bool(_waiting(writer, listing, but))


def _waiting(writer: Writer, listing: str, but: str) -> list[Case]:
    """The reviews of it that are still to be decided, other than the one that moves.

    One that is decided and not yet reported waits for nobody: the next one is due all the same.
    """
    refs = {r.ref for r in queries.many(writer.connection, Review, listing=listing)} - {but}
    cases = queries.among(writer.connection, Case, "ref", refs)
    return [case for case in cases if case.state in queries.OPEN_REVIEWS]


def next_review(listing: Listing, before: Review | None, policy: Policy) -> Schedule:
    """When a micro-credential is next reviewed, after a review or after its approval."""
    return schedule(*_arguments(listing, before, policy), together=policy.together_days)


def why_then(
    listing: Listing, before: Review | None, policy: Policy, letter: str
) -> tuple[str, ...]:
    """The same, explained in sentences."""
    return explain(
        *_arguments(listing, before, policy),
        approval=listing.application,
        letter=letter,
        together=policy.together_days,
    )


def _arguments(
    listing: Listing, before: Review | None, policy: Policy
) -> tuple[date, date, int, int | None, date | None, bool]:
    assert listing.approved_on is not None
    approved = date.fromisoformat(listing.approved_on)
    after = date.fromisoformat(before.covers) if before else approved
    nzqa = date.fromisoformat(listing.nzqa_review_on) if listing.nzqa_review_on else None
    months = policy.yearly_check_months
    return approved, after, months, listing.review_years, nzqa, legacy(approved)
