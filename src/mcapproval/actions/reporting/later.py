"""What a report of an earlier day can't tell: it was recorded only later."""

from __future__ import annotations

from mcapproval.actions.desk import Desk
from mcapproval.store.reported.recorded_later import listings_recorded_later


def recorded_later(desk: Desk, provider: str | None = None) -> str:
    """How many micro-credentials had been approved by the desk's earlier day and were recorded only
    later, such as by an import; empty where there are none, or the day is today's.
    """
    if desk.as_at is None:
        return ""
    with desk.reading() as connection:
        many = listings_recorded_later(connection, desk.today.isoformat(), provider)
    if not many:
        return ""
    each, were = ("micro-credential", "was") if many == 1 else ("micro-credentials", "were")
    of = "it" if many == 1 else "them"
    said = f"{many} {each} approved by that day {were} recorded only later"
    return f"{said}: nothing of {of} is told here."
