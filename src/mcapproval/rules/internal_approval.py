"""INTERNAL-OK: our own approval is recorded before anything is sent to an outside body.

That NZQA expects it is our reading. The approval may be of the very day on which it was sent.
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
    sent = day_of(draft.get("/application/submitted_on"))
    given = draft.text("/application/internal_approval/given")
    on = day_of(draft.get("/application/internal_approval/on"))
    if sent is None:
        return
    if given == "no":
        yield Remark(
            "/application/internal_approval",
            f"it was submitted on {spoken(sent)} and no approval of our own is recorded",
            "record the decision of the academic board with its minute",
        )
    elif given == "yes" and on and on > sent:
        yield Remark(
            "/application/internal_approval/on",
            f"it was submitted on {spoken(sent)} and approved by ourselves only on {spoken(on)}",
            "mend the day if it is wrong; if it is right, have it waived with the reason",
        )


RULE = Rule(
    "INTERNAL-OK",
    "Our own approval before submission",
    ("/application/submitted_on", "/application/internal_approval"),
    check,
    about="standing",
    track="application",
)
