"""What is wrong with a spreadsheet, cell by cell: all of it is collected, and nothing is stored.

The same in many cells of a column is told once, with the first of them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from mcapproval.draft import unseen
from mcapproval.errors import Reason, Refused
from mcapproval.sheets.cells import Cell, number_of
from mcapproval.sheets.values import CellError

T = TypeVar("T")

WHO = "you"
LEARNER = "LEARNER"
"""The code of a fault that stands alone of its cell: others would quote what stands there."""

NAMED = 3
"""Cells of a column that are named of one fault before the others are counted."""

MOST_ALIKE = 20
"""Faults of a column with one remedy that are told each, where each says something else."""

MOST_NOTES = 20
"""Lines of notes that are told of what is not taken, and of all else."""


class Kind(StrEnum):
    """What a note says: those of one kind are counted together, and with no other."""

    NOT_TAKEN = "not-taken"
    THERE = "there"
    SELDOM = "seldom"
    EARLY = "early"
    LATE = "late"
    PASSED = "passed"
    CURRENT = "current"
    NO_LAST_DAY = "no-last-day"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Said:
    """Something about a place: a cell of a sheet, or what has no cells, which has no address.
    `cells` names it together with others of its column.
    """

    where: str
    address: str
    message: str
    mend: str = ""
    code: str = ""
    cells: str = ""

    @property
    def column(self) -> str:
        return self.address.rstrip("0123456789")

    @property
    def at(self) -> tuple[int, int]:
        row = self.address[len(self.column) :]
        return int(row or 0), number_of(self.column)

    @property
    def named(self) -> str:
        return "!".join(filter(None, (self.where, self.cells or self.address)))

    @property
    def line(self) -> str:
        return ": ".join(filter(None, (self.named, self.message)))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sheet that was not read; `likely` is what its headings look like, where no sheet is called
    so.
    """

    title: str
    rows: int
    likely: str = ""

    @property
    def reason(self) -> Reason:
        said = f"the sheet {self.title} ({self.rows:,} rows) was left out"
        mend = f"its headings are those of {self.likely}: call it so"
        return Reason("IMPORT-SHEET", said, mend, WHO)


@dataclass(slots=True)
class Faults:
    """What holds an import back, by sheet, and what is told and holds nothing back; `headings` are
    those that a sheet may have, of a sheet where one was not known, `put_right` the commands by
    which a value is taken over that an import does not.
    """

    by_sheet: dict[str, list[Said]] = field(default_factory=dict)
    told: list[Said] = field(default_factory=list)
    put_right: list[str] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)
    alone: set[tuple[str, str]] = field(default_factory=set)
    left_out: list[LeftOut] = field(default_factory=list)

    def at(self, sheet: str, address: str, message: str, mend: str, code: str = "CELL") -> None:
        if (sheet, address) in self.alone:
            return
        if code == LEARNER:
            self.alone.add((sheet, address))
        found = Said(sheet, address, message, mend, f"IMPORT-{code}")
        self.by_sheet.setdefault(sheet, []).append(found)

    def of_file(self, name: str, message: str, mend: str) -> None:
        self.by_sheet.setdefault("", []).append(Said(name, "", message, mend, "IMPORT-FILE"))

    def note(self, kind: Kind, where: str, message: str, address: str = "") -> None:
        self.told.append(Said(where, address, message, code=kind))

    @property
    def reasons(self) -> list[Reason]:
        """Down each sheet, row by row."""
        return [
            Reason(each.code, each.line, each.mend, WHO)
            for found in self.by_sheet.values()
            for each in sorted(
                _shortened(sorted(found, key=lambda said: said.at)), key=lambda said: said.at
            )
        ]

    @property
    def notes(self) -> list[str]:
        return [each.line for each in self.told]

    @property
    def notes_in_short(self) -> list[str]:
        """What is not taken first: of that and of all else the first lines, and how many more."""
        lines = _shortened(self.told)
        lost = [each.line for each in lines if each.code == Kind.NOT_TAKEN]
        rest = [each.line for each in lines if each.code != Kind.NOT_TAKEN]
        return [*_first(lost, "notes of what is not taken"), *_first(rest, "notes")]

    def refuse(self, name: str) -> None:
        """Refused with every reason, where there is one. A sheet that was left out and looks like
        one that is missing comes first: what others say of it is then no fault of theirs.
        """
        many = sum(map(len, self.by_sheet.values()))
        if many:
            heads = "".join(f"; {sheet} may have: {said}" for sheet, said in self.headings.items())
            likely = [each for each in self.left_out if each.likely]
            others = ", ".join(each.title for each in self.left_out if not each.likely)
            heads += f"; left out and not read: {others}" if others else ""
            raise Refused(
                f"{name} has {many:,} {'thing' if many == 1 else 'things'} to mend; nothing of it"
                " is stored",
                [*(each.reason for each in likely), *self.reasons],
                hint=f"mend the spreadsheet, then import it again{heads}",
            )


def _shortened(found: Sequence[Said]) -> list[Said]:
    """The same of a column in one line, with the first cells; and of what is mended alike and said
    otherwise in each cell the first few, and how many more of the kind.
    """
    same = _grouped(found, lambda each: (each.where, each.column, each.code, each.message))
    lines = [_together(group) for group in same]
    out = []
    for alike in _grouped(lines, lambda line: _alike(line[0])):
        if len(alike) <= MOST_ALIKE or not alike[0][0].address:
            out += [said for said, _ in alike]
            continue
        out += [said for said, _ in alike[:NAMED]]
        more = sum(many for _, many in alike[NAMED:])
        said, _ = alike[NAMED]
        out.append(replace(said, message=f"{said.message}; and {more - 1:,} more in this column"))
    return out


def _alike(said: Said) -> tuple[str, ...]:
    return said.where, said.column, said.mend, said.code


def _first(lines: Sequence[str], what: str) -> list[str]:
    more = len(lines) - MOST_NOTES
    return [*lines[:MOST_NOTES], *([f"{more:,} more {what}"] if more > 0 else [])]


def _together(same: Sequence[Said]) -> tuple[Said, int]:
    first = same[0]
    if len(same) <= 1 or not first.address:
        return first, len(same)
    cells = ", ".join(each.address for each in same[:NAMED])
    more = len(same) - NAMED
    others = f" and {more:,} more in this column" if more > 0 else ""
    return replace(first, cells=f"{cells}{others}"), len(same)


def _grouped(found: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    groups: dict[Hashable, list[T]] = {}
    for each in found:
        groups.setdefault(key(each), []).append(each)
    return list(groups.values())


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
        cell = self.cell(column)
        if hidden := unseen.unseen(cell.value):
            self.wrong(column, hidden, unseen.MEND)
            return None
        try:
            return reader(cell)
        except CellError as fault:
            self.faults.at(self.sheet, fault.address, fault.message, fault.mend)
            return None

    def wrong(self, column: str, message: str, mend: str, code: str = "CELL") -> None:
        self.faults.at(self.sheet, self.cell(column).address, message, mend, code)

    def note(self, column: str, message: str, kind: Kind) -> None:
        self.faults.note(kind, self.sheet, message, self.cell(column).address)
