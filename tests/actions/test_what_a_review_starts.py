"""What a re-evaluation's decision opens, drives and ends in the other tracks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import (
    LETTER,
    at,
    change_under_evaluation,
    edited,
    explained,
    gathered_afresh,
    go,
)

from mcapproval.actions import audit, looking
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.moves import Moved, Said
from mcapproval.actions.deliveries.keeping import add
from mcapproval.actions.drafts import applications
from mcapproval.actions.people.erasing import erase
from mcapproval.actions.reviewing import answering, opening
from mcapproval.errors import Refused
from mcapproval.store import keep, queries
from mcapproval.store.rows.folded import Application, Case, Review, Version

FIRST, CHANGE = "REV-2027-0001", "APP-2027-0001"
AGREED: dict[str, Any] = {
    "how": "circular",
    "present": "bo",
    "minute_reference": "AC-2027-4",
    "resolution": "as tabled",
}


def states(staged: Staged) -> dict[str, str]:
    with staged.desk.reading() as connection:
        return {case.ref: case.state for case in queries.many(connection, Case)}


def row(staged: Staged, model: Any, **key: Any) -> Any:
    with staged.desk.reading() as connection:
        found = queries.one(connection, model, **key)
    assert found is not None
    return found


def decided(staged: Staged, draft: Path, move: str, **sets: Any) -> Moved:
    """The first re-evaluation begun and answered by Mele, and decided."""
    mele = at(staged.desk, "mele", "2027-07-01")
    opening.open_review(mele, "MC-0001")
    assert answering.answer(mele, FIRST, draft.parent / "review.yaml") == ()
    return go(staged.desk, FIRST, "bo", "2027-08-11", move, **AGREED, **sets)


# --- a change ---------------------------------------------------------------------------------


def test_a_review_that_ends_in_a_change_opens_the_application_for_it(
    approved: Staged, draft: Path
) -> None:
    made = decided(approved, draft, "decide-change", reason="WCAG 2.2")
    assert made.opened == (CHANGE, "REV-2028-0001")
    assert states(approved)[CHANGE] == "drafting"
    application = row(approved, Application, ref=CHANGE)
    assert (application.kind, application.of_ref, application.route) == (
        "change",
        "MC-0001",
        "nzqa",
    )
    former = row(approved, Application, ref=approved.ref)
    with approved.desk.reading() as connection:
        was, now = (keep.content(connection, a.content) for a in (former, application))
        first = next(queries.events(connection, CHANGE))
    said = now.pop("change")
    assert {key: now[key] for key in now if now.get(key) != was.get(key)} == {
        "kind": "change",
        "of": "MC-0001",
    }
    assert said["summary"].startswith("From REV-2027-0001. Named in it and not so any more: ")
    assert "Say two to three hours a week in all information for learners." in said["summary"]
    assert said["because"].startswith("From REV-2027-0001. The need stands on evidence of this")
    assert "None; the outcomes" not in said["because"]
    assert said["because"].endswith("Corrected to level 5 on the day of listing.")
    assert made.told == (
        "took over 2 actions from the answers: mcapproval item list REV-2027-0001",
        "APP-2027-0001 is the application for the change, filled with what stands approved and "
        "with what REV-2027-0001 says",
        "to work on it: mcapproval draft take APP-2027-0001 DIR",
        "next re-evaluation REV-2028-0001, full review, due 11 August 2028",
    )
    bound = [row(approved, Version, ref=ref, number=1) for ref in (approved.ref, CHANGE)]
    assert bound[0].people == bound[1].people
    assert bound[0].files == bound[1].files
    assert (first.by.person, first.cause) == ("system", made.row)
    assert audit.audit(approved.desk).whole


def test_its_author_is_who_wrote_what_stands_approved_and_may_go_on_with_it(
    approved: Staged, draft: Path
) -> None:
    decided(approved, draft, "decide-change", reason="WCAG 2.2")
    assert looking.show_case(approved.desk, CHANGE)["author"] == "Ana Rangihuna"
    assert looking.history(approved.desk, CHANGE)[0].who == "mcapproval"
    edited(draft, "kind: listing-approval-and-accreditation", "kind: change\nof: MC-0001")
    edited(draft, "\ncredits: 10 ", "\ncredits: 12 ")
    ana = at(approved.desk, "ana", "2027-08-12")
    with pytest.raises(Refused) as refusal:
        applications.update_application(ana, CHANGE, draft)
    assert [reason.mend.split()[-1] for reason in refusal.value.reasons] == ["change"]
    draft.write_text(f"{draft.read_text('utf-8')}change:\n", "utf-8")
    assert applications.update_application(ana, CHANGE, draft).version == 2
    with pytest.raises(Refused, match="can't be changed now"):
        applications.update_application(at(approved.desk, "bo", "2027-08-12"), CHANGE, draft)


def test_who_answered_it_is_its_author_where_the_former_one_has_no_role_any_more(
    approved: Staged, draft: Path
) -> None:
    erase(at(approved.desk, "admin", "2027-06-01"), "ana", "They asked for it")
    decided(approved, draft, "decide-change", reason="WCAG 2.2")
    assert looking.show_case(approved.desk, CHANGE)["author"] == "Mele Taufa-Unga"
    assert audit.audit(approved.desk).whole


def test_a_change_that_is_under_way_is_not_opened_twice(approved: Staged, draft: Path) -> None:
    ours = change_under_evaluation(approved.desk, draft)
    made = decided(approved, draft, "decide-change", reason="WCAG 2.2")
    assert made.opened == ("REV-2028-0001",)
    assert [ref for ref in states(approved) if ref.startswith("APP-2027")] == [ours]


def test_what_was_approved_since_2023_is_not_brought_under_the_present_rules(
    approved: Staged, draft: Path
) -> None:
    with pytest.raises(Refused) as refusal:
        decided(approved, draft, "decide-migrate", reason="It is old")
    assert {reason.code for reason in refusal.value.reasons} == {"NOT-LEGACY"}


# --- a pause, and NZQA's word -----------------------------------------------------------------


def delivering(staged: Staged) -> None:
    """ACC-0001 as it stands while a cohort is taught."""
    admin = at(staged.desk, "admin", "2026-09-01")
    for move in ("make-ready", "deliver"):
        moves.move(admin, "ACC-0001", move, Said(override=True, note="For the test"))


def test_a_pause_makes_delivery_idle_and_is_decided_again_on_its_day(
    approved: Staged, draft: Path
) -> None:
    delivering(approved)
    made = decided(approved, draft, "decide-pause", reason="Few ask", due="2028-02-01")
    assert states(approved)["ACC-0001"] == "idle"
    (again,) = made.opened
    review = row(approved, Review, ref=again)
    first = row(approved, Review, ref=FIRST)
    assert (review.due_on, review.covers, review.form) == ("2028-02-01", first.covers, first.form)
    assert row(approved, Review, ref=FIRST).decision == "pause"
    assert audit.audit(approved.desk).whole


def test_a_pause_leaves_an_accreditation_that_does_not_deliver_as_it_is(
    approved: Staged, draft: Path
) -> None:
    decided(approved, draft, "decide-pause", reason="Few ask", due="2028-02-01")
    assert states(approved)["ACC-0001"] == "granted"


def why_not(staged: Staged, move: str, who: str, day: str) -> dict[str, str]:
    with pytest.raises(Refused) as refusal:
        go(staged.desk, "ACC-0001", who, day, move)
    return {reason.code: reason.message for reason in refusal.value.reasons}


def test_a_pause_stops_intake_until_its_re_evaluation_is_decided_to_continue(
    approved: Staged, draft: Path
) -> None:
    delivering(approved)
    (again,) = decided(approved, draft, "decide-pause", reason="Few ask", due="2028-02-01").opened
    against = why_not(approved, "deliver", "mele", "2027-08-11")
    assert against == {
        "INTAKE-PAUSED": "REV-2027-0001 was decided on 11 August 2027 to pause: nobody new is "
        f"taken in until {again} is decided, which is due on 1 February 2028"
    }
    go(approved.desk, FIRST, "hemi", "2027-08-20", "close")
    assert "INTAKE-PAUSED" in why_not(approved, "deliver", "mele", "2027-08-20")
    mele = at(approved.desk, "mele", "2027-10-01")
    opening.open_review(mele, "MC-0001")
    assert answering.answer(mele, again, gathered_afresh(draft, "2027-09-20")) == ()
    go(approved.desk, again, "bo", "2027-10-02", "decide-continue", **AGREED)
    assert go(approved.desk, "ACC-0001", "mele", "2027-10-03", "deliver").now == "Delivering"
    assert audit.audit(approved.desk).whole


def test_a_pause_holds_what_is_ready_and_what_is_accredited_and_made_ready_after_it(
    approved: Staged, draft: Path
) -> None:
    admin = at(approved.desk, "admin", "2026-09-01")
    override = Said(override=True, note="For the test")
    moves.move(admin, "ACC-0001", "make-ready", override)
    decided(approved, draft, "decide-pause", reason="Few ask", due="2028-02-01")
    assert states(approved)["ACC-0001"] == "idle"
    assert "INTAKE-PAUSED" in why_not(approved, "deliver", "mele", "2027-08-12")


def idle(staged: Staged) -> None:
    """ACC-0001 after its first cohort, before anybody thinks of a pause."""
    delivering(staged)
    go(staged.desk, "ACC-0001", "mele", "2027-06-01", "pause")


def test_what_is_recorded_later_is_held_to_the_pause_of_its_own_day(
    approved: Staged, draft: Path
) -> None:
    idle(approved)
    (again,) = decided(approved, draft, "decide-pause", reason="Few ask", due="2028-02-01").opened
    mele = at(approved.desk, "mele", "2027-10-01")
    opening.open_review(mele, "MC-0001")
    assert answering.answer(mele, again, gathered_afresh(draft, "2027-09-20")) == ()
    go(approved.desk, again, "bo", "2027-10-02", "decide-continue", **AGREED)
    mele = at(approved.desk, "mele", "2027-10-05")
    with pytest.raises(Refused) as refusal:
        moves.move(mele, "ACC-0001", "deliver", Said(), date(2027, 10, 1))
    (reason,) = refusal.value.reasons
    assert (reason.code, reason.message) == (
        "INTAKE-PAUSED",
        "REV-2027-0001 was decided on 11 August 2027 to pause: nobody new was taken in until "
        f"2 October 2027, when {again} was decided",
    )
    assert reason.mend.endswith("--effective: 2 October 2027 or later")
    made = moves.move(mele, "ACC-0001", "deliver", Said(), date(2027, 10, 2))
    assert made.now == "Delivering"
    assert audit.audit(approved.desk).whole


def test_what_began_before_a_pause_is_recorded_while_it_holds(
    approved: Staged, draft: Path
) -> None:
    idle(approved)
    decided(approved, draft, "decide-pause", reason="Few ask", due="2028-02-01")
    mele = at(approved.desk, "mele", "2027-08-20")
    with pytest.raises(Refused) as refusal:
        moves.move(mele, "ACC-0001", "deliver", Said(), date(2027, 8, 11))
    assert {reason.code for reason in refusal.value.reasons} == {"INTAKE-PAUSED"}
    made = moves.move(mele, "ACC-0001", "deliver", Said(), date(2027, 8, 10))
    assert made.now == "Delivering"
    assert audit.audit(approved.desk).whole


def test_a_word_of_nzqa_ends_no_pause(approved: Staged, draft: Path) -> None:
    delivering(approved)
    decided(approved, draft, "decide-pause", reason="Few ask", due="2028-02-01")
    hemi = at(approved.desk, "hemi", "2027-09-01")
    said = Said({"reason": "The need is not shown", "due": "2027-12-01"}, {}, LETTER)
    moves.move(hemi, FIRST, "decide-regulator-intervention", said)
    assert "1 December 2027" in why_not(approved, "deliver", "mele", "2027-09-01")["INTAKE-PAUSED"]


def test_what_nzqa_sets_is_the_day_of_the_review_that_waits(approved: Staged, draft: Path) -> None:
    decided(approved, draft, "decide-continue")
    hemi = at(approved.desk, "hemi", "2027-09-01")
    said = Said({"reason": "The need is not shown", "due": "2027-12-01"}, {}, LETTER)
    made = moves.move(hemi, FIRST, "decide-regulator-intervention", said)
    assert made.opened == ()
    assert row(approved, Review, ref="REV-2028-0001").due_on == "2027-12-01"
    assert row(approved, Case, ref="REV-2028-0001").due_on == "2027-12-01"
    assert row(approved, Review, ref=FIRST).decision == "regulator-intervention"
    assert row(approved, Review, ref="REV-2028-0001").covers == "2027-12-01"
    assert f"decide-regulator-intervention of {FIRST}, row " in explained(hemi, "MC-0001")[3]
    assert audit.audit(approved.desk).whole


# --- not needed, and the end ------------------------------------------------------------------


def test_what_is_not_needed_takes_nobody_new_from_the_day(approved: Staged, draft: Path) -> None:
    decided(approved, draft, "decide-not-needed", reason="No demand", teach_out="2029-12-31")
    assert states(approved)["MC-0001"] == "expiring"
    assert states(approved)["ACC-0001"] == "teach-out"
    assert row(approved, Case, ref="MC-0001").due_on == "2029-12-31"
    assert row(approved, Case, ref="ACC-0001").due_on == "2029-12-31"
    with pytest.raises(Refused) as refusal:
        go(approved.desk, "ACC-0001", "mele", "2027-08-12", "deliver")
    assert "NOT-OPEN" in {reason.code for reason in refusal.value.reasons}
    assert audit.audit(approved.desk).whole


def test_nothing_that_a_decision_sets_lies_before_its_own_day(
    approved: Staged, draft: Path
) -> None:
    with pytest.raises(Refused) as refusal:
        decided(approved, draft, "decide-not-needed", reason="No demand", teach_out="2027-08-10")
    assert [reason.code for reason in refusal.value.reasons] == ["DAY"]
    with pytest.raises(Refused) as again:
        go(approved.desk, FIRST, "bo", "2027-08-11", "decide-pause",
           reason="No demand", due="2027-08-10", **AGREED)  # fmt: skip
    assert [reason.code for reason in again.value.reasons] == ["DAY"]
    assert states(approved)["MC-0001"] == "current"


def test_what_nzqa_makes_current_again_is_delivered_and_re_evaluated_again(
    approved: Staged, draft: Path
) -> None:
    decided(approved, draft, "decide-not-needed", reason="No demand", teach_out="2029-12-31")
    hemi = at(approved.desk, "hemi", "2027-10-01")
    with pytest.raises(Refused, match="take-up"):
        moves.move(hemi, "ACC-0001", "take-up", Said())
    said = Said({"reason": "There is demand"}, {}, LETTER)
    made = moves.move(hemi, "MC-0001", "reinstate", said)
    assert made.opened == ("REV-2028-0001",)
    again = row(approved, Review, ref="REV-2028-0001")
    assert (again.due_on, again.listing) == ("2028-08-11", "MC-0001")
    assert moves.move(hemi, "ACC-0001", "take-up", Said()).now == "Granted"
    assert row(approved, Case, ref="ACC-0001").due_on is None
    assert audit.audit(approved.desk).whole


@pytest.mark.parametrize("end", ["discontinue", "remove"])
def test_the_end_of_a_listing_ends_the_applications_about_it(
    approved: Staged, draft: Path, end: str
) -> None:
    change = change_under_evaluation(approved.desk, draft)
    hemi = at(approved.desk, "hemi", "2027-03-01")
    if end == "discontinue":
        moves.move(hemi, "MC-0001", "expire", Said({"reason": "None", "teach_out": "2027-12-31"}))
        made = go(approved.desk, "MC-0001", "hemi", "2028-01-01", "discontinue",
                  reason="Done", seen_on="2028-01-01")  # fmt: skip
    else:
        made = moves.move(hemi, "MC-0001", "remove", Said({"reason": "In error"}, {}, LETTER))
    found = states(approved)
    assert found[change] == "withdrawn"
    assert found["ACC-0001"] == "closed"
    assert found[FIRST] == "closed"
    assert found[approved.ref] == "approved", "what it came from is at its own end"
    last = looking.history(approved.desk, change)[-1]
    assert (last.act, last.who, last.cause) == (
        "end-with-listing: now Withdrawn",
        "mcapproval",
        made.row,
    )
    assert audit.audit(approved.desk).whole


def expiring(staged: Staged) -> None:
    said = Said({"reason": "None", "teach_out": "2027-12-31"})
    moves.move(at(staged.desk, "hemi", "2027-03-01"), "MC-0001", "expire", said)


def discontinued(staged: Staged, day: str, recorded: str | None = None) -> Moved:
    hemi = at(staged.desk, "hemi", recorded or day)
    said = Said({"reason": "Nobody is enrolled", "seen_on": day})
    return moves.move(hemi, "MC-0001", "discontinue", said, date.fromisoformat(day))


def test_until_its_last_day_for_learners_it_ends_only_where_nobody_is_taught(
    approved: Staged,
) -> None:
    expiring(approved)
    with pytest.raises(Refused) as refusal:
        discontinued(approved, "2027-12-31")
    (reason,) = refusal.value.reasons
    assert reason.code == "TEACH-OUT"
    assert reason.message.startswith("learners under way are taught until 31 December 2027")
    assert "mcapproval move ACC-0001 close --set reason=REASON" in reason.mend
    with pytest.raises(Refused, match="can't be recorded so"):
        discontinued(approved, "2027-12-31", recorded="2028-01-05")
    with pytest.raises(Refused, match="not possible now"):
        go(approved.desk, "ACC-0001", "hemi", "2027-06-01", "close")
    go(approved.desk, "ACC-0001", "hemi", "2027-06-01", "close", reason="The last cohort is done")
    assert discontinued(approved, "2027-06-02").now == "Discontinued"
    assert audit.audit(approved.desk).whole


def test_an_accreditation_that_is_taught_longer_holds_the_listing_until_then(
    approved: Staged,
) -> None:
    expiring(approved)
    go(approved.desk, "ACC-0001", "hemi", "2027-03-02", "teach-out",
       teach_out="2028-06-30", reason="One cohort is part-time")  # fmt: skip
    with pytest.raises(Refused) as refusal:
        discontinued(approved, "2028-01-05")
    (reason,) = refusal.value.reasons
    assert reason.code == "TEACH-OUT"
    assert reason.message.startswith(
        "learners under way are taught until 30 June 2028 in ACC-0001, and ACC-0001 holds"
    )
    assert discontinued(approved, "2028-07-01").now == "Discontinued"
    assert audit.audit(approved.desk).whole


def test_an_accreditation_that_is_taught_less_long_does_not_end_it_for_all(
    approved: Staged,
) -> None:
    expiring(approved)
    go(approved.desk, "ACC-0001", "hemi", "2027-03-02", "teach-out",
       teach_out="2027-06-30", reason="The only cohort is done then")  # fmt: skip
    with pytest.raises(Refused, match="not possible now"):
        discontinued(approved, "2027-12-31")
    assert discontinued(approved, "2028-01-01").now == "Discontinued"


def against(staged: Staged, ref: str, day: str, move: str, **sets: Any) -> dict[str, str]:
    """Of each reason why Hemi can't make a move on a day: code and message."""
    with pytest.raises(Refused) as refusal:
        go(staged.desk, ref, "hemi", day, move, **sets)
    return {reason.code: reason.message for reason in refusal.value.reasons}


