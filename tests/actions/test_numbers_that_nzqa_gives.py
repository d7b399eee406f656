"""NZQA's numbers are unlike each other, stay, and its versions count up; days are said once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.actions.conftest import Staged
from tests.actions.importing_sheets import written
from tests.actions.walking import (
    OUTCOME,
    PAGE,
    TO_BOARD,
    TO_DRAFTING,
    TO_EVALUATION,
    TO_READY,
    at,
    change_under_evaluation,
    edited,
    go,
    opened,
    shown_ready,
    walk,
)

from mcapproval.actions.cases.items import of_case
from mcapproval.actions.cases.items.answering import change_item
from mcapproval.actions.cases.moves import Said, try_move
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts.checking_cases import check_case
from mcapproval.actions.importing.correcting import correct
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.importing.undoing import undo_import
from mcapproval.errors import Reason, Refused
from mcapproval.store import queries
from mcapproval.store.rows.folded import Listing, Review


def listing(desk: Desk, ref: str = "MC-0001") -> Listing:
    with desk.reading() as connection:
        found = queries.one(connection, Listing, ref=ref)
    assert found is not None
    return found


def refused(desk: Desk, ref: str, move: str, day: str = "2026-08-12", **sets: Any) -> list[Reason]:
    with pytest.raises(Refused) as refusal:
        go(desk, ref, "hemi", day, move, letter=move != "record-receipt", **sets)
    return list(refusal.value.reasons)


@pytest.fixture
def another(approved: Staged, draft: Path) -> str:
    """A second application, sent to NZQA, beside the micro-credential 990011."""
    edited(draft, "\ntitle: ", "\ntitle: Second ")
    ref = opened(approved.desk, draft)
    walk(approved.desk, ref, (*TO_DRAFTING, *TO_BOARD, *TO_READY, TO_EVALUATION[0]))
    return ref


def received(desk: Desk, ref: str) -> None:
    go(desk, ref, "hemi", "2026-06-16", "record-receipt", application_reference="C99012")


def test_no_two_applications_have_one_reference_of_nzqa(approved: Staged, another: str) -> None:
    sets = {"application_reference": "C99011"}
    (reason,) = refused(approved.desk, another, "record-receipt", "2026-06-16", **sets)
    assert reason.code == "REFERENCE-TAKEN"
    assert reason.message.startswith(f"{approved.ref}, Community-Led")


def test_no_two_micro_credentials_have_one_number(approved: Staged, another: str) -> None:
    received(approved.desk, another)
    (reason,) = refused(approved.desk, another, "record-outcome", **OUTCOME)
    assert reason.code == "NUMBER-TAKEN"
    assert (
        "MC-0001, Community-Led Development Facilitation, has the number 990011" in reason.message
    )
    assert "mcapproval import correct MC-0001 --set number=NUMBER --note WHY" in reason.mend
    go(
        approved.desk,
        another,
        "hemi",
        "2026-08-12",
        "record-outcome",
        letter=True,
        **{**OUTCOME, "listing_number": "990099"},
    )
    assert listing(approved.desk, "MC-0002").number == "990099"


def test_a_micro_credential_keeps_its_number_and_its_versions_count_up(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    go(desk, ref, "hemi", "2026-08-11", "record-outcome", letter=True, **OUTCOME)
    again = {"results": "approval:granted"}
    (kept,) = refused(desk, ref, "record-outcome", **again, listing_number="990012")
    assert kept.code == "NUMBER-KEPT"
    assert "MC-0001 has the number 990011" in kept.message
    go(desk, "MC-0001", "hemi", "2026-08-12", "record-version", letter=True, listing_version="3")
    (back,) = refused(desk, ref, "record-outcome", **again, listing_version="2")
    assert (back.code, "has version 3" in back.message) == ("VERSION-BACK", True)
    (before,) = refused(desk, "MC-0001", "record-version", listing_version="2")
    assert before.code == "VERSION-BACK"
    sets = {"listing_version": "4", "listing_number": "990012"}
    go(desk, "MC-0001", "hemi", "2026-08-13", "record-version", letter=True, **sets)
    assert (listing(desk).number, listing(desk).number_version) == ("990012", 4)


def test_a_number_with_its_version_is_no_number_of_its_own(evaluation: Staged) -> None:
    sets = {**OUTCOME, "listing_number": "990011-2"}
    (reason,) = refused(evaluation.desk, evaluation.ref, "record-outcome", **sets)
    assert reason.message == "990011-2 is number 990011 and its version 2"
    assert "--set listing_number=990011 --set listing_version=2" in reason.mend


def test_a_move_that_is_only_tried_says_so_too(approved: Staged, another: str) -> None:
    received(approved.desk, another)
    said = Said(OUTCOME, files={"letter.txt": b"Synthetic letter of NZQA."})
    with pytest.raises(Refused) as refusal:
        try_move(at(approved.desk, "hemi", "2026-08-12"), another, "record-outcome", said)
    assert [reason.code for reason in refusal.value.reasons] == ["NUMBER-TAKEN"]


def test_an_outcome_that_is_recorded_again_keeps_its_day(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    go(desk, ref, "hemi", "2026-08-11", "record-outcome", letter=True, **OUTCOME)
    again = {"results": "approval:granted", "reporting_code": "9902"}
    go(desk, ref, "hemi", "2026-08-20", "record-outcome", letter=True, **again)
    row = listing(desk)
    assert (row.approved_on, row.reporting_code) == ("2026-08-11", "9902")
    with desk.reading() as connection:
        (review,) = queries.many(connection, Review, listing="MC-0001")
    assert review.due_on == "2027-08-11"
    other = {"results": "approval:granted:2026-08-12"}
    go(desk, ref, "hemi", "2026-08-20", "record-outcome", letter=True, **other)
    assert listing(desk).approved_on == "2026-08-12"


def test_a_version_is_recorded_with_nzqas_letter_and_leaves_to_tell_the_providers(
    shared: Staged,
) -> None:
    desk = shared.desk
    with pytest.raises(Refused) as refusal:
        go(desk, "MC-0001", "hemi", "2026-08-12", "record-version", listing_version="2")
    assert "`letter`" in refusal.value.reasons[0].message
    for version, many in (("1", 0), ("2", 1), ("2", 1), ("3", 2)):
        sets = {"listing_version": version}
        go(desk, "MC-0001", "hemi", "2026-08-12", "record-version", letter=True, **sets)
        left = of_case.list_items(at(desk, "hemi", "2026-08-12"), "MC-0001")
        assert [item.topic for item in left] == ["tell-providers"] * many


def told(desk: Desk, ref: str) -> list[tuple[str, str, str]]:
    on = at(desk, "hemi", "2027-03-02")
    return [(f.code, str(f.severity), f.message) for f in check_case(on, ref, None).findings]


def test_that_no_number_is_known_is_told_and_found_and_nothing_waits_for_it(
    evaluation: Staged,
) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    sets = {"results": "listing:granted,approval:granted,accreditation:granted"}
    made = go(desk, ref, "hemi", "2026-08-11", "record-outcome", letter=True, **sets)
    assert made.told == (
        "MC-0001 has no number of NZQA; once it is known: "
        "mcapproval import correct MC-0001 --set number=NUMBER --note WHY",
    )
    assert go(desk, ref, "hemi", "2026-08-12", "finish").told == made.told
    said = "it is listed, and no number of NZQA is recorded"
    assert ("NZQA-NUMBER", "warning", said) in told(desk, "MC-0001")


def test_a_number_that_two_have_is_found_with_both(approved: Staged, another: str) -> None:
    """Records made before it was refused may have it so."""
    desk = approved.desk
    received(desk, another)
    sets = {**OUTCOME, "listing_number": "990099"}
    go(desk, another, "hemi", "2026-08-12", "record-outcome", letter=True, **sets)
    assert not [found for found in told(desk, "MC-0002") if found[0] == "NZQA-NUMBER"]
    with desk.writing() as writer:
        facts = {"track": "listing", "facts": {"number": "990011"}}
        writer.add("MC-0002", "noted", date(2027, 3, 1), facts)
    for ref, other in (("MC-0001", "MC-0002"), ("MC-0002", "MC-0001")):
        ((_, severity, said),) = [each for each in told(desk, ref) if each[0] == "NZQA-NUMBER"]
        assert (severity, said.split(",")[0]) == ("error", other)


@pytest.mark.parametrize("stays", ["1", "2"])
def test_a_change_without_its_version_is_told_and_found_until_that_is_recorded(
    approved: Staged, draft: Path, stays: str
) -> None:
    """It may be the one of before."""
    desk = approved.desk
    ref = change_under_evaluation(desk, draft)
    sets = {"results": "approval:granted"}
    made = go(desk, ref, "hemi", "2027-03-01", "record-outcome", letter=True, **sets)
    assert any("MC-0001 stands as version 1 still" in said for said in made.told)
    (found,) = [said for code, _, said in told(desk, "MC-0001") if code == "CHG-NOTIFY"]
    assert "no new version is recorded" in found
    go(desk, "MC-0001", "hemi", "2027-03-02", "record-version", letter=True, listing_version=stays)
    assert not of_case.list_items(at(desk, "hemi", "2027-03-02"), "MC-0001")
    assert not [code for code, *_ in told(desk, "MC-0001") if code == "CHG-NOTIFY"]


def test_a_page_that_was_compared_is_compared_again_with_the_new_version(
    approved: Staged, draft: Path
) -> None:
    desk = approved.desk
    shown_ready(desk, "ACC-0001", "2026-09-01")
    sets = {"results": "approval:granted", "listing_version": "2"}
    ref = change_under_evaluation(desk, draft)
    go(desk, ref, "hemi", "2027-03-01", "record-outcome", letter=True, **sets)
    hemi = at(desk, "hemi", "2027-03-02")
    (item,) = [
        each for each in of_case.list_items(hemi, "MC-0001") if each.topic == "published-page"
    ]
    assert (item.owner, item.state) == ("programme-manager", "open")
    with pytest.raises(Refused) as refusal:
        change_item(hemi, "MC-0001", "published-page", "closed", None, {"page.txt": PAGE})
    assert "the page does not say 12 credits" in refusal.value.reasons[0].message
    now = PAGE.replace(b"10 credits", b"12 credits")
    change_item(hemi, "MC-0001", "published-page", "closed", None, {"page.txt": now})


def test_a_number_that_another_has_meanwhile_does_not_come_back(
    approved: Staged, another: str
) -> None:
    hemi = at(approved.desk, "hemi", "2026-08-12")
    slip = correct(hemi, "MC-0001", {"number": "990012"}, "It was thought wrong").batch
    received(approved.desk, another)
    go(approved.desk, another, "hemi", "2026-08-12", "record-outcome", letter=True, **OUTCOME)
    with pytest.raises(Refused) as refusal:
        undo_import(hemi, slip)
    assert [reason.code for reason in refusal.value.reasons] == ["NUMBER-TAKEN"]
    assert "has the number 990011 that would come back" in refusal.value.reasons[0].message
    assert listing(approved.desk).number == "990012"


def test_an_import_brings_no_reference_that_another_application_has(
    approved: Staged, tmp_path: Path
) -> None:
    head = ("Title", "Step", "NZQA reference")
    told = (("One", "C99011"), ("Two", "C1"), ("Three", "C1"))
    rows = (head, *((title, "Being evaluated", reference) for title, reference in told))
    with pytest.raises(Refused) as refusal:
        import_file(approved.desk, written(tmp_path, {"Applications": rows}))
    says = [reason.message for reason in refusal.value.reasons]
    assert any(f"{approved.ref} has the reference C99011" in said for said in says)
    assert any("row 3 has the reference C1" in said for said in says)
