"""The one door to data that ships with the program: schemas, workflows, samples, fonts."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent


def shipped(folder: str) -> Path:
    """The copy inside the installed package, or the folder beside `src/` in a checkout."""
    inside = PACKAGE / "_shipped"
    return (inside if inside.is_dir() else PACKAGE.parents[1]) / folder


def in_room(room: str, folder: str) -> Path:
    """Data that lives in a room, beside the code that reads it."""
    return PACKAGE / room / folder


@cache
def schema(name: str) -> dict[str, Any]:
    """A JSON Schema of ours by its short name: `schema("application")`."""
    text = shipped("schemas").joinpath(f"{name}.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
