"""A table as a value, and its renderings: aligned text, CSV, plain rows for JSON."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Cell = str | int | None

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula when it stands first."""


@dataclass(frozen=True, slots=True)
class Column:
    """`key` names the value in a row and in JSON and CSV; `heading` is what people read."""

    key: str
    heading: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`empty` is what is said where there are no rows, `note` what stands below the table."""

    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Cell], ...]
    empty: str
    note: str = ""


def text(table: Table, width: int = 100) -> str:
    """Columns aligned by their widest cell; where a line is too long, the widest gives way."""
    if not table.rows:
        return table.empty + "\n"
    cells = [[_shown(row.get(c.key)) for c in table.columns] for row in table.rows]
    widths = [
        max(_wide(c.heading), *(_wide(row[n]) for row in cells))
        for n, c in enumerate(table.columns)
    ]
    over = sum(widths) + 2 * (len(widths) - 1) - width
    if over > 0:
        widest = widths.index(max(widths))
        widths[widest] = max(12, widths[widest] - over)
    lines = [_line([c.heading for c in table.columns], widths, table.columns)]
    lines.append("  ".join("-" * wide for wide in widths))
    lines += [_line(row, widths, table.columns) for row in cells]
    if table.note:
        lines += ["", table.note]
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int], columns: Sequence[Column]) -> str:
    parts = [
        _padded(_cut(cell, wide), wide, column.right)
        for cell, wide, column in zip(cells, widths, columns, strict=True)
    ]
    return "  ".join(parts).rstrip()


def _padded(cell: str, wide: int, right: bool) -> str:
    room = " " * (wide - _wide(cell))
    return room + cell if right else cell + room


def _cut(cell: str, wide: int) -> str:
    while _wide(cell) > wide:
        cell = cell[:-2] + "…" if cell.endswith("…") else cell[:-1] + "…"
    return cell


def _wide(cell: str) -> int:
    """Columns on a terminal: combining marks take none, wide characters two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in cell
    )


def _shown(cell: Cell) -> str:
    """One line, and nothing in it that a terminal would obey."""
    if cell is None:
        return ""
    flat = " ".join(str(cell).split())
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in flat)


def comma_separated(table: Table) -> str:
    """CSV as RFC 4180 has it, with a heading line of keys; no text can become a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.key for column in table.columns])
    for row in table.rows:
        writer.writerow([tamed(row.get(column.key)) for column in table.columns])
    return out.getvalue()


def tamed(cell: Cell) -> Cell:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return "'" + cell
    return "" if cell is None else cell


def plain(table: Table) -> list[dict[str, Any]]:
    """The rows with just the table's own keys, for JSON."""
    return [{c.key: row.get(c.key) for c in table.columns} for row in table.rows]