@pytest.mark.parametrize("day", ["2027-04-01", "2027-12-30", "2027-12-31"])
def test_by_our_own_word_the_last_day_for_learners_becomes_later_only(
    approved: Staged, day: str
) -> None:
    expiring(approved)
    sets: dict[str, Any] = {"teach_out": day, "reason": "We are done"}
    found = against(approved, "MC-0001", "2027-04-01", "extend-teach-out", **sets)
    assert set(found) == {"TEACH-OUT-EARLIER"}
    assert "until 31 December 2027, and were told so" in found["TEACH-OUT-EARLIER"]
    assert row(approved, Case, ref="MC-0001").due_on == "2027-12-31"
    sets = {"teach_out": "2028-01-01", "reason": "One cohort takes longer"}
    go(approved.desk, "MC-0001", "hemi", "2027-04-01", "extend-teach-out", **sets)
    assert row(approved, Case, ref="MC-0001").due_on == "2028-01-01"


def test_by_our_own_word_no_accreditation_loses_days_that_it_was_given(approved: Staged) -> None:
    expiring(approved)
    longer: dict[str, Any] = {"teach_out": "2028-06-30", "reason": "One cohort is part-time"}
    go(approved.desk, "ACC-0001", "hemi", "2027-03-02", "teach-out", **longer)
    sets = {"teach_out": "2028-03-31", "reason": "One cohort takes longer"}
    found = against(approved, "MC-0001", "2027-04-01", "extend-teach-out", **sets)
    assert "until 30 June 2028 in ACC-0001" in found["TEACH-OUT-EARLIER"]


