"""LO-ASSESSED: each outcome is assessed, and each assessment serves an outcome.

Where there is no assessment at all, REQ-ALL says so once. Where an id or a list can't be used as
written, that is told as a fault of the form, and nothing is said to be missing because of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import all_named, called, ids, listed
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    outcomes = ids(draft, "/learning_outcomes")
    known, sure = all_named(draft, "/learning_outcomes"), not draft.unusable("/assessments")
    assessments = draft.rows("/assessments")
    if not assessments:
        return
    assessed: set[str] = set()
    for path, row in assessments:
        named = listed(row.get("outcomes"))
        assessed.update(named)
        if not named and not draft.unusable(f"{path}/outcomes"):
            yield Remark(
                f"{path}/outcomes",
                f"{_name(row)} assesses no outcome",
                "name under outcomes what it assesses, or take the assessment out",
            )
        for n, outcome in enumerate(named):
            if outcomes and known and outcome not in outcomes:
                yield Remark(
                    f"{path}/outcomes/{n}",
                    f"{_name(row)} assesses {outcome}; there is no such outcome",
                    f"name one of {', '.join(outcomes)}, or write {outcome}",
                )
    for outcome, path in outcomes.items():
        if sure and outcome not in assessed:
            yield Remark(
                path,
                f"no assessment covers {outcome}",
                f"name {outcome} under outcomes of an assessment, or add an assessment for it",
            )


def _name(assessment: Mapping[str, Any]) -> str:
    return called(assessment, "the assessment")


RULE = Rule(
    "LO-ASSESSED",
    "Every outcome assessed, every assessment for an outcome",
    ("/assessments", "/learning_outcomes"),
    check,
)
