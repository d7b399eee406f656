"""Every report on paper, as whoever asks for it gets it: a file that was not there before."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from tests.cli.shell import at
from tests.cli.test_reports_as_at import LAST, report
from tests.documents.pdf_structure import faults

from mcapproval.actions.papers import report_paper
from mcapproval.reports.catalogue import REPORTS

Stage = Callable[[str], Path]
TODAY = ("--today", LAST)
ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def told(page: Path) -> str:
    """What stands on a page, without its markup."""
    body = page.read_text("utf-8").partition("<body")[2]
    return " ".join(unescape(re.sub("<[^>]*>", " ", body)).split())


@pytest.mark.parametrize("name", REPORTS)
def test_each_report_is_printed_and_twice_in_the_same_bytes(stage: Stage, name: str) -> None:
    folder = stage("outcome")
    for file in ("one.pdf", "two.pdf"):
        done = at(folder, *report(name, "--pdf", file, *TODAY), fine=True)
        assert done.out.startswith(f"{file}: ")
    made = (folder / "one.pdf").read_bytes()
    assert made == (folder / "two.pdf").read_bytes()
    assert faults(made) == []
    first = pypdf.PdfReader(BytesIO(made)).pages[0].extract_text()
    assert "As at 13 August 2026" in first
    assert "Simulated records" in first


def test_as_at_an_earlier_day_the_paper_speaks_of_that_day(stage: Stage) -> None:
    folder = stage("outcome")
    words = report("portfolio", "--pdf", "then.pdf", *TODAY, "--as-at", "2026-06-05")
    at(folder, *words, fine=True)
    (page,) = pypdf.PdfReader(folder / "then.pdf").pages
    said = page.extract_text()
    assert "As at 5 June 2026" in said
    assert "No micro-credential is listed" in said


def test_a_paper_says_which_rows_were_asked_for(stage: Stage) -> None:
    folder = stage("outcome")
    which = ("--provider", "otago-polytechnic", "--by", "status", "--by", "level")
    at(folder, *report("portfolio", *which, "--pdf", "some.pdf", *TODAY), fine=True)
    said = pypdf.PdfReader(folder / "some.pdf").pages[0].extract_text()
    assert "by status, level; provider Otago Polytechnic" in said


def test_a_paper_says_names_and_days_as_people_do_and_json_keeps_keys_and_iso_days(
    stage: Stage,
) -> None:
    folder = stage("outcome")
    words = report("portfolio", *TODAY)
    at(folder, *words, "--pdf", "some.html", fine=True)
    said = told(folder / "some.html")
    (row,) = at(folder, *words, "--json", fine=True).json
    assert (row["developer"], row["status"]) == ("otago-polytechnic", "current")
    assert row["next_review"] == "2027-08-11"
    assert "otago-polytechnic" not in said
    assert "Otago Polytechnic" in said
    assert "11 August 2027" in said
    assert "2027-08-11" not in said


def test_an_agenda_on_paper_names_the_body_and_the_day_of_the_meeting(stage: Stage) -> None:
    folder = stage("board")
    which = ("--body", "academic-board", "--on", "2026-06-10", "--pdf", "agenda.html")
    at(folder, "report", "agenda", *which, "--today", "2026-06-05", fine=True)
    said = told(folder / "agenda.html")
    assert "body academic board; on 10 June 2026" in said
    assert "listing, approval and accreditation" in said
    assert "cademic board, 10 June 2026" in said


@pytest.mark.parametrize("name", sorted({*REPORTS} - {"reviews", "year"}))
def test_no_iso_day_stands_on_a_paper_but_in_its_number(stage: Stage, name: str) -> None:
    folder = stage("outcome")
    at(folder, *report(name, "--pdf", "it.html", *TODAY), fine=True)
    assert ISO_DAY.findall(told(folder / "it.html")) == []


def test_a_file_that_is_there_stays_as_it_is(stage: Stage) -> None:
    folder = stage("outcome")
    (folder / "mine.pdf").write_text("mine")
    done = at(folder, *report("portfolio", "--pdf", "mine.pdf", *TODAY))
    assert (done.code, done.out) == (1, "")
    assert "mine.pdf is there already" in done.err
    assert (folder / "mine.pdf").read_text() == "mine"


@pytest.mark.parametrize("file", ["portfolio", "portfolio.doc", "nowhere/portfolio.pdf"])
def test_a_file_that_can_not_be_made_is_refused(stage: Stage, file: str) -> None:
    folder = stage("outcome")
    before = sorted(folder.rglob("*.*"))
    done = at(folder, *report("portfolio", "--pdf", file, *TODAY))
    assert done.code == 2
    assert "hint: " in done.err
    assert sorted(folder.rglob("*.*")) == before


@pytest.mark.parametrize("look", ["docx", "html", "txt"])
def test_the_end_of_its_name_says_how_it_looks(stage: Stage, look: str) -> None:
    folder = stage("outcome")
    at(folder, *report("portfolio", "--pdf", f"p.{look}", *TODAY), fine=True)
    begins = {"docx": b"PK", "html": b"<!DOCTYPE html>", "txt": b"Report - portfolio"}
    assert (folder / f"p.{look}").read_bytes().startswith(begins[look])


def test_more_rows_than_anybody_leafs_through_are_refused(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_paper, "MOST", 0)
    folder = stage("outcome")
    done = at(folder, *report("portfolio", "--pdf", "p.pdf", *TODAY))
    assert done.code == 2
    assert "1 rows are too many for p.pdf: a paper holds 0" in done.err
    assert "--csv" in done.err
    assert not (folder / "p.pdf").exists()


def test_two_forms_are_not_asked_for_at_once(stage: Stage) -> None:
    done = at(stage("outcome"), *report("portfolio", "--csv", "--pdf", "p.pdf", *TODAY))
    assert done.code == 2
    assert "--csv and --pdf ask for two forms" in done.err or "--pdf and --csv" in done.err
