"""`audit verify` looks whether the indexes are there, and tells of those that are gone."""

from __future__ import annotations

from sqlalchemy import Connection, UniqueConstraint
from tests.store.attacking import undone
from tests.store.conftest import Lived

from mcapproval.store.tables.all import METADATA
from mcapproval.store.triggers import statements
from mcapproval.store.verifying.verify import verify
from mcapproval.store.verifying.verify_indexes import APART, INDEXES, slower


def test_the_lists_are_those_of_the_tables() -> None:
    tables = METADATA.tables.values()
    assert sorted(str(index.name) for each in tables for index in each.indexes) == sorted(INDEXES)
    apart = [
        (each.name, ",".join(column.name for column in kept.columns))
        for each in tables
        for kept in each.constraints
        if isinstance(kept, UniqueConstraint)
    ]
    assert sorted(apart) == sorted(APART)


def test_nothing_is_said_of_indexes_that_are_there(lived: Lived) -> None:
    with lived.records.reading() as connection:
        assert list(slower(connection)) == []


def test_an_index_that_is_gone_is_a_note_and_no_fault(lived: Lived) -> None:
    with undone(lived.where) as connection:
        connection.exec_driver_sql("DROP INDEX ix_step_ref_seq")
        assert verify(connection).whole
        (said,) = slower(connection)
    assert said.startswith("ix_step_ref_seq is not there: nothing is wrong")


def test_what_keeps_rows_apart_and_was_dropped_is_named(lived: Lived) -> None:
    with undone(lived.where) as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("ALTER TABLE journal DROP CONSTRAINT uq_journal_prev")
        else:
            _journal_without(connection, "CONSTRAINT uq_journal_prev UNIQUE (prev),")
        messages = [fault.message for fault in verify(connection).faults]
    assert messages == [
        "two rows of journal may have the same prev: what keeps them apart was dropped"
    ]


def _journal_without(connection: Connection, constraint: str) -> None:
    asked = "SELECT sql FROM sqlite_master WHERE name = 'journal'"
    made = str(connection.exec_driver_sql(asked).scalar())
    assert constraint in made
    for statement in (
        made.replace(constraint, "").replace("CREATE TABLE journal", "CREATE TABLE other"),
        "INSERT INTO other SELECT * FROM journal",
        "DROP TABLE journal",
        "ALTER TABLE other RENAME TO journal",
        *statements("sqlite"),
    ):
        connection.exec_driver_sql(statement)
