"""REV-FEEDBACK: as many learners or employers were heard as we have settled on.

Where one entry does not say how many answered, the whole is not known and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.deliveries import whole
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    counts = [whole(row, "n") for _, row in draft.rows("/feedback")]
    known = [count for count in counts if count is not None]
    if not counts or len(known) < len(counts) or sum(known) >= policy.feedback_at_least:
        return
    yield Remark(
        "/feedback",
        f"feedback of {sum(known)} {'person' if sum(known) == 1 else 'people'}; our policy asks "
        f"for {policy.feedback_at_least} or more",
        "ask more learners and employers, or add what they said elsewhere",
    )


RULE = Rule(
    "REV-FEEDBACK",
    "Feedback of enough people",
    ("/feedback",),
    check,
    about="review",
    track="review",
)
