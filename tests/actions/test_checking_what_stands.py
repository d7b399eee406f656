"""Checking a micro-credential, an accreditation, a re-evaluation, and how an application stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, update
from tests.actions.conftest import Staged
from tests.actions.walking import (
    BOARD,
    OUTCOME,
    at,
    change_under_evaluation,
    edited,
    go,
    shown_ready,
)

from mcapproval.actions.cases import moves
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.cases.standing import facts
from mcapproval.actions.drafts.checking import CheckedFile
from mcapproval.actions.drafts.checking_cases import check_case
from mcapproval.actions.drafts.waivers import waive
from mcapproval.actions.lookup import case_row
from mcapproval.actions.reviewing import answering, opening
from mcapproval.draft.shape import validator
from mcapproval.errors import Refused
from mcapproval.policy.model import SHIPPED
from mcapproval.store.clauses import table
from mcapproval.store.rows.folded import Application, Approval

MC, ACC, REV = "MC-0001", "ACC-0001", "REV-2027-0001"


def checked(staged: Staged, ref: str, day: str, on: str | None = None) -> CheckedFile:
    return check_case(at(staged.desk, "mele", day), ref, date.fromisoformat(on) if on else None)


def codes(checked: CheckedFile) -> list[tuple[str, str, str]]:
    return [(f.code, f.severity.value, f.path) for f in checked.findings]


def document(staged: Staged, ref: str) -> dict[str, Any]:
    """What the rules are given of a case, which has the shape of the schema."""
    with staged.desk.reading() as connection:
        found = dict(facts.of_case(connection, case_row(connection, ref), SHIPPED).data)
    assert [fault.message for fault in validator("standing").iter_errors(found)] == []
    return found


# what the records know


def test_a_micro_credential_is_told_with_its_accreditation_and_its_next_review(
    approved: Staged,
) -> None:
    assert document(approved, MC) == {
        "format": "standing/1",
        "ref": MC,
        "route": "nzqa",
        "rule_set": "listed",
        "developer": "otago-polytechnic",
        "credits": 10,
        "level": 5,
        "listing": {"status": "current", "number": "990011", "approved": "yes"},
        "accreditations": [
            {
                "ref": ACC,
                "provider": "otago-polytechnic",
                "status": "granted",
                "since": "2026-08-11",
            }
        ],
        "changes": [],
        "review": {
            "ref": REV,
            "form": "yearly check",
            "state": "scheduled",
            "ours_on": "2027-08-11",
        },
    }


def test_what_is_not_kept_in_the_records_is_not_told(approved: Staged) -> None:
    assert {"deliveries", "self_review", "last_review"}.isdisjoint(document(approved, MC))
    alone = document(approved, ACC)
    assert alone.keys() == {
        "format", "ref", "route", "developer", "listing", "accreditations",
    }  # fmt: skip
    assert [row["ref"] for row in alone["accreditations"]] == [ACC]


def test_an_application_is_told_with_its_approval_and_its_results(approved: Staged) -> None:
    told = document(approved, approved.ref)
    granted = {"outcome": "granted", "on": "2026-08-11"}
    assert told["application"] == {
        "ref": approved.ref,
        "kind": "listing-approval-and-accreditation",
        "submitted_on": "2026-06-15",
        "internal_approval": {"given": "yes", "body": "academic-board", "on": "2026-06-10"},
        "results": {"listing": granted, "approval": granted, "accreditation": granted},
    }


def test_a_full_review_tells_our_day_from_nzqas(approved: Staged, draft: Path) -> None:
    answered(approved, draft)
    go(approved.desk, REV, "bo", "2027-08-11", "decide-continue", **BOARD)
    told = document(approved, MC)
    assert told["review"] == {
        "ref": "REV-2028-0001",
        "form": "full review",
        "state": "scheduled",
        "ours_on": "2028-08-11",
        "nzqa_on": "2028-08-11",
    }
    assert told["last_review"] == {
        "ref": REV,
        "due_on": "2027-08-11",
        "decision": "continue",
        "decided_on": "2027-08-11",
    }


@pytest.mark.parametrize(
    ("letter", "ours", "nzqa"),
    [("2027-10-01", "2027-08-11", "2027-10-01"), ("2027-06-01", "2027-08-11", "2027-06-01")],
)
def test_a_day_of_nzqas_letter_near_ours_is_told_apart(
    evaluation: Staged, letter: str, ours: str, nzqa: str
) -> None:
    sets = OUTCOME | {"review_date": letter}
    go(evaluation.desk, evaluation.ref, "hemi", "2026-08-11", "record-outcome", letter=True, **sets)
    told = document(evaluation, MC)["review"]
    assert (told["ours_on"], told["nzqa_on"]) == (ours, nzqa)


def test_the_days_on_which_it_expires_and_is_discontinued_are_told(approved: Staged) -> None:
    hemi = at(approved.desk, "hemi", "2027-01-10")
    said = Said({"reason": "Nobody enrols", "teach_out": "2027-12-31"})
    moves.move(hemi, MC, "expire", said)
    assert document(approved, MC)["listing"]["expiring_on"] == "2027-01-10"
    go(approved.desk, MC, "hemi", "2028-01-01", "discontinue",
       reason="Taught out", seen_on="2028-01-01")  # fmt: skip
    told = document(approved, MC)
    assert told["listing"] == {
        "status": "discontinued",
        "number": "990011",
        "approved": "yes",
        "expiring_on": "2027-01-10",
        "discontinued_on": "2028-01-01",
    }
    assert told["accreditations"][0]["status"] == "closed"
    assert told["accreditations"][0]["until"] == "2027-12-31"
    assert "review" not in told


def test_what_is_current_again_is_not_expiring(approved: Staged) -> None:
    hemi = at(approved.desk, "hemi", "2027-01-10")
    moves.move(hemi, MC, "expire", Said({"reason": "A slip", "teach_out": "2027-12-31"}))
    go(approved.desk, MC, "hemi", "2027-01-20", "reinstate", letter=True, reason="NZQA agrees")
    told = document(approved, MC)["listing"]
    assert told == {"status": "current", "number": "990011", "approved": "yes"}


# a micro-credential and its accreditation


def test_our_own_check_is_warned_of_90_days_before_and_asked_by_our_policy(
    approved: Staged,
) -> None:
    assert codes(checked(approved, MC, "2027-05-12")) == []
    soon = checked(approved, MC, "2027-05-13")
    assert codes(soon) == [("REV-DUE", "warning", "/review/ours_on")]
    assert {f.asked_by for f in soon.findings} == {"policy"}
    assert soon.exit_code == 0
    late = checked(approved, MC, "2027-08-12")
    (told,) = [f for f in late.findings if f.code == "REV-DUE"]
    assert "was due on 11 August 2027 and is 1 day overdue" in told.message


def test_an_accreditation_that_is_not_used_for_a_year_is_warned_of(approved: Staged) -> None:
    assert codes(checked(approved, ACC, "2027-08-10")) == []
    found = checked(approved, ACC, "2027-08-11")
    assert codes(found) == [("IDLE", "warning", "/accreditations/0/status")]
    assert "as far as the records tell" in found.findings[0].message
    shown_ready(approved.desk, ACC, "2026-09-01")
    for day, move in (("2026-09-01", "make-ready"), ("2026-09-02", "deliver")):
        go(approved.desk, ACC, "mele", day, move)
    assert codes(checked(approved, ACC, "2027-08-11")) == []
    go(approved.desk, ACC, "mele", "2026-12-01", "pause")
    assert codes(checked(approved, ACC, "2027-11-30")) == []
    assert codes(checked(approved, ACC, "2027-12-01"))[0][0] == "IDLE"


def test_only_rules_that_had_something_to_look_at_are_counted(approved: Staged) -> None:
    assert checked(approved, ACC, "2026-09-01").rules_asked == 1
    found = checked(approved, MC, "2027-08-12")
    assert (found.rules_asked, found.rules_found) == (4, 2)


def test_a_day_of_law_is_taken_as_given(approved: Staged) -> None:
    assert codes(checked(approved, MC, "2026-09-01", on="2027-08-01")) == [
        ("REV-DUE", "warning", "/review/ours_on"),
    ]


# changes


def changed(staged: Staged, draft: Path, told: str = "") -> str:
    """A change of two credits more, approved on 1 March 2027."""
    desk = staged.desk
    ref = change_under_evaluation(desk, draft, told)
    results = {"results": "approval:granted", "listing_version": "2"}
    go(desk, ref, "hemi", "2027-03-01", "record-outcome", letter=True, **results)
    return ref


def test_a_change_is_told_with_its_version_and_whether_providers_were_told(
    approved: Staged, draft: Path
) -> None:
    ref = changed(approved, draft, ", providers_told: 2027-01-29")
    assert document(approved, MC)["changes"] == [
        {
            "ref": ref,
            "submitted": "yes",
            "submitted_on": "2027-02-02",
            "approved_on": "2027-03-01",
            "version_recorded": "yes",
            "providers_told": "yes",
            "providers_told_on": "2027-01-29",
        }
    ]


def test_of_a_change_that_nobody_was_told_of_only_other_providers_count(
    approved: Staged, draft: Path
) -> None:
    changed(approved, draft)
    assert document(approved, MC)["changes"][0]["providers_told"] == "no"
    assert codes(checked(approved, MC, "2027-03-02")) == []


def test_that_providers_were_told_is_recorded_on_the_micro_credential_afterwards(
    approved: Staged, draft: Path
) -> None:
    changed(approved, draft)
    go(approved.desk, MC, "mele", "2027-03-04", "tell-providers", letter=True)
    told = document(approved, MC)["changes"][0]
    assert (told["providers_told"], told["providers_told_on"]) == ("yes", "2027-03-04")


def test_a_notice_of_an_earlier_change_is_none_of_this_one(approved: Staged, draft: Path) -> None:
    go(approved.desk, MC, "mele", "2026-09-01", "tell-providers")
    changed(approved, draft)
    assert document(approved, MC)["changes"][0]["providers_told"] == "no"


# how an application stands


def test_an_application_on_its_way_stands_in_order(ready: Staged, approved: Staged) -> None:
    for staged in (ready, approved):
        found = checked(staged, staged.ref, "2026-08-12")
        assert not {"INTERNAL-OK", "UNI-ORDER", "ACC-LISTED"} & {f.code for f in found.findings}


def test_accreditation_without_approval_is_told_after_the_findings_of_the_draft(
    evaluation: Staged,
) -> None:
    go(
        evaluation.desk,
        evaluation.ref,
        "hemi",
        "2026-08-11",
        "record-outcome",
        letter=True,
        results="listing:granted,accreditation:granted",
    )
    found = checked(evaluation, evaluation.ref, "2026-08-12")
    last = found.findings[-1]
    assert (last.code, last.path) == ("ACC-LISTED", "/application/results/approval/outcome")
    assert found.exit_code == 1


# a re-evaluation


def answered(staged: Staged, draft: Path, day: str = "2027-07-01") -> tuple[str, ...]:
    mele = at(staged.desk, "mele", day)
    opening.open_review(mele, MC)
    return answering.answer(mele, REV, draft.parent / "review.yaml")


def test_a_review_without_answers_is_told_part_by_part_in_the_order_of_its_file(
    approved: Staged,
) -> None:
    found = checked(approved, REV, "2027-07-01")
    assert {f.code for f in found.findings} == {"REV-CONTENT", "REV-SEARCH"}
    assert [f.path for f in found.findings][:4] == [
        "/delivery", "/assessment/moderation", "/feedback", "/need/duplication/searched",
    ]  # fmt: skip
    assert len(found.findings) == 14
    assert found.exit_code == 1


def test_a_review_that_is_answered_has_no_findings(approved: Staged, draft: Path) -> None:
    assert answered(approved, draft) == ()
    found = checked(approved, REV, "2027-07-01")
    assert found.findings == ()
    assert (found.exit_code, found.rules_asked) == (0, 14)


def test_counts_that_do_not_add_up_hold_up_the_decision(approved: Staged, draft: Path) -> None:
    edited(draft.parent / "review.yaml", "    completions: 13\n", "    completions: 19\n")
    still_open = answered(approved, draft)
    assert still_open == (
        "Delivery, item 1, Completions: otago-polytechnic: 19 completed, and 18 enrolled; our "
        "policy asks that the counts add up",
    )
    with pytest.raises(Refused) as refusal:
        go(approved.desk, REV, "bo", "2027-08-11", "decide-continue", **BOARD)
    assert [r.code for r in refusal.value.reasons] == ["REV-COUNTS"]


def test_no_decision_while_an_accredited_provider_has_no_row(approved: Staged, draft: Path) -> None:
    file = draft.parent / "review.yaml"
    edited(file, "  - provider: otago-polytechnic\n", "  - provider: the-mind-lab\n")
    left, other = answered(approved, draft)
    assert left.startswith("Delivery: otago-polytechnic is accredited for it, and has no row; ")
    assert other.startswith("Delivery, item 1, Provider: the-mind-lab was not accredited for it")
    with pytest.raises(Refused) as refusal:
        go(approved.desk, REV, "bo", "2027-08-11", "decide-continue", **BOARD)
    assert [r.code for r in refusal.value.reasons] == ["REV-PROVIDERS", "REV-PROVIDERS"]


def test_warnings_in_a_review_hold_up_nothing(approved: Staged, draft: Path) -> None:
    file = draft.parent / "review.yaml"
    edited(file, "period: {from: 2026-08-11, until: 2027-06-30}", "period: {from: 2027-06-20}")
    assert answered(approved, draft) == ()
    assert codes(checked(approved, REV, "2027-07-01")) == [
        ("REV-SEARCH", "warning", "/need/duplication/searched"),
        ("REV-NEED-OLD", "warning", "/need/evidence/0/dated"),
    ]
    made = go(approved.desk, REV, "bo", "2027-08-11", "decide-continue", **BOARD)
    assert made.now == "Decided"


def test_an_action_left_open_is_told_in_the_next_review(approved: Staged, draft: Path) -> None:
    answered(approved, draft)
    go(
        approved.desk,
        REV,
        "bo",
        "2027-08-11",
        "decide-continue-with-actions",
        items=["Ask the council for a second workplace; due=2027-10-31"],
        **BOARD,
    )
    mele = at(approved.desk, "mele", "2028-07-01")
    opening.open_review(mele, MC)
    answering.answer(mele, "REV-2028-0001", draft.parent / "review.yaml")
    found = checked(approved, "REV-2028-0001", "2028-07-01")
    (told,) = [f for f in found.findings if f.code == "REV-ACTIONS"]
    assert "action 1 of the last re-evaluation is still open" in told.message
    assert "second workplace" in told.message


def test_a_decided_review_is_checked_by_the_law_of_its_decision(
    approved: Staged, draft: Path
) -> None:
    answered(approved, draft)
    go(approved.desk, REV, "bo", "2027-08-11", "decide-continue", **BOARD)
    assert checked(approved, REV, "2028-03-01").on == date(2027, 8, 11)


# let stand


def test_what_is_found_in_how_an_application_stands_may_be_waived_until_that_changes(
    evaluation: Staged,
) -> None:
    ref = evaluation.ref
    with evaluation.desk.writing() as writer:  # as records that came from elsewhere may be
        writer.connection.execute(delete(table(Approval)).where(table(Approval).c.ref == ref))
    (finding,) = codes(checked(evaluation, ref, "2026-06-17"))
    assert finding == ("INTERNAL-OK", "waivable", "/application/internal_approval")
    assert checked(evaluation, ref, "2026-06-17").exit_code == 1
    mele = at(evaluation.desk, "mele", "2026-06-17")
    waive(mele, ref, "INTERNAL-OK", "The minute of 2026 is in the board's own book")
    after = checked(evaluation, ref, "2026-06-17")
    assert after.exit_code == 0
    assert list(after.waived) == [("INTERNAL-OK", "/application/internal_approval")]
    with evaluation.desk.writing() as writer:
        writer.connection.execute(
            update(table(Application))
            .where(table(Application).c.ref == ref)
            .values(law_day="2026-06-16")
        )
    assert checked(evaluation, ref, "2026-06-17").exit_code == 1
    waive(mele, ref, "INTERNAL-OK", "The minute of 2026 is in the board's own book, again")
    assert checked(evaluation, ref, "2026-06-17").exit_code == 0
    with pytest.raises(Refused, match="already waived"):
        waive(mele, ref, "INTERNAL-OK", "Once more")
