"""The report of a re-evaluation and its one page: what was answered, and what nobody knows yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pypdf
import pytest
from tests.documents.dossier_fixture import HOSTILE

from mcapproval.documents import text
from mcapproval.documents.pdf.render import render
from mcapproval.documents.reviews.counts import rate, rates, total
from mcapproval.documents.reviews.facts import Decided, Looked, Owed, ReviewFacts
from mcapproval.documents.reviews.one_page import one_page, to_share
from mcapproval.documents.reviews.report import report
from mcapproval.draft.model import Draft

Golden = Callable[[str, str], None]

BARE = ReviewFacts(
    ref="REV-2027-0001",
    version=0,
    form="yearly check",
    state="Scheduled",
    due_on=date(2027, 8, 11),
    of=Looked("MC-0001", "Four lines"),
    answers=Draft({}),
    as_at=date(2027, 6, 1),
    simulated=False,
)


def answers() -> dict[str, Any]:
    return {
        "format": "review/1",
        "trigger": "regulator-prompt",
        "period": {"from": "2026-08-11", "until": "2027-05-31"},
        "delivery": [
            {
                "provider": "example-polytechnic",
                "cohorts": 2,
                "enrolments": 40,
                "withdrawals": 0,
                "completions": 33,
                "still_active": 7,
                "moderated": 12,
                "priority_groups": {"maori": {"enrolments": 11, "completions": "not known"}},
                "figures": {
                    "enrolments": {
                        "source": "student management system",
                        "extracted_on": "2027-05-31",
                        "supplier": "registry",
                    },
                },
            },
            {
                "provider": "awa-trust",
                "cohorts": 1,
                "enrolments": 0,
                "withdrawals": "not known",
                "not_delivered": "The cohort was moved to August",
            },
        ],
        "assessment": {"moderation": "Each second report.", "result": HOSTILE},
        "feedback": [
            {
                "from": "Learners",
                "when": "2027-05-03",
                "method": "Survey",
                "n": 0,
                "score": "4.6 of 5",
                "themes": ["Ka pai"],
            },
            {"from": "Employers", "method": "Hui"},
        ],
        "need": {
            "still_needed": "unsure",
            "evidence": [
                {
                    "id": "N1",
                    "type": "letter",
                    "from": {"organisation": "awa-trust"},
                    "dated": "2027-04-30",
                    "says": "Wanted still.",
                },
                {"id": "N2", "type": "workforce-data", "from": {"source": "Labour statistics"}},
            ],
            "duplication": {"searched": "2027-04-02", "result": "Nothing new."},
        },
        "currency": [],
        "watch": [
            {"what": "Privacy Act 2020", "kind": "act", "answer": "yes"},
            {
                "what": "WCAG 2.1",
                "kind": "standard",
                "answer": "changed",
                "note": "2.2 <replaced> it",
            },
            {"what": "Te Awa Trust", "kind": "contact", "answer": "unsure"},
            {"what": "Te Awa Trust", "kind": "body"},
        ],
        "changes_made": [{"what": "A new reading", "size": "minor"}],
        "fit": {
            "purpose": {"answer": "yes", "reason": "Used."},
            "credits_and_hours": {"answer": "no", "reason": "Learners took 130 hours."},
        },
        "culture": "Tikanga stands in each session.",
        "viability": "Above the least number.",
        "viability_figures": {"income": 26000, "least_numbers": 14},
        "actions_before": [{"what": "Ask whānau", "status": "under-way"}],
        "actions": [{"what": "Count hours", "owner": "coordinator", "due": "2027-10-01"}],
        "proposal": {"decision": "continue-with-actions", "reasons": "Needed & liked."},
        "consulted": [
            {
                "organisation": "awa-trust",
                "how": "Letter",
                "when": "2027-04-30",
                "responses": 0,
            },
            {"organisation": "example-polytechnic"},
        ],
    }


FULL = replace(
    BARE,
    version=3,
    form="full review",
    as_at=date(2027, 8, 23),
    state="Decided",
    of=Looked(
        *("MC-0001", "Kaitiakitanga i te Wāhi Mahi", "Te Tiaki Whenua", 5, 10),
        *("990011, version 1", "9901", date(2026, 8, 11), 1),
    ),
    answers=Draft(answers()),
    simulated=True,
    organisations={
        "example-polytechnic": "Example Polytechnic",
        "awa-trust": "Te Awa Trust & Co <limited>",
    },
    decided=Decided(
        *("continue-with-actions", date(2027, 8, 9), "Academic Committee", "in a meeting"),
        *("AC 27/3", "The hours don't fit.", "That it continue."),
    ),
    owed=(
        Owed("action", "Count the hours", "author", date(2027, 10, 1), "open"),
        Owed("condition", "Tell the trust", "quality manager", None, "closed"),
    ),
    next_due=date(2028, 8, 11),
    sent_on=date(2027, 8, 20),
)


def run_on(facts: ReviewFacts) -> str:
    return " ".join(text.render(report(facts)).split())


def test_a_report_reads_as_its_golden_file(golden: Golden) -> None:
    golden("review-report.txt", text.render(report(FULL)))


def test_a_report_that_nobody_answered_reads_as_its_golden_file(golden: Golden) -> None:
    golden("bare-review-report.txt", text.render(report(BARE)))


def test_the_one_page_reads_as_its_golden_file(golden: Golden) -> None:
    golden("review-page.txt", text.render(one_page(FULL)))


def test_the_one_page_of_nothing_reads_as_its_golden_file(golden: Golden) -> None:
    golden("bare-review-page.txt", text.render(one_page(BARE)))


def test_the_one_page_is_one_page() -> None:
    owed = Owed("action", "Ask each of them again. " * 200, "", date(2027, 9, 1), "open")
    assert len(pypdf.PdfReader(BytesIO(render(one_page(replace(FULL, owed=(owed,)))))).pages) == 1
    long = replace(FULL.of, title=f"{FULL.of.title}: {'what people do in a long title ' * 4}")
    for facts in (FULL, BARE, replace(FULL, of=long)):
        assert len(pypdf.PdfReader(BytesIO(render(one_page(facts)))).pages) == 1


def test_what_is_not_known_is_never_nought() -> None:
    told = run_on(FULL)
    assert "Te Awa Trust 1 0 not known not known not known not known not known & Co" in told
    assert "All together 3 40 not known not known not known not" in told
    assert "gave no number for: withdrew, completed and still active" in told


def test_nought_is_told_as_nought() -> None:
    told = run_on(FULL)
    assert "Survey, 3 May 2027: 0 answers, 4.6 of 5." in told
    assert "number of answers not known" in told
    assert "Letter 30 April 2027 0" in told


def test_actions_that_were_proposed_and_not_set_are_told_so() -> None:
    none = replace(FULL, owed=FULL.owed[1:])
    assert "The action proposed above was not set with the decision." in run_on(none)
    two = Draft({**answers(), "actions": [{"what": "Count hours"}, {"what": "Ask"}]})
    told = run_on(replace(none, answers=two))
    assert "None of the 2 actions proposed above was set with the decision." in told
    for other in (FULL, replace(none, decided=None)):
        assert "proposed above" not in run_on(other)


def test_not_delivered_and_not_answered_are_two_things() -> None:
    never = replace(FULL, answers=Draft({**answers(), "delivery": []}))
    assert "It was not delivered in the period." in run_on(never)
    assert "whether it was delivered in the period is not known" in run_on(BARE)


def test_no_change_around_it_is_told_apart_from_no_answer() -> None:
    assert "Nothing changed around it." in run_on(FULL)
    assert "Nothing changed around it." not in run_on(BARE)


@pytest.mark.parametrize(
    ("completed", "enrolled", "told"),
    [
        (33, 40, "83 %"),
        (0, 40, "0 %"),
        (1, 3, "33 %"),
        (0, 0, "nobody enrolled"),
        (None, 40, "not known"),
        (33, None, "not known"),
    ],
)
def test_a_rate_is_of_those_enrolled(
    completed: int | None, enrolled: int | None, told: str
) -> None:
    assert rate(completed, enrolled) == told


@pytest.mark.parametrize(
    ("completed", "enrolled", "active", "told"),
    [
        (13, 18, 3, "72 % of all who enrolled, 87 % of those no longer active"),
        (33, 40, 0, "83 %"),
        (0, 7, 7, "0 % of all who enrolled, nobody done yet of those no longer active"),
        (13, 18, None, "72 %"),
        (None, 18, 3, "not known"),
        (0, 0, 0, "nobody enrolled"),
    ],
)
def test_who_is_still_active_has_not_failed_and_both_rates_are_told(
    completed: int | None, enrolled: int | None, active: int | None, told: str
) -> None:
    sums = {"completions": completed, "enrolments": enrolled, "still_active": active}
    assert rates(sums) == told


def test_a_page_to_share_shows_no_small_count_nor_what_would_tell_it() -> None:
    rows = [
        {"cohorts": 1, "enrolments": 18, "withdrawals": 2, "completions": 13, "still_active": 3}
    ]
    facts = replace(FULL, answers=Draft({"delivery": rows}), share_at_least=5)
    shared = " ".join(text.render(to_share(facts)).split())
    assert "enrolled: not shown, withdrew: fewer than 5, completed: 13" in shared
    assert "completion:" not in shared
    assert "withdrew: 2" in " ".join(text.render(one_page(facts)).split())


@pytest.mark.parametrize(
    ("answered", "told"),
    [
        ((3,), "from 1 group, fewer than 5 answers"),
        ((20, 3), "from 2 groups, how many answered is not shown"),
        ((20, 6), "from 2 groups, 26 answers"),
    ],
)
def test_a_page_to_share_tells_no_small_group_by_how_many_answered(
    answered: tuple[int, ...], told: str
) -> None:
    feedback = [{"from": "Learners", "n": n} for n in answered]
    facts = replace(FULL, answers=Draft({"feedback": feedback}), share_at_least=5)
    assert told in " ".join(text.render(to_share(facts)).split())
    assert f"{sum(answered)} answers" in " ".join(text.render(one_page(facts)).split())


def test_a_sum_is_made_only_where_every_number_is_known() -> None:
    assert total([{"n": 1}, {"n": 2}], "n") == 3
    assert total([{"n": 1}, {}], "n") is None
    assert total([], "n") is None


def test_roles_and_organisations_are_called_by_their_names() -> None:
    told = {
        "feedback": [{"from": "awa-trust", "n": 3}],
        "actions": [
            {"what": "Mend", "owner": "quality-adviser"},
            {"what": "Ask", "owner": "awa-trust"},
            {"what": "Look", "owner": "Dean's office"},
        ],
    }
    known: dict[str, Any] = {
        "organisations": {"awa-trust": "Awa Trust"},
        "roles": {"quality-adviser": "adviser"},
    }
    page = text.render(report(replace(BARE, answers=Draft(told), **known)))
    assert ("awa-trust" in page, "quality-adviser" in page) == (False, False)
    assert page.count("Awa Trust") == 2
    assert "Dean's office" in page


def test_values_of_the_wrong_kind_break_no_paper() -> None:
    wrong = {
        "delivery": [{"provider": 3, "enrolments": "many"}, "x"],
        "feedback": [{"from": 7, "n": "few", "themes": "one"}],
        "need": {"evidence": [{"from": "somebody", "dated": 3}], "still_needed": ["yes"]},
        "fit": {"purpose": "yes"},
        "actions": "none",
        "consulted": [{"organisation": None}],
        "proposal": {"decision": "sell-it"},
    }
    facts = replace(FULL, answers=Draft(wrong))
    assert "not known" in text.render(report(facts))
    assert "Not known" in text.render(one_page(facts))
