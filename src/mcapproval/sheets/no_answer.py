"""Words in a cell that are no answer: that there is none, that nobody knows.

Such words are facts about the sheet and never the name of a body, an action or a day.
"""

from __future__ import annotations

import re

from mcapproval.sheets.cells import Cell, plain

_NOT_KNOWN = frozenset(
    {
        *("not known", "unknown", "n/k", "nk", "?", "??", "???", "don't know", "not sure"),
        *("tbc", "to be confirmed", "tba", "to be advised", "to be announced"),
        *("tbd", "to be decided", "to be determined", "not recorded"),
    }
)
_NONE = frozenset({"none", "nil", "no", "nothing", "none yet", "none at present", "none known"})
_NOT_ASKED = frozenset({"n/a", "na", "not applicable", "not available"})
_DASHES = re.compile(r"[-‐‑‒–—―\s]+")


def says_not_known(said: object) -> bool:
    """Whether a value says in words that nobody knows: `not known`, `tbc`, `?`."""
    return isinstance(said, str) and _loose(said) in _NOT_KNOWN


def says_none(said: object) -> bool:
    """Whether a value says in words that there is none: `none`, `nil`. As a count that is zero."""
    return isinstance(said, str) and _loose(said) in _NONE


def says_nothing(cell: Cell) -> bool:
    """Whether a cell says no more than an empty one: `none`, `n/a`, `-`, `tbc`, `?`."""
    said = cell.value
    if cell.formula or not isinstance(said, str):
        return False
    return (
        says_not_known(said)
        or says_none(said)
        or _loose(said) in _NOT_ASKED
        or (bool(said.strip()) and bool(_DASHES.fullmatch(said)))
    )


def _loose(said: str) -> str:
    return re.sub(r"\s*/\s*", "/", plain(said)).replace("’", "'").replace(".", "")
