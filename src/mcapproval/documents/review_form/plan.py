"""What the form of a re-evaluation asks, in the order of its schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from mcapproval.documents.word_form.plan import Field, Section, Table
from mcapproval.documents.word_form.planning import Book, in_parts
from mcapproval.draft.pointer import find
from mcapproval.draft.review_form import OF_FILE, OF_SHEETS
from mcapproval.draft.review_places import CALLED
from mcapproval.shipped import schema

SCHEMA = "review"

TITLES = {
    "trigger": "What is looked at",
    "delivery": "How it went",
    "feedback": "What others say, and what has changed around it",
    "changes_made": "Whether it is still right",
    "actions_before": "What is to be done",
}
"""The parts of the form, each with the key that it begins with."""

GIVEN = ("watch.what", "watch.kind", "watch.place", "delivery.provider")
"""What the records name: it is asked about, and not to be written over."""

UNSEEN = ("watch.kind", "watch.place")
"""By which the records know again what is asked about."""

CLOSE = ("period", "fit", "viability_figures")
"""Sections of short answers."""

KNOWN = ("delivery", "watch", "actions_before")
"""Lists that have a row for whatever the records know; where they know nothing, one is enough."""

ENDED = "actions_before"
"""The list that has no row to spare: what is done of the last re-evaluation is all known."""

FIRST = {"feedback": "from", "changes_made": "what"}
"""The columns in which `none` can be written, where the schema has another first."""

WIDEST = 5
"""Columns of a list that fit beside one another."""

FIGURES, GROUPS = "figures", "priority_groups"


def review_plan(content: Mapping[str, Any] | None = None) -> tuple[Section, ...]:
    """The parts of a form; what comes back on the sheets of providers only where a content has it.

    Without a content everything that a form may have.
    """
    book = Book(SCHEMA, widest=WIDEST, left_out=_left_out(content))
    known = [key for key in schema(SCHEMA)["properties"] if key not in OF_FILE]
    wanted = [key for key in known if key not in book.left_out]
    return tuple(_as_known(one) for one in in_parts(book, wanted, known, TITLES))


def _left_out(content: Mapping[str, Any] | None) -> frozenset[str]:
    if content is None:
        return frozenset()
    sheets = {path.strip("/").replace("/", ".") for path in OF_SHEETS if not find(content, path)}
    from_sheets = {
        f"{key}.provider"
        for key in ("feedback", "changes_made")
        if not any("provider" in row for row in content.get(key) or ())
    }
    return frozenset(sheets | from_sheets)


def _as_known(one: Section) -> Section:
    return replace(one, inner=tuple(map(_one, one.inner)))


def _one(one: Section | Field | Table) -> Section | Field | Table:
    if isinstance(one, Section):
        return replace(one, close=one.path in CLOSE)
    if isinstance(one, Field):
        return one
    one = replace(one, title=CALLED.get(one.path, one.title))
    columns = tuple(
        replace(column, locked=column.path in GIVEN, hidden=column.path in UNSEEN)
        for column in _lined(one.columns)
    )
    columns = tuple(sorted(columns, key=lambda column: column.key != FIRST.get(one.path)))
    if one.path in KNOWN:
        return replace(one, columns=columns, least=1, spare=int(one.path != ENDED))
    return replace(one, columns=columns)


def _lined(columns: tuple[Field, ...]) -> Iterator[Field]:
    """Beside each count where it is from; the counts of a group of learners beside one another."""
    counts = {column.key: column.label for column in columns}
    order = {column.key.partition(".")[0]: number for number, column in enumerate(columns)}
    for column in sorted(columns, key=lambda column: order[_of(column)]):
        first, _, rest = column.key.partition(".")
        of = rest.partition(".")[0]
        if first == FIGURES:
            line = counts.get(of, "Priority groups: where they are from")
            yield replace(column, line=line, label=f"{line}: {column.told.title}")
        elif first == GROUPS:
            yield replace(column, line=column.label.rpartition(": ")[0])
        else:
            yield column


def _of(column: Field) -> str:
    """The count or group that a column is of, or says where it is from."""
    steps = column.key.split(".")
    return steps[steps[0] == FIGURES]
