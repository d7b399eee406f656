"""Until when a re-evaluation that was decided elsewhere answers for a micro-credential."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.in_force import policy_for
from mcapproval.clock import add_days, add_months


def covers(
    connection: Connection, listed: Mapping[str, str | int | None], provider: str, on: date
) -> date:
    """The day of our next check where it was decided soon before that; else the day it was decided.

    Soon is what our policy holds together as one. NZQA's next day, as its register has it, was not
    answered by what was decided before it.
    """
    if not listed["approved_on"]:
        return on
    approved = date.fromisoformat(str(listed["approved_on"]))
    policy = policy_for(connection, provider, on)
    months = policy.yearly_check_months
    number = 1
    while (due := add_months(approved, months * number)) < on:
        number += 1
    nzqa = listed["nzqa_review_on"]
    before_nzqa = nzqa is None or due.isoformat() < str(nzqa)
    return due if before_nzqa and due <= add_days(on, policy.together_days) else on
