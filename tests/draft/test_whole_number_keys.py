"""Every key that takes a whole number says so of a decimal, in YAML and in JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from mcapproval.draft.pointer import find, pointer
from mcapproval.draft.reader import read_draft, read_shaped
from mcapproval.draft.schema_parts import resolved
from mcapproval.shipped import schema

KINDS = ("application", "review")
Steps = tuple[str | int, ...]


def _whole(part: Mapping[str, Any], contract: Any, at: Steps = ()) -> Iterator[Steps]:
    part = resolved(part, contract)
    if part.get("type") == "integer" or "integer" in part.get("type", ()):
        yield at
    for key, inner in part.get("properties", {}).items():
        yield from _whole(inner, contract, (*at, key))
    if "items" in part:
        yield from _whole(part["items"], contract, (*at, 0))


KEYS = {
    f"{kind}{pointer(steps)}": (kind, steps)
    for kind in KINDS
    for steps in _whole(schema(kind), schema(kind))
}


OR_A_WORD = {
    key
    for key, (kind, steps) in KEYS.items()
    if kind == "review" and steps[:2] in (("delivery", 0), ("assessment", "providers"))
}
"""Counts, of which it may also be said that they are not known."""


def _said(steps: Steps) -> str:
    return f"{steps[-1]} must be a whole number; `2.5` is not one"


def _holding(kind: str, steps: Steps, value: Any) -> dict[str, Any]:
    for step in reversed(steps):
        value = [value] if step == 0 else {step: value}
    head = {"format": f"{kind}/1", "route": "nzqa", "kind": "change", "title": "Facilitation"}
    return {**(head if kind == "application" else {"format": "review/1"}), **value}


def test_both_schemas_have_such_keys() -> None:
    assert {kind for kind, _ in KEYS.values()} == set(KINDS)
    assert {"application/delivery/weeks", "review/delivery/0/enrolments"} <= KEYS.keys()


@pytest.mark.parametrize("ending", ["yaml", "json"])
@pytest.mark.parametrize("key", KEYS)
def test_a_decimal_is_no_whole_number(key: str, ending: str, tmp_path: Path) -> None:
    kind, steps = KEYS[key]
    content = _holding(kind, steps, 2.5)
    written = json.dumps(content)
    if ending == "yaml":
        written = "\n".join(f"{name}: {json.dumps(value)}" for name, value in content.items())
    file = tmp_path / f"file.{ending}"
    file.write_text(written, encoding="utf-8")
    if kind == "application":
        reading = read_draft(file)
        findings, data = reading.findings, reading.draft.data
    else:
        shaped = read_shaped(file.read_bytes(), str(file), kind)
        findings, data = shaped.findings, shaped.data
    found = [f for f in findings if f.path == pointer(steps)]
    assert [(f.code, f.message) for f in found] == [
        ("FORM-FORMAT" if key in OR_A_WORD else "FORM-TYPE", _said(steps))
    ]
    word = ", or: not known" if key in OR_A_WORD else ""
    assert re.fullmatch(f"write a whole number(, such as [1-9][0-9]*)?{word}", found[0].mend)
    assert find(data, pointer(steps)) is None


def test_credits_with_a_part_stay_as_written(tmp_path: Path) -> None:
    file = tmp_path / "file.json"
    file.write_text(json.dumps(_holding("application", ("credits",), 2.5)), encoding="utf-8")
    reading = read_draft(file)
    assert (reading.findings, reading.draft.get("/credits")) == ((), "2.5")


@pytest.mark.parametrize("step", ["²", "9" * 5_000, "-1", "x", "2"])
def test_a_step_that_is_no_number_of_a_list_leads_nowhere(step: str) -> None:
    assert find({"learning_outcomes": ["a", "b"]}, f"/learning_outcomes/{step}") is None
