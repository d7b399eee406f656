"""How a command is asked: options before and after, which records, who, and how it ends."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from tests.cli.living import APP, MC
from tests.cli.shell import BAD, at
from tests.cli.test_outputs_for_programs import commands

from mcapproval.actions.drafts import inside
from mcapproval.actions.drafts.written import read_any
from mcapproval.cli.main import cli, run
from mcapproval.cli.seat import OURS, Place
from mcapproval.draft.reader import Reading
from mcapproval.store.records import make

if TYPE_CHECKING:
    from tests.conftest import Places

Stage = Callable[[str], Path]

OPTIONS = {"--records", "--as", "--today"}


def tree(
    group: click.Group, path: tuple[str, ...] = ()
) -> list[tuple[tuple[str, ...], click.Command]]:
    """Every command and every group, by the words that lead to it."""
    found: list[tuple[tuple[str, ...], click.Command]] = [(path, group)]
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            found += tree(command, (*path, name))
        else:
            found.append(((*path, name), command))
    return found


def test_no_help_ends_in_the_middle_of_a_sentence() -> None:
    for path, command in tree(cli):
        context = click.Context(command, terminal_width=80, help_option_names=["-h", "--help"])
        for line in command.get_help(context).splitlines():
            assert not line.endswith("...") or "Usage: " in line or "://" in line, (path, line)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "{}", "--json", "--csv"), "--json and --csv"),
        (("check", "{}", "--json", "--format", "sarif"), "--json and --format sarif"),
        (("check", "{}", "--format", "text", "--csv"), "--format text and --csv"),
        (("rules", "list", "--csv", "--json"), "--csv and --json"),
    ],
)
def test_two_forms_at_once_are_asked_wrongly(
    words: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    done = at(tmp_path, *(word.format(BAD / "four-credits.yaml") for word in words))
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {said} ask for two forms; only one is printed\n")


def test_one_form_may_be_asked_for_twice(tmp_path: Path) -> None:
    file = str(BAD / "four-credits.yaml")
    once = at(tmp_path, "check", file, "--json")
    assert at(tmp_path, "check", file, "--json", "--format", "json").out == once.out != ""


ALL = tree(cli)
NAMES = ["-".join(path) or "mcapproval" for path, _ in ALL]


@pytest.mark.parametrize("words", [("open",), ("check",), ("update", APP), ("kit", "letter")])
@pytest.mark.parametrize("blank", ["", "  "])
def test_a_blank_name_is_no_file(words: tuple[str, ...], blank: str, tmp_path: Path) -> None:
    done = at(tmp_path, *words, blank)
    assert (done.code, done.out) == (2, "")
    assert "it is empty: give a name" in done.err


def test_whatever_takes_a_file_refuses_a_blank_name() -> None:
    asks = [(path, param) for path, command in ALL for param in command.params]
    files = [
        (*path, param.name)
        for path, param in asks
        if isinstance(param.type, click.Path) or re.search("FILE|FOLDER", param.metavar or "")
        if not isinstance(param.type, Place)
    ]
    assert files == []


@pytest.mark.parametrize(("path", "command"), ALL, ids=NAMES)
def test_every_command_takes_the_three_options_and_no_other_of_the_same_name(
    path: tuple[str, ...], command: click.Command
) -> None:
    """An argument called like one of the three would take its place: whoever is granted a role
    would then be the one who grants it."""
    options = {name for param in command.params for name in param.opts}
    assert options >= OPTIONS, path
    names = [param.name for param in command.params if param.name != "form"]
    assert len(names) == len(set(names)), path
    ours = {name for name in names if name and name.startswith(OURS)}
    assert ours - {f"{OURS}acts_for", f"{OURS}as_at"} == {
        f"{OURS}{name}" for name in ("records", "person", "today")
    }
    assert (f"{OURS}acts_for" in ours) == ("--for" in options), path


@pytest.mark.parametrize(("path", "command"), ALL, ids=NAMES)
def test_help_of_every_command_opens_with_examples(
    path: tuple[str, ...], command: click.Command, tmp_path: Path
) -> None:
    done = at(tmp_path, *path, "--help", fine=True)
    assert done.err == ""
    usage, purpose, examples = done.out.split("\n\n")[:3]
    assert usage.startswith("Usage: mcapproval")
    assert purpose.strip()
    if path != ("demo",):
        assert examples.strip().startswith("Example"), done.out
    assert f"mcapproval {' '.join(path)}".strip().replace(" make", "") in done.out
    assert at(tmp_path, *path, "-h").out == done.out


def test_the_short_help_names_every_command(tmp_path: Path) -> None:
    text = at(tmp_path, "--help", fine=True).out
    for path, _ in ALL:
        assert not path or f"\n  {path[0]} " in text


def test_no_arguments_print_the_help_and_a_group_alone_its_own(tmp_path: Path) -> None:
    bare = at(tmp_path)
    assert bare.code == 2
    assert bare.out == ""
    assert bare.err == at(tmp_path, "--help").out
    group = at(tmp_path, "people")
    assert group.code == 2
    assert "Examples:" in group.err


def test_what_stands_after_the_subcommand_wins_over_what_stands_before_it(stage: Stage) -> None:
    folder = stage("board")
    opts = ("--as", "bo", "--today", "2026-06-06")
    before = at(folder, *opts, "next", APP, fine=True)
    after = at(folder, "next", APP, *opts, fine=True)
    both = at(folder, "--as", "ana", "--today", "2026-06-05", "next", APP, *opts, fine=True)
    assert before.out == after.out == both.out
    assert "not you" not in both.out
    assert "not you" in at(folder, "--as", "bo", "next", APP, "--as", "ana", fine=True).out


def test_the_options_stand_between_a_group_and_its_command_too(stage: Stage) -> None:
    folder = stage("begun")
    away = folder.parent
    there = str(folder / "records.db")
    assert "ana" in at(away, "people", "--records", there, "list", fine=True).out


def test_whoever_is_granted_a_role_or_erased_is_not_the_one_who_acts(stage: Stage) -> None:
    folder = stage("begun")
    day = ("--today", "2026-02-02")
    refused = at(folder, "people", "grant", "admin", "author", "--as", "ana", *day)
    assert refused.code == 1
    assert "because: ana does not hold" in refused.err
    assert (
        at(folder, "people", "erase", "admin", "--note", "x", "--yes", "--as", "ana", *day).code
        == 1
    )
    assert at(folder, "people", "grant", "ana", "author", "--as", "admin", *day).code == 0


def test_who_is_taken_from_the_environment_unless_it_is_said(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = stage("board")
    monkeypatch.setenv("MCAPPROVAL_AS", "ana")
    assert "not you" in at(folder, "next", APP, fine=True).out
    assert "not you" not in at(folder, "next", APP, "--as", "bo", fine=True).out


def test_records_are_those_said_else_of_the_environment_else_of_the_policy_else_here(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = stage("begun")
    (folder / "records.db").rename(folder / "said.db")
    assert at(folder, "people", "list").code == 2
    (folder / "mcapproval.toml").write_text('format = "policy/1"\nrecords = "said.db"\n', "utf-8")
    below = folder / "below"
    below.mkdir()
    assert "ana" in at(below, "people", "list", fine=True).out
    make(str(tmp_path / "other.db"))
    monkeypatch.setenv("MCAPPROVAL_RECORDS", str(tmp_path / "other.db"))
    assert "ana" not in at(below, "people", "list", fine=True).out
    assert "ana" in at(below, "people", "list", "--records", "../said.db", fine=True).out


def test_a_hint_names_a_file_that_begins_with_a_dash_so_that_it_is_found(tmp_path: Path) -> None:
    made = at(tmp_path, "draft", "new", "--", "-n.yaml", fine=True)
    assert "next: mcapproval check ./-n.yaml\n" in made.err
    (tmp_path / "-o.yaml").write_text("format: application/1\nodd: x\n", "utf-8")
    words = ("init", "--simulated", "--name", "Ana", "--provider", "otago-polytechnic")
    at(tmp_path, *words, "--as", "ana", "--today", "2026-03-02", fine=True)
    at(tmp_path, "people", "grant", "ana", "author", "--as", "ana", "--today", "2026-03-02")
    done = at(tmp_path, "open", "--as", "ana", "--today", "2026-03-02", "--", "-o.yaml")
    assert "hint: mcapproval check ./-o.yaml " in done.err


def test_a_hint_repeats_the_records_that_were_named(stage: Stage) -> None:
    folder = stage("board")
    (folder / "our records").mkdir()
    (folder / "records.db").rename(folder / "our records" / "r.db")
    done = at(folder, "move", APP, "approve", "--records", "our records/r.db", "--as", "ana")
    assert "--records 'our records/r.db'" in done.err
    for command in done.commands():
        words = [w.strip("'") for w in command.replace("our records", "our_records").split()[1:]]
        assert at(folder, *(w.replace("our_records", "our records") for w in words)).code == 0


def test_a_password_in_the_address_of_the_records_is_never_shown(tmp_path: Path) -> None:
    place = "postgresql://ana:hush-hush@localhost:1/none"
    for words in (("list",), ("init", "--as", "ana"), ("show", APP), ("audit", "verify")):
        done = at(tmp_path, *words, "--records", place)
        assert done.code == 2
        assert "hush-hush" not in done.out + done.err


def test_records_are_made_on_postgresql_by_its_address(databases: Places, tmp_path: Path) -> None:
    opts = ("--records", databases.empty(), "--as", "ana")
    made = at(tmp_path, "init", *opts, fine=True)
    assert "ana" in at(tmp_path, "people", "list", *opts, fine=True).out
    assert "PER-0001" in made.out
    assert at(tmp_path, "audit", "verify", *opts).code == 0
    assert at(tmp_path, "init", *opts).code == 1


def test_a_word_like_a_reference_is_one_and_a_dot_before_it_makes_it_a_file(stage: Stage) -> None:
    folder = stage("board")
    (folder / APP).write_bytes((BAD / "forty-one-credits.yaml").read_bytes())
    on = ("--on", "2026-06-15")
    assert at(folder, "check", APP, *on).code == 0
    assert at(folder, "check", f"./{APP}", *on).code == 1
    assert at(folder, "check", "APP-2026-0009", *on).code == 2
    assert at(folder, "check", "APP-2026-9", *on).code == 2
    assert "no such file" in at(folder, "check", "APP-2026-9", *on).out


def test_new_records_are_not_made_over_old_ones(stage: Stage) -> None:
    folder = stage("begun")
    before = (folder / "records.db").read_bytes()
    done = at(folder, "init", "--as", "other")
    assert done.code == 1
    assert "there already" in done.err
    assert (folder / "records.db").read_bytes() == before
    assert at(folder, "init").code == 2


def test_a_clock_of_ones_own_writes_only_in_simulated_records(tmp_path: Path) -> None:
    refused = at(tmp_path, "init", "--as", "ana", "--today", "2026-02-01")
    assert refused.code == 1
    assert not (tmp_path / "records.db").exists()
    at(tmp_path, "init", "--as", "ana", fine=True)
    act = ("organisation", "add", "x", "--name", "X", "--as", "ana")
    assert at(tmp_path, *act, "--today", "2026-02-01").code == 1
    assert at(tmp_path, "organisation", "list", "--today", "2026-02-01").code == 0
    assert at(tmp_path, *act).code == 0


CODES = [
    (0, ("list",)),
    (0, ("check", "draft.yaml", "--on", "2026-06-15")),
    (1, ("check", "wrong.yaml", "--on", "2026-06-15")),
    (1, ("move", APP, "approve", "--as", "ana", "--today", "2026-06-06")),
    (1, ("move", APP, "submit", "--as", "hemi", "--today", "2026-06-06")),
    (1, ("next", APP, "submit", "--as", "hemi", "--today", "2026-06-06")),
    (1, ("move", APP, "hold", "--set", "reason=x", "--as", "ana", "--effective", "2026-06-04")),
    (1, ("people", "add", "ana", "--name", "Other", "--as", "admin", "--today", "2026-06-06")),
    (1, ("update", APP, "draft.yaml", "--as", "ana", "--today", "2026-06-06")),
    (2, ("check", "wrong.yaml", "tab.yaml", "--on", "2026-06-15")),
    (2, ("check", "..", "--on", "2026-06-15")),
    (2, ("check", "draft.yaml", "--on", "2018-08-21")),
    (2, ("check", "draft.yaml", "--policy", "none.toml")),
    (2, ("check", "draft.yaml", "--format", "xml")),
    (2, ("show", "APP-1999-0001")),
    (2, ("show", MC)),
    (2, ("move", APP, "fly", "--as", "ana")),
    (2, ("move", APP, "hold")),
    (2, ("move", APP, "hold", "--set", "reason", "--as", "ana")),
    (2, ("move", APP, "hold", "--with", "none.yaml", "--as", "ana")),
    (2, ("move", APP, "hold", "--with", "letters", "--as", "ana")),
    (2, ("move", APP, "hold", "--attach", "none.pdf", "--as", "ana")),
    (2, ("open", "none.yaml", "--as", "ana")),
    (2, ("open", "tab.yaml", "--as", "ana")),
    (2, ("open", "letters", "--as", "ana")),
    (2, ("evidence", "add", APP, "none.pdf", "--kind", "letter", "--as", "ana")),
    (2, ("evidence", "add", APP, "letters", "--kind", "letter", "--as", "ana")),
    (2, ("policy", "adopt", "none.toml", "--as", "admin")),
    (2, ("policy", "adopt", "draft.yaml", "--as", "admin")),
    (2, ("policy", "adopt", "letters", "--as", "admin")),
    (2, ("workflow", "check", "none.toml")),
    (2, ("workflow", "check", "letters")),
    (2, ("workflow", "check", "draft.yaml")),
    (2, ("workflow", "show", "none")),
    (2, ("review", "open", "MC-0009", "--as", "mele")),
    (2, ("review", "answer", "REV-2027-0001", "none.yaml", "--as", "mele")),
    (2, ("item", "answer", APP, "9", "--text", "x", "--as", "mele")),
    (2, ("item", "close", APP, "nine", "--as", "mele")),
    (2, ("rules", "explain", "NO-RULE")),
    (2, ("audit", "verify", "--against", "none.json")),
    (2, ("audit", "verify", "--against", "letters")),
    (2, ("audit", "verify", "--against", "draft.yaml")),
    (2, ("audit", "head", "--to", "none/head.json")),
    (2, ("list", "--records", ".")),
    (2, ("list", "--records", "draft.yaml")),
    (2, ("list", "--records", "mysql://localhost/x")),
    (2, ("draft", "new", "none/draft.yaml")),
    (1, ("pack", APP, "--into", "draft.yaml")),
    (2, ("pack", "--all", "--into", "packs.zip")),
    (2, ("pack", APP, "--into", "pack.pdf")),
    (2, ("pack", APP, "--into", "")),
    (2, ("kit", "letter", "draft.yaml", "--into", " ")),
    (2, ("pack", "verify", "letters")),
    (2, ("pack", "verify", "none")),
    (2, ("pack", "verify", "draft.yaml")),
    (2, ("pack", "verify", "none.zip")),
]


@pytest.mark.parametrize(("code", "words"), CODES, ids=[" ".join(words) for _, words in CODES])
def test_a_command_ends_with_the_code_of_its_kind_and_a_sentence(
    stage: Stage, code: int, words: tuple[str, ...]
) -> None:
    folder = stage("board")
    (folder / "tab.yaml").write_bytes((BAD / "tab.yaml").read_bytes())
    (folder / "wrong.yaml").write_bytes((BAD / "forty-one-credits.yaml").read_bytes())
    done = at(folder, *words)
    assert done.code == code, done.out + done.err
    if code:
        said = done.err + done.out
        assert said.strip()
        assert "Errno" not in said
        assert "Error:" not in said


def test_a_file_without_permission_is_told_in_a_sentence(tmp_path: Path) -> None:
    """Run by root, who may read everything, the way to the file is closed by becoming nobody."""
    folder = tmp_path / "closed"
    folder.mkdir()
    file = folder / "draft.yaml"
    file.write_text("format: application/1\n", "utf-8")
    folder.chmod(0o000)
    root = os.geteuid() == 0
    try:
        if root:
            os.seteuid(65534)
        done_codes = []
        for words in (("check", str(file)), ("workflow", "check", str(file))):
            done_codes.append(run(list(words)))
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o700)
    assert done_codes == [2, 2]


def test_a_fault_of_ours_is_told_in_a_sentence_and_ends_with_3(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = stage("begun")
    monkeypatch.chdir(folder)

    def broken(*_: object) -> None:
        raise RuntimeError("first line\nsecond line with a name in it")

    monkeypatch.setattr("mcapproval.actions.finding.listed.list_cases", broken)
    assert run(["list"]) == 3
    said = capsys.readouterr().err
    assert "a fault of this program: RuntimeError: first line\n" in said
    assert "second line" not in said
    assert "MCAPPROVAL_DEBUG=1" in said
    monkeypatch.setenv("MCAPPROVAL_DEBUG", "1")
    with pytest.raises(RuntimeError):
        run(["list"])


def test_a_fault_of_ours_in_one_file_leaves_the_findings_of_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one.yaml", "two.yaml", "three.yaml"):
        (tmp_path / name).write_text("format: application/1\n", encoding="utf-8")
    checked = read_any

    def broken(path: Path) -> Reading:
        if path.name == "two.yaml":
            raise TypeError("first line\nsecond line")
        return checked(path)

    monkeypatch.setattr(inside, "read_any", broken)
    monkeypatch.chdir(tmp_path)
    assert run(["check", "one.yaml", "two.yaml", "three.yaml", "--json"]) == 3
    said = capsys.readouterr()
    assert [one["file"] for one in json.loads(said.out)["files"]] == ["one.yaml", "three.yaml"]
    assert "a fault of this program at two.yaml: TypeError: first line\n" in said.err
    assert "second line" not in said.err
    assert run(["check", "two.yaml"]) == 3
    assert capsys.readouterr().out == ""
    assert run(["check", "two.yaml", "two.yaml"]) == 3
    monkeypatch.setenv("MCAPPROVAL_DEBUG", "1")
    with pytest.raises(TypeError):
        run(["check", "one.yaml", "two.yaml"])


def test_stopping_a_command_is_not_a_fault(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(stage("begun"))

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mcapproval.actions.finding.listed.list_cases", stopped)
    assert run(["list"]) == 130
    assert capsys.readouterr().err.strip() == "stopped"


def test_every_command_of_the_table_leads_somewhere() -> None:
    assert len(list(commands(cli))) > 40
