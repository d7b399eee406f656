"""What changed from one version of an application to another, place by place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import application_row, case_row, draft_of, version_of
from mcapproval.draft.pointer import pointer
from mcapproval.store.tables import Version


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that differs between two versions; None where one has nothing there."""

    path: str
    before: Any
    after: Any


def diff(desk: Desk, ref: str, a: int | None, b: int | None) -> tuple[int, int, list[Difference]]:
    """What changed from version `a` to `b`; without them, from the one before to the newest."""
    with desk.reading() as connection:
        application = application_row(connection, case_row(connection, ref).ref)
        newest = application.number if b is None else b
        oldest = max(1, newest - 1) if a is None else a
        drafts = []
        for number in (oldest, newest):
            version: Version = version_of(connection, application.ref, number)
            drafts.append(draft_of(connection, version.content).data)
    return oldest, newest, list(differences(drafts[0], drafts[1]))


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
