"""A personal text with its salt as a line of `texts.jsonl`, and back."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Row

from mcapproval.canonical import bound, written

COLUMNS = {"commitment", "salt", "text", "about", "handle"}


def text_line(row: Row[Any]) -> bytes:
    """ValueError where the row is not one that was written by us."""
    told = {
        "about": row.about,
        "commitment": row.commitment,
        "handle": row.handle,
        "salt": bytes(row.salt).hex(),
        "text": json.loads(bytes(row.body)),
    }
    return written(told) + b"\n"


def text_row(line: bytes) -> dict[str, Any]:
    """The columns of a text. ValueError, KeyError or TypeError where the line is none of ours, or
    its commitment does not bind what it says.
    """
    raw = json.loads(line)
    if raw.keys() != COLUMNS:
        raise ValueError("other columns")
    if not all(_is_word(raw[key]) for key in ("about", "handle")):
        raise ValueError("no reference, or no short name")
    salt, body = bytes.fromhex(raw["salt"]), written(raw["text"])
    if bound(salt, body) != raw["commitment"]:
        raise ValueError("another commitment")
    return {
        "commitment": raw["commitment"],
        "salt": salt,
        "body": body,
        "about": raw["about"],
        "handle": raw["handle"],
    }


def _is_word(said: object) -> bool:
    return said is None or (isinstance(said, str) and said.isprintable())
