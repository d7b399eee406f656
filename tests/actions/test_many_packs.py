"""The packs of many applications: the same bytes by any number of processes, and a run goes on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.conftest import SAMPLE, Staged
from tests.actions.walking import at, opened
from tests.questions import asked

from mcapproval.actions.papers import packs
from mcapproval.actions.papers.many import Done, packed_each, wanted
from mcapproval.documents.pack_contents import contents
from mcapproval.documents.pack_files import verify
from mcapproval.errors import Unknown

if TYPE_CHECKING:
    from mcapproval.actions.desk import Desk

DAY = "2026-06-20"

MANY = """
import sys
from datetime import date
from pathlib import Path
from mcapproval.actions.desk import sit_down
from mcapproval.actions.papers.many import packed_each, wanted
if __name__ == "__main__":
    desk = sit_down(sys.argv[1], None, date.fromisoformat(sys.argv[3]))
    for one in packed_each(desk, wanted(desk, ()), Path(sys.argv[2]), ("pdf",), 2):
        print(one.how, flush=True)
        input()
"""


@pytest.fixture
def desk(ready: Staged) -> Desk:
    """Records with two applications."""
    assert opened(ready.desk, SAMPLE) == "APP-2026-0002"
    return at(ready.desk, "hemi", DAY)


def made(desk: Desk, into: Path, jobs: int = 1) -> list[Done]:
    return list(packed_each(desk, wanted(desk, ()), into, ("pdf",), jobs))


def test_many_applications_are_found_by_as_few_questions_as_one(desk: Desk) -> None:
    few = asked(lambda: wanted(desk, ()))
    assert opened(desk, SAMPLE, DAY) == "APP-2026-0003"
    assert asked(lambda: wanted(desk, ())) == few
    assert len(wanted(desk, ())) == 3


@pytest.mark.slow
def test_two_processes_make_what_one_makes(desk: Desk, tmp_path: Path) -> None:
    alone, together = made(desk, tmp_path / "1"), made(desk, tmp_path / "2", jobs=2)
    assert [one.ref for one in together] == ["APP-2026-0001", "APP-2026-0002"]
    assert [one.how for one in (*alone, *together)] == ["made"] * 4
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_a_pack_that_is_whole_is_left_and_another_is_made_again(desk: Desk, tmp_path: Path) -> None:
    made(desk, tmp_path)
    (tmp_path / "APP-2026-0002" / "01-application.pdf").write_bytes(b"cut off")
    before = (tmp_path / "APP-2026-0001" / "manifest.json").stat().st_mtime_ns
    assert [one.how for one in made(desk, tmp_path)] == ["there", "made"]
    assert (tmp_path / "APP-2026-0001" / "manifest.json").stat().st_mtime_ns == before
    assert verify(tmp_path / "APP-2026-0002") == ()


def test_a_pack_is_there_on_another_day_and_made_again_in_another_look(
    desk: Desk, tmp_path: Path
) -> None:
    made(desk, tmp_path)
    later = at(desk, "hemi", "2026-06-21")
    assert [one.how for one in made(later, tmp_path)] == ["there", "there"]
    both = packed_each(later, wanted(later, ()), tmp_path, ("pdf", "docx"), 1)
    assert [one.how for one in both] == ["made", "made"]


def test_one_that_can_not_be_made_does_not_stop_the_others(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "APP-2026-0001").mkdir()
    (tmp_path / "APP-2026-0001" / "thesis.docx").write_text("years of work")
    first, second = made(desk, tmp_path)
    assert (first.how, second.how) == ("failed", "made")
    assert "thesis.docx" in first.told[0] or "no pack" in first.told[0]


def test_a_reference_that_is_none_is_told_before_anything_is_made(desk: Desk) -> None:
    with pytest.raises(Unknown):
        wanted(desk, ("APP-2026-0001", "APP-2026-0009"))
    assert wanted(desk, ("APP-2026-0002", "APP-2026-0002")) == ("APP-2026-0002",)


def test_one_pack_is_the_same_as_among_many(desk: Desk, tmp_path: Path) -> None:
    made(desk, tmp_path / "many")
    packs.pack(desk, "APP-2026-0002", tmp_path / "one", ("pdf",))
    assert contents(tmp_path / "one") == contents(tmp_path / "many" / "APP-2026-0002")


@pytest.mark.slow
def test_no_process_is_left_where_the_first_is_killed(desk: Desk, tmp_path: Path) -> None:
    """Each of them holds the pipe open: it can be read to its end when the last one is gone."""
    words = (sys.executable, "-c", MANY, desk.records.where, str(tmp_path / "packs"), DAY)
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "made\n"
        run.kill()
        run.stdout.read()
    assert run.returncode != 0
