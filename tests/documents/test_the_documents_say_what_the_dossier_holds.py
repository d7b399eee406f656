"""Each document as plain text against its golden file, and what a golden file can't show."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.documents.dossier_fixture import data, dossier, finding, nearly_empty, with_data, wrong
from tests.documents.reading_back import texts_of

from mcapproval.documents import text
from mcapproval.documents.answered import runs
from mcapproval.documents.application.annex_index import annex_index
from mcapproval.documents.application.application_form import application, label_of
from mcapproval.documents.application.assessment_map import assessment_map
from mcapproval.documents.application.co_design_record import co_design_record
from mcapproval.documents.application.criteria_checklist import (
    asked,
    checklist,
    criteria_checklist,
    said,
)
from mcapproval.documents.application.need_report import need_report, outside_organisations
from mcapproval.documents.application.record_copy import content_hash, policy_hash, record_copy
from mcapproval.documents.catalogue import CATALOGUE
from mcapproval.documents.content import Document, Labelled, TableBlock
from mcapproval.documents.dossier import Dossier, Waived, Way
from mcapproval.documents.entry import Entry
from mcapproval.documents.laying_out import laid_out
from mcapproval.findings import Severity
from mcapproval.policy.model import Policy
from mcapproval.rules.rule import Rule
from mcapproval.rules.texts import Clause, Text, clauses, texts

Golden = Callable[[str, str], None]

OF_THE_BOOK = "criteria-checklist"
"""Its golden file stands on texts of its own: the rule texts change with the law."""

GOLDEN_ONES = [entry for entry in CATALOGUE if entry.slug != OF_THE_BOOK]


@pytest.mark.parametrize("entry", GOLDEN_ONES, ids=lambda entry: entry.slug)
def test_a_document_reads_as_its_golden_file(entry: Entry[Dossier], golden: Golden) -> None:
    printed = (Way("printed", page=2), Way("erased"), Way("kept", "it is damaged"))
    golden(f"{entry.slug}.txt", _shown(entry, dossier(ways=printed)))


@pytest.mark.parametrize("entry", GOLDEN_ONES, ids=lambda entry: entry.slug)
def test_a_draft_of_four_lines_has_every_document(entry: Entry[Dossier], golden: Golden) -> None:
    golden(f"four-lines-{entry.slug}.txt", _shown(entry, nearly_empty()))


def _shown(entry: Entry[Dossier], case: Dossier) -> str:
    """The policy's hash is left out: it changes with each key that policies gain."""
    return text.render(entry.make(case)).replace(policy_hash(case), "(hash of the policy)")


def test_the_university_proposal_reads_as_its_golden_file(golden: Golden) -> None:
    case = with_data(
        route="university",
        business_case={
            "prices": [{"customer": "public bodies", "dollars": 1649, "gst": "excluded"}],
            "cost": "Forty hours of a tutor.",
            "least_numbers": 12,
        },
    )
    golden("university-application.txt", text.render(application(case)))


def test_a_change_reads_as_its_golden_file(golden: Golden) -> None:
    case = with_data(
        kind="change",
        of="MC-0001",
        accreditation=None,
        change={"summary": "Five credits more.", "providers_told": "2026-05-04"},
    )
    golden("change-application.txt", text.render(application(replace(case, form="changes"))))


def test_an_accreditation_alone_reads_as_its_golden_file(golden: Golden) -> None:
    case = replace(with_data(kind="accreditation", of="4321-1"), form="Form 3")
    golden("accreditation-application.txt", text.render(application(case)))


# --- the application ---------------------------------------------------------------------------


def test_an_application_says_that_it_is_not_the_form_of_nzqa() -> None:
    told = label_of(dossier())
    assert "Form 2" in told
    assert "not NZQA's form" in told


def test_without_a_numbered_form_none_is_named() -> None:
    assert "Form" not in label_of(dossier(form="")).replace("NZQA form", "")


def test_rule_6_1_is_not_cited_for_a_day_before_it_was_in_force() -> None:
    now, then = dossier(), dossier(law_day=date(2020, 6, 1))
    assert "rule 6.1(a)" in text.render(application(now))
    assert "rule 6.1" not in text.render(application(then))
    assert "Other rules were in force on 1 June 2020" in text.render(application(then))


