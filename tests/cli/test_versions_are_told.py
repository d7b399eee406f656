"""`open` and `update` say what a file changes, what it would lose, and what is under way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.living import APP
from tests.cli.shell import at
from tests.cli.test_golden import Hints
from tests.cli.test_outputs_for_programs import fits

Stage = Callable[[str], Path]

ANA = ("--as", "ana", "--today", "2026-06-11")


def saved(folder: Path, name: str, *edits: tuple[str, str]) -> str:
    text = (folder / "draft.yaml").read_text("utf-8")
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    (folder / name).write_text(text, "utf-8")
    return name


def test_evidence_of_the_records_is_not_lost_with_a_file_that_never_had_it(stage: Stage) -> None:
    folder = stage("begun")
    at(folder, "open", "draft.yaml", *ANA, fine=True)
    (folder / "late.txt").write_text("Six would enrol.", "utf-8")
    at(folder, "evidence", "add", APP, "late.txt", "--kind", "letter", *ANA, fine=True)
    mine = saved(folder, "mine.yaml", ("learners: 20\n", "learners: 21\n"))
    refused = at(folder, "update", APP, mine, *ANA)
    assert refused.code == 1
    assert "evidence N5 (letter, evidence/n5.txt) is not in the file" in refused.err
    assert f"mcapproval update {APP} mine.yaml --without N5 --as ana" in refused.err
    done = at(folder, "update", APP, mine, "--without", "N5", *ANA, fine=True)
    assert done.out.splitlines()[1:] == ["Changed: Enquiry; Evidence of need (N5 taken out)."]


def test_a_version_tells_its_title_what_it_takes_back_and_how_its_text_is_written(
    stage: Stage,
) -> None:
    folder = stage("begun")
    at(folder, "open", "draft.yaml", *ANA, fine=True)
    title = '"Community-Led Development Facilitation"'
    edits = (("learners: 20\n", "learners: 21\n"), (title, "Welding # for boats"))
    done = at(folder, "update", APP, saved(folder, "other.yaml", *edits), *ANA, fine=True)
    assert done.out.splitlines()[1:] == [
        "Changed: Enquiry; Title.",
        f"The title was {title}: is this the draft of {APP}?",
    ]
    assert "warning: line 103: a # ends the answer title" in done.err
    again = at(folder, "update", APP, "draft.yaml", "--json", *ANA, fine=True).json
    fits("update", again)
    assert again["taken_back"] == [{"version": 1, "paths": ["/enquiry/learners", "/title"]}]
    assert again["title_was"] == "Welding"


def test_an_approval_that_stands_says_for_which_version(stage: Stage, tmp_path: Path) -> None:
    folder = stage("nzqa")
    ask = ("--attach", "letter.txt", "--set", "items=Mend the entry")
    day = ("--today", "2026-07-14")
    at(folder, "move", APP, "request-information", *ask, "--as", "hemi", *day, fine=True)
    edit = ("Open to people already working", "Open to all who are already working")
    done = at(folder, "update", APP, saved(folder, "mine.yaml", edit), "--as", "ana", *day)
    assert "Changed: Entry requirements.\n" in done.out
    assert "The approval by the academic board, given for version 1, stands" in done.out
    Hints(folder, tmp_path).hold(done)


def test_what_is_under_way_is_opened_again_only_where_that_is_said(stage: Stage) -> None:
    folder = stage("begun")
    at(folder, "open", "draft.yaml", *ANA, fine=True)
    refused = at(folder, "open", "draft.yaml", *ANA)
    assert refused.code == 1
    assert f"{APP} has the same title, and is under way (Enquiry)" in refused.err
    assert "mcapproval open draft.yaml --another --as ana" in refused.err
    assert at(folder, "open", "draft.yaml", "--another", *ANA, fine=True).out
