"""The papers of an application that are made when somebody asks for them, as text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.documents.dossier_fixture import (
    asked_about,
    changing,
    data,
    dossier,
    granted,
    nearly_empty,
    resolved,
    with_data,
)

from mcapproval.documents import text
from mcapproval.documents.application.application_form import application
from mcapproval.documents.application.approved.controlled_copy import controlled_copy
from mcapproval.documents.application.approved.set_up_sheet import set_up_sheet
from mcapproval.documents.application.deciding.board_sheet import board_sheet
from mcapproval.documents.application.deciding.how_it_stands import body_of
from mcapproval.documents.application.deciding.reviewers_checklist import (
    WORDS,
    judged,
    reviewers_checklist,
)
from mcapproval.documents.application.sending.compared import compared
from mcapproval.documents.application.sending.redline import before_and_after, redline
from mcapproval.documents.application.teaching.learner_page import learner_page
from mcapproval.documents.catalogue import ON_REQUEST
from mcapproval.documents.content import Heading, Notice, Ticks
from mcapproval.documents.dossier import Decision, Dossier, Earlier, Listed, Outcome
from mcapproval.documents.entry import Entry
from mcapproval.documents.notices.outcome_notice import outcome_notice
from mcapproval.documents.pack import build
from mcapproval.draft.model import Draft
from mcapproval.findings import Finding, Severity
from mcapproval.policy.model import Policy
from mcapproval.rules.texts import texts

Golden = Callable[[str, str], None]

ELSEWHERE = {
    "support-letter": "test_letters_and_notices.py",
    "outcome-notice": "test_letters_and_notices.py",
    "where-it-is": "pictures/test_pictures_stand_in_papers.py",
}
"""The papers that are held elsewhere, and where."""

STANDS = {
    "reply": asked_about,
    "redline": asked_about,
    "portal-sheet": resolved,
    "business-case": resolved,
    "reviewers-checklist": dossier,
    "board-sheet": resolved,
}
"""How far the case of a golden paper has come; the others are made when all was granted."""

ENTRIES = [entry for entry in ON_REQUEST if entry.slug not in ELSEWHERE]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.slug)
def test_a_paper_reads_as_its_golden_file(entry: Entry[Dossier], golden: Golden) -> None:
    case = STANDS.get(entry.slug, granted)()
    assert entry.when(case)
    golden(f"{entry.slug}.txt", text.render(entry.make(case)))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.slug)
def test_a_draft_of_four_lines_has_the_paper_or_is_told_that_there_is_none(
    entry: Entry[Dossier], golden: Golden
) -> None:
    case = nearly_empty()
    if entry.when(case):
        golden(f"four-lines-{entry.slug}.txt", text.render(entry.make(case)))


def _named(slug: str) -> Entry[Dossier]:
    return next(entry for entry in ON_REQUEST if entry.slug == slug)


@pytest.mark.parametrize(
    ("prices", "told"),
    [
        ([(649, "excluded"), (525, "excluded")], "between $7,350 and $9,086, GST excluded"),
        ([(795, "included")], "$11,130, GST included"),
        (
            [(1649, "excluded"), (900, "included"), (800, "included")],
            "between $11,200 and $12,600, GST included, or $23,086, GST excluded",
        ),
        ([(100, None)], "$1,400"),
    ],
)
def test_prices_with_and_without_gst_are_never_one_span(
    prices: list[tuple[int, str | None]], told: str
) -> None:
    rows = [{"customer": "Some", "dollars": each, "gst": gst} for each, gst in prices]
    case = with_data(business_case={"prices": rows, "least_numbers": 14})
    paper = " ".join(text.render(_named("business-case").make(case)).split())
    assert f"would pay together: {told} Who does what" in paper


@pytest.mark.parametrize(
    ("funding", "on_the_sheet", "to_finance"),
    [
        (None, "none is asked for in the application", "The application asks for no public"),
        ({"sought": "no"}, "not sought", "No public funding is sought."),
        ({"year": 2027}, "(not yet written)", "Whether public funding is sought is not written"),
    ],
)
def test_papers_agree_on_whether_funding_is_asked_for(
    funding: dict[str, object] | None, on_the_sheet: str, to_finance: str
) -> None:
    case = replace(granted(), draft=with_data(funding=funding).draft)
    for paper in (set_up_sheet(case), _named("business-case").make(case)):
        told = " ".join(text.render(paper).split())
        assert f"Funding by the TEC: {on_the_sheet} " in told
    assert to_finance in " ".join(text.render(outcome_notice(case)).split())


def test_a_provider_is_called_accredited_once_it_is() -> None:
    case = granted()
    waiting = replace(case.outcome, results={"approval": case.outcome.results["approval"]})
    there = "Accredited to deliver: Example Polytechnic"
    asked = "Accreditation to deliver is asked for: Example Polytechnic"
    declined = {"accreditation": ("declined", date(2026, 8, 11))}
    refused = replace(case.outcome, results={**waiting.results, **declined})
    no = "Accreditation to deliver was declined: Example Polytechnic"
    assert there in " ".join(text.render(set_up_sheet(case)).split())
    assert asked in " ".join(text.render(set_up_sheet(replace(case, outcome=waiting))).split())
    assert no in " ".join(text.render(set_up_sheet(replace(case, outcome=refused))).split())


# --- the redline -------------------------------------------------------------------------------


def test_a_row_that_only_moved_is_no_change_and_one_that_came_is_told_whole() -> None:
    outcomes = data()["learning_outcomes"]
    case = with_data(learning_outcomes=[*reversed(outcomes), {"id": "LO4", "statement": "Sing."}])
    changed = [c for s in compared(case, data(), case.draft.data) for c in s.changed]
    assert [(c.label, c.before, c.after) for c in changed] == [
        ("LO4", "", "Outcome id: LO4; Statement: Sing.")
    ]


def _held_to(before: dict[str, object] | None) -> Dossier:
    read = (lambda: None) if before is None else (lambda: Draft(before))
    return replace(dossier(), earlier=(Earlier(4, date(2026, 5, 2), 9, read),))


def test_two_versions_that_say_the_same_differ_nowhere() -> None:
    told = text.render(redline(_held_to(data())))
    assert "Nothing differs from version 4 of 2 May 2026." in told
    assert "Unchanged" in told


def test_a_change_is_held_to_what_stands_approved_part_by_part(golden: Golden) -> None:
    golden("before-and-after.txt", text.render(before_and_after(changing())))
    told = text.render(redline(changing()))
    assert "version 1, held to MC-0002 (NZQA number 4321) as approved" in " ".join(told.split())


def test_what_speaks_of_an_application_itself_is_no_difference_of_content() -> None:
    told = text.render(before_and_after(changing()))
    assert "Two credits more" not in told
    assert "Kind" not in told


def test_a_change_whose_approved_text_was_erased_says_so() -> None:
    case = changing()
    assert case.listed
    gone = replace(case, listed=replace(case.listed, read=lambda: None))
    told = " ".join(text.render(before_and_after(gone)).split())
    assert "The text of MC-0002 (NZQA number 4321) as approved was erased" in told
    assert "Content before and after missing" in " ".join(text.render(application(gone)).split())


def test_the_form_of_a_change_names_the_paper_that_holds_both_contents() -> None:
    told = " ".join(text.render(application(changing())).split())
    assert "Content before and after the paper Content before and after of this pack" in told


@pytest.mark.parametrize(("a_week", "beside"), [(7, True), (8, False), (10, False)])
def test_a_learner_is_told_where_learning_at_work_comes_on_top(a_week: int, beside: bool) -> None:
    """Of 100 hours 30 are at work: 10 weeks of 7 leave them out, more has some of them in."""
    case = with_data(delivery={"modes": ["work-based"], "weeks": 10, "hours_a_week": a_week})
    told = " ".join(text.render(learner_page(case)).split())
    assert (f"about {a_week} hours a week beside what you learn at work." in told) is beside


def test_a_way_of_teaching_keeps_its_own_capitals() -> None:
    case = with_data(delivery={"modes": ["distance", "by Zoom"]})
    assert "Distance and by Zoom" in text.render(learner_page(case))


def test_a_version_that_was_erased_can_not_be_held_to() -> None:
    assert "The text of version 4 was erased" in text.render(redline(_held_to(None)))


def test_organisations_people_and_days_are_told_as_everywhere_else() -> None:
    now = with_data(
        applicant={"organisation": "awa-trust", "contact": "person-2"}, work_began="2026-02-09"
    )
    told = " ".join(text.render(redline(replace(now, earlier=_held_to(data()).earlier))).split())
    assert "[removed: Example Polytechnic] [added: Te Awa Trust & Co <limited>]" in told
    assert "[removed: Aroha Example, manager] [added: a trustee]" in told
    assert "[removed: 2] [added: 9] February 2026" in told


# --- the board and its reviewers ---------------------------------------------------------------


def test_a_sub_committee_is_asked_first_where_the_policy_has_one() -> None:
    policy = Policy(sub_committee=True, titles={"sub-committee": "Programmes Committee"})
    case = dossier(policy=policy, decisions=(), state="academic-approval")
    told = text.render(board_sheet(case))
    assert "Secretary of the Programmes Committee: name" in told
    assert "Cover sheet for the Programmes Committee" in told
    assert "recommend to the academic board that it approve" in " ".join(told.split())
    recommended = Decision(
        "sub-committee", "recommend", date(2026, 5, 4), "2026-05-04T01:00:00Z", "Hana", {}, ""
    )
    assert body_of(replace(case, decisions=(recommended,))) == "academic-board"


def test_a_board_is_asked_to_approve_the_changes_and_is_shown_what_differs(
    golden: Golden,
) -> None:
    golden("change-board-sheet.txt", text.render(board_sheet(changing())))
    unknown = " ".join(text.render(board_sheet(replace(changing(), listed=None))).split())
    assert "is asked to approve the changes to MC-0002: Kaitiakitanga" in unknown


def test_an_approval_that_fell_is_asked_for_again() -> None:
    fallen = replace(
        dossier().decisions[0], facts={"fell": "on 2026-05-20: what it covers was changed"}
    )
    told = text.render(board_sheet(dossier(decisions=(fallen,))))
    assert "This sheet shows what was asked" not in told
    assert "it fell on 20 May 2026: what it covers was" in told


def test_the_reviewers_checklist_has_each_clause_that_a_person_judges_with_its_boxes() -> None:
    for day in (date(2024, 3, 1), date(2026, 6, 1)):
        case = dossier(law_day=day)
        lines = judged(case)
        assert len(lines) > 8
        assert all(clause.judged_because and clause.in_force(day) for clause, _ in lines)
        blocks = reviewers_checklist(case).blocks
        assert sum(isinstance(block, Ticks) for block in blocks) == len(lines)
        heads = [b.text for b in blocks if isinstance(b, Heading) and b.level == 2]
        assert len(heads) == len(lines)
        examples = {clause.id for t in texts() if t.example for clause in t.clauses}
        assert not examples & {clause.id for clause, _ in lines}
    assert len(WORDS) == 3


# --- the portal and what was approved ----------------------------------------------------------


def test_the_files_that_the_portal_sheet_names_are_those_of_the_pack() -> None:
    case = resolved()
    names = {file.name for file in build(case)}
    ticks = [b for b in _named("portal-sheet").make(case).blocks if isinstance(b, Ticks)]
    told = [item.rpartition(": ")[2] for _, item in ticks[0].items[1:]]
    assert len(told) >= 4
    assert set(told) <= names
    assert told[-2:] == ["08-annexes.pdf", "annexes/03-agreement.pdf"], (
        "damaged, and so not printed in it"
    )


def test_what_is_confidential_is_not_uploaded_and_is_named_so() -> None:
    case = asked_about()
    kept = (replace(case.annexes[0], confidential="yes"), *case.annexes[1:])
    told = text.render(_named("portal-sheet").make(replace(case, annexes=kept)))
    assert "Held by us as confidential, and not to be uploaded: annex 1." in told
    assert "letter-ō-te-awa" not in told


def test_a_university_is_told_to_create_a_listing_alone() -> None:
    told = text.render(_named("portal-sheet").make(with_data(route="university")))
    assert "which choice and which form it wants for a listing alone" in told
    assert "Create: what NZQA names for a listing alone." in told
    assert "NZQA's form for a listing, filled in" in told
    assert "accreditation" not in told.replace("approves and accredits", "")
    assert "Form 2" not in told


def test_a_university_that_asks_nzqa_for_nothing_has_no_portal_sheet() -> None:
    entry = _named("portal-sheet")
    assert entry.when(with_data(route="university"))
    alone = replace(with_data(route="university"), results_expected=("accreditation",))
    assert not entry.when(alone)


def test_an_accreditation_of_a_listing_of_ours_has_its_numbers_and_no_redline() -> None:
    of = Listed("MC-0002", "4321", "", lambda: None, version="3", reporting_code="4301")
    alone = replace(with_data(kind="accreditation", of="MC-0002"), listed=of)
    told = " ".join(text.render(set_up_sheet(alone)).split())
    assert "NZQA's number 4321, version 3 Reporting code 4301" in told
    given = replace(alone, outcome=Outcome({"accreditation": ("granted", date(2026, 8, 11))}))
    told = text.render(outcome_notice(given))
    assert "Enter NZQA's number 4321 as the outside code." in told
    assert "MC-0002" not in told
    assert not _named("redline").when(alone)


def test_a_controlled_copy_keeps_to_the_version_that_was_approved() -> None:
    granted = Outcome(results={"approval": ("granted", date(2026, 8, 11))}, content=4)
    before = {**data(), "title": "As it was approved"}
    case = replace(_held_to(before), outcome=granted)
    copy = controlled_copy(case)
    assert copy.title == "As it was approved"
    assert copy.number == "APP-2026-0001-COPY, version 4, approved 11 August 2026"
    assert "NZQA's number not recorded yet" in " ".join(text.render(copy).split())
    gone = controlled_copy(replace(_held_to(None), outcome=granted))
    assert "was erased" in text.render(gone)


def test_a_declined_approval_has_no_controlled_copy() -> None:
    declined = Outcome(results={"approval": ("declined", date(2026, 8, 11))}, content=5)
    assert not _named("controlled-copy").when(dossier(outcome=declined))


@pytest.mark.parametrize(
    ("kind", "expected", "results", "learners", "set_up"),
    [
        ("listing-and-approval", ("approval",), {}, "not approved yet", "not approved yet"),
        (
            "listing-and-approval",
            ("approval",),
            {"approval": "declined"},
            "not approved. Nobody can enrol in it.",
            "Approval was declined: set nothing up.",
        ),
        (
            "listing-approval-and-accreditation",
            ("approval", "accreditation"),
            {"approval": "granted"},
            "not accredited to teach it yet",
            "Accreditation to deliver is not granted yet: enrol nobody.",
        ),
        (
            "accreditation",
            ("accreditation",),
            {"accreditation": "declined"},
            "not accredited to teach it. Nobody",
            "Accreditation to deliver was declined: enrol nobody.",
        ),
        (
            "change",
            ("approval",),
            {},
            "These changes are not approved yet.",
            "The change is not approved yet: leave what is set up as it is.",
        ),
        ("accreditation", ("accreditation",), {"accreditation": "granted"}, "", ""),
        ("change", ("approval",), {"approval": "granted"}, "", ""),
    ],
)
def test_learners_and_registry_are_told_what_is_not_granted(
    kind: str, expected: tuple[str, ...], results: dict[str, str], learners: str, set_up: str
) -> None:
    given = {name: (told, date(2026, 8, 11)) for name, told in results.items()}
    case = replace(
        with_data(kind=kind), results_expected=expected, outcome=Outcome(given, content=5)
    )
    for paper, told in ((learner_page(case), learners), (set_up_sheet(case), set_up)):
        notices = [block.text for block in paper.blocks if isinstance(block, Notice)]
        assert len(notices) == bool(told)
        assert told in "".join(notices)


def test_a_page_for_learners_says_so_where_the_text_approved_was_erased() -> None:
    granted = Outcome(results={"approval": ("granted", date(2026, 8, 11))}, content=4)
    gone = replace(_held_to(None), outcome=granted)
    for paper in (learner_page(gone), set_up_sheet(gone)):
        notices = [block.text for block in paper.blocks if isinstance(block, Notice)]
        assert len(notices) == 1
        assert "erased" in notices[0]


def test_a_waiver_of_one_place_does_not_send_what_another_blocks() -> None:
    def told(path: str) -> bool:
        said = ("LO-ASSESSED", Severity.WAIVABLE, "It is not assessed", path, None, None)
        found = Finding(*said, "rule", None, None, None, "name it in an assessment")
        paper = _named("portal-sheet").make(dossier(findings=(found,)))
        return any("don't send it yet" in b.text for b in paper.blocks if isinstance(b, Notice))

    assert told("/learning_outcomes/1")
    assert not told("/learning_outcomes/2")
