"""What the columns of one row say against one another: a fault where both can't be, else a note."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mcapproval.actions.importing.bounds import LOOK
from mcapproval.actions.importing.facts import Credential
from mcapproval.actions.importing.faults import Kind, Row
from mcapproval.clock import MONTHS_A_YEAR, add_months, spoken
from mcapproval.rules.review_schedule import legacy, until_when_legacy

MEND = "mend one of the two days"


def contradictions(row: Credential, today: date) -> None:
    """Of a micro-credential. No review of it can be before it was approved; of the results of one
    application NZQA's letters have had any order.
    """
    approved = row.approved_on
    if row.rule_set and approved and _legacy(approved) != (row.rule_set == "legacy"):
        said = f"it says {row.rule_set}, but was approved on {approved}"
        mend = "mend the day or the rule set: legacy is what was approved before 2023"
        row.row.wrong("rule_set", said, mend)
    next_on = row.listed["nzqa_review_on"]
    results = {"listed_on": row.listed_on, "accredited_on": row.accredited_on}
    for column, day in results.items():
        if approved and day and day < approved:
            row.row.note(column, f"{day} is before its approval on {approved}: {LOOK}", Kind.EARLY)
    days = {
        "last_review_on": row.last_review_on,
        "nzqa_review_on": str(next_on) if next_on else None,
        "teach_out": row.teach_out,
    }
    for column, day in days.items():
        if approved and day and day < approved:
            row.row.wrong(column, f"{day} is before its approval on {approved}", MEND)
    if row.last_review_decision and not row.last_review_on:
        said = "a decision stands here, and no day"
        row.row.wrong("last_review_decision", said, "write the day in Last review on")
    if row.status == "expiring" and not row.teach_out:
        said = "it is expiring, and its last day for learners is not known yet"
        row.row.note("status", said, Kind.NO_LAST_DAY)
    now = today.isoformat()
    if row.status == "current" and next_on and str(next_on) < now:
        row.row.note("nzqa_review_on", f"{next_on} has passed: {LOOK}", Kind.PASSED)
    if row.status == "current" and row.teach_out:
        said = f"it is current, and {row.teach_out} stands here as its last day: {LOOK}"
        row.row.note("teach_out", said, Kind.CURRENT)
    if row.status == "expiring" and row.teach_out and row.teach_out < now:
        said = f"{row.teach_out} has passed, and it is expiring still: {LOOK}"
        row.row.note("teach_out", said, Kind.PASSED)


def reviews_to_come(row: Credential, today: date) -> None:
    """Of a micro-credential that is new: where NZQA's reviews are counted otherwise than the sheet
    says, and where one fell due of which nothing is said. None of before the import is asked for.
    """
    told = row.listed["review_years"]
    if row.status != "current" or not row.approved_on or not told:
        return
    approved, years = date.fromisoformat(row.approved_on), int(told)
    if legacy(approved):
        if years != 1:
            said = (
                f"{years} years stand here, and of what was approved up to {until_when_legacy()}"
                " NZQA asks for a review every year: every year is counted"
            )
            row.row.note("review_period", said, Kind.SELDOM)
        years = 1
    if row.last_review_on or row.listed["nzqa_review_on"]:
        return
    many = (today.year - approved.year) // years + 1
    due = [add_months(approved, MONTHS_A_YEAR * years * n) for n in range(1, many + 1)]
    passed = [day for day in due if day < today]
    if passed:
        said = (
            f"NZQA's review of {spoken(passed[-1])} may be overdue, and is not asked for here:"
            " give Last review on or NZQA review date"
        )
        row.row.note("approved_on", said, Kind.PASSED)


def of_cohort(row: Row, facts: Mapping[str, object], since: str | None) -> None:
    """Of a cohort, where `since` is the day on which its provider could begin: notes only, for it
    was held, whatever the days say.
    """
    starts, ends, enrolled = (_day(facts, key) for key in ("starts", "ends", "last_enrolled_on"))
    if starts and since and starts < date.fromisoformat(since):
        began = spoken(date.fromisoformat(since))
        said = f"{spoken(starts)} is before {began}, when it was approved or accredited: {LOOK}"
        row.note("starts", said, Kind.EARLY)
    if enrolled and ends and enrolled > ends:
        said = f"{spoken(enrolled)} is after its last day, {spoken(ends)}: {LOOK}"
        row.note("last_enrolled_on", said, Kind.LATE)


def _legacy(approved: str) -> bool:
    return legacy(date.fromisoformat(approved))


def _day(facts: Mapping[str, object], key: str) -> date | None:
    said = facts.get(key)
    return date.fromisoformat(said) if isinstance(said, str) else None
