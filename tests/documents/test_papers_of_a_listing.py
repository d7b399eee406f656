"""The sheet of a micro-credential, and the notices that it changes or expires."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.documents.dossier_fixture import data

from mcapproval.documents import text
from mcapproval.documents.listings.change_notice import change_notice, of_changed
from mcapproval.documents.listings.expiry_notice import expiry_notice, of_expiring
from mcapproval.documents.listings.facts import Accredited, Change, Expiring, ListingFacts
from mcapproval.documents.listings.sheet import sheet
from mcapproval.draft.model import Draft

Golden = Callable[[str, str], None]

BARE = ListingFacts(
    ref="MC-0001",
    title="Four lines",
    state="Current",
    content=Draft({}),
    content_from="what was approved with APP-2026-0001, version 1",
    as_at=date(2027, 6, 1),
    simulated=False,
)
BEFORE = {**data(), "business_case": {"least_numbers": 14}}
CHANGE = Change(
    "APP-2027-0002",
    3,
    "Being evaluated",
    Draft(
        {
            **BEFORE,
            "kind": "change",
            "credits": 12,
            "learning_outcomes": [
                BEFORE["learning_outcomes"][0],
                {**BEFORE["learning_outcomes"][1], "statement": "Lead <b>two</b> days there."},
                BEFORE["learning_outcomes"][2],
                {"id": "LO4", "statement": "Report.", "hours": 9},
            ],
            "review": {**BEFORE["review"], "asked": ["gone-institute"]},
            "business_case": {"least_numbers": 8},
            "change": {
                "summary": "Two credits more.",
                "because": "Learners took 130 hours.",
                "transition": "Whoever is under way finishes the version that they began.",
            },
        }
    ),
    Draft(BEFORE),
)
FULL = replace(
    BARE,
    title="Kaitiakitanga i te Wāhi Mahi",
    content=Draft(data()),
    simulated=True,
    title_te_reo="Te Tiaki Whenua",
    level=5,
    credits=10,
    nzsced="050999",
    number="990011",
    number_version=2,
    approved_on=date(2026, 8, 11),
    review_years=2,
    review_on=date(2028, 8, 11),
    provider="Example Polytechnic",
    organisations={
        "example-polytechnic": "Example Polytechnic",
        "awa-trust": "Te Awa Trust & Co <limited>",
        "gone-institute": "Gone Institute",
    },
    accredited=(
        Accredited(
            "ACC-0001", "Example Polytechnic", "Delivering", date(2026, 8, 11), date(2026, 10, 5)
        ),
        Accredited(
            ref="ACC-0002",
            name="Te Awa Trust & Co <limited>",
            state="Granted",
            granted_on=date(2026, 9, 1),
            since=date(2026, 9, 1),
        ),
        Accredited(
            ref="ACC-0003",
            name="Gone Institute",
            state="Withdrawn",
            granted_on=date(2026, 9, 1),
            since=date(2027, 3, 2),
            ended=True,
        ),
    ),
    change=CHANGE,
)
EXPIRING = replace(
    FULL,
    state="Expiring: no new enrolments",
    accredited=(
        *FULL.accredited[:1],
        replace(FULL.accredited[1], state="Teaching out", last_day=date(2029, 3, 31)),
    ),
    expiring=Expiring(date(2027, 5, 20), date(2028, 12, 31), 2, "NZQA", "Nobody enrols."),
)

UNSAID = replace(
    BARE,
    change=Change("APP-2027-0002", 1, "Being evaluated", Draft({}), Draft({})),
    accredited=FULL.accredited[1:2],
)
"""A change of which nothing is said."""


def test_a_listing_sheet_reads_as_its_golden_file(golden: Golden) -> None:
    golden("listing-sheet.txt", text.render(sheet(FULL)))


def test_a_listing_of_which_little_is_known_has_a_sheet(golden: Golden) -> None:
    golden("bare-listing-sheet.txt", text.render(sheet(BARE)))


def test_a_review_that_nzqa_has_set_no_day_for_is_told_as_ours() -> None:
    told = text.render(sheet(replace(BARE, our_review_on=date(2027, 10, 16))))
    assert "16 October 2027, by our own plan; no day set by NZQA is recorded" in " ".join(
        told.split()
    )


def test_a_notice_of_a_change_that_is_applied_for_reads_as_its_golden_file(golden: Golden) -> None:
    golden("change-notice.txt", text.render(change_notice(FULL)))


def test_a_notice_of_a_change_that_was_approved_reads_as_its_golden_file(golden: Golden) -> None:
    done = replace(FULL, change=replace(CHANGE, granted_on=date(2027, 5, 4)))
    golden("approved-change-notice.txt", text.render(change_notice(done)))


def test_a_notice_of_a_change_that_says_nothing_yet_reads_as_its_golden_file(
    golden: Golden,
) -> None:
    golden("bare-change-notice.txt", text.render(change_notice(UNSAID)))


def test_a_notice_that_it_expires_reads_as_its_golden_file(golden: Golden) -> None:
    golden("expiry-notice.txt", text.render(expiry_notice(EXPIRING)))


def test_a_bare_notice_that_it_expires_reads_as_its_golden_file(golden: Golden) -> None:
    bare = replace(BARE, expiring=Expiring(date(2027, 5, 20), date(2028, 12, 31)))
    golden("bare-expiry-notice.txt", text.render(expiry_notice(bare)))


def test_a_notice_is_there_only_where_it_means_something() -> None:
    assert (of_changed(BARE), of_expiring(BARE)) == (False, False)
    assert (of_changed(FULL), of_expiring(FULL)) == (True, False)
    assert of_expiring(EXPIRING)


def test_a_change_is_told_only_to_others_who_deliver_it_now() -> None:
    assert of_changed(UNSAID)
    assert not of_changed(replace(FULL, accredited=FULL.accredited[:1]))
    assert not of_changed(replace(FULL, accredited=FULL.accredited[2:]))


def test_accredited_providers_are_told_what_they_deliver_and_not_what_is_our_own() -> None:
    told = text.render(change_notice(FULL))
    assert "LO4 nothing Outcome id: LO4; Statement:" in " ".join(told.split())
    assert "least" not in told
    assert "Kind of application" not in told
    to = told.split("Tēnā koutou")[0]
    assert "Te Awa Trust" in to
    assert "Example Polytechnic" not in to
    assert "Gone Institute" not in to


def test_a_change_that_is_not_approved_asks_nobody_to_deliver_it() -> None:
    waiting = text.render(change_notice(FULL))
    assert "It is not approved" in waiting
    assert "Enrol new learners" not in waiting


def test_each_time_that_the_last_day_is_set_the_notice_has_another_number() -> None:
    assert "MC-0001-EXPIRY, version 2" in text.render(expiry_notice(EXPIRING))


@pytest.mark.parametrize(
    ("by", "own", "told"),
    [
        ("NZQA", date(2029, 3, 31), "31 December 2028, set by NZQA; 31 March 2029 no longer holds"),
        ("NZQA", date(2028, 6, 30), "30 June 2028"),
        ("", date(2029, 3, 31), "31 March 2029"),
        ("", date(2028, 12, 31), ""),
    ],
)
def test_each_learner_is_told_one_last_day(by: str, own: date, told: str) -> None:
    assert EXPIRING.expiring
    here = replace(EXPIRING.accredited[1], last_day=own)
    case = replace(EXPIRING, accredited=(here,), expiring=replace(EXPIRING.expiring, by=by))
    said = " ".join(text.render(expiry_notice(case)).split())
    assert (f"Last day at Te Awa Trust & Co <limited> {told} " in said) is bool(told)
    theirs = "can finish until 31 December 2028, or until the day of their own provider below."
    assert (theirs in said) is (told.endswith(("2029", "June 2028")))
