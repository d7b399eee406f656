"""`rules` as people run it: lists narrowed, a rule explained, the book written."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from tests.cli.shell import at

from mcapproval.actions.rulebook.other_codes import OTHER_CODES
from mcapproval.actions.rulebook.publishing import COMMAND
from mcapproval.cli.rulebook import RULES
from mcapproval.rules.book import EVERY_RULE
from mcapproval.rules.texts import CRITERIA

DAY = ("--on", "2026-11-21")


def test_help_lists_every_command_of_the_rule_book_in_a_line(tmp_path: Path) -> None:
    said = at(tmp_path, "rules", "--help", fine=True).out
    for name, entry in RULES.items():
        (line,) = [line for line in said.splitlines() if line.startswith(f"  {name} ")]
        assert entry.does in line
        at(tmp_path, "rules", name, "--help", fine=True)


# explain


def test_a_rule_is_explained_with_all_that_a_person_needs(tmp_path: Path) -> None:
    said = at(tmp_path, "rules", "explain", "CRED-MIN-5", *DAY, fine=True).out
    for part in (
        "our policy, must fix",
        "in force from 22 August 2018 until 15 January 2023 (the day is our reading); no longer",
        "smallest  2018-08-22  2023-01-15  5   requirements-2018/size-smallest",
        "    credits: 4\n",
        "must fix: 4 credits; our policy asks for at least 5",
        "what to do: give 5 credits or more",
        "A draft that passes",
        "    credits: 5\n",
        "How to mend it",
        "Credits  (/credits)",
    ):
        assert part in said, part
    assert max(map(len, said.splitlines())) <= 120


def test_a_clause_that_is_not_confirmed_and_who_may_waive_are_said(tmp_path: Path) -> None:
    said = at(tmp_path, "rules", "explain", "LO-ASSESSED", *DAY, fine=True).out
    assert "this is our reading, check the text" in said
    assert "A quality adviser or quality manager may waive" in said


def test_a_rule_is_explained_as_of_a_day(tmp_path: Path) -> None:
    said = at(tmp_path, "rules", "explain", "REV-PERIOD", "--on", "2022-06-01", fine=True).out
    assert "As it stands on 1 June 2022." in said
    assert "write 1 under review_period_years" in said
    assert said.index("requirements 2018") < said.index("2022 numbering")
    gone = at(tmp_path, "rules", "explain", "TITLE-WORD", "--on", "2022-06-01", fine=True).out
    assert "Not in force on 1 June 2022." in gone
    assert at(tmp_path, "rules", "explain", "TITLE-WORD", "--on", "2018-08-21").code == 2


def test_a_code_of_the_form_or_of_a_workflow_is_answered_too(tmp_path: Path) -> None:
    form = at(tmp_path, "rules", "explain", "form-key", fine=True)
    assert "This is no rule and nobody's law" in form.out
    assert "asked by the form of the file" in form.out
    reason = at(tmp_path, "rules", "explain", "NEED-EVIDENCE", fine=True)
    assert "a condition of a step in the workflow" in reason.out
    assert "NEED-EVID" in reason.out
    both = at(tmp_path, "rules", "explain", "FORM-TYPE", *DAY, fine=True).out
    assert "The same code stands on a finding about the form" in " ".join(both.split())


@pytest.mark.parametrize("code", [*(rule.code for rule in EVERY_RULE), *OTHER_CODES])
def test_an_explanation_fits_a_terminal_and_nothing_in_it_is_cut(tmp_path: Path, code: str) -> None:
    said = at(tmp_path, "rules", "explain", code, *DAY, fine=True).out
    lines = [
        line for line in said.splitlines() if not line.strip().startswith(("https://", "http://"))
    ]
    assert [line for line in lines if len(line) > 100] == []
    assert "…" not in said


# list


def listed(tmp_path: Path, *words: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = at(tmp_path, "rules", "list", *words, "--json", fine=True).json
    return found


def test_the_list_is_narrowed_by_who_weight_criterion_track_text_and_day(tmp_path: Path) -> None:
    whole = {row["code"] for row in listed(tmp_path, *DAY)}
    for key, option, values in (
        ("asked_by", "--asked-by", ("rule", "policy")),
        ("severity", "--severity", ("error", "waivable", "warning", "note")),
        ("criterion", "--criterion", tuple(CRITERIA)),
        ("track", "--track", ("application", "review", "listing", "accreditation")),
        ("about", "--about", ("draft", "review", "standing", "overlap")),
    ):
        some = 0
        for value in values:
            rows = listed(tmp_path, *DAY, option, value)
            assert {row[key] for row in rows} <= {value}
            assert {row["code"] for row in rows} <= whole
            some += bool(rows)
        assert some >= 2, option
    of_a_text = listed(tmp_path, *DAY, "--text", "size")
    assert {row["clause"].split("/")[0] for row in of_a_text} == {"size"}
    assert {row["code"] for row in listed(tmp_path, "--on", "2022-06-01")} != whole


def test_the_list_says_how_many_and_for_what_and_how_to_go_on(tmp_path: Path) -> None:
    asked = ("--asked-by", "rule", "--criterion", "requirements")
    words = (*asked, *DAY)
    number = len(listed(tmp_path, *words))
    said = at(tmp_path, "rules", "list", *words, fine=True).out
    assert f"{number} rules on 21 November 2026 for {' '.join(asked)}. Explain one" in said
    assert "mcapproval rules explain CODE" in said
    rows = list(csv.reader(io.StringIO(at(tmp_path, "rules", "list", *words, "--csv").out)))
    assert len(rows) == number + 1
    assert {"criterion", "track"} <= set(rows[0])
    none = at(tmp_path, "rules", "list", "--track", "change", "--severity", "note", fine=True)
    assert none.out.startswith("No rule is in force on ")
    assert "--severity note --track change" in none.out


@pytest.mark.parametrize(
    "words",
    [("--text", "no-such"), ("--criterion", "9"), ("--track", "x"), ("--asked-by", "nzqa")],
    ids=" ".join,
)
def test_a_filter_that_is_not_there_is_told_what_there_is(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = at(tmp_path, "rules", "list", *words)
    assert done.code == 2
    assert any(known in done.err for known in ("size", "requirements", "review", "policy"))


def test_what_people_judge_can_be_listed_for_a_reviewer(tmp_path: Path) -> None:
    words = ("rules", "clauses", "--judged", "--criterion", "need-and-acceptability", *DAY)
    rows = at(tmp_path, *words, "--json", fine=True).json
    assert rows
    assert all(row["judged_because"] and row["checked_by"] is None for row in rows)
    said = at(tmp_path, *words, fine=True).out
    assert "judged by people because: " in said
    assert f"{len(rows)} clauses on 21 November 2026" in said


def test_what_people_judge_has_no_weight_to_ask_for(tmp_path: Path) -> None:
    judged = ("rules", "clauses", "--judged", *DAY)
    assert {row["severity"] for row in at(tmp_path, *judged, "--json").json} == {None}
    said = at(tmp_path, *judged, "--severity", "error", fine=True).out
    assert " ".join(said.split()).endswith(
        " What people judge has no weight: leave --severity out."
    )
    rows = at(tmp_path, "rules", "clauses", "--severity", "error", *DAY, "--json", fine=True).json
    assert {(row["severity"], row["checked_by"] is None) for row in rows} == {("error", False)}


def test_a_row_of_our_policy_says_what_that_asks_where_the_law_asks_for_the_rule_too(
    tmp_path: Path,
) -> None:
    words = ("rules", "list", *DAY, "--json")
    ours = {row["code"]: row for row in at(tmp_path, *words, "--asked-by", "policy").json}
    law = {row["code"]: row for row in at(tmp_path, *words, "--asked-by", "rule").json}
    assert ours["CRED-MAX"]["title"] == (
        "at most as many credits as we have settled on; shipped with 40"
    )
    assert law["CRED-MAX"]["title"] == "Credits no more than allowed"
    assert ours["CRED-MIN-5"]["title"] == "Credits no fewer than asked for"
    both = law.keys() & ours.keys()
    assert {"CRED-MAX", "TITLE-WORD", "NEED-EVID", "REV-DUE"} <= both
    assert [code for code in both if ours[code]["title"] == law[code]["title"]] == []


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("nope", None),
        ("ball", None),
        ("cred-mim-5", "CRED-MIN-5"),
        ("CREDMAX", "CRED-MAX"),
        ("not-opn", "NOT-OPEN"),
    ],
)
def test_only_a_code_that_is_near_is_taken_to_be_meant(
    tmp_path: Path, code: str, meant: str | None
) -> None:
    done = at(tmp_path, "rules", "explain", code)
    assert done.code == 2
    near = f"; did you mean {meant}?" if meant else ""
    assert done.err == f"error: there is no rule {code}{near}\nhint: see: mcapproval rules list\n"


LEGEND = (
    "Sure: ~ known from another source, ? our reading; check the text. "
    "A blank: read in the text itself."
)


@pytest.mark.parametrize("name", ["list", "clauses"])
def test_a_table_marks_the_clauses_that_were_not_read_in_the_text_itself(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    known = at(tmp_path, "rules", name, *DAY, "--json", fine=True).json
    marks = {"confirmed": "", "secondary": "~", "inferred": "?"}
    head, _, *lines = at(tmp_path, "rules", name, *DAY, fine=True).out.splitlines()
    assert LEGEND in lines
    assert "16 January 2023: our reading, the rules of 2022 began in mid-January 2023" in lines[-3]
    assert lines[-1].startswith("1 June 2025: our reading")
    start = head.index("Sure")
    for row in known:
        (line,) = [line for line in lines if row["clause"] in line.split() and row_of(row, line)]
        assert line[start : start + 4].strip() == marks[row["confidence"]], line


def row_of(row: dict[str, str], line: str) -> bool:
    return line.startswith(row.get("code") or row["in_force_from"])


def test_where_every_clause_is_confirmed_no_legend_is_told(tmp_path: Path) -> None:
    said = at(tmp_path, "rules", "list", "--text", "tec", *DAY).out
    assert "rules on 21 November 2026" in said
    assert "Sure: " not in said


def test_a_first_day_that_no_text_gives_is_told_as_our_reading(tmp_path: Path) -> None:
    said = at(tmp_path, "rules", "explain", "CRED-MAX", *DAY, fine=True).out
    assert "in force from 16 January 2023 (the day is our reading)" in said
    assert "15 January 2023 and 16 January 2023: our reading, the rules of 2022 began in" in said
    known = at(tmp_path, "rules", "explain", "CRED-MAX", *DAY, "--json", fine=True).json
    assert {row["from"]: row["from_confidence"] for row in known["clauses"]} == {
        "2023-01-16": "inferred", "2018-08-22": "confirmed",
    }  # fmt: skip
    periods = [period for value in known["values"] for period in value["periods"]]
    assert [period["from_confidence"] for period in periods] == ["confirmed", "inferred"]
    at(tmp_path, "rules", "book", "--into", "pages", *DAY, fine=True)
    for page in ("values.html", "text-size.html", "text-lor-2022.html", "text-tec.html"):
        assert "(the day is our reading)" in (tmp_path / "pages" / page).read_text("utf-8"), page


# book


def test_the_book_is_written_into_a_new_folder_and_made_again_the_same(tmp_path: Path) -> None:
    words = ("rules", "book", "--into", "the book", *DAY)
    said = at(tmp_path, *words, fine=True).out
    folder = tmp_path / "the book"
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    number = sum(name.endswith(".html") for name in first)
    assert f"{number} pages of the rules on 21 November 2026: " in said
    assert {"index.html", "rules.html", "style.css", "levels.html"} <= set(first)
    at(tmp_path, *words, fine=True)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    at(tmp_path, *words[:-1], "2022-06-01", fine=True)
    assert (folder / "index.html").read_bytes() != first["index.html"]


def test_a_folder_that_is_not_its_own_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    done = at(tmp_path, "rules", "book", "--into", "mine", *DAY)
    assert done.code == 1
    assert f"was not made by mcapproval {COMMAND}" in done.err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / ".mcapproval-demo").write_text("made by mcapproval demo\n")
    assert at(tmp_path, "rules", "book", "--into", "demo", *DAY).code == 1
    assert at(tmp_path, "rules", "book", "--into", "early", "--on", "2018-08-21").code == 2
    assert not (tmp_path / "early").exists()
