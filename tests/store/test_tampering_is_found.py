"""A journal that somebody changed: what is found, at which row, and what only a kept head shows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from tests.simulated import peopled
from tests.store.attacking import (
    Rows,
    edited,
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

from mcapproval.actions import setup
from mcapproval.actions.desk import sit_down
from mcapproval.store import queries
from mcapproval.store.triggers import NAMES, missing
from mcapproval.store.verifying.verdict import Head, Verdict
from mcapproval.store.verifying.verify import verify

if TYPE_CHECKING:
    from tests.conftest import Places


def after(connection: Connection, rows: Rows, against: Head | None = None) -> Verdict:
    """What verification says once the journal is these rows, the triggers back in their place."""
    write_rows(connection, rows)
    assert missing(connection) == ()
    return verify(connection, against)


def test_honest_records_are_whole_against_every_head_that_was_ever_kept(lived: Lived) -> None:
    with lived.records.reading() as connection:
        assert verify(connection).faults == ()
        for head in lived.heads[::7]:
            assert verify(connection, head).whole
        verdict = verify(connection)
    assert (verdict.rows, verdict.head) == lived.heads[-1][:2]


@given(data=st.data())
def test_an_edited_row_is_named(lived: Lived, data: st.DataObject) -> None:
    with undone(lived.where) as connection:
        rows = read_rows(connection)
        at = data.draw(st.integers(0, len(rows) - 1))
        verdict = after(connection, [*rows[:at], edited(rows[at]), *rows[at + 1 :]])
    assert [fault.row for fault in verdict.faults] == [at + 1]
    assert "edited" in verdict.faults[0].message


@given(data=st.data())
def test_one_flipped_bit_of_a_payload_is_named(lived: Lived, data: st.DataObject) -> None:
    with undone(lived.where) as connection:
        rows = read_rows(connection)
        at = data.draw(st.integers(0, len(rows) - 1))
        flipped = bytearray(rows[at]["payload"])
        flipped[data.draw(st.integers(0, len(flipped) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        rows[at]["payload"] = bytes(flipped)
        verdict = after(connection, rows)
    assert verdict.faults[0].row == at + 1


@given(data=st.data())
def test_a_row_that_was_edited_and_hashed_again_breaks_the_chain_behind_it(
    lived: Lived, data: st.DataObject
) -> None:
    with undone(lived.where) as connection:
        rows = read_rows(connection)
        at = data.draw(st.integers(0, len(rows) - 2))
        rows[at] = rehashed(edited(rows[at]))
        verdict = after(connection, rows)
    assert verdict.faults[0].row == at + 2
    assert f"row {at + 1} was replaced" in verdict.faults[0].message


@given(data=st.data())
def test_a_row_taken_out_of_the_middle_is_named(lived: Lived, data: st.DataObject) -> None:
    with undone(lived.where) as connection:
        rows = read_rows(connection)
        at = data.draw(st.integers(0, len(rows) - 2))
        verdict = after(connection, [*rows[:at], *rows[at + 1 :]])
    assert verdict.faults[0].row == at + 1
    assert "removed" in verdict.faults[0].message


@given(data=st.data())
def test_several_rows_taken_out_are_named_from_the_first_on(
    lived: Lived, data: st.DataObject
) -> None:
    with undone(lived.where) as connection:
        rows = read_rows(connection)
        at = data.draw(st.integers(0, len(rows) - 4))
        many = data.draw(st.integers(2, len(rows) - at - 2))
        verdict = after(connection, [*rows[:at], *rows[at + many :]])
    assert verdict.faults[0].row == at + 1
    assert f"rows {at + 1} to {at + many} are gone" in verdict.faults[0].message


@given(data=st.data())
def test_rows_cut_off_the_end_are_missed_by_the_tables(lived: Lived, data: st.DataObject) -> None:
    with undone(lived.where) as connection:
        rows = read_rows(connection)
        left = data.draw(st.integers(0, len(rows) - 1))
        verdict = after(connection, rows[:left])
    assert verdict.faults[0].row == left + 1
    assert "cut off" in verdict.faults[0].message


@given(data=st.data())
def test_two_rows_that_changed_places_are_named(lived: Lived, data: st.DataObject) -> None:
    with undone(lived.where) as connection:
        rows = read_rows(connection)
        first = data.draw(st.integers(0, len(rows) - 2))
        second = data.draw(st.integers(first + 1, len(rows) - 1))
        for part in ("payload", "hash"):
            rows[first][part], rows[second][part] = rows[second][part], rows[first][part]
        verdict = after(connection, rows)
    assert verdict.faults[0].row == first + 1
    assert "reordered" in verdict.faults[0].message


@given(data=st.data())
def test_a_row_put_in_between_is_named(lived: Lived, data: st.DataObject) -> None:
    with undone(lived.where) as connection:
        rows = read_rows(connection)
        at = data.draw(st.integers(1, len(rows) - 1))
        forged = {**said(rows[at]), "prev": rows[at - 1]["hash"], "ref": "APP-2026-0099"}
        planted = rehashed(resaid({**rows[at], "ref": "APP-2026-0099"}, forged))
        moved = [{**row, "seq": row["seq"] + 1} for row in rows[at:]]
        moved[0]["prev"] = planted["hash"]
        verdict = after(connection, [*rows[:at], planted, *moved])
    assert verdict.faults[0].row == at + 2
    assert "reordered" in verdict.faults[0].message


def test_a_row_that_names_another_row_before_it_than_the_one_there_is_named(lived: Lived) -> None:
    """Its columns and its hash are in order; only its own bytes tell that it stood elsewhere."""
    with undone(lived.where) as connection:
        rows = read_rows(connection)
        rows[-1] = rehashed(resaid(rows[-1], said(rows[-1]) | {"prev": "f" * 64}))
        verdict = after(connection, rows)
    assert verdict.faults[0].row == len(rows)
    assert "was replaced" in verdict.faults[0].message


def test_a_row_put_before_the_first_is_named(lived: Lived) -> None:
    with undone(lived.where) as connection:
        rows = read_rows(connection)
        before = {**rows[0], "seq": 0, "prev": "f" * 64, "ref": "X", "ref_seq": 1}
        verdict = after(connection, [before, *rows])
    assert verdict.faults[0].row == 0
    assert "inserted" in verdict.faults[0].message


def test_a_row_well_made_and_put_at_the_end_is_found_by_the_tables(lived: Lived) -> None:
    """It is chained and hashed as ours are; but the tables never heard of it."""
    with undone(lived.where) as connection:
        rows = read_rows(connection)
        opened = next(row for row in rows if said(row)["act"] == "refused")
        value = said(opened) | {"ref_seq": 99}
        more = rechained([*rows, resaid({**opened, "ref_seq": 99}, value)])
        verdict = after(connection, more)
    assert verdict.rows == len(rows) + 1
    assert any("counter journal" in fault.message for fault in verdict.faults)
    assert any("version is" in fault.message for fault in verdict.faults)


def test_a_row_filed_under_another_case_is_named(lived: Lived) -> None:
    with undone(lived.where) as connection:
        rows = read_rows(connection)
        rows[30]["ref"], rows[30]["ref_seq"] = "APP-2026-0777", 1
        verdict = after(connection, rows)
    assert verdict.faults[0].row == 31
    assert "filed under another case" in verdict.faults[0].message


@pytest.mark.parametrize(
    "bytes_", [b"", b"null", b"[]", b"{}", b"\xff\xfe", b'{"format":2}', b'{"format":1,"seq":"1"}']
)
def test_bytes_that_are_no_row_of_ours_are_named_and_stop_nothing(
    lived: Lived, bytes_: bytes
) -> None:
    with undone(lived.where) as connection:
        rows = read_rows(connection)
        rows[4] = rehashed({**rows[4], "payload": bytes_})
        verdict = after(connection, rows)
    assert verdict.faults[0].row == 5
    assert "replaced" in verdict.faults[0].message


@pytest.mark.parametrize("data", [None, [], "text", {}, {"keeps": 3}])
def test_a_row_with_data_that_can_not_be_folded_is_named(lived: Lived, data: object) -> None:
    """Hashed and chained to the end, so that only the fold can object."""
    with undone(lived.where) as connection:
        rows = read_rows(connection)
        at = next(n for n, row in enumerate(rows) if said(row)["act"] == "moved")
        rows[at] = resaid(rows[at], said(rows[at]) | {"data": data})
        verdict = after(connection, rechained(rows))
    assert verdict.faults[0].row == at + 1
    assert "was not written by mcapproval" in verdict.faults[0].message


# --- what a chain alone can't show ------------------------------------------------------------


@settings.get_profile("costly")
@given(data=st.data())
def test_a_journal_written_again_from_a_row_on_is_found_against_any_later_head(
    lived: Lived, data: st.DataObject
) -> None:
    """A row edited and everything behind it hashed again: seamless, and the tables agree."""
    with undone(lived.where) as connection:
        rows = read_rows(connection)
        at = data.draw(st.integers(1, len(rows) - 1))
        rows[at] = resaid(rows[at], said(rows[at]) | {"recorded_at": "2026-01-01T00:00:00Z"})
        write_rows(connection, rechained(rows))
        kept = lived.heads[data.draw(st.integers(at, len(rows) - 1))]
        earlier = lived.heads[data.draw(st.integers(0, at - 1))]
        assert verify(connection, earlier).whole
        verdict = verify(connection, kept)
    assert [fault.row for fault in verdict.faults] == [kept[0]]
    assert "written again" in verdict.faults[0].message


def test_older_records_put_back_are_found_against_a_head_kept_later(places: Places) -> None:
    """The end is cut off and the tables with it: whole in itself."""
    desk, older = (
        sit_down(places.copy("peopled", peopled), "admin", date(2026, 3, 1)) for _ in range(2)
    )
    for name in ("one", "two", "three"):
        setup.add_organisation(desk, name, name, "other", None)
    with desk.reading() as connection:
        kept = Head(*queries.head(connection))
        assert verify(connection, kept).whole
    with older.reading() as connection:
        assert verify(connection).whole
        verdict = verify(connection, kept)
    assert [fault.row for fault in verdict.faults] == [kept[0] - 2]
    assert "cut off" in verdict.faults[0].message


def test_other_records_in_the_place_of_ours_are_found_against_a_kept_head(places: Places) -> None:
    ours = sit_down(places.copy("peopled", peopled), "admin", date(2026, 3, 1))
    with ours.reading() as connection:
        kept = Head(*queries.head(connection))
    others = peopled(places.empty())
    with others.reading() as connection:
        assert verify(connection).whole
        verdict = verify(connection, kept)
    assert [fault.row for fault in verdict.faults] == [kept[0]]
    assert "written again" in verdict.faults[0].message


def test_an_emptied_journal_is_found_against_a_kept_head(lived: Lived) -> None:
    with undone(lived.where) as connection:
        verdict = after(connection, [], lived.heads[20])
    assert {fault.row for fault in verdict.faults} == {1}


def test_a_table_that_is_gone_is_told_and_the_head_still_asked(lived: Lived) -> None:
    with undone(lived.where) as connection:
        connection.exec_driver_sql("DROP TABLE link")
        verdict = verify(connection, Head(len(lived.heads) + 1, "a" * 64))
    messages = [fault.message for fault in verdict.faults]
    assert any("can't be read" in message for message in messages)
    assert any("cut off" in message for message in messages)


# --- the guard rails --------------------------------------------------------------------------


def test_each_missing_trigger_is_reported_by_name(lived: Lived) -> None:
    with lived.records.reading() as connection:
        names = NAMES[connection.dialect.name]
    for name in names:
        with undone(lived.where) as connection:
            on = " ON journal" if connection.dialect.name == "postgresql" else ""
            connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")
            verdict = verify(connection)
        assert [name in fault.message for fault in verdict.faults] == [True]


def test_triggers_away_for_good_are_all_reported(lived: Lived) -> None:
    with undone(lived.where) as connection:
        names = NAMES[connection.dialect.name]
        with unguarded(connection):
            verdict = verify(connection)
        assert len(verdict.faults) == len(names)
        assert verify(connection).whole


def test_a_trigger_switched_off_in_postgresql_counts_as_missing(lived_database: Lived) -> None:
    with undone(lived_database.where) as connection:
        connection.exec_driver_sql("ALTER TABLE journal DISABLE TRIGGER journal_no_update")
        assert missing(connection) == ("journal_no_update",)
