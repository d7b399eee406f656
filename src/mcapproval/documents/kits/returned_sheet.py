"""The sheet of a survey that came back: its lines by the questions above them."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from mcapproval.documents.cleaning import clean
from mcapproval.documents.kits.survey import are_columns
from mcapproval.draft.files import LARGEST_FILE
from mcapproval.errors import Unreadable

NUMBERED = "Person"
"""Heads the column of the numbers that we wrote, which are no answers."""

MARKS = (",", ";", "\t")
"""What parts the cells: spreadsheets differ."""


def sheet_rows(data: bytes, name: str) -> list[dict[str, str]]:
    """The lines below the questions; some programs write lines above. Raises Unreadable for a file
    that is no sheet of ours, or not whole."""
    if len(data) > LARGEST_FILE:
        raise Unreadable(
            "this file is larger than 25 MB",
            "keep the answers in it, one line a person, and nothing else",
            source=name,
        )
    text = _decoded(data)
    for mark in MARKS:
        at = _questions_at(text, mark)
        if at is not None:
            headings, *lines = _whole(text, mark, name)[at:]
            return [
                {h: cell for h, cell in zip(headings, line, strict=False) if h != NUMBERED}
                for line in lines
            ]
    raise Unreadable(
        "this is no survey sheet of ours: no line of it has the eight questions",
        "keep the line with the questions as it was written",
        source=name,
    )


def _questions_at(text: str, mark: str) -> int | None:
    csv.field_size_limit(LARGEST_FILE)
    for at, line in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark)):
        if are_columns(clean(cell) for cell in line if ". " in cell):
            return at
    return None


def _whole(text: str, mark: str, name: str) -> list[list[str]]:
    """Every line. A quotation mark without its other would make one answer of all that follows."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    lines: list[list[str]] = []
    begun = 1
    try:
        for line in reader:
            lines.append([clean(cell) for cell in line])
            begun = reader.line_num + 1
    except csv.Error:
        raise Unreadable(
            'in the line that begins here, an answer begins with a quotation mark (") and does not '
            "end with one, so the answers after it can't be told from it",
            "take the mark out, or put one at the end of the answer, and save the sheet again",
            source=name,
            line=begun,
        ) from None
    return lines


def _decoded(data: bytes) -> str:
    """UTF-8 or UTF-16, or what Excel writes where nobody tells it otherwise."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