def test_the_last_day_for_learners_that_nzqa_set_moves_by_its_letter_only(
    approved: Staged,
) -> None:
    expiring(approved)
    desk = approved.desk
    go(desk, "MC-0001", "hemi", "2027-05-01", "record-teach-out", letter=True,
       teach_out="2028-06-30")  # fmt: skip
    sets = {"teach_out": "2028-12-31", "reason": "One cohort takes longer"}
    told = "NZQA set the last day for learners under way by its letter of 1 May 2027"
    for ref, move in (("MC-0001", "extend-teach-out"), ("ACC-0001", "teach-out")):
        assert against(approved, ref, "2027-05-02", move, **sets) == {"TEACH-OUT-NZQA": told}
    past = Said(sets, note="For the test", override=True)
    with pytest.raises(Refused, match="not possible now"):
        moves.move(at(desk, "admin", "2027-05-02"), "MC-0001", "extend-teach-out", past)
    earlier: dict[str, Any] = {"teach_out": "2028-03-31", "reason": "The only cohort is done then"}
    go(desk, "ACC-0001", "hemi", "2027-05-02", "teach-out", **earlier)
    with pytest.raises(Refused) as refusal:
        discontinued(approved, "2028-06-30")
    (reason,) = refusal.value.reasons
    assert (reason.code, reason.mend.split()[-1]) == ("TEACH-OUT", "record-teach-out")
    go(desk, "MC-0001", "hemi", "2028-07-01", "discontinue",
       reason="Taught out", seen_on="2028-07-01")  # fmt: skip
    assert audit.audit(desk).whole


