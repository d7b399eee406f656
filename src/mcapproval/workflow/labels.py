"""What a state or a move of a definition is called; what shows cases loads no more of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from mcapproval.shipped import shipped


def label_of(name: str, row: Mapping[str, Any]) -> str:
    """Its label, else its name as it is spoken."""
    return str(row.get("label", name.replace("-", " ").capitalize()))


def state_labels(text: str, track: str | None = None) -> dict[str, str]:
    """What each state of a definition is called, by its name, of its TOML text; none where it is of
    another track than is asked for."""
    told = tomllib.loads(text)
    if track is not None and told.get("case") != track:
        return {}
    return {name: label_of(name, row) for name, row in told.get("states", {}).items()}


def moves_of(text: str) -> list[str]:
    """The name of each move of a definition, of its TOML text."""
    return [str(row["name"]) for row in tomllib.loads(text).get("move", ())]


def shipped_texts() -> Iterator[str]:
    """The TOML text of each definition that ships."""
    for file in sorted(shipped("workflows").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            yield file.read_text("utf-8")
