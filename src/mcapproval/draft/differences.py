"""What differs between two contents, place by place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mcapproval.draft.pointer import pointer


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that differs between two contents; None where one has nothing there."""

    path: str
    before: Any
    after: Any


def differences(before: Any, after: Any, path: tuple[object, ...] = ()) -> Iterator[Difference]:
    """Every place at which two contents differ, in the order of their keys."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys([*before, *after]):
            yield from differences(before.get(key), after.get(key), (*path, key))
    elif isinstance(before, list) and isinstance(after, list):
        for index in range(max(len(before), len(after))):
            old = before[index] if index < len(before) else None
            new = after[index] if index < len(after) else None
            yield from differences(old, new, (*path, index))
    elif before != after:
        yield Difference(pointer(path), before, after)
