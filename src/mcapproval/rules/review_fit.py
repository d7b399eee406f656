"""REV-FIT: nothing continues unchanged where an answer on fit is no, or at all if not needed.

What is proposed must agree with what was answered, else one of the two is a slip. Who is unsure
whether it is still needed may propose to continue.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

ASKED = {
    "purpose": "that the purpose is still met",
    "outcomes_at_level": "that the outcomes are right and at the level",
    "credits_and_hours": "that credits and hours are right",
    "entry_and_pathways": "that entry and pathways are right",
}

GOES_ON = ("continue", "continue-with-actions")


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    proposed = draft.text("/proposal/decision")
    if proposed in GOES_ON and draft.text("/need/still_needed") == "no":
        yield Remark(
            "/proposal/decision",
            "to continue is proposed, and it is answered that it is not needed any more; our "
            "policy asks that what is not needed does not go on",
            "propose not-needed, pause, migrate or change, or say under need that it is needed "
            "and why",
        )
    if proposed != "continue":
        return
    denied = [said for key, said in ASKED.items() if draft.text(f"/fit/{key}/answer") == "no"]
    if denied:
        yield Remark(
            "/proposal/decision",
            f"to continue unchanged is proposed, and it is denied {' and '.join(denied)}; our "
            "policy asks that what does not fit is changed",
            "propose change or continue-with-actions, or say under fit why the answer is yes",
        )


RULE = Rule(
    "REV-FIT",
    "What does not fit does not continue unchanged",
    ("/proposal/decision", "/fit", "/need/still_needed"),
    check,
    about="review",
    track="review",
)
