"""`rules overlap` and `rules replay` at the shell, and a check of a file beside the records."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from tests.cli.living import APP, MC
from tests.cli.shell import at, on_a_terminal, outside, with_code

from mcapproval.actions.replay import Replayed
from mcapproval.cli import rule_replay
from mcapproval.findings import Finding, Severity
from mcapproval.rules.texts import clauses
from mcapproval.shipped import schema

Stage = Callable[[str], Path]

LATE = ("--today", "2027-07-01")


def fits(name: str, value: Any) -> None:
    validator = Draft202012Validator(schema(f"output-{name}"), registry=Registry())
    assert [error.message for error in validator.iter_errors(value)] == []


@pytest.fixture
def folder(stage: Stage) -> Path:
    """Records with a listed micro-credential, and another draft that is much like it."""
    here = stage("outcome")
    text = (here / "draft.yaml").read_text("utf-8")
    text = text.replace('title: "Community-Led', 'title: "Facilitating Community-Led', 1)
    (here / "other.yaml").write_text(text, "utf-8")
    return here


# overlap


def test_it_proposes_and_says_what_is_left_to_a_person(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = at(folder, "rules", "overlap", "other.yaml", fine=True)
    assert "very like  990011       MC-0001 " in done.out
    assert "           Community-Led Development Facilitation (Otago Polytechnic)\n" in done.out
    monkeypatch.setenv("COLUMNS", "140")
    done = at(folder, "rules", "overlap", "other.yaml", fine=True)
    assert done.out.startswith("Facilitating Community-Led Development Facilitation (other.yaml)")
    assert "very like  990011       MC-0001  Community-Led Development Facilitation" in done.out
    assert "both have: community, led, facilitation" in done.out
    assert "write the statement yourself" in " ".join(done.out.split())


def test_what_is_not_named_is_counted_only_where_there_are_others(folder: Path) -> None:
    said = " ".join(at(folder, "rules", "overlap", "other.yaml", fine=True).out.split())
    assert "It is not named in your search: compare it with yours" in said
    text = (folder / "other.yaml").read_text("utf-8")
    text = text.replace("    found:\n", '    found:\n      - {title: "Elsewhere", number: "1"}\n')
    day = ("--as", "ana", "--today", "2027-07-01")
    for title in ("Community-Led Facilitation", "Development Facilitation"):
        other = text.replace("Facilitating Community-Led Development Facilitation", title)
        (folder / "third.yaml").write_text(other, "utf-8")
        at(folder, "open", "third.yaml", *day, fine=True)
    said = " ".join(at(folder, "rules", "overlap", "other.yaml", fine=True).out.split())
    assert "They are not named in your search: compare each with yours" in said
    number = 'number: "990011"'
    (folder / "other.yaml").write_text(text.replace('number: "1"', number), "utf-8")
    said = " ".join(at(folder, "rules", "overlap", "other.yaml", fine=True).out.split())
    assert "2 of them are not named in your search: compare each with yours" in said


def test_people_and_programs_read_one_word_for_how_it_stands(folder: Path) -> None:
    (row,) = at(folder, "rules", "overlap", "other.yaml", "--json", fine=True).json
    said = at(folder, "rules", "overlap", "other.yaml", fine=True).out
    assert row["status"] == "current"
    (line,) = [line for line in said.splitlines() if line.startswith("very like")]
    assert line.endswith("  current")


def test_nothing_like_it_is_said_with_what_is_left_to_do(folder: Path) -> None:
    for ref in (APP, MC):
        done = at(folder, "rules", "overlap", ref, fine=True)
        assert "None of 0 micro-credentials in the records looks like it." in done.out
        assert "NZQA's register" in done.out


def test_programs_get_the_same_rows(folder: Path) -> None:
    printed = at(folder, "rules", "overlap", "other.yaml", "--json", fine=True).json
    fits("rules-overlap", printed)
    (row,) = printed
    assert (row["ref"], row["number"], row["named"], row["same_draft"]) == (
        *("MC-0001", "990011"),
        *("no", "no"),
    )
    lines = at(folder, "rules", "overlap", "other.yaml", "--csv", fine=True).out
    (line,) = csv.DictReader(io.StringIO(lines))
    assert list(line) == list(row)


@pytest.mark.parametrize(
    "title", ['"a OR" NEAR(x)', "'; DROP TABLE listing; --", "* : - ^ %s", "\u202eeltit"]
)
def test_hostile_titles_are_only_words(folder: Path, title: str) -> None:
    four = {"format": "application/1", "route": "nzqa", "kind": "listing-and-approval"}
    (folder / "hostile.json").write_text(json.dumps({**four, "title": title}), "utf-8")
    done = at(folder, "rules", "overlap", "hostile.json", fine=True)
    assert "\u202e" not in done.out
    assert at(folder, "list", fine=True).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere.yaml",), "nowhere.yaml"),
        (("APP-2030-0001",), "there is no APP-2030-0001"),
        (("ACC-0001",), "ACC-0001 is no application and no micro-credential"),
    ],
)
def test_what_is_not_there_is_told(folder: Path, words: tuple[str, ...], said: str) -> None:
    done = at(folder, "rules", "overlap", *words)
    assert done.code == 2
    assert said in done.err


# the finding


def test_a_file_is_held_against_records_that_are_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("check", "other.yaml", "--on", "2026-09-01", "--format", "concise")
    assert "OVERLAP" not in at(folder, *words).out
    assert "OVERLAP very like 'Community-Led" in at(folder, *words, "--records", "records.db").out
    monkeypatch.setenv("MCAPPROVAL_RECORDS", "records.db")
    assert "OVERLAP" in at(folder, *words).out


def test_records_of_the_environment_that_are_not_there_stop_no_check(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("check", "other.yaml", "--on", "2026-09-01")
    plain = at(folder, *words)
    monkeypatch.setenv("MCAPPROVAL_RECORDS", "gone.db")
    done = at(folder, *words)
    assert (done.code, done.out) == (plain.code, plain.out)
    assert "not held against the records: there are no records at gone.db" in done.err
    refused = at(folder, *words, "--records", "gone.db")
    assert refused.code == 2
    assert "there are no records at gone.db" in refused.err


# replay


def test_it_says_what_changes_and_because_of_which_clause(folder: Path) -> None:
    done = at(folder, "rules", "replay", "--all", "--on", "2022-06-01", *LATE, fine=True)
    assert done.err == ""
    assert (
        "passes by the rules of 15 June 2026, fails by those of 1 June 2022 because of NZQA "
        "requirements 2018, review + " in " ".join(done.out.split())
    )
    assert "NEED-EVID" not in done.out, "its letters are as old as they were on its own day"
    assert "+ REV-PERIOD a review period of 2 years; it is 1 year (must fix)" in done.out
    assert done.out.endswith(
        "\n1 application: 0 unchanged; 1 passed and would fail.\n"
        "+ is a finding that would come, - one that would go; below each the clause that asks.\n"
    )


def test_a_replay_for_programs_fits_its_schema_and_its_csv(folder: Path) -> None:
    for words in (("--on", "2022-06-01"), ("--on", "2026-06-15"), ("--on", "2030-01-01")):
        printed = at(folder, "rules", "replay", "--all", *words, *LATE, "--json", fine=True).json
        fits("rules-replay", printed)
        assert {row["policy"] for row in printed} == {None}
        text = at(folder, "rules", "replay", APP, *words, *LATE, "--csv", fine=True).out
        rows = list(csv.DictReader(io.StringIO(text)))
        assert list(rows[0]) == list(printed[0])
        assert len(rows) == len(printed)


def test_no_application_is_an_empty_list(stage: Stage) -> None:
    folder = stage("begun")
    words = ("rules", "replay", "--all", "--on", "2026-06-15")
    assert at(folder, *words, "--json", fine=True).json == []
    assert at(folder, *words, fine=True).out.startswith("0 applications: ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--all", "--on", "2018-08-21"),
            "there were no rules for micro-credentials on 2018-08-21",
        ),
        (("--all", "--on", "2024-01-01", "--from", "2000-01-01"), "2000-01-01"),
        (("--on", "2024-01-01"), "it is not said which applications"),
        ((APP, "--all", "--on", "2024-01-01"), "references are given, and --all"),
        (("--all",), "it is not said under what"),
        ((MC, "--on", "2024-01-01"), "MC-0001 is no application"),
        (("APP-2030-0001", "--on", "2024-01-01"), "there is no APP-2030-0001"),
        (("--all", "--policy", "nowhere.toml"), "nowhere.toml"),
    ],
)
def test_what_is_asked_wrongly_is_told(folder: Path, words: tuple[str, ...], said: str) -> None:
    for form in ((), ("--csv",), ("--json",)):
        done = at(folder, "rules", "replay", *words, *form)
        assert done.code == 2
        assert said in done.err
        assert done.out == ""


def test_what_a_person_let_stand_is_no_reason(folder: Path) -> None:
    cited = clauses()
    waivable, blocking = (
        Finding(code, weight, "said", path, None, None, "rule", clause, None, None, "mend")
        for code, weight, path, clause in (
            ("HOURS-10", Severity.WAIVABLE, "/learning_hours", "lor-2022/3.1-hours"),
            ("REV-PERIOD", Severity.ERROR, "/review_period_years", "lor-2022/6.1(g)"),
        )
    )
    day = date(2026, 6, 1)
    waived = frozenset({("HOURS-10", "/learning_hours")})
    one = Replayed("APP", "Title", day, day, True, False, (waivable, blocking), (), waived)
    head, *lines = (" ".join(line.split()) for line in rule_replay._lines(one))
    assert cited["lor-2022/6.1(g)"].citation in head
    assert cited["lor-2022/3.1-hours"].citation not in head
    assert [line for line in lines if "(waived)" in line] == ["+ HOURS-10 said (waived)"]


def test_another_policy_needs_no_day(folder: Path) -> None:
    policy = 'format = "policy/1"\n[credits]\nat_least = 20\n'
    (folder / "stricter.toml").write_text(policy, "utf-8")
    done = at(folder, "rules", "replay", APP, "--policy", "stricter.toml", *LATE, fine=True)
    assert "passes under our policy, fails under the other because of Our policy" in done.out
    words = ("rules", "replay", APP, "--policy", "stricter.toml", *LATE)
    printed = at(folder, *words, "--json", fine=True).json
    fits("rules-replay", printed)
    assert {row["policy"] for row in printed} == {"stricter.toml"}
    lines = csv.DictReader(io.StringIO(at(folder, *words, "--csv", fine=True).out))
    assert {row["policy"] for row in lines} == {"stricter.toml"}


def test_ctrl_c_stops_it_and_leaves_nothing_broken(folder: Path) -> None:
    code = (
        "import signal\n"
        "import mcapproval.actions.replay as actions\n"
        "from mcapproval.cli.main import main\n"
        "def examined(self, row, kept):\n"
        "    signal.raise_signal(signal.SIGINT)\n"
        "    while True: pass\n"  # until Python has noticed
        "actions._Again.examined = examined\n"
        "main()\n"
    )
    words = ("rules", "replay", "--all", "--on", "2022-06-01")
    done = with_code(folder, code, *words)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "\nstopped\n")
    assert at(folder, "audit", "verify").code == 0


def test_a_pipe_hears_of_no_progress(folder: Path) -> None:
    done = outside(folder, "rules", "replay", "--all", "--on", "2022-06-01")
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_terminal_sees_how_far_it_is_and_keeps_nothing_of_it(folder: Path) -> None:
    printed, told = on_a_terminal(folder, "rules", "replay", "--all", "--on", "2022-06-01")
    assert "1 of 1 examined" in told
    assert told.endswith("\r")
    assert b"examined" not in printed.replace(b"not examined", b"")
