"""Whether a policy gives other days to re-evaluations that were scheduled before it was adopted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, select

from mcapproval.actions.in_force import policy_for
from mcapproval.store.clauses import table
from mcapproval.store.rows.folded import Case

Settings = tuple[int | None, int, str]
"""[review] month, yearly_check_months and counted_from: what a day of ours is counted by."""


def counted_by(connection: Connection, today: date) -> Mapping[str, Settings]:
    """By each provider with re-evaluations that are scheduled and no more."""
    case = table(Case)
    scheduled = select(case.c.provider).where(case.c.track == "review", case.c.state == "scheduled")
    providers = connection.execute(scheduled.distinct()).scalars()
    policies = {provider: policy_for(connection, provider, today) for provider in providers}
    return {
        provider: (policy.review_month, policy.yearly_check_months, policy.counted_from)
        for provider, policy in policies.items()
    }
