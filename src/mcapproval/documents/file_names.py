"""Names of files that every folder can hold: Windows and macOS take fewer than others do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

RESERVED = {"con", "prn", "aux", "nul"} | {f"{p}{n}" for p in ("com", "lpt") for n in range(10)}
"""What Windows keeps for itself, whatever ending stands behind it."""

_NOT_IN_NAMES = re.compile(
    r'[<>:"|?*\\\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]'
)


def ill_named(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each path that not every folder can hold beside those before it, and why not: what is there
    under it could not be written back everywhere.
    """
    held: dict[str, str] = {}
    for path in paths:
        folded = unicodedata.normalize("NFC", path).casefold()
        alike = held.setdefault(folded, path)
        if why := _alone(path):
            yield path, why
        elif unicodedata.normalize("NFC", alike) != unicodedata.normalize("NFC", path):
            yield path, f"has the name of {alike} but for capitals: some folders hold only one"


def _alone(path: str) -> str:
    odd = _NOT_IN_NAMES.search(path)
    if odd:
        shown = f"`{odd[0]}`" if odd[0].isprintable() else "a character that can't be seen"
        return f"has a name with {shown}, which not every folder can hold"
    for part in path.split("/"):
        if part.split(".")[0].strip().lower() in RESERVED:
            return "has a name that Windows keeps for itself"
        if part.endswith((" ", ".")):
            return "has a name that ends in a blank or a full stop, which Windows would drop"
    return ""
