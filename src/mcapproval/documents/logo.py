"""The logo at the head of a paper, judged once for every look: which picture, and its words."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from mcapproval.documents.cleaning import clean
from mcapproval.documents.house import House
from mcapproval.policy.paper import LOGOS

WIDEST = 4_000
"""Pixels a side."""


@dataclass(frozen=True, slots=True)
class Logo:
    """`kind` is png or jpeg, `wide` and `high` are pixels; `alternative` is read out for it."""

    data: bytes
    kind: str
    wide: int
    high: int
    alternative: str

    def scale(self, wide: float, high: float) -> float:
        """By how much its pixels are to be multiplied to fill a room in its own shape."""
        return min(wide / self.wide, high / self.high)


def logo_of(house: House) -> Logo | None:
    """None where there is none, or what there is can't be read whole: the name is there then."""
    if not house.logo:
        return None
    kind, wide, high = looked_at(house.logo)
    if not kind or max(wide, high) > WIDEST:
        return None
    name = " ".join(clean(house.name).split()) or "the provider"
    return Logo(house.logo, kind.lower(), wide, high, f"Logo of {name}")


@lru_cache(maxsize=4)
def looked_at(data: bytes) -> tuple[str, int, int]:
    """Which of `LOGOS` a picture is and how many pixels it has; "" where it can't be read whole.

    Its size is looked at before it is unpacked: a small file can unpack to any number of pixels.
    """
    from PIL import Image  # to load it takes long, and few policies have a logo

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=sorted(set(LOGOS.values()))) as picture:
                found = picture.format or ""
                if max(picture.size) <= WIDEST:
                    picture.load()
                return found, *picture.size
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return "", 0, 0
