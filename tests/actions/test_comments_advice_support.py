"""What others say of an application: comments, advice asked for in parallel, industry support."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import BOARD, agenda, at, edited, go

from mcapproval.actions import audit, setup
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.items import of_case
from mcapproval.actions.cases.items.answering import change_item
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts import applications
from mcapproval.actions.drafts.checking_cases import check_case
from mcapproval.actions.papers.subjects import made
from mcapproval.actions.people import known
from mcapproval.actions.people.delegating import delegate
from mcapproval.documents import text
from mcapproval.errors import AskedWrongly, Refused, Unknown

SUPPORT = {"support": "supported"}


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


def hired(desk: Desk, handle: str, role: str | None, organisation: str | None = None) -> Desk:
    """Somebody new, at their desk on 5 June 2026."""
    admin = at(desk, "admin", "2026-06-01")
    known.add_person(admin, handle, f"{handle.title()} Newcomer", None, organisation)
    if role:
        known.grant(admin, handle, role)
    return at(desk, handle, "2026-06-05")


# --- comments ---------------------------------------------------------------------------------


def test_a_substantive_comment_holds_the_decision_and_an_editorial_one_does_not(
    board: Staged,
) -> None:
    desk, ref = board.desk, board.ref
    mele, bo = at(desk, "mele", "2026-06-08"), at(desk, "bo", "2026-06-08")
    of_case.add_item(bo, ref, "comment", "A comma on page 2")
    number = of_case.add_item(bo, ref, "comment", "Who assesses outcome 3?", weight="substantive")
    assert [line.weight for line in of_case.list_items(bo, ref)] == ["editorial", "substantive"]
    with pytest.raises(Refused) as refusal:
        go(desk, ref, "bo", "2026-06-10", "approve", **BOARD)
    assert codes(refusal) == ["COMMENT-OPEN"]
    change_item(at(desk, "ana", "2026-06-09"), ref, number, "answered", "Assessment 2 does.")
    with pytest.raises(Refused) as author:
        change_item(at(desk, "ana", "2026-06-09"), ref, number, "closed")
    assert codes(author) == ["ROLE", "OWN-CASE"]
    change_item(mele, ref, number, "closed")
    assert go(desk, ref, "bo", "2026-06-10", "approve", **BOARD).now == "Ready to submit"


def test_whoever_wrote_a_comment_closes_it(board: Staged) -> None:
    desk, ref = board.desk, board.ref
    head = at(desk, "head", "2026-06-08")
    number = of_case.add_item(head, ref, "comment", "Too long?", weight="substantive")
    other = hired(desk, "rua", "head-of-school")
    with pytest.raises(Refused):
        change_item(replace(other, now=head.now), ref, number, "closed")
    change_item(head, ref, number, "closed")


def test_a_comment_of_who_stood_in_is_closed_by_who_they_stood_in_for(board: Staged) -> None:
    desk, ref = board.desk, board.ref
    head, other = at(desk, "head", "2026-06-08"), hired(desk, "rua", "head-of-school")
    tui = replace(hired(desk, "tui", None), now=head.now)
    delegate(at(desk, "admin", "2026-06-08"), "head", "tui", None, None, date(2026, 6, 9))
    numbers = [
        of_case.add_item(tui, ref, "comment", words, weight="substantive")
        for words in ("Too long?", "Too short?")
    ]
    with pytest.raises(Refused):
        change_item(replace(other, now=head.now), ref, numbers[0], "closed")
    change_item(head, ref, numbers[0], "closed")
    change_item(tui, ref, numbers[1], "closed")
    assert {line.state for line in of_case.list_items(desk, ref)} == {"closed"}


def test_only_a_comment_has_a_weight(board: Staged) -> None:
    with pytest.raises(AskedWrongly, match="has no weight"):
        of_case.add_item(board.desk, board.ref, "action", "Ring them", weight="substantive")
    with pytest.raises(AskedWrongly, match="no weight heavy"):
        of_case.add_item(board.desk, board.ref, "comment", "Hm", weight="heavy")


# --- advice -----------------------------------------------------------------------------------


def test_advice_is_asked_of_several_at_once_and_each_answers_what_was_put_to_them(
    drafting: Staged,
) -> None:
    desk, ref = drafting.desk, drafting.ref
    setup.add_organisation(
        at(desk, "admin", "2026-06-01"), "te-koanga", "Te Kōanga Community Trust", "community", None
    )
    for who in ("library", "maori-quality-adviser", "te-koanga"):
        go(desk, ref, "mele", "2026-06-03", "ask-advice", who=who, question=f"What says {who}?")
    lib = hired(desk, "lib", "library")
    kaumatua = hired(desk, "wiremu", None, "te-koanga")
    for one, own, other in ((lib, 1, 2), (kaumatua, 3, 1)):
        with pytest.raises(Refused) as refusal:
            change_item(one, ref, other, "answered", "I say")
        assert codes(refusal) == ["ROLE"]
        change_item(one, ref, own, "answered", "We say yes")
        with pytest.raises(Refused):
            of_case.add_item(one, ref, "comment", "And this", weight="substantive")
    states = {line.owner: line.state for line in of_case.list_items(desk, ref)}
    assert states == {
        "library": "answered",
        "maori-quality-adviser": "open",
        "te-koanga": "answered",
    }
    assert audit.audit(desk).whole


def test_advice_that_does_not_come_is_shown_and_stops_nothing(drafting: Staged) -> None:
    desk, ref = drafting.desk, drafting.ref
    go(desk, ref, "mele", "2026-06-02", "ask-advice",
       who="registry", question="Is the code free?", due="2026-06-04")  # fmt: skip
    go(desk, ref, "ana", "2026-06-05", "send-to-check")
    go(desk, ref, "mele", "2026-06-05", "send-to-board")
    (shown,) = moves.possible(at(desk, "bo", "2026-06-08"), ref).items
    assert (shown.kind, shown.who, shown.overdue) == ("advice", "registry", True)
    ((matter, *others), _) = agenda(at(desk, "bo", "2026-06-08"), "academic-board")
    assert (others, matter.not_yet) == ([], 0)
    assert matter.advice == "registry, due 2026-06-04, overdue"
    go(desk, ref, "bo", "2026-06-10", "approve", **BOARD)
    assert go(desk, ref, "hemi", "2026-06-15", "submit").now == "Submitted"


def test_whoever_is_erased_gives_no_advice(drafting: Staged) -> None:
    from mcapproval.actions.people import erasing

    desk, ref = drafting.desk, drafting.ref
    go(desk, ref, "mele", "2026-06-03", "ask-advice", who="library", question="Have we it?")
    lib = hired(desk, "lib", "library")
    erasing.erase(at(desk, "admin", "2026-06-05"), lib.who(), "Asked for it")
    with pytest.raises(Refused):
        change_item(lib, ref, 1, "answered", "Yes")


# --- industry support -------------------------------------------------------------------------


def test_nobody_is_asked_whom_the_records_do_not_know(drafting: Staged) -> None:
    desk, ref = drafting.desk, drafting.ref
    for who in ("nonsense", "system"):
        with pytest.raises(Unknown, match=f"no role or organisation {who}"):
            go(desk, ref, "mele", "2026-06-03", "ask-advice", who=who, question="Is it enough?")
    with pytest.raises(Refused) as past:
        go(desk, ref, "mele", "2026-06-03", "ask-advice",
           who="library", question="Is it enough?", due="2026-06-02")  # fmt: skip
    assert codes(past) == ["DAY"]
    assert of_case.list_items(desk, ref) == []


def test_each_body_that_was_asked_answers_for_itself(drafting: Staged) -> None:
    desk, ref = drafting.desk, drafting.ref
    admin = at(desk, "admin", "2026-06-02")
    setup.add_organisation(admin, "construction-isb", "Construction ISB (invented)", "isb", None)
    for who in ("health-and-community-isb", "construction-isb"):
        go(desk, ref, "mele", "2026-06-03", "ask-support", who=who)
    for wrong in ({}, {"item": "7"}):
        with pytest.raises(Refused) as refusal:
            go(desk, ref, "mele", "2026-06-04", "record-support", letter=True, **SUPPORT, **wrong)
        assert codes(refusal) == ["WHICH-ITEM"]
    go(desk, ref, "mele", "2026-06-04", "record-support", letter=True,
       support="declined", item="2", reason="No need in our industry")  # fmt: skip
    go(desk, ref, "ana", "2026-06-05", "send-to-check")
    go(desk, ref, "mele", "2026-06-05", "send-to-board")
    with pytest.raises(Refused) as awaited:
        go(desk, ref, "bo", "2026-06-10", "approve", **BOARD)
    assert codes(awaited) == ["ITEM-OPEN"]
    assert "asked of health-and-community-isb" in awaited.value.reasons[0].message
    go(desk, ref, "mele", "2026-06-09", "record-support", letter=True, **SUPPORT)
    lines = [(li.state, li.reply, li.proof) for li in of_case.list_items(desk, ref)]
    assert lines == [
        ("closed", "supported", 1),
        ("closed", "declined: No need in our industry", 1),
    ]
    record = text.render(made(at(desk, "mele", "2026-06-09"), "record-copy", ref))
    assert "Answers 2, support of Construction ISB (invented):" in record
    assert "Reason:\n    No need in our industry" in record
    assert go(desk, ref, "bo", "2026-06-10", "approve", **BOARD).now == "Ready to submit"
    assert audit.audit(desk).whole


def test_without_support_the_draft_gives_the_reason_and_a_refusal_our_response(
    drafting: Staged, draft: Path
) -> None:
    """None is asked, or all decline: NZQA is told why, and what we say to it."""
    desk, ref = drafting.desk, drafting.ref
    edited(draft, "  outcome: supported\n", "  outcome: declined\n")
    applications.update_application(at(desk, "ana", "2026-06-03"), ref, draft)
    go(desk, ref, "mele", "2026-06-03", "ask-support", who="health-and-community-isb")
    go(desk, ref, "mele", "2026-06-04", "record-support", letter=True, support="declined")
    assert "the reason why there is no support" in told(desk, ref)["ISB-SUPPORT"]
    edited(
        draft,
        "  outcome: declined\n",
        "  outcome: declined\n  reason: The board sees no need; two councils do.\n",
    )
    applications.update_application(at(desk, "ana", "2026-06-05"), ref, draft)
    assert "ISB-SUPPORT" not in told(desk, ref)
    go(desk, ref, "ana", "2026-06-05", "send-to-check")
    go(desk, ref, "mele", "2026-06-05", "send-to-board")
    assert go(desk, ref, "bo", "2026-06-10", "approve", **BOARD).now == "Ready to submit"


def told(desk: Desk, ref: str) -> dict[str, str]:
    """What `check` says of the application, by code."""
    return {
        f.code: f.message for f in check_case(at(desk, "ana", "2026-06-05"), ref, None).findings
    }


def test_a_day_to_come_is_no_day_on_which_an_item_was_answered(drafting: Staged) -> None:
    desk, ref = drafting.desk, drafting.ref
    go(desk, ref, "mele", "2026-06-03", "ask-advice", who="library", question="Have we it?")
    lib = hired(desk, "lib", "library")
    with pytest.raises(Refused, match="has not come yet"):
        change_item(lib, ref, 1, "answered", "Yes", effective=date(2026, 6, 6))
