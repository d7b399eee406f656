"""How far something is that takes long: who asks for it is told, or nobody."""

from __future__ import annotations

from collections.abc import Callable

HowFar = Callable[[int, int], None]
"""Is told how many of how many are done."""


def unheard(done: int, of: int) -> None:
    """Where nobody listens."""
