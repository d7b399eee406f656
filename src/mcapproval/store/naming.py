"""What organisations are called, asked without sqlalchemy: lists and reports ask it every time."""

from __future__ import annotations

from collections.abc import Collection

from mcapproval.batches import batched
from mcapproval.store.ask import Ask

AT_ONCE = 500


def organisations(ask: Ask, keys: Collection[str]) -> dict[str, str]:
    """Names by key; one that the records do not know has none."""
    found: dict[str, str] = {}
    for some in batched(sorted(keys), AT_ONCE):
        values = {f"k{n}": key for n, key in enumerate(some)}
        marks = ", ".join(f":{name}" for name in values)
        sql = " ".join(("SELECT key, name FROM organisation WHERE key IN (", marks, ")"))
        found |= {str(key): str(name) for key, name in ask(sql, values)}
    return found
