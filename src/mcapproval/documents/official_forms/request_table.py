"""The table in which a request for information arrives: read row by row, answered in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mcapproval.documents.cleaning import clean
from mcapproval.documents.official_forms.labels import Cell, cells_of, rows_of
from mcapproval.documents.official_forms.seen import blank, folded, label_text
from mcapproval.documents.official_forms.tables import write_cell
from mcapproval.documents.official_forms.word_file import WordFile
from mcapproval.documents.word.names import TABLE, Element
from mcapproval.errors import AskedWrongly

NUMBER, CLAUSE, ASKED, REPLY, DUE = "number", "clause", "asked", "reply", "due"

HEADS: Mapping[str, re.Pattern[str]] = {
    REPLY: re.compile(r"\b(reply|replies|response|answer)\b"),
    DUE: re.compile(r"\b(due|deadline|by when|respond by|required by|date)\b"),
    NUMBER: re.compile(r"(no|number|nr|#|item|item no|ref|id)"),
    CLAUSE: re.compile(r"\b(criterion|criteria|clause|rule|section|standard)\b"),
    ASKED: re.compile(
        r"\b(information|request|requested|required|question|query|asked|issue|comments?|feedback)\b"
    ),
}
"""The words by which the head of a column is known; the first that fits counts."""

NEEDED = (ASKED, REPLY)
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")


@dataclass(frozen=True, slots=True)
class Asked:
    """A row: what an item of it says, by which the row is known again, and the day it is due."""

    says: str
    due: date | None
    answered: bool


@dataclass(frozen=True, slots=True)
class RequestTable:
    """`taken` tells the head of each column that was taken for something."""

    rows: tuple[Asked, ...]
    taken: Mapping[str, str]


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
    """The rows of a request. `columns` say which head is meant where the words don't tell.

    AskedWrongly where no table asks and has room for replies, where more than one does, where two
    columns could be meant, where two rows ask the same, and where a day can't be read.
    """
    part = file.parts[0]
    rows, taken = _read(file, file.trees()[part].getroot(), columns or {})
    return RequestTable(tuple(row.asked for row in rows), taken)


def answered(
    file: WordFile, replies: Mapping[str, Reply], columns: Mapping[str, str] | None = None
) -> Answered:
    """The same file with each reply in its row's last place; all else stays as it was."""
    part = file.parts[0]
    tree = file.trees()[part]
    rows, _ = _read(file, tree.getroot(), columns or {})
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
    return Answered(data, tuple(written), tuple(bare))


def _read(
    file: WordFile, root: Element, columns: Mapping[str, str]
) -> tuple[list[_Row], dict[str, str]]:
    found = [
        (rows[at + 1 :], heads)
        for table in root.iter(TABLE)
        for rows in [[cells_of(row) for row in rows_of(table)]]
        for at, cells in enumerate(rows)
        if (heads := _heads(file.name, cells, columns))
    ]
    if len(found) != 1:
        _none_or_several(file.name, len(found), columns)
    rows, heads = found[0]
    at = {role: cell.column for role, cell in heads.items()}
    asked = list(_rows(file.name, rows, at))
    twice = [row.asked.says for row in asked]
    for says in twice:
        if twice.count(says) > 1:
            raise AskedWrongly(
                f"{file.name}: two rows ask the same: {says}",
                "number them, or take one of them out",
            )
    if not asked:
        raise AskedWrongly(f"{file.name}: its table has no row that asks for anything")
    return asked, {role: label_text(cell.text) for role, cell in heads.items()}


def _none_or_several(name: str, many: int, columns: Mapping[str, str]) -> None:
    said = "no table in it has a head for what is asked and one for the reply"
    if many:
        said = f"{many} tables in it ask, and have room for replies"
    mend = "name the heads, such as --column asked='Matter' --column reply='Your view'"
    raise AskedWrongly(f"{name}: {said}", "keep one of them in the file" if many else mend)


def _heads(name: str, cells: Sequence[Cell], columns: Mapping[str, str]) -> dict[str, Cell]:
    """The columns that a row of heads tells apart; nothing for a row that is none."""
    found: dict[str, list[Cell]] = {}
    named = {folded(head): role for role, head in columns.items()}
    for cell in cells:
        role = named.get(folded(cell.text)) or _role(cell.text, columns)
        if role:
            found.setdefault(role, []).append(cell)
    if len(cells) < 2 or not all(role in found for role in NEEDED):
        return {}
    if any(len(cell.text) > 80 for several in found.values() for cell in several):
        return {}  # a row that asks at length is no row of heads
    for role, several in found.items():
        if len(several) > 1:
            heads = " and ".join(f"`{label_text(cell.text)}`" for cell in several)
            raise AskedWrongly(
                f"{name}: two columns could be the one for {_SAID[role]}: {heads}",
                f"say which: --column {role}='{label_text(several[0].text)}'",
            )
    return {role: several[0] for role, several in found.items()}


_SAID = {
    NUMBER: "the number",
    CLAUSE: "the criterion or clause",
    ASKED: "what is asked",
    REPLY: "the reply",
    DUE: "the day",
}


def _role(head: str, columns: Mapping[str, str]) -> str | None:
    """What a head is for by its words; none that was named otherwise."""
    word = folded(head)
    for role, pattern in HEADS.items():
        if role in columns:
            continue
        if pattern.fullmatch(word) if role == NUMBER else pattern.search(word):
            return role
    return None


def _rows(name: str, rows: Sequence[Sequence[Cell]], at: Mapping[str, int]) -> Iterator[_Row]:
    clause = ""
    for number, cells in enumerate(rows, 1):
        by_column = {cell.column: cell for cell in cells}
        asked, reply = by_column.get(at[ASKED]), by_column.get(at[REPLY])
        if CLAUSE in at and at[CLAUSE] in by_column:
            clause = _line(by_column[at[CLAUSE]])
        if asked is None or reply is None or asked.empty:
            continue
        own = by_column.get(at[NUMBER]) if NUMBER in at else None
        says = _says(_line(own) if own else "", clause, _line(asked))
        due = by_column.get(at[DUE]) if DUE in at else None
        day = _day(name, number, due) if due is not None and not due.empty else None
        yield _Row(Asked(says, day, not blank(reply.text)), reply.element)


def _line(cell: Cell) -> str:
    return " ".join(clean(cell.text).split())


def _says(number: str, clause: str, asked: str) -> str:
    """`2. Criterion 3: How is it assessed?`; what the table lacks is left out."""
    start = f"{number.rstrip('.')}. " if number else ""
    return f"{start}{f'{clause}: ' if clause else ''}{asked}"


def _day(name: str, number: int, cell: Cell) -> date:
    text = _line(cell)
    for form in _DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise AskedWrongly(
        f"{name}: row {number} has no day that can be read: `{text}`",
        "write it as 28 July 2026 in the file",
    )
