"""What was gathered from a form as the nodes that a text file would have given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mcapproval.documents.word_form.gathered import Gathered, Odd, Row
from mcapproval.documents.word_form.plan import KEYED, Field, Section, Table
from mcapproval.documents.word_form.values import NONE, node, said
from mcapproval.draft.model import Place
from mcapproval.draft.nodes import Entry, Group, Listing, Node, Scalar
from mcapproval.draft.words import slug

_START = Place(1, 1)

_Answer = tuple[tuple[str, ...], Place, Node]
"""An answer with its keys below the entry that it is of."""


def root(found: Gathered, sections: tuple[Section, ...], of: str = "application/1") -> Group:
    """The whole draft. A question that the file no longer has is left out of it."""
    head = Entry("format", _START, Scalar(of, False, _START))
    return Group((head, *_entries(found, sections, "", 0)), _START)


def _entries(
    found: Gathered, inner: Iterable[Section | Field | Table], above: str, entry: int
) -> Iterator[Entry]:
    for one in inner:
        name = one.path.removeprefix(f"{above}." if above else "")
        if isinstance(one, Section):
            yield from _section(found, one, name, above, entry)
        elif isinstance(one, Table):
            place = found.tables.get((one.path, entry))
            if place:
                rows = found.rows.get((one.path, entry), [])
                yield Entry(name, place, _list(found, one, rows, place))
        elif answer := found.answers.get((one.path, entry)):
            yield Entry(name, answer.place, node(one, answer.text, answer.place))


def _section(found: Gathered, one: Section, name: str, above: str, entry: int) -> Iterator[Entry]:
    place = found.sections.get((one.path, entry), _START)
    if not one.path:
        yield from _entries(found, one.inner, above, entry)
    elif not one.repeated:
        inner = tuple(_entries(found, one.inner, one.path, entry))
        if inner:
            yield Entry(name, place, Group(inner, place))
    elif many := found.entries.get(one.path, 0):
        groups = []
        for n in range(1, many + 1):
            at = found.sections.get((one.path, n), _START)
            group = Group(tuple(_entries(found, one.inner, one.path, n)), at)
            groups += [group] if _filled(group) else []
        place = found.sections.get((one.path, 1), _START)
        if [_only(group) for group in groups] in [[word] for word in NONE]:
            yield Entry(name, place, Listing((), place))
            return
        yield Entry(name, place, _listing(groups, place))


def _filled(value: Node) -> bool:
    if isinstance(value, Scalar):
        return value.written
    return isinstance(value, Listing) or any(_filled(entry.value) for entry in value.entries)


def _only(group: Group) -> str:
    """What an entry says where it answers its first question and no other; else nothing."""
    first, *others = group.entries
    if not isinstance(first.value, Scalar) or any(_filled(other.value) for other in others):
        return ""
    return first.value.text


def _listing(groups: list[Group], place: Place) -> Node:
    return Listing(tuple(groups), place) if groups else Scalar("", True, place)


def _list(found: Gathered, one: Table, rows: list[Row], place: Place) -> Node:
    """The entries of a list; a row in which nothing stands but the number that the form printed
    was never begun."""
    begun = [row for row in rows if _begun(one, row)]
    if len(begun) == 1 and _says_none(one, begun[0]):
        return Group((), place) if one.keyed else Listing((), place)
    idents = _idents(one, begun)
    if not one.keyed:
        groups = [_group(one, row, idents.get(n)) for n, row in enumerate(begun)]
        return _listing(groups, place)
    entries: dict[str, Entry] = {}
    for n, row in enumerate(begun):
        ident, at = idents.get(n) or (f"row {n + 1}", row.place)
        if ident in entries:
            found.odd.append(
                Odd("key", one.path, at, ident, found.spots[entries[ident].key_place.line - 1])
            )
            continue
        entries[ident] = Entry(ident, at, _group(one, row, None))
    return Group(tuple(entries.values()), place) if entries else Scalar("", True, place)


def _filled_cells(row: Row) -> list[str]:
    return [key for key, (text, _) in row.cells.items() if said(text)]


def _begun(one: Table, row: Row) -> bool:
    filled = _filled_cells(row)
    if not one.prefix or filled != [KEYED]:
        return bool(filled)
    return not re.fullmatch(rf"{one.prefix}[0-9]+", said(row.cells[KEYED][0]))


def _says_none(one: Table, row: Row) -> bool:
    first = one.columns[0].key
    return _filled_cells(row) == [first] and said(row.cells[first][0]) in NONE


def _idents(one: Table, rows: list[Row]) -> dict[int, tuple[str, Place]]:
    """The id or key of each row: as written, else the next number that is free; an organisation's
    is made from its name."""
    if not one.prefix and not one.keyed:
        return {}
    found: dict[int, tuple[str, Place]] = {}
    for n, row in enumerate(rows):
        text, place = row.cells.get(KEYED, ("", row.place))
        if ident := said(text).strip('"'):
            found[n] = ident, place
    numbers = [int(i[0].removeprefix(one.prefix)) for i in found.values() if _numbered(one, i[0])]
    free = max(numbers, default=0)
    for n, row in enumerate(rows):
        if n in found:
            continue
        place = row.cells.get(KEYED, ("", row.place))[1]
        if one.prefix:
            free += 1
            found[n] = f"{one.prefix}{free}", place
        elif key := slug(row.cells.get("name", ("", place))[0], "a-key"):
            found[n] = key, place
    return found


def _numbered(one: Table, ident: str) -> bool:
    return bool(one.prefix) and bool(re.fullmatch(rf"{one.prefix}[0-9]{{1,6}}", ident))


def _group(one: Table, row: Row, ident: tuple[str, Place] | None) -> Group:
    """One entry of a list."""
    answers: list[_Answer] = []
    alone = len(_filled_cells(row)) == 1
    for column in one.columns:
        text, place = row.cells.get(column.key, ("", row.place))
        if column.key == KEYED and (one.keyed or ident):
            value: Node = Scalar(ident[0], False, ident[1]) if ident else Scalar("", True, place)
            answers += [] if one.keyed else [((KEYED,), value.place, value)]
            continue
        bare = said(text)
        if alone and bare.startswith('"') and bare.strip('"') in NONE:
            text = bare.strip('"')
            value = Scalar(text, False, place)
        else:
            value = node(column, text, place)
        if column.key not in row.cells or (one.keyed and not said(text)):
            continue
        answers.append((tuple(column.key.split(".")), place, value))
    return Group(tuple(_within(answers)), row.place)


def _within(answers: list[_Answer]) -> Iterator[Entry]:
    """Columns such as `from.person` make a group within the entry."""
    below: dict[str, list[_Answer]] = {}
    for keys, place, value in answers:
        below.setdefault(keys[0], []).append((keys[1:], place, value))
    for key, inner in below.items():
        others, place, value = inner[0]
        yield Entry(key, place, Group(tuple(_within(inner)), place) if others else value)
