"""A path in a draft in the words of the form: `/purpose/use_in` is "Purpose ...: Where ..."."""

from __future__ import annotations

from typing import Any

from mcapproval.draft.pointer import tokens
from mcapproval.shipped import schema


def place_in_words(path: str) -> str:
    """The titles that the application schema gives along a path, up to their first comma or colon;
    a person, organisation or file goes by its key. Places in a list count from 1.
    """
    node: dict[str, Any] = schema("application")
    parts: list[str] = []
    for step in tokens(path):
        listed = node.get("type") == "array"
        node = _below(node, step)
        if not listed:
            title = str(node.get("title") or step.replace("_", " "))
            parts.append(title.split(", ")[0].split(": ")[0])
        elif step.isdigit():
            parts[-1] += f" {int(step) + 1}"
    return ": ".join(parts) or "the whole draft"


def _below(node: dict[str, Any], step: str) -> dict[str, Any]:
    """The schema of what is one step down; empty where the schema knows nothing of it."""
    found: Any
    if node.get("type") == "array":
        found = node.get("items", {})
    elif step in node.get("properties", {}):
        found = node["properties"][step]
    else:
        found = next(iter(node.get("patternProperties", {}).values()), {})
    return {"title": step.replace("_", " ").capitalize()} if "$ref" in found else dict(found)
