"""What NZQA answered and was recorded wrong is put right: told, by who may, and days follow."""

from __future__ import annotations

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import BOARD, OUTCOME, at, go

from mcapproval.actions.audit import audit
from mcapproval.actions.cases.moves import Said, move
from mcapproval.actions.cases.undoing import undo
from mcapproval.actions.desk import Desk
from mcapproval.actions.importing.correcting import Corrected, correct
from mcapproval.actions.importing.undoing import undo_import
from mcapproval.actions.looking import history, show_case
from mcapproval.actions.reviewing.opening import open_review
from mcapproval.errors import Refused
from mcapproval.store import queries
from mcapproval.store.rows.folded import Accreditation, Listing, Review

MC = "MC-0001"


def put_right(staged: Staged, day: str = "2026-09-01", **given: str) -> Corrected:
    return correct(at(staged.desk, "hemi", day), MC, given, "two digits changed places")


def listing(desk: Desk) -> Listing:
    with desk.reading() as connection:
        (found,) = queries.many(connection, Listing, ref=MC)
    return found


def due(desk: Desk) -> str:
    with desk.reading() as connection:
        (waits,) = (row for row in queries.many(connection, Review, listing=MC) if row.waits)
    return waits.due_on


def test_a_number_a_code_and_a_version_are_put_right_and_history_says_what_stood(
    approved: Staged,
) -> None:
    put_right(approved, number="990012", reporting_code="9902", version="3")
    row = listing(approved.desk)
    assert (row.number, row.reporting_code, row.number_version) == ("990012", "9902", 3)
    last = history(approved.desk, MC)[-1]
    assert "number: 990011 to 990012" in last.act
    assert last.text == "note: two digits changed places"
    assert audit(approved.desk).whole


def test_history_says_what_was_learnt_with_its_values(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    go(desk, ref, "hemi", "2026-08-11", "record-outcome", letter=True, **OUTCOME)
    learnt = [row.act for row in history(desk, MC) if row.act.startswith("learnt")]
    assert "number 990011" in learnt[-1]
    assert "review years 2" in learnt[-1]


def test_what_was_not_known_yet_is_recorded_so_too(evaluation: Staged) -> None:
    sets = {"results": "listing:granted,approval:granted,accreditation:granted"}
    go(evaluation.desk, evaluation.ref, "hemi", "2026-08-11", "record-outcome", letter=True, **sets)
    done = put_right(evaluation, number="990011")
    assert done.values == {"number": (None, "990011")}
    assert history(evaluation.desk, MC)[-1].act == "corrected number: not known to 990011"
    undo_import(at(evaluation.desk, "hemi", "2026-09-01"), done.batch)
    assert listing(evaluation.desk).number is None


def test_a_day_of_approval_moves_all_that_the_answer_granted_and_what_is_due(
    approved: Staged,
) -> None:
    desk = approved.desk
    done = put_right(approved, approved_on="10/08/2026")
    assert done.notes == ("ACC-0001 was granted on the same day, and that is put right with it",)
    results = show_case(desk, approved.ref)["results"]
    assert {row["on"] for row in results.values()} == {"2026-08-10"}
    with desk.reading() as connection:
        (granted,) = queries.many(connection, Accreditation, listing=MC)
    assert granted.granted_on == "2026-08-10"
    assert due(desk) == "2027-08-10"
    undo_import(at(desk, "hemi", "2026-09-01"), done.batch)
    assert {r["on"] for r in show_case(desk, approved.ref)["results"].values()} == {"2026-08-11"}
    assert due(desk) == "2027-08-11"
    assert audit(desk).whole


def test_what_was_decided_answers_until_the_same_anniversary(approved: Staged) -> None:
    """A day of approval that was some days later makes nothing overdue."""
    desk = approved.desk
    open_review(at(desk, "mele", "2027-10-15"), MC)
    said = Said(dict(BOARD), override=True, note="Only the day is tried here")
    move(at(desk, "admin", "2027-10-20"), "REV-2027-0001", "decide-continue", said)
    put_right(approved, "2027-11-01", approved_on="20/08/2026")
    with desk.reading() as connection:
        decided = queries.one(connection, Review, ref="REV-2027-0001")
    assert decided is not None
    assert decided.covers == "2027-08-20"
    assert due(desk) == "2028-08-11"  # the day that NZQA set
    assert audit(desk).whole


@pytest.mark.parametrize("given", [{"level": "4"}, {"title": "Another title"}])
def test_what_was_approved_here_is_changed_by_an_application(
    approved: Staged, given: dict[str, str]
) -> None:
    with pytest.raises(Refused) as refusal:
        put_right(approved, **given)
    (reason,) = refusal.value.reasons
    assert (reason.code, "change judge" in reason.mend) == ("NOT-IMPORTED", True)


def test_a_day_that_a_letter_set_is_moved_by_a_letter(approved: Staged) -> None:
    go(
        approved.desk,
        MC,
        "hemi",
        "2026-08-20",
        "record-review-date",
        letter=True,
        review_date="2028-09-01",
    )
    with pytest.raises(Refused) as refusal:
        put_right(approved, nzqa_review_on="2/09/2028")
    assert [reason.code for reason in refusal.value.reasons] == ["DECIDED-SINCE"]


def test_it_is_for_those_who_look_after_the_quality_of_all(approved: Staged) -> None:
    with pytest.raises(Refused) as refusal:
        correct(at(approved.desk, "mele", "2026-09-01"), MC, {"number": "990012"}, "slip")
    assert [reason.code for reason in refusal.value.reasons] == ["ROLE"]


def test_an_outcome_that_stands_says_how_a_slip_in_it_is_put_right(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    go(desk, ref, "hemi", "2026-08-11", "record-outcome", letter=True, **OUTCOME)
    with pytest.raises(Refused) as refusal:
        undo(at(desk, "hemi", "2026-08-11"), ref)
    (hangs,) = [reason for reason in refusal.value.reasons if reason.code == "UNDO-HANGS"]
    assert "mcapproval import correct MC-0001 --set COLUMN=VALUE --note WHY" in hangs.mend
