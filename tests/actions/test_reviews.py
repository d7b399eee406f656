"""Re-evaluation: due, opened, answered, decided; the next one counts from the first approval."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import BOARD, a_year_later, at, edited, explained, gathered_afresh, go

from mcapproval.actions import audit, looking, setup
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.deliveries.keeping import add, cancel
from mcapproval.actions.drafts.checking_answers import check_answers
from mcapproval.actions.people import known
from mcapproval.actions.reporting.portfolio import portfolio_page
from mcapproval.actions.reviewing import answering, opening
from mcapproval.actions.reviewing import due as due_now
from mcapproval.actions.reviewing.year import year
from mcapproval.errors import Refused, Unknown, Unreadable
from mcapproval.reports.due import Due
from mcapproval.store import queries
from mcapproval.store.reported.listed import Wanted
from mcapproval.store.rows.folded import Case, Review

FIRST = "REV-2027-0001"


def lines(staged: Staged, day: str, within: int) -> tuple[Due, ...]:
    asked = due_now.Asked(within)
    return due_now.due(staged.desk.records.where, "mele", date.fromisoformat(day), asked).rows


def due(staged: Staged, day: str, within: int) -> list[tuple[str, str, int]]:
    return [(line.ref, line.due_on, line.days) for line in lines(staged, day, within)]


def answered(staged: Staged, draft: Path, day: str = "2027-07-01") -> None:
    """Begun by Mele and answered in full."""
    mele = at(staged.desk, "mele", day)
    opening.open_review(mele, "MC-0001")
    assert answering.answer(mele, FIRST, draft.parent / "review.yaml") == ()


def review(staged: Staged, ref: str) -> Review:
    with staged.desk.reading() as connection:
        found = queries.one(connection, Review, ref=ref)
    assert found is not None
    return found


def states(staged: Staged) -> dict[str, str]:
    with staged.desk.reading() as connection:
        return {case.ref: case.state for case in queries.many(connection, Case)}


def test_what_is_due_is_listed_from_so_many_days_before_and_when_overdue(
    approved: Staged,
) -> None:
    assert due(approved, "2027-07-01", 40) == []
    assert due(approved, "2027-07-01", 41) == [(FIRST, "2027-08-11", 41)]
    assert due(approved, "2027-08-21", 0) == [(FIRST, "2027-08-11", -10)]
    line = lines(approved, "2027-08-01", 60)[0]
    assert (line.number, line.version) == ("990011", 1)
    assert (line.form, line.state) == ("yearly check", "scheduled")
    assert line.title == "Community-Led Development Facilitation"


def test_why_it_is_due_is_told_from_the_approval_on(approved: Staged) -> None:
    for name in ("MC-0001", "990011"):
        said = explained(approved.desk, name)
        assert "approved on 11 August 2026 with APP-2026-0001" in said[0]
        assert "not by NZQA" in said[1]
        assert "by its letter of 11 August 2026 (record-outcome of APP-2026-0001, row " in said[2]
        assert f"Next: a yearly check, {FIRST}, on 11 August 2027" in said[3]


def test_a_review_is_opened_by_our_number_or_nzqas(approved: Staged) -> None:
    opened = opening.open_review(at(approved.desk, "mele", "2027-07-01"), "990011")
    assert (opened.ref, opened.now) == (FIRST, "In progress")
    with pytest.raises(Refused, match="begin"):
        opening.open_review(at(approved.desk, "mele", "2027-07-02"), "MC-0001")
    with pytest.raises(Unknown, match="no micro-credential MC-0009"):
        opening.open_review(at(approved.desk, "mele", "2027-07-02"), "MC-0009")


def test_it_is_answered_while_it_is_in_progress_and_not_before(
    approved: Staged, draft: Path
) -> None:
    file = draft.parent / "review.yaml"
    with pytest.raises(Refused, match="can't be answered now"):
        answering.answer(at(approved.desk, "mele", "2027-07-01"), FIRST, file)
    answered(approved, draft)
    with pytest.raises(Refused, match="can't be answered now"):
        answering.answer(at(approved.desk, "bo", "2027-07-01"), FIRST, file)
    with pytest.raises(Unknown, match="no re-evaluation"):
        answering.answer(at(approved.desk, "mele", "2027-07-01"), "MC-0001", file)


def test_what_is_not_answered_is_told_and_holds_up_the_decision(
    approved: Staged, draft: Path
) -> None:
    file = draft.parent / "review.yaml"
    whole = file.read_text("utf-8")
    file.write_text("format: review/1\ntrigger: scheduled\n", "utf-8")
    mele = at(approved.desk, "mele", "2027-07-01")
    opening.open_review(mele, "MC-0001")
    still_open = answering.answer(mele, FIRST, file)
    codes = ["REV-CONTENT"] * 13 + ["REV-SEARCH", "REV-WATCH"]
    assert len(still_open) == len(codes)
    with pytest.raises(Refused) as refusal:
        go(approved.desk, FIRST, "bo", "2027-08-11", "decide-continue", **BOARD)
    assert sorted(r.code for r in refusal.value.reasons) == codes
    file.write_text(whole, "utf-8")
    assert answering.answer(mele, FIRST, file) == ()
    assert go(approved.desk, FIRST, "bo", "2027-08-11", "decide-continue", **BOARD).now == "Decided"


def test_evidence_of_a_review_is_kept_and_a_missing_one_refused(
    approved: Staged, draft: Path
) -> None:
    file = draft.parent / "review.yaml"
    (draft.parent / "review" / "r2-letter-network.txt").unlink()
    mele = at(approved.desk, "mele", "2027-07-01")
    opening.open_review(mele, "MC-0001")
    before = audit.audit(mele)
    with pytest.raises(Refused, match="look at the files that it names") as refusal:
        answering.answer(mele, FIRST, file)
    (reason,) = refusal.value.reasons
    assert reason.message.endswith("review/r2-letter-network.txt: there is no such file")
    (told,) = check_answers(file, date(2027, 7, 1), None).findings
    assert f"line {told.line}: {told.message}" == reason.message
    assert audit.audit(mele) == before
    (draft.parent / "review" / "r2-letter-network.txt").write_text("Here", "utf-8")
    answering.answer(mele, FIRST, file)
    with mele.reading() as connection:
        row = list(queries.events(connection, FIRST))[-1]
    assert len(row.data["files"]) == len(row.data["keeps"]["file"]) == 2
    assert audit.audit(mele).whole


def test_a_file_of_another_shape_is_no_answer(approved: Staged, draft: Path) -> None:
    mele = at(approved.desk, "mele", "2027-07-01")
    opening.open_review(mele, "MC-0001")
    with pytest.raises(Unreadable, match="a draft of an application"):
        answering.answer(mele, FIRST, draft)
    edited(draft, "format: application/1", "format: review/1")
    with pytest.raises(Refused, match="part of it is not understood"):
        answering.answer(mele, FIRST, draft)


# --- decided in three ways --------------------------------------------------------------------


def test_to_continue_schedules_the_next_one_from_the_first_approval(
    approved: Staged, draft: Path
) -> None:
    """Decided four months late: the next is due on the anniversary all the same."""
    answered(approved, draft, "2027-12-01")
    made = go(approved.desk, FIRST, "bo", "2027-12-20", "decide-continue", **BOARD)
    assert made.opened == ("REV-2028-0001",)
    following = review(approved, "REV-2028-0001")
    assert (following.due_on, following.form) == ("2028-08-11", "full review"), "NZQA's falls on it"
    decided = review(approved, FIRST)
    assert (decided.decision, decided.decided_on) == ("continue", "2027-12-20")
    with pytest.raises(Refused) as refusal:
        go(approved.desk, FIRST, "hemi", "2027-12-21", "report", letter=True,
           reporting_code="9901")  # fmt: skip
    assert {reason.code for reason in refusal.value.reasons} == {"NOT-ITS-FORM"}, "it is our own"
    assert go(approved.desk, FIRST, "hemi", "2027-12-21", "close").now == "Closed"
    assert due(approved, "2027-12-22", 400) == [("REV-2028-0001", "2028-08-11", 233)]
    assert audit.audit(approved.desk).whole


def test_a_full_review_ends_with_its_report_or_the_reason_for_none(
    approved: Staged, draft: Path
) -> None:
    answered(approved, draft)
    go(approved.desk, FIRST, "bo", "2027-08-02", "decide-continue", **BOARD)
    full = "REV-2028-0001"
    mele = at(approved.desk, "mele", "2028-07-01")
    opening.open_review(mele, "MC-0001")
    answering.answer(mele, full, gathered_afresh(draft))
    go(approved.desk, full, "bo", "2028-08-01", "decide-continue", **BOARD)
    for move, codes in (
        ("close", {"NOT-ITS-FORM"}),
        ("close-unreported", {"MISSING-ANSWER"}),
        ("report", {"MISSING-ANSWER"}),
    ):
        with pytest.raises(Refused) as refusal:
            go(approved.desk, full, "hemi", "2028-08-02", move)
        assert {reason.code for reason in refusal.value.reasons} == codes
    made = go(approved.desk, full, "hemi", "2028-08-02", "report", letter=True)
    assert made.now == "Reported"
    told = looking.history(approved.desk, full)[-1].text
    assert told.startswith("report: ")


def test_year_after_year_the_day_stays(approved: Staged, draft: Path) -> None:
    """Also where nobody recorded that the first one was reported."""
    answered(approved, draft)
    go(approved.desk, FIRST, "bo", "2027-08-02", "decide-continue", **BOARD)
    mele = at(approved.desk, "mele", "2028-09-01")
    opening.open_review(mele, "MC-0001")
    answering.answer(mele, "REV-2028-0001", gathered_afresh(draft))
    made = go(approved.desk, "REV-2028-0001", "bo", "2028-10-05", "decide-continue", **BOARD)
    assert review(approved, made.opened[0]).due_on == "2029-08-11"


def test_the_words_of_the_last_one_show_no_need_of_today_whatever_day_they_bear(
    approved: Staged, draft: Path
) -> None:
    answered(approved, draft)
    go(approved.desk, FIRST, "bo", "2027-08-02", "decide-continue", **BOARD)
    mele = at(approved.desk, "mele", "2028-09-01")
    opening.open_review(mele, "MC-0001")
    told = answering.answer_with(mele, "REV-2028-0001", a_year_later(draft))
    copied = "what otago-polytechnic says is word for word in REV-2027-0001 already"
    assert told.move == "decide-continue-with-actions"
    assert [said.startswith(copied) for said in told.in_the_way] == [True, False]
    assert not [said for said in told.warned if "word for word" in said]
    with pytest.raises(Refused) as refusal:
        go(approved.desk, "REV-2028-0001", "bo", "2028-10-05", "decide-continue", **BOARD)
    assert [r.code for r in refusal.value.reasons] == ["REV-COPIED", "REV-COPIED"]


def test_to_change_asks_for_a_reason_and_schedules_the_next_one_too(
    approved: Staged, draft: Path
) -> None:
    answered(approved, draft)
    with pytest.raises(Refused) as refusal:
        go(approved.desk, FIRST, "bo", "2027-08-11", "decide-change", **BOARD)
    assert [r.code for r in refusal.value.reasons] == ["MISSING-ANSWER"]
    made = go(
        approved.desk,
        FIRST,
        "bo",
        "2027-08-11",
        "decide-change",
        reason="Two hours a week are too few",
        items=["Apply for the change; due=2027-10-31"],
        **BOARD,
    )
    assert made.opened == ("APP-2027-0001", "REV-2028-0001")
    assert review(approved, FIRST).decision == "change"
    assert states(approved)["MC-0001"] == "current"


def test_not_needed_lets_the_listing_expire_and_schedules_nothing(
    approved: Staged, draft: Path
) -> None:
    answered(approved, draft)
    made = go(
        approved.desk,
        FIRST,
        "bo",
        "2027-08-11",
        "decide-not-needed",
        reason="Nobody asks for it any more",
        teach_out="2028-06-30",
        **BOARD,
    )
    assert made.opened == ()
    assert states(approved) == {
        "APP-2026-0001": "approved",
        "MC-0001": "expiring",
        "ACC-0001": "teach-out",
        FIRST: "decided",
    }
    expired = looking.history(approved.desk, "MC-0001")[-1]
    assert (expired.who, expired.cause) == ("mcapproval", made.row)
    assert "2028-06-30" in expired.text
    assert due(approved, "2028-12-31", 400) == []
    assert audit.audit(approved.desk).whole


def test_not_needed_is_decided_and_tried_with_a_word_on_each_cohort_to_come(
    approved: Staged, draft: Path
) -> None:
    answered(approved, draft)
    mele = at(approved.desk, "mele", "2027-08-11")
    for starts in ("2027-02-15", "2028-02-15", "2028-07-10"):
        days = {"cohort": starts, "starts": starts, "ends": f"{starts[:4]}-12-01"}
        last = add(mele, {"listing": "MC-0001", "provider": "otago-polytechnic", **days})
    cancel(mele, last.ref, None)
    said = Said({**BOARD, "reason": "Nobody asks for it", "teach_out": "2028-12-01"})
    bo = at(approved.desk, "bo", "2027-08-11")
    tried = moves.try_move(bo, FIRST, "decide-not-needed", said)
    made = moves.move(bo, FIRST, "decide-not-needed", said)
    assert tried.told == made.told
    assert made.told[0].startswith(
        "intakes are still to come: otago-polytechnic on 15 February 2028; nobody new may enrol"
    )
    assert made.told[1] == "to see them: mcapproval delivery list --listing MC-0001"


def test_who_wrote_the_answers_does_not_decide_on_them(approved: Staged, draft: Path) -> None:
    answered(approved, draft)
    known.grant(approved.desk, "bo", "author", case=FIRST)
    with pytest.raises(Refused) as refusal:
        go(approved.desk, FIRST, "bo", "2027-08-11", "decide-continue", **BOARD)
    assert [r.code for r in refusal.value.reasons] == ["OWN-CASE", "QUORUM"]


def test_a_decision_has_a_form_and_a_minute(approved: Staged, draft: Path) -> None:
    answered(approved, draft)
    with pytest.raises(Refused) as refusal:
        go(approved.desk, FIRST, "bo", "2027-08-11", "decide-continue")
    asked = {r.message.split("`")[1] for r in refusal.value.reasons}
    assert asked == {"how", "present", "minute_reference", "resolution"}


def test_before_an_approval_no_review_is_scheduled(evaluation: Staged) -> None:
    go(
        evaluation.desk,
        evaluation.ref,
        "hemi",
        "2026-08-11",
        "record-outcome",
        letter=True,
        results="listing:granted",
    )
    with pytest.raises(Unknown, match="no re-evaluation of MC-0001 is waiting"):
        opening.open_review(at(evaluation.desk, "mele", "2026-09-01"), "MC-0001")
    said = explained(evaluation.desk, "MC-0001")
    assert said[0] == "MC-0001: its approval is not recorded."
    assert "nothing is scheduled; record the approval on APP-2026-0001, or the day" in said[3]


def test_why_none_is_waiting_is_said_of_what_expires_and_of_what_is_at_its_end(
    approved: Staged, draft: Path
) -> None:
    desk = approved.desk
    answered(approved, draft)
    go(desk, FIRST, "bo", "2027-08-11", "decide-not-needed",
       reason="No demand", teach_out="2027-12-31", **BOARD)  # fmt: skip
    with pytest.raises(Unknown, match="no re-evaluation of MC-0001 is waiting") as expiring:
        opening.open_review(at(desk, "mele", "2027-09-01"), "MC-0001")
    assert expiring.value.hint.startswith("it is expiring, until 31 December 2027")
    go(desk, "MC-0001", "hemi", "2028-01-01", "discontinue", reason="-", seen_on="2028-01-01")
    with pytest.raises(Unknown) as over:
        opening.open_review(at(desk, "mele", "2028-01-02"), "MC-0001")
    assert over.value.hint.startswith("it is discontinued, and at an end")


def test_a_policy_with_a_shorter_year_is_kept_to(approved: Staged, draft: Path) -> None:
    file = draft.parent / "policy.toml"
    file.write_text(
        'format = "policy/1"\nprovider = "otago-polytechnic"\n\n'
        "[review]\nyearly_check_months = 6\n",
        "utf-8",
    )
    setup.adopt_policy(at(approved.desk, "admin", "2027-06-01"), file, None, date(2027, 6, 1))
    answered(approved, draft)
    made = go(approved.desk, FIRST, "bo", "2027-08-11", "decide-continue", **BOARD)
    assert review(approved, made.opened[0]).due_on == "2028-02-11"


@pytest.mark.parametrize(("decided", "overdue"), [("2027-08-11", 0), ("2027-08-20", 1)])
def test_what_was_decided_after_its_day_was_overdue_in_that_month_though_it_is_no_more(
    approved: Staged, draft: Path, decided: str, overdue: int
) -> None:
    answered(approved, draft)
    go(approved.desk, FIRST, "bo", decided, "decide-continue", **BOARD)
    later = at(approved.desk, "mele", "2027-10-01")
    (august,) = year(later, date(2027, 8, 1), date(2027, 8, 31))
    assert (august.overdue, august.decided) == (overdue, 1)
    for first, last, many in ((1, 11, 0), (1, 12, overdue), (12, 31, overdue), (13, 31, 0)):
        (part,) = year(later, date(2027, 8, first), date(2027, 8, last))
        assert part.overdue == many, "it is overdue on 12 August, the day after its own"


def test_the_portfolio_names_the_day_of_the_review_that_waits_and_of_none_that_was_decided(
    approved: Staged, draft: Path
) -> None:
    answered(approved, draft)
    (before,) = portfolio_page(approved.desk, Wanted()).rows
    go(approved.desk, FIRST, "bo", "2027-08-11", "decide-continue", **BOARD)
    (after,) = portfolio_page(approved.desk, Wanted()).rows
    assert (before.next_review, after.next_review) == ("2027-08-11", "2028-08-11")


@pytest.mark.parametrize(("removed", "overdue"), [("2027-08-11", 0), ("2027-08-20", 1)])
def test_what_was_closed_undecided_after_its_day_was_overdue_in_that_month_too(
    approved: Staged, removed: str, overdue: int
) -> None:
    go(approved.desk, "MC-0001", "hemi", removed, "remove", letter=True, reason="Listed in error")
    closed = review(approved, FIRST)
    assert (closed.waits, closed.decided_on, closed.due_on) == (False, None, "2027-08-11")
    later = at(approved.desk, "mele", "2027-10-01")
    (august,) = year(later, date(2027, 8, 1), date(2027, 8, 31))
    assert (august.overdue, august.decided) == (overdue, 0)
