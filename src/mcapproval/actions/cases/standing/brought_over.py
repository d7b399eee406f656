"""Until when a change is applied for that brings what is older under the present rules."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.approved import under_old_rules
from mcapproval.rules.deliveries import months_from
from mcapproval.rules.law import Law
from mcapproval.rules.review_schedule import nzqas_review
from mcapproval.store.rows.folded import Listing, Review


def review_day(listing: Listing, review: Review) -> date:
    """The day of NZQA's that a re-evaluation answered for, from which the months are counted.

    It is due on that day or on ours, and answers for both; of one that was decided elsewhere only
    the day of that decision stands as its due day. Where neither is known to be NZQA's, the day on
    which it was due.
    """
    both = [date.fromisoformat(told) for told in (review.due_on, review.covers)]
    return next((day for day in both if _is_nzqas(listing, day)), both[0])


def _is_nzqas(listing: Listing, day: date) -> bool:
    if listing.nzqa_review_on == day.isoformat():
        return True
    if listing.approved_on is None:
        return False
    approved = date.fromisoformat(listing.approved_on)
    return nzqas_review(approved, day - timedelta(days=1), None, legacy=True) == day


def last_day(
    connection: Connection, listing: Listing, review: Review | None, day: date
) -> date | None:
    """So many months after the day of NZQA's that its re-evaluation answered for, by the law of a
    day.

    None where it stands under the present rules, or the law of that day sets no months.
    """
    held = Law(day).maybe("review_period", "legacy_change_months")
    if held is None or review is None or not under_old_rules(connection, listing):
        return None
    due = review_day(listing, review)
    return months_from(due, held.value) if due >= held.since else None
