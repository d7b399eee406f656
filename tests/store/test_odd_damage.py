"""Damage of kinds that nobody expects: each is named in a sentence, and none stops the rest."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, insert
from tests.store.attacking import (
    Rows,
    read_rows,
    rechained,
    rehashed,
    resaid,
    said,
    undone,
    unguarded,
    write_rows,
)
from tests.store.conftest import Lived

from mcapproval.errors import NotWhole
from mcapproval.store.clauses import table
from mcapproval.store.folding.rebuilding import rebuild
from mcapproval.store.rows.kept import TextRow
from mcapproval.store.tables.all import METADATA
from mcapproval.store.triggers import statements
from mcapproval.store.verifying.verdict import Head
from mcapproval.store.verifying.verify import verify


def told(connection: Connection) -> list[str]:
    """What a verification says is wrong; every word of it can be printed."""
    messages = [fault.message for fault in verify(connection, Head(1, "a" * 64)).faults]
    assert "".join(messages).encode("utf-8")
    return messages


def after(lived: Lived, *statements: str) -> list[str]:
    with undone(lived.where) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        return told(connection)


@pytest.mark.parametrize("name", sorted(METADATA.tables))
def test_a_dropped_table_is_named(lived: Lived, name: str) -> None:
    messages = after(lived, f"DROP TABLE {name}")
    assert any(f"the table {name} can't be read" in message for message in messages)


@pytest.mark.parametrize(
    ("name", "column"),
    [("listing", "level"), ("finding_cache", "body"), ("personal_text", "salt")],
)
def test_a_dropped_column_is_named(lived: Lived, name: str, column: str) -> None:
    messages = after(lived, f"ALTER TABLE {name} DROP COLUMN {column}")
    assert f"the table {name} has no column {column}: dropped" in messages


def test_a_dropped_column_of_the_journal_is_named(lived: Lived) -> None:
    messages = after(lived, "ALTER TABLE journal RENAME COLUMN payload TO other")
    assert "the table journal has no column payload: dropped" in messages


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE application SET title = CAST(x'ff41' AS TEXT)", "title is"),
        ("UPDATE person SET ref = CAST(x'ff' AS TEXT) WHERE ref = 'PER-0001'", "person \\udcff"),
        ("UPDATE personal_text SET about = CAST(x'ff' AS TEXT)", "was changed"),
        ("UPDATE evidence_file SET sha256 = CAST(x'ff' AS TEXT)", "evidence_file"),
        ("UPDATE content SET hash = CAST(x'ff' AS TEXT) WHERE rowid = 1", "content \\udcff"),
        ("UPDATE counter SET value = 'abc' WHERE series = 'journal'", "value is 'abc'"),
        ("UPDATE waiver SET stands = 'abc'", "stands is 'abc'"),
    ],
)
def test_values_that_sqlite_alone_can_hold_are_named(
    lived_file: Lived, change: str, named: str
) -> None:
    if "evidence_file" in change:
        change += " WHERE rowid = (SELECT min(rowid) FROM evidence_file)"
    messages = after(lived_file, change)
    assert any(named in message for message in messages), messages


@pytest.mark.parametrize("column", ["hash", "prev", "ref"])
def test_bytes_that_are_no_text_in_the_journal_are_named(lived_file: Lived, column: str) -> None:
    with undone(lived_file.where) as connection:
        with unguarded(connection):
            connection.exec_driver_sql(
                f"UPDATE journal SET {column} = CAST(x'ff' AS TEXT) WHERE seq = 5"
            )
        assert any("row 5" in message for message in told(connection))


@pytest.mark.parametrize("payload", [b"[" * 200_000, b"\xff\xfe", b"1" * 5000, b"null", b"[]"])
def test_bytes_that_are_no_row_stop_nothing(lived: Lived, payload: bytes) -> None:
    with undone(lived.where) as connection:
        rows = read_rows(connection)
        rows[-1] = rehashed({**rows[-1], "payload": payload})
        write_rows(connection, rows)
        assert f"row {len(rows)} is no row of a journal: replaced" in told(connection)


def of(rows: Rows, act: str) -> int:
    return next(at for at, row in enumerate(rows) if said(row)["act"] == act)


ODD: dict[str, tuple[str, Callable[[dict[str, Any]], dict[str, Any]]]] = {
    "keeps that is a list": ("granted", lambda data: data | {"keeps": []}),
    "keeps of an unknown kind": ("granted", lambda data: data | {"keeps": {"odd": ["a"]}}),
    "keeps of what is no hash": ("granted", lambda data: data | {"keeps": {"text": [{}]}}),
    "erased that says nothing": ("erased", lambda data: {"keeps": {}}),
    "erased of one kind": ("erased", lambda data: data | {"erased": {"text": []}}),
    "a commitment that is no text": ("person-entered", lambda data: data | {"commitment": {}}),
}


@pytest.mark.parametrize("kind", ODD)
def test_a_row_that_names_what_it_keeps_oddly_is_named(lived: Lived, kind: str) -> None:
    act, change = ODD[kind]
    with undone(lived.where) as connection:
        rows = read_rows(connection)
        at = of(rows, act)
        value = said(rows[at])
        rows[at] = resaid(rows[at], value | {"data": change(value["data"])})
        write_rows(connection, rechained(rows))
        messages = told(connection)
    assert any(
        message.startswith(f"row {at + 1} can't be folded") and "was not written by" in message
        for message in messages
    )


def flown(value: dict[str, Any]) -> dict[str, Any]:
    return value | {"act": "flown"}


def of_no_case(value: dict[str, Any]) -> dict[str, Any]:
    data = {"code": "X", "path": "/", "reads": "r", "note": "n", "keeps": {}}
    return value | {"act": "waived", "data": data}


def without_data(value: dict[str, Any]) -> dict[str, Any]:
    return value | {"act": "moved", "data": {"keeps": {}}}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (flown, "what it does, 'flown', is nothing that this mcapproval knows"),
        (of_no_case, "(KeyError(('PER-0002',))): it was not written by mcapproval"),
        (without_data, "it was not written by mcapproval"),
    ],
)
def test_tables_are_not_made_of_a_row_that_is_none_of_ours(
    lived: Lived, change: Callable[[dict[str, Any]], dict[str, Any]], why: str
) -> None:
    """It may be of a newer mcapproval: then its bytes and its hash are as they should be."""
    with undone(lived.where) as connection:
        rows = read_rows(connection)
        at = of(rows, "role-ended")
        rows[at] = resaid(rows[at], change(said(rows[at])))
        write_rows(connection, rechained(rows))
        (message, *_) = told(connection)
        with pytest.raises(NotWhole) as refused:
            rebuild(connection)
    assert message.startswith(f"row {at + 1} can't be folded")
    assert why in message
    assert refused.value.message == message


@pytest.mark.parametrize("body", [b"\xff", b"{", b"[" * 200_000])
def test_a_personal_text_that_is_no_json_is_named(lived: Lived, body: bytes) -> None:
    salt = b"s" * 32
    name = hmac.new(salt, body, hashlib.sha256).hexdigest()
    with undone(lived.where) as connection:
        row = {"commitment": name, "salt": salt, "body": body, "about": None, "handle": None}
        connection.execute(insert(table(TextRow)), row)
        assert f"text {name[:16]} was changed" in told(connection)


def test_emptied_records_are_not_whole(lived: Lived) -> None:
    with undone(lived.where) as connection:
        with unguarded(connection):
            for name in METADATA.tables:
                connection.exec_driver_sql(f"DELETE FROM {name}")
        verdict = verify(connection)
    assert [fault.row for fault in verdict.faults] == [1]
    assert "emptied" in verdict.faults[0].message


def test_a_journal_that_does_not_begin_with_the_making_of_records_is_named(lived: Lived) -> None:
    with undone(lived.where) as connection:
        rows = read_rows(connection)
        write_rows(connection, rechained(rows[1:20]))
        assert "row 1 is not the one by which records are made: replaced" in told(connection)


# --- triggers and views -----------------------------------------------------------------------

NOTHING = {
    "sqlite": "CREATE TRIGGER {name} BEFORE {verb} ON {on} BEGIN SELECT 1; END",
    "postgresql": "CREATE TRIGGER {name} BEFORE {verb} ON {on} "
    "FOR EACH STATEMENT EXECUTE FUNCTION nothing()",
}


def planted(connection: Connection, name: str, verb: str, on: str) -> None:
    """A trigger that does nothing."""
    dialect = connection.dialect.name
    if dialect == "postgresql":
        connection.exec_driver_sql(
            "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RETURN NULL; END $$"
        )
    connection.exec_driver_sql(NOTHING[dialect].format(name=name, verb=verb, on=on))


def test_a_trigger_of_our_name_that_does_nothing_is_named(lived: Lived) -> None:
    with undone(lived.where) as connection:
        on = " ON journal" if connection.dialect.name == "postgresql" else ""
        connection.exec_driver_sql(f"DROP TRIGGER journal_no_update{on}")
        planted(connection, "journal_no_update", "UPDATE", "journal")
        (message, *_) = told(connection)
    assert message.startswith("the trigger journal_no_update is not the one")


@pytest.mark.parametrize("on", ["journal", "finding_cache"])
def test_a_trigger_that_is_not_ours_is_named(lived: Lived, on: str) -> None:
    with undone(lived.where) as connection:
        planted(connection, "evil", "INSERT", on)
        (message, *_) = told(connection)
    assert message.startswith(f"the trigger evil on {on} is not one of ours")


def test_a_hollow_function_behind_our_triggers_is_named(lived_database: Lived) -> None:
    making = statements("postgresql")[0].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    hollow = f"{making.partition('$$')[0]}$$ BEGIN RETURN NULL; END $$"
    messages = after(lived_database, hollow)
    assert sum("is not the one that was made" in message for message in messages) == 2


def test_a_rule_of_postgresql_is_named(lived_database: Lived) -> None:
    messages = after(lived_database, "CREATE RULE evil AS ON UPDATE TO item DO INSTEAD NOTHING")
    assert any("evil on item is not one of ours" in message for message in messages)


@pytest.mark.parametrize("name", ["case_record", "finding_cache"])
def test_a_view_in_the_place_of_a_table_is_named(lived: Lived, name: str) -> None:
    messages = after(
        lived,
        f"ALTER TABLE {name} RENAME TO hidden",
        f"CREATE VIEW {name} AS SELECT * FROM hidden",
    )
    assert f"{name} is a view in the place of the table: replaced" in messages


def test_a_piece_of_a_file_under_another_number_is_named(lived: Lived) -> None:
    alone = "SELECT min(sha256) FROM evidence_piece"
    told = after(lived, f"UPDATE evidence_piece SET number = 7777 WHERE sha256 = ({alone})")
    assert any(said.startswith("file ") and "was changed" in said for said in told)