def test_a_re_evaluation_decides_on_an_earlier_last_day_for_learners(
    approved: Staged, draft: Path
) -> None:
    expiring(approved)
    decided(approved, draft, "decide-not-needed", reason="No demand", teach_out="2027-09-30")
    days = [row(approved, Case, ref=ref).due_on for ref in ("MC-0001", "ACC-0001")]
    assert days == ["2027-09-30", "2027-09-30"]
    last = looking.history(approved.desk, "MC-0001")[-1]
    assert (last.act, last.who) == ("decide-teach-out", "mcapproval")
    assert discontinued(approved, "2027-10-01").now == "Discontinued"
    assert audit.audit(approved.desk).whole


def test_a_re_evaluation_leaves_the_last_day_that_nzqa_set(approved: Staged, draft: Path) -> None:
    expiring(approved)
    go(approved.desk, "MC-0001", "hemi", "2027-05-01", "record-teach-out", letter=True,
       teach_out="2028-06-30")  # fmt: skip
    with pytest.raises(Refused) as refusal:
        decided(approved, draft, "decide-not-needed", reason="No demand", teach_out="2027-09-30")
    (reason,) = refusal.value.reasons
    assert reason.code == "TEACH-OUT-NZQA"
    assert reason.mend.startswith("leave it at 30 June 2028")
    go(approved.desk, FIRST, "bo", "2027-08-11", "decide-not-needed",
       reason="No demand", teach_out="2028-06-30", **AGREED)  # fmt: skip
    assert row(approved, Case, ref="MC-0001").due_on == "2028-06-30"


