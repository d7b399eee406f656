"""The journal takes rows at its end and nothing else, each chained to the one before."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.exc import DatabaseError
from tests.store.attacking import read_rows, said, undone
from tests.store.conftest import Lived

from mcapproval.errors import NotWhole
from mcapproval.store.events import GENESIS, Author, Event, read_event, row_hash
from mcapproval.store.folding.fold import ACTS
from mcapproval.store.writer import Writer

AT = datetime(2026, 6, 1, 1, 2, 3, tzinfo=UTC)
DAY = date(2026, 5, 31)
WHO = Author("PER-0001", "shell")


def writer_of(lived: Lived, connection: object) -> Writer:
    del lived
    return Writer(connection, WHO, AT)  # type: ignore[arg-type]


def test_each_row_holds_its_own_number_and_the_hash_of_the_row_before(lived: Lived) -> None:
    with lived.records.reading() as connection:
        rows = read_rows(connection)
    head = GENESIS
    for number, row in enumerate(rows, 1):
        value = said(row)
        assert (row["seq"], value["seq"]) == (number, number)
        assert (row["prev"], value["prev"]) == (head, head)
        assert row["hash"] == row_hash(row["payload"])
        head = row["hash"]


def test_rows_count_up_for_each_reference_from_one(lived: Lived) -> None:
    last: dict[str, int] = {}
    with lived.records.reading() as connection:
        for row in read_rows(connection):
            assert row["ref_seq"] == last.get(row["ref"], 0) + 1
            last[row["ref"]] = row["ref_seq"]
    assert last["APP-2026-0001"] > 20


def test_a_life_brings_about_nearly_every_act(lived: Lived) -> None:
    """What the attacks are tried on is no toy: one act is missing, a person's changed text."""
    with lived.records.reading() as connection:
        acts = {said(row)["act"] for row in read_rows(connection)}
    assert set(ACTS) - acts <= {"person-changed"}


def test_stored_bytes_read_back_to_the_event_that_was_written(lived: Lived) -> None:
    with lived.records.reading() as connection:
        for row in read_rows(connection):
            assert read_event(row["payload"]).payload() == row["payload"]


def test_a_row_appended_says_who_when_and_why(lived: Lived) -> None:
    with undone(lived.where) as connection:
        writer = writer_of(lived, connection)
        before = len(read_rows(connection))
        event = writer.add("organisation:x", "organisation-entered", DAY, _organisation(), cause=3)
        stored = read_event(read_rows(connection)[-1]["payload"])
    assert stored == event
    assert event.seq == before + 1
    assert (event.recorded_at, event.effective_on) == ("2026-06-01T01:02:03Z", "2026-05-31")
    assert (event.by, event.cause, event.ref_seq) == (WHO, 3, 1)


def test_what_was_kept_is_named_by_the_next_row_and_only_by_it(lived: Lived) -> None:
    with undone(lived.where) as connection:
        writer = writer_of(lived, connection)
        content, file = writer.content({"a": 1}), writer.file(b"bytes")
        writer.content({"a": 1})
        first = writer.add("organisation:x", "organisation-entered", DAY, _organisation())
        second = writer.add("organisation:x", "organisation-entered", DAY, _organisation())
    assert first.data["keeps"] == {"content": [content], "file": [file]}
    assert second.data["keeps"] == {}


def test_an_act_that_does_not_exist_is_not_taken(lived: Lived) -> None:
    with undone(lived.where) as connection:
        writer = writer_of(lived, connection)
        with pytest.raises(NotWhole):
            writer.add("organisation:x", "forgotten", DAY, _organisation())


def test_an_event_has_the_same_bytes_whatever_the_order_of_its_keys() -> None:
    one = Event(1, GENESIS, "A", 1, "x", "t", "d", WHO, None, {"b": 1, "a": "ā"})
    other = Event(1, GENESIS, "A", 1, "x", "t", "d", WHO, None, {"a": "a\u0304", "b": 1})
    assert one.payload() == other.payload()


FORBIDDEN = (
    "UPDATE journal SET hash = 'x' WHERE seq = 3",
    "UPDATE journal SET seq = seq + 100",
    "DELETE FROM journal WHERE seq = 3",
    "DELETE FROM journal",
)
OF_SQLITE = (
    "INSERT OR REPLACE INTO journal SELECT seq, ref, ref_seq, prev, 'x', payload FROM journal "
    "WHERE seq = 3",
    "REPLACE INTO journal SELECT 999, ref, ref_seq, 'x', 'x', payload FROM journal WHERE seq = 3",
    "REPLACE INTO journal SELECT 999, 'x', 1, prev, 'x', payload FROM journal WHERE seq = 3",
    "UPDATE OR REPLACE journal SET hash = 'x'",
)
OF_POSTGRESQL = (
    "TRUNCATE journal",
    "INSERT INTO journal SELECT * FROM journal WHERE seq = 3 "
    "ON CONFLICT (seq) DO UPDATE SET hash = 'x'",
)


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_database_itself_refuses_to_change_or_remove_a_row(
    lived: Lived, statement: str
) -> None:
    refused(lived, statement)


@pytest.mark.parametrize("statement", OF_SQLITE)
def test_sqlite_refuses_to_replace_a_row_by_an_insert(lived_file: Lived, statement: str) -> None:
    refused(lived_file, statement)


@pytest.mark.parametrize("statement", OF_POSTGRESQL)
def test_postgresql_refuses_to_empty_the_table_or_to_change_it_on_conflict(
    lived_database: Lived, statement: str
) -> None:
    refused(lived_database, statement)


def refused(lived: Lived, statement: str) -> None:
    with undone(lived.where) as connection:
        before = read_rows(connection)
        with pytest.raises(DatabaseError, match="only grows"), connection.begin_nested():
            connection.exec_driver_sql(statement)
        assert read_rows(connection) == before


def _organisation() -> dict[str, object]:
    return {"key": "x", "name": "X", "type": "other", "moe_number": None}
