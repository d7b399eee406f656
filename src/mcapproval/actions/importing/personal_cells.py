"""Cells of an import that tell of a person, where only titles, places, bodies and codes may stand.

Columns of days and counts take nothing else, and those of people take only whom the records know.
A cohort and its site are held to the same as every delivery is.
"""

from __future__ import annotations

from collections.abc import Iterable

from mcapproval.actions.importing.faults import LEARNER, Row
from mcapproval.draft.personal import personal
from mcapproval.sheets.values import CellError, text

COLUMNS = (
    *("title", "title_te_reo", "number", "of", "ours", "reporting_code", "nzsced", "unit"),
    *("applicant", "partner", "providers", "provider", "client", "sites", "embedded_in"),
    *("action", "open_actions"),
)

IN_WORDS = ("action", "open_actions")
"""What is to be done, in words: no body's name looks like people's there."""


def nobody_told(rows: Iterable[Row]) -> None:
    """A fault for each cell of these that has what looks like a person's number or address. What
    it is stands in no message, so nothing else is told of the cell.
    """
    for row in rows:
        for column in filter(row.has, COLUMNS):
            try:
                said = text(row.cell(column))
            except CellError:
                continue  # what can't be read is told by whoever takes it
            if found := personal(said or "", bodies=column not in IN_WORDS):
                row.wrong(
                    column,
                    f"{found} seems to stand here; nothing is kept that tells who a learner is",
                    "take it out",
                    LEARNER,
                )
