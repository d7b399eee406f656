"""The conditions of a change: nothing is applied for that only is to be noted, nothing migrated
that stands under the present rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mcapproval.errors import Reason
from mcapproval.workflow.situation import Situation


def change_needed(situation: Situation, args: Mapping[str, Any]) -> list[Reason]:
    """Only of an application for a change, and where a content stands approved to hold it to."""
    judged = situation.change
    if judged is None or judged.says == "yes":
        return []
    return [
        Reason(
            "CHANGE-NOT-NEEDED",
            f"no change of {judged.listing} has to be applied for: {judged.because}",
            f"withdraw this and note it: `mcapproval change record {judged.listing} "
            f"{situation.ref}`; or have it overruled: `mcapproval change overrule "
            f"{judged.listing} {situation.ref} --says yes --note REASON`",
            situation.policy.title("quality-manager"),
        )
    ]


def of_rule_set(situation: Situation, args: Mapping[str, Any]) -> list[Reason]:
    """Only for what was approved before the present rules."""
    if situation.legacy:
        return []
    return [
        Reason(
            "NOT-LEGACY",
            "it was approved under the present rules already",
            "decide a change instead (decide-change), where it needs one",
            situation.policy.title("quality-manager"),
        )
    ]
