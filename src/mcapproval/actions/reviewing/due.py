"""The re-evaluations that fall due."""

from __future__ import annotations

from datetime import date

from mcapproval.actions.desk import Desk
from mcapproval.clock import add_days
from mcapproval.reports.due import Due
from mcapproval.store import queries


def due(desk: Desk, within: int) -> list[Due]:
    """Re-evaluations due within so many days, the overdue ones first."""
    with desk.reading() as connection:
        rows = queries.due_reviews(connection, add_days(desk.today, within).isoformat())
    return [
        Due(
            row["ref"],
            row["due_on"],
            (date.fromisoformat(row["due_on"]) - desk.today).days,
            row["form"],
            row["listing"],
            _number(row["number"], row["number_version"]),
            row["title"],
            row["state"],
        )
        for row in rows
    ]


def _number(number: str | None, version: int | None) -> str:
    if number is None:
        return ""
    return f"{number} v{version}" if version else number