def test_the_last_day_for_learners_is_moved_with_a_reason_or_nzqas_letter(
    approved: Staged,
) -> None:
    expiring(approved)
    desk = approved.desk
    with pytest.raises(Refused, match="not possible now"):
        go(desk, "MC-0001", "hemi", "2027-04-01", "extend-teach-out", teach_out="2028-06-30")
    go(desk, "MC-0001", "hemi", "2027-04-01", "extend-teach-out",
       teach_out="2028-06-30", reason="One cohort takes longer")  # fmt: skip
    days = [row(approved, Case, ref=ref).due_on for ref in ("MC-0001", "ACC-0001")]
    assert days == ["2028-06-30", "2028-06-30"]
    with pytest.raises(Refused, match="not possible now"):
        discontinued(approved, "2028-06-30")
    with pytest.raises(Refused, match="not possible now"):
        go(desk, "MC-0001", "hemi", "2027-05-01", "record-teach-out", teach_out="2027-08-31")
    go(desk, "MC-0001", "hemi", "2027-05-01", "record-teach-out", letter=True,
       teach_out="2027-08-31")  # fmt: skip
    assert "teach out: 2027-08-31" in looking.history(desk, "MC-0001")[-1].text
    assert discontinued(approved, "2027-09-01").now == "Discontinued"
    assert audit.audit(desk).whole


