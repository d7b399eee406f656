"""Facts of a listing in people's words, where they were put right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

CALLED = {"nzqa_review_on": "NZQA's review on", "nzsced": "NZSCED"}
"""Facts that are called otherwise than their key says."""


def corrected_said(was: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """`corrected level: 3 to 4`."""
    parts = (f"{fact_said(name)}: {was[name]} to {now[name]}" for name in was)
    return f"corrected {', '.join(parts)}"


def fact_said(name: str) -> str:
    return CALLED.get(name, name.replace("_", " "))