def test_a_level_published_elsewhere_that_differs_is_shown() -> None:
    assert "differs: level 6 there, 5 here" in text.render(application(dossier()))
    page = {"where": "the partner's page", "level": 6, "done": "The trust mends it in May"}
    told = " ".join(text.render(application(with_data(published_elsewhere_as=[page]))).split())
    assert "level 6 (differs: level 6 there, 5 here). The trust mends it in May." in told


def test_values_of_the_wrong_kind_break_no_document() -> None:
    case = with_data(**wrong())
    for entry in CATALOGUE:
        assert text.render(entry.make(case))


def test_no_document_prints_a_name_from_the_draft_itself() -> None:
    for entry in CATALOGUE:
        shown = text.render(entry.make(dossier()))
        assert "Never Printed" not in shown
        assert "Nor This One" not in shown


def test_an_erased_annex_shows_neither_its_title_nor_its_file_name() -> None:
    for entry in CATALOGUE:
        shown = text.render(entry.make(dossier()))
        assert "gone.pdf" not in shown
        assert "Somebody Erased" not in shown


CITING = [application, co_design_record, need_report, criteria_checklist]


@pytest.mark.parametrize("make", CITING, ids=lambda make: make.__name__)
def test_an_annex_that_is_left_out_is_never_cited_as_if_it_were_sent(
    make: Callable[[Dossier], Document],
) -> None:
    given = dossier()
    kept = tuple(replace(annex, confidential="yes") for annex in given.annexes)
    told = "\n".join(texts_of(make(replace(given, annexes=kept))))
    assert ", held by us as confidential" in told
    assert (
        re.findall(r"annex(?:es)? [0-9](?!, held by us as confidential|, erased).{,60}", told) == []
    )
    if make is application:
        assert "Letter of the trust (held by us as confidential)" in told


def test_the_annex_index_begins_with_a_table_of_all_annexes_and_has_each_hash_once() -> None:
    case = dossier()
    pages = (Way("printed", page=2), Way("erased"), Way("attached", "it is no PDF", 4))
    tables = [
        block
        for block in annex_index(replace(case, ways=pages)).blocks
        if isinstance(block, TableBlock)
    ]
    first, *_, hashes = tables
    assert first.rows == (
        ("1", "Letter of the trust", "need", "printed in the volume", "2"),
        ("2", "(erased)", "need", "left out: erased", "-"),
        ("3", "evidence/agreement.pdf", "co-design", "attached to the volume", "4"),
    )
    assert [row[1] for row in hashes.rows] == [annex.sha256 for annex in case.annexes]


def test_an_index_without_its_volume_names_no_page() -> None:
    blocks = annex_index(dossier()).blocks
    first = next(block for block in blocks if isinstance(block, TableBlock))
    assert first.columns == ("Annex", "Title", "Serves", "In the pack")
    assert [row[-1] for row in first.rows] == [
        "printed in the volume",
        "left out: erased",
        "as a file only",
    ]


def test_only_the_record_copy_names_the_row_and_the_hash_of_the_content() -> None:
    case = dossier()
    for entry in CATALOGUE:
        shown = " ".join(texts_of(entry.make(case)))
        secret = content_hash(case) in shown or case.row[1] in shown
        assert secret == (entry.slug == "record-copy")
    assert record_copy(case).sealed_by == case.row


def test_who_and_what_a_review_and_a_provider_lack_is_said() -> None:
    case = with_data(review={"how": "By talk."}, accreditation=None, purpose=None)
    shown = text.render(application(case))
    assert "Who is responsible:\n    (not yet written)" in shown
    assert "Delivering providers:\n    (not yet written)" in shown
    assert "None was found." in text.render(
        application(with_data(need={"duplication": {"where": ["NZQCF"], "found": []}}))
    )


