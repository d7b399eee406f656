"""The review file and the grid of a year at the shell."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.cli.living import MC, REV
from tests.cli.shell import Done, at
from tests.documents.filling_in import Filled, paragraph_of

from mcapproval.documents.review_form.reading import read_review
from mcapproval.documents.review_form.writing import About, review_form
from mcapproval.sheets.opening import LARGEST_FILE

Stage = Callable[[str], Path]
OPEN = ("review", "open", MC, "--as", "mele", "--today", "2027-07-01")


def test_a_review_is_opened_into_a_file_and_the_file_is_written_again_at_any_time(
    stage: Stage,
) -> None:
    folder = stage("outcome")
    done = at(folder, *OPEN, "--into", "one.yaml", fine=True)
    assert done.out == f"{REV}: Scheduled -> In progress\none.yaml is ready to be filled in.\n"
    assert f"review answer {REV} one.yaml" in done.err
    again = at(folder, *OPEN, "--into", "two.yaml", fine=True)
    assert again.out == "two.yaml is ready to be filled in.\n"
    assert (folder / "one.yaml").read_bytes() == (folder / "two.yaml").read_bytes()
    there = at(folder, "review", "form", REV, "--into", "one.yaml", "--today", "2027-07-01")
    assert (there.code, "is there already" in there.err) == (1, True)
    words = ("review", "answer", REV, "one.yaml", "--as", "mele", "--today", "2027-07-02")
    answered = at(folder, *words, fine=True)
    assert (
        "still open: Watch list: not answered: whether 9 things that the application names"
        in answered.out
    )


def test_a_review_is_answered_in_word_and_what_is_no_answer_is_told(stage: Stage) -> None:
    folder = stage("outcome")
    done = at(folder, *OPEN, "--into", "one.docx", fine=True)
    assert "one.docx is ready to be filled in." in done.out
    filled = Filled((folder / "one.docx").read_bytes()).write("culture", "He kōrero.")
    filled.after("culture", paragraph_of("Ask again in May."))
    (folder / "one.docx").write_bytes(filled.bytes())
    words = ("one.docx", "--as", "mele", "--today", "2027-07-02")
    answered = at(folder, "review", "answer", REV, *words, fine=True)
    assert "not taken: Te Tiriti, mātauranga Māori and culture: this stands" in answered.err
    at(folder, "review", "form", REV, "--into", "two.docx", "--today", "2027-07-02", fine=True)
    again = read_review((folder / "two.docx").read_bytes(), "two.docx").reading.draft
    assert again.text("/culture") == "He kōrero."
    other = review_form({"format": "review/1"}, {}, About("REV-2030-0001", ()))
    (folder / "one.docx").write_bytes(other)
    refused = at(folder, "review", "answer", REV, *words)
    assert (refused.code, f"of REV-2030-0001, and not of {REV}" in refused.err) == (1, True)


def answer(folder: Path, file: str, person: str, *more: str) -> Done:
    words = ("review", "answer", REV, file, *more, "--as", person)
    return at(folder, *words, "--today", "2027-07-02")


def form(folder: Path, file: str) -> Path:
    at(folder, "review", "form", REV, "--into", file, "--today", "2027-07-01", fine=True)
    return folder / file


def said(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_who_answers_in_an_older_file_is_told_what_it_would_undo(stage: Stage) -> None:
    folder = stage("outcome")
    at(folder, *OPEN, "--into", "one.yaml", fine=True)
    for file in ("two.yaml", "by-hand.yaml"):
        (folder / file).write_bytes((folder / "one.yaml").read_bytes())
    form(folder, "three.docx")
    said(folder / "one.yaml", "still_needed:", "still_needed: yes")
    said(folder / "two.yaml", "\n  moderation:", "\n  moderation: Every fifth piece.")
    said(folder / "by-hand.yaml", "written_at:", "#")
    assert answer(folder, "one.yaml", "mele").code == 0
    for file, look in (("two.yaml", "yaml"), ("three.docx", "docx"), ("by-hand.yaml", "yaml")):
        refused = answer(folder, file, "hemi")
        assert (refused.code, f"{REV} was answered on 2027-07-02" in refused.err) == (1, True)
        assert "would undo what stands there now: /need/still_needed  [MOVED-ON]" in refused.err
        assert f"review form {REV} --into NEW.{look}" in refused.err
        assert f"review answer {REV} {file} --over --as hemi" in refused.err
    said(form(folder, "four.yaml"), "\n  moderation:", "\n  moderation: Every fifth piece.")
    assert answer(folder, "four.yaml", "hemi").code == 0
    both = form(folder, "five.yaml").read_text("utf-8")
    assert "still_needed: yes" in both
    assert 'moderation: "Every fifth piece."' in both
    undone = "would undo what stands there now: /assessment/moderation  ["
    assert undone in answer(folder, "one.yaml", "mele").err
    assert answer(folder, "one.yaml", "mele", "--over").code == 0
    assert "Every fifth piece." not in form(folder, "six.yaml").read_text("utf-8")


def test_a_text_says_whose_answers_it_has(stage: Stage) -> None:
    folder = stage("outcome")
    at(folder, *OPEN, "--into", "one.yaml", fine=True)
    said(folder / "one.yaml", f"of: {REV}", "of: REV-2030-0001")
    refused = answer(folder, "one.yaml", "mele")
    assert (refused.code, f"of REV-2030-0001, and not of {REV}" in refused.err) == (1, True)
    said(form(folder, "two.yaml"), "written_at: ", "written_at: 99")
    refused = answer(folder, "two.yaml", "mele")
    assert (refused.code, "it is of others" in refused.err) == (1, True)


def test_no_answer_tells_of_a_learner(stage: Stage) -> None:
    folder = stage("outcome")
    at(folder, *OPEN, "--into", "one.yaml", fine=True)
    said(folder / "one.yaml", "\n  moderation:", "\n  moderation: NSN 123456789 was ill.")
    line = (folder / "one.yaml").read_text("utf-8").split("\n  moderation:")[0].count("\n") + 2
    refused = answer(folder, "one.yaml", "mele")
    assert (refused.code, f"line {line}: a number as long as" in refused.err) == (1, True)
    assert "123456789" not in refused.out + refused.err
    checked = at(folder, "check", "one.yaml", "--on", "2027-07-02", "--format", "concise")
    assert (checked.code, f"one.yaml:{line}:15: FORM-PERSON" in checked.out) == (1, True)
    filled = Filled(form(folder, "two.docx").read_bytes())
    (folder / "two.docx").write_bytes(filled.write("culture", "Ask ana@example.nz.").bytes())
    refused = answer(folder, "two.docx", "mele")
    told = "Te Tiriti, mātauranga Māori and culture: an e-mail address seems to stand here"
    assert (refused.code, told in refused.err) == (1, True)


def test_the_grid_is_printed_or_written(stage: Stage) -> None:
    folder = stage("outcome")
    shown = at(folder, "review", "grid", "--year", "2027", "--today", "2027-07-01", fine=True)
    assert "1 re-evaluation: 0 decided and 1 scheduled." in " ".join(shown.out.split())
    words = ("review", "grid", "--year", "2027", "--into", "grid.html", "--today", "2027-07-01")
    made = at(folder, *words, fine=True)
    assert made.out == "grid.html: Review grid, GRID-2027\n"
    assert "Community-Led" in (folder / "grid.html").read_text("utf-8")
    wrong = at(folder, "review", "grid", "--provider", "nobody")
    assert (wrong.code, "no organisation nobody" in wrong.err) == (2, True)


def test_a_sheet_that_is_tried_is_refused_with_what_would_be_refused(stage: Stage) -> None:
    folder = stage("outcome")
    by = ("--as", "hemi", "--today", "2027-07-01")
    at(folder, "review", "grid", "--into", "grid.xlsx", *by, fine=True)
    book = load_workbook(folder / "grid.xlsx")
    book.worksheets[0]["F4"], book.worksheets[0]["H4"] = "mele", "yes"
    book.save(folder / "grid.xlsx")
    words = ("review", "grid", "--from", "grid.xlsx", *by)
    tried = at(folder, *words, "--dry-run")
    assert (tried.code, "begin it first" in tried.out) == (1, True)
    assert "  Owner: - -> mele\n" in tried.out
    assert "  Still needed: - -> yes  (not done)\n" in tried.out
    assert tried.out.endswith("\n0 re-evaluations would change, 1 in part, 0 refused.\n")
    done = at(folder, *words)
    assert (done.code, done.out) == (1, tried.out.replace("would change", "changed"))
    moved = at(folder, *words, "--dry-run")
    assert (moved.code, "Re-evaluations!H4: REV-2027-0001 was changed on" in moved.out) == (1, True)


@pytest.mark.parametrize("words", [("grid",), ("collect", REV)], ids=" ".join)
def test_a_sheet_that_can_be_no_sheet_is_refused_before_it_is_read(
    stage: Stage, words: tuple[str, ...]
) -> None:
    folder = stage("outcome")
    with (folder / "disk.xlsx").open("wb") as disk:
        disk.truncate(40 * LARGEST_FILE)
    os.mkfifo(folder / "pipe.xlsx")
    for name, said in (
        ("disk.xlsx", "larger than 25 MB"),
        ("pipe.xlsx", "no ordinary file but a pipe"),
        ("none.xlsx", "no such file"),
        (".", "a folder, not a file"),
    ):
        done = at(folder, "review", *words, "--from", name, "--as", "hemi", "--today", "2027-07-01")
        assert (done.code, done.out, said in done.err) == (2, "", True)


def test_the_looks_of_the_grid_are_named_and_a_sheet_is_one(stage: Stage) -> None:
    wrong = at(stage("outcome"), "review", "grid", "--into", "x.exe", "--today", "2027-07-01")
    assert (wrong.code, ".pdf, .docx, .html, .txt, .xlsx" in wrong.err) == (2, True)


@pytest.mark.parametrize("place", ["there.yaml", "nowhere/r.yaml", "r.pdf"])
def test_nothing_is_begun_where_its_form_cannot_be_written(stage: Stage, place: str) -> None:
    folder = stage("outcome")
    (folder / "there.yaml").write_text("mine")
    day = ("--as", "mele", "--today", "2027-07-01")
    refused = at(folder, "review", "open", "MC-0001", "--into", place, *day)
    assert (refused.code in (1, 2), refused.out) == (True, "")
    due = at(folder, "review", "due", "--today", "2027-07-01", fine=True).out
    assert "in-progress" not in due
    assert (folder / "there.yaml").read_text() == "mine"
