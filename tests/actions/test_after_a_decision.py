"""What is owed once a re-evaluation was decided, and closes itself where a move does it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.actions.conftest import Staged
from tests.actions.walking import at, change_under_evaluation, edited, go

from mcapproval.actions import audit
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.items.answering import change_item
from mcapproval.actions.cases.items.of_case import ItemLine, list_items
from mcapproval.actions.cases.moves import Moved, Said
from mcapproval.actions.due.ticking import tick
from mcapproval.actions.papers.subjects import made as paper
from mcapproval.actions.reviewing import answering, opening
from mcapproval.documents.text import render

YEARLY, FULL = "REV-2027-0001", "REV-2028-0001"
AGREED = {"how": "circular", "present": "bo", "minute_reference": "A-1", "resolution": "So be it"}


def decided(staged: Staged, draft: Path, move: str, ref: str = YEARLY, **sets: str) -> Moved:
    year = int(ref[4:8])
    mele = at(staged.desk, "mele", date(year, 7, 1))
    opening.open_review(mele, "MC-0001")
    answering.answer(mele, ref, draft.parent / "review.yaml")
    said = Said({**AGREED, **sets}, override=True, note="What it leads to is tried here")
    return moves.move(at(staged.desk, "admin", date(year, 8, 11)), ref, move, said)


def owed(staged: Staged, ref: str) -> list[ItemLine]:
    return [item for item in list_items(staged.desk, ref) if item.kind == "action"]


def test_the_actions_of_the_answers_are_taken_over_with_whose_they_are_and_by_when(
    approved: Staged, draft: Path
) -> None:
    file = draft.parent / "review.yaml"
    edited(file, "owner: academic lead\n    due: 2027-08-31", "owner: quality adviser")
    edited(file, "due: 2027-09-30", "due: 2027-08-01")
    made = decided(approved, draft, "decide-continue-with-actions")
    assert made.told == (
        "took over 2 actions from the answers: mcapproval item list REV-2027-0001",
        "next re-evaluation REV-2028-0001, full review, due 11 August 2028",
    )
    first, second = owed(approved, YEARLY)
    assert (first.owner, first.due) == ("quality-adviser", "")
    assert first.says == "Say two to three hours a week in all information for learners"
    assert second.due == "2027-08-11", "its day had passed: it is due at once"
    assert second.says.endswith("in three parts (partner) (proposed for 1 August 2027)")
    assert audit.audit(approved.desk).whole


def test_what_is_said_with_the_move_is_not_taken_from_the_answers(
    approved: Staged, draft: Path
) -> None:
    decided(approved, draft, "decide-continue-with-actions", items="Ask five employers")
    assert [item.says for item in owed(approved, YEARLY)] == ["Ask five employers"]


def test_a_decision_to_continue_says_that_what_was_proposed_is_not_tracked(
    approved: Staged, draft: Path
) -> None:
    made = decided(approved, draft, "decide-continue")
    assert made.told[0].startswith("the 2 actions proposed are not tracked so: decide-continue-")


def test_without_a_last_day_learners_are_taught_for_as_long_as_our_policy_says(
    approved: Staged, draft: Path
) -> None:
    made = decided(approved, draft, "decide-not-needed", reason="No demand")
    assert made.told == (
        "last day for learners under way: 11 August 2029, 24 months on by our policy "
        "([review] teach_out_months)",
    )
    notices = tick(at(approved.desk, "admin", "2029-08-12")).notices
    (asked,) = [notice for notice in notices if notice.ref == "MC-0001"]
    assert asked.what == "has NZQA discontinued it?"
    hemi = at(approved.desk, "hemi", "2029-08-13")
    seen = Said({"reason": "Seen on the register", "seen_on": "2029-08-12"})
    assert moves.move(hemi, "MC-0001", "discontinue", seen).now == "Discontinued"
    assert audit.audit(approved.desk).whole


def test_the_receipt_of_a_report_is_owed_until_it_is_filed_and_nzqa_may_ask_for_more(
    approved: Staged, draft: Path
) -> None:
    decided(approved, draft, "decide-continue")
    decided(approved, draft, "decide-continue", FULL)
    hemi = at(approved.desk, "hemi", "2028-08-26")
    report = Said({"sent_on": "2028-08-20", "reporting_code": "9902"}, {}, {"r.txt": b"As sent."})
    made = moves.move(hemi, FULL, "report", report)
    file = "file the receipt with: mcapproval item close REV-2028-0001 receipt --attach FILE"
    assert made.told == (file,)
    assert "receipt is still to come" in render(paper(hemi, "review-report", FULL))
    (notice,) = (n for n in tick(at(approved.desk, "admin", "2028-08-30")).notices if n.ref == FULL)
    assert (notice.kind, notice.what) == ("remind", "action 1")
    hemi = at(approved.desk, "hemi", "2028-08-31")
    change_item(hemi, FULL, "receipt", "closed", None, {"receipt.txt": b"Received."})
    said = render(paper(hemi, "review-report", FULL))
    assert "20 August 2028; its receipt was filed on 31 August 2028" in said
    assert "NZQA's reporting code 9902" in " ".join(said.split())
    asks = {"items": "Send the moderation report; due=2028-10-01"}
    again = go(approved.desk, FULL, "hemi", "2028-09-10", "record-response", True, **asks)
    assert again.now == "Decided"
    last = go(approved.desk, FULL, "hemi", "2028-10-02", "decide-regulator-intervention", True,
              reason="The need is not shown", due="2028-12-01")  # fmt: skip
    assert last.told == (
        "opened the 4 steps of rule 17 as actions",
        "next re-evaluation REV-2029-0001, full review, due 1 December 2028",
    )
    assert [item.due for item in owed(approved, FULL)][-4:] == ["2028-12-01", "", "", ""]
    assert audit.audit(approved.desk).whole


def test_a_receipt_that_comes_with_the_report_is_not_owed(approved: Staged, draft: Path) -> None:
    decided(approved, draft, "decide-continue")
    decided(approved, draft, "decide-continue", FULL)
    files = {"report.txt": b"As sent.", "receipt.txt": b"Received."}
    said = Said({"report": "report.txt", "receipt": "receipt.txt"}, {}, files)
    assert moves.move(at(approved.desk, "hemi", "2028-08-20"), FULL, "report", said).told == ()
    assert owed(approved, FULL) == []


def test_the_other_providers_are_told_of_a_new_version_and_it_is_done_by_the_move(
    shared: Staged, draft: Path
) -> None:
    change = change_under_evaluation(shared.desk, draft)
    results = {"results": "approval:granted:2027-03-01", "listing_version": "2"}
    go(shared.desk, change, "hemi", "2027-03-01", "record-outcome", True, **results)
    (tell,) = owed(shared, "MC-0001")
    assert (tell.owner, tell.state, tell.due) == ("quality-adviser", "open", "2027-03-15")
    assert tell.says.startswith("Tell ")
    go(shared.desk, "MC-0001", "mele", "2027-03-05", "tell-providers")
    assert [item.state for item in owed(shared, "MC-0001")] == ["closed"]
    assert audit.audit(shared.desk).whole