def test_standards_and_a_justified_title_are_shown() -> None:
    standard = {"id": "33333", "version": 2, "title": "Plant", "level": 3, "expires": "2027-12-31"}
    case = with_data(
        standards={"used": "yes", "list": [standard]},
        title_justification="A name of a place, not of a person.",
        third_parties=[{"organisation": "awa-trust"}],
        industry_support={"outcome": "declined", "reason": "They ask for a longer course."},
    )
    shown = text.render(application(case))
    assert "33333     2        Plant" in shown
    assert "31 December 2027" in shown
    assert "A name of a place" in shown
    assert "They ask for a longer course." in shown
    assert "Part in it: (not yet written)." in shown


def test_a_case_with_no_form_and_no_note_has_a_record_copy() -> None:
    case = dossier(form="", results_expected=())
    plain = replace(case.decisions[0], note=" ", facts={})
    shown = text.render(record_copy(replace(case, decisions=(plain,))))
    assert "Results expected        none" in shown
    assert "Note:" not in shown


def _expected(case: Dossier) -> dict[str, str]:
    tables = [b for b in application(case).blocks if isinstance(b, TableBlock)]
    return {r[0]: r[1] for t in tables if t.columns[0] == "What goes with it" for r in t.rows}


def test_what_goes_with_each_kind_of_application_is_looked_for() -> None:
    new = _expected(with_data(te_hono_o_te_kahurangi="yes", standards={"used": "yes"}))
    assert new["Self-reflective summary for Te Hono o Te Kahurangi"] == "missing"
    assert new["Consent to assess the standards"] == "missing"
    assert "Contact with the developer" not in new
    alone = _expected(with_data(kind="accreditation"))
    assert alone["Contact with the developer"] == "the applicant is the developer"
    assert alone["How and where it is delivered"] == "see C. Accreditation"
    other = _expected(with_data(kind="accreditation", developer={"organisation": "awa-trust"}))
    assert other["Contact with the developer"] == "evidence N1 and N2"
    change = _expected(with_data(kind="change", of="MC-0001"))
    assert change["Content before and after"] == "missing"
    samples = [{"for": "assessment-samples", "file": "evidence/agreement.pdf"}]
    assert _expected(with_data(attachments=samples))["Samples of assessment"] == "annex 3"


def test_nothing_is_expected_on_a_day_for_which_the_law_names_no_attachments() -> None:
    assert _expected(dossier(law_day=date(2020, 6, 1))) == {}


# --- need and co-design ------------------------------------------------------------------------


def test_an_organisation_is_counted_once_and_the_applicant_not_at_all() -> None:
    assert outside_organisations(dossier()) == ("awa-trust",)


@pytest.mark.parametrize(
    ("as_at", "old"), [(date(2027, 9, 4), False), (date(2027, 9, 5), True)], ids=str
)
def test_evidence_is_too_old_from_the_day_after_its_months_are_full(as_at: date, old: bool) -> None:
    item = {"id": "N1", "dated": "2026-03-04"}
    case = replace(with_data(need={"evidence": [item]}), as_at=as_at)
    row = next(t for t in _lines(need_report(case)) if t.startswith("Older than the 18 months"))
    assert row.endswith("N1" if old else "none")


def test_evidence_dated_after_the_paper_says_so() -> None:
    case = with_data(need={"evidence": [{"id": "N1", "dated": "2026-06-02"}]})
    assert "dated after this paper" in text.render(need_report(case))


def test_a_meeting_that_changed_nothing_gives_its_reason() -> None:
    shown = text.render(co_design_record(dossier()))
    assert "Why nothing changed:\n    It was found good." in shown


# --- the map -----------------------------------------------------------------------------------


def test_an_outcome_without_assessment_and_an_assessment_without_outcome_are_named() -> None:
    assessments = [*data()["assessments"], {"id": "A3", "outcomes": ["LO9"]}]
    shown = text.render(assessment_map(with_data(assessments=assessments)))
    assert "No assessment shows LO3." in shown
    assert "No outcome is shown by A3." in shown


def test_more_than_ten_assessments_go_into_further_tables() -> None:
    many = [{"id": f"A{n}", "outcomes": ["LO1"], "weight": 10} for n in range(1, 15)]
    lines = _lines(assessment_map(with_data(assessments=many)))
    heads = [line for line in lines if line.startswith("Outcome  ")]
    assert ["A10" in heads[0], "A11" in heads[0]] == [True, False]
    assert "A14" in heads[1]


# --- the checklist -----------------------------------------------------------------------------


