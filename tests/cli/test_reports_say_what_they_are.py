"""A report that is kept in a file says what it is of and of which day, and hides no gap."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.actions.importing_sheets import LISTED, written
from tests.cli.shell import Done, at
from tests.cli.test_reports_as_at import LAST, report

from mcapproval.actions.papers import report_paper
from mcapproval.cli.report_options import NO_CHART
from mcapproval.reports.catalogue import REPORTS

Stage = Callable[[str], Path]
TODAY = ("--today", LAST)
IMPORTED, BEFORE = "2026-08-20", "2026-08-19"


@pytest.fixture
def imported(stage: Stage, tmp_path: Path) -> Path:
    """Records into which micro-credentials were brought that had been approved long before."""
    folder = stage("outcome")
    sheet = written(tmp_path, {"Micro-credentials": LISTED})
    words = ("--add-organisations", "--as", "admin", "--today", IMPORTED)
    at(folder, "import", str(sheet), *words, fine=True)
    return folder


def said(found: Done) -> str:
    return " ".join(found.out.split())


@pytest.mark.parametrize("name", REPORTS)
def test_its_first_line_says_what_a_report_is_and_its_day(stage: Stage, name: str) -> None:
    found = at(stage("outcome"), *report(name, *TODAY), fine=True)
    head, empty, *_ = found.out.split("\n")
    assert head.endswith(". As at 13 August 2026.")
    assert (head[0].isupper(), empty) == (True, "")


@pytest.mark.parametrize("form", ["--json", "--csv"])
@pytest.mark.parametrize("name", REPORTS)
def test_programs_get_no_head(stage: Stage, name: str, form: str) -> None:
    assert "As at" not in at(stage("outcome"), *report(name, form, *TODAY), fine=True).out


def test_the_head_names_the_provider_and_what_else_was_asked_for(stage: Stage) -> None:
    folder = stage("outcome")
    which = ("--provider", "otago-polytechnic", "--level", "5", "--first", "1")
    found = at(folder, *report("portfolio", *which, *TODAY), fine=True)
    assert found.out.startswith(
        "Portfolio of micro-credentials: provider Otago Polytechnic; level 5. "
        "As at 13 August 2026.\n\n"
    )
    found = at(folder, *report("due", "--within", "60d", *TODAY), fine=True)
    assert found.out.startswith("Re-evaluations that fall due: within 60 days. As at 13 Aug")
    found = at(folder, *report("year", "--from", "2026-01-01", *TODAY), fine=True)
    assert found.out.startswith("A year of re-evaluations: from 1 January 2026. As at 13 Aug")


def test_the_head_has_the_day_that_was_looked_back_to(stage: Stage) -> None:
    found = at(stage("outcome"), *report("where", "--as-at", "2026-06-05", *TODAY), fine=True)
    assert found.out.startswith("Where everything is. As at 5 June 2026.\n\n")


@pytest.mark.parametrize("name", ["portfolio", "undelivered", "where", "due", "evidence", "year"])
def test_a_report_before_an_import_says_how_many_were_recorded_later(
    imported: Path, name: str
) -> None:
    approved = at(imported, "report", "portfolio", "--json").json
    many = sum((row["approved_on"] or "9") <= BEFORE for row in approved) - 1
    assert many > 1
    asked = report(name, "--as-at", BEFORE, "--today", IMPORTED)
    later = f"{many} micro-credentials approved by that day were recorded only later: nothing of"
    assert later in said(at(imported, *asked, fine=True))
    for form in ("--json", "--csv"):
        programs = at(imported, *asked, form, fine=True)
        assert f"note: {later}" in " ".join(programs.err.split())
        assert "recorded only later" not in programs.out
    at(imported, *asked, "--pdf", "then.txt", fine=True)
    assert later in " ".join((imported / "then.txt").read_text("utf-8").split())
    assert "recorded only later" not in at(imported, *report(name, "--today", IMPORTED)).out


def test_what_was_recorded_later_is_counted_of_the_provider_that_was_asked_for(
    imported: Path,
) -> None:
    asked = report("portfolio", "--as-at", BEFORE, "--today", IMPORTED)
    none = at(imported, *asked, "--provider", "te-wananga")
    assert "recorded only later" not in none.out


def test_a_year_counts_as_overdue_what_passed_its_day_though_nobody_was_told(stage: Stage) -> None:
    folder = stage("outcome")

    def august(today: str) -> int:
        asked = ("report", "year", "--from", "2027-08-01", "--until", "2027-08-31", "--json")
        (month,) = at(folder, *asked, "--today", today, fine=True).json
        return int(month["overdue"])

    assert [august(f"2027-08-{day}") for day in (11, 12, 30)] == [0, 1, 1]


def test_findings_leave_out_what_came_approved_and_without_its_text(imported: Path) -> None:
    asked = ("report", "findings", "--today", IMPORTED)
    found = at(imported, *asked, fine=True)
    many = len(at(imported, "report", "portfolio", "--json").json) - 1
    assert f"{many} were left out: approved before an import" in said(found)
    assert "1 application was looked at." in said(found)
    rows = at(imported, *asked, "--json", fine=True).json
    assert {row["applications"] for row in rows} <= {1}
    for row in rows:
        of_rule = at(imported, *asked, "--code", row["code"], "--json", fine=True).json
        assert len(of_rule) == 1


def test_what_is_overdue_is_counted_over_all_pages(imported: Path) -> None:
    words = report("where", "--today", "2032-01-01")
    rows = at(imported, *words, "--json", fine=True).json
    late = sum(row["days_left"] is not None and row["days_left"] < 0 for row in rows)
    assert 1 < late < len(rows)
    for after in ((), ("--after", rows[-2]["ref"])):
        page = at(imported, *words, "--first", "1", *after, fine=True)
        assert f"1 of {len(rows)} cases; in all {late} are overdue." in page.out


def charted(folder: Path, *words: str) -> tuple[str, bool]:
    """The chart of a report on paper in words, and whether the paper says that there is none."""
    at(folder, *words, "--pdf", "p.txt", fine=True)
    paper = " ".join((folder / "p.txt").read_text("utf-8").split())
    (folder / "p.txt").unlink()
    return paper.partition("as bars: ")[2].partition(". ")[0], NO_CHART in paper


@pytest.mark.parametrize("name", ["due", "undelivered", "evidence"])
def test_no_chart_of_some_rows_is_taken_for_one_of_all(imported: Path, name: str) -> None:
    words = (*report(name), *{"due": ("--within", "9999d")}.get(name, ()), "--today", "2027-09-01")
    bars, left_out = charted(imported, *words)
    assert (bool(bars), left_out) == (True, False)
    assert charted(imported, *words, "--first", "1") == ("", True)


def test_a_chart_of_sums_is_of_all_beside_a_page_too(imported: Path) -> None:
    words = report("portfolio", "--today", "2027-09-01")
    assert charted(imported, *words, "--first", "1") == charted(imported, *words)


def test_too_many_rows_for_a_paper_can_be_counted_where_a_report_counts(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_paper, "MOST", 0)
    folder = stage("outcome")
    where = at(folder, *report("where", "--pdf", "p.pdf", *TODAY))
    assert "count them with `--by state`" in where.err
    evidence = at(folder, *report("evidence", "--pdf", "p.pdf", *TODAY))
    assert "count them with `--by kind`" in evidence.err
    fallen = at(folder, *report("fallen", "--pdf", "p.pdf", *TODAY))
    assert "count them" not in fallen.err
