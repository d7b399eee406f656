"""Take the records out as the sheets that an import reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mcapproval.actions.desk import Desk
from mcapproval.actions.importing import export_under_way as under_way
from mcapproval.actions.importing.export_rows import Row, credentials, named
from mcapproval.actions.importing.headings import STEP, sheets
from mcapproval.actions.importing.taking import may
from mcapproval.actions.importing.template import sheet_out, shown
from mcapproval.errors import AskedWrongly
from mcapproval.sheets.writing import csv_bytes, workbook_bytes

LOOKS = (".xlsx", ".csv")


@dataclass(frozen=True, slots=True)
class Exported:
    """The bytes of a file, and how many rows each of its sheets has, by its title."""

    data: bytes
    rows: Mapping[str, int]


def export(desk: Desk, file: Path, sheet: str | None = None) -> Exported:
    """A workbook, or one sheet as separated values; the end of the name says which."""
    look = file.suffix.lower()
    if look not in LOOKS:
        raise AskedWrongly(
            f"{file} does not say which look is meant", "give a name that ends in .xlsx or .csv"
        )
    with desk.reading() as connection:
        may(connection, desk, "exporting")
        names = named(connection)
        held: dict[str, list[Row]] = {
            "micro-credentials": list(credentials(connection, names)),
            "cohorts": list(under_way.cohorts(connection, names)),
            "applications": list(under_way.running(connection, names)),
            "actions": list(under_way.actions(connection, names)),
        }
    first = sheet or ("micro-credentials" if look == ".csv" else None)
    wanted = {name: rows for name, rows in held.items() if first in (None, name)}
    made = []
    for name, rows in wanted.items():
        kind = sheets()[name]
        steps = {column.removeprefix(STEP) for row in rows for column in row if column[:5] == STEP}
        columns = [column.name for column in shown(kind, tuple(steps))]
        lines = [[row.get(column) for column in columns] for row in rows]
        made.append(sheet_out(kind, lines, tuple(steps)))
    data = csv_bytes(made[0]) if look == ".csv" else workbook_bytes(made)
    return Exported(data, {sheets()[name].titles[0]: len(rows) for name, rows in wanted.items()})
