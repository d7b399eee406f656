"""`audit head --to FILE`: what it may write over, and what it says where it can't."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from tests.simulated import START

from mcapproval.actions import audit, setup
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.canonical import canonical
from mcapproval.errors import AskedWrongly, Refused


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


def test_a_head_from_which_the_journal_does_not_go_on_is_left(
    file_desk: Desk, tmp_path: Path
) -> None:
    file, place = tmp_path / "head.json", Path(file_desk.records.where)
    older = place.read_bytes()
    setup.add_organisation(file_desk, "new", "New", "other", None)
    audit.keep_head(file_desk, file)
    kept = file.read_bytes()
    place.write_bytes(older)
    with pytest.raises(Refused, match="does not go on from it: the journal ends at row"):
        audit.keep_head(sit_down(str(place), "admin", START), file)
    assert file.read_bytes() == kept


def test_a_head_tells_other_records_from_rows_that_were_cut_off(
    file_desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "head.json"
    head = audit.keep_head(file_desk, file)
    other = setup.init(str(tmp_path / "other.db"), "ana", simulated=True, day=date(2025, 3, 1))
    told = [fault.message for fault in audit.audit(other, file).faults]
    assert any("not the journal of which the head was kept, for its" in said for said in told)
    file.write_bytes(canonical({**head, "number": head["number"] + 1}))
    (cut,) = audit.audit(file_desk, file).faults
    assert cut.message.endswith("were cut off")
    del head["first"]
    file.write_bytes(canonical({**head, "number": head["number"] + 1}))
    (either,) = audit.audit(file_desk, file).faults
    assert either.message.endswith("or it is not the journal of which the head was kept")
