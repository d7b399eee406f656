"""STATUS-AWARD: after it is discontinued it is awarded only to those who had completed before.

The day on which it is discontinued counts as after: everything must be complete on the day before.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import day_of
from mcapproval.rules.deliveries import day, provider
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    ended = day_of(draft.get("/listing/discontinued_on"))
    if ended is None:
        return
    for path, row in draft.rows("/deliveries"):
        awarded, completed = day(row, "awarded_on"), day(row, "completed_on")
        if awarded is None or completed is None or awarded < ended or completed < ended:
            continue
        yield Remark(
            f"{path}/awarded_on",
            f"the delivery by {provider(row)}: awarded on {spoken(awarded)} to learners who "
            f"completed on {spoken(completed)}; it is discontinued since {spoken(ended)} and is "
            "awarded only where everything was completed before",
            "mend the days if they are wrong; if they are right, talk to NZQA before a certificate "
            "goes out",
        )


RULE = Rule(
    "STATUS-AWARD",
    "No award after discontinuation unless completed before",
    ("/deliveries", "/listing/discontinued_on"),
    check,
    about="standing",
    track="listing",
)
