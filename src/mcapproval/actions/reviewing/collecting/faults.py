"""What is wrong with a cell of a sheet that came back."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 4_000
"""Letters of one answer in a cell: more than a page."""


@dataclass(frozen=True, slots=True)
class CellFault:
    """`place` is the sheet and cell, `Answers!D12`; `says` what is wrong and why, `mend` what to
    do.
    """

    place: str
    says: str
    mend: str


def too_long(said: str) -> tuple[str, str] | None:
    """What is wrong with an answer that is longer than one may be, and what to do."""
    if len(said) <= LONGEST:
        return None
    wrong = f"{len(said):,} letters stand here, and an answer has at most {LONGEST:,}"
    return wrong, "say it shorter"
