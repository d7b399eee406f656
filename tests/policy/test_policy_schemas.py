"""The settings of a policy, the schema of its file and the schema of what is printed agree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mcapproval.policy.model import KEYS, SHIPPED
from mcapproval.shipped import schema

PRINTED = Path(__file__).parents[2] / "schemas" / "output-policy-show.schema.json"
SAID = {"title", "description", "examples"}


def _written(part: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The keys that hold a setting: those of sections, not the sections."""
    for key, inner in part["properties"].items():
        if "properties" in inner and key != "close_down":
            yield from _written(inner, (*above, key))
        else:
            yield (*above, key)


def test_each_setting_has_its_key_in_the_schema_of_the_file_and_each_key_its_setting() -> None:
    written = set(_written(schema("policy"))) - {("format",), ("records",)}
    assert set(KEYS.values()) - written == set(), "to be written into schemas/policy.schema.json"
    assert written - set(KEYS.values()) == set(), "in the schema, and no setting of Policy has it"


def printed(part: dict[str, Any], shipped: Any) -> dict[str, Any]:
    """A part of the schema of the file as it is of what is printed, where nothing is left out."""
    told = {"description": part["title"]}
    if isinstance(shipped, dict) and "properties" in part:
        known = part["properties"]
        inner = {key: printed(known[key], value) for key, value in shipped.items() if key in known}
        return told | {
            "type": "object", "additionalProperties": False, "required": list(inner),
            "properties": inner,
        }  # fmt: skip
    kept = told | {key: _bare(value) for key, value in part.items() if key not in SAID}
    if shipped is not None:
        return kept
    if "enum" in kept:
        kept["enum"] = [*kept["enum"], None]
    return kept | {"type": [kept["type"], "null"]}


def _bare(value: Any) -> Any:
    """A part without what is said to a person who writes it."""
    if isinstance(value, dict):
        return {key: _bare(inner) for key, inner in value.items() if key not in SAID}
    return value


def derived() -> dict[str, Any]:
    """The schema of what `policy show --json` prints, from that of the file."""
    file = schema("policy")
    day = file["$defs"]["month_day"]
    away = {"title": "First and last day away each year, as month-day", "type": "array",
            "items": day, "minItems": 2, "maxItems": 2}  # fmt: skip
    written = {**file, "title": "", "properties": {**file["properties"], "close_down": away}}
    told = printed(written, SHIPPED.as_json())
    return {
        "$schema": file["$schema"],
        "$id": "https://mcapproval.nz/schemas/output-policy-show/1",
        "title": "What `policy show --json` prints",
    } | told | {"description": "The policy in force for a provider."}  # fmt: skip


def test_the_schema_of_what_is_printed_is_that_of_the_file_with_nothing_left_out(
    request: pytest.FixtureRequest,
) -> None:
    text = json.dumps(derived(), indent=1, ensure_ascii=False) + "\n"
    if request.config.getoption("--renew-golden"):
        PRINTED.write_text(text, "utf-8", newline="\n")
    assert text == PRINTED.read_text("utf-8"), f"{PRINTED.name}: run with --renew-golden"
