"""WORK-BACK: hours are counted from what learners do and say how; they are not the credits divided.

A row of the study says where its hours come from; credits and figures alone don't say it. Three
outcomes or more whose hours are all but equal and together just what the credits stand for look
divided, unless a basis is written; two alike are too likely by chance.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule
from mcapproval.rules.workload import Row, by_outcome, needed, outcomes, rows
from mcapproval.rules.workload_advice import only_divides

FOUND = (
    "write under basis where they come from: a pilot, a diary of learners, a count of tasks, a "
    "like course"
)


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    study = rows(draft)
    for row in study:
        if row.total and row.basis and only_divides(row.basis):
            yield Remark(
                f"{row.path}/basis",
                f"the basis of the row for {row.outcome or 'no outcome'} has only figures and says "
                "nothing of what learners do; our policy asks that hours are counted, not divided",
                FOUND,
            )
        elif row.total and not row.basis:
            yield Remark(
                f"{row.path}/basis",
                f"the row for {row.outcome or 'no outcome'} does not say how its hours were found; "
                "our policy asks for it",
                FOUND,
            )
    shares = [one.hours for one in outcomes(draft) if one.hours is not None]
    shares = shares or _counted(study)
    if divided(shares, needed(draft, law)) and not any(map(_accounts, study)):
        yield Remark(
            "/learning_outcomes",
            f"the outcomes have equal shares of hours ({', '.join(map(str, shares))}), together "
            "just what the credits stand for, and nothing says how they were found; our policy "
            "asks that hours are counted, not divided",
            "count under workload what learners do for each outcome, with its basis: start from "
            "the tasks and not from the credits",
        )


def _counted(study: tuple[Row, ...]) -> list[int]:
    """The hours of the outcomes by the study; none of them where some are not known."""
    hours = by_outcome(study).values()
    return [number for number in hours if number is not None] if None not in hours else []


def _accounts(row: Row) -> bool:
    return bool(row.basis) and not only_divides(row.basis)


def divided(shares: list[int], claimed: int | None) -> bool:
    """Whether hours look like a whole that was divided: alike but for what can't be shared out."""
    if not shares or sum(shares) != claimed:
        return False
    lowest, *others = sorted(shares)
    return len(others) > 1 and others[-1] - lowest <= 1


RULE = Rule(
    "WORK-BACK",
    "Hours are counted, not the credits divided",
    ("/workload", "/learning_outcomes", "/credits"),
    check,
    law=("learning_hours",),
)
