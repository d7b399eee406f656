"""What a version says otherwise than the one before, part by part.

Whoever brings a file is told: so the draft of another application, or a file older than what the
records have, is seen at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from mcapproval.draft.differences import differences
from mcapproval.draft.pointer import covers, find, pointer
from mcapproval.draft.words import folded

EVIDENCE = "/need/evidence"
LONG = 4
"""Letters of a word that tells one title from another: not "for", "the", "and"."""

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Changed:
    """A part that differs. Of a list whose entries have ids, which of them are new, changed and
    gone."""

    path: str
    what: Literal["new", "changed", "gone"]
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def changes(before: Content, after: Content) -> Iterator[Changed]:
    """Every part that differs, in the draft's order; the evidence of need is a part of its own."""
    for key in dict.fromkeys((*after, *before)):
        path = pointer((key,))
        if covers(path, EVIDENCE):
            yield from _part(path, _bare(before.get(key)), _bare(after.get(key)))
            yield from _part(EVIDENCE, find(before, EVIDENCE), find(after, EVIDENCE))
        else:
            yield from _part(path, before.get(key), after.get(key))


def _bare(need: Any) -> Any:
    kept = {key: value for key, value in (need or {}).items() if key != "evidence"}
    return kept or None


def _part(path: str, before: Any, after: Any) -> Iterator[Changed]:
    if before == after:
        return
    if before is None or after is None:
        yield Changed(path, "gone" if after is None else "new")
        return
    old, new = _by_id(before), _by_id(after)
    yield Changed(
        path,
        "changed",
        tuple(name for name in new if name not in old),
        tuple(name for name in new if name in old and new[name] != old[name]),
        tuple(name for name in old if name not in new),
    )


def _by_id(rows: Any) -> dict[str, Any]:
    there = rows if isinstance(rows, list) else []
    return {row["id"]: row for row in there if isinstance(row, Mapping) and "id" in row}


def taken_back(
    before: Content, after: Content, earlier: Mapping[int, Content]
) -> dict[int, tuple[str, ...]]:
    """By the number of an `earlier` version the paths at which `after` says again what that said,
    while the version `before` had it otherwise: the newest of such versions for each path. What is
    not said any more is told as gone."""
    found: dict[int, tuple[str, ...]] = {}
    for one in differences(before, after):
        if one.after is None:
            continue
        again = (
            n for n in sorted(earlier, reverse=True) if find(earlier[n], one.path) == one.after
        )
        number = next(again, None)
        if number is not None:
            found[number] = (*found.get(number, ()), one.path)
    return found


def another_title(before: str, after: str) -> bool:
    """Whether two titles have not one word in common."""
    return not _words(before) & _words(after)


def _words(title: str) -> set[str]:
    words = folded(title).split()
    return {word for word in words if len(word) >= LONG} or set(words)
