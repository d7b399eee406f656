"""A provider's sheet as answers, or all that is wrong with it, cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from mcapproval.actions.reviewing.collecting.asked import Asked
from mcapproval.actions.reviewing.collecting.faults import CellFault, too_long
from mcapproval.actions.reviewing.collecting.grid import AGAIN, Grid, grid_of, identity
from mcapproval.actions.reviewing.collecting.questions import (
    ANSWER,
    FORMAT,
    KNOWN,
    NO_FIGURE,
    NOT_KNOWN,
    OURS,
    SOURCE,
    SUPPLIER,
    TAKEN,
    Question,
)
from mcapproval.actions.reviewing.collecting.sums import sums_that_fail
from mcapproval.draft.personal import personal
from mcapproval.rules.asked import written
from mcapproval.sheets import values
from mcapproval.sheets.cells import Cell, Workbook, plain
from mcapproval.sheets.values import CellError

T = TypeVar("T")
LARGEST = 100_000
"""More learners than any micro-credential has: a number of somebody stands there by mistake."""


@dataclass(frozen=True, slots=True)
class Returned:
    """`said` has the answers by question: a whole number or `not known` for a count, a text, a list
    of lines, a day as ISO text; None for one that was left empty. `figures` has by count where it
    is from. `texts` has each text by its sheet and cell, for what is found in them later.
    """

    provider: str
    said: Mapping[str, Any]
    figures: Mapping[str, Mapping[str, str]]
    texts: Mapping[str, str]


def read_sheet(
    book: Workbook, asked: Asked, today: date, dates_are_text: bool
) -> Returned | tuple[CellFault, ...]:
    """`dates_are_text` where the file has no kinds of cells (CSV), so that no day can be a date."""
    grid = grid_of(book)
    provider = _provider(grid, asked)
    if provider is None:
        return grid.told()
    reader = _Reader(grid, asked, today, dates_are_text)
    said = {question.key: reader.answer(question) for question in OURS if question.key in grid.rows}
    reader.left_empty(said)
    figures = reader.figures(said)
    for key, says, mend in sums_that_fail(said):
        grid.fault(grid.rows[key][ANSWER], says, mend)
    return grid.told() or Returned(provider, said, figures, reader.texts)


def _provider(grid: Grid, asked: Asked) -> str | None:
    """Whose sheet it is; None where that can't be said, so that nothing more is worth telling."""
    if not grid.rows:
        return None
    before = len(grid.faults)
    identity(grid, {"format": FORMAT, "review": asked.ref}, KNOWN)
    cells = grid.rows.get("provider")
    said = plain(str(cells[KNOWN].value or "")) if cells else ""
    if said not in asked.providers:
        who = ", ".join(asked.providers)
        place: Cell | str = cells[KNOWN] if cells else "A1"
        grid.fault(
            place, f"`{said or 'nothing'}` is no provider asked for {asked.ref}: {who}", AGAIN
        )
    return said if len(grid.faults) == before else None


