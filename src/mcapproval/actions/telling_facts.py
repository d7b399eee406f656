"""Facts of a listing in people's words, as they were learnt or put right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

CALLED = {"nzqa_review_on": "NZQA's review on", "nzsced": "NZSCED"}
"""Facts that are called otherwise than their key says."""


def corrected_said(was: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """`corrected level: 3 to 4`."""
    parts = (f"{fact_said(name)}: {_value(was[name])} to {_value(now[name])}" for name in was)
    return f"corrected {', '.join(parts)}"


def learnt_said(facts: Mapping[str, Any]) -> str:
    """`learnt number 4977, review years 2`."""
    told = (f"{fact_said(name)} {_value(value, 'none')}" for name, value in facts.items())
    return f"learnt {', '.join(told)}"


def _value(value: Any, without: str = "not known") -> Any:
    return without if value is None else value


def fact_said(name: str) -> str:
    return CALLED.get(name, name.replace("_", " "))
