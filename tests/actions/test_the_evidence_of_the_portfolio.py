"""`report evidence`: kinds, days and gaps counted by hand from the sample, on both engines.

The sample has four items: letters of 4 and 18 March 2026, a survey of 13 March, a hui of 24 March.
Evidence may be 18 months old by the policy that ships; a review is due after two years.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.importing_sheets import LISTED, written
from tests.actions.test_checking_what_stands import changed
from tests.actions.test_what_a_review_starts import decided
from tests.actions.walking import at, edited, go, opened
from tests.cli.test_outputs_for_programs import fits

from mcapproval.actions.cases.standing.approved import standing_content, standing_hashes
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.reporting.evidence import evidence, evidence_sums
from mcapproval.reports import evidence as report
from mcapproval.reports.evidence import Evidenced, Kind
from mcapproval.reports.paging import Slice
from mcapproval.reports.table import plain, text
from mcapproval.store import queries
from mcapproval.store.rows.folded import Listing
from mcapproval.store.whole import Decided


def told(staged: Staged, day: str) -> tuple[Evidenced, ...]:
    page = evidence(at(staged.desk, "hemi", day))
    fits("report-evidence", plain(report.by_case(page)))
    fits("report-evidence", plain(report.by_both(page)))
    return page.rows


def test_each_kind_is_told_with_its_number_and_its_newest_day(approved: Staged) -> None:
    (row,) = told(approved, "2027-08-01")
    assert row.kinds == (
        Kind("hui", 1, "2026-03-24", 16, False),
        Kind("letter", 2, "2026-03-18", 16, False),
        Kind("survey", 1, "2026-03-13", 16, False),
    )
    assert (row.ref, row.limit_months, row.standing, row.missing) == ("MC-0001", 18, "in date", ())


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        ("2027-09-13", "in date"),
        ("2027-09-14", "some too old"),
        ("2027-09-24", "some too old"),
        ("2027-09-25", "too old"),
        ("2028-03-24", "too old"),
        ("2028-03-25", "older than a review"),
    ],
)
def test_it_grows_too_old_on_the_day_on_which_it_does(
    approved: Staged, day: str, standing: str
) -> None:
    assert [row.standing for row in told(approved, day)] == [standing]


def test_what_a_re_evaluation_gathered_afresh_counts_once_it_is_decided(
    approved: Staged, draft: Path
) -> None:
    decided(approved, draft, "decide-change", reason="WCAG 2.2")
    listed, change = told(approved, "2027-09-25")
    assert (listed.standing, change.ref) == ("some too old", "APP-2027-0001")
    newest = {each.kind: (each.items, each.newest) for each in listed.kinds}
    assert newest == {
        "hui": (1, "2026-03-24"),
        "letter": (3, "2027-05-28"),
        "survey": (2, "2027-06-18"),
    }


def test_what_was_gathered_afresh_serves_the_criterion_of_need_where_no_text_is_known(
    approved: Staged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hemi = at(approved.desk, "hemi", "2027-09-01")
    import_file(hemi, written(tmp_path, {"Micro-credentials": LISTED}), add_organisations=True)
    letter = {"id": "N1", "type": "letter", "dated": "2027-06-04"}
    (found,) = (row for row in evidence(hemi).rows if row.ref == "MC-0002")
    assert (found.standing, found.missing) == ("none", ())
    answered = [Decided("MC-0002", "2027-08-11", "continue", {"need": {"evidence": [letter]}})]
    monkeypatch.setattr("mcapproval.actions.reporting.evidence.decided", lambda *_: answered)
    (found,) = (row for row in evidence(hemi).rows if row.ref == "MC-0002")
    assert found.standing == "in date"
    assert "Criterion 1, title and learning outcomes" in found.missing
    assert "Criterion 2, need and acceptability" not in found.missing


def test_the_sums_count_cases_and_not_items(approved: Staged) -> None:
    sums, count, without = evidence_sums(at(approved.desk, "hemi", "2027-09-20"))
    table = report.by_kind(sums, count, without)
    fits("report-evidence", plain(table))
    assert [tuple(row.values()) for row in plain(table)] == [
        ("hui", 1, 1, 1, "2026-03-24", "2026-03-24", 0),
        ("letter", 1, 1, 2, "2026-03-18", "2026-03-18", 1),
        ("survey", 1, 1, 1, "2026-03-13", "2026-03-13", 1),
    ]
    assert (count, without) == (1, 0)
    assert report.chart_of_kinds(sums).bars[0] == ("hui", 1)


def test_pages_go_from_micro_credentials_to_applications(approved: Staged, draft: Path) -> None:
    decided(approved, draft, "decide-change", reason="WCAG 2.2")
    hemi = at(approved.desk, "hemi", "2027-09-25")
    first = evidence(hemi, asked=Slice(1))
    assert (first.rows[0].ref, first.last, first.found) == ("MC-0001", "MC-0001", 2)
    second = evidence(hemi, asked=Slice(1, first.last))
    assert (second.rows[0].ref, second.last) == ("APP-2027-0001", None)
    assert evidence(hemi, asked=Slice(1, "APP-2027-0001")).rows == ()


def test_an_application_under_way_is_told_and_one_that_was_granted_is_not(board: Staged) -> None:
    assert [row.ref for row in told(board, "2026-06-05")] == [board.ref]
    assert "1 case: 0 without" in text(
        report.by_case(evidence(at(board.desk, "hemi", "2026-06-05")))
    )


def test_what_is_at_its_end_is_asked_for_no_evidence(approved: Staged) -> None:
    hemi = at(approved.desk, "hemi", "2027-03-01")
    assert [row.ref for row in evidence(hemi).rows] == ["MC-0001"]
    go(hemi, "MC-0001", "hemi", "2027-03-01", "remove", letter=True, reason="Listed in error")
    assert evidence(hemi).rows == ()


def test_who_would_deliver_what_another_developed_is_asked_for_no_evidence_of_need(
    approved: Staged, draft: Path
) -> None:
    edited(
        draft, "\nkind: listing-approval-and-accreditation", "\nkind: accreditation\nof: MC-0001"
    )
    ref = opened(approved.desk, draft, "2027-03-01")
    hemi = at(approved.desk, "hemi", "2027-03-02")
    page = evidence(hemi)
    assert ref == "APP-2027-0001"
    assert ([row.ref for row in page.rows], page.found) == (["MC-0001"], 1)


def test_what_stands_of_many_is_what_stands_of_each(approved: Staged, draft: Path) -> None:
    changed(approved, draft)
    with approved.desk.reading() as connection:
        listings = queries.many(connection, Listing)
        found = standing_hashes(connection, {row.ref: row.application for row in listings})
        assert found == {row.ref: standing_content(connection, row).hash for row in listings}
        first = {row.ref for row in listings if row.application == approved.ref}
        assert first
