"""Odd words, odd files and a full disk get a sentence and exit code 2: no fault of ours."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from tests.cli.living import APP
from tests.cli.shell import GOOD, SOURCE, Done, at

from mcapproval import __main__ as module
from mcapproval.cli import main as command
from mcapproval.policy.reader import read_policy

DRAFT = GOOD / "community-led-development-facilitation" / "draft.yaml"
Stage = Callable[[str], Path]

no_windows = pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes and devices as files")


def _asked_wrongly(done: Done, *words: str) -> None:
    assert done.code == 2, done.out + done.err
    assert all(word in done.out + done.err for word in words), done.out + done.err


@pytest.mark.parametrize("form", [(), ("--json",), ("--csv",)])
def test_the_organisations_are_listed_in_every_form(stage: Stage, form: tuple[str, ...]) -> None:
    folder = stage("begun")
    words = ("organisation", "add", "marae", "--name", "Te Marae", "--type", "iwi")
    at(folder, *words, "--as", "admin", "--today", "2026-06-01", fine=True)
    assert "Te Marae" in at(folder, "organisation", "list", *form, fine=True).out


@pytest.mark.parametrize("words", [("check", "\udce9.yaml"), ("list", "--as", "an\udce1")])
def test_a_word_that_is_no_text_is_asked_wrongly(tmp_path: Path, words: tuple[str, ...]) -> None:
    _asked_wrongly(at(tmp_path, *words), "is not written in UTF-8")


@pytest.mark.parametrize("number", [2**31, 10**30, -(10**30)])
def test_a_number_too_large_is_of_nothing(stage: Stage, number: int) -> None:
    folder = stage("begun")
    at(folder, "open", "draft.yaml", "--as", "ana", "--today", "2026-06-01", fine=True)
    words = ("item", "close", APP, "--as", "ana", "--today", "2026-06-02", "--", str(number))
    _asked_wrongly(at(folder, *words), "has no item")
    _asked_wrongly(at(folder, "diff", APP, "--", "1", str(number)), "has no version")


@pytest.mark.parametrize(
    "day", ["20260408", "2026-W15-1", "9999-12-31", "0001-01-01", "2026-02-30", "٢٠٢٦-٠١-٠١"]
)
def test_a_day_is_in_the_calendar_and_lies_within_reach(tmp_path: Path, day: str) -> None:
    _asked_wrongly(at(tmp_path, "review", "due", "--today", day), day)


def test_a_day_before_the_law_keeps_its_own_sentence() -> None:
    _asked_wrongly(
        at(DRAFT.parent, "check", DRAFT.name, "--on", "2017-01-01"), "no rules", "2018-08-22"
    )


def test_file_trouble_is_told_as_such(stage: Stage) -> None:
    folder = stage("begun")
    _asked_wrongly(at(folder, "audit", "head", "--to", "nowhere/head.json"), "can't be written")
    at(folder, "open", "draft.yaml", "--as", "ana", "--today", "2026-06-01", fine=True)
    _asked_wrongly(at(folder, "pack", APP, "--into", "a" * 300), "can't be written")
    assert not [path for path in folder.iterdir() if path.name.startswith(".aaa")]


def _instead_of_a_draft(monkeypatch: pytest.MonkeyPatch, act: Callable[..., str]) -> None:
    """A module that is imported while it is replaced would keep what replaces it for good."""
    import_module("mcapproval.draft.yaml_comments")
    monkeypatch.setattr("mcapproval.draft.template.new_draft", act)


def test_a_full_disk_is_told_and_leaves_no_half_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> str:
        (tmp_path / "seen").touch()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    _instead_of_a_draft(monkeypatch, full)
    _asked_wrongly(at(tmp_path, "draft", "new", "my.yaml"), "file system says")
    assert [path.name for path in tmp_path.iterdir()] == ["seen"]


def test_a_draft_that_could_not_be_written_out_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _instead_of_a_draft(monkeypatch, lambda *_, **__: "\udce9")
    with pytest.raises(AssertionError, match="UnicodeEncodeError"):
        at(tmp_path, "draft", "new", "my.yaml")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_place_for_what_is_said_is_told(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "mcapproval", "--help"],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(SOURCE)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode == 2
    assert b"file system says" in done.stderr
    assert b"Exception" not in done.stderr


@no_windows
def test_records_that_could_not_be_made_for_want_of_room_are_made_once_there_is(
    tmp_path: Path,
) -> None:
    limit = "import resource as r, sys; r.setrlimit(r.RLIMIT_FSIZE, (40_000, 40_000)); "
    run = "from mcapproval.__main__ import main; main()"
    words = ("init", "--simulated", "--as", "ana", "--today", "2026-03-02")
    done = subprocess.run(
        [sys.executable, "-c", limit + run, *words],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "make room on the disk, then try again" in done.stderr
    at(tmp_path, *words, fine=True)
    assert at(tmp_path, *words).code == 1, "they are there now, and stay"
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE theirs (what)")
    other.close()
    assert at(tmp_path, *words, "--records", "other.db").code == 1


@no_windows
def test_links_in_a_circle_get_a_sentence(stage: Stage) -> None:
    folder = stage("begun")
    (folder / "loop").symlink_to("loop")
    _asked_wrongly(at(folder, "check", "loop"), "can't be read")
    _asked_wrongly(at(folder, "open", "loop/draft.yaml", "--as", "ana", "--today", "2026-06-01"))
    _asked_wrongly(at(folder, "check", "draft.yaml", "--policy", "loop"), "can't be read")
    at(folder, "pack", "verify", "loop")
    at(folder, "audit", "verify", "--against", "loop")


@no_windows
def test_a_pipe_is_refused_before_it_is_read(stage: Stage) -> None:
    folder = stage("begun")
    at(folder, "open", "draft.yaml", "--as", "ana", "--today", "2026-06-01", fine=True)
    os.mkfifo(folder / "pipe")
    who = ("--as", "ana", "--today", "2026-06-02")
    for words in (
        ("check", "pipe"),
        ("check", "draft.yaml", "--policy", "pipe"),
        ("evidence", "add", APP, "pipe", *who),
        ("move", APP, "show-need", "--attach", "pipe", *who),
        ("move", APP, "show-need", "--with", "pipe", *who),
        ("audit", "verify", "--against", "pipe"),
    ):
        _asked_wrongly(at(folder, *words), "ordinary file")


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS takes both names for one")
def test_a_file_with_decomposed_macrons_is_found(stage: Stage) -> None:
    folder = stage("begun")
    text = (folder / "draft.yaml").read_text("utf-8")
    name = next(line.split("file:")[1] for line in text.splitlines() if " file:" in line)
    there = name.strip(" {}").split(",")[0].strip(" \"'")
    named = Path(there).with_name("pānui.txt").as_posix()
    (folder / "draft.yaml").write_text(text.replace(there, named), "utf-8")
    (folder / there).rename(folder / unicodedata.normalize("NFD", named))
    at(folder, "open", "draft.yaml", "--as", "ana", "--today", "2026-06-01", fine=True)


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("NZQA", "body outside"),
        ("The Tertiary  Education Commission", "body outside"),
        ("Mana Tohu Mātauranga o Aotearoa", "body outside"),
        ("Universities New Zealand (CUAP)", "body outside"),
        ("Board\\u001b[2J", "can't be seen"),
        ("Board\\u202e", "can't be seen"),
        (" ", "can't be seen"),
    ],
)
def test_a_title_is_in_plain_words_and_of_no_outside_body(
    tmp_path: Path, title: str, says: str
) -> None:
    text = f'format = "policy/1"\n[titles]\nacademic-board = "{title}"\n'
    (tmp_path / "mcapproval.toml").write_text(text, "utf-8")
    done = at(tmp_path, "check", str(DRAFT), "--policy", "mcapproval.toml")
    _asked_wrongly(done, "mcapproval.toml:3", says)


def test_a_title_of_ones_own_is_taken(tmp_path: Path) -> None:
    text = 'format = "policy/1"\n[titles]\nacademic-board = "Te Poari Mātauranga (NZQA liaison)"\n'
    (tmp_path / "mcapproval.toml").write_text(text, "utf-8")
    assert read_policy(tmp_path / "mcapproval.toml").title("academic-board").startswith("Te Poari")


def test_stopped_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "run", stopped)
    with pytest.raises(SystemExit) as left:
        module.main()
    assert left.value.code == 130
    assert capsys.readouterr().err == "stopped\n"


def test_an_odd_pack_is_no_fault_of_ours(stage: Stage) -> None:
    folder = stage("begun")
    at(folder, "open", "draft.yaml", "--as", "ana", "--today", "2026-06-01", fine=True)
    at(folder, "pack", APP, "--into", "pack", "--today", "2026-06-02", fine=True)
    file = folder / "pack" / "manifest.json"
    manifest = json.loads(file.read_bytes())
    for row in (None, {"number": 10**30, "hash": "b" * 64}, {"number": "1", "hash": 5}):
        text = json.dumps({**manifest, "row": row}, sort_keys=True, separators=(",", ":"))
        file.write_text(text + "\n", "utf-8")
        for words in (("pack", "verify", "pack"), ("audit", "verify", "--against", "pack")):
            assert at(folder, *words).code in (1, 2)
        assert at(folder, "audit", "verify", "--against", "pack/manifest.json").code == 2


def test_two_files_of_one_name_are_not_attached_for_one_would_be_lost(stage: Stage) -> None:
    folder = stage("begun")
    who = ("--as", "ana", "--today", "2026-06-01")
    at(folder, "open", "draft.yaml", *who, fine=True)
    for sub in ("a", "b"):
        (folder / sub).mkdir()
        (folder / sub / "letter.txt").write_text(f"The letter of {sub}.", "utf-8")
    hold = ("move", APP, "hold", "--set", "reason=Later.", *who)
    both = ("--attach", "a/letter.txt", "--attach", "b/letter.txt")
    _asked_wrongly(at(folder, *hold, *both), "two files to attach are called letter.txt")
    at(folder, *hold, "--attach", "a/letter.txt", "--attach", "./a/letter.txt", fine=True)
