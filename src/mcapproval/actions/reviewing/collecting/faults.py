"""What is wrong with a cell of a sheet that came back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CellFault:
    """`place` is the sheet and cell, `Answers!D12`; `says` what is wrong and why, `mend` what to
    do.
    """

    place: str
    says: str
    mend: str
