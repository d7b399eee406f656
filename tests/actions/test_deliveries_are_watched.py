"""What deliveries set going: an accreditation delivers, completions are reported, nothing idles."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import at, go, shown_ready

from mcapproval.actions.audit import audit
from mcapproval.actions.cases.moves import possible
from mcapproval.actions.cases.standing.facts import of_case
from mcapproval.actions.deliveries import keeping
from mcapproval.actions.deliveries.counted import by_year, in_period, undated
from mcapproval.actions.deliveries.keeping import Kept
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts.checking_cases import check_case
from mcapproval.actions.due.outbox import outbox_page
from mcapproval.actions.due.ticking import Ticked, tick
from mcapproval.actions.due.waiting import of_everybody, of_person
from mcapproval.actions.looking import show_case
from mcapproval.actions.lookup import case_row
from mcapproval.actions.reporting.portfolio import portfolio_page
from mcapproval.actions.reporting.undelivered import undelivered
from mcapproval.errors import Refused
from mcapproval.policy.model import SHIPPED
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case
from mcapproval.store.whole import Decided

ACC, MC = "ACC-0001", "MC-0001"
OTAGO = "otago-polytechnic"


def add(desk: Desk, day: str, cohort: str = "B", **facts: Any) -> Kept:
    days = {"starts": "2026-10-05", "ends": "2026-12-11"}
    return keeping.add(at(desk, "hemi", day), {"listing": MC, "cohort": cohort, **days, **facts})


def update(desk: Desk, day: str, ref: str = "DEL-0001", **facts: Any) -> Kept:
    return keeping.update(at(desk, "hemi", day), ref, facts, {})


def ticked(desk: Desk, day: str, dry: bool = False) -> Ticked:
    return tick(desk.on(date.fromisoformat(day)), dry)


def of_deliveries(done: Ticked) -> list[tuple[str, str, str, str]]:
    found = [n for n in done.notices if n.about.startswith(("reporting", "idle", "teach-out"))]
    return [(n.ref, n.kind, n.about, n.due_on) for n in found]


def state(desk: Desk, ref: str = ACC) -> str:
    with desk.reading() as connection:
        case = queries.one(connection, Case, ref=ref)
    assert case
    return case.state


def codes(desk: Desk, ref: str, day: str) -> set[str]:
    return {f.code for f in check_case(desk.on(date.fromisoformat(day)), ref, None).findings}


@pytest.fixture
def ready_to(approved: Staged) -> Desk:
    """Ready to deliver since 1 September 2026."""
    shown_ready(approved.desk, ACC, "2026-09-01")
    go(approved.desk, ACC, "mele", "2026-09-01", "make-ready")
    return approved.desk


def test_the_first_day_of_a_delivery_makes_what_is_ready_deliver_once(ready_to: Desk) -> None:
    assert add(ready_to, "2026-09-02").begun is None
    assert ticked(ready_to, "2026-10-04").moves == ()
    (dry,) = ticked(ready_to, "2026-10-05", dry=True).moves
    assert (dry.ref, dry.now, dry.row) == (ACC, "Delivering", None)
    assert state(ready_to) == "ready-to-deliver"
    (made,) = ticked(ready_to, "2026-10-05").moves
    assert (made.move, made.due_on, state(ready_to)) == ("deliver", "2026-10-05", "delivering")
    assert ticked(ready_to, "2026-10-05").moves == ()
    assert audit(ready_to).whole


def test_what_is_entered_while_it_runs_makes_it_deliver_at_once(ready_to: Desk) -> None:
    begun = add(ready_to, "2026-10-06").begun
    assert begun is not None
    assert (begun.ref, begun.now, begun.why) == (ACC, "Delivering", "")


def test_what_is_not_ready_stays_and_that_is_told(approved: Staged) -> None:
    begun = add(approved.desk, "2026-10-06").begun
    assert begun is not None
    assert "not ready to deliver yet" in begun.why
    assert state(approved.desk) == "granted"


def test_completions_are_reminded_of_told_as_due_and_overtaken_once_reported(
    ready_to: Desk,
) -> None:
    add(ready_to, "2026-10-06", enrolled=18)
    assert of_deliveries(ticked(ready_to, "2027-03-05")) == []
    update(ready_to, "2027-03-05", completed=15, completed_on="2026-12-04")
    about = "reporting:DEL-0001"
    (due,) = of_deliveries(ticked(ready_to, "2027-03-05"))
    assert due == (ACC, "overdue", about, "2027-03-04")
    assert of_deliveries(ticked(ready_to, "2027-03-06")) == []
    assert "REPORT-3M" in codes(ready_to, ACC, "2027-03-05")
    desk = at(ready_to, "hemi", "2027-03-06")
    for found in (of_person(desk), of_everybody(desk)):
        assert [row.due_on for row in found.rows if "DEL-0001" in row.what] == ["2027-03-04"]
    update(ready_to, "2027-03-07", reported_on="2027-03-07")
    assert of_deliveries(ticked(ready_to, "2027-03-08")) == []
    day = ready_to.on(date(2027, 3, 8))
    assert {n.standing for n in outbox_page(day).rows if n.about == about} == {"overtaken"}
    assert audit(ready_to).whole


def test_a_reminder_comes_before_completions_are_due(ready_to: Desk) -> None:
    add(ready_to, "2026-10-06", enrolled=18)
    update(ready_to, "2027-03-01", completed=15)
    assert of_deliveries(ticked(ready_to, "2027-03-10")) == [
        (ACC, "remind", "reporting:DEL-0001", "2027-03-11")
    ]


def test_completions_that_stay_unreported_are_told_once_more_as_late(ready_to: Desk) -> None:
    """Five working days after the day, as of an item that is late."""
    add(ready_to, "2026-10-06", enrolled=18)
    update(ready_to, "2027-03-05", completed=15, completed_on="2026-12-04")
    about, due = "reporting:DEL-0001", "2027-03-04"
    assert of_deliveries(ticked(ready_to, "2027-03-05")) == [(ACC, "overdue", about, due)]
    assert of_deliveries(ticked(ready_to, "2027-03-10")) == []
    assert of_deliveries(ticked(ready_to, "2027-03-11")) == [(ACC, "escalate", about, due)]
    assert of_deliveries(ticked(ready_to, "2027-03-12")) == []


def test_what_came_from_elsewhere_and_does_not_say_is_not_chased(ready_to: Desk) -> None:
    add(ready_to, "2026-10-06", enrolled=18, completed=15, imported="IMP-0001")
    assert of_deliveries(ticked(ready_to, "2027-05-05")) == []


def test_an_accreditation_is_told_of_as_idle_a_year_after_its_last_delivery(ready_to: Desk) -> None:
    add(ready_to, "2026-10-06")
    assert of_deliveries(ticked(ready_to, "2027-11-10")) == []
    assert of_deliveries(ticked(ready_to, "2027-11-11")) == [(ACC, "remind", "idle", "2027-12-11")]
    add(ready_to, "2027-11-12", "C", starts="2027-11-15", ends="2027-12-20")
    (idle,) = (n for n in outbox_page(ready_to.on(date(2027, 11, 13))).rows if n.about == "idle")
    assert idle.standing == "overtaken"
    assert of_deliveries(ticked(ready_to, "2027-12-12")) == []
    assert "IDLE" not in codes(ready_to, ACC, "2027-12-12")
    assert of_deliveries(ticked(ready_to, "2028-12-20")) == [(ACC, "overdue", "idle", "2028-12-20")]
    assert "IDLE" in codes(ready_to, ACC, "2028-12-20")


def test_learners_whom_a_re_evaluation_counted_put_off_that_an_accreditation_is_told_of_as_idle(
    ready_to: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(ready_to, "2026-10-06")
    late = [(ACC, "overdue", "idle", "2027-12-11")]
    assert of_deliveries(ticked(ready_to, "2028-02-01")) == late
    counted = {"delivery": [{"provider": OTAGO, "enrolments": 9}]}
    period = {"period": {"from": "2026-12-12", "until": "2028-01-20"}}
    decided = [Decided(MC, "2028-02-08", "continue", {**counted, **period})]
    monkeypatch.setattr("mcapproval.actions.deliveries.by_review.decided", lambda *_: decided)
    assert "IDLE" not in codes(ready_to, ACC, "2028-02-09")
    assert "IDLE" not in codes(ready_to, MC, "2028-02-09")
    assert of_deliveries(ticked(ready_to, "2028-02-09")) == []
    (idle,) = (n for n in outbox_page(ready_to.on(date(2028, 2, 9))).rows if n.about == "idle")
    assert idle.standing == "overtaken"
    assert of_deliveries(ticked(ready_to, "2029-01-20")) == [(ACC, "overdue", "idle", "2029-01-20")]
    assert "IDLE" in codes(ready_to, ACC, "2029-01-20")


def counted_once(monkeypatch: pytest.MonkeyPatch, until: str) -> None:
    period = {"from": until, "until": until}
    answers = {"delivery": [{"provider": OTAGO, "enrolments": 9}], "period": period}
    decided = [Decided(MC, "2026-09-21", "continue", answers)]
    monkeypatch.setattr("mcapproval.actions.deliveries.by_review.decided", lambda *_: decided)


def test_between_two_yearly_counts_what_has_no_cohort_is_not_idle(
    ready_to: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was taught in the year comes with the re-evaluation that waits, due on 11 August 2027;
    a month after that day nobody waits for it any more."""
    counted_once(monkeypatch, "2026-07-20")
    go(ready_to, ACC, "mele", "2026-09-22", "deliver")
    for day, lapses in (("2027-07-19", "2027-07-20"), ("2027-07-20", ""), ("2027-09-09", "")):
        assert "IDLE" not in codes(ready_to, ACC, day)
        (row,) = undelivered(ready_to.on(date.fromisoformat(day))).rows
        assert (row.may_lapse_on, row.over) == (lapses, "no")
    assert "IDLE" in codes(ready_to, ACC, "2027-09-10")
    (row,) = undelivered(ready_to.on(date(2027, 9, 10))).rows
    assert (row.may_lapse_on, row.over) == ("2027-07-20", "yes")


