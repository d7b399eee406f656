"""Requests for information round by round, days that are agreed and put off, and conditions."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import BOARD, LETTER, OUTCOME, at, edited, go, walk
from tests.actions.walking import TO_APPROVED as APPROVED

from mcapproval.actions import audit, looking
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.items import of_case
from mcapproval.actions.cases.items.answering import change_item
from mcapproval.actions.cases.items.days import agree_item, correct_item, extend_item, own_item
from mcapproval.actions.cases.items.still_open import OpenItem
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts import applications
from mcapproval.errors import AskedWrongly, Refused, Unknown

SEPTEMBER = date(2026, 9, 1)
ASKED = ["How is it assessed?; due=2026-07-28; owner=author; touches=approval", "Why level 5?"]


def codes(refusal: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refusal.value.reasons}


def asked(desk: Desk, ref: str, day: str = "2026-07-14", more: list[str] | None = None) -> None:
    go(desk, ref, "hemi", day, "request-information", letter=True, items=more or ASKED)


def open_items(desk: Desk, ref: str, day: str) -> list[OpenItem]:
    return list(moves.possible(at(desk, "hemi", day), ref).items)


def acts(desk: Desk, ref: str) -> list[str]:
    return [line.act for line in looking.history(desk, ref)]


def test_each_request_is_a_round_of_its_own(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    asked(desk, ref)
    hemi = at(desk, "hemi", "2026-07-20")
    for number in (1, 2):
        change_item(hemi, ref, number, "answered", "It was sent.")
    go(desk, ref, "hemi", "2026-07-20", "reply")
    asked(desk, ref, "2026-07-22", ["And how is it moderated?"])
    assert [(line.number, line.round) for line in of_case.list_items(desk, ref)] == [
        (1, 1),
        (2, 1),
        (3, 2),
    ]
    assert [(item.number, item.round) for item in open_items(desk, ref, "2026-07-22")] == [(3, 2)]


def test_a_case_goes_back_when_each_is_answered_or_agreed_and_shows_what_is_to_come(
    evaluation: Staged,
) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    asked(desk, ref)
    hemi = at(desk, "hemi", "2026-07-16")
    agree_item(hemi, ref, 2, SEPTEMBER, "After the hui, says their mail", LETTER)
    with pytest.raises(Refused) as refusal:
        go(desk, ref, "hemi", "2026-07-17", "reply")
    assert [r.message.split(" is ")[0] for r in refusal.value.reasons] == [
        "request for information 1"
    ]
    change_item(at(desk, "ana", "2026-07-17"), ref, 1, "answered", "By portfolio.")
    assert go(desk, ref, "hemi", "2026-07-17", "reply").now == "Being evaluated"
    (still,) = open_items(desk, ref, "2026-09-01")
    assert (still.number, still.state, still.due, still.overdue) == (
        2,
        "agreed",
        "2026-09-01",
        False,
    )
    assert [item.overdue for item in open_items(desk, ref, "2026-09-02")] == [True]
    assert "item 2 (information) agreed to follow by 2026-09-01, with 1 file" in acts(desk, ref)


def test_what_is_agreed_to_follow_lets_the_outcome_in_and_stops_the_end_once_its_day_passed(
    evaluation: Staged,
) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    asked(desk, ref, more=["Why level 5?"])
    agree_item(at(desk, "hemi", "2026-07-16"), ref, 1, SEPTEMBER, "They agreed", LETTER)
    go(desk, ref, "hemi", "2026-07-17", "reply")
    walk(desk, ref, APPROVED[:1])
    with pytest.raises(Refused) as refusal:
        go(desk, ref, "hemi", "2026-09-02", "finish")
    assert [r.message for r in refusal.value.reasons] == [
        "request for information 1 is agreed to follow by 2026-09-01, overdue: Why level 5?"
    ]
    assert go(desk, ref, "hemi", "2026-09-01", "finish").now == "Approved"


def test_a_reply_waits_again_where_the_agreed_day_went_by(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    asked(desk, ref, more=["Why level 5?"])
    agree_item(at(desk, "hemi", "2026-07-16"), ref, 1, date(2026, 7, 18), "They agreed", LETTER)
    with pytest.raises(Refused, match="is not possible now"):
        go(desk, ref, "hemi", "2026-07-19", "reply")


def test_only_a_request_for_information_is_agreed_to_follow_and_not_by_its_author(
    evaluation: Staged,
) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    asked(desk, ref)
    with pytest.raises(Refused) as refusal:
        agree_item(at(desk, "ana", "2026-07-16"), ref, 1, date(2026, 7, 1), "Later")
    assert codes(refusal) == {"ROLE", "LETTER", "DAY"}
    hemi = at(desk, "hemi", "2026-07-16")
    number = of_case.add_item(hemi, ref, "action", "Ring the council")
    with pytest.raises(Refused) as other:
        agree_item(hemi, ref, number, SEPTEMBER, "Later", LETTER)
    assert codes(other) == {"NOT-INFORMATION"}
    assert "this is an action" in other.value.reasons[0].message
    with pytest.raises(AskedWrongly, match="what was agreed says something"):
        agree_item(hemi, ref, 1, SEPTEMBER, "  ")


def test_a_day_moves_by_the_letter_and_both_days_stay_in_history(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    asked(desk, ref)
    hemi = at(desk, "hemi", "2026-07-20")
    with pytest.raises(Refused) as refusal:
        extend_item(hemi, ref, 1, date(2026, 7, 28), "As we asked")
    assert codes(refusal) == {"LETTER", "DAY"}
    extend_item(hemi, ref, 1, date(2026, 8, 11), "As we asked", LETTER)
    line = of_case.list_items(desk, ref)[0]
    assert (line.state, line.due, line.proof, line.reply) == ("open", "2026-08-11", 1, "")
    told = looking.history(desk, ref)[-1]
    assert told.act == "item 1 (information) put off: due 2026-07-28, now 2026-08-11, with 1 file"
    assert told.text == "note: As we asked"
    with pytest.raises(Refused) as passed:
        extend_item(at(desk, "hemi", "2026-09-01"), ref, 2, date(2026, 8, 30), "Late", LETTER)
    assert codes(passed) == {"DAY"}


def test_what_is_agreed_to_follow_has_the_letter_that_says_so(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    asked(desk, ref)
    with pytest.raises(Refused) as refusal:
        agree_item(at(desk, "hemi", "2026-07-16"), ref, 2, SEPTEMBER, "They said so")
    assert codes(refusal) == {"LETTER"}
    assert of_case.list_items(desk, ref)[1].state == "open"


def test_a_day_that_was_written_down_wrongly_is_put_right_with_the_reason(
    evaluation: Staged,
) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    asked(desk, ref, more=["How is it assessed?; due=2050-07-28"])
    hemi = at(desk, "hemi", "2026-07-30")
    with pytest.raises(Refused) as extended:
        extend_item(hemi, ref, 1, date(2026, 7, 28), "A slip", LETTER)
    assert "mcapproval item correct" in extended.value.reasons[0].mend
    with pytest.raises(AskedWrongly, match="a correction has a reason"):
        correct_item(hemi, ref, 1, date(2026, 7, 28), " ")
    with pytest.raises(Refused) as refusal:
        correct_item(at(desk, "ana", "2026-07-30"), ref, 1, date(2026, 7, 13), "A slip")
    assert codes(refusal) == {"ROLE", "DAY"}
    assert "before 2026-07-14, when it was asked" in refusal.value.reasons[1].message
    with pytest.raises(Refused, match="can't be put right so"):
        correct_item(hemi, ref, 1, date(2050, 7, 28), "The same")
    correct_item(hemi, ref, 1, date(2026, 7, 28), "2050 was a slip")
    (item,) = open_items(desk, ref, "2026-07-30")
    assert (item.due, item.overdue) == ("2026-07-28", True)
    told = looking.history(desk, ref)[-1]
    assert told.act == "item 1 (information) put right: due 2050-07-28, now 2026-07-28"
    assert told.text == "note: 2050 was a slip"
    assert looking.show_case(desk, ref)["due_on"] == "2026-07-28"
    assert audit.audit(desk).whole


def test_an_action_of_our_own_is_put_off_without_a_letter(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    hemi = at(desk, "hemi", "2026-07-01")
    number = of_case.add_item(hemi, ref, "action", "Ring the council", due=date(2026, 7, 2))
    extend_item(hemi, ref, number, date(2026, 7, 9), "They are away")
    assert of_case.list_items(desk, ref)[0].due == "2026-07-09"


def test_an_item_is_handed_to_somebody_who_is_there(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    asked(desk, ref)
    hemi = at(desk, "hemi", "2026-07-20")
    with pytest.raises(Unknown, match="no role or organisation dean"):
        own_item(hemi, ref, 1, "dean")
    with pytest.raises(Refused):
        own_item(at(desk, "ana", "2026-07-20"), ref, 1, "quality-adviser")
    own_item(hemi, ref, 1, "quality-adviser")
    assert of_case.list_items(desk, ref)[0].owner == "quality-adviser"
    assert acts(desk, ref)[-1] == "item 1 (information) handed over: author, now quality-adviser"


def test_a_request_is_put_to_nobody_whom_the_records_do_not_know(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    with pytest.raises(Unknown, match="no role or organisation nonsense"):
        asked(desk, ref, more=["Why level 5?; owner=nonsense"])
    with pytest.raises(Unknown, match="no role or organisation nonsense"):
        go(desk, ref, "hemi", "2026-08-11", "record-outcome", letter=True,
           conditions=["It; owner=nonsense; due=2026-09-30; evidence=x"], **OUTCOME)  # fmt: skip
    assert of_case.list_items(desk, ref) == []


def test_a_version_says_which_items_it_came_of(evaluation: Staged, draft: Path) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    asked(desk, ref)
    ana = at(desk, "ana", "2026-07-16")
    edited(draft, "learners: 20\n", "learners: 21\n")
    with pytest.raises(Unknown, match="has no item 7 or 9"):
        applications.update_application(ana, ref, draft, answers=[1, 7, 9])
    applications.update_application(ana, ref, draft, answers=[2, 1, 2])
    assert [line.version for line in of_case.list_items(desk, ref)] == [2, 2]
    assert acts(desk, ref)[-1].startswith("version 2; for items 1 and 2")
    assert audit.audit(desk).whole


def test_proof_is_gathered_and_never_lost(ready: Staged) -> None:
    desk, ref = ready.desk, ready.ref
    hemi = at(desk, "hemi", "2026-06-12")
    due = date(2026, 7, 1)
    number = of_case.add_item(
        hemi, ref, "condition", "A moderation plan", "author", due, evidence="the plan"
    )
    change_item(hemi, ref, number, "answered", "First half", {"a.txt": b"one"})
    change_item(hemi, ref, number, "closed", "Second half", {"b.txt": b"two"})
    assert of_case.list_items(desk, ref)[0].proof == 2
    assert audit.audit(desk).whole


# --- conditions -------------------------------------------------------------------------------


def test_the_boards_conditions_hold_back_what_is_sent_until_they_are_met(board: Staged) -> None:
    desk, ref = board.desk, board.ref
    said = [
        "A moderation plan is to come; due=2026-06-30; owner=author; evidence=the plan",
        "A comma; due=2026-06-12; owner=quality-adviser; evidence=a new version",
    ]
    go(desk, ref, "bo", "2026-06-10", "approve", **BOARD, conditions=said)
    assert [(i.kind, i.due, i.who) for i in open_items(desk, ref, "2026-06-11")] == [
        ("condition", "2026-06-30", "author"),
        ("condition", "2026-06-12", "quality adviser"),
    ]
    with pytest.raises(Refused) as refusal:
        go(desk, ref, "hemi", "2026-06-15", "submit")
    assert [r.message for r in refusal.value.reasons] == [
        "condition 1 is open, due 2026-06-30: A moderation plan is to come (shown by: the plan)",
        "condition 2 is open, due 2026-06-12, overdue: A comma (shown by: a new version)",
    ]
    hemi = at(desk, "hemi", "2026-06-15")
    change_item(hemi, ref, 1, "closed", "The plan came.", LETTER)
    change_item(hemi, ref, 2, "answered", "It is there now.")
    with pytest.raises(Refused):
        go(desk, ref, "hemi", "2026-06-15", "submit")
    change_item(hemi, ref, 2, "closed", "So it is.")
    assert go(desk, ref, "hemi", "2026-06-15", "submit").now == "Submitted"
    assert looking.show_case(desk, ref)["items"] == []


def test_a_condition_has_an_owner_a_day_and_what_will_show_it_from_the_first(
    evaluation: Staged,
) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    said = ["Send the report", "Moderate; owner=author; due=2026-09-30"]
    with pytest.raises(Refused) as refusal:
        go(desk, ref, "hemi", "2026-08-11", "record-outcome", letter=True,
           conditions=said, **OUTCOME)  # fmt: skip
    assert [r.message for r in refusal.value.reasons] == [
        "record-outcome: condition 1 does not say whose it is",
        "record-outcome: condition 1 does not say the day by which it is met",
        "record-outcome: condition 1 does not say what will show that it is met",
        "record-outcome: condition 2 does not say what will show that it is met",
    ]
    assert of_case.list_items(desk, ref) == []
    by_hand = ("condition", "Moderate", "author", date(2026, 9, 30))
    with pytest.raises(AskedWrongly, match="and what will show that it is met"):
        of_case.add_item(at(desk, "hemi", "2026-08-11"), ref, *by_hand)
    with pytest.raises(Refused):
        of_case.add_item(at(desk, "ana", "2026-08-11"), ref, *by_hand, evidence="the report")
    of_case.add_item(at(desk, "hemi", "2026-08-11"), ref, *by_hand, evidence="the report")
    assert of_case.list_items(desk, ref)[0].says == "Moderate (shown by: the report)"


def test_a_condition_that_is_closed_without_what_was_to_show_it_says_so(evaluation: Staged) -> None:
    hemi, ref = at(evaluation.desk, "hemi", "2026-08-11"), evaluation.ref
    due, plan = date(2026, 9, 30), {"plan.txt": b"The plan."}
    for _ in range(3):
        of_case.add_item(hemi, ref, "condition", "Moderate", "author", due, evidence="the plan")
    (told,) = change_item(hemi, ref, 1, "closed", "done")
    assert told.startswith("it was to be shown by: the plan; no file came with it")
    assert change_item(hemi, ref, 2, "closed", "done", plan) == []
    change_item(hemi, ref, 3, "answered", "Here it is", plan)
    assert change_item(hemi, ref, 3, "closed", "done") == []


def test_nothing_is_asked_for_by_a_day_before_it_is_asked(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    with pytest.raises(Refused) as by_hand:
        of_case.add_item(
            at(desk, "hemi", "2026-08-11"), ref, "action", "Look", due=date(2026, 8, 10)
        )
    assert codes(by_hand) == {"DAY"}
    asks = {"items": ["Who?; due=2026-07-13"]}
    with pytest.raises(Refused) as by_move:
        go(desk, ref, "hemi", "2026-07-14", "request-information", letter=True, **asks)
    assert codes(by_move) == {"DAY"}
    assert of_case.list_items(desk, ref) == []


@pytest.mark.parametrize(("touches", "held"), [("; touches=listing", False), ("", True)])
def test_nzqas_condition_holds_the_accreditation_that_it_touches(
    evaluation: Staged, touches: str, held: bool
) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    said = f"Send the report; owner=author; due=2026-09-30; evidence=the report{touches}"
    outcome: dict[str, Any] = {**OUTCOME, "conditions": said}
    go(desk, ref, "hemi", "2026-08-11", "record-outcome", letter=True, **outcome)
    reasons = next(
        option.reasons
        for option in moves.possible(at(desk, "hemi", "2026-08-12"), "ACC-0001").options
        if option.move == "make-ready"
    )
    assert ("ITEM-OPEN" in {reason.code for reason in reasons}) == held
    told = open_items(desk, "ACC-0001", "2026-10-01")
    assert [(i.ref, i.number, i.overdue) for i in told if i.kind == "condition"] == [(ref, 1, True)]
    assert looking.show_case(desk, "ACC-0001")["items"][-1]["ref"] == ref
