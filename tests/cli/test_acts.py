"""The acts that the walk does not need: waiving, adding evidence, policies, answers from a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.living import APP
from tests.cli.shell import ROOT, at
from tests.cli.test_golden import Hints, transcript
from tests.cli.test_outputs_for_programs import fits

Golden = Callable[[str, str], None]
Stage = Callable[[str], Path]

JUNE = ("--today", "2026-06-06")


def test_a_finding_is_waived_and_the_waiver_lapses_when_its_part_changes(
    stage: Stage, tmp_path: Path, golden: Golden
) -> None:
    folder = stage("begun")
    draft = folder / "draft.yaml"
    text = draft.read_text("utf-8")
    draft.write_text(text.replace("  work_based: 60", "  work_based: 50"), "utf-8")
    hints = Hints(folder, tmp_path)
    ana, mele = ("--as", "ana", *JUNE), ("--as", "mele", *JUNE)
    steps = [
        hints.hold(at(folder, "open", "draft.yaml", *ana)),
        hints.hold(at(folder, "check", APP, *JUNE)),
        hints.hold(at(folder, "waive", APP, "HOURS-10", "--note", "as agreed", *ana)),
        hints.hold(at(folder, "waive", APP, "HOURS-10", "--note", "as agreed", *mele)),
        hints.hold(at(folder, "check", APP, *JUNE)),
    ]
    waived_is_told_in_every_format(folder)
    draft.write_text(text.replace("  work_based: 60", "  work_based: 55"), "utf-8")
    steps.append(hints.hold(at(folder, "update", APP, "draft.yaml", *ana)))
    steps.append(hints.hold(at(folder, "diff", APP)))
    assert [done.code for done in steps] == [0, 1, 1, 0, 0, 0, 0]
    golden("waive.txt", transcript(steps))
    listed = at(folder, "report", "waivers", "--json", fine=True).json
    fits("report-waivers", listed)
    assert [(row["code"], row["standing"]) for row in listed] == [("HOURS-10", "lapsed")]
    head, row = at(folder, "report", "waivers", "--csv", fine=True).out.splitlines()
    assert head.split(",") == list(listed[0])
    assert "HOURS-10" in row
    before = at(folder, "report", "waivers", "--json", "--today", "2026-06-05", fine=True)
    assert before.json == []


def waived_is_told_in_every_format(folder: Path) -> None:
    told = at(folder, "check", APP, *JUNE, "--json", fine=True).json
    fits("check", told)
    (file,) = told["files"]
    reasons = {finding["code"]: finding["waived"] for finding in file["findings"]}
    assert reasons == {"HOURS-10": "as agreed", "WORK-SUM": None}
    table = at(folder, "check", APP, *JUNE, "--csv", fine=True).out
    cells = {row["code"]: row["waived"] for row in csv.DictReader(io.StringIO(table))}
    assert cells == {"HOURS-10": "as agreed", "WORK-SUM": ""}
    lines = at(folder, "check", APP, *JUNE, "--format", "concise", fine=True).out.splitlines()
    assert [line.rpartition(" (")[2] for line in lines] == ["waived)", "warning)"]


def test_evidence_is_added_as_a_new_version(stage: Stage) -> None:
    folder = stage("begun")
    at(folder, "open", "draft.yaml", "--as", "ana", *JUNE, fine=True)
    add = ("evidence", "add", APP, "letter.txt", "--kind", "letter", "--from", "otago-polytechnic")
    done = at(folder, *add, "--dated", "2026-05-04", "--says", "They need it", "--as", "ana", *JUNE)
    assert done.code == 0, done.err
    assert done.out == f"{APP}  version 2: letter.txt is in the records\n"
    files = at(folder, "evidence", "list", APP, "--json", fine=True).json
    assert "evidence/n5.txt" in {file["name"] for file in files}
    changed = at(folder, "diff", APP, "1", "2", fine=True)
    assert changed.out.startswith(f"{APP}: version 1 to version 2, 1 place changed\n")


def test_evidence_and_outcomes_are_named_in_any_case(stage: Stage) -> None:
    folder = stage("begun")
    at(folder, "open", "draft.yaml", "--as", "ana", *JUNE, fine=True)
    add = ("evidence", "add", APP, "letter.txt", "--kind", "letter", "--as", "ana", *JUNE)
    at(folder, *add, "--outcomes", "lo1", fine=True)
    (folder / "other.txt").write_text("They would take on six people.", "utf-8")
    at(folder, "evidence", "add", APP, "other.txt", "--id", "n5", "--as", "ana", *JUNE, fine=True)
    told = at(folder, "evidence", "remove", APP, "n5", "--as", "ana", *JUNE, fine=True).out
    assert told == f"{APP}  version 4: N5 is not in it any more\n"
    refused = at(folder, *add, "--outcomes", "lo77")
    assert (refused.code, "hint: there are: LO1, LO2, LO3" in refused.err) == (2, True)


def test_items_are_added_answered_and_closed_with_proof(stage: Stage) -> None:
    folder = stage("board")
    mele = ("--as", "mele", *JUNE)
    text = ("item", "add", APP, "--kind", "action", "--text", "Ask the hui", "--owner", "author")
    assert at(folder, *text, "--due", "2026-07-01", *mele, fine=True).out.endswith("(action)\n")
    at(folder, "item", "close", APP, "1", "--text", "Done", "--attach", "letter.txt", *mele)
    (item,) = at(folder, "item", "list", APP, "--json", fine=True).json
    assert (item["state"], item["reply"], item["due"]) == ("closed", "Done", "2026-07-01")
    assert at(folder, "item", "close", APP, "1", *mele).code == 1


def test_answers_come_from_a_file_and_from_words_but_not_twice(stage: Stage) -> None:
    folder = stage("board")
    (folder / "answers.yaml").write_text(
        "how: meeting\npresent: bo\nresolution: approved: as tabled\n", "utf-8"
    )
    approve = ("move", APP, "approve", "--with", "answers.yaml", "--as", "bo", *JUNE)
    bad = at(folder, *approve, "--set", "minute_reference=AC-1")
    assert bad.code == 2
    assert "answers.yaml:3" in bad.err
    (folder / "answers.yaml").write_text("how: meeting\npresent: bo\nresolution: yes\n", "utf-8")
    twice = at(folder, *approve, "--set", "minute_reference=AC-1", "--set", "how=circular")
    assert twice.code == 2
    assert "`how` is given twice" in twice.err
    tried = at(folder, "next", *approve[1:], "--set", "minute_reference=AC-1", fine=True)
    assert tried.out == (
        "Our policy asks for no quorum of the academic board; 1 counts: bo.\n"
        f"approve is possible: {APP} would be in 'Ready to submit'. Nothing was changed.\n"
    )
    assert at(folder, *approve, "--set", "minute_reference=AC-1").code == 0
    (folder / "answers.yaml").write_text("- how\n", "utf-8")
    assert at(folder, *approve).code == 2


def test_a_policy_that_counts_what_waits_otherwise_names_the_way_to_move_it(stage: Stage) -> None:
    folder = stage("outcome")
    whole = 'format = "policy/1"\nprovider = "otago-polytechnic"\n\n[review]\nmonth = 5\n'
    (folder / "house.toml").write_text(whole, "utf-8")
    adopt = ("policy", "adopt", "house.toml", "--as", "admin", "--today", "2026-12-01")
    told = at(folder, *adopt, fine=True).err
    assert "hint: re-evaluations that wait keep their days; see what it would move:\n" in told
    assert "next: mcapproval review reschedule --all --dry-run --as admin" in told
    assert "reschedule" not in at(folder, *adopt, fine=True).err


def test_a_policy_is_adopted_shown_and_told_from_the_shipped_one(stage: Stage) -> None:
    folder = stage("begun")
    (folder / "mcapproval.toml").write_text(
        'format = "policy/1"\nprovider = "otago-polytechnic"\nclose_down = '
        '{from = "12-20", until = "01-08"}\n[credits]\nat_least = 1\n[titles]\n'
        'academic-board = "Te Poari Mātauranga"\n',
        "utf-8",
    )
    day = ("--as", "admin", *JUNE)
    adopted = at(folder, "policy", "adopt", "mcapproval.toml", *day, fine=True)
    assert adopted.out == "The policy of otago-polytechnic is adopted.\n"
    shown = at(folder, "policy", "show", *JUNE, fine=True).out
    assert "None was adopted" not in shown
    assert "  credits.at_least = 1\n" in shown
    assert "  titles.academic-board = Te Poari Mātauranga\n" in shown
    assert "  approval.delegated_to = none\n" in shown
    before = at(folder, "policy", "show", "--today", "2026-06-05", fine=True).out
    assert "None was adopted" in before
    assert at(folder, "policy", "adopt", "mcapproval.toml", "--as", "ana", *JUNE).code == 1


def test_a_workflow_is_proven_sound_or_every_fault_is_named(tmp_path: Path) -> None:
    text = (ROOT / "workflows" / "review.toml").read_text("utf-8")
    (tmp_path / "ours.toml").write_text(text, "utf-8")
    sound = at(tmp_path, "workflow", "check", "ours.toml", fine=True)
    assert sound.out.startswith("ours.toml: sound, ")
    (tmp_path / "ours.toml").write_text(text.replace('to = "decided"', 'to = "nowhere"'), "utf-8")
    broken = at(tmp_path, "workflow", "check", "ours.toml")
    assert broken.code == 1
    assert broken.out.splitlines()[-1].endswith("not sound.")
    assert "nowhere" in broken.out
    (tmp_path / "ours.toml").write_bytes("name = 'Māori'".encode("utf-16"))
    assert at(tmp_path, "workflow", "check", "ours.toml").code == 2


@pytest.mark.parametrize("words", [(), ("--mermaid",)])
def test_a_workflow_is_shown_as_a_table_and_as_mermaid(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    shown = at(tmp_path, "workflow", "show", "review", *words, fine=True).out
    assert ("stateDiagram" in shown) == bool(words)
    assert "Decided" in shown


def test_records_are_upgraded_or_told_to_need_nothing(stage: Stage) -> None:
    folder = stage("begun")
    assert "were made anew" in at(folder, "init", "--upgrade", fine=True).out
    assert at(folder, "init", "--upgrade", "--records", "none.db").code == 2


def test_a_pack_is_made_and_verified_without_records_and_with_them(stage: Stage) -> None:
    folder = stage("outcome")
    made = at(folder, "pack", APP, "--into", "pack", fine=True)
    assert made.err == "next: mcapproval pack verify pack\n"
    away = folder.parent / "away"
    away.mkdir()
    alone = at(away, "pack", "verify", str(folder / "pack"), fine=True)
    assert "every file is as its manifest says" in alone.out
    assert "hint: add --records PLACE" in alone.err
    both = at(folder, "pack", "verify", "pack", fine=True)
    assert "every file is as its manifest and the records say" in both.out
    (folder / "pack" / "manifest.json").unlink()
    broken = at(folder, "pack", "verify", "pack")
    assert broken.code == 1
    assert broken.out.startswith("BROKEN  ")


def test_answers_that_are_not_complete_say_what_is_still_open(stage: Stage) -> None:
    folder = stage("outcome")
    late = ("--as", "mele", "--today", "2027-07-01")
    at(folder, "review", "open", "MC-0001", *late, fine=True)
    (folder / "part.yaml").write_text("format: review/1\n", "utf-8")
    done = at(folder, "review", "answer", "REV-2027-0001", "part.yaml", *late)
    assert done.code == 0, done.err
    assert done.out.count("\n  still open: ") >= 1