def test_a_new_version_is_listed_while_it_is_expiring(approved: Staged, draft: Path) -> None:
    change = change_under_evaluation(approved.desk, draft)
    hemi = at(approved.desk, "hemi", "2027-03-01")
    moves.move(hemi, "MC-0001", "expire", Said({"reason": "None", "teach_out": "2027-12-31"}))
    sets = {"results": "approval:granted", "listing_version": "2"}
    go(approved.desk, change, "hemi", "2027-03-02", "record-outcome", letter=True, **sets)
    assert looking.show_case(approved.desk, "MC-0001")["facts"]["number_version"] == 2


def test_a_pause_refuses_a_cohort_that_would_begin_in_it(approved: Staged, draft: Path) -> None:
    delivering(approved)
    (again,) = decided(approved, draft, "decide-pause", reason="Few ask", due="2028-02-01").opened
    hemi = at(approved.desk, "hemi", "2027-08-12")
    cohort = {"listing": "MC-0001", "cohort": "B", "starts": "2027-09-06", "ends": "2027-11-26"}
    with pytest.raises(Refused) as refusal:
        add(hemi, cohort)
    (reason,) = refusal.value.reasons
    assert (reason.code, reason.who) == ("INTAKE-PAUSED", "you")
    assert reason.message.endswith(f"until {again} is decided, which is due on 1 February 2028")
    assert reason.mend == (
        f"let the intake begin once that is decided, or have {again} decided sooner: the quality "
        "adviser begins it and the academic board decides; see: mcapproval next " + again
    )
    assert add(hemi, {**cohort, "starts": "2027-06-07"}).ref == "DEL-0001"


def test_where_it_is_not_needed_any_more_nothing_is_said_to_be_due(
    approved: Staged, draft: Path
) -> None:
    decided(approved, draft, "decide-not-needed", reason="Nobody asks for it")
    told = explained(at(approved.desk, "hemi", "2027-08-12"), "MC-0001")
    assert told[3] == "Next: nothing is due, for it stands as 'Expiring: no new enrolments'."
