"""What the records hold of a listed micro-credential stands on its papers."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.test_what_a_review_starts import delivering, expiring
from tests.actions.walking import at, change_under_evaluation, go, opened

from mcapproval.actions.papers.subjects import made
from mcapproval.documents import text
from mcapproval.errors import AskedWrongly, Unknown


def paper(staged: Staged, name: str, day: str = "2027-03-10", ref: str = "MC-0001") -> str:
    return " ".join(text.render(made(at(staged.desk, "mele", day), name, ref)).split())


def test_a_sheet_has_what_is_listed_and_who_may_deliver_it(approved: Staged) -> None:
    told = paper(approved, "listing-sheet")
    assert "MC-0001-SHEET, version 1" in told
    assert "NZQA's number 990011" in told
    assert "Status Current" in told
    assert "Otago Polytechnic 11 August 2026 Granted 11 August 2026" in told
    assert "Approved on 11 August 2026" in told
    assert "Next review 11 August 2028, set by NZQA" in told
    assert "Where it is for use: New Zealand Who it is relevant to: People" in told


def test_a_sheet_tells_the_day_of_the_grant_from_that_of_the_state(approved: Staged) -> None:
    delivering(approved)
    told = paper(approved, "listing-sheet")
    assert "Accredited to deliver Granted on State State since" in told
    assert "Otago Polytechnic 11 August 2026 Delivering 1 September 2026" in told


def test_a_change_is_told_as_applied_for_and_then_as_approved(shared: Staged, draft: Path) -> None:
    with pytest.raises(AskedWrongly, match="once a change of it was submitted"):
        paper(shared, "change-notice")
    ref = change_under_evaluation(shared.desk, draft)
    before = paper(shared, "change-notice")
    assert "To: Another Polytechnic Tēnā koutou" in before
    assert f"MC-0001-CHANGE, version 1 of {ref}" in before
    assert "It is not approved" in before
    assert "Credits 10 12" in before
    assert "Learning outcomes: LO1: Hours 50 70" in before
    assert "None is under way" in before
    go(
        *(shared.desk, ref, "hemi", "2027-03-01", "record-outcome"),
        letter=True,
        results="approval:granted",
        listing_version="2",
    )
    after = paper(shared, "change-notice")
    assert (
        "(990011, version 2), which you are accredited to deliver, was approved on 1 March" in after
    )
    assert "Credits 10 12" in after, "held to what stood before, not to itself"
    sheet = paper(shared, "listing-sheet")
    assert "MC-0001-SHEET, version 2" in sheet
    assert "First approved on 11 August 2026 Last change approved on 1 March 2027" in sheet
    opened(shared.desk, draft, "2027-03-05")
    assert paper(shared, "change-notice") == after, "the next is still being written"


def test_a_withdrawn_change_is_told_to_nobody(shared: Staged, draft: Path) -> None:
    ref = change_under_evaluation(shared.desk, draft)
    go(shared.desk, ref, "ana", "2027-03-01", "withdraw", reason="Not now")
    with pytest.raises(AskedWrongly, match="once a change of it was submitted"):
        paper(shared, "change-notice")


def test_a_change_is_told_to_nobody_where_no_other_provider_delivers_it(
    approved: Staged, draft: Path
) -> None:
    change_under_evaluation(approved.desk, draft)
    with pytest.raises(AskedWrongly, match="while another provider is accredited to deliver it"):
        paper(approved, "change-notice")


def test_an_expiring_one_tells_the_last_days_and_why(approved: Staged) -> None:
    with pytest.raises(AskedWrongly, match="while it is expiring"):
        paper(approved, "expiry-notice")
    expiring(approved)
    told = paper(approved, "expiry-notice")
    assert "MC-0001-EXPIRY, version 1" in told
    assert "Nobody new is enrolled from 1 March 2027" in told
    assert "Last day for learners under way 31 December 2027" in told
    assert "That day was set by" not in told
    assert "Why: None" in told


def test_a_later_last_day_of_nzqa_is_told_as_theirs(approved: Staged) -> None:
    expiring(approved)
    go(
        *(approved.desk, "MC-0001", "hemi", "2027-03-05", "record-teach-out"),
        letter=True,
        teach_out="2028-06-30",
    )
    told = paper(approved, "expiry-notice")
    assert "MC-0001-EXPIRY, version 2" in told
    assert "Last day for learners under way 30 June 2028" in told
    assert "That day was set by NZQA" in told
    assert "Nobody new is enrolled from 1 March 2027" in told


def test_a_paper_is_asked_for_by_nzqas_number_too(approved: Staged) -> None:
    assert paper(approved, "listing-sheet", ref="990011") == paper(approved, "listing-sheet")
    with pytest.raises(
        AskedWrongly, match="a paper of a meeting, and 990011 is a micro-credential"
    ):
        paper(approved, "agenda", ref="990011")
    with pytest.raises(Unknown, match="no papers are made of 990012"):
        paper(approved, "listing-sheet", ref="990012")
    with pytest.raises(Unknown, match="no paper `lsting-sheet`; did you mean `listing-sheet`"):
        paper(approved, "lsting-sheet")


def test_a_micro_credential_that_is_not_there_is_unknown(approved: Staged) -> None:
    with pytest.raises(Unknown, match="there is no micro-credential MC-0099"):
        paper(approved, "listing-sheet", ref="MC-0099")
