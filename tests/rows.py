"""Rows as tests need them: what they do not name is not there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

from mcapproval.reports.paging import Page

R = TypeVar("R", bound=NamedTuple)
Shown = TypeVar("Shown")


def row(model: type[R], **values: Any) -> R:
    return model._make(values.get(name) for name in model._fields)


def all_of(rows: Sequence[Shown]) -> Page[Shown]:
    """A page that holds everything."""
    return Page(tuple(rows), len(rows))
