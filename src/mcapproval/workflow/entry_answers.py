"""Answers of several entries, each with its parts: conditions, and what is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mcapproval.workflow.answers import (
    Context,
    Reader,
    Wrong,
    choice,
    day,
    key,
    plain,
    text,
    within,
)
from mcapproval.workflow.vocabulary import RESULTS

ITEM_KEYS = ("says", "due", "owner", "touches", "evidence")


def items(value: Any, context: Context) -> list[dict[str, Any]]:
    """Numbered texts; at the shell `text; due=2026-05-01; owner=author; touches=listing`.

    `evidence` is what will show that it is met.
    """
    rows = [value] if isinstance(value, str | Mapping) else value
    if not isinstance(rows, Sequence) or not rows:
        raise Wrong("is one text or several")
    return [{"number": n, **_item(row, n, context)} for n, row in enumerate(rows, start=1)]


def _item(row: Any, number: int, context: Context) -> dict[str, Any]:
    raw = _item_words(row) if isinstance(row, str) else row
    if not isinstance(raw, Mapping):
        raise Wrong(f"has no text in its entry {number}")
    unknown = [k for k in raw if k not in ITEM_KEYS]
    if unknown:
        raise Wrong(f"has {', '.join(ITEM_KEYS)} in an entry, not `{unknown[0]}`")
    where = f"in its entry {number}:"
    found: dict[str, Any] = {}
    for name in ITEM_KEYS:
        if name in raw or name == "says":
            found[name] = within(where, name, _ITEM_READERS[name], raw.get(name), context)
    return found


def _touches(value: Any, context: Context) -> list[str]:
    given = value if isinstance(value, list | tuple) else [value]
    words = [word for one in given for word in plain(one).split(",")]
    return [choice(word, Context(words=RESULTS)) for word in words]


_ITEM_READERS: Mapping[str, Reader] = {
    "says": text,
    "due": day,
    "owner": key,
    "touches": _touches,
    "evidence": text,
}


def _item_words(row: str) -> dict[str, str]:
    """Known `key=value` words at the end, after semicolons, are the entry's other answers."""
    found: dict[str, str] = {}
    says = row
    while ";" in says:
        head, _, tail = says.rpartition(";")
        name, equals, value = tail.strip().partition("=")
        if not equals or name not in ITEM_KEYS[1:]:
            break
        found[name], says = value.strip(), head
    return {"says": says.strip(), **found}


ENTRY_READERS: Mapping[str, Reader] = {"items": items}
