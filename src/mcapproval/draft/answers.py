"""Answers to what a move asks, from a file: words as written, for the asks to type."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

from mcapproval.draft.nodes import Group, Listing, Node
from mcapproval.draft.source import read_file
from mcapproval.draft.tree import tree


def read_answers(path: Path) -> dict[str, Any]:
    """Names and answers; what is left empty is not there. Raises Unreadable as a draft would."""
    found = _value(tree(read_file(path), str(path)))
    return found if isinstance(found, dict) else {}


def _value(node: Node) -> Any:
    if isinstance(node, Group):
        rows = ((entry.key, _value(entry.value)) for entry in node.entries)
        return {key: value for key, value in rows if value is not None}
    if isinstance(node, Listing):
        return [value for value in map(_value, node.items) if value is not None]
    if node.plain and node.text in ("", "~", "null"):
        return None
    return unicodedata.normalize("NFC", node.text)
