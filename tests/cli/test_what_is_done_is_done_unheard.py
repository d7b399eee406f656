"""A command does what it does, also where nobody can be told of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.shell import SOURCE, Done, at

ADMIN = ("--as", "admin", "--today", "2027-09-01")
CLOSED = ("<&-", ">&-", "2>&-", ">&- 2>&-")
COMMAND = f"{sys.executable} -m mcapproval"

pytestmark = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="a shell and a device of Linux"
)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    at(tmp_path, "init", "--simulated", *ADMIN, fine=True)
    return tmp_path


def shell(folder: Path, said: str) -> Done:
    done = subprocess.run(
        ["sh", "-c", said],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return Done((said,), done.returncode, done.stdout, done.stderr)


def knows(folder: Path, person: str) -> bool:
    return person in at(folder, "people", "list", fine=True).out


def adding(person: str, streams: str) -> str:
    words = " ".join(("people add", person, "--name", person.title(), *ADMIN))
    return f"{COMMAND} {words} {streams}"


def test_what_was_written_is_not_told_as_if_it_had_failed(here: Path) -> None:
    done = shell(here, adding("mele", ">/dev/full"))
    assert knows(here, "mele")
    assert done.code == 2
    assert "what the command says can't be written: No space left on device" in done.err
    assert "is done all the same" in done.err
    assert "file system" not in done.err


def test_talk_that_nobody_can_hear_changes_nothing(here: Path) -> None:
    assert shell(here, adding("mele", "2>/dev/full")).code == 0
    assert knows(here, "mele")


def test_records_that_are_broken_are_so_though_it_can_not_be_said(here: Path) -> None:
    head = here / "head.json"
    at(here, "audit", "head", "--to", "head.json", fine=True)
    head.write_bytes(head.read_bytes().replace(b'"number":', b'"number":9'))
    assert shell(here, f"{COMMAND} audit verify --against head.json >/dev/full").code == 1


@pytest.mark.parametrize("streams", CLOSED)
def test_a_stream_that_is_closed_leads_nowhere(here: Path, streams: str) -> None:
    done = shell(here, adding("mele", streams))
    assert (done.code, "Traceback" in done.err) == (0, False)
    assert knows(here, "mele")
    made = shell(here, f"{COMMAND} backup --into copy.db {' '.join(ADMIN)} {streams}")
    assert made.code == 0
    assert at(here, "audit", "verify", "--records", "copy.db").code == 0
