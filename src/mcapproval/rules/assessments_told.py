"""ASSESS-SAID: each assessment says its method and what the learner does.

The application content, the map of assessments and the kits print both; NZQA's criterion asks for
assessment and says no more, so that they are written is our policy's to ask. Where there is no
assessment at all, REQ-ALL says so once.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import called, written
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

PARTS = {"method": "its method", "statement": "what the learner does"}


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    for path, row in draft.rows("/assessments"):
        name = called(row, "the assessment")
        for key, what in PARTS.items():
            if not written(row.get(key)) and not draft.unusable(f"{path}/{key}"):
                yield Remark(
                    f"{path}/{key}",
                    f"{name} does not say {what}; our policy asks for it, and papers would say "
                    "that it is not yet written",
                    f"write under {key} of {name} {what}",
                )


RULE = Rule("ASSESS-SAID", "Assessments that say what the learner does", ("/assessments",), check)
