"""REV-FEEDBACK: as many learners and as many employers were heard as we have settled on.

Where an entry does not say of which group it is, all are counted together; where one does not say
how many answered, the whole is not known and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.deliveries import whole, words
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

GROUPS = {"learners": ("learner", "learners"), "employers": ("employer", "employers")}
EVERYBODY = ("person", "people")


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    rows = [row for _, row in draft.rows("/feedback")]
    if not rows:
        return
    parted = all(words(row, "group") for row in rows)
    asked = GROUPS if parted else {"": EVERYBODY}
    for group, (one, many) in asked.items():
        counts = [whole(row, "n") for row in rows if not group or words(row, "group") == group]
        heard = sum(count or 0 for count in counts)
        if None in counts or heard >= policy.feedback_at_least:
            continue
        none = f"no {one}" if parted else "nobody"
        of = f"{heard} {one if heard == 1 else many}" if heard else none
        yield Remark(
            "/feedback",
            f"feedback of {of}; our policy asks for {policy.feedback_at_least} or more",
            f"ask more {many if parted else 'learners and employers'}, or add what they said "
            "elsewhere",
        )


RULE = Rule(
    "REV-FEEDBACK",
    "Feedback of enough people",
    ("/feedback",),
    check,
    about="review",
    track="review",
)
