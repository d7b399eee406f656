"""Days between which nothing changes: of made-up things first, then of the law and its clauses."""

from __future__ import annotations

from datetime import date

import pytest
from tests.rules.casebook import CODES, ERAS

from mcapproval.rules.eras import changes, era
from mcapproval.rules.law import values, values_on
from mcapproval.rules.texts import checking, clauses

MARCH = (date(2020, 3, 1), date(2020, 3, 31))
JUNE = (date(2020, 6, 1), date(2020, 6, 30))


def test_what_holds_changes_on_its_first_day_and_on_the_day_after_its_last() -> None:
    assert changes([MARCH]) == (date(2020, 3, 1), date(2020, 4, 1))


def test_what_has_no_last_day_changes_once() -> None:
    assert changes([(date(2020, 3, 1), None)]) == (date(2020, 3, 1),)


def test_a_gap_between_two_is_an_era_as_what_fills_it_would_be() -> None:
    april = (date(2020, 4, 1), date(2020, 5, 31))
    days = (date(2020, 3, 1), date(2020, 4, 1), date(2020, 6, 1), date(2020, 7, 1))
    assert changes([JUNE, MARCH]) == changes([JUNE, april, MARCH]) == days


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2020, 2, 29), date.min),
        (date(2020, 3, 1), date(2020, 3, 1)),
        (date(2020, 3, 31), date(2020, 3, 1)),
        (date(2020, 4, 1), date(2020, 4, 1)),
        (date(2020, 5, 31), date(2020, 4, 1)),
        (date(2020, 6, 1), date(2020, 6, 1)),
        (date(2020, 6, 30), date(2020, 6, 1)),
        (date(2020, 7, 1), date(2020, 7, 1)),
        (date(2999, 12, 31), date(2020, 7, 1)),
    ],
    ids=str,
)
def test_a_day_belongs_to_the_era_that_began_last(day: date, begins: date) -> None:
    assert era(changes([MARCH, JUNE]), day) == begins


@pytest.mark.parametrize("day", [day for era in ERAS for day in era], ids=str)
def test_on_each_day_of_an_era_stands_what_holds_on_that_day(day: date) -> None:
    for key, held in values_on(day).items():
        there = [one for one in values()[key] if one.holds_on(day)]
        assert there[-1:] == ([held] if held else [])
    standing = {clause.id for code in CODES for clause in checking(code, day)}
    assert standing == {c.id for c in clauses().values() if c.checked_by and c.in_force(day)}
