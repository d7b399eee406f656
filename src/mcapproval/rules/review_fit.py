"""REV-FIT: nothing continues where an answer on fit is no, or where it is not needed any more.

What is proposed must agree with what was answered, else one of the two is a slip: it is remarked
on, and the decision itself is refused. Who is unsure whether it is still needed may continue. Why
the answer is no is asked always; why it is yes, in the full review that NZQA reads.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.findings import Severity
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import written
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

ASKED = {
    "purpose": "that the purpose is still met",
    "outcomes_at_level": "that the outcomes are right and at the level",
    "credits_and_hours": "that credits and hours are right",
    "entry_and_pathways": "that entry and pathways are right",
}

GOES_ON = ("continue", "continue-with-actions")


WHY = "provider-policy/review-fit-reasons"


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    yield from _without_reason(draft)
    if draft.text("/proposal/decision") not in GOES_ON:
        return
    for said, mend in against(draft):
        yield Remark("/proposal/decision", f"to continue is proposed, and {said}", mend)


def _without_reason(draft: Draft) -> Iterator[Remark]:
    full = draft.text("/case/form") == "full review"
    for key, said in ASKED.items():
        answer, reason = draft.text(f"/fit/{key}/answer"), f"/fit/{key}/reason"
        if written(draft.get(reason)) or not (answer == "no" or (answer == "yes" and full)):
            continue
        told = f"it is denied {said}" if answer == "no" else f"it is answered {said}"
        where = "" if answer == "no" else " in a full review"
        yield Remark(
            reason,
            f"{told}, and no reason is given; our policy asks for one{where}",
            "give the reason: what was found, and who says so",
            WHY,
            Severity.ERROR,
        )


def against(draft: Draft) -> Iterator[tuple[str, str]]:
    """What in the answers speaks against going on without a change, and what to do about it. The
    four questions of fit are about what is approved and listed: no action of ours mends it.
    """
    if draft.text("/need/still_needed") == "no":
        yield (
            "it is answered that it is not needed any more; our policy asks that what is not "
            "needed does not go on",
            "propose not-needed, pause, migrate or change, or say under need that it is needed "
            "and why",
        )
    denied = [said for key, said in ASKED.items() if draft.text(f"/fit/{key}/answer") == "no"]
    if denied:
        yield (
            f"it is denied {_all_of(denied)}; our policy asks that what does not fit is changed",
            "propose change, migrate, pause or not-needed, or say under fit why the answer is yes",
        )


def _all_of(said: list[str]) -> str:
    """One and another; of more, each behind a comma."""
    *rest, last = said
    comma = "," if len(rest) > 1 else ""
    return f"{', '.join(rest)}{comma} and {last}" if rest else last


RULE = Rule(
    "REV-FIT",
    "What does not fit, or is not needed, does not continue",
    ("/proposal/decision", "/fit", "/need/still_needed", "/case/form"),
    check,
    about="review",
    track="review",
)
