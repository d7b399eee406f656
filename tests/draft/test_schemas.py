"""The shipped schemas say what they mean: no misspelt keyword, no unknown format, no fetching."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mcapproval.draft.schema_parts import formats
from mcapproval.draft.shape import validator
from mcapproval.errors import OurFault
from mcapproval.shipped import schema, shipped

NAMES = sorted(
    file.name.removesuffix(".schema.json")
    for file in shipped("schemas").iterdir()
    if file.name.endswith(".schema.json")
)
SHAPED = ["application", "review"]
"""Schemas that files of people are read by; the reader knows only these keywords."""
READ = {
    *("$schema", "$id", "$ref", "$defs", "title", "description", "type", "required", "properties"),
    *("additionalProperties", "patternProperties", "items", "enum", "const", "format", "pattern"),
    *("maxLength", "minimum", "maximum"),
}
KNOWN = READ | {
    *("$comment", "default", "examples", "deprecated", "readOnly", "writeOnly", "minLength"),
    *("exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems"),
    *("prefixItems", "contains", "minContains", "maxContains", "minProperties", "maxProperties"),
    *("propertyNames", "dependentRequired", "dependentSchemas", "allOf", "anyOf", "oneOf", "not"),
    *("if", "then", "else", "unevaluatedItems", "unevaluatedProperties", "$anchor"),
}
NAMED = {"properties", "patternProperties", "$defs", "dependentSchemas"}
LISTED = {"allOf", "anyOf", "oneOf", "prefixItems"}
SINGLE = {
    *("items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames"),
    *("unevaluatedItems", "unevaluatedProperties"),
}


def parts(contract: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside a schema, itself first."""
    if not isinstance(contract, dict):
        return
    yield contract
    for keyword, inner in contract.items():
        if keyword in NAMED:
            for part in inner.values():
                yield from parts(part)
        elif keyword in LISTED:
            for part in inner:
                yield from parts(part)
        elif keyword in SINGLE:
            yield from parts(inner)


@pytest.mark.parametrize("name", NAMES)
def test_every_keyword_is_known_and_every_format_available(name: str) -> None:
    contract = schema(name)
    Draft202012Validator.check_schema(contract)
    assert contract["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert {key for part in parts(contract) for key in part} <= KNOWN
    assert formats(contract) <= set(Draft202012Validator.FORMAT_CHECKER.checkers)


@pytest.mark.parametrize("name", NAMES)
def test_references_stay_inside_the_schema(name: str) -> None:
    contract = schema(name)
    for part in parts(contract):
        if "$ref" in part:
            assert part["$ref"].startswith("#/$defs/")
            assert part["$ref"].removeprefix("#/$defs/") in contract["$defs"]


@pytest.mark.parametrize("name", SHAPED)
def test_a_schema_that_people_write_by_has_only_what_the_reader_knows(name: str) -> None:
    for part in parts(schema(name)):
        assert set(part) <= READ
        assert "enum" not in part or all(isinstance(choice, str) for choice in part["enum"])
        assert part.get("type") != "object" or part.get("additionalProperties") is False
        assert "type" in part or "$ref" in part


def test_some_schemas_were_looked_at() -> None:
    assert {"application", "policy", *SHAPED} <= set(NAMES)


def test_a_validator_is_made_once_and_refuses_a_format_that_nobody_checks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert validator("application") is validator("application")
    odd = {"type": "object", "properties": {"a": {"type": "string", "format": "no-such"}}}
    monkeypatch.setattr("mcapproval.draft.shape.schema", lambda _: odd)
    with pytest.raises(OurFault, match="no-such"):
        validator("odd")


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), max_size=4))
def test_the_schema_takes_any_content_or_finds_fault_with_it(data: dict[str, Any]) -> None:
    assert list(validator("application").iter_errors(json.loads(json.dumps(data))))
