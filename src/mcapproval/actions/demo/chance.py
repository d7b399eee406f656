"""Chance in a story: counted, so that two runs of it are equal to the byte."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from itertools import count


def salts(name: str) -> Callable[[], bytes]:
    """Salts that are counted, not drawn: two runs of a made-up story are equal to the byte.

    Never for real records: whoever knows the name could find what was erased by trying.
    """
    numbers = count()
    return lambda: hashlib.sha256(f"{name}/{next(numbers)}".encode()).digest()


def drawn(*what: object) -> float:
    """A number from 0 up to 1, the same for the same things in every run and on every machine."""
    told = "/".join(map(str, what)).encode()
    return int.from_bytes(hashlib.sha256(told).digest()[:6]) / 2**48


def between(least: int, most: int, *what: object) -> int:
    """A whole number from one to another, both of them possible."""
    return least + int(drawn(*what) * (most - least + 1))
