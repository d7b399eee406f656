"""The counts of learners in a re-evaluation. What is not known stays so, and is never nought."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mcapproval.documents.answers import listed
from mcapproval.documents.content import TableBlock
from mcapproval.documents.reviews.facts import ReviewFacts

UNKNOWN = "not known"
COUNTED = {
    "cohorts": "Cohorts",
    "enrolments": "Enrolled",
    "withdrawals": "Withdrew",
    "completions": "Completed",
    "still_active": "Still active",
}


def delivered(facts: ReviewFacts) -> list[dict[str, Any]] | None:
    """A row for each provider; None where nobody said whether it was delivered at all."""
    if facts.answers.get("/delivery") is None:
        return None
    return [row for _, row in facts.answers.rows("/delivery")]


def number(row: dict[str, Any], key: str) -> int | None:
    value = row.get(key)
    return value if type(value) is int else None


def total(rows: list[dict[str, Any]], key: str) -> int | None:
    """The sum over all providers; None where one of them gave no number."""
    found = [number(row, key) for row in rows]
    known = [value for value in found if value is not None]
    return sum(known) if rows and len(known) == len(found) else None


def shown(value: int | None) -> str:
    return UNKNOWN if value is None else str(value)


def rate(completed: int | None, enrolled: int | None) -> str:
    """Completions of those enrolled, in whole per cent; never of nobody, and never a guess."""
    if completed is None or enrolled is None:
        return UNKNOWN
    if enrolled <= 0:
        return "nobody enrolled"
    return f"{(200 * completed + enrolled) // (2 * enrolled)} %"


def delivery_table(facts: ReviewFacts, rows: list[dict[str, Any]]) -> TableBlock:
    """With a line for all together where there are several."""
    lines = [_line(facts.named(row.get("provider")) or UNKNOWN, row) for row in rows]
    if len(rows) > 1:
        sums = {key: total(rows, key) for key in COUNTED}
        lines.append(_line("All together", sums))
    columns = ("Provider", *COUNTED.values(), "Completion")
    return TableBlock(
        columns,
        tuple(lines),
        "Learners in the period",
        shares=(6, 3, 3, 3, 4, 4, 4),
        row_heads=True,
    )


def _line(name: str, row: dict[str, Any]) -> tuple[str, ...]:
    counts = {key: number(row, key) for key in COUNTED}
    return (
        name,
        *(shown(value) for value in counts.values()),
        rate(counts["completions"], counts["enrolments"]),
    )


def missing(facts: ReviewFacts, rows: list[dict[str, Any]]) -> Iterator[str]:
    """Whose numbers are still to be had."""
    for row in rows:
        lacking = [label.lower() for key, label in COUNTED.items() if number(row, key) is None]
        if lacking:
            who = facts.named(row.get("provider")) or "a provider"
            yield f"{who} gave no number for: {listed(lacking)}"
