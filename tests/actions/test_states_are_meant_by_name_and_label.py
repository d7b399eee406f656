"""A state is meant by its name and by what people read, whatever cases there are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from mcapproval.actions.finding.worded import states_meant

ODD = """
[states.current]
label = "In force"
[states.kept]
label = "Current"
"""


def in_use(sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Records with cases in `current` of a workflow in which another state reads so."""
    if "content" in sql:
        return [(json.dumps({"workflow": ODD}).encode(),)]
    return [("0" * 64, "APP-2026-0001")] if "definition_hash" in sql else [(1,)]


def test_a_state_counts_by_its_name_and_another_by_its_label_at_once() -> None:
    assert set(states_meant(in_use, ["current"])) == {"current", "kept"}
    assert states_meant(in_use, ["CURRENT", "current"]) == states_meant(in_use, ["current"])
    assert states_meant(in_use, ["in force"]) == ("current",)
    assert states_meant(in_use, []) == ()
