"""REV-FIT: nothing continues unchanged where an answer on fit is no."""

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


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if draft.text("/proposal/decision") != "continue":
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
    ("/proposal/decision", "/fit"),
    check,
    about="review",
    track="review",
)
