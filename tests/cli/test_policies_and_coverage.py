"""A policy at the shell: measured against the law where it is used; and evidence by criterion."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.living import APP
from tests.cli.shell import BAD, GOOD, at
from tests.cli.test_outputs_for_programs import fits

Stage = Callable[[str], Path]

LOOSE = 'format = "policy/1"\n\n[credits]\nat_least = 0\n'
SAID = (
    "credits.at_least = 0 is looser than the law: at least 1 credit "
    "(NZQA, micro-credentials, size), in force from 16 January 2023 (the day is our reading)"
)


def four_credits(folder: Path) -> Path:
    (folder / "draft.yaml").write_bytes((BAD / "four-credits.yaml").read_bytes())
    return folder


@pytest.mark.parametrize("named", [(), ("--policy", "mcapproval.toml")])
def test_check_refuses_a_policy_looser_than_the_law_with_line_and_clause(
    tmp_path: Path, named: tuple[str, ...]
) -> None:
    folder = four_credits(tmp_path)
    (folder / "mcapproval.toml").write_text(LOOSE, "utf-8")
    done = at(folder, "check", "draft.yaml", *named, "--today", "2026-06-15")
    assert done.code == 2
    assert done.out == ""
    assert f"mcapproval.toml:4:1: {SAID}" in done.err
    assert "write 1 or more; a policy can be stricter than the law, never looser" in done.err


def test_a_file_is_measured_against_the_law_of_today_and_not_of_the_day_it_checks(
    tmp_path: Path,
) -> None:
    folder = four_credits(tmp_path)
    (folder / "mcapproval.toml").write_text(LOOSE.replace("= 0", "= 1"), "utf-8")
    then = at(folder, "check", "draft.yaml", "--on", "2022-06-15", "--today", "2026-06-15")
    assert (then.code, "CRED-MIN-5" in then.out) == (1, True)
    early = at(folder, "check", "draft.yaml", "--today", "2022-06-15")
    assert early.code == 2
    assert "= 1 is looser than the law: at least 5 credits" in early.err


def test_a_policy_is_adopted_only_if_the_law_of_its_day_lets_it(stage: Stage) -> None:
    folder = stage("begun")
    (folder / "loose.toml").write_text(LOOSE, "utf-8")
    done = at(folder, "policy", "adopt", "loose.toml", "--as", "admin", "--today", "2026-06-20")
    assert done.code == 2
    assert f"loose.toml:4:1: {SAID}" in done.err


def test_what_was_adopted_is_shown_key_by_key_and_fits_its_schema(stage: Stage) -> None:
    folder = stage("begun")
    policy = GOOD.parents[1] / "samples" / "policies" / "polytechnic.toml"
    words = ("policy", "adopt", str(policy), "--provider", "otago-polytechnic")
    assert at(folder, *words, "--as", "admin", "--today", "2026-06-20").code == 0
    shown = at(folder, "policy", "show", "--today", "2026-06-21").out.splitlines()
    for line in (
        "  credits.usual = 5, 20",
        "  level.at_most = 7",
        "  review.overdue_stops_intake = yes",
        "  rules.published_at = https://quality.polytechnic.example/rules",
        "  questions.need.summary.weak = Our region has a strong need for skilled people.",
    ):
        assert line in shown
    told = at(folder, "policy", "show", "--json", "--today", "2026-06-21").json
    fits("policy-show", told)
    assert told["evidence"]["organisations_at_least"] == 3


def test_whose_policy_it_is_is_said_where_a_provider_has_none_of_its_own(stage: Stage) -> None:
    folder = stage("begun")
    day = ("--today", "2026-06-20")
    (folder / "ours.toml").write_text(LOOSE.replace("= 0", "= 7"), "utf-8")
    words = ("policy", "adopt", "ours.toml", "--provider", "otago-polytechnic", "--as", "admin")
    at(folder, *words, *day, fine=True)
    aoraki = ("organisation", "add", "aoraki", "--name", "Aoraki", "--as", "admin")
    at(folder, *aoraki, *day, fine=True)
    shown = at(folder, "policy", "show", "--provider", "aoraki", *day, fine=True).out
    assert shown.startswith(
        "The policy of aoraki on 20 June 2026\n"
        "None was adopted by aoraki: it is under that of the records' own provider, "
        "otago-polytechnic.\n"
    )
    assert "  credits.at_least = 7\n" in shown
    lost = at(folder, "policy", "show", "--provider", "aorakii", *day)
    assert (lost.code, lost.out) == (2, "")
    assert "there is no organisation aorakii in these records; did you mean `aoraki`?" in lost.err


def test_a_new_draft_speaks_in_the_words_of_the_nearest_policy(tmp_path: Path) -> None:
    (tmp_path / "mcapproval.toml").write_text(
        'format = "policy/1"\n[questions."need.summary"]\nask = "Whom did you ask first?"\n',
        "utf-8",
    )
    inner = tmp_path / "drafts"
    inner.mkdir()
    assert at(tmp_path, "draft", "new", "drafts/mine.yaml").code == 0
    text = (inner / "mine.yaml").read_text("utf-8")
    assert "# Summary of the need. Whom did you ask first?" in text
    assert "Too thin: There is high demand" in text


def test_a_policy_with_words_for_no_question_stops_a_new_draft(tmp_path: Path) -> None:
    (tmp_path / "mcapproval.toml").write_text(
        'format = "policy/1"\n[questions."need.sumary"]\nask = "x"\n', "utf-8"
    )
    done = at(tmp_path, "draft", "new", "mine.yaml")
    assert done.code == 2
    assert "did you mean `need.summary`?" in done.err
    assert not (tmp_path / "mine.yaml").exists()


@pytest.mark.parametrize("name", ["pte", "polytechnic", "university"])
def test_the_sample_policies_check_a_good_sample_without_anything_to_mend(name: str) -> None:
    root = GOOD.parents[1]
    draft = "samples/good/community-led-development-facilitation/draft.yaml"
    policy = f"samples/policies/{name}.toml"
    assert at(root, "check", draft, "--on", "2026-06-15", "--policy", policy).code == 0


COVERED = """\
Criterion or outcome       Evidence
-------------------------  ----------------------
title and outcomes         N2, H1
need and acceptability     N1, N2, H1, support
requirements               N1, assessment samples
review                     nothing yet
delivery                   third party agreement
assessment and moderation  N1, assessment samples
resources and support      nothing yet
delivery review            nothing yet
LO1                        N2, H1
LO2                        nothing yet

