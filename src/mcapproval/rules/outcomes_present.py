"""LO-PRESENT: there is at least one learning outcome, and each is written once."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content, called, written
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    outcomes = draft.rows("/learning_outcomes")
    if not outcomes and asks_content(draft) and not draft.unusable("/learning_outcomes/-"):
        yield Remark(
            "/learning_outcomes",
            "there is no learning outcome",
            "write at least one under learning_outcomes, with an id such as LO1 and a statement",
        )
    seen: set[str] = set()
    for path, outcome in outcomes:
        name = called(outcome, "the outcome")
        if not written(outcome.get("statement")):
            yield Remark(
                f"{path}/statement",
                f"{name} has no statement",
                "write what the learner can do, opening with a verb that can be observed",
            )
        if name in seen:
            yield Remark(
                f"{path}/id",
                f"{name} stands here a second time",
                "give each outcome its own id, so that assessments can name it",
            )
        seen.add(name)


RULE = Rule("LO-PRESENT", "Learning outcomes are written", ("/learning_outcomes", "/kind"), check)
