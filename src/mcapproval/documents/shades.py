"""The shades of our papers as colours: grades of the house's accent, the same in every look."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from mcapproval.documents.house import ACCENT
from mcapproval.documents.picture import Shade

INK = "#1f2a30"
QUIET = "#5b6770"
WARN = "#8a4b00"
WARN_TINT = "#fdf4e3"
RULE = "#c6d0d3"
PAPER = "#ffffff"

_COLOUR = re.compile("#[0-9a-fA-F]{6}")


@cache
def colours(accent: str) -> Mapping[Shade, str]:
    """Each shade as `#rrggbb`; ours where the accent given is no such colour."""
    own = accent.lower() if _COLOUR.fullmatch(accent) else ACCENT
    return {
        "paper": PAPER,
        "tint": lightened(own, 0.07),
        "soft": lightened(own, 0.2),
        "accent": own,
        "ink": INK,
        "quiet": QUIET,
        "warn": WARN,
    }


def lightened(colour: str, share: float) -> str:
    """A colour on white, of which `share` is left: 1 is the colour itself, 0 white."""
    parts = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)
