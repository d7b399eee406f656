"""NEED-STAKE: who was consulted, and what came of it.

A partner is named, and each meeting says what was said or decided there, and which outcome or
assessment it changed, or why none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import all_named, asks_content, called, ids, listed, written
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if not asks_content(draft):
        return
    partners = draft.rows("/co_design/partners")
    if not partners:
        yield Remark(
            "/co_design/partners",
            "no partner is named",
            "name under partners who designed it with you: organisation and role",
        )
    for path, partner in partners:
        if not written(partner.get("organisation")):
            yield Remark(
                f"{path}/organisation",
                f"{called(partner, 'the partner')} does not say which body it is",
                "write the body's key under organisation",
            )
    meetings = draft.rows("/co_design/meetings")
    if not meetings:
        yield Remark(
            "/co_design/meetings",
            "no meeting or hui with a partner is recorded",
            "record under meetings when you met, who took part, what was decided and what changed",
        )
    whole = all(all_named(draft, key) for key in CHANGES)
    outcomes, assessments = (ids(draft, key) for key in CHANGES)
    for path, meeting in meetings:
        if not written(meeting.get("discussed")) and not written(meeting.get("decided")):
            yield Remark(
                f"{path}/decided",
                f"{_name(meeting)} does not say what was said or decided",
                "write what those who took part said under discussed, or what came of it under "
                "decided",
            )
        changed = listed(meeting.get("changed"))
        said = changed or written(meeting.get("or_because")) or draft.unusable(f"{path}/changed")
        if not said:
            yield Remark(
                f"{path}/changed",
                f"{_name(meeting)} does not say what changed, or why nothing did",
                "write what it changed under changed (LO1, A2), or the reason under or_because",
            )
        for n, item in enumerate(changed):
            if whole and item not in outcomes and item not in assessments:
                yield Remark(
                    f"{path}/changed/{n}",
                    f"{_name(meeting)} changed {item}; there is no such outcome or assessment",
                    f"name one that the draft has, or tell under decided what became of {item}",
                )


def _name(meeting: Mapping[str, Any]) -> str:
    return called(meeting, "the meeting")


CHANGES = ("/learning_outcomes", "/assessments")
RULE = Rule(
    "NEED-STAKE",
    "Partners, and what changed because of them",
    ("/co_design", *CHANGES, "/kind"),
    check,
)
