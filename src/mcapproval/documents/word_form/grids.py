"""The tables of a form: the entries of a list, a row each or a small table each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mcapproval.documents.word.body import Grid, Para
from mcapproval.documents.word_form.collect import Collector, line_of, lines_of
from mcapproval.documents.word_form.gathered import Near, Row
from mcapproval.documents.word_form.index import Home, is_ours, shared
from mcapproval.documents.word_form.pieces import HIDDEN_NAME, NOTE_NAME
from mcapproval.documents.word_form.plan import KEYED, Field, Table
from mcapproval.documents.word_form.wording import ours
from mcapproval.draft.model import Place

Cells = list[list[Para]]


def read_grid(walk: Collector, grid: Grid) -> None:
    """Take the entries out of a table; what stands in a table that is none of ours is told."""
    walk.stray = None
    near = walk.at.one if walk.at and isinstance(walk.at.one, Table) else None
    tags = [tag for row in grid.rows for cell in row for para in cell for tag in para.tags]
    heads = [_head(cell) for cell in grid.rows[0]] if grid.rows else []
    if _closely(walk, grid):
        return
    table = walk.index.table(tags, heads, near)
    if table is None:
        _told(walk, grid.rows, "in a table that is not of this form")
        return
    walk.at = walk.index.homes[table.path]
    walk.found.questions += 1
    if table.card:
        _card(walk, table, grid)
    else:
        _listed(walk, table, grid, heads)


def _closely(walk: Collector, grid: Grid) -> bool:
    """Take the short answers of a section, where a table has those of the one that has begun or a
    field of any: a field in a cell, by its tag or by the label of its row."""
    homes, section = walk.index.homes, walk.index.section(walk.section)
    close = section.rows if section and section.close else {}
    rows = {ours(label): fields for label, fields in close.items()}
    cells: list[tuple[Home | None, list[Para]]] = []
    for label, *others in filter(None, grid.rows):
        cells.append((None, label))
        labelled = rows.get(_head(label), [])
        for n, cell in enumerate(filter(None, others)):
            tagged = (homes[tag] for para in cell for tag in para.tags if tag in homes)
            by_label = homes[labelled[n].path] if n < len(labelled) else None
            cells.append((next(tagged, by_label), cell))
    if not any(home for home, _ in cells):
        return False
    for home, cell in cells:
        if home:
            place = walk.found.spot(", ".join(home.over()))
            walk.found.sections.setdefault((home.section, 0), place)
            walk.found.questions += 1
        for para in cell:
            walk.paragraph(para, None if para.style == NOTE_NAME else home)
    return True


def _head(cell: list[Para]) -> str:
    return ours(cell[0].text) if cell else ""


def _told(walk: Collector, rows: list[Cells], where: str) -> None:
    said = [" | ".join(filter(None, map(lines_of, cells))) for cells in rows]
    if text := "\n".join(filter(None, said)):
        walk.odd("outside", text, more=where)
    for cells in rows:
        _hanging(walk, cells, "")


def _hanging(walk: Collector, cells: Cells, words: str, near: Near | None = None) -> None:
    for cell in cells:
        for para in cell:
            walk.oddities(para, words or walk._words(), near)


def _rows(walk: Collector, table: Table) -> list[Row]:
    home = walk.index.homes[table.path]
    key = walk._key(home)
    walk.found.tables.setdefault(key, walk.found.spot(walk._words()))
    return walk.found.rows.setdefault(key, [])


def _listed(walk: Collector, table: Table, grid: Grid, heads: list[str]) -> None:
    rows = _rows(walk, table)
    headed = bool(shared(table, heads))
    columns = _columns(table, grid, heads if headed else [])
    if headed:
        _hanging(walk, grid.rows[0], f"{walk._words()}, the heads of the columns")
        _strangers(walk, grid.rows[0])
    for cells in grid.rows[1 if headed else 0 :]:
        number = len(rows) + 1
        row = Row(walk.found.spot(f"{walk._words()}, {table.entry(number)}"))
        rows.append(row)
        for n, cell in enumerate(cells):
            column = columns.get(n)
            if column is None:
                _told(walk, [[cell]], f"in row {number}, in a column that is not of this form")
                continue
            words = f"{walk._words()}, {table.entry(number)}, {column.label}"
            place = walk.found.spot(words)
            cell = _without_hidden(walk, table, row, cell)
            row.cells[column.key] = _answer(walk, cell), place
            _hanging(walk, [cell], words, _near(table, column, row, place))


def _without_hidden(walk: Collector, table: Table, row: Row, cell: list[Para]) -> list[Para]:
    """What is seen in a cell; what is carried along there goes into its own column, in order."""
    unseen = [para for para in cell if para.style == HIDDEN_NAME]
    hidden = (column for column in table.columns if column.hidden)
    for column, para in zip(hidden, unseen, strict=False):
        place = walk.found.spot(f"{walk._words()}, {column.label}")
        row.cells[column.key] = line_of(para), place
    return [para for para in cell if para not in unseen]


def _answer(walk: Collector, cell: list[Para]) -> str:
    """What a cell says without our notes in it; who wrote into one of those is told."""
    notes = [para for para in cell if para.style == NOTE_NAME]
    _strangers(walk, [notes])
    return lines_of(para for para in cell if para not in notes) if notes else lines_of(cell)


def _near(table: Table, column: Field, row: Row, place: Place) -> Near:
    return Near(row.place, place, "" if table.keyed and column.key == KEYED else column.key)


def _columns(table: Table, grid: Grid, heads: list[str]) -> dict[int, Field]:
    """Which column of the list each column of the table is: by its head, by the tags of its
    fields, or, where nobody added or took away one, by its position."""
    by_label = {ours(column.label): column for column in table.columns}
    by_path = {column.path: column for column in table.columns}
    found: dict[int, Field] = {}
    wide = max((len(row) for row in grid.rows), default=0)
    for n in range(wide):
        tags = Counter(tag for row in grid.rows if n < len(row) for p in row[n] for tag in p.tags)
        likely = [by_path[tag] for tag, _ in tags.most_common() if tag in by_path]
        head = by_label.get(heads[n]) if n < len(heads) else None
        column = head or (likely[0] if likely else None)
        if column is None and wide == len(table.columns):
            column = table.columns[n]
        if column and column not in found.values():
            found[n] = column
    return found


def _card(walk: Collector, table: Table, grid: Grid) -> None:
    rows = _rows(walk, table)
    number = len(rows) + 1
    row = Row(walk.found.spot(f"{walk._words()}, {table.entry(number)}"))
    rows.append(row)
    by_label = {ours(label): fields for label, fields in table.lines.items()}
    by_path = {column.path: fields for fields in by_label.values() for column in fields}
    for cells in grid.rows:
        tags = [tag for cell in cells for para in cell for tag in para.tags]
        fields = next((by_path[tag] for tag in tags if tag in by_path), None)
        fields = fields or by_label.get(_head(cells[0]) if cells else "")
        if fields is None or len(cells) < 2:
            _strangers(walk, cells)
            _hanging(walk, cells, f"{walk._words()}, {table.entry(number)}", Near(row.place))
            continue
        _strangers(walk, cells[:1])
        label = cells[:1]
        for column, cell in _beside(walk, fields, cells[1:]):
            words = f"{walk._words()}, {table.entry(number)}, {column.label}"
            place = walk.found.spot(words)
            _hanging(walk, [*label, cell], words, _near(table, column, row, place))
            _keep(walk, row, column, lines_of(cell), place)
            label = []


def _beside(
    walk: Collector, fields: list[Field], cells: Cells
) -> Iterator[tuple[Field, list[Para]]]:
    """The fields of a line, each with its cell: by its tag, else by its position."""
    if len(fields) == 1:
        yield fields[0], [para for cell in cells for para in cell]
        return
    for n, cell in enumerate(filter(None, cells)):
        tags = {tag for para in cell for tag in para.tags}
        tagged = (column for column in fields if column.path in tags)
        column = next(tagged, fields[n] if n < len(fields) else None)
        if column is None:
            _strangers(walk, [cell])
        else:
            yield column, cell


def _keep(walk: Collector, row: Row, column: Field, answer: str, place: Place) -> None:
    before = row.cells.get(column.key)
    if before and before[0] and answer and before[0] != answer:
        walk.odd("twice", answer, words=walk.found.spots[place.line - 1], more=before[0])
    elif before is None or answer:
        row.cells[column.key] = answer, place


def _strangers(walk: Collector, cells: Cells) -> None:
    """What somebody wrote among our labels."""
    for para in _all(cells):
        text = para.text.strip()
        if not text or is_ours(text, walk.marks, walk.known) or _numbered(walk, text):
            continue
        if not walk.into_ours("outside", para):
            walk.odd("outside", text)


def _numbered(walk: Collector, text: str) -> bool:
    """The head of a small table that was copied, whatever its number."""
    title, _, number = ours(text).rpartition(" ")
    return number.isdigit() and title in walk.known


def _all(cells: Cells) -> Iterator[Para]:
    for cell in cells:
        yield from cell
