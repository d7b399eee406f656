"""A draft that grows: from a finished draft, the text of an earlier version of it by its keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mcapproval.draft.reader import read_draft_bytes
from mcapproval.draft.source import read_file
from mcapproval.errors import AskedWrongly

DRAFT = "draft.yaml"
_KEY = re.compile(r"^(?=([a-z_]+):)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Grown:
    """A draft as far as it has grown: each key's text, the finished draft's own or another."""

    whole: Mapping[str, str]
    values: Mapping[str, Any]
    chosen: Mapping[str, str]

    @property
    def text(self) -> str:
        """The draft's text, its keys in the order of the finished one."""
        return "".join(self.chosen[key] for key in self.whole if key in self.chosen)


def seed(folder: Path) -> Grown:
    """Nothing yet of the finished draft in a folder."""
    data = read_file(folder / DRAFT)
    reading = read_draft_bytes(data, DRAFT)
    parts = _KEY.split(data.decode("utf-8-sig"))  # what stands before a key, then key and text
    return Grown(dict(zip(parts[1::2], parts[2::2], strict=True)), reading.draft.data, {})


def grown(before: Grown, keys: Iterable[str], instead: Mapping[str, Any]) -> Grown:
    """The next version: with these keys added, or had anew, some with another value instead.

    AskedWrongly for a key that the finished draft has not.
    """
    chosen = dict(before.chosen)
    for key in (*keys, *(name for name in instead if name not in keys)):
        if key not in before.whole:
            raise AskedWrongly(f"the finished draft has no key `{key}`", "take it out of the story")
        chosen[key] = before.whole[key]
        if key in instead:
            value = laid_over(before.values.get(key), instead[key])
            chosen[key] = f"{key}: {json.dumps(value, ensure_ascii=False)}\n"
    return Grown(before.whole, before.values, chosen)


def laid_over(value: Any, other: Any) -> Any:
    """One value over another: tables part by part, all else whole; an empty text leaves it out."""
    if not isinstance(other, Mapping):
        return other
    found = dict(value) if isinstance(value, Mapping) else {}
    for key, part in other.items():
        found.pop(key, None) if part == "" else found.update({key: laid_over(found.get(key), part)})
    return found
