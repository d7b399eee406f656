"""What a provider's papers look like, and why a name, a colour or a logo can't be used for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

LEAST_CONTRAST = 4.5
"""The contrast that text needs with the paper behind it, to be read by people with weak sight
(WCAG 2.2, success criterion 1.4.3)."""

LOGOS: Mapping[str, str] = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
"""What a logo may be, by the end of its name."""

Wrong = tuple[str, str, str]
"""The key under [paper], what is wrong with it, and what mends it."""


def contrast(colour: str) -> float:
    """The contrast of a colour, as `#rrggbb`, with white: 1 for white itself, 21 for black."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def wrong_on_paper(paper: Mapping[str, Any]) -> Iterator[Wrong]:
    """What can't be used of the section [paper], whose values are of the right types."""
    name, colour, logo = paper.get("name"), paper.get("colour"), paper.get("logo")
    if name is not None and (not name.isprintable() or not name.strip()):
        yield (
            "name",
            "paper.name has characters that can't be seen",
            "type it afresh in plain words",
        )
    if colour is not None and contrast(colour) < LEAST_CONTRAST:
        ratio = int(contrast(colour) * 100) / 100
        yield (
            "colour",
            f"paper.colour {colour} is too light to be read on white paper: its contrast is "
            f"{ratio:.2f} to 1, and text needs {LEAST_CONTRAST} to 1",
            'choose a darker colour, such as "#0b5560"',
        )
    if logo is not None:
        yield from _wrong_logo(logo)


def _wrong_logo(logo: str) -> Iterator[Wrong]:
    path = PurePosixPath(logo.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in logo:
        yield (
            "logo",
            f"paper.logo can't be `{logo[:60]}`: it lies outside the folder of this policy",
            "put a copy of it beside the policy and write its name there",
        )
    elif path.suffix.lower() not in LOGOS:
        yield (
            "logo",
            f"paper.logo can't be `{logo[:60]}`: a logo is a PNG or JPEG file",
            "save it as a PNG, and name it so that it ends in .png",
        )
