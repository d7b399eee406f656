"""What is wrong with a spreadsheet, cell by cell: all of it is collected, and nothing is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from mcapproval.errors import Reason, Refused
from mcapproval.sheets.cells import Cell
from mcapproval.sheets.values import CellError

T = TypeVar("T")

WHO = "whoever keeps the spreadsheet"


@dataclass(slots=True)
class Faults:
    """The reasons against an import, in the order in which the file has them; `notes` are told and
    hold nothing back.
    """

    reasons: list[Reason] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def at(self, sheet: str, address: str, message: str, mend: str, code: str = "CELL") -> None:
        self.reasons.append(Reason(f"IMPORT-{code}", f"{sheet}!{address}: {message}", mend, WHO))

    def note(self, where: str, message: str) -> None:
        self.notes.append(f"{where}: {message}")

    def refuse(self, name: str) -> None:
        """Refused with every reason, where there is one."""
        if self.reasons:
            many = len(self.reasons)
            raise Refused(
                f"{name} has {many} {'thing' if many == 1 else 'things'} to mend; nothing of it"
                " is stored",
                self.reasons,
                hint="mend the spreadsheet, then import it again",
            )


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet, by column; `where` is how messages name its cells."""

    sheet: str
    line: int
    cells: dict[str, Cell]
    faults: Faults

    def cell(self, column: str) -> Cell:
        """The cell of a column; of one that the sheet does not have, an empty one in the row."""
        found = self.cells.get(column)
        return found or Cell(next(iter(self.cells.values())).address, None)

    def has(self, column: str) -> bool:
        return column in self.cells

    def read(self, column: str, reader: Callable[[Cell], T | None]) -> T | None:
        """What a reader makes of the cell; None, with the fault kept, where it can make nothing."""
        try:
            return reader(self.cell(column))
        except CellError as fault:
            self.faults.at(self.sheet, fault.address, fault.message, fault.mend)
            return None

    def wrong(self, column: str, message: str, mend: str, code: str = "CELL") -> None:
        self.faults.at(self.sheet, self.cell(column).address, message, mend, code)

    def note(self, column: str, message: str) -> None:
        self.faults.note(f"{self.sheet}!{self.cell(column).address}", message)
