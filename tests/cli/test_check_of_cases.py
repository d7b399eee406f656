"""`check` of answers in a file, and of cases other than applications."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.living import APP, MC, REV
from tests.cli.meddling import meddled
from tests.cli.shell import GOOD, at

Stage = Callable[[str], Path]
SAMPLES = sorted(GOOD.glob("*/review.yaml"))


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: str(file.parent.name))
def test_the_answers_of_the_samples_have_no_findings(file: Path) -> None:
    done = at(file.parent, "check", "review.yaml", "--on", "2027-07-20", fine=True)
    assert "review.yaml: no findings.\n14 of 14 checks passed" in done.out
    assert done.err == ""


def test_answers_in_a_file_are_pointed_to_by_line_and_column(tmp_path: Path) -> None:
    text = SAMPLES[0].read_text("utf-8").replace("completions: 13", "completions: 19")
    shutil.copytree(SAMPLES[0].parent / "review", tmp_path / "review")
    (tmp_path / "review.yaml").write_text(text, "utf-8")
    line = text[: text.index("completions: 19")].count("\n") + 1
    done = at(tmp_path, "check", "review.yaml", "--format", "concise", "--on", "2027-07-20")
    assert done.code == 1
    assert done.out == (
        f"review.yaml:{line}:18: REV-COUNTS otago-polytechnic: 19 completed, and 18 enrolled; our "
        "policy asks that the counts add up (must fix)\n"
    )


def test_what_is_not_answered_points_to_what_would_hold_it(tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_text(
        "format: review/1\nneed:\n  still_needed: yes\nfeedback:\n", "utf-8"
    )
    done = at(tmp_path, "check", "part.yaml", "--on", "2027-07-20", "--json")
    found = {f["path"]: (f["line"], f["column"]) for f in done.json["files"][0]["findings"]}
    assert found["/need/evidence"] == (3, 3)
    assert found["/feedback"] == (4, 1)
    assert found["/consulted"] == (1, 1)
    assert len(found) == 13


def test_answers_as_json_are_known_by_their_format_too(tmp_path: Path) -> None:
    (tmp_path / "review.json").write_text('{\n  "format": "review/1",\n  "feedback": [{"n": 0}]\n}')
    done = at(tmp_path, "check", "review.json", "--on", "2027-07-20", "--format", "concise")
    assert "review.json:3:15: REV-FEEDBACK feedback of nobody" in done.out


def test_what_the_form_of_answers_does_not_have_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text("format: review/1\ncase: {due_on: 2027-01-01}\n", "utf-8")
    done = at(tmp_path, "check", "r.yaml", "--on", "2027-07-20", "--format", "concise")
    assert done.out.count("FORM-KEY") == 1
    assert done.out.count("REV-CONTENT") == 13


def test_a_policy_above_the_answers_has_a_say(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES[0].parent / "review", tmp_path / "review")
    shutil.copy(SAMPLES[0], tmp_path / "review.yaml")
    (tmp_path / "mcapproval.toml").write_text(
        'format = "policy/1"\nprovider = "otago-polytechnic"\n[review]\nfeedback_at_least = 25\n',
        "utf-8",
    )
    done = at(tmp_path, "check", "review.yaml", "--on", "2027-07-20", fine=True)
    assert "feedback of 24 people; our policy asks for 25 or more" in done.out
    assert "asked by: our policy, not NZQA ([review] feedback_at_least)" in done.out


def test_a_draft_that_speaks_of_answers_is_still_a_draft(tmp_path: Path) -> None:
    (tmp_path / "draft.yaml").write_text(
        "format: application/1\nroute: nzqa\nkind: change\ntitle: Speak Up\n"
        "structure: |\n  format: review/1\n",
        "utf-8",
    )
    done = at(tmp_path, "check", "draft.yaml", "--format", "concise")
    assert "REV-CONTENT" not in done.out
    assert "LVL-RANGE" in done.out


def test_what_is_no_draft_at_all_is_told_in_one_sentence(tmp_path: Path) -> None:
    for name, text in (
        ("compose.yaml", "version: '3'\nservices:\n  web: {image: x}\n"),
        ("a.json", '{"a": [1, 2], "b": {"title": "x"}}'),
    ):
        (tmp_path / name).write_text(text, "utf-8")
        found = at(tmp_path, "check", name)
        assert found.code == 2
        assert f"{name}:1:1: can't be read: this is no draft" in found.out
        assert "begin one with: mcapproval draft new FILE" in found.out
        assert "FORM-" not in found.out


@pytest.mark.parametrize("text", ["title: x\n", "formt: application/1\n", "credits: ten\n"])
def test_a_draft_that_has_hardly_begun_or_is_misspelt_is_still_one(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / "d.yaml").write_text(text, "utf-8")
    found = at(tmp_path, "check", "d.yaml")
    assert found.code == 1
    assert "FORM-" in found.out


def test_a_folder_stands_for_the_draft_in_it_or_says_what_to_name(tmp_path: Path) -> None:
    shutil.copytree(GOOD / "digital-accessibility", tmp_path / "one")
    named = at(tmp_path, "check", "one/draft.yaml", "--format", "concise")
    found = at(tmp_path, "check", "one", "--format", "concise")
    assert (found.code, found.out) == (named.code, named.out)
    (tmp_path / "one" / "draft.yaml").rename(tmp_path / "one" / "mine.yaml")
    none = at(tmp_path, "check", "one")
    assert none.code == 2
    assert "this is a folder, not a file" in none.out
    assert "name the file inside it, such as one/mine.yaml" in none.out
    (tmp_path / "one" / "mine.yaml").rename(tmp_path / "one" / "MINE.YAML")
    assert "name the file inside it, such as one/MINE.YAML" in at(tmp_path, "check", "one").out


def test_cases_of_every_track_can_be_checked(stage: Stage) -> None:
    folder = stage("outcome")
    done = at(folder, "check", MC, "ACC-0001", REV, APP, "--today", "2027-08-12")
    assert done.code == 1
    assert f"{MC}: 2 findings: 2 warnings.\n2 of 4 checks passed, by the law of 12 August 2027" in (
        done.out
    )
    assert f" --> {MC}, review, ours on" in done.out
    assert "what to do: begin it: mcapproval review open MC-0001 --today 2027-08-12\n" in done.out
    assert "asked by: our policy, not NZQA ([review] yearly_check_months)" in done.out
    assert "this is our reading, check the text" in done.out
    assert f"{REV}: 14 findings: 14 must fix.\n12 of 14 checks passed" in done.out
    assert f"{APP}: " in done.out


def test_what_stands_is_told_to_programs_too(stage: Stage) -> None:
    folder = stage("outcome")
    done = at(folder, "check", MC, "--today", "2027-08-12", "--json", fine=True)
    (file,) = done.json["files"]
    assert {(f["code"], f["asked_by"], f["confidence"]) for f in file["findings"]} == {
        ("IDLE", "rule", "inferred"),
        ("REV-DUE", "policy", "confirmed"),
    }


def test_a_case_whose_text_was_erased_is_told_of_and_the_others_are_checked(stage: Stage) -> None:
    folder = stage("outcome")
    meddled(folder, "DELETE FROM content WHERE hash IN (SELECT content FROM application);")
    done = at(folder, "check", APP, MC)
    assert f"the text of {APP}, version" in done.err
    assert "open a new application" in done.err
    assert MC in done.out
    assert done.code == 1
    assert at(folder, "check", APP).code == 1
    assert "Approved since 13 August 2026" in at(folder, "next", APP, fine=True).out
