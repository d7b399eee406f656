"""One rule says which provider is meant: who is named, the records' own, the only one; else ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.shell import Done, at

DAY = ("--as", "ana", "--today", "2027-02-01")
POLICY = 'format = "policy/1"\nprovider = "{}"\n[titles]\nacademic-board = "Academic Committee"\n'


def do(folder: Path, *words: str, fine: bool = True) -> Done:
    return at(folder, *words, *DAY, fine=fine)


@pytest.fixture
def nobodys(tmp_path: Path) -> Path:
    """Records that were made where no file named a provider, with two bodies entered."""
    do(tmp_path, "init", "--simulated")
    for key in ("x", "y"):
        do(tmp_path, "organisation", "add", key, "--name", key.upper())
        (tmp_path / f"{key}.toml").write_text(POLICY.format(key), "utf-8")
    return tmp_path


def test_new_records_are_of_the_provider_that_the_file_beside_them_names(tmp_path: Path) -> None:
    (tmp_path / "mcapproval.toml").write_text(POLICY.format("x"), "utf-8")
    made = do(tmp_path, "init", "--simulated")
    assert "They are those of x, as mcapproval.toml says." in made.out
    do(tmp_path, "meeting", "call", "academic-board", "--on", "2027-03-01")
    (meeting,) = do(tmp_path, "meeting", "list", "--json").json
    assert meeting["provider"] == "x"
    assert "The policy of x on" in do(tmp_path, "policy", "show").out


def test_where_no_provider_is_known_it_is_asked_for(nobodys: Path) -> None:
    for words in (
        ("meeting", "call", "academic-board", "--on", "2027-03-01"),
        ("review", "self-review", "--year", "2026", "--into", "s.docx"),
        ("text", "add", "rpl", "x.toml"),
    ):
        done = do(nobodys, *words, fine=False)
        assert (done.code, "of no one provider" in done.err) == (2, True), words
        assert "--provider KEY" in done.err
    assert "None was adopted" in do(nobodys, "policy", "show").out


def test_the_only_one_that_adopted_a_policy_is_meant_and_of_two_one_is_asked_for(
    nobodys: Path,
) -> None:
    do(nobodys, "policy", "adopt", "x.toml")
    assert "The policy of x on" in do(nobodys, "policy", "show").out
    do(nobodys, "meeting", "call", "academic-board", "--on", "2027-03-01")
    (meeting,) = do(nobodys, "meeting", "list", "--json").json
    assert meeting["provider"] == "x"
    assert "Academic Committee: agenda" in do(nobodys, "paper", "agenda", "MTG-2027-0001").out
    do(nobodys, "policy", "adopt", "y.toml")
    for words in (("policy", "show"), ("meeting", "call", "academic-board", "--on", "2027-03-01")):
        assert "of no one provider" in do(nobodys, *words, fine=False).err
    assert "The policy of y on" in do(nobodys, "policy", "show", "--provider", "y").out


def test_a_body_is_meant_by_what_its_policy_calls_it_too(nobodys: Path) -> None:
    do(nobodys, "policy", "adopt", "x.toml")
    do(nobodys, "meeting", "call", "Academic Committee", "--on", "2027-03-01")
    for body in ("academic-board", "academic-committee"):
        (meeting,) = do(nobodys, "meeting", "list", "--body", body, "--json").json
        assert meeting["body"] == "academic-board"
        assert "nothing waits" in do(nobodys, "report", "agenda", "--body", body).out
        do(nobodys, "report", "fallen", "--body", body)
    wrong = do(nobodys, "report", "agenda", "--body", "academic-comittee", fine=False)
    assert "did you mean `academic-committee`?" in wrong.err
    assert "academic-board (academic committee)" in wrong.err
