"""Whether a delivery may be: what the rules on standings and a decided pause say against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.standing import facts as standing_facts
from mcapproval.actions.cases.standing.paused import paused
from mcapproval.actions.deliveries.standing import Facts, facts_of
from mcapproval.clock import spoken
from mcapproval.draft.content import from_content
from mcapproval.errors import Reason
from mcapproval.findings import Finding, Severity
from mcapproval.policy.model import Policy
from mcapproval.rules import accredited, review_due, status_enrol, taught_out
from mcapproval.rules.examine import examine
from mcapproval.store.rows.folded import Delivery, Listing
from mcapproval.workflow.listing_guards import pause_told

RULES = (accredited.RULE, status_enrol.RULE, taught_out.RULE, review_due.RULE)


@dataclass(frozen=True, slots=True)
class Judged:
    """What stands against a delivery, and what is only to be told of it."""

    against: tuple[Reason, ...]
    told: tuple[str, ...]


def judge(
    connection: Connection, listing: Listing, row: Delivery, policy: Policy, today: date
) -> Judged:
    """One delivery held to how its micro-credential stands, on the days of the delivery."""
    delivery = facts_of(row, today)
    facts = standing_facts.of_listing(connection, listing, policy)
    document = from_content({"format": "standing/1", **facts, "deliveries": [delivery]})
    found = [f for f in examine(document, today, policy, RULES) if f.path.startswith("/deliveries")]
    who = policy.title("quality-manager")
    against = [_reason(f, who) for f in found if f.severity is Severity.ERROR]
    against += _paused(connection, listing, delivery, policy)
    return Judged(
        tuple(against),
        tuple(f"{f.message} ({f.clause})" for f in found if f.severity is not Severity.ERROR),
    )


def _reason(found: Finding, who: str) -> Reason:
    return Reason(found.code, f"{found.message} ({found.clause})", found.mend, who)


def _paused(
    connection: Connection, listing: Listing, delivery: Facts, policy: Policy
) -> Iterator[Reason]:
    """Nobody new is taken in from the day of a decided pause until another decision ends it."""
    enrols = delivery.get("last_enrolled_on") or delivery.get("starts")
    if enrols is None or not delivery.get("new_enrolments"):
        return
    pause = paused(connection, listing.ref, date.fromisoformat(enrols))
    if pause is None or (pause.ended and enrols >= pause.ended.isoformat()):
        return
    again = f"mcapproval next {pause.again or listing.ref}"
    mend = f"let the intake begin once the pause is over; who can end it is told by: {again}"
    if pause.ended:
        mend = f"let the intake begin on {spoken(pause.ended)} or later"
    elif pause.again and pause.due:
        mend = (
            f"let the intake begin once that is decided, or have {pause.again} decided sooner: "
            f"{policy.the('quality-adviser')} begins it and {policy.the('academic-board')} "
            f"decides; see: {again}"
        )
    yield Reason("INTAKE-PAUSED", pause_told(pause), mend, "you")
