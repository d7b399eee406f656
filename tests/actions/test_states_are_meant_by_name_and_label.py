"""A state is meant by its name and by what people read, whatever cases there are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from mcapproval.actions.finding.worded import states_meant
from mcapproval.errors import Unknown

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


def test_states_are_told_in_one_order_whatever_was_typed() -> None:
    told = [str(fault(word).hint) for word in ("curent", "zzz", "drift", "ex", "")]
    assert len(set(told)) == 1
    words = told[0].removeprefix("there are: ").split(", ")
    assert words == sorted(words)
    assert {"current", "kept", "drafting", "scheduled"} < set(words)


def test_of_a_track_only_its_own_states_are_meant() -> None:
    refused = fault("drafting", "listing")
    assert refused.message == "a micro-credential has no state drafting"
    assert refused.hint == "there are: current, discontinued, expiring, removed"
    assert states_meant(in_use, ["current", "Removed"], "listing") == ("current", "removed")
    assert "did you mean `current`?" in fault("curent", "listing").message


def fault(word: str, track: str | None = None) -> Unknown:
    with pytest.raises(Unknown) as found:
        states_meant(in_use, [word], track)
    return found.value


def test_a_state_counts_by_its_name_and_another_by_its_label_at_once() -> None:
    assert set(states_meant(in_use, ["current"])) == {"current", "kept"}
    assert states_meant(in_use, ["CURRENT", "current"]) == states_meant(in_use, ["current"])
    assert states_meant(in_use, ["in force"]) == ("current",)
    assert states_meant(in_use, []) == ()
