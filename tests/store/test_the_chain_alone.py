"""A look at the chain alone finds what is wrong with rows, and leaves the tables to the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.store.attacking import (
    Rows,
    edited,
    read_rows,
    rehashed,
    resaid,
    said,
    undone,
    write_rows,
)
from tests.store.conftest import Lived

from mcapproval.store.events import GENESIS
from mcapproval.store.verifying.verdict import Head
from mcapproval.store.verifying.verify import verify
from mcapproval.store.verifying.verify_chain import verify_chain


def test_whole_records_are_whole_by_either_look(lived: Lived) -> None:
    with lived.records.reading() as connection:
        for against in (None, lived.heads[0], lived.heads[-1]):
            found = verify_chain(connection, against)
            assert found == verify(connection, against)
            assert found.whole


def hashed_again(rows: Rows) -> Rows:
    return [*rows[:8], rehashed(edited(rows[8])), *rows[9:]]


def the_next_one_mended_beside_its_bytes(rows: Rows) -> Rows:
    """The column of the row behind fits the one that was edited; only its bytes still do not."""
    changed = rehashed(edited(rows[8]))
    return [*rows[:8], changed, {**rows[9], "prev": changed["hash"]}, *rows[10:]]


def numbered_twice(rows: Rows) -> Rows:
    """The last row says that it is the one before it, and everything else fits."""
    last = rows[-1]
    value = {**said(last), "seq": last["seq"] - 1}
    return [*rows[:-1], rehashed(resaid(last, value))]


def told(rows: Rows, **columns: object) -> Rows:
    """A row of which the columns beside its bytes were changed, and nothing else."""
    return [*rows[:8], {**rows[8], **columns}, *rows[9:]]


ATTACKS: dict[str, Callable[[Rows], Rows]] = {
    "edited": lambda rows: [*rows[:8], edited(rows[8]), *rows[9:]],
    "hashed again": hashed_again,
    "hashed again, and the next one mended": the_next_one_mended_beside_its_bytes,
    "numbered twice": numbered_twice,
    "filed under another case": lambda rows: told(rows, ref="APP-2026-0009"),
    "filed as another of its case": lambda rows: told(rows, ref_seq=900),
    "told to follow another": lambda rows: told(rows, prev="1" * 64),
    "removed": lambda rows: [*rows[:8], *rows[9:]],
    "the first removed": lambda rows: rows[1:],
    "emptied": lambda rows: [],
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_row_that_is_wrong_is_told_as_the_whole_look_tells_it(lived: Lived, attack: str) -> None:
    with undone(lived.where) as connection:
        write_rows(connection, ATTACKS[attack](read_rows(connection)))
        found = verify_chain(connection)
        assert not found.whole
        assert found == verify(connection)


@pytest.mark.parametrize("changed", [hashed_again, the_next_one_mended_beside_its_bytes])
def test_what_is_read_next_is_held_to_the_end_of_what_was_read_before(
    lived: Lived, changed: Callable[[Rows], Rows], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ninth row is the last of a piece, and the row that would tell on it begins another."""
    monkeypatch.setattr("mcapproval.store.verifying.verify_chain.ROWS", 9)
    with undone(lived.where) as connection:
        assert verify_chain(connection).whole
        write_rows(connection, changed(read_rows(connection)))
        assert verify_chain(connection) == verify(connection)


def test_an_end_that_was_cut_off_is_found_by_a_head_kept_outside(lived: Lived) -> None:
    last = lived.heads[-1].number
    with undone(lived.where) as connection:
        write_rows(connection, read_rows(connection)[:-1])
        assert verify_chain(connection).whole  # so only the tables tell
        found = verify_chain(connection, lived.heads[-1])
        assert any(fault.row == last for fault in found.faults)


def test_another_head_than_the_one_kept_is_found(lived: Lived) -> None:
    with lived.records.reading() as connection:
        assert not verify_chain(connection, Head(lived.heads[4].number, GENESIS)).whole


def test_what_stands_in_the_tables_is_not_looked_at(lived: Lived) -> None:
    with undone(lived.where) as connection:
        connection.exec_driver_sql("UPDATE case_record SET state = 'approved'")
        assert verify_chain(connection).whole
        assert not verify(connection).whole
