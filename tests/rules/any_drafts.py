"""Drafts of every sort that the schema has, half written or wholly, and with odd things in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from mcapproval.draft.schema_parts import resolved
from mcapproval.shipped import schema

IDS = ["LO1", "LO2", "A1", "N1", "N2", "H1", "P1", "person-1", "otago", "council", "partner", "..."]
"""Few, so that one part of a draft often names another."""

DAYS = ["2018-08-22", "2021-03-04", "2023-01-15", "2025-07-01", "2026-03-04", "2031-01-01"]

WORDS = [
    "", "...", "none", "Understand tikanga", "Plan and facilitate hui", "National Diploma",
    "Evaluate own practice", "Work with whānau", "10 credits = 100 hours", "e\u0304",
]  # fmt: skip

ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 50), st.just(10**12), st.text(max_size=3),
    st.just([]), st.just({}), st.lists(st.integers(0, 2), max_size=2), st.just([{}]),
    st.just({"id": {}}), st.just([["x"]]), st.just({"x": 1}),
)  # fmt: skip
"""What stands where something else should: a form finding drops it, but a rule may meet it."""


def drafts(odd: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    """The content of a draft: any part of it may be missing, and where asked for, odd."""
    contract = schema("application")
    return st.deferred(lambda: _group(contract, contract, odd))


def _value(part: Mapping[str, Any], contract: Any, odd: bool) -> st.SearchStrategy[Any]:
    part = resolved(part, contract)
    found = _usual(part, contract, odd)
    return st.one_of(*[found] * 12, ODD) if odd else found


def _usual(part: Mapping[str, Any], contract: Any, odd: bool) -> st.SearchStrategy[Any]:
    if "const" in part:
        return st.just(part["const"])
    if "enum" in part:
        return st.sampled_from(part["enum"])
    if part.get("type") == "object":
        return _group(part, contract, odd)
    if part.get("type") == "array":
        return st.lists(_value(part["items"], contract, odd), max_size=3)
    if part.get("type") in ("integer", "number"):
        return st.integers(-1, 60)
    if part.get("format") == "date":
        return st.sampled_from(DAYS)
    return st.sampled_from(IDS if "pattern" in part else WORDS)


def _group(part: Mapping[str, Any], contract: Any, odd: bool) -> st.SearchStrategy[dict[str, Any]]:
    keys = {key: _value(inner, contract, odd) for key, inner in part.get("properties", {}).items()}
    if keys:
        return st.fixed_dictionaries({}, optional=keys)
    patterns = list(part.get("patternProperties", {}).values())
    return st.dictionaries(st.sampled_from(IDS), _value(patterns[0], contract, odd), max_size=3)
