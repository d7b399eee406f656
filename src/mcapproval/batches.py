"""Many values a few at a time, so that no more of them are held at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batched(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """The values in their order, `size` at a time and the rest at last; none where there is none.

    No more are taken than are given, so what was yielded can be dealt with before the next is read.
    """
    left = iter(values)
    while some := list(islice(left, size)):
        yield some
