"""A file of another kind than the one that was asked for: one line says which it is.

Held to the wrong schema it would have a fault in every line.
"""

from __future__ import annotations

import re

from mcapproval.draft.nodes import Group, Scalar
from mcapproval.errors import Unreadable

WHAT = {
    "application": "a draft of an application",
    "review": "a file of answers for a re-evaluation",
    "delivery": "the words of a delivery",
    "form-map": "the map of a form",
    "pack": "the manifest of a pack",
    "policy": "a provider's policy",
    "collect": "what accredited providers are asked for a re-evaluation",
    "workflow": "a workflow",
    "rule-text": "a rule text",
    "lists": "saved lists",
    "head": "the head of a journal",
    "export": "what an export consists of",
    "story": "the story of a demo",
}
"""What a file is by the first word of its `format`."""

GO_ON = {
    "application": "a new draft goes into the records with: mcapproval open FILE",
    "review": "answers go into the records with: mcapproval review answer REF FILE",
    "pack": "a pack is verified with: mcapproval pack verify FOLDER",
    "policy": "a policy comes into force with: mcapproval policy adopt FILE",
    "workflow": "a workflow is looked at with: mcapproval workflow check FILE",
}

_TABLES = (".csv", ".tsv")
_TOML = re.compile(rb'^\s*format\s*=\s*"([a-z-]+)/[0-9]+"', re.MULTILINE)


def no_other_ending(name: str, data: bytes, wanted: str) -> None:
    """Raises Unreadable for a name that no YAML or JSON has: a sheet, or settings in TOML."""
    ending = name.lower()
    if ending.endswith(_TABLES):
        raise _other(name, "a spreadsheet that was saved as text (CSV)", wanted, "")
    if ending.endswith(".toml"):
        found = _TOML.search(data)
        kind = found[1].decode() if found else ""
        raise _other(name, WHAT.get(kind, "a file of settings (TOML)"), wanted, kind)


def no_other_kind(root: Group, name: str, wanted: str) -> None:
    """Raises Unreadable where a file says in its `format` that it is of another kind we know."""
    value = next((entry.value for entry in root.entries if entry.key == "format"), None)
    if not isinstance(value, Scalar):
        return
    kind, sign, _ = value.text.partition("/")
    if sign and kind in WHAT and kind != wanted:
        raise _other(name, f"{WHAT[kind]} (format: {value.text})", wanted, kind, value)


def _other(name: str, what: str, wanted: str, kind: str, at: Scalar | None = None) -> Unreadable:
    return Unreadable(
        f"this is {what}, and not {WHAT.get(wanted, wanted)}",
        GO_ON.get(kind, "check the name of the file"),
        source=name,
        line=at.place.line if at else 1,
        column=at.place.column if at else 1,
    )
