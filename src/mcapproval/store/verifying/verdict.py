"""What a verification says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing wrong of one kind: at which journal row (None where none is to blame).

    `unseen` is no fault of the records: something of them could not be looked at.
    """

    row: int | None
    message: str
    unseen: bool = False


class Head(NamedTuple):
    """A row of the journal as it was kept outside; `first` is the hash of the journal's first row,
    by which records are known, and empty where the head does not say it.
    """

    number: int
    hash: str
    first: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`rows` and `head` are of the journal as it stands; whole where there are no faults. `notes`
    say what is not as it was made, and does no harm.
    """

    rows: int
    head: str
    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        return not self.faults

    @property
    def unseen(self) -> bool:
        """Whether nothing was found wrong, but not all could be looked at."""
        return bool(self.faults) and all(fault.unseen for fault in self.faults)
