"""`audit head --to FILE`: what it may write over, and what it says where it can't."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mcapproval.actions import audit
from mcapproval.actions.desk import Desk
from mcapproval.errors import AskedWrongly


def test_the_records_are_never_written_over_by_their_head(file_desk: Desk) -> None:
    place = Path(file_desk.records.where)
    link = place.with_name("link.json")
    link.symlink_to(place)
    before = place.read_bytes()
    for file in (place, link):
        with pytest.raises(AskedWrongly, match="is no head: it is left"):
            audit.keep_head(file_desk, file)
    assert place.read_bytes() == before
    assert audit.audit(file_desk).whole


@pytest.mark.parametrize(
    "there",
    [b"", b"a letter", b"{}", b'{"format":"pack/1"}', b"[" * 60_000, b"\xff", b" " * 99_999],
)
def test_another_file_is_left_as_it_is(file_desk: Desk, tmp_path: Path, there: bytes) -> None:
    file = tmp_path / "head.json"
    file.write_bytes(there)
    with pytest.raises(AskedWrongly, match="is no head: it is left") as trouble:
        audit.keep_head(file_desk, file)
    assert trouble.value.exit_code == 2
    assert file.read_bytes() == there


def test_what_is_no_ordinary_file_is_left(file_desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "nowhere").symlink_to(tmp_path / "not there")
    for name in ("folder", "pipe", "nowhere"):
        with pytest.raises(AskedWrongly):
            audit.keep_head(file_desk, tmp_path / name)


def test_a_former_head_is_written_over(file_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "head.json"
    first = audit.keep_head(file_desk, file)
    assert audit.keep_head(file_desk, file) == first
    assert audit.audit(file_desk, file).whole


def test_a_folder_that_is_not_there_is_told(file_desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(AskedWrongly, match="can't be written") as trouble:
        audit.keep_head(file_desk, tmp_path / "nowhere" / "head.json")
    assert trouble.value.exit_code == 2
