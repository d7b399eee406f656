"""HOURS-SPLIT: the hours are shown by kind, and none is negative.

A kind that is left out counts as no hours of that kind. Hours that can't be used as
written are told as a fault of the form.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.amounts import hours_of
from mcapproval.rules.asked import asks_content
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    hours = hours_of(draft)
    if all(n is None for n in hours.values()):
        if asks_content(draft) and not draft.unusable("/learning_hours"):
            yield Remark(
                "/learning_hours",
                "the hours of learning are not given",
                "write them under learning_hours: directed, self_directed, work_based, assessment",
            )
        return
    for kind, n in hours.items():
        if n is not None and n < 0:
            yield Remark(
                f"/learning_hours/{kind}",
                f"{n} {kind.replace('_', '-')} hours; there are none below nought",
                "give the hours of this kind, 0 where there are none",
            )


RULE = Rule("HOURS-SPLIT", "Hours by kind, none negative", ("/learning_hours", "/kind"), check)