def _clause(name: str, **more: object) -> Clause:
    given = {
        "id": f"made-up/{name}",
        "citation": f"Made-up Rules, {name}",
        "asks": f"what {name} asks",
        "since": date(2023, 1, 16),
        "until": None,
        "source": "https://example.ac.nz",
        "asked_by": "rule",
        "checked_by": None,
        "judged_because": None,
        "severity": Severity.ERROR,
        "confidence": "confirmed",
        **more,
    }
    return Clause(**given)  # type: ignore[arg-type]


MADE_UP = Text(
    "made-up",
    "Made-up Rules",
    "https://example.ac.nz",
    date(2023, 1, 16),
    None,
    (
        _clause("1", checked_by="ONE"),
        _clause("2", checked_by="TWO"),
        _clause("3", judged_because="whether it suits is for a reader"),
        _clause("4", checked_by="FOUR", asked_by="policy", severity=Severity.WARNING),
        _clause("5", checked_by="FIVE", until=date(2025, 12, 31)),
        _clause("6", checked_by="TWO"),
        _clause("7", checked_by="SEVEN", severity=Severity.WAIVABLE),
    ),
)

BOOK = tuple(
    Rule(code, code, ("/kind", "/purpose/use_in", "/learning_outcomes"), lambda *_: iter(()))
    for code in ("ONE", "TWO", "FOUR")
)


def _checked() -> Dossier:
    return dossier(
        findings=(
            finding("TWO", "/learning_outcomes/1/statement", "made-up/2"),
            finding("FOUR", "/credits", "made-up/4", Severity.WARNING),
            finding("SEVEN", "/title", "made-up/7", Severity.WAIVABLE),
            finding("FIVE", "/level", "made-up/5"),
        ),
        waived=(Waived("SEVEN", "/title", "Hēmi Example", date(2026, 5, 20), "It is a place."),),
    )


def test_the_checklist_reads_as_its_golden_file(golden: Golden) -> None:
    golden(f"{OF_THE_BOOK}.txt", text.render(checklist(_checked(), (MADE_UP,), BOOK)))


def test_no_clause_parts_the_table_of_a_text() -> None:
    """One with words too long for a cell stands behind it, and no head is over a single row."""
    plain = _clause("1", checked_by="ONE")
    clauses = [plain, replace(plain, id="long", citation="W" * 40), replace(plain, id="third")]
    made = replace(MADE_UP, clauses=tuple(replace(c, asked_by="policy") for c in clauses))
    blocks = checklist(dossier(), (made,), BOOK).blocks
    tables = [b for b in blocks if isinstance(b, TableBlock) and len(b.columns) == 4]
    assert [len(table.rows) for table in tables] == [2]
    assert [b.label for b in blocks if isinstance(b, Labelled)] == ["W" * 40]


def _rows(case: Dossier) -> dict[str, tuple[str, str]]:
    """State and place by what a clause asks, of the clauses that concern the draft."""
    tables = [b for b in criteria_checklist(case).blocks if isinstance(b, TableBlock)]
    rows = [row for table in tables for row in table.rows if len(row) == 4]
    return {re.sub(r" \((Our|Known)[^)]*\)$", "", row[1]): (row[2], row[3]) for row in rows}


def test_a_clause_that_was_not_read_in_its_own_text_says_so() -> None:
    shown = text.render(criteria_checklist(dossier()))
    assert "(Our reading.)" in " ".join(shown.split())
    assert "(Known from another source.)" in " ".join(shown.split())


def test_the_checklist_has_every_clause_in_force_that_asks_something_of_a_draft() -> None:
    for day in (date(2018, 8, 22), date(2022, 6, 1), date(2024, 3, 1), date(2026, 6, 1)):
        case = dossier(law_day=day)
        shown = "\n".join(texts_of(criteria_checklist(case)))
        read = [text for text in texts() if not text.example]
        held = [c for text in read for c in text.clauses if c.in_force(day)]
        for clause in held:
            assert (said(case, clause) in shown) == (clause.asks_of is None), clause.id
        after = sum(1 for clause in held if clause.asks_of)
        assert f"{after} clauses about what happens afterwards are not listed" in shown


