"""NZQA sets another day of review by letter: the listing learns it, and what waits is due anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import BOARD, at, explained, go

from mcapproval.actions.due.ticking import tick
from mcapproval.actions.importing.export_rows import credentials, named
from mcapproval.actions.importing.headings import Own
from mcapproval.actions.looking import show_case
from mcapproval.actions.papers.listings import listing_facts
from mcapproval.actions.reconciling.comparing import reconcile
from mcapproval.actions.reviewing import answering, explaining, opening
from mcapproval.actions.reviewing.explained import as_json
from mcapproval.errors import Refused
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.store.rows.folded import Case, Listing, Review
from mcapproval.store.verifying.verify import verify

FIRST = "REV-2027-0001"


def moved(staged: Staged, to: str, on: str = "2027-05-03", **sets: str) -> tuple[str, ...]:
    done = go(
        staged.desk, "MC-0001", "hemi", on, "record-review-date", True, review_date=to, **sets
    )
    with staged.desk.reading() as connection:
        assert verify(connection).whole
    return done.opened


def of(staged: Staged, ref: str) -> tuple[Review, Case, Event]:
    with staged.desk.reading() as connection:
        review = queries.one(connection, Review, ref=ref)
        case = queries.one(connection, Case, ref=ref)
        last = list(queries.events(connection, ref))[-1]
    assert review is not None
    assert case is not None
    return review, case, last


def listing(staged: Staged) -> Listing:
    with staged.desk.reading() as connection:
        found = queries.one(connection, Listing, ref="MC-0001")
    assert found is not None
    return found


def test_the_listing_learns_the_day_and_what_waits_is_due_anew_by_a_row_of_its_own(
    approved: Staged,
) -> None:
    assert moved(approved, "2027-07-01") == ()
    assert listing(approved).nzqa_review_on == "2027-07-01"
    review, case, row = of(approved, FIRST)
    assert (review.due_on, review.form, review.covers) == (
        "2027-07-01",
        "full review",
        "2027-08-11",
    )
    assert case.due_on == "2027-07-01"
    assert (row.act, row.by.person) == ("noted", "system")
    assert row.data["facts"]["due_on"] == "2027-07-01"
    said = explained(at(approved.desk, "mele", "2027-05-04"), "MC-0001")
    assert (
        "moved from 11 August 2028 by its letter of 3 May 2027 (record-review-date of MC-"
        in (said[2])
    )
    assert "NZQA's comes first and ours is no more than 120 days later" in said[3]


def test_a_day_far_from_ours_leaves_our_check_as_it_was(approved: Staged) -> None:
    before = of(approved, FIRST)
    moved(approved, "2029-03-01", review_period="3")
    assert listing(approved).nzqa_review_on == "2029-03-01"
    assert listing(approved).review_years == 3
    assert of(approved, FIRST) == before


def test_a_review_that_is_under_way_keeps_its_answers(approved: Staged, draft: Path) -> None:
    mele = at(approved.desk, "mele", "2027-04-01")
    opening.open_review(mele, "MC-0001")
    answering.answer(mele, FIRST, draft.parent / "review.yaml")
    answers = of(approved, FIRST)[0].answers
    moved(approved, "2027-10-01")
    review, case, _ = of(approved, FIRST)
    assert (review.answers, review.form, case.state) == (answers, "full review", "in-progress")
    assert answers is not None
    assert (review.due_on, review.covers) == ("2027-08-11", "2027-10-01")


def test_tick_announces_it_by_the_day_that_was_set(approved: Staged) -> None:
    moved(approved, "2027-06-01", on="2027-02-01")
    assert tick(at(approved.desk, "mele", "2027-03-02")).moves == ()
    made = tick(at(approved.desk, "mele", "2027-03-03")).moves
    assert [(one.ref, one.due_on) for one in made] == [(FIRST, "2027-06-01")]
    assert tick(at(approved.desk, "mele", "2027-03-04")).moves == ()


def test_a_day_to_which_we_put_ours_off_stays_until_nzqas_is_earlier(
    approved: Staged, draft: Path
) -> None:
    mele = at(approved.desk, "mele", "2027-07-01")
    opening.open_review(mele, "MC-0001")
    answering.answer(mele, FIRST, draft.parent / "review.yaml")
    paused = go(
        *(approved.desk, FIRST, "bo", "2027-08-11", "decide-pause"),
        **{**BOARD, "reason": "No tutor.", "due": "2028-02-01"},
    )
    (again,) = paused.opened
    moved(approved, "2028-03-01", on="2027-09-01")
    assert of(approved, again)[0].due_on == "2028-02-01"
    assert (
        "the day that was set when REV-2027-0001 was decided"
        in (explained(approved.desk, "MC-0001")[3])
    )
    moved(approved, "2027-12-01", on="2027-09-02")
    assert of(approved, again)[0].due_on == "2027-12-01"


def nzqas_and_next(staged: Staged, on: str) -> tuple[str, str]:
    said = explained(at(staged.desk, "mele", on), "MC-0001")
    return said[2], said[3]


@pytest.mark.parametrize("announced", [False, True])
def test_each_letter_is_named_with_the_day_before_it_whatever_waits(
    approved: Staged, announced: bool
) -> None:
    if announced:
        assert tick(at(approved.desk, "mele", "2027-06-01")).moves
    was = "11 August 2028"
    for on, to, told, due in (
        ("2027-06-02", "2027-10-01", "1 October 2027", "11 August 2027"),
        ("2027-06-03", "2027-07-15", "15 July 2027", "15 July 2027"),
        ("2027-06-04", "2028-09-01", "1 September 2028", "11 August 2027"),
    ):
        moved(approved, to, on=on)
        nzqas, following = nzqas_and_next(approved, on)
        letter = f"{int(on[-2:])} June 2027 (record-review-date of MC-0001"
        assert f"a review on {told}, moved from {was} by its letter of {letter}" in nzqas
        assert f"{FIRST}, on {due}: " in following
        assert ("it was announced" in following) is announced
        was = told


def test_a_letter_after_a_decision_to_a_day_that_it_answered_for_is_named(
    approved: Staged, draft: Path
) -> None:
    moved(approved, "2027-10-01")
    mele = at(approved.desk, "mele", "2027-07-01")
    opening.open_review(mele, "MC-0001")
    answering.answer(mele, FIRST, draft.parent / "review.yaml")
    go(approved.desk, FIRST, "bo", "2027-07-20", "decide-continue", **BOARD)
    assert "letter" not in nzqas_and_next(approved, "2027-07-21")[0]
    moved(approved, "2027-09-15", on="2027-08-01")
    nzqas, following = nzqas_and_next(approved, "2027-08-01")
    assert "15 September 2027, set by its letter of 1 August 2027 (record-review-date" in nzqas
    assert f"was answered for before by {FIRST}: ask NZQA whether it wants another" in nzqas
    assert f"answered for by {FIRST}: everything up to 1 October 2027" in following
    why = explaining.because(at(approved.desk, "mele", "2027-08-01"), "MC-0001")
    assert as_json(why, "MC-0001")["nzqa"]["answered"] == "2027-09-15"
    moved(approved, "2027-12-01", on="2027-08-02")
    nzqas, following = nzqas_and_next(approved, "2027-08-02")
    assert "a review on 1 December 2027, moved from 15 September 2027 by its letter of 2" in nzqas
    assert "on 1 December 2027: NZQA's comes first" in following


def test_once_it_was_answered_for_every_place_tells_the_same_next_day(
    approved: Staged, draft: Path, tmp_path: Path
) -> None:
    moved(approved, "2027-10-01")
    assert days_told(approved, tmp_path) == {"2027-10-01"}
    mele = at(approved.desk, "mele", "2027-07-01")
    opening.open_review(mele, "MC-0001")
    answering.answer(mele, FIRST, draft.parent / "review.yaml")
    go(approved.desk, FIRST, "bo", "2027-07-20", "decide-continue", **BOARD)
    assert days_told(approved, tmp_path) == {"2028-08-11"}
    register = tmp_path / "register.csv"
    for day in ("2027-10-01", "2028-08-11"):
        register.write_text(f"NZQA No.,Title,Review date\n990011,X,{day}\n", "utf-8")
        found = reconcile(approved.desk, register, Own()).found
        assert {each.ref for each in found} == {"MC-0001"}
        assert "nzqa_review_on" not in {each.field for each in found}, day


def days_told(staged: Staged, folder: Path) -> set[str]:
    """NZQA's next day as it is explained, shown, on the sheet and in an export."""
    desk = at(staged.desk, "admin", "2027-08-01")
    why = explaining.because(desk, "MC-0001")
    with desk.reading() as connection:
        facts = listing_facts(connection, desk, "MC-0001")
        (row,) = credentials(connection, named(connection))
    sheet = facts.review_on or facts.counted_review_on
    found = (why.nzqa_on, show_case(desk, "MC-0001")["facts"]["nzqa_review_on"], sheet)
    return {str(day) for day in (*found, row["nzqa_review_on"])}


def test_where_the_approval_is_not_recorded_nzqas_day_schedules_a_full_review(
    evaluation: Staged,
) -> None:
    given = (evaluation.desk, evaluation.ref, "hemi", "2026-08-11", "record-outcome", True)
    go(*given, results="listing:granted")
    (ref,) = moved(evaluation, "2027-08-11", on="2026-09-01")
    review, case, _ = of(evaluation, ref)
    assert (review.due_on, review.form, case.state) == ("2027-08-11", "full review", "scheduled")
    said = explained(evaluation.desk, "MC-0001")
    assert said[0] == "MC-0001: its approval is not recorded."
    assert "the only day that is known" in said[3]


def test_the_letter_is_asked_for_and_a_day_that_is_past_refused(approved: Staged) -> None:
    given = (approved.desk, "MC-0001", "hemi", "2027-05-03", "record-review-date")
    with pytest.raises(Refused) as without:
        go(*given, review_date="2027-10-01")
    assert [reason.code for reason in without.value.reasons] == ["MISSING-ANSWER"]
    with pytest.raises(Refused, match="can't be recorded so") as past:
        go(*given, True, review_date="2027-05-03")
    assert "can't be due on 2027-05-03" in past.value.reasons[0].message
