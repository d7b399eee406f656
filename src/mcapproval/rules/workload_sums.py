"""WORK-SUM: the study, the outcomes' own hours and the kinds of learning hours agree.

Only what is given is compared. A kind left out of `learning_hours` counts as no hours of that
kind, as everywhere. Rows of one outcome are added up, which is said. Where the study has no row
for an outcome that is said too, and its kinds are not compared. Nothing is compared with hours
that can't be used as written, nor with a sum that needs them; the rest is.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.findings import Severity
from mcapproval.policy.model import Policy
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule
from mcapproval.rules.workload import (
    OUTCOME,
    SERVES,
    Outcome,
    Row,
    by_learning_hours,
    by_outcome,
    comparable,
    given,
    given_as,
    given_in_all,
    outcomes,
    some,
    stated,
    without_row,
)

AGAIN = "count again which of the two is right, and write the same in both"


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    study, asked = comparable(draft), outcomes(draft)
    if study:
        absent = without_row(study, asked)
        yield from _rows(study, asked, absent)
        yield from _outcomes(by_outcome(study), asked)
        if given(draft) and not absent:
            yield from _kinds(draft, study)
    total, added = stated(draft), given_in_all(draft)
    if total is not None and added is not None and total != added:
        yield Remark(
            "/learning_outcomes",
            f"the outcomes state {some(total, 'hour')}, learning_hours add up to "
            f"{added}; our policy asks that they agree",
            AGAIN,
        )


def _rows(
    study: tuple[Row, ...], asked: tuple[Outcome, ...], absent: tuple[str, ...]
) -> Iterator[Remark]:
    if absent:
        yield Remark(
            "/workload",
            f"the workload study has no row for {', '.join(absent)}; our policy asks for one for "
            "each outcome",
            "add a row for each, with its hours by kind and their basis",
        )
    known = {one.id for one in asked}
    yield from _twice(study)
    for row in study:
        if asked and row.outcome not in known and OUTCOME not in row.lacks:
            named = f"is for {row.outcome}, and there is no such outcome" if row.outcome else ""
            yield Remark(
                f"{row.path}/outcome",
                f"this row of the workload study {named or 'names no outcome'}; our policy asks "
                "that study and outcomes agree",
                f"name one of {', '.join(sorted(known - {''}))}",
            )


def _twice(study: tuple[Row, ...]) -> Iterator[Remark]:
    """An outcome in several rows may be meant so, or be a slip of the pen: a note."""
    seen: dict[str, list[Row]] = {}
    for row in study:
        seen.setdefault(row.outcome, []).append(row)
    for outcome, alike in seen.items():
        if outcome and len(alike) > 1:
            hours = " + ".join(str(row.total) for row in alike)
            added = f" ({hours} hours)" if all(row.whole for row in alike) else ""
            yield Remark(
                f"{alike[-1].path}/outcome",
                f"{len(alike)} rows of the workload study are for {outcome} and are added up"
                f"{added}; our policy asks for one for each outcome",
                "put them together in one row with its basis, or name the outcome that this row "
                "is for",
                severity=Severity.NOTE,
            )


def _kinds(draft: Draft, study: tuple[Row, ...]) -> Iterator[Remark]:
    for kind, found in by_learning_hours(study).items():
        hours = given_as(draft, kind)
        if found is not None and hours is not None and found != hours:
            parts = " and ".join(part.replace("_", "-") for part in SERVES[kind])
            yield Remark(
                f"/learning_hours/{kind}",
                f"the workload study has {some(found, 'hour')} of {parts}, learning_hours has "
                f"{hours} under {kind}; our policy asks that they agree",
                AGAIN,
            )


def _outcomes(found: dict[str, int | None], asked: tuple[Outcome, ...]) -> Iterator[Remark]:
    for one in asked:
        counted = found.get(one.id)
        if one.hours is not None and counted is not None and counted != one.hours:
            yield Remark(
                f"{one.path}/hours",
                f"{one.id} states {some(one.hours, 'hour')}, the workload study has "
                f"{counted}; our policy asks that they agree",
                AGAIN,
            )


RULE = Rule(
    "WORK-SUM",
    "The hours of study, outcomes and kinds agree",
    ("/workload", "/learning_hours", "/learning_outcomes"),
    check,
)
