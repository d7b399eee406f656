"""`review collect` at the shell: what comes back on a sheet is kept whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.cli.living import REV
from tests.cli.shell import Done, at

from mcapproval.actions.reviewing.collecting.asked import Asked
from mcapproval.actions.reviewing.collecting.sheet import about
from mcapproval.draft.reader import read_shaped
from mcapproval.store import queries
from mcapproval.store.keep import content
from mcapproval.store.records import open_records
from mcapproval.store.rows.folded import Review

SHEET = f"out/{REV}-otago-polytechnic.xlsx"
WHO = ("--as", "mele", "--today", "2027-07-02")

GOOD: Mapping[str, Any] = {
    "cohorts": 2,
    "enrolments": 18,
    "withdrawals": 2,
    "completions": 13,
    "completed_after_resubmission": 4,
    "still_active": "not known",
    "moderated_internal": 4,
    "moderated_external": 3,
    "reported": 13,
    "maori_enrolments": 6,
    "maori_completions": 5,
    "pacific_enrolments": "Not known",
    "pacific_completions": "not known",
    "disabled_enrolments": 0,
    "disabled_completions": 0,
    "sites": "Ōtepoti Dunedin\nonline",
    "moderation": "Three portfolios were marked together",
    "moderation_result": "Two differences",
    "moderation_actions": "The guide got two examples",
    "learners_n": 12,
    "learners_source": "Survey",
    "learners_on": date(2027, 6, 18),
    "learners_score": "4.6 of 5",
    "learners_themes": "- Recorded kōrero was welcome\n- Two hours were too little",
    "employers_n": 0,
    "changes_minor": "none",
    "changes_significant": "none",
    "capability": "yes",
    "capability_reason": "The same four assessors stay",
    "answered_by": "Programme manager",
    "answered_on": date(2027, 7, 2),
}
FIGURE: Mapping[str, Any] = {
    "E": "Student management system",
    "F": date(2027, 6, 30),
    "G": "Registry",
}


@pytest.fixture
def asked(stage: Callable[[str], Path]) -> Path:
    """A folder in which the sheets went out."""
    here = stage("outcome")
    at(here, "review", "open", "MC-0001", "--as", "mele", "--today", "2027-07-01", fine=True)
    at(here, "review", "collect", REV, "--into", "out", *WHO, fine=True)
    return here


def filled(here: Path, cells: Mapping[str, Any] | None = None, **answers: Any) -> str:
    """The sheet filled in without a fault, with some answers and cells otherwise."""
    book = load_workbook(here / SHEET)
    sheet = book.worksheets[0]
    lines = {str(sheet.cell(line, 1).value): line for line in range(2, sheet.max_row + 1)}
    for key, value in {**GOOD, **answers}.items():
        sheet[f"D{lines[key]}"] = value
    for column, value in FIGURE.items():
        sheet[f"{column}{lines['cohorts']}"] = value
    for address, value in (cells or {}).items():
        sheet[address] = value
    book.save(here / "back.xlsx")
    return "back.xlsx"


def back(here: Path, *files: str) -> Done:
    return at(here, "review", "collect", REV, *(w for f in files for w in ("--from", f)), *WHO)


def rows(here: Path) -> int:
    with open_records(str(here / "records.db")).reading() as connection:
        return queries.head(connection)[0]


def answers(here: Path) -> dict[str, Any]:
    with open_records(str(here / "records.db")).reading() as connection:
        review = queries.one(connection, Review, ref=REV)
        assert review is not None
        assert review.answers is not None
        found: dict[str, Any] = content(connection, review.answers)
        return found


def test_no_answer_is_given_before_it_is_asked(asked: Path) -> None:
    book = load_workbook(asked / SHEET)
    assert {cell.value for cell in book.worksheets[0]["D"][1:]} == {None}
    done = back(asked, SHEET)
    assert done.code == 1
    assert "Answers!D13: no answer to `cohorts`" in done.err


WAYS: tuple[tuple[str, ...], ...] = (
    ("review", "collect", "MC-0001"),
    ("review", "collect", "MC-0001", "--into", "new"),
    ("review", "collect", "ACC-0001"),
    ("review", "answer", "MC-0001", "review.yaml"),
    ("review", "form", "MC-0001", "--into", "new.yaml"),
)


@pytest.mark.parametrize("words", WAYS, ids=" ".join)
def test_what_is_no_re_evaluation_names_the_one_that_waits(
    asked: Path, words: tuple[str, ...]
) -> None:
    done = at(asked, *words, *WHO)
    assert done.code == 2
    assert f"error: {words[2]} is no re-evaluation" in done.err
    assert f"hint: the one of MC-0001 that waits is {REV}: name that" in done.err


def test_a_re_evaluation_in_place_of_a_micro_credential_names_whose_it_is(asked: Path) -> None:
    for command in ("open", "explain"):
        done = at(asked, "review", command, REV, *WHO)
        assert done.code == 2
        assert f"{REV} is a re-evaluation and no micro-credential" in done.err
        assert "it is the re-evaluation of MC-0001: name that" in done.err


@pytest.mark.parametrize("text", ["", "hello\n"])
def test_a_file_without_answers_is_to_be_written_by_the_form_of_its_re_evaluation(
    asked: Path, text: str
) -> None:
    (asked / "none.yaml").write_text(text)
    done = at(asked, "review", "answer", REV, "none.yaml", *WHO)
    assert done.code == 2
    assert "none.yaml:1:1: this file has no answers" in done.err
    assert f"mcapproval review form {REV} --into NEW.yaml" in done.err
    assert "draft new" not in done.err


def test_each_wrong_cell_is_named_and_nothing_is_kept(asked: Path) -> None:
    before = rows(asked)
    bad = filled(
        asked,
        {"D19": "=2+2", "F21": "30 June 2027", "H1": "Learner", "H13": "one"},
        enrolments="eighteen",
        maori_enrolments=None,
    )
    done = back(asked, bad)
    assert (done.code, rows(asked)) == (1, before)
    told = [line.strip() for line in done.err.splitlines() if line.startswith("  because:")]
    assert [line.split()[1].rstrip(":") for line in told] == [
        *("Answers!H1", "Answers!D14", "Answers!D19", "Answers!F21", "Answers!D22")
    ]
    for said in (
        "the column `Learner` is none of ours",
        "`eighteen` is no whole number",
        "a formula stands here (`=2+2`)",
        "`30 June 2027` is a text and no date",
        "no answer to `maori_enrolments`",
    ):
        assert said in done.err


@pytest.mark.parametrize("said", ['\u200b=HYPERLINK("x")', "good\nbad\u202e", "a\u00adb"])
def test_a_character_that_nobody_sees_is_told_by_its_cell(asked: Path, said: str) -> None:
    done = back(asked, filled(asked, learners_themes=said))
    assert done.code == 1
    assert "there is a character here that can't be seen (U+" in done.err


FAULTS: tuple[tuple[str, dict[str, Any], dict[str, Any], str], ...] = (
    ("half a learner", {}, {"cohorts": 2.5}, "D13: `2.5` is no whole number"),
    ("fewer than none", {}, {"withdrawals": -2}, "D15: `-2` is no whole number"),
    ("more than enrolled", {}, {"completions": 30}, "D16: 30 completed, and only 18 enrolled"),
    ("more than completed", {}, {"reported": 14}, "D21: 14 were reported, and only 13 completed"),
    ("a sum", {}, {"withdrawals": 9}, "D14: 9 withdrew and 13 completed, which is 22"),
    ("a group", {}, {"maori_enrolments": 19}, "D22: 19 Māori learners enrolled, and only 18"),
    ("changed words", {"B29": "Who?"}, {}, "B29: the words of `sites` were changed"),
    ("another review", {"C3": "REV-2026-0001"}, {}, "C3: review is `REV-2026-0001` here"),
    ("another provider", {"C5": "nzqa"}, {}, "C5: `nzqa` is no provider asked"),
    ("another format", {"C2": "collect/2"}, {}, "C2: format is `collect/2` here"),
    ("twice", {"A60": "cohorts"}, {}, "A60: `cohorts` is asked in A13 already"),
    ("a row of theirs", {"A60": "ours"}, {}, "A60: `ours` is no question of ours"),
    ("no question", {"A13": None}, {}, "A13: this row has no question"),
    ("still to come", {}, {"learners_on": date(2027, 8, 1)}, "D35: 2027-08-01 is still to come"),
    ("long ago", {}, {"learners_on": date(2025, 8, 1)}, "D35: 2025-08-01 is before the period"),
    ("no source", {"E13": None}, {}, "E13: `cohorts` has a count, and this is empty"),
    ("beside", {"E30": "Ann"}, {}, "E30: nothing is asked for here"),
    ("a list", {}, {"sites": "Ann Bell; Bo Cole; Jo Ora"}, "D29: a list of names seems to stand"),
    ("a number", {}, {"moderation": "of 123456789"}, "D30: a number as long as a learner's"),
    ("mail", {}, {"moderation": "ask jo@example.nz"}, "D30: an e-mail address seems to stand"),
    ("too long", {}, {"moderation": "jo@ora.nz " * 3_200}, "D30: 31,999 letters stand here, and"),
    ("known here", {}, {"answered_by": "Hēmi Te Rau"}, "D47: somebody whom the records know"),
)


def test_what_can_be_wrong_with_a_sheet_is_told_by_its_cell(asked: Path) -> None:
    before = rows(asked)
    for name, cells, said, told in FAULTS:
        done = back(asked, filled(asked, cells, **said))
        assert (done.code, rows(asked)) == (1, before), name
        assert f"Answers!{told}" in done.err, (name, done.err)


@pytest.mark.parametrize("cohorts", [0, 2])
def test_a_row_that_was_deleted_is_told_by_its_question(asked: Path, cohorts: int) -> None:
    before = rows(asked)
    book = load_workbook(asked / filled(asked, cohorts=cohorts))
    sheet = book.worksheets[0]
    keys = [row[0].value for row in sheet.iter_rows()]
    for key in ("not_delivered", "moderation"):
        sheet.delete_rows(keys.index(key) + 1)
        keys.remove(key)
    book.save(asked / "back.xlsx")
    done = back(asked, "back.xlsx")
    assert (done.code, rows(asked)) == (1, before)
    assert "the question `not_delivered` is missing" in done.err
    assert "the question `moderation` is missing" in done.err


def test_a_clean_sheet_is_kept_with_who_answered_and_replaces_only_its_own(asked: Path) -> None:
    at(asked, "review", "answer", REV, "review.yaml", *WHO, fine=True)
    before = answers(asked)
    assert back(asked, filled(asked)).code == 0
    again = back(asked, filled(asked, reported=12))
    assert "in place of what it answered before" in again.out
    found = answers(asked)
    shaped = read_shaped(json.dumps(found).encode(), "x.json", "review")
    assert shaped.findings == ()
    (row,) = found["delivery"]
    assert (row["enrolments"], row["reported"]) == (18, 12)
    assert (row["still_active"], row["moderated"]) == ("not known", 7)
    assert row["figures"]["reported"] == {
        "source": "Student management system",
        "extracted_on": "2027-06-30",
        "supplier": "Registry",
    }
    assert [r for r in found["feedback"] if "provider" not in r] == before["feedback"]
    assert found["fit"] == before["fit"]
    at(asked, "review", "answer", REV, "review.yaml", *WHO, fine=True)
    after = answers(asked)
    for key in ("collected", "delivery"):
        assert after[key] == found[key], "a file begun before the sheet came back loses nothing"
    told = at(asked, "review", "collect", REV, "--json", *WHO, fine=True).json
    assert [(p["answered"], p["answered_by"]) for p in told["providers"]] == [
        (True, "Programme manager")
    ]
    assert at(asked, "audit", "verify").code == 0


def test_what_was_copied_or_does_not_fit_does_not_continue(asked: Path) -> None:
    old = asked / "evidence" / "n2-survey-pacific-neighbourhoods.md"
    (asked / "review" / "r1-survey-of-learners.md").write_bytes(old.read_bytes())
    file = asked / "review.yaml"
    text = file.read_text("utf-8")
    assert text.count("outcomes_at_level: {answer: yes") == 1
    file.write_text(
        text.replace("outcomes_at_level: {answer: yes", "outcomes_at_level: {answer: no")
    )
    told = at(asked, "review", "answer", REV, "review.yaml", *WHO, fine=True).out
    stopped = "  stands in the way of decide-continue-with-actions: "
    assert f"{stopped}the file of N1 is that of the application" in told
    assert f"{stopped}to continue is proposed, and it is denied" in told
    assert "  look at: the file of N1" not in told
    decided = ("--set", "how=circular", "--set", "present=bo", "--set", "minute_reference=1")
    by = ("--set", "resolution=Yes", "--as", "bo", "--today", "2027-07-02")
    for move, more in (
        ("decide-continue", ()),
        ("decide-continue-with-actions", ("--set", "items=A")),
    ):
        done = at(asked, "move", REV, move, *decided, *more, *by)
        assert done.code == 1
        assert "the file of N1 is that of the application" in done.err
        assert "it is denied that the outcomes are right and at the level" in done.err


@pytest.mark.parametrize(
    ("number", "said"), [("4977", "NZQA number 4977"), ("", "no NZQA number recorded")]
)
def test_a_sheet_says_whether_the_micro_credential_has_a_number(number: str, said: str) -> None:
    day = date(2027, 7, 2)
    of = Asked(REV, "Mahi", number, {"wintec": "Wintec"}, day, day, day, day, {}, {})
    assert about(of, "wintec")["credential"][1] == f"Mahi ({said})"


def test_a_sheet_and_the_form_look_back_on_the_same_days(asked: Path) -> None:
    at(asked, "review", "form", REV, "--into", "form.yaml", *WHO, fine=True)
    period = read_shaped((asked / "form.yaml").read_bytes(), "form.yaml", "review").data["period"]
    assert period == {"from": "2026-08-11", "until": "2027-07-02"}
    assert says(asked)["period"] == "2026-08-11 to 2027-07-02"
    at(asked, "review", "answer", REV, "review.yaml", *WHO, fine=True)
    (asked / "form.yaml").unlink()
    at(asked, "review", "form", REV, "--into", "form.yaml", *WHO, fine=True)
    at(asked, "review", "collect", REV, "--into", "out", *WHO, fine=True)
    answered = read_shaped((asked / "form.yaml").read_bytes(), "form.yaml", "review").data["period"]
    assert says(asked)["period"] == f"{answered['from']} to {answered['until']}"
    assert answered != period


def says(asked: Path, column: int = 2) -> dict[str, str]:
    rows = load_workbook(asked / SHEET).worksheets[0].iter_rows(min_row=2, max_row=7)
    return {str(row[0].value): str(row[column].value) for row in rows}


def test_who_is_asked_late_has_some_days_and_is_told_when_it_is_due(asked: Path) -> None:
    assert says(asked)["answer by"] == "2027-07-12"
    assert says(asked, 1)["answer by"] == "Please answer by 12 July 2027"
    late = ", sooner if you can: this re-evaluation was to be done by 11 August 2027"
    for day, by in (
        ("2027-07-22", "29 July 2027"),
        ("2027-08-09", "11 August 2027"),
        ("2027-08-11", f"18 August 2027{late}"),
    ):
        at(asked, "review", "collect", REV, "--into", "out", "--as", "mele", "--today", day)
        assert says(asked, 1)["answer by"] == f"Please answer by {by}"


def test_what_our_records_have_stands_beside_the_question_and_answers_nothing(asked: Path) -> None:
    for cohort, counts in (
        ("2027 A", ("enrolled=18", "completed=13")),
        ("2027 B", ("enrolled=9",)),
    ):
        sets = [word for count in counts for word in ("--set", count)]
        days = ("--starts", "2027-02-15", "--ends", "2027-06-10")
        words = ("delivery", "add", "MC-0001", "--cohort", cohort, *days, *sets)
        at(asked, *words, "--as", "hemi", "--today", "2027-07-02", fine=True)
    at(asked, "review", "collect", REV, "--into", "out", *WHO, fine=True)
    sheet = load_workbook(asked / SHEET).worksheets[0]
    told = {row[0].value: (row[2].value, row[3].value) for row in sheet.iter_rows(min_row=14)}
    assert told["enrolments"] == ("27", None)
    assert told["completions"] == ("not known of DEL-0002", None)


def test_a_sheet_that_is_filled_in_is_not_written_over(asked: Path) -> None:
    at(asked, "review", "collect", REV, "--into", "out", *WHO, fine=True)
    (asked / filled(asked)).replace(asked / SHEET)
    before = (asked / SHEET).read_bytes()
    done = at(asked, "review", "collect", REV, "--into", "out", *WHO)
    assert (done.code, "is there already with answers in it" in done.err) == (1, True)
    assert (asked / SHEET).read_bytes() == before
