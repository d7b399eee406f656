"""The gate before anything is developed: what our policy asks of the business case is answered.

A price by kind of customer, the cost, the least number of learners, who enrols, teaches, is paid
and assesses: one reason for each that is not, in the words of its question.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mcapproval.draft.help import question
from mcapproval.draft.model import Draft
from mcapproval.errors import Reason
from mcapproval.workflow.situation import Situation

PART = "business_case"


def to_develop(situation: Situation, args: Mapping[str, Any]) -> list[Reason]:
    """One reason for each answer that is missing; none of an application for a change."""
    draft = situation.draft
    if situation.kind == "change" or draft is None:
        return []
    return [
        _missing(situation, key) for key in situation.policy.to_develop if not _answered(draft, key)
    ]


def _answered(draft: Draft, key: str) -> bool:
    """Nought is an answer; a price says of whom it is asked and how much it is."""
    found = draft.get(f"/{PART}/{key}")
    if isinstance(found, list):
        return any(
            row.get("customer") and row.get("dollars") is not None
            for row in found
            if isinstance(row, Mapping)
        )
    return found is not None and str(found).strip() != ""


def _missing(situation: Situation, key: str) -> Reason:
    asked = question(f"{PART}.{key}", situation.policy.questions)
    title, help_ = (asked.title, asked.ask) if asked else (key, "")
    return Reason(
        f"GATE-{key.replace('_', '-').upper()}",
        f"{PART}/{key}: {title} is not answered",
        f"write it under `{PART}:` `{key}:`. {help_}".strip(),
        situation.policy.title("author"),
    )
