"""A place in which something is made by hand."""

from __future__ import annotations

from pathlib import Path

from mcapproval.store.engine import is_url
from mcapproval.store.modes import OWN, made_for


def empty(where: str) -> str:
    """The place, with an empty file where it is one: no engine makes it."""
    if not is_url(where):
        made_for(Path(where), OWN)
    return where