class _Reader:
    """Reads the cells of one grid, and tells their faults there; `texts` are those taken."""

    def __init__(self, grid: Grid, asked: Asked, today: date, dates_are_text: bool) -> None:
        self.grid, self.asked, self.today = grid, asked, today
        self.dates_are_text = dates_are_text
        self.texts: dict[str, str] = {}

    def answer(self, question: Question) -> Any:
        cell = self.grid.rows[question.key][ANSWER]
        if cell.formula:
            return None
        if question.kind == "count":
            return self._count(cell)
        if question.kind == "day":
            return self._day(cell)
        if question.kind == "choice":
            return self._read(cell, lambda: values.choice(cell, {c: c for c in question.choices}))
        said = self._text(cell, bodies=question.key == "employers_from")
        if said is None or question.kind == "text":
            return said
        lines = [line.lstrip("-•* ") for line in said.split("\n") if line.strip("-•* ")]
        return [] if [plain(line) for line in lines] in (["none"], ["nothing"]) else lines

    def left_empty(self, said: Mapping[str, Any]) -> None:
        """A fault for each question that must be answered and is not."""
        faulty = {fault.place for fault in self.grid.faults}
        for question in OURS:
            if question.key not in said or said[question.key] is not None or not question.needed:
                continue
            cell = self.grid.rows[question.key][ANSWER]
            passed = question.after and said.get(question.after) in (0, None)
            if not passed and f"{self.grid.title}!{cell.address}" not in faulty:
                how = f", or {NOT_KNOWN}" if question.kind in ("count", "text") else ""
                self.grid.fault(
                    cell, f"no answer to `{question.key}`: {question.asks}", f"write one{how}"
                )
        if said.get("cohorts") == 0 and "not_delivered" in said and not said["not_delivered"]:
            cell = self.grid.rows["not_delivered"][ANSWER]
            why = "no cohort began in the period, and it is not said why it was not delivered"
            self.grid.fault(cell, why, "say why, in a sentence")

    def figures(self, said: Mapping[str, Any]) -> dict[str, dict[str, str]]:
        """Where each count is from; what is empty is as for the count above."""
        found: dict[str, dict[str, str]] = {}
        above: tuple[str | None, str | None, str | None] = (None, None, None)
        asks = ("say which system or list it is from", "say on which day it was taken out")
        for question in OURS:
            if question.kind != "count" or question.key in NO_FIGURE or question.key not in said:
                continue
            cells = self.grid.rows[question.key]
            own = (
                self._text(cells[SOURCE]),
                self._day(cells[TAKEN]),
                self._text(cells[SUPPLIER]),
            )
            above = tuple(mine or other for mine, other in zip(own, above, strict=True))  # type: ignore[assignment]
            if not isinstance(said[question.key], int):
                continue
            for cell, value, ask in zip(
                (cells[SOURCE], cells[TAKEN], cells[SUPPLIER]),
                above,
                (*asks, "say which role or unit supplied it"),
                strict=True,
            ):
                if value is None and not values.known(cell):
                    self.grid.fault(cell, f"`{question.key}` has a count, and this is empty", ask)
            names = ("source", "extracted_on", "supplier")
            found[question.key] = {n: v for n, v in zip(names, above, strict=True) if v}
        return found

    def _read(self, cell: Cell, read: Callable[[], T], mend: str = "") -> T | None:
        try:
            return read()
        except CellError as fault:
            self.grid.fault(cell, fault.message, mend or fault.mend)
            return None

    def _count(self, cell: Cell) -> int | str | None:
        found = self._read(
            cell,
            lambda: values.whole(cell, unknown=True),
            f"write a whole number from 0 up, or {NOT_KNOWN}",
        )
        if isinstance(found, values.NotKnown):
            return NOT_KNOWN
        if found is not None and found > LARGEST:
            self.grid.fault(
                cell,
                f"{found} is larger than any count of learners; a learner's number is never asked",
                "write how many there were",
            )
            return None
        return found

    def _day(self, cell: Cell) -> str | None:
        if cell.formula or not values.known(cell):
            return None
        if isinstance(cell.value, str) and not self.dates_are_text:
            self.grid.fault(
                cell,
                f"`{' '.join(cell.value.split())[:40]}` is a text and no date: as a "
                "text, 6/07/2027 is 6 July to one reader and 7 June to another",
                "empty the cell, give it the format Date, and type the day again",
            )
            return None
        found = self._read(cell, lambda: values.day(cell))
        if found is None:
            return None
        if not self.asked.first <= found <= self.today:
            when = "still to come" if found > self.today else "before the period"
            self.grid.fault(
                cell,
                f"{found} is {when}: the period began on {self.asked.first}, and today is "
                f"{self.today}",
                "write a day from then on, up to today",
            )
            return None
        return found.isoformat()

    def _text(self, cell: Cell, bodies: bool = False) -> str | None:
        if cell.formula:
            return None
        said = self._read(cell, lambda: values.text(cell))
        if said is None or not written(said):
            return None
        if wrong := too_long(said):
            self.grid.fault(cell, *wrong)
            return None
        found = personal(said, bodies)
        if found:
            self.grid.fault(
                cell,
                f"{found} seems to stand here; only counts, roles and bodies are kept",
                "take it out, and write what it says without naming anybody",
            )
        self.texts[f"{self.grid.title}!{cell.address}"] = said
        return said
