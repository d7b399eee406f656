"""References as the records write them: people type them in any case."""

from __future__ import annotations

import re

REFERENCE = re.compile(
    r"(?:(?:app|rev|mtg)-[0-9]{4}|mc|acc|del|imp|per)-[0-9]{4,9}", re.ASCII | re.IGNORECASE
)


def reference(said: str) -> str:
    """In capitals what looks like a reference of ours; all else, as NZQA's number, as it is."""
    return said.upper() if REFERENCE.fullmatch(said) else said
