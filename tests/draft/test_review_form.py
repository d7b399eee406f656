"""The review file to fill in: it reads as what was known, whatever stands in its comments."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mcapproval.draft.reader import read_shaped
from mcapproval.draft.review_form import review_form
from mcapproval.shipped import schema

KNOWN: dict[str, Any] = {
    "format": "review/1",
    "trigger": "scheduled",
    "period": {"from": "2026-08-11", "until": "2027-07-01"},
    "delivery": [
        {
            "provider": "otago-polytechnic",
            "cohorts": 2,
            "enrolments": 18,
            "completions": "not known",
            "figures": {"enrolments": {"source": 'the "new" system: {x}', "supplier": "registry"}},
        }
    ],
    "actions_before": [],
    "watch": [{"what": "Privacy Act 2020", "kind": "act", "place": "/structure"}],
    "need": {"still_needed": "no"},
}


def read(text: str) -> dict[str, Any]:
    shaped = read_shaped(text.encode(), "review.yaml", "review")
    assert shaped.findings == ()
    return shaped.data


def test_it_reads_as_what_is_filled_in_and_asks_for_every_part() -> None:
    text = review_form(KNOWN, {}, ["Of MC-0001"])
    assert read(text) == KNOWN
    asked = set(schema("review")["properties"]) - {"collected"}
    assert {line.split(":")[0] for line in text.splitlines() if line[:1].isalpha()} == asked


def test_with_nothing_known_it_reads_as_nothing_answered() -> None:
    assert read(review_form({"format": "review/1"}, {}, [])) == {"format": "review/1"}


def test_the_entries_to_copy_are_read_once_their_signs_are_taken_away() -> None:
    text = review_form({"format": "review/1"}, {}, [])
    lines = [line.replace("#", " ", 1) if "#  " in line else line for line in text.splitlines()]
    filled = "\n".join(lines).replace("id:  # N1", "id: N1").replace("status:  #", "status: done #")
    found = read(filled)
    assert found["need"]["evidence"] == [{"id": "N1"}]
    assert found["actions_before"] == [{"status": "done"}]


@given(st.text(), st.text())
def test_no_text_of_a_comment_becomes_more_than_one(noted: str, head: str) -> None:
    notes = {"/fit/purpose/answer": [noted], "/watch/0": [noted], "/need/evidence": [noted]}
    assert read(review_form(KNOWN, notes, [head])) == KNOWN
