"""Counts of a period are of the cohorts that began in it, and what is not known is not zero."""

from __future__ import annotations

from datetime import date
from typing import Any

from mcapproval.actions.deliveries.counted import placed, together
from mcapproval.actions.deliveries.fees import dollars, fees_of
from mcapproval.actions.deliveries.sound import of_counts, of_days
from mcapproval.actions.deliveries.sources import Source
from mcapproval.canonical import canonical
from mcapproval.store.rows.folded import Delivery


def cohort(number: int, provider: str = "unitec", **facts: Any) -> Delivery:
    ref = f"DEL-{number:04d}"
    told = {"version": 1, "last_on": "2027-01-01", "cohort": str(number), "listing": "MC-0001"}
    return Delivery(**{**told, "ref": ref, "provider": provider, **facts})


def test_the_counts_of_a_provider_are_the_sums_of_its_cohorts() -> None:
    rows = [
        cohort(1, enrolled=18, completed=12),
        cohort(2, "otago-polytechnic", enrolled=5, completed=0),
        cohort(3, enrolled=7, completed=7),
    ]
    otago, unitec = together(rows, {})
    assert (otago.provider, otago.cohorts, otago.counts["enrolled"]) == ("otago-polytechnic", 1, 5)
    assert otago.counts["completed"] == 0
    assert (unitec.refs, unitec.counts["enrolled"]) == (("DEL-0001", "DEL-0003"), 25)
    assert unitec.counts["completed"] == 19


def test_a_count_that_one_cohort_does_not_know_is_not_known_of_all() -> None:
    rows = [cohort(1, enrolled=18, withdrawn=0), cohort(2, enrolled=4)]
    (found,) = together(rows, {})
    assert found.counts["withdrawn"] is None
    assert found.not_known["withdrawn"] == ("DEL-0002",)
    assert "enrolled" not in found.not_known


def test_of_a_cohort_in_which_nobody_enrolled_nothing_is_unknown() -> None:
    rows = [cohort(1, enrolled=18, completed=12), cohort(2, enrolled=0)]
    (found,) = together(rows, {})
    assert (found.counts["enrolled"], found.counts["completed"]) == (18, 12)
    assert found.not_known["withdrawn"] == ("DEL-0001",)


def test_each_count_says_where_it_is_from_once() -> None:
    before = {"enrolled": {"source": "SMS", "supplier": "Registry"}}
    now = {"enrolled": {"texts": {"source": "of SMS", "supplier": "of Registry"}}}
    rows = [
        cohort(1, enrolled=1, figures=canonical(before).decode()),
        cohort(2, enrolled=2, figures=canonical(now).decode()),
    ]
    (found,) = together(rows, {"of SMS": "SMS", "of Registry": "Registry"})
    assert found.sources == {"enrolled": (Source("SMS", None, "Registry"),)}
    erased = together(rows[1:], {"of SMS": "SMS"})[0].sources
    assert erased == {"enrolled": (Source("SMS", None, None),)}


def test_a_cohort_is_placed_by_its_first_day_else_by_its_last() -> None:
    assert placed(cohort(1, starts="2026-12-01", ends="2027-02-01")) == "2026-12-01"
    assert placed(cohort(2, ends="2027-02-01")) == "2027-02-01"
    assert placed(cohort(3)) is None


def test_a_workshop_is_held_from_the_first_day_to_the_last() -> None:
    facts = {"starts": "2028-02-01", "ends": "2028-03-01"}

    def told(*workshops: str) -> list[str]:
        whole = {**facts, "days": {"workshops": list(workshops)}}
        return [reason.message for reason in of_days(whole, date(2028, 1, 1))]

    assert told("2028-02-01", "2028-03-01") == []
    assert told("2028-01-31", "2028-03-02") == [
        "a workshop is on 31 January 2028, before starts, 1 February 2028",
        "a workshop is on 2 March 2028, after ends, 1 March 2028",
    ]


def test_nothing_is_reported_of_a_delivery_that_goes_on_and_has_no_completions() -> None:
    running = {"starts": "2028-02-01", "ends": "2028-06-30", "reported_on": "2028-03-01"}

    def told(**facts: Any) -> list[str]:
        return [reason.message for reason in of_days({**running, **facts}, date(2028, 7, 1))]

    said = (
        "reported_on is 1 March 2028, when it still went on (to 30 June 2028), and nobody has "
        "completed: there was nothing to report"
    )
    assert (told(), told(completed=0)) == ([said], [said])
    assert told(completed=3) == told(completed_on="2028-02-28") == []
    assert told(reported_on="2028-07-01") == [], "counts of what is over may not be known"


