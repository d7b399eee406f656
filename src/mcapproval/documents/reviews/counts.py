"""The counts of learners in a re-evaluation. What is not known stays so, and is never nought."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mcapproval.documents.answers import day, listed
from mcapproval.documents.content import TableBlock
from mcapproval.documents.reviews.facts import ReviewFacts
from mcapproval.policy import small_counts
from mcapproval.shares import per_cent

UNKNOWN = "not known"
NOBODY = "nobody enrolled"
MORE = {
    "completed_after_resubmission": "Completed after resubmission",
    "moderated": "Pieces of work moderated",
    "reported": "Reported to NZQA",
}
"""Counts that not every file of answers has: they get a table only where one is given."""

GROUPS = {"maori": "Māori", "pacific": "Pacific", "disabled": "Disabled"}
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
        return NOBODY
    return f"{per_cent(completed, enrolled)} %"


def rate_of_done(completed: int | None, enrolled: int | None, active: int | None) -> str:
    """The same of those who are no longer active: whoever still learns has not failed."""
    if enrolled is None or active is None:
        return UNKNOWN
    if active and active >= enrolled:
        return "nobody done yet"
    return rate(completed, enrolled - active)


def rates(sums: Mapping[str, int | None]) -> str:
    """Both rates in a sentence; one where they are the same."""
    of_all = rate(sums["completions"], sums["enrolments"])
    of_done = rate_of_done(sums["completions"], sums["enrolments"], sums["still_active"])
    if of_all in (UNKNOWN, NOBODY) or of_done in (of_all, UNKNOWN):
        return of_all
    return f"{of_all} of all who enrolled, {of_done} of those no longer active"


def delivery_table(facts: ReviewFacts, rows: list[dict[str, Any]]) -> TableBlock:
    """With a line for all together where there are several."""
    lines = [_line(facts.named(row.get("provider")) or UNKNOWN, row) for row in rows]
    if len(rows) > 1:
        sums = {key: total(rows, key) for key in COUNTED}
        lines.append(_line("All together", sums))
    columns = ("Provider", *COUNTED.values(), "Of all enrolled", "Of those not active")
    return TableBlock(
        columns,
        tuple(lines),
        "Learners in the period",
        shares=(6, 3, 3, 3, 4, 4, 4, 4),
        row_heads=True,
    )


def _line(name: str, row: dict[str, Any]) -> tuple[str, ...]:
    counts = {key: number(row, key) for key in COUNTED}
    return (
        name,
        *(shown(value) for value in counts.values()),
        rate(counts["completions"], counts["enrolments"]),
        rate_of_done(counts["completions"], counts["enrolments"], counts["still_active"]),
    )


def more_tables(facts: ReviewFacts, rows: list[dict[str, Any]]) -> Iterator[TableBlock]:
    """Work read and results, and the priority groups: each where any provider gave one."""
    if any(key in row for row in rows for key in MORE):
        lines = tuple(
            (facts.named(row.get("provider")) or UNKNOWN, *(shown(number(row, k)) for k in MORE))
            for row in rows
        )
        columns = ("Provider", *MORE.values())
        yield TableBlock(columns, lines, "Work and results", (6, 4, 4, 4), row_heads=True)
    groups = tuple(line for row in rows for line in _groups(facts, row))
    if groups:
        columns = ("Provider", "Learners", "Enrolled", "Completed")
        yield TableBlock(columns, groups, "Priority groups", (6, 4, 4, 4), row_heads=True)


def _groups(facts: ReviewFacts, row: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    found = row.get("priority_groups")
    groups = found if isinstance(found, dict) else {}
    for key, name in GROUPS.items():
        group = groups.get(key)
        if isinstance(group, dict):
            given = {part: number(group, part) for part in ("enrolments", "completions")}
            told = {part: shown(value) for part, value in given.items()}
            if facts.share_at_least:
                others = {"enrolments": ("completions", "others")}
                told = small_counts.shown(given, facts.share_at_least, others)
            yield (facts.named(row.get("provider")) or UNKNOWN, name, *told.values())


def sources(facts: ReviewFacts, rows: list[dict[str, Any]]) -> Iterator[str]:
    """Where the figures of each provider are from, and why one delivered nothing."""
    for row in rows:
        who = facts.named(row.get("provider")) or "a provider"
        reason = row.get("not_delivered")
        if isinstance(reason, str) and reason.strip():
            yield f"{who} did not deliver it in the period: {reason.strip()}"
        given = row.get("figures")
        figures = given if isinstance(given, dict) else {}
        told: dict[str, list[str]] = {}
        for key, label in {**COUNTED, **MORE, "priority_groups": "Priority groups"}.items():
            figure = figures.get(key)
            if isinstance(figure, dict) and figure:
                told.setdefault(_source(figure), []).append(label.lower())
        for source, labels in told.items():
            yield f"{who}, {listed(labels)}: {source}"


def _source(figure: dict[str, Any]) -> str:
    said = (figure.get("source"), figure.get("supplier"))
    names = [text for text in said if isinstance(text, str)]
    taken = figure.get("extracted_on")
    return ", ".join([*names, f"taken out on {day(taken)}"] if taken else names) or UNKNOWN


def told_by(facts: ReviewFacts, rows: list[dict[str, Any]]) -> Iterator[str]:
    """What each provider said of itself beside its counts, and who answered for it."""
    for row in rows:
        who = facts.named(row.get("provider")) or "a provider"
        sites = row.get("sites")
        if isinstance(sites, list) and sites:
            yield f"{who} delivered it at: {', '.join(map(str, sites))}"
        can = row.get("capability")
        if isinstance(can, dict) and can.get("answer"):
            why = f" ({can['reason']})" if can.get("reason") else ""
            yield f"Whether {who} can go on delivering it: {can['answer']}{why}"
    for _, row in facts.answers.rows("/collected"):
        who = facts.named(row.get("provider")) or "a provider"
        when = f", {day(row['on'])}" if row.get("on") else ""
        yield f"Answered for {who} by: {row.get('answered_by') or UNKNOWN}{when}"


def missing(facts: ReviewFacts, rows: list[dict[str, Any]]) -> Iterator[str]:
    """Whose numbers are still to be had."""
    for row in rows:
        lacking = [label.lower() for key, label in COUNTED.items() if number(row, key) is None]
        if lacking:
            who = facts.named(row.get("provider")) or "a provider"
            yield f"{who} gave no number for: {listed(lacking)}"