def test_a_clause_that_is_met_says_where_with_ids_and_annexes() -> None:
    rows = _rows(dossier())
    assert rows["Outcomes that say what is achieved."] == ("met", "Learning outcomes LO1-LO3")
    state, where = next(cells for asked, cells in rows.items() if "it is needed;" in asked)
    assert (state, where) == ("met", "Need and acceptability: Evidence of need N1-N4 (annex 1)")


def test_only_the_clause_that_a_waived_finding_names_is_waived() -> None:
    """6.1(a) asks for a suitable title, and its rule looks for the words of 6.2(a) too."""
    title, words = (asked(clauses()[f"lor-2022/{name}"]) for name in ("6.1(a)", "6.2-words"))
    found = finding("TITLE-WORD", "/title", "lor-2022/6.2-words", Severity.WAIVABLE)
    rows = _rows(dossier(findings=(found,), waived=()))
    assert [rows[asks][0] for asks in (title, words)] == ["finding stands"] * 2
    waived = Waived("TITLE-WORD", "/title", "Hēmi Example", date(2026, 5, 20), "It is a place.")
    rows = _rows(dossier(findings=(found,), waived=(waived,)))
    assert [rows[asks][0] for asks in (title, words)] == ["met", "waived"]
    both = (found, finding("TITLE-WORD", "/title", "lor-2022/6.1(a)", Severity.WAIVABLE))
    rows = _rows(dossier(findings=both, waived=(waived,)))
    assert [rows[asks][0] for asks in (title, words)] == ["waived", "waived"]


def test_a_judged_clause_says_where_to_look_and_that_nothing_is_there() -> None:
    rows = _rows(with_data(title_te_reo=None))
    assert rows["Outcomes that can be measured."] == (
        "a person judges",
        "Learning outcomes LO1-LO3",
    )
    assert rows["Listing in te reo Māori."] == (
        "a person judges",
        "Title in te reo Māori (none given)",
    )


def test_what_the_draft_says_no_to_does_not_apply() -> None:
    te_hono = next(c for c in clauses().values() if c.id == "approval-criteria/te-hono")
    assert _rows(dossier())[asked(te_hono)][0] == "does not apply"
    assert _rows(with_data(te_hono_o_te_kahurangi="yes"))[asked(te_hono)][0] == "a person judges"


def test_one_long_clause_about_other_drafts_takes_no_table_apart() -> None:
    named = {"name": "Example Polytechnic", "type": "polytechnic"}
    case = with_data(organisations={"example-polytechnic": named})
    blocks = laid_out(criteria_checklist(case).blocks)
    labels = [block.label for block in blocks if isinstance(block, Labelled)]
    assert "Clause" not in labels
    assert any(label.startswith("NZQA, applying") for label in labels), "the long one, by its name"


def _why_not(case: Dossier) -> dict[str, str]:
    tables = [b for b in criteria_checklist(case).blocks if isinstance(b, TableBlock)]
    return {r[0]: r[1] for t in tables if t.columns[-1] == "Why not here" for r in t.rows}


def test_clauses_about_other_drafts_are_named_apart_with_the_reason() -> None:
    organisations = {"example-polytechnic": {"name": "Example", "type": "polytechnic"}}
    other = _why_not(with_data(organisations=organisations))
    whys = {why for told, why in other.items() if "Schools and kura" in told}
    assert whys == {"another applicant type"}
    assert "only university route" in other.values()
    assert "only for changes" in other.values()
    change = _why_not(with_data(kind="change", of="MC-0001"))
    assert "only for changes" not in change.values()
    assert "not for changes" in change.values()
    assert "content approved already" in _why_not(with_data(kind="accreditation")).values()


def test_our_policy_is_shown_with_its_own_number_and_apart() -> None:
    shown = text.render(criteria_checklist(dossier(policy=Policy(credits_at_least=3))))
    assert "shipped" not in shown
    (row,) = [row for row in _rows(dossier(policy=Policy(credits_at_least=3))) if "3 cred" in row]
    assert row.startswith("At least")
    assert shown.index("Our policy") > shown.index("Listing and Operational Rules 2022")


