"""`rules workload`: the study as a table, as JSON, of a file and of a case."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from tests.cli.living import APP
from tests.cli.shell import BAD, GOOD, at
from tests.documents.filling_in import Filled

from mcapproval.shipped import schema

Stage = Callable[[str], Path]

STUDY = """\
format: application/1
route: nzqa
kind: listing-and-approval
title: Kōrero in the Workplace
credits: 10
level: 4
learning_outcomes:
  - {id: LO1, statement: Deliver a talk, hours: 60}
  - {id: LO2, statement: Explain what an audience needs, hours: 40}
delivery: {weeks: 20, hours_a_week: 2}
learning_hours: {directed: 35, self_directed: 55, work_based: 0, assessment: 10}
workload:
  - {outcome: LO1, guided: 20, independent: 20, practice: 10, assessment: 5, feedback: 5, basis: A pilot with six learners}
  - {outcome: LO2, guided: 10, independent: 15, practice: 10, assessment: 5}
"""  # noqa: E501

DAY = ("--on", "2026-06-15")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "draft.yaml").write_text(STUDY, "utf-8")
    return tmp_path


def fits(value: Any) -> None:
    contract = schema("output-rules-workload")
    Draft202012Validator(contract, registry=Registry()).validate(value)


def test_the_table_has_a_line_for_each_outcome_and_their_sums(folder: Path) -> None:
    done = at(folder, "rules", "workload", "draft.yaml", *DAY, fine=True)
    assert done.err == ""
    lines = [line.split() for line in done.out.splitlines()]
    assert ["LO1", "20", "20", "10", "0", "5", "5", "60"] in lines
    assert ["LO2", "10", "15", "10", "0", "5", "0", "40"] in lines
    assert ["All", "30", "35", "20", "0", "10", "5", "100"] in lines
    assert "found by: A pilot with six learners" in done.out
    assert "Kōrero in the Workplace: 10 credits stand for 100 hours" in done.out


def test_two_hours_a_week_for_five_months_are_told_where_hours_could_be(folder: Path) -> None:
    done = at(folder, "rules", "workload", "draft.yaml", *DAY, fine=True)
    said = " ".join(done.out.split())
    assert "20 x 2 a week, 0 at work 40 credits 100 differ" in said
    assert "60 are not accounted for" in said
    assert "learning at work or in the community" in said
    assert "draft.yaml:10:37" in said
    assert "the row for LO2 does not say how its hours were found" in said
    assert max(map(len, done.out.splitlines())) <= 100


def test_a_plan_that_learning_at_work_takes_beyond_is_over_unless_that_is_inside_the_week(
    tmp_path: Path,
) -> None:
    text = STUDY.partition("learning_outcomes:")[0] + (
        "delivery: {weeks: 15, hours_a_week: 7}\nlearning_hours: {work_based: 20}\n"
    )
    (tmp_path / "draft.yaml").write_text(text, "utf-8")
    done = at(tmp_path, "rules", "workload", "draft.yaml", *DAY, fine=True)
    said = " ".join(done.out.split())
    assert "credits 100 over unless: learning at work is inside the week" in said
    assert "Nothing disagrees if learning at work is inside the weekly hours" in said
    assert max(map(len, done.out.splitlines())) <= 100
    printed = at(tmp_path, "rules", "workload", "draft.yaml", *DAY, "--json", fine=True).json
    fits(printed)
    assert printed["findings"] == []
    (plan,) = [line for line in printed["comparisons"] if line["what"] == "plan"]
    assert (plan["one_hours"], plan["other_hours"], plan["agrees"]) == (125, 100, False)
    assert plan["verdict"] == "over"
    assert plan["unless"] == "learning at work is inside the week"


def test_json_has_rows_sums_comparisons_and_findings(folder: Path) -> None:
    printed = at(folder, "rules", "workload", "draft.yaml", *DAY, "--json", fine=True).json
    fits(printed)
    assert printed["of"] == "draft.yaml"
    assert (printed["on"], printed["credits"], printed["hours_needed"]) == ("2026-06-15", 10, 100)
    assert [row["total"] for row in printed["rows"]] == [60, 40]
    assert printed["sums"]["total"] == 100
    lines = printed["comparisons"]
    assert [line["what"] for line in lines if not line["agrees"]] == ["plan"]
    assert {line["verdict"] for line in lines if line["what"] != "plan"} <= {"agree", "near enough"}
    (plan,) = [line for line in lines if line["what"] == "plan"]
    assert (plan["verdict"], plan["unless"]) == ("differ", None)
    assert [one["code"] for one in printed["findings"]] == ["WORK-WEEKS", "WORK-BACK"]
    printed["rows"][0]["surprise"] = 1
    with pytest.raises(Exception, match="surprise"):
        fits(printed)


def test_a_draft_without_a_study_is_shown_how_to_write_one(tmp_path: Path) -> None:
    draft = GOOD / "community-led-development-facilitation" / "draft.yaml"
    done = at(tmp_path, "rules", "workload", str(draft), *DAY, fine=True)
    assert "No workload study is written" in done.out
    assert "20 x 2 a week, 60 at work" in done.out
    assert done.out.endswith("\nNothing disagrees.\n")
    printed = at(tmp_path, "rules", "workload", str(draft), *DAY, "--json", fine=True).json
    fits(printed)
    assert (printed["rows"], printed["findings"]) == ([], [])


def test_a_form_is_studied_in_its_own_words(tmp_path: Path) -> None:
    draft = GOOD / "community-led-development-facilitation" / "draft.yaml"
    at(tmp_path, "draft", "convert", str(draft), "form.docx", fine=True)
    form = Filled((tmp_path / "form.docx").read_bytes()).write("delivery.hours_a_week", "9")
    (tmp_path / "form.docx").write_bytes(form.bytes())
    done = at(tmp_path, "rules", "workload", "form.docx", *DAY)
    assert 'a row for each under "Workload study"' in " ".join(done.out.split())
    assert " --> form.docx, Delivery, Hours a week\n" in done.out
    assert "learning hours" in done.out
    assert not re.search(r"[a-z]_[a-z]|\{", done.out)


def test_hours_that_are_left_out_are_listed_with_what_is_wrong_among_them(tmp_path: Path) -> None:
    draft = BAD / "hours-below-nought.yaml"
    done = at(tmp_path, "rules", "workload", str(draft), *DAY, fine=True)
    assert (
        "Left out of every sum, since one can't be used: learning_hours (directed -8, "
        "self_directed 36, work_based 60, assessment 12)."
    ) in " ".join(done.out.split())
    assert "20 x 5 a week, 60 at work" in done.out
    assert "can't be used: all outcomes, credits." in done.out
    assert "HOURS-SPLIT: -8 directed hours" in done.out
    assert "Nothing disagrees" not in done.out
    printed = at(tmp_path, "rules", "workload", str(draft), *DAY, "--json", fine=True).json
    fits(printed)
    assert printed["left_out"]["work_based"] == 60
    assert [one["code"] for one in printed["findings"]] == ["HOURS-SPLIT"]


def test_hours_at_work_from_the_study_are_counted_where_those_by_kind_are_left_out(
    folder: Path,
) -> None:
    written = STUDY.replace("work_based: 0", "work_based: -3").replace("guided:", "work_based:")
    (folder / "draft.yaml").write_text(written, "utf-8")
    done = at(folder, "rules", "workload", "draft.yaml", *DAY, fine=True)
    assert "20 x 2 a week, 30 at work" in done.out
    assert "Left out of every sum" in done.out


def test_the_study_that_is_shown_can_be_copied(folder: Path) -> None:
    head = STUDY.partition("workload:")[0]
    (folder / "draft.yaml").write_text(head, "utf-8")
    shown = at(folder, "rules", "workload", "draft.yaml", *DAY, fine=True).out
    row = shown.partition("workload:\n")[2].partition("}")[0] + "}\n"
    (folder / "draft.yaml").write_text(f"{head}workload:\n{row}", "utf-8")
    printed = at(folder, "rules", "workload", "draft.yaml", *DAY, "--json", fine=True).json
    assert [line["outcome"] for line in printed["rows"]] == ["LO1"]
    assert not [one for one in printed["findings"] if one["asked_by"] == "form"]


def test_four_lines_have_nothing_to_compare_yet(tmp_path: Path) -> None:
    four = "format: application/1\nroute: nzqa\nkind: listing-and-approval\ntitle: Speak Up\n"
    (tmp_path / "draft.yaml").write_text(four, "utf-8")
    done = at(tmp_path, "rules", "workload", "draft.yaml", *DAY, fine=True)
    assert "Speak Up: no credits are given, nothing to hold the hours against" in done.out
    assert "There is nothing to compare yet." in done.out
    fits(at(tmp_path, "rules", "workload", "draft.yaml", *DAY, "--json", fine=True).json)


@pytest.mark.parametrize(
    ("written", "as_number", "said"),
    [
        ("7.5", 7.5, "7.5 credits stand for 75 hours"),
        ("1", 1, "1 credit stands for 10 hours"),
        ("0", 0, "0 credits, nothing to hold the hours against"),
    ],
)
def test_the_credits_are_told_as_they_were_written(
    folder: Path, written: str, as_number: float, said: str
) -> None:
    text = STUDY.replace("credits: 10", f"credits: {written}")
    (folder / "draft.yaml").write_text(text, "utf-8")
    words = ("rules", "workload", "draft.yaml", *DAY)
    assert said in at(folder, *words, fine=True).out
    printed = at(folder, *words, "--json", fine=True).json
    fits(printed)
    assert printed["credits"] == as_number


def test_hours_that_cant_be_read_are_told_since_they_are_left_out(folder: Path) -> None:
    text = STUDY.replace("feedback: 5", "feedback: five")
    (folder / "draft.yaml").write_text(text, "utf-8")
    printed = at(folder, "rules", "workload", "draft.yaml", *DAY, "--json", fine=True).json
    fits(printed)
    (form,) = [one for one in printed["findings"] if one["asked_by"] == "form"]
    assert form["path"] == "/workload/0/feedback"
    assert (printed["rows"][0]["feedback"], printed["rows"][0]["total"]) == (None, None)
    assert (printed["sums"]["feedback"], printed["sums"]["practice"]) == (None, 20)
    assert printed["not_compared"] == ["directed", "LO1"]
    shown = at(folder, "rules", "workload", "draft.yaml", *DAY, fine=True).out
    lines = [line.split() for line in shown.splitlines()]
    assert ["LO1", "20", "20", "10", "0", "5", "?", "?"] in lines
    assert (
        "Not compared, since what is needed is not there or can't be used: directed, LO1." in shown
    )


def test_credits_in_a_word_are_told_so_and_the_weeks_are_held_against_the_hours(
    folder: Path,
) -> None:
    (folder / "draft.yaml").write_text(STUDY.replace("credits: 10", "credits: ten"), "utf-8")
    done = at(folder, "rules", "workload", "draft.yaml", *DAY, fine=True)
    assert "the credits can't be read as a number, nothing to hold the hours against" in done.out
    assert "no credits are given" not in done.out
    assert "credits must be a whole number; `ten` is not one" in done.out
    said = " ".join(done.out.split())
    assert "weeks 20 x 2 a week, 0 at work 40 learning_hours 100 differ" in said
    assert "can't be used: credits, plan." in said
    fits(at(folder, "rules", "workload", "draft.yaml", *DAY, "--json", fine=True).json)


def test_what_differs_and_has_no_finding_is_not_said_to_agree(folder: Path) -> None:
    text = STUDY.replace("credits: 10\n", "").partition("workload:")[0]
    (folder / "draft.yaml").write_text(text, "utf-8")
    done = at(folder, "rules", "workload", "draft.yaml", *DAY, fine=True)
    assert done.out.endswith("\nWhat differs stands in the table.\n")


def test_our_policy_says_how_far_the_plan_may_be_off(folder: Path) -> None:
    (folder / "ours.toml").write_text(
        'format = "policy/1"\n[hours]\nplan_tolerance_per_cent = 50\n', "utf-8"
    )
    text = STUDY.replace("hours_a_week: 2", "hours_a_week: 3")
    (folder / "draft.yaml").write_text(text, "utf-8")
    words = ("rules", "workload", "draft.yaml", *DAY, "--json")
    codes = [one["code"] for one in at(folder, *words, fine=True).json["findings"]]
    assert "WORK-WEEKS" in codes
    ours = at(folder, *words, "--policy", "ours.toml", fine=True).json
    assert "WORK-WEEKS" not in [one["code"] for one in ours["findings"]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere.yaml",), "no such file"),
        (("draft.yaml", "--on", "2018-01-01"), "2018-08-22"),
        ((APP,), "no records"),
    ],
)
def test_what_cant_be_studied_is_said_in_a_sentence(
    folder: Path, words: tuple[str, ...], said: str
) -> None:
    done = at(folder, "rules", "workload", *words)
    assert done.code == 2
    assert said in done.err
    assert done.out == ""


def test_a_case_is_studied_by_its_reference(stage: Stage) -> None:
    here = stage("outcome")
    printed = at(here, "rules", "workload", APP, "--json", "--today", "2027-07-01", fine=True).json
    fits(printed)
    assert printed["of"] == APP
    assert [line["agrees"] for line in printed["comparisons"]] == [True, True, True]
    shown = at(here, "rules", "workload", APP, "--today", "2027-07-01", fine=True).out
    assert "Nothing disagrees." in shown
