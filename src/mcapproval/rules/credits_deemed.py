"""CRED-DEEMED: a former training scheme may lie outside the range of credits until it is reviewed.

Training schemes became micro-credentials by the Act in August 2022, some with fewer or more credits
than a micro-credential may have; their review brings them to the present rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import day_of
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    credits = draft.whole("/credits")
    if draft.text("/rule_set") != "former-training-scheme" or credits is None:
        return
    least = law.value("credit_value", "smallest").value
    most = law.value("credit_value", "largest").value
    if least <= credits <= most:
        return
    reviewed = day_of(draft.get("/last_review/decided_on"))
    unit = "credit" if credits == 1 else "credits"
    past = f", which was on {spoken(reviewed)}" if reviewed else ""
    yield Remark(
        "/credits",
        f"{credits} {unit}, outside {least} to {most}; a former training scheme may have that "
        f"until it is reviewed{past}",
        "apply for a change that brings it into the range, or let it expire"
        if reviewed
        else "plan the change of its credits for the review",
    )


RULE = Rule(
    "CRED-DEEMED",
    "Credits of a former training scheme",
    ("/credits", "/rule_set", "/last_review/decided_on"),
    check,
    about="standing",
    track="listing",
    law=("credit_value",),
)
