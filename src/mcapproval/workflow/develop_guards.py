"""The gates before anything is developed: one reason for each answer that is missing.

An enquiry says who rang, what for, for whom, for how many and by when. A business case says what
our policy asks: a price by kind of customer, the cost, the least number of learners, who enrols,
teaches, is paid and assesses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mcapproval.draft.help import question
from mcapproval.draft.model import Draft
from mcapproval.errors import Reason
from mcapproval.workflow.situation import Situation

PART = "business_case"

ENQUIRY: Mapping[str, tuple[tuple[str, ...], str]] = {
    "WHO": (("organisation", "from"), "who rang"),
    "ASKED-FOR": (("asked_for",), "what for"),
    "FOR": (("for",), "for whom"),
    "LEARNERS": (("learners",), "for how many learners"),
    "BY": (("by",), "by when"),
}
"""By code: the keys of `enquiry:`, of which one is enough, and what they say."""


def gate(situation: Situation, args: Mapping[str, Any]) -> list[Reason]:
    """What a gate waits for; nothing of an application for a change."""
    draft = situation.draft
    if situation.kind == "change" or draft is None:
        return []
    if args["gate"] == "enquiry":
        return list(_enquiry(situation, draft))
    return [
        _missing(situation, key) for key in situation.policy.to_develop if not _answered(draft, key)
    ]


def _enquiry(situation: Situation, draft: Draft) -> Iterator[Reason]:
    """Nought learners is an answer; words that hold a place are a finding of their own."""
    for code, (keys, says) in ENQUIRY.items():
        given = (draft.get(f"/enquiry/{key}") for key in keys)
        if not any(value is not None and str(value).strip() for value in given):
            yield Reason(
                f"ENQUIRY-{code}",
                f"the enquiry does not say {says}",
                f"write it under {_label('enquiry')}: "
                f"{' or '.join(_label(f'enquiry.{key}') for key in keys)}",
                situation.policy.title("author"),
            )


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
    return Reason(
        f"GATE-{key.replace('_', '-').upper()}",
        f"{_label(f'{PART}.{key}')} is not answered",
        f"write it under {_label(PART)}. {asked.ask if asked else ''}".strip(),
        situation.policy.title("author"),
    )


def _label(path: str) -> str:
    """A question as the form and the help of a text call it, in quotes."""
    asked = question(path)
    return f'"{asked.title if asked else path}"'
