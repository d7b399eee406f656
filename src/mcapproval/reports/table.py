"""A table as a value, and its renderings: aligned text, CSV, plain rows for JSON."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

Cell = str | int | None

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula when it stands first."""

_OBEYED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
"""What a terminal obeys, or what turns around a line of a spreadsheet."""

ENOUGH = 20
"""Columns of a terminal that a text keeps beside others: of less, nothing is understood."""

LEAST = 32
"""Columns of a terminal that a text below its row gets, however little room there is."""

WRAPPED = 100
"""Columns of a terminal at which a text below its row is wrapped."""


@dataclass(frozen=True, slots=True)
class Column:
    """`key` names the value in a row and in JSON and CSV; `heading` is what people read.

    `below` puts the text under its row, whole and wrapped: for sentences, which a column would cut.
    `only` keeps a column to people ("text") or to programs ("data"). `whole` is for a code or a
    reference, which is of no use when it is cut; numbers, on the `right`, and a `day`, an ISO day,
    are none either. A `bare` text is known without its heading, such as a title. `names` says what
    its keys name, of those in `reports.named`: people are told the names.
    """

    key: str
    heading: str
    right: bool = False
    below: bool = False
    only: str = ""
    whole: bool = False
    day: bool = False
    bare: bool = False
    names: str = ""

    @property
    def may_be_cut(self) -> bool:
        return not (self.whole or self.day or self.right)


@dataclass(frozen=True, slots=True)
class Table:
    """`empty` is what is said where there are no rows, `note` what stands below the table."""

    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Cell], ...]
    empty: str
    note: str = ""


def cells(row: Any) -> dict[str, Any]:
    """What a frozen row holds, by key: `asdict` would copy it through and through."""
    return {name: getattr(row, name) for name in row.__slots__}


def text(table: Table, width: int | None = WRAPPED, below: int = WRAPPED) -> str:
    """Columns aligned by their widest cell. Where a line is too long, texts are cut; where that is
    not enough, columns go below their row, whole.

    Without a width nothing is cut: for files and for `grep`; what stands below a row is wrapped at
    `below` then.
    """
    if not table.rows:
        return table.empty + "\n"
    columns = [c for c in table.columns if c.only != "data" and not c.below]
    cells = [_shown(row.get(c.key) for c in columns) for row in table.rows]
    widths = _beside(columns, [[c.heading for c in columns], *cells], width)
    under = [c for n, c in enumerate(columns) if n not in widths]
    under += [c for c in table.columns if c.only != "data" and c.below]
    indent = 2 + min(next(iter(widths.values())), ENOUGH)
    lines = [_line([c.heading for c in columns], widths, columns)]
    lines.append("  ".join("-" * wide for wide in widths.values()))
    for row, shown in zip(table.rows, cells, strict=True):
        lines.append(_line(shown, widths, columns))
        lines += _below(row, under, indent, width or below)
    if table.note:
        lines += ["", table.note]
    return "\n".join(lines) + "\n"


def _beside(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int | None
) -> dict[int, int]:
    """The places of the columns that stand side by side, and how wide each is: of the texts the
    widest go below first, then the last of all; of those that stay the widest give way."""
    whole = [max(wide(cell) for cell in column) for column in zip(*rows, strict=True)]
    least = [min(w, ENOUGH) if c.may_be_cut else w for c, w in zip(columns, whole, strict=True)]
    beside = list(range(len(columns)))
    while width and len(beside) > 1 and _line_of(least, beside) > width:
        texts = [n for n in beside[1:] if columns[n].may_be_cut]
        beside.remove(max(texts, key=lambda n: (whole[n], n)) if texts else beside[-1])
    over = _line_of(whole, beside) - width if width else 0
    while over > 0 and (long := [n for n in beside if whole[n] > least[n]]):
        whole[max(long, key=lambda n: whole[n])] -= 1
        over -= 1
    return {n: whole[n] for n in beside}


def _line_of(widths: Sequence[int], beside: Sequence[int]) -> int:
    return sum(widths[n] for n in beside) + 2 * (len(beside) - 1)


def _below(
    row: Mapping[str, Cell], columns: Sequence[Column], indent: int, width: int
) -> list[str]:
    """Sentences and titles each on a line of their own, what had no room beside run on."""
    titles: list[str] = []
    run_on: list[str] = []
    alone: list[str] = []
    for column in columns:
        (said,) = _shown((row.get(column.key),))
        if said:
            label = f"{column.heading}: " if column.heading and not column.bare else ""
            (titles if column.bare else alone if column.below else run_on).append(label + said)
    room = max(width - indent, LEAST)
    lines: list[str] = []
    for said in filter(None, (*titles, "; ".join(run_on), *alone)):
        lines += [said] if len(said) <= room else _wrapped(said, room)
    return [" " * indent + line for line in lines]


def _wrapped(said: str, room: int) -> list[str]:
    return textwrap.wrap(said, room, break_on_hyphens=False, break_long_words=False)


def _line(cells: Sequence[str], widths: Mapping[int, int], columns: Sequence[Column]) -> str:
    parts = [_fitted(cells[n], room, columns[n].right) for n, room in widths.items()]
    return "  ".join(parts).rstrip()


def _fitted(cell: str, room: int, right: bool) -> str:
    left = room - wide(cell)
    if left < 0:
        return _fitted(cut(cell, room), room, right)
    return " " * left + cell if right else cell + " " * left


def cut(cell: str, room: int) -> str:
    """The beginning of a text that takes no more columns than there are, with … where it ends."""
    if wide(cell) <= room:
        return cell
    kept = bisect_right(list(accumulate(map(wide, cell))), room - 1)
    return cell[:kept].rstrip() + "…"


@lru_cache(maxsize=1000)
def wide(cell: str) -> int:
    """Columns on a terminal: combining marks take none, wide characters two."""
    if cell.isascii():
        return len(cell)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in cell
    )


def _shown(cells: Iterable[Cell]) -> list[str]:
    """Each on one line, and nothing in them that a terminal would obey."""
    lines = ["" if cell is None else " ".join(str(cell).split()) for cell in cells]
    return lines if "".join(lines).isprintable() else [*map(harmless, lines)]


def harmless(written: str) -> str:
    """A text that a terminal only prints: control characters, escapes and what turns the direction
    of writing become �; line ends stay, and every kind of space is a space."""
    if written.replace("\n", "").isprintable():
        return written
    return "".join(
        c if c.isprintable() or c == "\n" else " " if c == "\t" or c.isspace() else "�"
        for c in written.replace("\r\n", "\n")
    )


def comma_separated(table: Table) -> str:
    """CSV as RFC 4180 has it, with a heading line of keys; no text can become a formula."""
    import csv
    from io import StringIO

    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    columns = _data(table)
    writer.writerow([column.key for column in columns])
    for row in table.rows:
        writer.writerow([tamed(row.get(column.key)) for column in columns])
    return out.getvalue()


def tamed(cell: Cell) -> Cell:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    if not isinstance(cell, str):
        return "" if cell is None else cell
    calm = _OBEYED.sub("�", cell)
    return "'" + calm if calm.lstrip(" ").startswith(FORMULA) else calm


def plain(table: Table) -> list[dict[str, Any]]:
    """The rows with just the table's own keys, for JSON; a text that says nothing is None, so that
    what is not known or not there has one form."""
    keys = [column.key for column in _data(table)]
    return [{key: or_none(row.get(key)) for key in keys} for row in table.rows]


def or_none(cell: Any) -> Any:
    return None if cell == "" else cell


def _data(table: Table) -> list[Column]:
    return [column for column in table.columns if column.only != "text"]
