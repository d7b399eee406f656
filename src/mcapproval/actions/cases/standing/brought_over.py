"""Until when a change is applied for that brings what is older under the present rules."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.approved import under_old_rules
from mcapproval.rules.deliveries import months_from
from mcapproval.rules.law import Law
from mcapproval.store.tables import Listing, Review


def last_day(
    connection: Connection, listing: Listing, review: Review | None, day: date
) -> date | None:
    """So many months after the day on which its re-evaluation was due, by the law of a day.

    None where it stands under the present rules, or the law of that day sets no months.
    """
    held = Law(day).maybe("review_period", "legacy_change_months")
    if held is None or review is None or not under_old_rules(connection, listing):
        return None
    due = date.fromisoformat(review.due_on)
    return months_from(due, held.value) if due >= held.since else None
