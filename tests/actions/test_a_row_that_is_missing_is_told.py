"""Where the journal lacks a row, that is told: never a fault of the program's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.actions.conftest import Staged

from mcapproval.actions.committees import noting
from mcapproval.errors import NotWhole
from mcapproval.store.events import Event, told_by
from mcapproval.store.reported.before_bodies import Thin


def test_a_decision_of_which_the_row_is_missing_is_told_where_it_is_to_be_noted(
    approved: Staged,
) -> None:
    missing = Thin("2026-08-11", approved.ref, 999_999)
    with (
        approved.desk.reading() as connection,
        pytest.raises(NotWhole, match=f"no row that tells of {approved.ref} in row 999999"),
    ):
        list(noting._unheard(connection, [missing], noting.Last("2026-08-12", 1)))


def test_a_generator_that_asks_for_a_missing_row_ends_in_a_sentence() -> None:
    def asks() -> Iterator[Event]:
        yield told_by(iter(()), "that MTG-2026-0001 was held")

    with pytest.raises(NotWhole, match="no row that tells that MTG-2026-0001 was held"):
        list(asks())
