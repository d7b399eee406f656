"""Ctrl-C in a process of its own: exit 130, a sentence on what is kept, and no other word."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.shell import at, on_a_terminal, with_code

ADMIN = ("--as", "admin", "--today", "2027-09-01")
SHEET = "Title,NZQA number\nWeaving,20001\nCarving,20002\nSinging,20003\n"

COMES = """
import logging, signal
from mcapproval.__main__ import main
from mcapproval.errors import Unmet

def comes():
    signal.raise_signal(signal.SIGINT)
    while True:  # until Python has noticed
        pass
"""
AS_A_FAULT = """
def broken_off(*given, **named):
    def left():
        try:
            yield
        finally:
            raise ValueError("closed already")
    try:
        rows = left()
        next(rows)
        comes()
    except KeyboardInterrupt:
        logging.getLogger("sqlalchemy.pool").error("Exception closing connection")
        logging.getLogger("psycopg").warning("error ignored terminating")
        raise Unmet("the server broke off")
"""
UNHEEDED = """
import mcapproval.actions.importing.making as making
as_ever = making.credential
def credential(work, new):
    try:
        comes()
    except KeyboardInterrupt:
        pass
    as_ever(work, new)
making.credential = credential
main()
"""

TO_ALL = """
from mcapproval.actions.papers import many
as_ever = many.ProcessPoolExecutor.submit
def submit(pool, _, where, day, ref, *given):
    return as_ever(pool, eval, CHILD.replace("REF", ref))
CHILD = "__import__('signal').raise_signal(2) or "
CHILD += "__import__('mcapproval.actions.papers.many')"
CHILD += ".actions.papers.many.Done('REF', 'REF', 'made')"
many.ProcessPoolExecutor.submit = submit
many.wanted = lambda desk, refs: ("APP-2026-0001", "APP-2026-0002")
main()
"""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with new records and a sheet to import."""
    at(tmp_path, "init", "--simulated", "--provider", "ours", *ADMIN, fine=True)
    known = ("--name", "Ours", "--type", "polytechnic")
    at(tmp_path, "organisation", "add", "ours", *known, *ADMIN, fine=True)
    (tmp_path / "ours.csv").write_text(SHEET, "utf-8")
    return tmp_path


def stopped(folder: Path, code: str, *words: str) -> tuple[int, str, str]:
    """How a command ends that has this code before it."""
    done = with_code(folder, code, *words, *ADMIN)
    return done.returncode, done.stdout, " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("words", "name", "said"),
    [
        (("audit", "verify"), "audit.audit", "it looked at a part only, and changed nothing"),
        (
            ("init", "--upgrade"),
            "setup.upgrade",
            "the records are wholly as they were, or upgraded",
        ),
        (("backup",), "copies.backing_up.back_up", "no backup was made"),
        (("import", "ours.csv"), "importing.taking.import_file", "nothing was taken in"),
        (("import", "out", "--dry-run"), "copies.whole_in.everything_in", "nothing was taken in"),
        (("import", "out"), "copies.whole_in.everything_in", "what is taken in stays,"),
        (("export", "out"), "copies.whole_out.everything_out", "what is written stays,"),
        (("move-records", "records.db", "b.db"), "copies.moving.move_records", "what is copied"),
        (("restore", "b.db"), "copies.restoring.restore", "records.db is wholly as it was"),
        (("pack", "--all", "--into", "out"), "papers.many.packed_each", "what is packed stays"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_what_a_driver_makes_of_it_is_not_told(
    here: Path, words: tuple[str, ...], name: str, said: str
) -> None:
    (here / "out").mkdir()
    module, _, function = name.rpartition(".")
    patch = f"import mcapproval.actions.{module} as acts\nacts.{function} = broken_off\nmain()"
    code, out, err = stopped(here, COMES + AS_A_FAULT + patch, *words)
    assert (code, out) == (130, "")
    assert err.startswith(f"stopped: {said}")
    goes_on = words[0] in ("move-records", "restore") or "give the same command again: it " in err
    assert goes_on, err
    assert not {"server", "ignored", "Exception", "Traceback"} & set(err.split())


def test_where_a_row_did_not_heed_it_nothing_of_the_sheet_is_taken_in(here: Path) -> None:
    code, out, err = stopped(here, COMES + UNHEEDED, "import", "ours.csv")
    assert (code, out) == (130, "")
    assert err == "stopped: nothing was taken in hint: give the same command again: it begins anew"
    again = at(here, "import", "ours.csv", *ADMIN, fine=True)
    assert "IMP-0001: ours.csv made" in again.out


def test_once_all_rows_are_made_it_is_not_said_that_nothing_is_taken_in(here: Path) -> None:
    late = "import mcapproval.actions.importing.taking as acts\n"
    late += "acts.gaps = lambda *given: comes()\nmain()\n"
    code, out, err = stopped(here, COMES + late, "import", "ours.csv")
    assert (code, out) == (130, "")
    assert err.startswith(
        "stopped: all of it was made, and may be taken in hint: give the same command"
    )


def test_processes_that_pack_leave_it_to_their_parent(here: Path) -> None:
    """A terminal sends it to all of them, and only one is to say what came of it."""
    words = ("pack", "--all", "--into", "out", "--jobs", "2")
    code, out, err = stopped(here, COMES + TO_ALL, *words)
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == "2 applications: 2 made"


def test_it_is_not_heard_where_it_is_to_be_ignored(here: Path) -> None:
    ignored = "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    comes = "import mcapproval.actions.audit as acts\nas_ever = acts.audit\n"
    comes += "def audit(*given, **named):\n signal.raise_signal(signal.SIGINT)\n"
    comes += " return as_ever(*given, **named)\nacts.audit = audit\nmain()\n"
    assert stopped(here, COMES + ignored + comes, "audit", "verify")[0] == 0


def test_a_terminal_sees_how_many_rows_of_a_sheet_are_taken_in(here: Path) -> None:
    _, told = on_a_terminal(here, "import", "ours.csv", "--dry-run", *ADMIN)
    assert "1 of 3 rows taken in\r" in told
