"""What is plainly well is seen without jsonschema, and only what jsonschema would find well."""

from __future__ import annotations

import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mcapproval.draft.reader import read_draft
from mcapproval.draft.shape import validator
from mcapproval.draft.sound import sound
from mcapproval.shipped import schema, shipped

GOOD = sorted(Path(str(shipped("samples"))).glob("good/*/draft.yaml"))
DRAFTS = [dict(read_draft(path).draft.data) for path in GOOD]
CONTRACT = schema("application")

ODD = st.one_of(
    st.none(), st.booleans(), st.floats(-2, 50), st.integers(-3, 50), st.just(10**12),
    st.text(max_size=4), st.just("x" * 9000), st.just([]), st.just({}), st.just([{}]),
    st.just({"id": {}}), st.just([["x"]]), st.just({"x": 1}), st.just("7.5"), st.just("yes"),
    st.sampled_from(["2026-02-30", "2026-03-04", "20260304", "2026-W10-3", "2026-03-04\n", "LO0"]),
    st.sampled_from(["LO1", "LO1\n", "person-1", "otago-polytechnic", "Otago", "application/2"]),
)  # fmt: skip


def places(value: Any) -> list[tuple[Any, Any]]:
    """Each group or list inside, with each key that it has and one that it does not have."""
    if isinstance(value, dict):
        own: list[tuple[Any, Any]] = [(value, key) for key in (*value, "foreign", "hours")]
        return own + [place for inner in value.values() for place in places(inner)]
    if isinstance(value, list):
        rows: list[tuple[Any, Any]] = [(value, n) for n in range(len(value))]
        return rows + [place for inner in value for place in places(inner)]
    return []


@st.composite
def changed(draw: st.DrawFn) -> dict[str, Any]:
    """A good draft with one or two things taken out, or other things in their place."""
    data: dict[str, Any] = deepcopy(draw(st.sampled_from(DRAFTS)))
    for _ in range(draw(st.integers(1, 2))):
        holder, key = draw(st.sampled_from(places(data)))
        if isinstance(holder, dict) and key in holder and draw(st.booleans()):
            del holder[key]
        else:
            holder[key] = deepcopy(draw(ODD))  # what is put in may itself be changed next
    return data


@settings(deadline=None, max_examples=400)
@given(changed())
def test_what_is_seen_to_be_well_has_no_fault_that_jsonschema_finds(data: dict[str, Any]) -> None:
    if sound(data, CONTRACT, CONTRACT):
        assert [fault.message for fault in validator("application").iter_errors(data)] == []


@settings(deadline=None, max_examples=200)
@given(changed())
def test_what_jsonschema_finds_well_is_seen_to_be_but_for_parts_of_numbers(
    data: dict[str, Any],
) -> None:
    if not any(isinstance(v[k], float) or v[k] == "7.5" for v, k in places(data) if _has(v, k)):
        faults = list(validator("application").iter_errors(data))
        assert sound(data, CONTRACT, CONTRACT) == (faults == [])


def _has(holder: Any, key: Any) -> bool:
    return isinstance(holder, list) or key in holder


@pytest.mark.parametrize("data", DRAFTS, ids=[path.parent.name for path in GOOD])
def test_the_good_samples_are_seen_to_be_well(data: dict[str, Any]) -> None:
    assert sound(data, CONTRACT, CONTRACT)


@pytest.mark.parametrize(
    "part",
    [
        {"type": "string", "minLength": 1},
        {"type": ["string", "null"]},
        {"type": "string", "format": "email"},
        {"$ref": "https://example.org/schema"},
        {"$ref": "#/$defs/none"},
        {"anyOf": [{"type": "string"}]},
        True,
    ],
    ids=str,
)
def test_a_word_that_is_not_known_here_is_left_to_jsonschema(part: object) -> None:
    assert not sound("a text", part, {"$defs": {}})


@pytest.mark.parametrize(
    ("part", "good", "bad"),
    [
        ({"minimum": 1}, 1, 0),
        ({"maxLength": 2}, "ab", "abc"),
        ({"pattern": "^a$"}, "a", "ba"),
        ({"const": "a"}, "a", "b"),
        ({"enum": ["a", "b"]}, "b", "c"),
        ({"format": "date"}, "2024-02-29", "2023-02-29"),
        ({"format": "date"}, "2026-03-04", "20260304"),
        ({"type": "integer"}, 1, True),
        ({"type": "array"}, [], {}),
        ({"items": {"type": "string"}}, ["a"], ["a", 1]),
        ({"required": ["a"]}, {"a": 1}, {"b": 1}),
        ({"properties": {"a": {"type": "string"}}}, {"a": "a", "b": 1}, {"a": 1}),
        ({"patternProperties": {"^a": {"type": "string"}}}, {"ab": "a", "b": 1}, {"ab": 1}),
        ({"properties": {"a": {}}, "additionalProperties": False}, {"a": 1}, {"a": 1, "b": 1}),
        ({"$ref": "#/$defs/text", "$defs": {"text": {"type": "string"}}}, "a", 1),
    ],
    ids=str,
)
def test_each_word_means_what_jsonschema_takes_it_for(
    part: dict[str, Any], good: object, bad: object
) -> None:
    contract = Draft202012Validator(part, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert (sound(good, part, part), contract.is_valid(good)) == (True, True)
    assert (sound(bad, part, part), contract.is_valid(bad)) == (False, False)


def test_a_draft_that_is_well_is_read_without_loading_jsonschema() -> None:
    code = (
        "import sys; from pathlib import Path; from mcapproval.draft.reader import read_draft; "
        f"assert read_draft(Path({str(GOOD[0])!r})).findings == (); "
        "assert 'jsonschema' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("value", "well"), [(0, True), ("not known", True), (-1, False), ("12", False), ([], False)]
)
def test_a_count_is_a_whole_number_or_not_known(value: Any, well: bool) -> None:
    contract = schema("review")
    answers = {"format": "review/1", "delivery": [{"enrolments": value}]}
    assert sound(answers, contract, contract) == well
    assert (list(validator("review").iter_errors(answers)) == []) == well
