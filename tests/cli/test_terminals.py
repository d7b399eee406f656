"""The command in a process of its own: pipes, code pages, and what it loads to start."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.cli.living import APP
from tests.cli.shell import BAD, SOURCE, outside

from mcapproval.rules.book import EVERY_RULE
from mcapproval.rules.examine import in_force

Stage = Callable[[str], Path]

HEAVY = ("sqlmodel", "sqlalchemy", "reportlab", "jsonschema", "alembic", "psycopg", "transitions")


def loaded_by(folder: Path, *words: str) -> set[str]:
    """The names of all modules that a command loads."""
    code = (
        "import sys; from mcapproval.cli.main import run; run(sys.argv[1:]);"
        "print('LOADED', *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=folder,
        env=dict(os.environ) | {"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(done.stdout.rpartition("LOADED ")[2].split())


@pytest.mark.parametrize("words", [("--help",), ("next", "--help"), ("--version",), ()])
def test_help_loads_nothing_heavy(tmp_path: Path, words: tuple[str, ...]) -> None:
    loaded = loaded_by(tmp_path, *words)
    assert "mcapproval.cli.main" in loaded
    assert {name for name in loaded if name.split(".")[0] in HEAVY} == set()


def test_checking_a_file_needs_no_database() -> None:
    loaded = loaded_by(BAD, "check", "four-credits.yaml", "--on", "2026-06-15")
    assert "mcapproval.rules.book" in loaded
    assert {name for name in loaded if name.split(".")[0] in ("sqlmodel", "sqlalchemy")} == set()


@pytest.mark.parametrize(
    "words",
    [("show", APP), ("next", APP), ("history", APP), ("people", "list"), ("report", "portfolio")],
    ids=" ".join,
)
def test_looking_at_records_loads_neither_tables_nor_schemas(
    stage: Stage, words: tuple[str, ...]
) -> None:
    loaded = loaded_by(stage("outcome"), *words)
    assert "mcapproval.store.rows.folded" in loaded
    heavy = {"sqlmodel", "pydantic", "jsonschema", "reportlab", "alembic", "ruamel"}
    assert {name for name in loaded if name.split(".")[0] in heavy} == set()


def test_completing_a_word_loads_no_command(tmp_path: Path) -> None:
    code = (
        "import sys; from mcapproval.cli.main import cli; import click.shell_completion as shell;"
        "done = shell.BashComplete(cli, {}, 'mcapproval', '_X').get_completions([], 're');"
        "print(*[each.value for each in done], 'LOADED', *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    named, loaded = done.stdout.split("LOADED")
    assert {"report", "review", "restore"} <= set(named.split())
    assert "mcapproval.cli.reporting" not in loaded.split()


@pytest.mark.parametrize(
    "encoding", ["cp1252", *(pytest.param(n, marks=pytest.mark.slow) for n in ("ascii", "utf-16"))]
)
def test_macrons_arrive_whatever_the_code_page_of_the_terminal(stage: Stage, encoding: str) -> None:
    folder = stage("outcome")
    done = outside(folder, "history", APP, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Hēmi Te Rau" in done.stdout.decode("utf-8")
    wrong = outside(BAD, "check", "wdc-in-2026.yaml", "--csv", PYTHONIOENCODING=encoding)
    assert "Toitū te Waiora" in wrong.stdout.decode("utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ("people", "list"),
        pytest.param(("list", "--csv"), marks=pytest.mark.slow),
        pytest.param(("show", APP, "--json"), marks=pytest.mark.slow),
    ],
)
def test_whoever_has_read_enough_may_go(stage: Stage, words: tuple[str, ...]) -> None:
    """The reader is gone before anything is written, as with a `head` that is quick."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "mcapproval", *words],
            cwd=stage("outcome"),
            env=dict(os.environ) | {"PYTHONPATH": str(SOURCE)},
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_nothing_is_coloured_and_nobody_asks_for_it_in_vain(stage: Stage) -> None:
    folder = stage("board")
    plain = outside(folder, "next", APP)
    assert b"\x1b" not in plain.stdout
    assert outside(folder, "next", APP, NO_COLOR="1").stdout == plain.stdout
    assert outside(folder, "next", APP, FORCE_COLOR="1").stdout == plain.stdout


def test_exit_codes_leave_the_process(stage: Stage) -> None:
    folder = stage("board")
    codes = {
        words: outside(folder, *words).returncode
        for words in (("list",), ("move", APP, "approve", "--as", "ana"), ("show", "MC-0009"))
    }
    assert list(codes.values()) == [0, 1, 2]


def test_data_goes_to_stdout_and_talk_to_stderr(stage: Stage) -> None:
    folder = stage("begun")
    done = outside(folder, "open", "draft.yaml", "--as", "ana", "--today", "2026-06-01")
    assert done.stdout.decode() == (
        "APP-2026-0001  version 1  Community-Led Development Facilitation\n"
    )
    assert done.stderr.decode().startswith("next: mcapproval next APP-2026-0001")


def on_a_terminal(folder: Path, columns: int, *words: str) -> str:
    """What a command prints on a terminal of that many columns."""
    reading, writing = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "mcapproval", *words],
        cwd=folder,
        env=dict(os.environ) | {"PYTHONPATH": str(SOURCE), "COLUMNS": str(columns)},
        stdout=writing,
    ) as command:
        os.close(writing)
        said = b""
        with contextlib.suppress(OSError):  # so a terminal says that nobody writes any more
            while some := os.read(reading, 65_536):
                said += some
    os.close(reading)
    assert command.returncode == 0
    return said.decode("utf-8").replace("\r\n", "\n")


def test_on_a_narrow_terminal_no_rule_loses_its_code_its_words_or_its_clause(
    tmp_path: Path,
) -> None:
    narrow = on_a_terminal(tmp_path, 80, "rules", "list", "--on", "2026-11-21")
    rows, _, _ = narrow.partition(" rules on 21 November 2026")
    assert "…" not in rows
    assert max(map(len, rows.splitlines())) <= 80
    said = " ".join(rows.split())
    for rule in EVERY_RULE:
        if in_force(rule, date(2026, 11, 21)):
            assert f" {rule.code} " in said
            assert f" {rule.title} (" in said
    assert "Letters make the two claims (provider-policy/need-claims)" in said


def test_on_a_narrow_terminal_what_is_due_keeps_its_days_and_how_much_is_left(
    stage: Stage,
) -> None:
    due = ("report", "due", "--within", "9999d", "--today", "2026-08-13")
    said = on_a_terminal(stage("outcome"), 80, *due)
    assert "…" not in said
    assert max(map(len, said.splitlines())) <= 80
    assert "2027-08-11  363 days" in said
    assert "\n          Community-Led Development Facilitation\n" in said


def test_on_a_terminal_with_room_a_rule_stands_in_one_line(tmp_path: Path) -> None:
    said = on_a_terminal(tmp_path, 200, "rules", "list", "--on", "2026-11-21", "--text", "size")
    (line,) = [line for line in said.splitlines() if line.startswith("CRED-MAX ")]
    assert line.split("  ")[-1].strip() == "application"
    assert "Credits no more than allowed" in line
