"""WORK-CONTACT: contact hours a week agree with the directed hours, and are a part of the week.

They may be off by what our policy lets a plan be off, since contact is given in whole hours a week.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule
from mcapproval.rules.workload import needed, some
from mcapproval.rules.workload_plan import contact, directed, tolerance

PLACE = "/delivery/contact_hours_a_week"


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    led, weekly = draft.whole(PLACE), draft.whole("/delivery/hours_a_week")
    if led is not None and weekly is not None and led > weekly:
        yield Remark(
            PLACE,
            f"{some(led, 'contact hour')} in a week of {some(weekly, 'hour')}; our policy asks "
            "that contact is a part of the week",
            "give under hours_a_week all that a learner sets aside, contact included",
        )
    in_all, hours = contact(draft), directed(draft)
    if in_all is None or hours is None:
        return
    if abs(in_all - hours) > tolerance(needed(draft, law) or hours, policy):
        yield Remark(
            PLACE,
            f"contact adds up to {some(in_all, 'hour')}, the directed hours are {hours}; our "
            "policy asks that they agree",
            "correct the contact hours a week, or move what learners do alone from directed to "
            "self_directed hours",
        )


RULE = Rule(
    "WORK-CONTACT",
    "Contact agrees with the directed hours",
    ("/delivery", "/learning_hours", "/workload", "/credits"),
    check,
    law=("learning_hours",),
)
