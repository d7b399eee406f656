"""Sheets out to the providers of a re-evaluation, back from them, and who has answered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from mcapproval.actions.audit import write_beside
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts.taking_in import names_said
from mcapproval.actions.lookup import case_row, review_row
from mcapproval.actions.reviewing.answering import Given, may_answer, put_in
from mcapproval.actions.reviewing.collecting.asked import Asked, asked
from mcapproval.actions.reviewing.collecting.faults import CellFault
from mcapproval.actions.reviewing.collecting.merging import merged
from mcapproval.actions.reviewing.collecting.reading import Returned, read_sheet
from mcapproval.actions.reviewing.collecting.sheet import sheet_for
from mcapproval.draft.content import from_content
from mcapproval.draft.pointer import tokens
from mcapproval.draft.source import read_file
from mcapproval.errors import AskedWrongly, Reason, Refused, Unreadable
from mcapproval.sheets.opening import LARGEST_FILE
from mcapproval.sheets.reading import read_workbook
from mcapproval.sheets.writing import csv_bytes, workbook_bytes

FIRST_ASKED = 3
"""The column of a sheet from which on providers write, counted from 0."""


@dataclass(frozen=True, slots=True)
class Answering:
    """A provider that is asked, and its answer where there is one."""

    provider: str
    name: str
    answered_by: str | None
    on: str | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Collected:
    """`again` are the providers whose earlier answers were replaced."""

    providers: tuple[str, ...]
    again: tuple[str, ...]


def send_out(desk: Desk, ref: str, folder: Path) -> tuple[Path, ...]:
    """A workbook and the same as CSV for each provider, into a folder. Refused to who may not
    answer the re-evaluation: its figures are not everybody's; and where a sheet of that name is
    there that somebody began to fill in: one that is still empty is replaced.
    """
    with desk.reading() as connection:
        may_answer(connection, desk, case_row(connection, review_row(connection, ref).ref))
        found = asked(connection, ref, desk.today)
    sheets: dict[Path, bytes] = {}
    for provider in found.providers:
        sheet, start = sheet_for(found, provider), folder / f"{found.ref}-{provider}"
        sheets[start.with_name(f"{start.name}.xlsx")] = workbook_bytes([sheet])
        sheets[start.with_name(f"{start.name}.csv")] = csv_bytes(sheet)
    begun = [file for file in sheets if file.exists() and _begun(file)]
    if begun:
        raise Refused(
            f"{begun[0]} is there already with answers in it; nothing was written",
            hint="read it in with --from, or name another folder",
        )
    folder.mkdir(parents=True, exist_ok=True)
    for file, data in sheets.items():
        write_beside(file, data)
    return tuple(sheets)


def _begun(file: Path) -> bool:
    """Whether a sheet has answers; one that cannot be read is taken to have some."""
    try:
        book = read_workbook(read_file(file, LARGEST_FILE), file.name)
    except Unreadable:
        return True
    rows = (row for sheet in book.sheets for row in sheet.rows[1:])
    return any(cell.value not in (None, "") for row in rows for cell in row[FIRST_ASKED:])


def who_answered(desk: Desk, ref: str) -> tuple[Asked, tuple[Answering, ...]]:
    with desk.reading() as connection:
        found = asked(connection, ref, desk.today)
    rows = {row.get("provider"): row for row in found.answers.get("collected", [])}
    empty: Mapping[str, str] = {}
    lines = [(key, name, rows.get(key, empty)) for key, name in found.providers.items()]
    return found, tuple(
        Answering(key, name, row.get("answered_by"), row.get("on"), row.get("sha256"))
        for key, name, row in lines
    )


def take_back(
    desk: Desk, ref: str, files: Sequence[tuple[str, bytes]], effective: date | None = None
) -> Collected:
    """Put what came back into the re-evaluation: of all files, or of none where one has a fault.

    Refused then, with every fault of every file by its sheet and cell.
    """
    kept: list[Collected] = []

    def given(connection: Connection) -> Given:
        found = asked(connection, ref, desk.today)
        sheets = _read(connection, found, files, desk.today)
        answers = dict(found.answers)
        before = {row.get("provider") for row in answers.get("collected", [])}
        for (_, data), sheet in zip(files, sheets, strict=True):
            answers = merged(answers, sheet, hashlib.sha256(data).hexdigest())
        names = tuple(sheet.provider for sheet in sheets)
        kept.append(Collected(names, tuple(name for name in names if name in before)))
        return Given(from_content(answers), tuple(data for _, data in files))

    put_in(desk, ref, given, effective)
    return kept[-1]


def _read(
    connection: Connection, asked: Asked, files: Sequence[tuple[str, bytes]], today: date
) -> list[Returned]:
    sheets: list[Returned] = []
    faults: list[tuple[str, CellFault]] = []
    for name, data in files:
        book = read_workbook(data, name)
        found = read_sheet(book, asked, today, dates_are_text=not data.startswith(b"PK"))
        if isinstance(found, Returned):
            sheets.append(found)
            faults.extend((name, fault) for fault in _named(connection, found))
        else:
            faults.extend((name, fault) for fault in found)
    if faults:
        where = "it" if len(files) == 1 else "any of the files"
        raise Refused(
            f"nothing of {where} was kept: "
            + ("one cell is" if len(faults) == 1 else f"{len(faults)} cells are")
            + " not as asked",
            [_reason(name if len(files) > 1 else "", fault) for name, fault in faults],
        )
    _once(sheets, [name for name, _ in files])
    return sheets


def _named(connection: Connection, sheet: Returned) -> Iterable[CellFault]:
    """Where a text says the name of somebody whom the records know."""
    for finding in names_said(connection, {"cells": dict(sheet.texts)}):
        yield CellFault(
            tokens(finding.path)[-1],
            "somebody whom the records know is named here; only counts, roles and bodies are kept",
            "write the role instead",
        )


def _reason(name: str, fault: CellFault) -> Reason:
    where = f"{name}: " if name else ""
    return Reason("SHEET-CELL", f"{where}{fault.place}: {fault.says}", fault.mend, "")


def _once(sheets: Sequence[Returned], names: Sequence[str]) -> None:
    seen: dict[str, str] = {}
    for sheet, name in zip(sheets, names, strict=True):
        if sheet.provider in seen:
            raise AskedWrongly(
                f"{seen[sheet.provider]} and {name} are both of {sheet.provider}",
                "give the one that holds",
            )
        seen[sheet.provider] = name
