"""Answers of a re-evaluation that tell of a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from mcapproval.draft.model import Draft
from mcapproval.draft.personal_answers import BODIES, personal_findings
from mcapproval.draft.schema_parts import resolved
from mcapproval.shipped import schema

NUMBER = "NSN 123456789"
BODIES_IN_A_ROW = "Wellington Water, Downer Group and Auckland Council"


def found(data: dict[str, Any]) -> list[str]:
    return [finding.path for finding in personal_findings(Draft(data))]


@pytest.mark.parametrize(
    ("data", "paths"),
    [
        ({"delivery": [{"not_delivered": NUMBER}]}, ["/delivery/0/not_delivered"]),
        ({"delivery": [{"sites": ["Dunedin", NUMBER]}]}, ["/delivery/0/sites/1"]),
        ({"feedback": [{"themes": ["Good", "021 555 1234"]}]}, ["/feedback/0/themes/1"]),
        ({"watch": [{"kind": "act", "note": "m@example.nz"}]}, ["/watch/0/note"]),
        ({"watch": [{"kind": "contact", "note": "m@example.nz"}]}, []),
        ({"proposal": {"reasons": BODIES_IN_A_ROW}}, ["/proposal/reasons"]),
        ({"feedback": [{"from": BODIES_IN_A_ROW}]}, []),
        ({"consulted": [{"how": BODIES_IN_A_ROW}]}, []),
        ({"need": {"evidence": [{"file": "letter-123456789.pdf"}]}}, []),
        ({"collected": [{"sha256": "1234567" * 9 + "0", "answered_by": "registry"}]}, []),
    ],
)
def test_what_tells_of_a_person_is_found_where_words_are_written(
    data: dict[str, Any], paths: list[str]
) -> None:
    assert found(data) == paths


def test_bodies_are_named_only_where_the_schema_has_a_place() -> None:
    contract = schema("review")
    for path in BODIES:
        part: Mapping[str, Any] = contract
        for step in path.strip("/").split("/"):
            part = resolved(part["items"] if step == "*" else part["properties"][step], contract)
