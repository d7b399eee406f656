"""WORK-WEEKS: weeks and weekly hours, with learning at work, explain the hours of the credits.

Two hours a week for five months are forty hours. Where a hundred are claimed the other sixty are
learning at work or in the community, or own study that the weekly hours leave out, or they are not
there. The plan is too large only where the weekly hours alone are: in some plans learning at work
is a part of them. A week holds no more than our data say, whatever the credits.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.amounts import credits_of
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule
from mcapproval.rules.workload import some
from mcapproval.rules.workload_advice import too_full
from mcapproval.rules.workload_plan import plan

PLACE = "/delivery/hours_a_week"


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    full = too_full(draft)
    if full:
        weekly_hours, most = full
        yield Remark(
            PLACE,
            f"{weekly_hours} hours a week are more than a full-time week holds; our policy expects "
            f"{most} at most",
            "correct the hours a week, contact and own study together, or give the weeks that the "
            "learning takes",
        )
    found = plan(draft, law, policy)
    if found is None:
        return
    credits = credits_of(draft) or 0
    stands_for = (
        f"the {found.needed} that {some(credits, 'credit')} stand{'s' * (credits == 1)} for"
    )
    weekly = f"{some(found.weeks, 'week')} at {some(found.hours_a_week, 'hour')} a week"
    allows = f"our policy lets them differ by {policy.plan_tolerance} per cent"
    if found.missing:
        at_work = f"{some(found.work_based, 'hour')}" if found.work_based else "no hours"
        explains = found.explained * credits // found.needed
        fewer = f"; the plan explains {some(explains, 'credit')}" if explains else ""
        yield Remark(
            PLACE,
            f"{weekly} with {at_work} of learning at work explain {found.explained} hours of "
            f"{stands_for}; {found.missing} are not accounted for, and {allows}",
            "say where the hours are, if learners do them: learning at work or in the community "
            "(work_based), own study between sessions, preparing assessment, feedback and "
            f"resubmission (hours_a_week); else claim fewer credits{fewer}",
        )
    elif found.over:
        yield Remark(
            PLACE,
            f"{weekly} are {some(found.weekly, 'hour')}, {found.over} more than {stands_for}; "
            f"{allows}",
            "ask for fewer weeks or hours a week, or claim the credits that the work is worth",
        )


RULE = Rule(
    "WORK-WEEKS",
    "Weeks and weekly hours explain the credits",
    ("/delivery", "/learning_hours", "/workload", "/credits"),
    check,
    law=("learning_hours",),
)
