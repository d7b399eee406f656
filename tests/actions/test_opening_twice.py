"""What is applied for already is told before it is opened a second time, and what to do instead."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.conftest import Staged, staged
from tests.actions.walking import at, edited, go

from mcapproval.actions import changes
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts.applications import open_application, update_application
from mcapproval.actions.drafts.opened import Opened
from mcapproval.actions.drafts.under_way import listed_so
from mcapproval.draft.model import Draft
from mcapproval.errors import Refused

if TYPE_CHECKING:
    from tests.conftest import Places

CHANGE = ("kind: listing-approval-and-accreditation", "kind: change\nof: MC-0001")
DAY = "2026-09-01"


def alone(desk: Desk, draft: Path) -> Opened:
    return open_application(at(desk, "ana", DAY), draft, alone=True)


def reasons(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.message for reason in refusal.value.reasons if reason.code == "UNDER-WAY"]


def test_the_same_draft_is_not_opened_again_unless_that_is_said(
    opened: Staged, draft: Path
) -> None:
    edited(draft, "  learners: 20\n", "  learners: 21\n")
    with pytest.raises(Refused) as refusal:
        alone(opened.desk, draft)
    (reason,) = refusal.value.reasons
    assert reason.message == f"{opened.ref} has the same title, and is under way (Enquiry)"
    assert reason.who == "Ana Rangihuna"
    assert f"mcapproval update {opened.ref} " in reason.mend
    assert "--another" in refusal.value.hint
    assert open_application(at(opened.desk, "ana", DAY), draft).version == 1


@pytest.mark.parametrize("title", ["COMMUNITY-LED  development", "Community led Dévelopment"])
def test_a_title_in_other_letters_is_the_same_title(
    opened: Staged, draft: Path, title: str
) -> None:
    edited(draft, 'title: "Community-Led Development', f'title: "{title}')
    with pytest.raises(Refused) as refusal:
        alone(opened.desk, draft)
    assert reasons(refusal) == [f"{opened.ref} has the same title, and is under way (Enquiry)"]


def test_enquiries_without_a_title_are_none_of_them_another_s(opened: Staged, draft: Path) -> None:
    edited(draft, 'title: "Community-Led Development Facilitation"', 'title: "…"')
    assert alone(opened.desk, draft).ref != alone(opened.desk, draft).ref


def test_another_title_or_an_end_stands_against_nothing(opened: Staged, draft: Path) -> None:
    go(opened.desk, opened.ref, "ana", "2026-06-02", "withdraw", reason="Too early")
    assert alone(opened.desk, draft).ref != opened.ref
    assert alone(opened.desk, edited(draft, 'title: "Community', 'title: "Our Community')).ref


def test_a_second_change_of_one_micro_credential_is_told(approved: Staged, draft: Path) -> None:
    edited(draft, *CHANGE)
    first = alone(approved.desk, draft).ref
    with pytest.raises(Refused) as refusal:
        alone(approved.desk, edited(draft, 'title: "Community', 'title: "Our Community'))
    assert reasons(refusal) == [
        f"{first} applies for a change of MC-0001, and is under way (Enquiry)"
    ]


def test_what_is_listed_under_the_same_title_is_told_and_refuses_nothing(
    approved: Staged, draft: Path
) -> None:
    (said,) = alone(approved.desk, edited(draft, "\ncredits: 10 ", "\ncredits: 12 ")).listed
    assert said == (
        "MC-0001 (NZQA 990011) of otago-polytechnic is listed under the same title (Current); where"
        " a change of it is meant, withdraw this one and open the file with kind: change and of:"
        " MC-0001"
    )


def test_what_another_has_listed_under_the_title_is_delivered_by_an_accreditation(
    approved: Staged,
) -> None:
    title = "Community-led development facilitation"
    draft = Draft({"kind": "listing-and-approval", "title": title})
    with approved.desk.reading() as connection:
        (said,) = listed_so(connection, draft, "the-mind-lab", None)
    assert "kind: accreditation and of: MC-0001" in said


def test_neither_a_change_nor_another_title_is_told_what_is_listed(
    approved: Staged, draft: Path
) -> None:
    assert alone(approved.desk, edited(draft, *CHANGE)).listed == ()
    edited(draft, *reversed(CHANGE))
    assert alone(approved.desk, edited(draft, 'title: "Community', 'title: "Our Com')).listed == ()


def test_what_has_ended_is_told_no_more(approved: Staged, draft: Path) -> None:
    go(approved.desk, "MC-0001", "hemi", DAY, "remove", letter=True, reason="Listed in error")
    assert alone(approved.desk, draft).listed == ()


def test_a_judged_file_says_whether_it_is_opened_or_brought_to_the_change_under_way(
    approved: Staged, draft: Path
) -> None:
    hemi = at(approved.desk, "hemi", DAY)
    edited(draft, "\ncredits: 10 ", "\ncredits: 12 ")
    plain = changes.judge(hemi, "MC-0001", str(draft))
    assert (plain.says, plain.framed, plain.under_way) == ("yes", False, None)
    first = alone(approved.desk, edited(draft, *CHANGE)).ref
    found = changes.judge(hemi, "MC-0001", str(draft))
    assert (found.framed, found.under_way) == (True, first)


# --- what to do where nobody may change it ----------------------------------------------------


def instead(there: Staged, draft: Path) -> tuple[str, str]:
    with pytest.raises(Refused, match="can't be changed now") as refusal:
        update_application(at(there.desk, "ana", DAY), there.ref, draft)
    (reason,) = refusal.value.reasons
    return reason.mend, reason.who


def test_what_is_approved_is_changed_by_an_application_for_it(
    approved: Staged, draft: Path
) -> None:
    mend, who = instead(approved, draft)
    assert mend.startswith("apply for a change of MC-0001: write kind: change and of: MC-0001 ")
    assert who == "whoever writes the draft"


def test_what_was_withdrawn_is_opened_anew(opened: Staged, draft: Path) -> None:
    go(opened.desk, opened.ref, "ana", "2026-06-02", "withdraw", reason="Too early")
    assert instead(opened, draft)[0].startswith("open another application from the file")


@pytest.mark.parametrize(
    ("stage", "first"),
    [("board", "first: Send back (send-back); see"), ("evaluation", "request-information")],
)
def test_elsewhere_the_move_after_which_it_may_is_named(
    places: Places, draft: Path, stage: str, first: str
) -> None:
    there = staged(places, stage)
    mend, who = instead(there, draft)
    assert first in mend
    assert "author" not in who
