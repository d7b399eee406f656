"""`~` is the home folder also where no shell puts it there: in settings, and behind `--option=`."""

from __future__ import annotations

import pwd
from pathlib import Path
from typing import NoReturn

import pytest
from tests.cli.shell import at

ADMIN = ("--as", "admin", "--today", "2027-09-01")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with records in it, and a folder `work` to stand in."""
    (tmp_path / "work").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    at(tmp_path / "work", "init", "--simulated", "--records=~/kept/r.db", *ADMIN, fine=True)
    return tmp_path


def test_records_are_made_and_found_at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = home / "work"
    assert (home / "kept" / "r.db").is_file()
    assert list(work.iterdir()) == []
    monkeypatch.setenv("MCAPPROVAL_RECORDS", "~/kept/r.db")
    assert "admin" in at(work, "people", "list", fine=True).out
    monkeypatch.delenv("MCAPPROVAL_RECORDS")
    said = 'format = "policy/1"\nprovider = "otago-polytechnic"\nrecords = "~/kept/r.db"\n'
    (work / "mcapproval.toml").write_text(said, "utf-8")
    assert "admin" in at(work, "people", "list", fine=True).out
    at(work, "audit", "head", "--to=~/head.json", fine=True)
    assert (home / "head.json").is_file()
    at(work, "move-records", "~/kept/r.db", "~/other.db", *ADMIN, fine=True)
    assert (home / "other.db").is_file()


def test_what_was_made_under_that_very_name_is_found_as_before(home: Path) -> None:
    named = home / "work" / "~"
    named.mkdir()
    (home / "kept" / "r.db").rename(named / "old.db")
    assert at(home / "work", "people", "list", "--records=~/old.db").code == 0


def test_a_dash_is_no_name_of_a_file(home: Path) -> None:
    work = home / "work"
    for words in (("backup", "--into"), ("export",), ("audit", "head", "--to")):
        done = at(work, *words, "-", "--records=~/kept/r.db", *ADMIN)
        assert (done.code, "- is no name of a file" in done.err) == (2, True)
    assert list(work.iterdir()) == []


def test_without_a_home_folder_that_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_: int) -> NoReturn:
        raise KeyError("nobody")

    monkeypatch.delenv("HOME")
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    done = at(home / "work", "people", "list", "--records=~/kept/r.db")
    assert done.code == 2
    assert "no home folder is known here" in done.err