def test_counts_that_do_not_add_up_say_which_of_them_to_mend() -> None:
    def told(**facts: int) -> list[tuple[str, str]]:
        return [(reason.message, reason.mend) for reason in of_counts(facts, date(2027, 9, 1))]

    two = "mend one of the two: "
    assert told(enrolled=14, completed=9, reported=12) == [
        ("12 were reported, and 9 completed", two + "reported is no more than completed")
    ]
    assert told(enrolled=5, reported=6, completed_after_resubmission=7) == [
        (
            "7 completed after resubmission, and 5 enrolled",
            two + "completed after resubmission is no more than enrolled",
        ),
        ("6 were reported, and 5 enrolled", two + "reported is no more than enrolled"),
    ]
    assert told(enrolled=5, still_active=6) == [
        ("6 are still active, and 5 enrolled", two + "still active is no more than enrolled")
    ]
    assert told(enrolled=5, completed=4, withdrawn=2) == [
        (
            "4 completed and 2 withdrew, and 5 enrolled",
            "mend one of them: completed and withdrawn together are no more than enrolled",
        )
    ]


def test_more_pieces_of_work_may_be_moderated_than_learners_enrolled() -> None:
    now = date(2027, 9, 1)
    assert list(of_counts({"enrolled": 8, "completed": 0, "moderated": 30}, now)) == []
    (reason,) = of_counts({"enrolled": 0, "moderated": 30}, now)
    assert reason.message == "30 pieces of work were moderated, and nobody enrolled"


def test_before_the_first_day_people_are_enrolled_and_nothing_else_is_counted() -> None:
    counts = {
        "enrolled": 10,
        "withdrawn": 1,
        "still_active": 0,
        "completed": 9,
        "completed_after_resubmission": 2,
        "moderated": 3,
        "reported": 9,
    }

    def told(today: date, **facts: int) -> list[str]:
        days = {"starts": "2028-03-01", "ends": "2028-05-01"}
        return [reason.message for reason in of_counts({**days, **facts}, today)]

    before = date(2028, 2, 29)
    to_come = "and its first day, 1 March 2028, is to come"
    assert told(before, **counts) == [
        f"9 completed, {to_come}",
        f"2 completed after resubmission, {to_come}",
        f"3 pieces of work were moderated, {to_come}",
        f"9 were reported, {to_come}",
        f"1 withdrew, {to_come}",
    ]
    assert told(date(2028, 3, 1), **counts) == [], "while it runs people complete"
    assert told(before, enrolled=10, completed=0, withdrawn=0) == []


def test_counts_are_taken_out_by_today() -> None:
    figures = {key: {"extracted_on": "2028-01-01"} for key in ("enrolled", "completed")}
    (reason,) = of_days({"figures": figures}, date(2027, 12, 31))
    assert reason.message == "the counts were taken out on 1 January 2028, which has not come yet"
    assert list(of_days({"figures": figures}, date(2028, 1, 1))) == []


def test_nothing_is_reported_before_the_first_day() -> None:
    facts = {"starts": "2027-03-01", "reported_on": "2027-02-28", "completed": 9}
    (reason,) = of_days(facts, date(2027, 9, 1))
    assert "reported_on is 28 February 2027, before starts, 1 March 2027" in reason.message


def test_a_fee_is_told_with_and_without_the_tax_of_its_day() -> None:
    paid = [
        {"for": "learner", "cents": 34500, "gst": "included"},
        {"for": "employer", "cents": 30000, "gst": "excluded"},
        {"for": "member", "cents": 9999, "gst": "none"},
    ]
    fees = canonical(paid).decode()
    now = fees_of(cohort(1, fees=fees, starts="2026-10-05"))
    assert [(fee.without, fee.with_tax) for fee in now] == [
        (30000, 34500),
        (30000, 34500),
        (9999, 9999),
    ]
    before = fees_of(cohort(2, fees=fees, starts="2010-09-30"))
    assert [fee.with_tax for fee in before] == [34500, 33750, 9999]
    assert dollars(1234505) == "$12,345.05"
