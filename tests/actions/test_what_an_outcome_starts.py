"""NZQA's answer: three results, and the listing, accreditations and review that they start."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import (
    LETTER,
    OUTCOME,
    TO_BOARD,
    TO_DRAFTING,
    TO_EVALUATION,
    TO_READY,
    at,
    change_under_evaluation,
    delivered_by_two,
    go,
    opened,
    walk,
)

from mcapproval.actions import audit, looking
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.items import answering, of_case
from mcapproval.actions.cases.moves import Moved, Said
from mcapproval.actions.desk import Desk
from mcapproval.errors import AskedWrongly, Refused
from mcapproval.store import queries
from mcapproval.store.rows.folded import Accreditation, Case, Listing, Result, Review


def outcome(staged: Staged, results: str, day: str = "2026-08-11", **more: Any) -> Moved:
    return go(
        staged.desk, staged.ref, "hemi", day, "record-outcome", letter=True, results=results, **more
    )


def listing(staged: Staged) -> Listing:
    with staged.desk.reading() as connection:
        found = queries.many(connection, Listing)
    assert len(found) == 1
    return found[0]


def states(staged: Staged) -> dict[str, str]:
    with staged.desk.reading() as connection:
        return {case.ref: case.state for case in queries.many(connection, Case)}


def test_a_granted_outcome_opens_listing_accreditation_and_review(evaluation: Staged) -> None:
    made = outcome(evaluation, **OUTCOME)
    assert made.opened == ("MC-0001", "ACC-0001", "REV-2027-0001")
    assert states(evaluation) == {
        evaluation.ref: "outcome-received",
        "MC-0001": "current",
        "ACC-0001": "granted",
        "REV-2027-0001": "scheduled",
    }
    row = listing(evaluation)
    assert (row.number, row.number_version, row.reporting_code) == ("990011", 1, "9901")
    assert (row.level, row.credits, row.nzsced) == (5, 10, "090599")
    assert (row.approved_on, row.review_years, row.nzqa_review_on) == (
        "2026-08-11",
        2,
        "2028-08-11",
    )
    with evaluation.desk.reading() as connection:
        given = {r.result: (r.outcome, r.on_day) for r in queries.many(connection, Result)}
        accredited = queries.one(connection, Accreditation, ref="ACC-0001")
        review = queries.one(connection, Review, ref="REV-2027-0001")
    assert set(given.values()) == {("granted", "2026-08-11")}
    assert accredited is not None
    assert (accredited.provider, accredited.granted_on) == ("otago-polytechnic", "2026-08-11")
    assert review is not None
    assert (review.due_on, review.form, review.listing) == ("2027-08-11", "yearly check", "MC-0001")
    assert audit.audit(evaluation.desk).whole


def test_what_a_move_starts_names_its_cause_and_the_system(evaluation: Staged) -> None:
    made = outcome(evaluation, **OUTCOME)
    with evaluation.desk.reading() as connection:
        for ref in made.opened:
            first = next(queries.events(connection, ref))
            assert (first.by.person, first.by.channel, first.cause) == ("system", "link", made.row)
    assert looking.history(evaluation.desk, "MC-0001")[0].who == "mcapproval"


def test_a_result_has_its_own_day_where_the_letter_gives_one(evaluation: Staged) -> None:
    outcome(
        evaluation,
        "listing:granted:2026-08-03,approval:granted:2026-08-05,accreditation:granted",
        listing_number="990011",
    )
    assert listing(evaluation).approved_on == "2026-08-05"
    assert looking.show_case(evaluation.desk, "MC-0001")["opened_on"] == "2026-08-03"
    assert looking.show_case(evaluation.desk, "ACC-0001")["opened_on"] == "2026-08-11"


def test_a_result_is_not_later_than_the_letter_that_gives_it(evaluation: Staged) -> None:
    with pytest.raises(AskedWrongly, match="approval is dated 2026-08-12, after 2026-08-11"):
        outcome(evaluation, "approval:granted:2026-08-12")
    assert set(states(evaluation)) == {evaluation.ref}


def test_results_that_come_one_after_another_bring_the_listing_up_to_date(
    evaluation: Staged,
) -> None:
    assert outcome(evaluation, "listing:granted", "2026-08-03").opened == ("MC-0001",)
    assert listing(evaluation).approved_on is None
    later = outcome(evaluation, "approval:granted", "2026-08-11", listing_number="990011")
    assert later.opened == ("REV-2027-0001",)
    last = outcome(
        evaluation, "accreditation:granted", "2026-08-20", listing_version="1", review_period="1"
    )
    assert last.opened == ("ACC-0001",)
    row = listing(evaluation)
    assert (row.number, row.number_version, row.approved_on) == ("990011", 1, "2026-08-11")
    assert audit.audit(evaluation.desk).whole


def test_a_listing_number_that_comes_later_is_learnt(evaluation: Staged) -> None:
    outcome(evaluation, "listing:granted,approval:granted,accreditation:granted")
    assert listing(evaluation).number is None
    outcome(evaluation, "approval:granted", "2026-08-20", listing_number="990011")
    assert listing(evaluation).number == "990011"
    assert looking.show_case(evaluation.desk, "990011")["ref"] == "MC-0001"


def test_nothing_granted_starts_nothing(evaluation: Staged) -> None:
    made = outcome(evaluation, "listing:declined,approval:declined,accreditation:declined")
    assert made.opened == ()
    assert set(states(evaluation)) == {evaluation.ref}
    with pytest.raises(Refused) as refusal:
        go(evaluation.desk, evaluation.ref, "hemi", "2026-08-12", "finish")
    assert {"RESULT-NOT-GRANTED"} == {reason.code for reason in refusal.value.reasons}
    done = go(evaluation.desk, evaluation.ref, "hemi", "2026-08-12", "record-decline")
    assert done.now == "Declined"


def test_a_declined_accreditation_leaves_the_listing_without_one(evaluation: Staged) -> None:
    made = outcome(evaluation, "listing:granted,approval:granted,accreditation:declined")
    assert made.opened == ("MC-0001", "REV-2027-0001")
    done = go(evaluation.desk, evaluation.ref, "hemi", "2026-08-12", "finish")
    assert done.now == "Approved"


def test_it_is_finished_when_every_result_is_known_and_every_condition_met(
    evaluation: Staged,
) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    outcome(
        evaluation,
        "listing:granted,approval:granted",
        conditions=["Moderate; owner=author; due=2026-09-30; evidence=the plan"],
    )
    with pytest.raises(Refused) as refusal:
        go(desk, ref, "hemi", "2026-08-12", "finish")
    assert {r.code for r in refusal.value.reasons} == {"RESULT-OPEN", "ITEM-OPEN"}
    outcome(evaluation, "accreditation:granted", "2026-08-20")
    hemi = at(desk, "hemi", "2026-09-01")
    assert of_case.list_items(hemi, ref)[0].due == "2026-09-30"
    answering.change_item(hemi, ref, 1, "answered", "It was sent.")
    with pytest.raises(Refused) as refusal:
        go(desk, ref, "hemi", "2026-09-01", "finish")
    assert {r.code for r in refusal.value.reasons} == {"ITEM-OPEN"}
    answering.change_item(hemi, ref, 1, "closed", "It was enough.")
    assert go(desk, ref, "hemi", "2026-09-02", "finish").now == "Approved"


def test_an_outside_body_speaks_by_a_letter(evaluation: Staged) -> None:
    with pytest.raises(Refused) as refusal:
        go(evaluation.desk, evaluation.ref, "hemi", "2026-08-11", "record-outcome", **OUTCOME)
    assert {r.code for r in refusal.value.reasons} == {"MISSING-ANSWER"}
    made = outcome(evaluation, **OUTCOME)
    with evaluation.desk.reading() as connection:
        row = next(e for e in queries.events(connection, evaluation.ref) if e.seq == made.row)
    letter = row.data["values"]["letter"]
    assert letter["size"] == len(LETTER["letter.txt"])
    assert letter["sha256"] in row.data["keeps"]["file"]
    assert "letter.txt" not in row.payload().decode(), "a file's own name may be a person's"


def test_each_delivering_provider_has_its_own_accreditation(desk: Desk, draft: Path) -> None:
    ref = opened(desk, delivered_by_two(draft))
    walk(desk, ref, (*TO_DRAFTING, *TO_BOARD, *TO_READY, *TO_EVALUATION))
    made = outcome(Staged(desk, ref), **OUTCOME)
    assert [name for name in made.opened if name.startswith("ACC")] == ["ACC-0001", "ACC-0002"]
    with desk.reading() as connection:
        providers = [row.provider for row in queries.many(connection, Accreditation)]
    assert providers == ["otago-polytechnic", "another-polytechnic"]
    assert audit.audit(desk).whole


def test_a_second_outcome_opens_nothing_twice(evaluation: Staged) -> None:
    outcome(evaluation, **OUTCOME)
    again = outcome(evaluation, day="2026-08-20", results=OUTCOME["results"])
    assert again.opened == ()
    assert len(states(evaluation)) == 4


def test_an_answer_that_was_not_asked_for_is_refused_as_asked_wrongly(evaluation: Staged) -> None:
    with pytest.raises(AskedWrongly, match="does not ask for `minute_reference`"):
        outcome(evaluation, "approval:granted", minute_reference="AC-1")
    with pytest.raises(AskedWrongly, match="four digits"):
        outcome(evaluation, "approval:granted", reporting_code="123")


# --- what a listed micro-credential does afterwards -------------------------------------------


def test_a_granted_change_lists_a_new_version_and_keeps_the_first_approval(
    approved: Staged, draft: Path
) -> None:
    desk = approved.desk
    ref = change_under_evaluation(desk, draft)
    change = Staged(desk, ref)
    made = outcome(change, "approval:granted", "2027-03-01", listing_version="2")
    assert made.opened == ()
    row = listing(approved)
    assert row.number_version == 2
    assert row.credits == 12
    assert row.number == "990011"
    assert row.approved_on == "2026-08-11", "reviews go on from the first approval"
    assert states(approved)["MC-0001"] == "current"
    driven = looking.history(desk, "MC-0001")[-1]
    assert (driven.act, driven.who, driven.cause) == ("new-version", "mcapproval", made.row)
    assert audit.audit(desk).whole


def test_a_listing_that_begins_to_expire_takes_its_accreditations_along(approved: Staged) -> None:
    hemi = at(approved.desk, "hemi", "2027-01-10")
    said = Said({"reason": "Nobody enrols", "teach_out": "2027-12-31"})
    made = moves.move(hemi, "MC-0001", "expire", said)
    assert states(approved) == {
        approved.ref: "approved",
        "MC-0001": "expiring",
        "ACC-0001": "teach-out",
        "REV-2027-0001": "scheduled",
    }
    row = looking.history(approved.desk, "ACC-0001")[-1]
    assert (row.act, row.cause) == ("teach-out: now Teaching out", made.row)
    go(approved.desk, "MC-0001", "hemi", "2028-01-01", "discontinue",
       reason="Taught out", seen_on="2028-01-01")  # fmt: skip
    assert states(approved)["ACC-0001"] == "closed"
    assert states(approved)["REV-2027-0001"] == "closed"
    assert audit.audit(approved.desk).whole


def test_a_case_remembers_where_it_was_before_it_was_put_on_hold(ready: Staged) -> None:
    desk, ref = ready.desk, ready.ref
    go(desk, ref, "ana", "2026-06-12", "hold", reason="Waiting for the partner")
    assert go(desk, ref, "mele", "2026-06-20", "resume").now == "Ready to submit"
