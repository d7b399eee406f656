"""REV-NEED-OLD: evidence of need in a re-evaluation is gathered afresh, not copied."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import day_of
from mcapproval.rules.deliveries import months_from
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    dated = [(day_of(row.get("dated")), path) for path, row in draft.rows("/need/evidence")]
    days = [(day, path) for day, path in dated if day]
    begins = _begins(draft)
    if not days or begins is None:
        return
    newest, path = max(days)
    if newest < begins:
        yield Remark(
            f"{path}/dated",
            f"the newest evidence of need is of {spoken(newest)}, before the period of this "
            f"re-evaluation, which begins on {spoken(begins)}; our policy asks for evidence from "
            "within it",
            "ask those who need it again, and add what they say with its day",
        )


def _begins(draft: Draft) -> date | None:
    """The first day of the period: as answered, else counted back from the day it is due."""
    given = day_of(draft.get("/period/from"))
    due, months = day_of(draft.get("/case/due_on")), draft.whole("/case/period_months")
    if given or due is None or not months or months < 0:
        return given
    return months_from(due, -months)


RULE = Rule(
    "REV-NEED-OLD",
    "Evidence of need from within the period",
    ("/need/evidence", "/period/from", "/case/due_on", "/case/period_months"),
    check,
    about="review",
    track="review",
)
