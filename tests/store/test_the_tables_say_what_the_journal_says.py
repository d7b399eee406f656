"""Refold the journal and compare: nothing in the tables is left out of it."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from sqlalchemy import Boolean, Connection, Integer, delete, insert, select, update
from tests.store.attacking import undone
from tests.store.conftest import Lived

from mcapproval.store import queries
from mcapproval.store.clauses import key_of, table
from mcapproval.store.folding.refolding import refold
from mcapproval.store.rows.folded import FOLDED
from mcapproval.store.rows.kept import Content, FilePiece, FileRow, TextRow
from mcapproval.store.rows.places import PLACES
from mcapproval.store.tables.all import METADATA
from mcapproval.store.verifying.verdict import Fault
from mcapproval.store.verifying.verify import verify

NAMED = {"journal", "content", "personal_text", "evidence_file", "evidence_piece"}
BESIDE = {*NAMED, "finding_cache", "search_text", "search_term", "search_case"}
"""What is no fold of the journal: the journal, what is kept by hash, and what can be made again."""


def test_every_table_is_folded_or_kept_by_hash() -> None:
    folded = {PLACES[model].table for model in FOLDED}
    assert folded | BESIDE == set(METADATA.tables)
    assert folded & BESIDE == set()


def test_the_refold_is_the_tables_row_by_row(lived: Lived) -> None:
    with lived.records.reading() as connection:
        folded = refold(queries.events(connection))
        for model in FOLDED:
            name = PLACES[model].table
            rows = [dict(r) for r in connection.execute(select(table(model))).mappings()]
            assert len(rows) > 0, f"{name} has no rows: nothing was compared"
            assert sorted(folded[name].values(), key=str) == sorted(rows, key=str)


def test_folding_half_of_the_journal_gives_the_tables_of_that_moment(lived: Lived) -> None:
    with lived.records.reading() as connection:
        events = list(queries.events(connection))
    at = next(e.seq for e in events if e.act == "moved" and e.data["move"] == "submit")
    before, after = refold(events[: at - 1]), refold(events[:at])
    key = ("APP-2026-0001",)
    assert before["case_record"][key]["state"] == "ready-to-submit"
    assert after["case_record"][key]["state"] == "submitted"
    assert before["application"][key]["law_day"] is None
    assert after["application"][key]["law_day"] == "2026-06-15"
    assert before["listing"] == {}


@pytest.mark.parametrize("model", FOLDED, ids=lambda model: PLACES[model].table)
def test_each_column_that_somebody_changed_is_named(lived: Lived, model: type[NamedTuple]) -> None:
    target = table(model)
    keys = set(PLACES[model].key)
    with undone(lived.where) as connection:
        row = dict(connection.execute(select(target)).mappings().first() or {})
        where = [target.c[key] == row[key] for key in keys]
        for column in target.columns:
            if column.name in keys:
                continue
            said = f"{column.name} is "
            with connection.begin_nested() as savepoint:
                changed = {column.name: _other(column.type, row[column.name])}
                connection.execute(update(target).where(*where).values(**changed))
                messages = [fault.message for fault in verify(connection).faults]
                savepoint.rollback()
            if (PLACES[model].table, row.get("series"), column.name) == (
                "counter",
                "journal",
                "value",
            ):
                said = "cut off"
            assert [said in message for message in messages] == [True], (column.name, messages)
        assert verify(connection).whole


@pytest.mark.parametrize("model", FOLDED, ids=lambda model: PLACES[model].table)
def test_a_row_taken_away_and_a_row_put_in_are_named(lived: Lived, model: type[NamedTuple]) -> None:
    target = table(model)
    key = key_of(model)[0]
    with undone(lived.where) as connection:
        row = dict(connection.execute(select(target)).mappings().first() or {})
        put_in = {**row, key.name: _other(key.type, row[key.name])}
        with connection.begin_nested() as savepoint:
            connection.execute(insert(target), put_in)
            assert _named(connection, str(target.name), "in the tables but not in the journal")
            savepoint.rollback()
        connection.execute(delete(target).where(key == row[key.name]))
        assert _named(connection, str(target.name), "in the journal but not in the tables")


def _other(kind: Any, value: Any) -> Any:
    if isinstance(kind, Boolean):
        return not value
    if isinstance(kind, Integer):
        return (value or 0) + 1_000
    return f"{value}x"


def _named(connection: Connection, name: str, said: str) -> bool:
    faults = verify(connection).faults
    return bool(faults) and all(
        fault.message.startswith(name) and said in fault.message for fault in faults
    )


# --- what is kept by hash ---------------------------------------------------------------------

KEPT: dict[str, tuple[type[NamedTuple], dict[str, Any]]] = {
    "content": (Content, {"body": b"{}"}),
    "text": (TextRow, {"body": b'{"name":"Somebody Else"}'}),
    "salt": (TextRow, {"salt": b"0" * 32}),
    "short name": (TextRow, {"handle": "somebody"}),
    "whom it is about": (TextRow, {"about": "PER-0001x"}),
    "file": (FilePiece, {"body": b"another letter"}),
    "size of a file": (FileRow, {"size": 1}),
}


@pytest.mark.parametrize("part", KEPT)
def test_a_kept_thing_that_was_changed_is_named(lived: Lived, part: str) -> None:
    model, values = KEPT[part]
    target = table(model)
    key = key_of(model)[0]
    with undone(lived.where) as connection:
        name = connection.execute(select(key).order_by(key).limit(1)).scalar()
        connection.execute(update(target).where(key == name).values(**values))
        faults = verify(connection).faults
    assert len(faults) == 1
    assert str(name)[:16] in faults[0].message
    assert "was changed" in faults[0].message
    assert faults[0].row is not None


@pytest.mark.parametrize(
    ("kind", "model"), [("content", Content), ("text", TextRow), ("file", FileRow)]
)
def test_a_kept_thing_that_is_gone_without_an_erasure_is_named_with_its_row(
    lived: Lived, kind: str, model: type[NamedTuple]
) -> None:
    target = table(model)
    key = key_of(model)[0]
    with undone(lived.where) as connection:
        name = str(connection.execute(select(key).order_by(key).limit(1)).scalar())
        connection.execute(delete(target).where(key == name))
        faults = verify(connection).faults
        row = next(
            event.seq
            for event in queries.events(connection)
            if name in event.data["keeps"].get(kind, ())
        )
    said = f"{kind} {name[:16]}, named in row {row}, is gone without a word"
    assert faults == (Fault(row, said),)


def test_somebody_can_not_take_the_short_name_of_another_unseen(lived: Lived) -> None:
    """Whoever signs in by it would act in the other's name."""
    with undone(lived.where) as connection:
        target = table(TextRow)
        connection.execute(update(target).where(target.c.handle == "hemi").values(handle=None))
        connection.execute(update(target).where(target.c.handle == "ana").values(handle="hemi"))
        faults = verify(connection).faults
    assert len(faults) == 2
