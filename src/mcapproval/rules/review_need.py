"""REV-NEED-OLD: evidence of need in a re-evaluation is gathered afresh, not copied."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import day_of
from mcapproval.rules.law import Law
from mcapproval.rules.period import READS, begins
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    dated = [(day_of(row.get("dated")), path) for path, row in draft.rows("/need/evidence")]
    days = [(day, path) for day, path in dated if day]
    first = begins(draft)
    if not days or first is None:
        return
    newest, path = max(days)
    if newest < first:
        yield Remark(
            f"{path}/dated",
            f"the newest evidence of need is of {spoken(newest)}, before the period of this "
            f"re-evaluation, which begins on {spoken(first)}; our policy asks for evidence from "
            "within it",
            "ask those who need it again, and add what they say with its day",
        )


RULE = Rule(
    "REV-NEED-OLD",
    "Evidence of need from within the period",
    ("/need/evidence", *READS),
    check,
    about="review",
    track="review",
)
