"""What a state or a move of a definition is called; what shows cases loads no more of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def label_of(name: str, row: Mapping[str, Any]) -> str:
    """Its label, else its name as it is spoken."""
    return str(row.get("label", name.replace("-", " ").capitalize()))
