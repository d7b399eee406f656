"""`import` at the shell: what it makes, what is not known yet, and the way back."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.actions.importing_sheets import WHOLE, written
from tests.cli.shell import ROOT, at
from tests.cli.test_outputs_for_programs import fits

Stage = Callable[[str], Path]
DAY = ("--as", "hemi", "--today", "2026-03-02")
BODY = ("organisation", "add", "otago-polytechnic", "--name", "Otago Polytechnic")


@pytest.fixture
def folder(stage: Stage) -> Path:
    here = stage("begun")
    admin = ("--as", "admin", "--today", "2026-03-02")
    at(here, *BODY, "--type", "polytechnic", *admin, fine=True)
    written(here, WHOLE)
    return here


def test_an_import_is_tried_made_and_taken_back(folder: Path) -> None:
    tried = at(folder, "import", "ours.xlsx", "--dry-run", *DAY, fine=True)
    assert tried.out.startswith("ours.xlsx would make\n")
    made = at(folder, "import", "ours.xlsx", *DAY, fine=True)
    assert made.out.startswith("IMP-0001: ours.xlsx made\n")
    assert made.out.partition("\n")[2] == tried.out.partition("\n")[2]
    for line in ("  3 micro-credentials\n", "  1 of 3  NZQA number\n", "(cohorts)\n"):
        assert line in made.out
    assert "import undo IMP-0001" in made.err
    listed = at(folder, "list", *DAY, fine=True)
    assert "Orchard Irrigation" in listed.out
    undone = at(folder, "import", "--as", "hemi", "undo", "IMP-0001", *DAY[2:], fine=True)
    assert undone.out == ("IMP-0001 is taken back: 15 cases and cohorts that it made are gone\n")
    assert at(folder, "audit", "verify", fine=True).code == 0


def test_what_it_prints_for_programs_fits_its_schema(folder: Path) -> None:
    for words in (("--dry-run",), ()):
        fits("import-file", at(folder, "import", "ours.xlsx", *words, "--json", *DAY).json)
    fits("import-undo", at(folder, "import", "undo", "IMP-0001", "--json", *DAY, fine=True).json)


def test_a_register_is_compared_and_what_it_knows_taken_over(folder: Path) -> None:
    at(folder, "import", "ours.xlsx", *DAY, fine=True)
    (folder / "theirs.html").write_text(
        "<table><tr><th>No.<th>Title<th>Level<tr><td>4977<td>Orchard Irrigation<td>6</table>",
        "utf-8",
    )
    words = ("import", "reconcile", "theirs.html", "--as-of", "2026-02-27")
    done = at(folder, *words, *DAY)
    assert done.code == 1
    assert "level: 5 with us, 6 on the register" in done.out
    printed = at(folder, *words, "--fill", "--json", *DAY)
    assert printed.code == 1
    fits("import-reconcile", printed.json)
    assert printed.json["as_of"] == "2026-02-27"


def test_what_was_taken_in_is_taken_out_and_changes_nothing(folder: Path) -> None:
    at(folder, "import", "ours.xlsx", *DAY, fine=True)
    out = at(folder, "export", "out.xlsx", *DAY, fine=True)
    assert "  3 in Micro-credentials\n" in out.out
    assert at(folder, "export", "out.xlsx", *DAY).code == 1
    again = at(folder, "import", "out.xlsx", *DAY, fine=True)
    assert again.out == "out.xlsx says nothing that the records do not have: nothing was made\n"
    assert at(folder, "export", "out.csv", "--sheet", "actions", *DAY, fine=True).out


def test_a_file_may_have_the_name_of_a_subcommand(folder: Path) -> None:
    (folder / "undo").write_text("Title\nA\n", "utf-8")
    assert "IMP-0001: undo made" in at(folder, "import", "./undo", *DAY, fine=True).out
    assert at(folder, "import", "undo", *DAY).code == 2


def test_a_template_is_made_once_and_can_be_imported_when_filled_in(folder: Path) -> None:
    other = at(folder, "import", "template", "--into", "new.csv")
    assert other.code == 2
    assert "name it so: --into new.xlsx" in other.err
    assert not (folder / "new.csv").exists()
    for place in ("/", ".", ".."):
        assert at(folder, "import", "template", "--into", place).code == 2, place
    at(folder, "import", "template", "--into", "new.xlsx", fine=True)
    assert at(folder, "import", "template", "--into", "new.xlsx").code == 1
    empty = at(folder, "import", "new.xlsx", *DAY)
    assert empty.code == 1
    assert "only the example row is there" in empty.err


def test_organisations_that_were_entered_are_named_with_what_completes_them(folder: Path) -> None:
    (folder / "a.csv").write_text("Title,Partner\nA,Growers Inc.\n", "utf-8")
    words = ("import", "a.csv", "--add-organisations", *DAY)
    told = "  mcapproval organisation add growers-inc --name 'Growers Inc.' --type TYPE\n"
    assert told in at(folder, *words, "--dry-run", fine=True).out
    done = at(folder, *words, "--json", fine=True).json
    assert done["organisations"] == [{"key": "growers-inc", "name": "Growers Inc."}]
    undone = at(folder, "import", "undo", "IMP-0001", *DAY, fine=True).out
    assert "organisations that it entered stay: growers-inc\n" in undone


def test_what_seldom_is_so_is_told_and_fails_nothing(folder: Path) -> None:
    (folder / "a.csv").write_text(
        "Title,Credits\n" + "".join(f"T{n},60\n" for n in range(5)), "utf-8"
    )
    for words in (("--dry-run",), ()):
        done = at(folder, "import", "a.csv", *words, *DAY, fine=True)
        assert "note: a!B2, B3, B4 and 2 more in this column: Credits: 60 is more" in done.err
        assert done.err.count("note: ") == 1
        assert "--json has every note, cell by cell" in done.err


def test_who_delivers_it_and_with_which_import_it_came_are_shown(folder: Path) -> None:
    head = "Title,Approved on,Providers,Sites,Fee,Last review on,Last review decision\n"
    row = "A,3/04/2023,Otago Polytechnic,Cromwell; Dunedin,1450,20/02/2026,continue with actions\n"
    (folder / "a.csv").write_text(head + row, "utf-8")
    at(folder, "import", "a.csv", *DAY, fine=True)
    said = at(folder, "show", "MC-0001", *DAY, fine=True).out
    assert "with IMP-0001\n" in said
    assert "opened on" not in said
    for label, value in (
        ("accredited", "Otago Polytechnic"),
        ("at", "Cromwell; Dunedin"),
        ("fee with GST", "$1,450"),
        ("last review decided", "20 February 2026: continue with actions"),
    ):
        assert f"  {label:<24} {value}\n" in said
    fits("show", at(folder, "show", "MC-0001", "--json", *DAY, fine=True).json)


def test_what_came_in_wrong_is_put_right_at_the_shell(folder: Path) -> None:
    (folder / "a.csv").write_text("Title,Level\nA,3\n", "utf-8")
    at(folder, "import", "a.csv", *DAY, fine=True)
    words = ("import", "correct", "MC-0001", "--set", "level=4", "--note", "a slip", *DAY)
    done = at(folder, *words, fine=True)
    assert done.out == "MC-0001: level 3 is now 4\n"
    assert "corrected level: 3 to 4, on 2 March 2026" in at(folder, "show", "MC-0001", *DAY).out
    assert at(folder, *words).code == 1
    again = ("import", "correct", "MC-0001", "--set", "level=5", "--note", "again", *DAY)
    fits("import-correct", at(folder, *again, "--json", fine=True).json)
    fits("show", at(folder, "show", "MC-0001", "--json", *DAY, fine=True).json)
    undone = at(folder, "import", "undo", "IMP-0003", *DAY, fine=True).out
    assert undone == "IMP-0003 is taken back: what it changed is as before\n"
    for wrong in (("--set", "level"), ("--set", "=4"), ("--set", "level=4", "--set", "level=5")):
        said = at(folder, "import", "correct", "MC-0001", *wrong, "--note", "x", *DAY)
        assert (said.code, "--set" in said.err) == (2, True)


def test_numbers_that_changed_places_are_exchanged_at_the_shell(folder: Path) -> None:
    (folder / "a.csv").write_text("Title,NZQA number\nA,4977\nB,4781\n", "utf-8")
    at(folder, "import", "a.csv", *DAY, fine=True)
    words = ("import", "correct", "MC-0001", "--exchange", "--note", "rows mixed up", *DAY)
    done = at(folder, *words, "--set", "number=4781", fine=True)
    assert done.out == "MC-0001: number 4977 is now 4781\nMC-0002: number 4781 is now 4977\n"
    back = at(folder, *words, "--set", "number=4977", "--json", fine=True).json
    fits("import-correct", back)
    assert back["exchanged"] == {"ref": "MC-0002", "was": "4977", "now": "4781"}


def test_where_each_note_is_told_nothing_else_is_pointed_to(folder: Path) -> None:
    (folder / "a.csv").write_text("Title,Credits\nT,60\n", "utf-8")
    done = at(folder, "import", "a.csv", "--dry-run", *DAY, fine=True)
    assert done.err.count("note: ") == 1
    assert "--json" not in done.err


def test_what_a_sheet_says_otherwise_is_put_right_by_a_command_that_is_told(folder: Path) -> None:
    (folder / "a.csv").write_text("Title,Level,Fee\nA & B,4,100\n", "utf-8")
    at(folder, "import", "a.csv", *DAY, fine=True)
    (folder / "b.csv").write_text("Title,Level,Fee\nA & B,5,200\n", "utf-8")
    command = "import correct MC-0001 --set level=5 --note WHY"
    done = at(folder, "import", "b.csv", *DAY, fine=True)
    assert f"where the sheet is right and ours is not: mcapproval {command} --as" in " ".join(
        done.err.split()
    )
    told = at(folder, "import", "b.csv", "--json", *DAY, fine=True).json
    assert told["put_right"] == [f"mcapproval {command}"]
    at(folder, *command.split(), *DAY, fine=True)
    again = at(folder, "import", "b.csv", *DAY, fine=True)
    assert "import correct" not in again.err


def test_since_when_one_is_as_it_was_imported_is_said_only_where_it_is_known(folder: Path) -> None:
    rows = "Title,Status,Approved on\nA,expiring,3/04/2023\nB,,\nC,,3/04/2023\n"
    (folder / "a.csv").write_text(rows, "utf-8")
    at(folder, "import", "a.csv", *DAY, fine=True)
    for ref in ("MC-0001", "MC-0002"):
        assert "(imported so; since when is not known)" in at(folder, "show", ref, *DAY).out
        assert "(imported so; since when is not known)" in at(folder, "next", ref, *DAY).out
        fits("show", at(folder, "show", ref, "--json", *DAY, fine=True).json)
    for words in (("show", "MC-0003"), ("next", "MC-0003")):
        assert "Current since 3 April 2023" in at(folder, *words, *DAY).out
    listed = ("list", "--track", "listing")
    told = at(folder, *listed, "--json", *DAY, fine=True).json
    fits("list", told)
    assert [line["since"] for line in told] == [None, None, "2023-04-03"]
    said = at(folder, *listed, *DAY, fine=True).out
    assert [said.count(day) for day in ("not known", "2023-04-03")] == [2, 1]
    table = list(csv.DictReader(at(folder, *listed, "--csv", *DAY, fine=True).out.splitlines()))
    assert [line["since"] for line in table] == ["", "", "2023-04-03"]


def test_an_accreditation_that_ended_before_is_said_to_be_so_since_nobody_knows_when(
    folder: Path,
) -> None:
    rows = "Title,Status,Approved on,Providers\nA,expiring,3/04/2023,otago-polytechnic\n"
    more = "B,,3/04/2023,otago-polytechnic\nC,discontinued,3/04/2023,otago-polytechnic\n"
    (folder / "a.csv").write_text(rows + more, "utf-8")
    at(folder, "import", "a.csv", *DAY, fine=True)
    told = at(folder, "list", "--track", "accreditation", "--json", *DAY, fine=True).json
    assert [line["since"] for line in told] == [None, "2023-04-03", None]
    assert "Teaching out (imported so; since when" in at(folder, "show", "ACC-0001", *DAY).out


def test_papers_of_one_that_expired_before_it_was_imported_name_no_day_that_nobody_knows(
    folder: Path,
) -> None:
    head = "Title,Status,Approved on,Last day for learners,Providers\n"
    row = "A,expiring,3/04/2023,30/11/2027,otago-polytechnic\n"
    (folder / "a.csv").write_text(head + row, "utf-8")
    at(folder, "import", "a.csv", *DAY, fine=True)
    sheet = at(folder, "paper", "listing-sheet", "MC-0001", *DAY, fine=True).out
    assert "Teaching out  not known" in sheet
    notice = at(folder, "paper", "expiry-notice", "MC-0001", *DAY, fine=True).out
    assert "30 November 2027" in notice
    assert "Enrol nobody any more" in notice
    assert "Nobody new is enrolled from" not in notice


def test_papers_of_a_review_that_was_decided_before_it_was_imported_tell_what_and_when(
    folder: Path,
) -> None:
    head = "Title,Approved on,Last review on,Last review decision\n"
    (folder / "a.csv").write_text(f"{head}A,3/04/2023,10/03/2025,continue\n", "utf-8")
    at(folder, "import", "a.csv", *DAY, fine=True)
    for paper in ("review-report", "review-page", "review-page-to-share"):
        told = at(folder, "paper", paper, "REV-2025-0001", *DAY, fine=True).out
        assert "10 March 2025" in told


def test_since_when_it_is_current_is_the_day_that_was_put_right(folder: Path) -> None:
    rows = "Title,Approved on,Providers\nA,3/04/2023,otago-polytechnic\n"
    (folder / "a.csv").write_text(rows, "utf-8")
    at(folder, "import", "a.csv", *DAY, fine=True)
    right = ("--set", "approved_on=5/04/2023", "--note", "slip")
    at(folder, "import", "correct", "MC-0001", *right, *DAY, fine=True)
    for ref in ("MC-0001", "ACC-0001"):
        assert "since 5 April 2023" in at(folder, "show", ref, *DAY).out
        assert "since 5 April 2023" in at(folder, "next", ref, *DAY).out
    at(folder, "import", "undo", "IMP-0002", *DAY, fine=True)
    assert "Current since 3 April 2023" in at(folder, "show", "MC-0001", *DAY).out


@pytest.mark.slow
def test_the_sixty_of_the_samples_are_taken_in_whole(folder: Path) -> None:
    admin = ("--as", "admin", "--today", "2026-03-02")
    day = ("--as", "admin", "--today", "2027-09-01")
    at(folder, "people", "add", "sina", "--name", "Sina Fa-Tuala", *admin, fine=True)
    sixty = str(ROOT / "samples" / "import" / "sixty.xlsx")
    done = at(folder, "import", sixty, "--add-organisations", "--json", *day, fine=True).json
    made = {row["kind"]: row["count"] for row in done["made"]}
    assert made["micro-credentials"] == 60
    assert made["running applications"] == 5
    assert made["cohorts"] > 150
    assert [note.partition(":")[0] for note in done["notes"]] == [
        f"Micro-credentials!L{line}" for line in (17, 37, 57)
    ]
    for note, due in zip(
        done["notes"], ("7 June 2027", "6 October 2026", "28 February 2027"), strict=True
    ):
        assert f"NZQA's review of {due} may be overdue" in note
