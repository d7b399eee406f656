"""What one provider answers takes the place of its own rows, and of nobody else's."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mcapproval.actions.reviewing.collecting.merging import COLLECTED, merged, with_collected
from mcapproval.actions.reviewing.collecting.questions import OURS
from mcapproval.actions.reviewing.collecting.reading import Returned

ANSWER: dict[str, Any] = {"count": 1, "text": "So", "day": "2027-06-18", "choice": "yes"}
KEYS = ("a", "b", "c")


def sheet(provider: str, count: int) -> Returned:
    said = {q.key: ["So"] if q.kind == "lines" else ANSWER[q.kind] for q in OURS}
    return Returned(provider, {**said, "enrolments": count}, {}, {})


def rows(answers: Any, provider: str) -> list[Any]:
    found: list[Any] = []
    for section, key in COLLECTED:
        part = answers.get(section, {})
        listed = part.get(key, []) if key else part or []
        found.append([row for row in listed if row.get("provider") == provider])
    return found


@given(st.lists(st.tuples(st.sampled_from(KEYS), st.integers(1, 99)), min_size=1, max_size=6))
def test_each_provider_has_what_it_answered_last(given_back: list[tuple[str, int]]) -> None:
    answers: dict[str, Any] = {"format": "review/1", "feedback": [{"from": "Hapū", "n": 3}]}
    for provider, count in given_back:
        others = {key: rows(answers, key) for key in KEYS if key != provider}
        answers = merged(answers, sheet(provider, count), "0" * 64)
        assert {key: rows(answers, key) for key in others} == others
    last = dict(given_back)
    assert {row["provider"]: row["enrolments"] for row in answers["delivery"]} == last
    assert answers["feedback"].count({"from": "Hapū", "n": 3}) == 1
    begun_before = with_collected({"format": "review/1"}, answers)
    assert all(rows(begun_before, key) == rows(answers, key) for key in KEYS)
    assert with_collected(answers, answers) == answers


def test_a_file_that_was_begun_before_a_sheet_came_back_anew_does_not_undo_it() -> None:
    begun = merged({"format": "review/1"}, sheet("a", 3), "0" * 64)
    again = merged(begun, sheet("a", 5), "1" * 64)
    assert with_collected(begun, again) == again
    edited = {**again, "delivery": [{"provider": "a", "enrolments": 6}]}
    assert with_collected(edited, again) == edited
    by_hand = {**edited, "collected": [{"provider": "a"}]}
    assert with_collected(by_hand, again) == by_hand
