"""Re-evaluations whose day passed while they were still to be decided, by that day."""

from __future__ import annotations

from sqlalchemy import Connection, func, or_, select

from mcapproval.store.clauses import table
from mcapproval.store.rows.folded import Case, Review

REVIEW, CASE = table(Review), table(Case)


def passed(
    connection: Connection, first: str, last: str, provider: str | None = None
) -> list[tuple[str, int]]:
    """How many were undecided at the end of the day on which they were due, each day from one to
    another. What was decided before an import brought it in was due on the day of that.
    """
    over = func.coalesce(REVIEW.c.decided_on, CASE.c.entered_on) > REVIEW.c.due_on
    asked = (
        select(REVIEW.c.due_on, func.count())
        .join(CASE, CASE.c.ref == REVIEW.c.ref)
        .where(REVIEW.c.due_on >= first, REVIEW.c.due_on <= last)
        .where(or_(REVIEW.c.waits, over))
        .group_by(REVIEW.c.due_on)
    )
    asked = asked if provider is None else asked.where(CASE.c.provider == provider)
    return [(day, many) for day, many in connection.execute(asked)]
