"""Whoever drafts is told at the shell what outside bodies asked about earlier applications."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

from tests.cli.living import APP
from tests.cli.shell import at

Stage = Callable[[str], Path]

DAY = ("--today", "2026-07-20")
ASKED = "Why is level 5\nthe best fit?"


def asked(folder: Path) -> None:
    """NZQA asked about the application that is before it; another was begun since."""
    ask = ("--attach", "letter.txt", "--set", f"items={ASKED}")
    at(folder, "move", APP, "request-information", *ask, "--as", "hemi", *DAY, fine=True)
    at(folder, "open", "draft.yaml", "--another", "--as", "ana", *DAY, fine=True)


def test_a_check_of_what_is_drafted_says_what_others_were_asked(stage: Stage) -> None:
    folder = stage("nzqa")
    before = at(folder, "check", APP, *DAY)
    assert "asked about before" not in before.err
    asked(folder)
    told = at(folder, "check", "APP-2026-0002", *DAY)
    assert "hint: Level: asked about before, in 1 application that came back with" in told.err
    assert '"Why is level 5 the best fit?"' in " ".join(told.err.split())
    assert "asked about before" not in told.out
    for programs in ("--json", "--csv"):
        assert "asked about before" not in at(folder, "check", "APP-2026-0002", programs, *DAY).err
    assert "asked about before" not in at(folder, "check", APP, *DAY).err


def test_a_new_draft_beside_records_says_it_where_it_is_to_be_answered(stage: Stage) -> None:
    folder = stage("nzqa")
    asked(folder)
    named = ("--records", "records.db", *DAY)
    at(folder, "draft", "new", "next.yaml", *named, fine=True)
    lines = (folder / "next.yaml").read_text("utf-8").splitlines()
    end = lines.index("level:")
    begin = max(n for n in range(end) if not lines[n])
    help_of_level = " ".join(line.lstrip("# ") for line in lines[begin:end])
    assert "Asked about before, in 1 application that came back" in help_of_level
    assert '"Why is level 5 the best fit?"' in help_of_level
    at(folder, "draft", "new", "next.docx", *named, fine=True)
    with ZipFile(folder / "next.docx") as word:
        assert "Asked about before" in word.read("word/document.xml").decode("utf-8")
    assert at(folder, "check", "next.docx", *DAY).code == 1
    policy = folder / "mcapproval.toml"
    kept = policy.read_text("utf-8") if policy.exists() else 'format = "policy/1"\n'
    policy.write_text(f'{kept}records = "records.db"\n', "utf-8")
    at(folder, "draft", "new", "ours.yaml", *DAY, fine=True)
    assert "Asked about before" in (folder / "ours.yaml").read_text("utf-8")
    policy.write_text(f'{kept}records = "elsewhere.db"\n', "utf-8")
    without = at(folder, "draft", "new", "away.yaml", *DAY, fine=True)
    assert "without what the records know: there are no records at" in without.err
    policy.unlink()
    at(folder, "draft", "new", "alone.yaml", *DAY, fine=True)
    assert "Asked about before" not in (folder / "alone.yaml").read_text("utf-8")
