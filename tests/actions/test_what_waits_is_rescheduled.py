"""A round month, or another interval, is adopted after what waits was scheduled."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.importing_sheets import written
from tests.actions.walking import LETTER, at, explained

from mcapproval.actions import audit
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.importing.undoing import undo_import
from mcapproval.actions.lookup import listing_row
from mcapproval.actions.reviewing import opening
from mcapproval.actions.reviewing.rescheduling import reschedule
from mcapproval.actions.setup import adopt_policy
from mcapproval.policy.model import Policy
from mcapproval.rules.review_schedule import Known, moved_to
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case, Review

FIRST, ON = "REV-2027-0001", "2027-03-02"


@pytest.fixture
def house(approved: Staged, tmp_path: Path) -> Staged:
    """The first re-evaluation waits for 11 August 2027; the house looks at all in May."""
    file = tmp_path / "house.toml"
    file.write_text(
        'format = "policy/1"\nprovider = "otago-polytechnic"\n\n[review]\nmonth = 5\n', "utf-8"
    )
    adopt_policy(at(approved.desk, "admin", "2027-03-01"), file, None, None)
    return approved


def review(staged: Staged) -> tuple[Review, Case]:
    with staged.desk.reading() as connection:
        row = queries.one(connection, Review, ref=FIRST)
        case = queries.one(connection, Case, ref=FIRST)
    assert row is not None
    assert case is not None
    return row, case


@pytest.mark.parametrize(
    ("review", "otherwise"),
    [
        ("month = 5", True),
        ("yearly_check_months = 24", True),
        ('counted_from = "last-review"', True),
        ("yearly_check_months = 12", False),
        ("lead_days = 60", False),
    ],
)
def test_a_policy_says_where_it_counts_what_waits_otherwise(
    approved: Staged, tmp_path: Path, review: str, otherwise: bool
) -> None:
    file = tmp_path / "house.toml"
    whole = f'format = "policy/1"\nprovider = "otago-polytechnic"\n\n[review]\n{review}\n'
    file.write_text(whole, "utf-8")
    admin = at(approved.desk, "admin", "2027-03-01")
    assert not adopt_policy(admin, file, "another-provider", None).counts_otherwise
    assert adopt_policy(admin, file, None, None).counts_otherwise is otherwise
    assert not adopt_policy(admin, file, None, None).counts_otherwise, "it is so already"


def test_where_all_that_waits_is_under_way_no_policy_counts_it_otherwise(
    approved: Staged, tmp_path: Path
) -> None:
    opening.open_review(at(approved.desk, "mele", "2027-07-01"), "MC-0001")
    file = tmp_path / "house.toml"
    whole = 'format = "policy/1"\nprovider = "otago-polytechnic"\n\n[review]\nmonth = 5\n'
    file.write_text(whole, "utf-8")
    admin = at(approved.desk, "admin", "2027-07-02")
    assert not adopt_policy(admin, file, None, None).counts_otherwise


def test_what_waits_is_moved_by_a_row_of_its_own_and_only_once(house: Staged) -> None:
    hemi = at(house.desk, "hemi", ON)
    told = explained(hemi, "MC-0001")[3]
    assert "on 11 August 2027: so it was scheduled" in told
    assert "31 May 2027: mcapproval review reschedule MC-0001 moves it" in told
    (tried,) = reschedule(hemi, dry=True)
    assert (tried.how, tried.was, tried.due_on) == ("moved", "2027-08-11", "2027-05-31")
    assert review(house)[0].due_on == "2027-08-11"
    assert reschedule(hemi, ["MC-0001"]) == (tried,)
    row, case = review(house)
    assert (row.due_on, row.covers, case.state) == ("2027-05-31", tried.covers, "scheduled")
    assert "reschedule" not in explained(hemi, "MC-0001")[3]
    assert [line.how for line in reschedule(hemi)] == ["same"]
    assert audit.audit(house.desk).whole


def test_nobody_else_moves_it_and_what_is_not_there_is_told(house: Staged) -> None:
    lines = reschedule(at(house.desk, "ana", ON), ["MC-0001", "MC-0999"])
    assert [line.how for line in lines] == ["refused", "refused"]
    assert [line.reasons[0].code for line in lines] == ["ROLE", "UNKNOWN"]
    assert review(house)[0].due_on == "2027-08-11"


def test_what_is_under_way_overdue_or_set_by_nzqa_stays(house: Staged) -> None:
    (late,) = reschedule(at(house.desk, "hemi", "2027-09-01"))
    assert (late.how, late.why) == ("stays", "it is overdue")
    said = Said({"reason": "The need is not shown", "due": "2027-12-01"}, {}, LETTER)
    opening.open_review(at(house.desk, "mele", "2027-03-03"), "MC-0001")
    (begun,) = reschedule(at(house.desk, "hemi", "2027-03-03"))
    assert (begun.how, begun.why) == ("stays", "it is under way")
    moves.move(at(house.desk, "hemi", "2027-03-04"), FIRST, "decide-regulator-intervention", said)
    (further,) = reschedule(at(house.desk, "hemi", "2027-03-04"))
    assert (further.due_on, further.why) == (
        "2027-12-01", f"its day was set when {FIRST} was decided",
    )  # fmt: skip


def test_what_is_learnt_later_makes_nothing_late_by_the_month_of_the_house(house: Staged) -> None:
    said = Said({"review_date": "2028-08-11"}, files=LETTER)
    moves.move(at(house.desk, "hemi", "2027-06-10"), "MC-0001", "record-review-date", said)
    assert review(house)[0].due_on == "2027-08-11"


def test_what_no_day_is_counted_from_moves_nothing_when_it_is_learnt(
    house: Staged, tmp_path: Path
) -> None:
    with house.desk.reading() as connection:
        title = listing_row(connection, "MC-0001").title
    rows = (("Our reference", "Title", "Owner"), ("MC-0001", title, "mele"))
    admin = at(house.desk, "admin", ON)
    assert import_file(admin, written(tmp_path, {"Micro-credentials": rows})).ref
    assert review(house)[0].due_on == "2027-08-11"
    undo_import(admin, "IMP-0001")
    assert review(house)[0].due_on == "2027-08-11"
    assert audit.audit(house.desk).whole


def test_a_month_only_brings_forward_and_never_to_a_day_that_is_over() -> None:
    approved, may = date(2026, 10, 14), Policy(review_month=5)
    answered = Known(approved, date(2027, 10, 14), date(2027, 10, 1), nzqa_years=3)
    for known, today, due in (
        (answered, date(2027, 11, 1), date(2028, 5, 31)),
        (answered, date(2028, 6, 1), date(2028, 10, 14)),
        (Known(approved, nzqa_years=3, known_since=date(2027, 9, 1)), date(2027, 9, 1),
         date(2027, 10, 14)),
        (Known(approved, nzqa_years=3, nzqa_date=date(2027, 3, 1)), date(2026, 11, 1),
         date(2027, 3, 1)),
    ):  # fmt: skip
        plan = moved_to(known, may, today)
        assert plan
        assert plan.next_due == due
