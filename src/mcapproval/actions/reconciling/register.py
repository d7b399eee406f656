"""A saved copy of NZQA's register, row by row: a page, a workbook or separated values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from mcapproval.actions.importing.facts import STATUS
from mcapproval.actions.importing.faults import Faults, Row
from mcapproval.actions.importing.headings import Own, SheetKind, sheet_kind
from mcapproval.actions.importing.lines import line, number, version_in
from mcapproval.actions.importing.numbers import credit
from mcapproval.actions.importing.reading import rows_of_the_best
from mcapproval.draft.source import read_file
from mcapproval.errors import Unreadable
from mcapproval.sheets import values
from mcapproval.sheets.cells import Cell
from mcapproval.sheets.opening import LARGEST_FILE
from mcapproval.sheets.reading import read_workbook
from mcapproval.sheets.web_page import is_web_page, read_web_page
from mcapproval.shipped import in_room

STATUSES = {**STATUS, "removed": "removed", "withdrawn": "removed", "expiry": "expiring"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the register; None is what it does not say. `place` is its sheet and row."""

    place: str
    number: str
    version: int | None
    provider: str | None
    says: Mapping[str, str | int | None]

    @property
    def title(self) -> str:
        return str(self.says["title"] or "")


@dataclass(frozen=True, slots=True)
class Register:
    """`notes` are the cells that could not be made out, and are not compared."""

    entries: tuple[Entry, ...]
    notes: tuple[str, ...]


def read_register(file: Path, own: Own) -> Register:
    """Unreadable for what is no table with a column of numbers."""
    data = read_file(file, LARGEST_FILE)
    web = is_web_page(data)
    book = read_web_page(data, file.name) if web else read_workbook(data, file.name)
    faults = Faults()
    rows = rows_of_the_best(book, _kind(), replace(own, others=True), faults)
    if not rows or not rows[0].has("number"):
        heads = ", ".join(_kind().columns[0].heads)
        raise Unreadable(
            "no table with rows and a column of NZQA's numbers is found",
            f'the column is called one of: {heads}; or name it in a map: number = "Your heading"',
            source=file.name,
        )
    entries = tuple(entry for row in rows if (entry := _entry(row)))
    return Register(entries, tuple(reason.message for reason in faults.reasons))


def _entry(row: Row) -> Entry | None:
    told = row.read("number", number)
    if told is None:
        return None
    version = row.read("version", lambda cell: values.whole(_bare(cell)))
    version = version_in(row.cell("number")) if version is None else version
    review_on, listed_on = (row.read(name, values.day) for name in ("nzqa_review_on", "listed_on"))
    return Entry(
        f"{row.sheet} row {row.line}",
        told,
        version,
        row.read("provider", line),
        {
            "title": row.read("title", line),
            "title_te_reo": row.read("title_te_reo", line),
            "number_version": version,
            "level": row.read("level", values.level),
            "credits": row.read("credits", credit),
            "nzsced": _nzsced(row),
            "status": row.read("status", lambda cell: values.choice(cell, STATUSES)),
            "nzqa_review_on": review_on.isoformat() if review_on else None,
            "listed_on": listed_on.isoformat() if listed_on else None,
        },
    )


def _bare(cell: Cell) -> Cell:
    """`v2`, `Version 2` as 2."""
    if isinstance(cell.value, str):
        return replace(cell, value=re.sub(r"(?i)^\s*(version|ver|v)\.?\s*", "", cell.value))
    return cell


def _nzsced(row: Row) -> str | None:
    found = re.match(r"[0-9]{6}(?![0-9])", row.read("nzsced", line) or "")
    return found[0] if found else None


def newest(entries: Iterable[Entry]) -> tuple[dict[str, Entry], dict[str, list[Entry]]]:
    """Of each number the row of its last version; and the numbers of which two rows say the same
    version, or do not say it, with those rows.
    """
    by_number: dict[str, list[Entry]] = {}
    for entry in entries:
        by_number.setdefault(entry.number, []).append(entry)
    last = {
        number: max(found, key=lambda each: each.version or 0)
        for number, found in by_number.items()
    }
    twice = {
        number: found
        for number, found in by_number.items()
        if len({each.version for each in found}) < len(found)
    }
    return last, twice


@cache
def _kind() -> SheetKind:
    path = in_room("actions", "reconciling/register.toml")
    return sheet_kind(tomllib.loads(path.read_text("utf-8"))["sheet"][0])