4 without. Write its name under "Criteria it serves" or "Outcomes it speaks for" of an item.
"""


def gappy(folder: Path) -> None:
    text = (BAD / "four-credits.yaml").read_text("utf-8")
    text = text.replace("criteria: [review]", "outcomes: [LO1]")
    for lost in ("moderation-plan", "staff-and-resources"):
        text = "\n".join(line for line in text.split("\n") if f"for: {lost}" not in line)
    (folder / "draft.yaml").write_text(text, "utf-8")


def test_the_table_of_criteria_and_evidence_names_the_gaps(tmp_path: Path) -> None:
    gappy(tmp_path)
    done = at(tmp_path, "evidence", "coverage", "draft.yaml")
    assert (done.code, done.out) == (0, COVERED)


def test_the_table_for_a_spreadsheet_has_a_column_for_each_item(tmp_path: Path) -> None:
    gappy(tmp_path)
    done = at(tmp_path, "evidence", "coverage", "draft.yaml", "--csv")
    rows = {row["key"]: row for row in csv.DictReader(io.StringIO(done.out))}
    assert rows["requirements"]["item:N1"] == "yes"
    assert rows["requirements"]["item:N2"] == ""
    assert rows["review"]["gap"] == "yes"
    assert rows["LO1"]["item:H1"] == "yes"
    assert rows["LO1"]["row"] == "outcome"


def test_an_application_in_the_records_has_the_table_of_its_draft(stage: Stage) -> None:
    folder = stage("board")
    kept = at(folder, "evidence", "coverage", APP, "--json")
    assert kept.json == at(folder, "evidence", "coverage", "draft.yaml", "--json").json
    assert not any(row["gap"] for row in kept.json["rows"])


def test_a_draft_of_no_known_kind_has_no_criteria(tmp_path: Path) -> None:
    (tmp_path / "draft.yaml").write_text("format: application/1\n", "utf-8")
    done = at(tmp_path, "evidence", "coverage", "draft.yaml")
    assert (done.code, "does not say what kind" in done.out) == (0, True)


def test_a_file_that_can_t_be_read_is_asked_wrongly(tmp_path: Path) -> None:
    assert at(tmp_path, "evidence", "coverage", "none.yaml").code == 2
