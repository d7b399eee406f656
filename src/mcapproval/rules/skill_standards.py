"""SKILLSTD: where no standard is used, the draft says where skill standards were looked for."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import written
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if draft.text("/standards/used") == "no" and not written(draft.text("/standards/looked_for")):
        yield Remark(
            "/standards/looked_for",
            "no standard is used, and it is not said whether skill standards were looked for",
            "write under looked_for where you looked, and why none fits",
        )


RULE = Rule("SKILLSTD", "Skill standards were looked for", ("/standards",), check)
