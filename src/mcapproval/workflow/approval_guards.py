"""The conditions on approvals: given and standing, and a sub-committee's recommendation before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mcapproval.errors import Reason
from mcapproval.workflow.model import listed
from mcapproval.workflow.situation import Approval, Situation
from mcapproval.workflow.vocabulary import MEMBERS

Args = Mapping[str, Any]


def fallen_approvals(situation: Situation) -> list[Reason]:
    """One reason for each approval that fell, of a body of which none stands: one given later, or
    one given before a chair's action that lapsed."""
    every = given(situation)
    standing = {a.body for a in every if a.stands}
    return [_fallen(a, situation) for a in every if a.body not in standing]


def given(situation: Situation, *, recommends: bool = False) -> tuple[Approval, ...]:
    """What was given and not taken back: a move that was undone is as if it was never made."""
    return tuple(
        a for a in situation.approvals if a.recommends == recommends and a.fell_because != "undone"
    )


def approvals(situation: Situation, args: Args) -> list[Reason]:
    """Approvals given stand, or were given again; of each body named there is one.

    With `fallen` the other way round: that of a body named is there and stands no more.
    """
    policy = situation.policy
    every = given(situation)
    if args["approvals"] == "fallen":
        return [
            Reason(
                "APPROVAL-STANDS",
                f"the approval by {policy.the(body)} stands: nothing is to be given again",
                "go on without it",
                policy.title("quality-manager"),
            )
            for body in listed(args["of"])
            if any(a.stands for a in every if a.body == body)
        ]
    fallen = fallen_approvals(situation)
    missing = [
        Reason(
            "APPROVAL-MISSING",
            f"there is no approval by {policy.the(body)}",
            f"have {policy.the(body)} approve it",
            policy.title(_decides(body)),
        )
        for body in listed(args.get("of", []))
        if not any(a.body == body for a in every)
    ]
    return [*fallen, *missing]


def recommended(situation: Situation, args: Args) -> list[Reason]:
    """The sub-committee has recommended what stands before the board now."""
    policy = situation.policy
    every = given(situation, recommends=True)
    if any(a.stands for a in every):
        return []
    title = policy.the("sub-committee")
    said = f"{title} has not recommended it"
    if every:
        said = f"{_named(every[-1], situation)} has fallen: {_why(every[-1])}"
    return [
        Reason(
            "NOT-RECOMMENDED",
            said,
            f"have {title} recommend it: mcapproval next {situation.ref} recommend",
            policy.title("sub-committee-member"),
        )
    ]


def _fallen(approval: Approval, situation: Situation) -> Reason:
    return Reason(
        "APPROVAL-FALLEN",
        f"{_named(approval, situation)} has fallen: {_why(approval)}",
        f"have {situation.policy.the(approval.body)} approve it again",
        situation.policy.title(_decides(approval.body)),
    )


def _decides(body: str) -> str:
    """The role whose holders decide as a body; a person who decides alone is their own."""
    return MEMBERS.get(body, (body,))[0]


def _named(approval: Approval, situation: Situation) -> str:
    what = "recommendation" if approval.recommends else "approval"
    what = "chair's action for" if approval.ratify else f"{what} by"
    return f"the {what} {situation.policy.the(approval.body)} of {approval.on.isoformat()}"


def _why(approval: Approval) -> str:
    match approval.fell_because:
        case "lapsed":
            return "the next meeting did not ratify it"
        case "reopened":
            return "the case was opened again after it"
        case _:
            edited = ", ".join(key.replace("_", " ") for key in approval.changed)
            if edited:
                return f"what it covers was edited after it: {edited}"
            covers = ", ".join(key.replace("_", " ") for key in approval.covers)
            return f"what it covers ({covers}) was edited after it"
