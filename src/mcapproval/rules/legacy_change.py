"""REV-LEGACY-CHANGE: what was approved before mid-January 2023 and is kept moves to present rules.

A former training scheme or an older micro-credential that its review keeps needs an application for
a change within months of the review day. An application that was sent earlier counts as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import day_of
from mcapproval.rules.deliveries import months_from, words
from mcapproval.rules.law import Law
from mcapproval.rules.legacy_kept import KEEPING
from mcapproval.rules.review_schedule import until_when_legacy
from mcapproval.rules.rule import Remark, Rule

OLDER = ("legacy", "former-training-scheme")


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    reviewed = day_of(draft.get("/last_review/due_on"))
    decision = draft.text("/last_review/decision")
    held = law.maybe("review_period", "legacy_change_months")
    if draft.text("/rule_set") not in OLDER or reviewed is None or held is None:
        return
    if decision not in KEEPING or reviewed < held.since:
        return
    rows = [row for _, row in draft.rows("/changes")]
    if not isinstance(draft.get("/changes"), list) or any(
        words(row, "submitted") != "no" for row in rows
    ):
        return
    last = months_from(reviewed, held.value)
    if last is None:
        return
    when = f"by {spoken(last)}" if law.day <= last else f"by {spoken(last)}, which has passed"
    yield Remark(
        "/changes",
        f"it was approved no later than {until_when_legacy()} and is kept after its review of "
        f"{spoken(reviewed)}; an application for a change, so that it is listed under the present "
        f"rules, is asked for {when}",
        "write a draft of kind change and apply for it"
        if law.day <= last
        else "apply for the change now, and tell NZQA that it comes late",
    )


RULE = Rule(
    "REV-LEGACY-CHANGE",
    "An older micro-credential that is kept moves to the present rules",
    ("/last_review/due_on", "/last_review/decision", "/rule_set", "/changes"),
    check,
    about="standing",
    track="change",
    law=("day", "review_period"),
)
