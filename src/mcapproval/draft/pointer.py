"""JSON pointers (RFC 6901): how findings, rules and approvals name a place in a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

KEYED = (dict, MappingProxyType, Mapping)
"""The usual ones first: to know any other mapping takes longer."""


MOST_DIGITS = 10


def tokens(path: str) -> list[str]:
    """`/learning_outcomes/0/statement` as its steps; the whole document is the empty path."""
    return list(_steps(path))


@lru_cache(maxsize=4096)
def _steps(path: str) -> tuple[str, ...]:
    if not path:
        return ()
    return tuple(
        step.replace("~1", "/").replace("~0", "~") for step in path.removeprefix("/").split("/")
    )


def pointer(steps: Iterable[object]) -> str:
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def find(data: Any, path: str) -> Any:
    """The value at a path, or None where there is none."""
    for step in _steps(path):
        if isinstance(data, KEYED):
            data = data.get(step)
        elif isinstance(data, list | tuple) and _is_number(step) and int(step) < len(data):
            data = data[int(step)]
        else:
            return None
    return data


def _is_number(step: str) -> bool:
    """Not for a sign such as ², which is a digit and no number, nor for more digits than are read
    as one.
    """
    return step.isdecimal() and len(step) < MOST_DIGITS


def covers(ancestor: str, path: str) -> bool:
    """Whether `path` is `ancestor` or lies below it."""
    return path == ancestor or path.startswith(ancestor + "/") or ancestor == ""
