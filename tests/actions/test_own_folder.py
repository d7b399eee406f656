"""A folder that is made anew: nothing that is not the program's own is ever lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from mcapproval.actions.own_folder import made_anew
from mcapproval.errors import AskedWrongly, Refused


def make(into: Path, text: str) -> None:
    with made_anew(into) as fresh:
        (fresh / "packs").mkdir()
        (fresh / "packs" / "one.txt").write_text(text)
        (fresh / "records.db").write_text(text)


def read(into: Path) -> str:
    return (into / "packs" / "one.txt").read_text()


def test_it_is_made_where_there_was_nothing(tmp_path: Path) -> None:
    make(tmp_path / "deep" / "demo", "first")
    assert read(tmp_path / "deep" / "demo") == "first"
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["demo"]


def test_it_is_made_in_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    make(tmp_path / "demo", "first")
    assert read(tmp_path / "demo") == "first"


@pytest.mark.parametrize("into", ["", ".", "/"])
def test_neither_the_folder_one_is_in_nor_the_disk_is_replaced(
    into: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Refused, match="can't be replaced"):
        make(Path(into), "first")
    assert list(tmp_path.iterdir()) == []


def test_its_own_is_replaced(tmp_path: Path) -> None:
    make(tmp_path / "demo", "first")
    make(tmp_path / "demo", "second")
    assert read(tmp_path / "demo") == "second"
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_its_own_is_replaced_with_what_a_database_in_use_lays_beside_it(tmp_path: Path) -> None:
    make(tmp_path / "demo", "first")
    for ending in ("-wal", "-shm"):
        (tmp_path / "demo" / f"records.db{ending}").write_text("x")
    make(tmp_path / "demo", "second")
    assert read(tmp_path / "demo") == "second"


def test_a_folder_of_somebody_else_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "records.db").write_text("years of work")
    with pytest.raises(Refused, match="was not made by mcapproval demo"):
        make(tmp_path, "first")
    assert [path.name for path in tmp_path.iterdir()] == ["records.db"]
    assert (tmp_path / "records.db").read_text() == "years of work"


def test_a_file_that_somebody_laid_into_it_is_not_lost(tmp_path: Path) -> None:
    make(tmp_path / "demo", "first")
    (tmp_path / "demo" / "packs" / "my notes.txt").write_text("mine")
    with pytest.raises(Refused, match=r"packs/my notes\.txt"):
        make(tmp_path / "demo", "second")
    assert (tmp_path / "demo" / "packs" / "my notes.txt").read_text() == "mine"
    assert read(tmp_path / "demo") == "first"


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("mine")
    with pytest.raises(Refused, match="is not a folder"):
        make(tmp_path / "demo", "first")
    assert (tmp_path / "demo").read_text() == "mine"


def test_a_link_to_another_place_is_refused(tmp_path: Path) -> None:
    make(tmp_path / "there", "first")
    (tmp_path / "demo").symlink_to(tmp_path / "there")
    with pytest.raises(Refused, match="is a link"):
        make(tmp_path / "demo", "second")
    assert read(tmp_path / "there") == "first"


def stopped(into: Path) -> None:
    with made_anew(into) as fresh:
        (fresh / "half.txt").write_text("half")
        raise KeyboardInterrupt


def test_an_interrupted_run_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        stopped(tmp_path / "demo")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_run_leaves_the_former_one(tmp_path: Path) -> None:
    make(tmp_path / "demo", "first")
    with pytest.raises(KeyboardInterrupt):
        stopped(tmp_path / "demo")
    assert read(tmp_path / "demo") == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_what_a_power_cut_left_is_cleared_away(tmp_path: Path) -> None:
    for mark in ("new", "old"):
        left = tmp_path / f".demo.{mark}"
        left.mkdir()
        (left / ".mcapproval-demo").write_text("made by mcapproval demo\n")
        (left / "half.txt").write_text("half")
    make(tmp_path / "demo", "first")
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_what_only_has_the_name_of_such_a_rest_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".demo.new").mkdir()
    (tmp_path / ".demo.new" / "mine.txt").write_text("mine")
    with pytest.raises(Refused, match="in the way"):
        make(tmp_path / "demo", "first")
    assert (tmp_path / ".demo.new" / "mine.txt").read_text() == "mine"


def test_a_place_that_cannot_be_written_to_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(AskedWrongly, match="can't be written"):
        make(tmp_path / "file" / "demo", "first")


def test_a_move_that_fails_at_the_end_brings_the_former_one_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "demo", "first")
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name.endswith(".new"):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(AskedWrongly, match="No space left"):
        make(tmp_path / "demo", "second")
    assert read(tmp_path / "demo") == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]
