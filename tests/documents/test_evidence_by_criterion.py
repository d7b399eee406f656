"""The summary of need shows which criterion has evidence, what letters claim, and who speaks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.documents.dossier_fixture import dossier

from mcapproval.documents import text
from mcapproval.documents.application.deciding.board_sheet import board_sheet
from mcapproval.documents.application.deciding.reviewers_checklist import reviewers_checklist
from mcapproval.documents.application.need_report import need_report, outside_organisations
from mcapproval.documents.dossier import Dossier
from mcapproval.draft.model import Draft


def told(**changes: Any) -> str:
    return text.render(need_report(case(**changes)))


def case(**changes: Any) -> Dossier:
    whole = dossier()
    return replace(whole, draft=Draft({**whole.draft.data, **changes}))


def row(page: str, start: str) -> str:
    return next(line for line in page.splitlines() if line.startswith(start))


LETTERS = {
    "evidence": [
        {
            "id": "N1",
            "type": "letter",
            "from": {"organisation": "awa-trust"},
            "claims": ["in-demand"],
        },
        {
            "id": "N2",
            "type": "survey",
            "from": {"organisation": "awa-trust"},
            "criteria": ["review"],
        },
    ]
}


def test_each_criterion_has_its_evidence_or_none() -> None:
    page = told(need=LETTERS, kind="listing-and-approval", attachments=[], industry_support={})
    assert row(page, "Criterion 4, review").endswith("N2")
    assert "no item" in told(need={}, co_design={}, attachments=[], kind="listing-and-approval")
    assert "Accreditation: delivery" not in page


def test_each_letter_is_split_into_its_two_claims_and_a_survey_is_no_letter() -> None:
    page = told(need=LETTERS)
    table = page[page.index("What each letter claims") :].split("\n\n")[0]
    assert row(table, "N1").split()[-2:] == ["yes", "no"]
    assert "N2" not in table


def test_organisations_are_counted_once_and_partners_are_told_apart() -> None:
    made = case(need=LETTERS, co_design={"partners": [{"id": "P1", "organisation": "awa-trust"}]})
    assert outside_organisations(made) == ("awa-trust",)
    page = text.render(need_report(made))
    assert row(page, "Organisations other than the applicant").endswith(" 1")
    assert row(page, "Of them partners").endswith(" 1")


def test_what_is_weak_is_told_inside_and_goes_to_no_regulator() -> None:
    made = dossier()
    for made_by in (board_sheet, reviewers_checklist):
        page = " ".join(text.render(made_by(made)).split())
        assert "N2 is older than the 18 months of our policy" in page
        assert "1 organisation beside us speaks for it; our policy asks for 2" in page
    assert "weak" not in told().lower()
    alone = case(kind="accreditation", need={})
    assert "What is weak" not in text.render(board_sheet(alone)), "it need not show a need"


def test_outcomes_are_shown_only_where_evidence_names_them() -> None:
    assert "Learning outcome LO1" not in told(need=LETTERS)
    named = {"evidence": [{"id": "N1", "type": "survey", "outcomes": ["LO1"]}]}
    assert row(told(need=named), "Learning outcome LO1").rstrip().endswith("N1")
