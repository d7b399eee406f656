"""What a verification says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing wrong of one kind: at which journal row (None where none is to blame)."""

    row: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """`rows` and `head` are of the journal as it stands; whole where there are no faults."""

    rows: int
    head: str
    faults: tuple[Fault, ...]

    @property
    def whole(self) -> bool:
        return not self.faults
