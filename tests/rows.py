"""Rows as tests need them: what they do not name is not there."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar

R = TypeVar("R", bound=NamedTuple)


def row(model: type[R], **values: Any) -> R:
    return model._make(values.get(name) for name in model._fields)