def test_each_clause_that_speaks_of_what_we_have_settled_on_says_how_much_that_is() -> None:
    ours = [c for c in clauses().values() if c.asked_by == "policy" and c.look_at]
    settled = [clause for clause in ours if "we have settled on" in clause.asks]
    assert [clause.id for clause in settled if clause.setting is None] == []
    unsaid = [
        clause.id for clause in settled if not re.search(r": \d+ \w", said(dossier(), clause))
    ]
    assert unsaid == [], "its setting says in Policy what it `counts`"


def test_ids_in_a_row_are_drawn_together_and_others_are_not() -> None:
    assert list(runs(["N1", "N2", "N3", "N5"])) == ["N1-N3", "N5"]
    assert list(runs(["A1", "A2", "LO3", "Te Awa Trust", ""])) == [
        "A1",
        "A2",
        "LO3",
        "Te Awa Trust",
    ]


def test_long_or_personal_words_of_a_decision_stand_in_no_cell() -> None:
    facts = {"how": "meeting", "conflicts": "None", "other": "x" * 61, "resolution": "Approved."}
    case = dossier(decisions=(replace(dossier().decisions[0], facts=facts),))
    blocks = record_copy(case).blocks
    cells = {c for b in blocks if isinstance(b, TableBlock) for row in b.rows for c in row}
    labels = {b.label for b in blocks if isinstance(b, Labelled)}
    assert "in a meeting" in cells
    assert {"Conflicts", "Other", "Resolution"} <= labels
    assert cells.isdisjoint({"None", "x" * 61, "Approved."})


def test_a_decision_is_recorded_in_words_with_days_and_hours_as_people_write_them() -> None:
    facts = {
        "how": "chairs-action",
        "review_period": "2",
        "listing": "granted on 2026-08-11",
        "fell": "on 2026-08-20: what it covers was changed",
        "resolution": "As of 2026-08-11.",
    }
    ours = replace(dossier().decisions[0], facts=facts)
    theirs = replace(ours, body="outside", move="record-outcome", facts={})
    noon = replace(theirs, recorded_at="2026-06-10T00:30:00Z")
    shown = " ".join(text.render(record_copy(dossier(decisions=(ours, theirs, noon)))).split())
    assert "Academic Committee: approved" in shown
    assert "20 May 2026, 9.04 am (2026-05-19T21:04:05Z), by Mere Example" in shown
    assert "10 June 2026, 12.30 pm (2026-06-10T00:30:00Z)" in shown
    assert "How it was decided by the chair alone" in shown
    assert "Review period 2 years" in shown
    assert "Listing granted on 11 August 2026" in shown
    assert "Stands no more on 20 August 2026: what it covers was changed" in shown
    assert "As of 2026-08-11." in shown, "what somebody wrote is left as it is"
    assert "From outside: record outcome" in shown


def test_what_a_published_page_says_is_not_said_twice() -> None:
    rows = [{"where": "a page", "level": 6, "says": "Level 6; to be put right"}]
    shown = text.render(application(with_data(published_elsewhere_as=rows)))
    assert shown.casefold().count("level 6") == 2  # what it says, and how it differs


@pytest.mark.parametrize("kind", ["accreditation", "change"])
def test_a_university_asks_nzqa_for_a_listing_only_where_it_asks_for_one(kind: str) -> None:
    told = label_of(replace(with_data(route="university", kind=kind), form="Form 3"))
    assert "listing" not in told
    assert "Form 3" not in told
    assert "Universities New Zealand" in told


def test_what_nobody_must_write_is_left_out_where_it_is_not_written() -> None:
    applicant = {"organisation": "example-polytechnic", "contact": "person-1"}
    evidence = [{"id": "N1", "type": "survey", "responses": 23}]
    case = with_data(
        applicant=applicant,
        work_began=None,
        delivery={"modes": ["online"], "sites": []},
        need={"evidence": evidence},
        industry_support={"outcome": "not-required", "reason": "None covers it."},
    )
    shown = text.render(application(case))
    for left_out in ("Provider number", "Work began", "Sites", "Answered"):
        assert left_out not in shown
    assert "Responses:\n    23 responses\n" in text.render(need_report(case))


def _lines(document: Document) -> list[str]:
    return text.render(document).splitlines()
