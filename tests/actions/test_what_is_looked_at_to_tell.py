"""Which cases `tick` looks at: those of which something may have to be told, and not all others."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import at

from mcapproval.actions import setup
from mcapproval.actions.cases.items import answering, of_case
from mcapproval.actions.desk import Desk
from mcapproval.actions.due.ticking import tick
from mcapproval.actions.due.watching import cases_with_dues, fresh
from mcapproval.actions.lookup import case_row

LONG = """\
format = "policy/1"
provider = "PROVIDER"
close_down = { from = "12-20", until = "01-20" }
[clocks]
remind_before = 60
"""


def looked_at(desk: Desk, day: date) -> list[str]:
    with desk.reading() as connection:
        return [case.ref for case in cases_with_dues(connection, day)]


def told_of(desk: Desk, ref: str, day: date) -> list[str]:
    with desk.reading() as connection:
        new = fresh(connection, [case_row(connection, ref)], day)
        return [each.kind for each in new.get(ref, ())]


def owed(staged: Staged, due: date) -> int:
    hemi = at(staged.desk, "hemi", "2026-06-20")
    return of_case.add_item(hemi, staged.ref, "action", "Ask", owner="author", due=due)


def adopted(desk: Desk, folder: Path, provider: str) -> None:
    file = folder / f"{provider}.toml"
    file.write_text(LONG.replace("PROVIDER", provider), "utf-8")
    setup.adopt_policy(desk, file, None, None)


def test_a_case_is_looked_at_from_the_day_on_which_its_item_is_reminded_of(
    evaluation: Staged,
) -> None:
    """An item due on Thursday 1 July 2027: five working days before it is 24 June."""
    desk, ref = evaluation.desk, evaluation.ref
    owed(evaluation, date(2027, 7, 1))
    assert looked_at(desk, date(2026, 6, 21)) == []
    assert looked_at(desk, date(2027, 6, 22)) == []
    assert looked_at(desk, date(2027, 6, 23)) == [ref]
    assert told_of(desk, ref, date(2027, 6, 23)) == ["remind"]


@pytest.mark.parametrize("whose", ["otago-polytechnic", "another-provider"])
def test_nothing_is_told_of_a_case_that_was_not_looked_at(
    evaluation: Staged, tmp_path: Path, whose: str
) -> None:
    """Whatever the policy: sixty working days before, and weeks of close-down between them; also
    where it is another provider's case that is reminded of so early."""
    desk, ref = evaluation.desk, evaluation.ref
    setup.add_organisation(desk, "another-provider", "Another Provider", "pte", "9999")
    adopted(desk, tmp_path, whose)
    owed(evaluation, date(2027, 2, 3))
    first = None
    day = date(2026, 9, 1)
    while day <= date(2027, 2, 12):
        if told_of(desk, ref, day):
            assert looked_at(desk, day) == [ref], day
            first = first or day
        day += timedelta(days=1)
    early = whose == "otago-polytechnic"
    assert first
    assert (first < date(2026, 11, 1)) == early
    assert looked_at(desk, first - timedelta(days=1)) == ([] if early else [ref])


def test_what_is_done_is_not_looked_at_and_what_is_late_is(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    number = owed(evaluation, date(2026, 7, 1))
    assert looked_at(desk, date(2030, 1, 7)) == [ref]
    hemi = at(desk, "hemi", "2026-06-21")
    answering.change_item(hemi, ref, number, "closed", "It is done.")
    assert looked_at(desk, date(2030, 1, 7)) == []


def test_at_the_end_of_the_years_for_which_matariki_is_set_nothing_is_passed_over(
    evaluation: Staged,
) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    owed(evaluation, date(2052, 12, 31))
    assert looked_at(desk, date(2052, 12, 30)) == [ref]
    assert tick(at(desk, "admin", "2052-12-31")).notices
