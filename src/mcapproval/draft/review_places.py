"""Where an answer of a re-evaluation stands, by headings as its form has them, from its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mcapproval.draft.pointer import tokens
from mcapproval.draft.schema_parts import resolved
from mcapproval.shipped import schema

CALLED = {"delivery": "Delivery"}
"""Headings of the form that are shorter than the schema's."""


def review_place(path: str) -> str:
    """`/fit/purpose/answer` as "Fit, The purpose is still met, Answer"; entries count from 1.

    Empty for the answers as a whole; what the form does not ask is told by its keys in words.
    """
    return ", ".join(_titles(path))


def _titles(path: str) -> Iterator[str]:
    contract = schema("review")
    part: Mapping[str, Any] = contract
    for step in tokens(path):
        if step.isdecimal():
            yield f"item {int(step) + 1}"
            part = resolved(part.get("items", {}), contract)
            continue
        asked = part.get("properties", {}).get(step, {})
        yield str(CALLED.get(step) or asked.get("title") or step.replace("_", " ").capitalize())
        part = resolved(asked, contract)
