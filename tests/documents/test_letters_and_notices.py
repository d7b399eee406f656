"""Letters to others and notices to our own people, as their readers get them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from operator import attrgetter

import pytest
from tests.documents.dossier_fixture import dossier, nearly_empty, with_data
from tests.documents.test_papers_of_a_listing import UNSAID

from mcapproval.documents import catalogue, text
from mcapproval.documents.answers import UNWRITTEN
from mcapproval.documents.application.teaching.learner_page import learner_page
from mcapproval.documents.content import Document, Heading, Prose
from mcapproval.documents.dossier import Came, Dossier, Item, Outcome
from mcapproval.documents.entry import Entry
from mcapproval.documents.letters.industry_body import answer_by
from mcapproval.documents.letters.support_request import body_asked, of_support, support_request
from mcapproval.documents.listings.catalogue import PAPERS as OF_LISTINGS
from mcapproval.documents.listings.change_notice import change_notice
from mcapproval.documents.listings.facts import Expiring, ListingFacts
from mcapproval.documents.notices.outcome_notice import of_outcome, outcome_notice
from mcapproval.documents.unwritten import unwritten
from mcapproval.draft.model import Draft

Golden = Callable[[str, str], None]
slug = attrgetter("slug")

ON = date(2026, 8, 11)


def decided(case: Dossier, **results: str) -> Dossier:
    """The case with results of that day, and two conditions."""
    conditions = (
        Item(1, "condition", "open", "author", "Send the plan.", ON, 20, date(2026, 9, 30)),
        Item(2, "condition", "closed", "", "Name the assessor.", ON, 20, touches="accreditation"),
    )
    found = Outcome({k: (v, ON) for k, v in results.items()}, "C99011", "990011", "1", "9901")
    found = replace(found, review_on=date(2028, 8, 11))
    return replace(case, outcome=found, items=conditions, as_at=date(2026, 8, 12))


def test_the_letter_asking_for_support_reads_as_its_golden_file(golden: Golden) -> None:
    golden("support-letter.txt", text.render(support_request(dossier())))


def test_a_draft_of_four_lines_has_a_letter_too(golden: Golden) -> None:
    golden("four-lines-support-letter.txt", text.render(support_request(nearly_empty())))


def test_a_letter_encloses_only_the_reports_that_have_something_to_report() -> None:
    told = text.render(support_request(nearly_empty()))
    assert "evidence-of-need report" not in told
    assert "co-design report" not in told
    need = text.render(support_request(with_data(co_design=None)))
    assert "  - The evidence-of-need report\n" in need


def test_who_sends_a_letter_is_told_what_is_not_written_in_it() -> None:
    assert unwritten(support_request(nearly_empty())) == (
        *("Level", "Credits", "Learning hours", "Developer", "Who it is for", "Where it leads"),
        *("Learning outcomes", "Assessments", "In short", "How it differs from what is listed"),
        "Evidence of need",
    )
    assert unwritten(support_request(dossier())) == ("hui: Dated",)


@pytest.mark.parametrize("to", [e for e in catalogue.ON_REQUEST if e.to_others], ids=slug)
def test_who_sends_a_paper_of_a_bare_draft_is_told_of_each_open_place(to: Entry[Dossier]) -> None:
    told_of_each_open_place(to.make(nearly_empty()))


@pytest.mark.parametrize("to", [e for e in OF_LISTINGS if e.to_others], ids=slug)
def test_who_sends_a_bare_notice_is_told_of_each_open_place(to: Entry[ListingFacts]) -> None:
    expiring = Expiring(date(2027, 5, 20), date(2028, 12, 31))
    told_of_each_open_place(to.make(replace(UNSAID, expiring=expiring)))


def told_of_each_open_place(made: Document) -> None:
    """The heading of each open sentence is told; of what has nothing open, nothing is."""
    above, under = "", set()
    for block in made.blocks:
        match block:
            case Heading(_, said):
                above = said
            case Prose(said) if "not settled" in said:
                under.add(above)
    told = unwritten(made)
    assert under <= set(told)
    assert bool(told) == ("not settled" in text.render(made) or UNWRITTEN in text.render(made))


def test_who_sends_the_learner_page_is_told_what_learners_have_to_ask() -> None:
    case = nearly_empty()
    assert unwritten(learner_page(case)) == (
        *("What it is", "Who it is for", "What you need before you begin"),
        *("What you will be able to do", "How it is taught", "How you are assessed"),
        *("What it costs", "What you know already", "Help, appeals and complaints"),
        "What it leads to",
    )
    more = {"assessments": [{"title": "A talk"}], "learning_outcomes": [{"id": "LO1"}]}
    prices = {"business_case": {"prices": [{"customer": "Anybody", "dollars": 90}]}}
    draft = Draft({**case.draft.data, **more, **prices})
    told = unwritten(learner_page(replace(case, draft=draft)))
    assert {"A talk", "What you will be able to do", "Anybody: GST"} <= set(told)
    assert "How you are assessed" not in told


def test_who_sends_a_notice_of_a_change_is_told_that_it_leaves_learners_unsure() -> None:
    assert unwritten(change_notice(UNSAID)) == ("Learners under way",)


@pytest.mark.parametrize(
    ("on", "body"),
    [
        (date(2025, 12, 31), "the Workforce Development Council for this industry"),
        (date(2026, 1, 1), "the Industry Skills Board for this industry"),
        (date(2020, 6, 1), "the body for this industry"),
    ],
)
def test_the_body_that_is_asked_is_that_of_the_day(on: date, body: str) -> None:
    assert body_asked(replace(nearly_empty(), as_at=on)) == body


def test_the_answer_is_asked_for_within_twenty_working_days_of_the_whole_country() -> None:
    assert answer_by(date(2026, 6, 1)) == date(2026, 6, 29)  # the King's birthday is the first day
    assert answer_by(date(2026, 12, 21)) == date(2027, 1, 22)
    assert answer_by(date(2060, 1, 1)) is None


def test_a_change_and_a_skills_board_ask_for_no_letter() -> None:
    assert of_support(nearly_empty())
    assert not of_support(nearly_empty(kind="change"))
    assert not of_support(nearly_empty(route="skills-board"))


@pytest.mark.parametrize("outcome", ["not-required", "supported", "declined"])
def test_a_body_that_is_not_asked_or_has_answered_gets_no_letter(outcome: str) -> None:
    assert not of_support(with_data(industry_support={"outcome": outcome}))
    assert of_support(with_data(industry_support={"outcome": "awaited"}))
    assert of_support(with_data(industry_support=None))


def test_what_was_submitted_or_has_ended_asks_for_no_letter() -> None:
    case = with_data(industry_support=None)
    assert not of_support(replace(case, submitted=True))
    assert not of_support(replace(case, state="withdrawn"))


def test_nobody_who_signed_evidence_is_named_to_another_body() -> None:
    told = text.render(support_request(dossier()))
    assert "a trustee" not in told
    assert "Te Awa Trust & Co" in told


def test_an_annex_that_was_erased_is_not_promised() -> None:
    assert "Erased" not in text.render(support_request(dossier()))


def test_a_letter_to_others_has_no_hash() -> None:
    case = dossier()
    told = text.render(support_request(case))
    assert case.row[1] not in told
    assert not any(annex.sha256 in told for annex in case.annexes)


def test_a_notice_of_an_outcome_reads_as_its_golden_file(golden: Golden) -> None:
    case = decided(dossier(), listing="granted", approval="granted", accreditation="granted")
    golden("outcome-notice.txt", text.render(outcome_notice(case)))


def test_a_notice_of_a_decline_reads_as_its_golden_file(golden: Golden) -> None:
    case = decided(nearly_empty(), listing="declined", approval="declined")
    bare = replace(case.outcome, listing_number="", listing_version="", reporting_code="")
    case = replace(case, results_expected=("listing", "approval"), items=(), outcome=bare)
    golden("four-lines-outcome-notice.txt", text.render(outcome_notice(case)))
    assert "is what was approved" not in run_on(case)
    assert "review" not in run_on(case)
    assert "check that what is listed is what was approved" in run_on(
        decided(dossier(), listing="granted", approval="granted")
    )


def test_where_nothing_was_decided_there_is_no_notice() -> None:
    assert not of_outcome(dossier())
    assert of_outcome(decided(dossier(), listing="granted"))


def test_a_result_that_has_not_come_is_awaited_and_nobody_may_be_enrolled() -> None:
    told = " ".join(text.render(outcome_notice(decided(dossier(), listing="granted"))).split())
    assert "listing was granted; approval and accreditation are still awaited" in told
    assert "Nobody may be enrolled yet" in told
    assert "Show before the first cohort" not in told


def test_a_university_is_told_who_decided_what() -> None:
    case = decided(with_data(route="university"), listing="granted", approval="granted")
    told = text.render(outcome_notice(case))
    assert "Listing        granted  11 August 2026  NZQA" in told
    assert "Approval       granted  11 August 2026  Universities New Zealand" in told


def run_on(case: Dossier) -> str:
    return " ".join(text.render(outcome_notice(case)).split())


def test_nobody_decides_anew_what_came_to_its_end() -> None:
    case = decided(dossier(), listing="declined", approval="declined")
    asked = "Decide whether to answer, to apply again, or to end it here."
    assert asked in run_on(case)
    ended = Came("Declined", True, date(2026, 8, 12), "Hēmi Example", "")
    assert asked not in run_on(replace(case, came=ended))


def test_a_change_that_was_approved_is_set_up_beside_what_is_there(golden: Golden) -> None:
    change = {"summary": "Two credits more.", "transition": "They finish version 1."}
    case = replace(with_data(kind="change", of="MC-0001", change=change), items=())
    case = replace(case, results_expected=("approval",))
    granted = decided(case, approval="granted")
    second = replace(granted, outcome=replace(granted.outcome, listing_version="2"))
    golden("change-outcome-notice.txt", text.render(outcome_notice(second)))
    declined = run_on(decided(case, approval="declined"))
    assert "Leave what is set up as it is." in declined
    assert "Go on delivering the version that stands approved." in declined
    assert "Nobody may be enrolled" not in declined


def test_an_accreditation_alone_is_of_what_was_approved_before() -> None:
    case = replace(
        with_data(kind="accreditation", of="4321-1"), results_expected=("accreditation",)
    )
    told = run_on(decided(case, accreditation="granted"))
    assert "Set up Kaitiakitanga" in told
    declined = run_on(decided(case, accreditation="declined"))
    assert "Set nothing up." in declined
    assert "Don't deliver: accreditation was declined." in declined
