"""How large a definition may be: what is larger is refused before it costs anything."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

from mcapproval.errors import Unreadable

LARGEST = 1_000_000
"""Bytes of a file; the largest that ships has less than 20,000."""

DEEPEST = 12
"""Tables and lists within one another; a definition needs six."""

MOST_STATES = 1000
MOST_MOVES = 2500

Raw = dict[str, Any]


def read_table(text: str, source: str) -> Raw:
    """The table that a TOML text says. Unreadable for what is no TOML, or too large or too deep."""
    if len(text) > LARGEST:
        raise too_large(source, len(text))
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise Unreadable(
            f"{source} is no TOML: {wrong}", "mend that place", source=source
        ) from wrong
    except ValueError:
        raise Unreadable(
            f"{source} has a number or day that can't be",
            "no number in a workflow is longer than four digits",
            source=source,
        ) from None
    except RecursionError:
        raise _too_deep(source) from None
    if any(deep > DEEPEST for deep in _depths(raw)):
        raise _too_deep(source)
    return raw


def too_large(source: str, size: int) -> Unreadable:
    said = f"{source} is too big for a workflow: {size:,} bytes, where at most {LARGEST:,} are read"
    return Unreadable(said, "a workflow is a few pages of text; is it the right file?")


def _too_deep(source: str) -> Unreadable:
    said = f"{source} has tables within tables, more than {DEEPEST} deep"
    return Unreadable(said, "no part of a workflow is so deep; see schemas/workflow.schema.json")


def _depths(raw: Raw) -> Iterator[int]:
    """How deep each table and list lies, without climbing down by recursion."""
    todo: list[tuple[Any, int]] = [(raw, 1)]
    while todo:
        value, deep = todo.pop()
        yield deep
        if deep > DEEPEST:
            return
        inner = value.values() if isinstance(value, dict) else value
        todo += [(one, deep + 1) for one in inner if isinstance(one, dict | list)]


def count_faults(raw: Raw) -> Iterator[str]:
    """What there is too much of, in words."""
    for key, named, most in (("states", "states", MOST_STATES), ("move", "moves", MOST_MOVES)):
        value = raw.get(key)
        if isinstance(value, dict | list) and len(value) > most:
            yield f"it has {len(value):,} {named}; at most {most:,} can be proven"
