"""The table in which a request for information arrives: read row by row, answered in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mcapproval.documents.cleaning import clean
from mcapproval.documents.official_forms.labels import Cell, cells_of, rows_of
from mcapproval.documents.official_forms.request_heads import (
    ASKED,
    CLAUSE,
    DUE,
    LONGEST_HEAD,
    NUMBER,
    REPLY,
    heads_of,
)
from mcapproval.documents.official_forms.seen import blank, label_text
from mcapproval.documents.official_forms.tables import write_cell
from mcapproval.documents.official_forms.word_file import WordFile
from mcapproval.documents.word.names import TABLE, Element
from mcapproval.errors import AskedWrongly

_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")


@dataclass(frozen=True, slots=True)
class Asked:
    """A row: what an item of it says, by which the row is known again, and the day it is due."""

    says: str
    due: date | None
    answered: bool


Passed = tuple[str, str]
"""A row that asks nothing that could become an item, and why."""


@dataclass(frozen=True, slots=True)
class RequestTable:
    """`taken` tells the head of each column that was taken for something."""

    rows: tuple[Asked, ...]
    taken: Mapping[str, str]
    passed: tuple[Passed, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What was said to a row; `why` where nothing can be written, as a sentence."""

    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The file with its replies, the rows that have one, and those that have none, with why."""

    data: bytes
    written: tuple[str, ...]
    bare: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Row:
    asked: Asked
    reply: Element


def request_table(file: WordFile, columns: Mapping[str, str] | None = None) -> RequestTable:
    """The rows of a request, of all its tables in their order. `columns` say which head is meant
    where the words don't tell.

    AskedWrongly where no table asks and has room for replies, where two columns could be meant,
    where two rows ask the same, and where a day can't be read.
    """
    part = file.parts[0]
    rows, passed, taken = _read(file, file.trees()[part].getroot(), columns or {})
    return RequestTable(tuple(row.asked for row in rows), taken, tuple(passed))


def answered(
    file: WordFile, replies: Mapping[str, Reply], columns: Mapping[str, str] | None = None
) -> Answered:
    """The same file with each reply in its row's last place; all else stays as it was."""
    part = file.parts[0]
    tree = file.trees()[part]
    rows, passed, _ = _read(file, tree.getroot(), columns or {})
    written, bare = [], []
    for row in rows:
        reply = replies.get(row.asked.says)
        if row.asked.answered:
            bare.append((row.asked.says, "its place for the reply holds text already"))
        elif reply is None:
            bare.append((row.asked.says, "no item of the case says this"))
        elif reply.why or not reply.text.strip():
            bare.append((row.asked.says, reply.why or "its item has no reply"))
        else:
            write_cell(row.reply, (reply.text,))
            written.append(row.asked.says)
    data = file.with_trees({part: tree}) if written else file.data
    return Answered(data, tuple(written), (*bare, *passed))


def _read(
    file: WordFile, root: Element, columns: Mapping[str, str]
) -> tuple[list[_Row], list[Passed], dict[str, str]]:
    tables = [
        found
        for table in root.iter(TABLE)
        if (found := _under_heads(file.name, list(map(cells_of, rows_of(table))), columns))
    ]
    if not tables:
        raise AskedWrongly(
            f"{file.name}: no table in it has a head for what is asked and one for the reply",
            "name the heads, such as --column asked='Matter' --column reply='Your view'",
        )
    asked: list[_Row] = []
    passed: list[Passed] = []
    taken: dict[str, list[str]] = {}
    for number, (rows, heads) in enumerate(tables, 1):
        for role, cell in heads.items():
            taken.setdefault(role, []).append(label_text(cell.text))
        where = f"table {number}, row" if len(tables) > 1 else "row"
        for row in _rows(f"{file.name}: {where}", rows, heads):
            if isinstance(row, _Row):
                asked.append(row)
            else:
                passed.append((f"{where} {row[0]}", row[1]))
    twice = [row.asked.says for row in asked]
    for says in twice:
        if twice.count(says) > 1:
            raise AskedWrongly(
                f"{file.name}: two rows ask the same: {says}",
                "number them, or take one of them out",
            )
    if not asked:
        raise AskedWrongly(f"{file.name}: its table has no row that asks for anything")
    return asked, passed, {role: " / ".join(dict.fromkeys(told)) for role, told in taken.items()}


def _under_heads(
    name: str, rows: Sequence[Sequence[Cell]], columns: Mapping[str, str]
) -> tuple[Sequence[Sequence[Cell]], dict[str, Cell]] | None:
    """The rows of a table below its heads, which may be said again on a later page."""
    for at, cells in enumerate(rows):
        if heads := heads_of(name, cells, columns):
            return rows[at + 1 :], heads
    return None


def _rows(
    where: str, rows: Sequence[Sequence[Cell]], heads: Mapping[str, Cell]
) -> Iterator[_Row | Passed]:
    """Each row that asks, and of the others those that say anything else. A row of one cell over
    all columns heads those below it.
    """
    at = {role: cell.column for role, cell in heads.items()}
    again = {(cell.column, cell.text) for cell in heads.values()}
    above = clause = ""
    for number, cells in enumerate(rows, 1):
        by_column = {cell.column: cell for cell in cells}
        told = [_line(cell) for cell in cells if not blank(cell.text)]
        if again <= {(cell.column, cell.text) for cell in cells}:
            continue
        if len(cells) == 1 and not cells[0].column and told and len(told[0]) <= LONGEST_HEAD:
            above = told[0]
            continue
        asked, reply = by_column.get(at[ASKED]), by_column.get(at[REPLY])
        if CLAUSE in at and at[CLAUSE] in by_column:
            clause = _line(by_column[at[CLAUSE]])
        if asked is None or reply is None or asked.empty:
            if told:
                yield f"{number} ({' | '.join(told)[:60].strip()})", _why(asked, reply, heads)
            continue
        own = by_column.get(at[NUMBER]) if NUMBER in at else None
        says = _says(_line(own) if own else "", (above, clause), _line(asked))
        due = by_column.get(at[DUE]) if DUE in at else None
        day = _day(f"{where} {number}", due) if due is not None and not due.empty else None
        yield _Row(Asked(says, day, not blank(reply.text)), reply.element)


def _why(asked: Cell | None, reply: Cell | None, heads: Mapping[str, Cell]) -> str:
    if asked is None or reply is None:
        return "it has no cell of its own for what is asked and for the reply"
    return f"nothing stands in it under `{label_text(heads[ASKED].text)}`"


def _line(cell: Cell) -> str:
    return " ".join(clean(cell.text).split())


def _says(number: str, clauses: Sequence[str], asked: str) -> str:
    """`2. Criterion 3: How is it assessed?`; what the table lacks is left out."""
    start = f"{number.rstrip('.')}. " if number else ""
    return f"{start}{''.join(f'{clause}: ' for clause in clauses if clause)}{asked}"


def _day(where: str, cell: Cell) -> date:
    text = _line(cell)
    for form in _DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise AskedWrongly(
        f"{where} has no day that can be read: `{text}`",
        "write it as 28 July 2026 in the file",
    )
