"""ASSESS-SUM: weights of assessments, where they are used, add up to 100 per cent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import called
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    rows = draft.rows("/assessments")
    weights = {path: row["weight"] for path, row in rows if isinstance(row.get("weight"), int)}
    if not weights:
        return
    whole = law.value("assessment_weights", "whole").value
    for path, row in rows:
        if path not in weights:
            yield Remark(
                f"{path}/weight",
                f"{_name(row)} has no weight while others have",
                "give each assessment a weight in per cent, or none of them",
            )
        elif weights[path] < 0:
            yield Remark(
                f"{path}/weight",
                f"{_name(row)} weighs {weights[path]} per cent",
                f"give a weight from 0 to {whole}",
            )
    total = sum(weights.values())
    if len(weights) == len(rows) and total != whole:
        yield Remark(
            "/assessments",
            f"the weights add up to {total} per cent",
            f"make them add up to {whole}, or give none where all must be achieved",
        )


def _name(assessment: Mapping[str, Any]) -> str:
    return called(assessment, "the assessment")


RULE = Rule(
    "ASSESS-SUM", "Weights that add up", ("/assessments",), check, law=("assessment_weights",)
)
