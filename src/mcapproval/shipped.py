"""The one door to data that ships with the program: schemas, workflows, samples, fonts."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any


def shipped(folder: str) -> Traversable:
    """The copy inside the installed package, or the folder beside `src/` in a checkout."""
    inside = files("mcapproval").joinpath("_shipped")
    if inside.is_dir():
        return inside.joinpath(folder)
    return Path(__file__).resolve().parents[2] / folder


def in_room(room: str, folder: str) -> Traversable:
    """Data that lives in a room, beside the code that reads it."""
    return files("mcapproval").joinpath(room, folder)


@cache
def schema(name: str) -> dict[str, Any]:
    """A JSON Schema of ours by its short name: `schema("application")`."""
    text = shipped("schemas").joinpath(f"{name}.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
