"""What is wrong with a spreadsheet, cell by cell: all of it is collected, and nothing is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from mcapproval.errors import Reason, Refused
from mcapproval.sheets.cells import Cell, number_of
from mcapproval.sheets.values import CellError

T = TypeVar("T")

WHO = "you"


@dataclass(slots=True)
class Faults:
    """The reasons against an import, and `notes`, which are told and hold nothing back."""

    by_sheet: dict[str, list[tuple[int, int, Reason]]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def at(self, sheet: str, address: str, message: str, mend: str, code: str = "CELL") -> None:
        reason = Reason(f"IMPORT-{code}", f"{sheet}!{address}: {message}", mend, WHO)
        column, row = address.rstrip("0123456789"), address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        self.by_sheet.setdefault(sheet, []).append((int(row), number_of(column), reason))

    def of_file(self, name: str, message: str, mend: str) -> None:
        reason = Reason("IMPORT-FILE", f"{name}: {message}", mend, WHO)
        self.by_sheet.setdefault("", []).append((0, 0, reason))

    @property
    def reasons(self) -> list[Reason]:
        """Down each sheet, row by row."""
        return [
            reason
            for found in self.by_sheet.values()
            for _, _, reason in sorted(found, key=lambda each: each[:2])
        ]

    def note(self, where: str, message: str) -> None:
        self.notes.append(f"{where}: {message}")

    def refuse(self, name: str) -> None:
        """Refused with every reason, where there is one."""
        if reasons := self.reasons:
            many = len(reasons)
            raise Refused(
                f"{name} has {many} {'thing' if many == 1 else 'things'} to mend; nothing of it"
                " is stored",
                reasons,
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
