"""A policy as the text of a file: on which line a key stands, and how a value is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any


def line_of(path: Sequence[object], text: str) -> int | None:
    """The line, from 1, on which the last key of a path is written; of its section without it.

    A key with dots in it, as those of `questions`, is as many steps.
    """
    wanted = tuple(part for step in path for part in str(step).split("."))
    section: tuple[str, ...] = ()
    found = None
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line)
        if header:
            section = tuple(part.strip().strip("\"'") for part in header[1].split("."))
            key: tuple[str, ...] = ()
        else:
            written = re.match(r"\s*([\w.\"'-]+)\s*=", line)
            if not written:
                continue
            key = tuple(part.strip("\"'") for part in written[1].split("."))
        here = (*section, *key)
        both = min(len(here), len(wanted))
        if both and here[:both] == wanted[:both]:
            found = number
            if len(here) >= len(wanted):
                break
    return found


def written(value: Any) -> str:
    """A value as TOML has it on one line."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {written(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
