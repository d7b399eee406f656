"""What a state or a move of a definition is called; what shows cases loads no more of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from mcapproval.shipped import shipped


def label_of(name: str, row: Mapping[str, Any]) -> str:
    """Its label, else its name as it is spoken."""
    return str(row.get("label", name.replace("-", " ").capitalize()))


def state_labels(text: str) -> dict[str, str]:
    """What each state of a definition is called, by its name, of its TOML text."""
    rows = tomllib.loads(text).get("states", {})
    return {name: label_of(name, row) for name, row in rows.items()}


def shipped_labels() -> Iterator[dict[str, str]]:
    """The same of each definition that ships."""
    for file in shipped("workflows").iterdir():
        if file.name.endswith(".toml"):
            yield state_labels(file.read_text("utf-8"))
