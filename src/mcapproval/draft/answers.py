"""Answers to what a move asks, from a file: words as written, for the asks to type."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

from mcapproval.draft.nodes import Group, Listing, Node
from mcapproval.draft.source import read_file
from mcapproval.draft.tree import tree
from mcapproval.errors import Unreadable

NO_KEYS = ("this file doesn't begin with keys", "this file is empty")
"""How a draft's faults begin where there is no answer in the file: the mend is another here."""


def read_answers(path: Path) -> dict[str, Any]:
    """Names and answers; what is left empty is not there. Raises Unreadable as a draft would."""
    try:
        found = _value(tree(read_file(path), str(path)))
    except Unreadable as fault:
        if not fault.message.startswith(NO_KEYS):
            raise
        raise Unreadable(
            "this file has no answers: it begins with no key such as `reason: ...`",
            "write each answer as `name: answer`, with the names that `mcapproval next REF` gives",
            source=fault.source,
            line=fault.line,
            column=fault.column,
        ) from None
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
