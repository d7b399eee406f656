"""A re-evaluation is not decided while a part is unanswered: each part is taken out once."""

from __future__ import annotations

from datetime import date

import pytest

from mcapproval.draft.model import Draft
from mcapproval.draft.pointer import tokens
from mcapproval.policy.model import SHIPPED
from mcapproval.rules.book import REVIEW_RULES
from mcapproval.rules.casebook import base
from mcapproval.rules.examine import examine
from mcapproval.rules.review_content import ASKED
from mcapproval.workflow.guards import reasons_for
from mcapproval.workflow.model import Need
from mcapproval.workflow.situation import Situation

DAY = date(2026, 11, 21)
PARTS = (*(path for path, _, _ in ASKED), "/need/duplication/searched", "/need/duplication/result")


def refused(data: dict[str, object]) -> list[str]:
    """The codes of the reasons for which a decision waits on the answers."""
    draft = Draft(data)
    found = examine(draft, DAY, SHIPPED, REVIEW_RULES)
    situation = Situation("REV-2026-0001", "review", "in-progress", 1, DAY, SHIPPED, findings=found)
    return [
        reason.code for reason in reasons_for(Need("answers", {"answers": "complete"}), situation)
    ]


def test_where_all_is_answered_nothing_holds_it_up() -> None:
    assert refused(base("review")) == []


@pytest.mark.parametrize("part", PARTS)
def test_no_part_can_be_left_out(part: str) -> None:
    data = base("review")
    *steps, last = tokens(part)
    within = data
    for step in steps:
        within = within[step]
    del within[last]
    wanted = "REV-SEARCH" if part not in PARTS[: len(ASKED)] else "REV-CONTENT"
    assert wanted in refused(data), part
    within[last] = "..."
    assert wanted in refused(data), f"{part} with what only holds its place"
