"""Whose paper it is: what a provider's own papers carry on each first page."""

from __future__ import annotations

from dataclasses import dataclass

ACCENT = "#0b5560"


@dataclass(frozen=True, slots=True)
class House:
    """`name` is printed at the head; `accent` is a colour as `#rrggbb`, dark enough to be read on
    white; `logo` holds the bytes of a PNG or JPEG; `logo_of` judges them.
    """

    name: str = ""
    accent: str = ACCENT
    logo: bytes | None = None


PLAIN = House()
"""Papers of nobody in particular: those made without records."""