def test_between_two_yearly_counts_nobody_is_told_that_an_accreditation_idles(
    ready_to: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(ready_to, "2026-09-03", starts="2026-09-02", ends="2026-09-05")
    counted_once(monkeypatch, "2026-09-10")
    assert of_deliveries(ticked(ready_to, "2027-08-11")) == []
    assert of_deliveries(ticked(ready_to, "2027-09-09")) == []
    assert of_deliveries(ticked(ready_to, "2027-09-10")) == [(ACC, "overdue", "idle", "2027-09-10")]


def test_a_re_evaluation_that_is_due_years_after_the_count_is_not_waited_for(
    ready_to: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted_once(monkeypatch, "2026-02-10")
    go(ready_to, ACC, "mele", "2026-09-22", "deliver")
    assert "IDLE" not in codes(ready_to, ACC, "2027-02-09")
    assert "IDLE" in codes(ready_to, ACC, "2027-02-10")


def test_nobody_new_is_taken_in_while_it_expires_and_what_runs_on_is_told(ready_to: Desk) -> None:
    add(ready_to, "2026-10-06")
    go(ready_to, MC, "hemi", "2026-10-07", "expire", reason="No need", teach_out="2026-11-30")
    with pytest.raises(Refused) as refused:
        add(ready_to, "2026-10-08", "C", starts="2026-11-02")
    assert "STATUS-ENROL" in {reason.code for reason in refused.value.reasons}
    assert add(ready_to, "2026-10-08", "C", enrolled=0, starts="2026-11-02", ends="2026-11-30").ref
    assert of_deliveries(ticked(ready_to, "2026-10-09")) == [
        (ACC, "remind", "teach-out:DEL-0001", "2026-11-30")
    ]
    assert "STATUS-TAUGHT" in codes(ready_to, ACC, "2026-10-09")
    update(ready_to, "2026-10-12", ends="2026-11-27")
    assert "STATUS-TAUGHT" not in codes(ready_to, MC, "2026-10-12")
    assert of_deliveries(ticked(ready_to, "2026-11-30")) == []


def intakes(done: Ticked) -> list[tuple[str, str, str, str]]:
    found = [n for n in done.notices if n.about.startswith("intake")]
    return [(n.ref, n.kind, n.what, n.due_on) for n in found]


def test_an_intake_planned_before_it_expired_is_told_at_once_and_on_its_day_until_called_off(
    ready_to: Desk,
) -> None:
    for cohort, starts in (("C", "2026-11-02"), ("D", "2026-11-16"), ("E", "2026-10-05")):
        add(ready_to, "2026-10-05", cohort, starts=starts, ends="2026-11-30")
    facts: dict[str, Any] = {"enrolled": 0, "starts": "2026-11-09", "ends": "2026-11-30"}
    add(ready_to, "2026-10-05", "only for those under way", **facts)
    assert intakes(ticked(ready_to, "2026-10-06")) == []
    made = go(
        ready_to, MC, "hemi", "2026-10-07", "expire", reason="No need", teach_out="2026-11-30"
    )
    assert made.told[0] == (
        "nobody new may enrol, and intakes are still planned: DEL-0001 at otago-polytechnic on 2 "
        "November 2026, DEL-0002 at otago-polytechnic on 16 November 2026"
    )
    what = "call off the intake, for nobody new may enrol: DEL-000"
    assert intakes(ticked(ready_to, "2026-10-07")) == [
        (ACC, "remind", f"{what}1", "2026-11-02"),
        (ACC, "remind", f"{what}2", "2026-11-16"),
    ]
    assert intakes(ticked(ready_to, "2026-11-01")) == []
    hemi = at(ready_to, "hemi", "2026-11-01")
    planned = "DEL-0001 at otago-polytechnic on 2 November 2026"
    both = (
        f"closed, and still planned: {planned}, DEL-0002 at otago-polytechnic on 16 November 2026"
    )
    assert show_case(hemi, MC)["offered"]["intake"] == possible(hemi, MC).intake == both
    assert [row.intake for row in portfolio_page(hemi).rows] == [both]
    keeping.cancel(hemi, "DEL-0002", None)
    assert possible(hemi, MC).intake == f"closed, and still planned: {planned}"
    assert intakes(ticked(ready_to, "2026-11-02")) == [(ACC, "overdue", f"{what}1", "2026-11-02")]
    assert intakes(ticked(ready_to, "2026-11-20")) == []
    day = ready_to.on(date(2026, 11, 20))
    standing = {n.due_on: n.standing for n in outbox_page(day).rows if n.about.startswith("intake")}
    assert standing == {"2026-11-02": "waits", "2026-11-16": "overtaken"}
    assert audit(ready_to).whole


def test_an_intake_planned_in_what_nzqa_removed_is_told_too(ready_to: Desk) -> None:
    add(ready_to, "2026-10-05", "C", starts="2026-11-02", ends="2026-11-30")
    go(ready_to, MC, "hemi", "2026-10-07", "remove", letter=True, reason="In error")
    planned = "closed, and still planned: DEL-0001 at otago-polytechnic on 2 November 2026"
    assert possible(at(ready_to, "hemi", "2026-10-08"), MC).intake == planned
    assert [due for *_, due in intakes(ticked(ready_to, "2026-10-08"))] == ["2026-11-02"]


def test_an_update_is_not_held_to_what_stood_against_it_before(ready_to: Desk) -> None:
    add(ready_to, "2026-10-06", starts="2026-10-12")
    go(ready_to, MC, "hemi", "2026-10-07", "expire", reason="No need", teach_out="2026-12-31")
    assert "STATUS-ENROL" in codes(ready_to, MC, "2026-10-07")
    assert update(ready_to, "2026-10-08", site="Ōtepoti").row.site == "Ōtepoti"
    with pytest.raises(Refused):
        update(ready_to, "2026-10-20", last_enrolled_on="2026-10-19")


def test_more_learners_in_a_cohort_that_may_take_in_nobody_are_refused_as_a_new_one_is(
    ready_to: Desk,
) -> None:
    add(ready_to, "2026-10-06", starts="2026-10-12")
    go(ready_to, MC, "hemi", "2026-10-07", "expire", reason="No need", teach_out="2026-12-31")
    with pytest.raises(Refused) as refused:
        update(ready_to, "2026-10-13", enrolled=9)
    assert [reason.code for reason in refused.value.reasons] == ["STATUS-ENROL"]
    assert refused.value.hint.endswith("--set last_enrolled_on=DAY")
    earlier: dict[str, Any] = {"enrolled": 9, "last_enrolled_on": "2026-10-06"}
    assert update(ready_to, "2026-10-13", **earlier).row.enrolled == 9
    with pytest.raises(Refused):
        update(ready_to, "2026-10-14", enrolled=10, last_enrolled_on="2026-10-14")
    assert update(ready_to, "2027-01-10", enrolled=8, completed=8).row.completed == 8


def test_what_is_said_again_and_what_does_not_add_up_changes_nothing(ready_to: Desk) -> None:
    add(ready_to, "2026-10-06", enrolled=18)
    for wrong in ({"enrolled": 18}, {"withdrawn": 19}, {"provider": "unitec"}):
        with pytest.raises(Refused):
            update(ready_to, "2026-10-07", **wrong)
    with pytest.raises(Refused, match="can't be entered"):
        add(ready_to, "2026-10-07")
    keeping.cancel(at(ready_to, "hemi", "2026-10-07"), "DEL-0001", None)
    assert add(ready_to, "2026-10-07").ref == "DEL-0002"


def test_cohorts_are_counted_in_the_period_in_which_they_begin(ready_to: Desk) -> None:
    add(ready_to, "2026-10-06", enrolled=18)
    add(ready_to, "2026-10-06", "next", starts="2027-02-01", ends="2027-04-01")
    keeping.add(at(ready_to, "hemi", "2026-10-06"), {"listing": MC, "cohort": "some day"})
    with ready_to.reading() as connection:
        (found,) = in_period(connection, MC, date(2026, 10, 5), date(2027, 1, 31))
        years = by_year(connection, MC)
        assert undated(connection, MC) == ("DEL-0003",)
    assert (found.provider, found.refs, found.counts["enrolled"]) == (OTAGO, ("DEL-0001",), 18)
    assert {year: rows[0].refs for year, rows in years.items()} == {
        2026: ("DEL-0001",),
        2027: ("DEL-0002",),
    }


def test_a_standing_says_nothing_of_deliveries_where_none_was_entered(ready_to: Desk) -> None:
    def known(ref: str) -> object:
        with ready_to.reading() as connection:
            day = date(2026, 10, 6)
            case = case_row(connection, ref)
            return of_case(connection, case, SHIPPED, day).get("/deliveries")

    assert (known(MC), known(ACC)) == (None, None)
    add(ready_to, "2026-10-06")
    (found,) = cast(list[dict[str, Any]], known(MC))
    assert (found["status"], found["provider"], known(ACC)) == ("running", OTAGO, [found])


def test_a_cohort_that_began_in_what_expires_is_refused_whether_or_not_its_end_is_known(
    ready_to: Desk,
) -> None:
    add(ready_to, "2026-10-06", starts="2026-10-12")
    go(ready_to, MC, "hemi", "2026-10-07", "expire", reason="No need", teach_out="2027-12-31")
    for ends in (None, "2026-10-20", "2026-11-30"):
        with pytest.raises(Refused) as refused:
            add(ready_to, "2026-10-25", "C", starts="2026-10-13", ends=ends)
        assert [reason.code for reason in refused.value.reasons] == ["STATUS-ENROL"], ends
        assert "--set enrolled=0" in str(refused.value.hint)
    add(ready_to, "2026-10-25", "C", starts="2026-10-13", ends=None, enrolled=0)


def test_a_cohort_of_which_nobody_said_how_many_came_is_still_told_of_when_it_is_over(
    ready_to: Desk,
) -> None:
    add(ready_to, "2026-10-06", starts="2026-10-12", ends="2026-10-20")
    go(ready_to, MC, "hemi", "2026-10-07", "expire", reason="No need", teach_out="2027-12-31")
    assert "STATUS-ENROL" in codes(ready_to, MC, "2026-12-01")
